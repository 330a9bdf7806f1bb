# Read by the project and by whoever links it: makes the target t2v_hdf5.
#
# The shared HDF5 of Debian reads from the web too, for which it loads libcurl and thirty libraries
# behind it at every start: 6 ms, more than a query takes. The static one brings what is used.
option(T2V_STATIC_HDF5 "Link the static HDF5 where there is one" ON)
add_library(t2v_hdf5 INTERFACE IMPORTED GLOBAL)
set(hdf5_libraries hdf5::hdf5_cpp ${HDF5_CXX_LIBRARY_hdf5})
if(T2V_STATIC_HDF5)
  get_filename_component(hdf5_folder "${HDF5_CXX_LIBRARY_hdf5}" DIRECTORY)
  find_library(T2V_HDF5_STATIC libhdf5.a HINTS ${hdf5_folder})
  find_library(T2V_HDF5_CPP_STATIC libhdf5_cpp.a HINTS ${hdf5_folder})
  if(T2V_HDF5_STATIC AND T2V_HDF5_CPP_STATIC)
    set(hdf5_libraries ${T2V_HDF5_CPP_STATIC} ${T2V_HDF5_STATIC} ${HDF5_CXX_LIBRARY_sz}
        ${HDF5_CXX_LIBRARY_z} ${CMAKE_DL_LIBS} m)
  endif()
endif()
target_include_directories(t2v_hdf5 INTERFACE ${HDF5_CXX_INCLUDE_DIRS})
target_link_libraries(t2v_hdf5 INTERFACE ${hdf5_libraries})
