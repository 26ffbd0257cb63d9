# nunchi_embed(TARGET SYMBOL FILE): puts FILE's bytes into TARGET, between the C symbols
# SYMBOL_begin and SYMBOL_end, so that the program needs no data folder beside it.
function(nunchi_embed target symbol file)
  get_filename_component(path ${file} ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
  set(assembly ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.S)
  file(CONFIGURE OUTPUT ${assembly} @ONLY CONTENT [[
  .section .rodata
  .global @symbol@_begin, @symbol@_end
  .balign 16
@symbol@_begin:
  .incbin "@path@"
@symbol@_end:
  .byte 0
  .section .note.GNU-stack,"",%progbits
]])
  set_property(SOURCE ${assembly} APPEND PROPERTY OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${assembly})
endfunction()
