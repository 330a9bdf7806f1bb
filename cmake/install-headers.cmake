# Installs the headers that a program which links the library may include, as t2v/FOLDER/NAME.h.
# Within the project they name each other without t2v/. T2V_SOURCE and T2V_INCLUDE: from and to where.
set(private
  # need headers of other libraries (those of Eigen are found with the library)
  attribution/document_order.h model/dataset_shape.h model/embedding_keys.h model/hdf5_driver.h
  model/hdf5_layout.h model/hdf5_memory.h model/hdf5_reader.h model/hdf5_source.h
  model/hdf5_writer.h model/json_number.h model/key_index.h model/model_header.h
  model/model_strings.h model/stored_vectors.h model/train_state.h text/boundaries.h
  text/character_tokenizer.h text/corpus_encoding.h text/sentencepiece_tokenizer.h
  text/unicode_tokenizer.h)
file(GLOB headers RELATIVE ${T2V_SOURCE} ${T2V_SOURCE}/*/*.h)
list(FILTER headers EXCLUDE REGEX "-inl\\.h$|^server/")
list(REMOVE_ITEM headers ${private})
foreach(header IN LISTS headers)
  file(READ "${T2V_SOURCE}/${header}" text)
  string(REGEX REPLACE "#include \"([a-z_]+/[a-z0-9_]+\\.h)\"" "#include \"t2v/\\1\"" text "${text}")
  set(target "$ENV{DESTDIR}${T2V_INCLUDE}/${header}")
  file(WRITE "${target}.new" "${text}")
  file(COPY_FILE "${target}.new" "${target}" ONLY_IF_DIFFERENT)
  file(REMOVE "${target}.new")
  list(APPEND CMAKE_INSTALL_MANIFEST_FILES "${T2V_INCLUDE}/${header}")
endforeach()
message(STATUS "Installed headers: ${T2V_INCLUDE}")
