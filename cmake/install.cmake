# What `cmake --install` puts where, and the Debian packages that `cpack` makes of it: programs, and
# what it takes to link the library.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# The programs.
install(TARGETS t2v t2v-attribute COMPONENT programs)
install(FILES corpora/film-reviews/cnn.h5 DESTINATION ${CMAKE_INSTALL_DATADIR}/target2vec
        RENAME film-reviews-cnn.h5 COMPONENT programs)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT programs)
install(DIRECTORY doc/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/doc COMPONENT programs)
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT programs
        PATTERN __pycache__ EXCLUDE PATTERN build EXCLUDE)

# What training under mpirun loads, and what alone needs Open MPI: a package of its own.
if(TARGET t2v_mpi)
  install(TARGETS t2v_mpi DESTINATION lib/t2v COMPONENT mpi)
endif()

# Their manual, which they write themselves.
set(manual ${PROJECT_BINARY_DIR}/man)
file(MAKE_DIRECTORY ${manual})
add_custom_command(OUTPUT ${manual}/t2v.1 ${manual}/t2v-attribute.1
  COMMAND t2v help --man ${manual}
  COMMAND t2v-attribute help --man ${manual}
  DEPENDS t2v t2v-attribute
  COMMENT "Writing the manual" VERBATIM)
add_custom_target(manual ALL DEPENDS ${manual}/t2v.1 ${manual}/t2v-attribute.1)
install(DIRECTORY ${manual}/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT programs)

# Completion. bash looks for a file of the command's name; zsh has a folder of its own for packages.
foreach(command t2v t2v-attribute)
  install(FILES tools/completion/t2v.bash RENAME ${command} COMPONENT programs
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
endforeach()
install(CODE [[
  if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
    set(zsh_folder vendor-completions)
  else()
    set(zsh_folder site-functions)
  endif()]] COMPONENT programs)
install(CODE "file(INSTALL \"${PROJECT_SOURCE_DIR}/tools/completion/_t2v\"
    DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/zsh/\${zsh_folder}\")"
  COMPONENT programs)

# The library: static parts, all of them behind t2v::target2vec. The server is the program's own.
add_library(t2v_target2vec INTERFACE)
set(libraries t2v_target2vec)
foreach(part text embedding distributed model formats query projection evaluation classifier attribution report)
  list(APPEND libraries t2v_${part})
  set_target_properties(t2v_${part} PROPERTIES EXPORT_NAME ${part}
    INTERFACE_INCLUDE_DIRECTORIES "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>")
  target_link_libraries(t2v_target2vec INTERFACE t2v_${part})
endforeach()
set_target_properties(t2v_target2vec PROPERTIES EXPORT_NAME target2vec)
target_compile_features(t2v_target2vec INTERFACE cxx_std_20)
install(TARGETS ${libraries} EXPORT target2vec-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/target2vec)
install(EXPORT target2vec-targets NAMESPACE t2v:: DESTINATION ${package_folder}
        COMPONENT development)
configure_package_config_file(cmake/target2vec-config.cmake.in target2vec-config.cmake
  INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/target2vec-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/target2vec-config.cmake
              ${PROJECT_BINARY_DIR}/target2vec-config-version.cmake cmake/hdf5.cmake
        DESTINATION ${package_folder} COMPONENT development)
install(CODE "set(T2V_SOURCE \"${PROJECT_SOURCE_DIR}/src\")
  set(T2V_INCLUDE \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_INCLUDEDIR}/t2v\")"
  COMPONENT development)
install(SCRIPT cmake/install-headers.cmake COMPONENT development)

# Debian packages: cpack -G DEB.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME target2vec)
set(CPACK_PACKAGE_CONTACT "The Target2Vec authors <target2vec@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL programs development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME target2vec)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION science)
# The project's description stands above these.
set(CPACK_DEBIAN_PROGRAMS_DESCRIPTION
"t2v learns words and the labels of documents in one vector space and answers
questions by vector arithmetic; t2v-attribute trains a small classifier and
tells word by word why it decides as it does.")
if(TARGET t2v_mpi)
  list(APPEND CPACK_COMPONENTS_ALL mpi)
  set(CPACK_DEBIAN_MPI_PACKAGE_NAME target2vec-mpi)
  set(CPACK_DEBIAN_MPI_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_MPI_PACKAGE_SECTION science)
  set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "target2vec (= ${PROJECT_VERSION}), openmpi-bin")
  set(CPACK_DEBIAN_MPI_DESCRIPTION
"What t2v train needs to run in several processes under mpirun.")
endif()
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libtarget2vec-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"What it takes to link the library: headers, static libraries and CMake files
for find_package(target2vec).")
# What find_package() looks for in its turn.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libcsv-dev, libeigen3-dev, libfmt-dev, libhdf5-dev, libhwy-dev, libicu-dev, libsentencepiece-dev, libssl-dev, libtbb-dev, libzstd-dev, nlohmann-json3-dev, pkg-config, zlib1g-dev")
include(CPack)
