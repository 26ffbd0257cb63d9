# `cmake --install` makes a complete program: the binary, and beside it the parts of OpenVINO that it
# runs on, found through $ORIGIN, so that neither the build folder nor a cache is needed afterwards.
include(GNUInstallDirs)
set_target_properties(nunchi PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/nunchi")
install(TARGETS nunchi RUNTIME DESTINATION bin)

set(openvino_parts
  libopenvino.so.* libopenvino_intel_cpu_plugin.so libopenvino_ir_frontend.so.*
  libopenvino_onnx_frontend.so.* libopenvino_tensorflow_lite_frontend.so.*
  libtbb.so.* libtbbbind_*.so.* libtbbmalloc.so.* libhwloc.so.*)
list(TRANSFORM openvino_parts PREPEND ${NUNCHI_OPENVINO}/libs/)
file(GLOB openvino_files ${openvino_parts})
install(FILES ${openvino_files} DESTINATION lib/nunchi)
install(DIRECTORY ${NUNCHI_OPENVINO}/../openvino-2026.4.1.dist-info/licenses/
  DESTINATION share/doc/nunchi/openvino OPTIONAL)
install(FILES ${PROJECT_SOURCE_DIR}/share/nunchi.service DESTINATION share/nunchi)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
  DESTINATION share/doc/nunchi)
