# nunchi_stages(DIR): one library for each folder that DIR/LAYERS names, its unit tests beside it.
#
# What a folder may include stands in LAYERS alone; what it links from outside stands in the folder's
# own CMakeLists.txt as `nunchi_stage(LINKS …)`. A folder without one needs nothing from outside.
include(GoogleTest)

add_library(nunchi_flags INTERFACE)
target_compile_options(nunchi_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  # Designated initialisers leave the rest at its default: that is what they are for.
  -Wno-missing-field-initializers)
target_include_directories(nunchi_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)

function(nunchi_stages dir)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${dir}/LAYERS)
  file(STRINGS ${dir}/LAYERS lines REGEX "^[a-z]+:")
  foreach(line ${lines})
    string(REGEX MATCH "^([a-z]+):(.*)$" _ "${line}")
    set(stage_name ${CMAKE_MATCH_1})
    separate_arguments(stage_uses UNIX_COMMAND "${CMAKE_MATCH_2}")
    if(EXISTS ${dir}/${stage_name}/CMakeLists.txt)
      add_subdirectory(${dir}/${stage_name})
    else()
      set(CMAKE_CURRENT_SOURCE_DIR ${dir}/${stage_name})
      nunchi_stage()
      set(CMAKE_CURRENT_SOURCE_DIR ${PROJECT_SOURCE_DIR})
    endif()
  endforeach()
endfunction()

# nunchi_stage([LINKS lib…]): called for the folder at hand, with stage_name and stage_uses set.
function(nunchi_stage)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  set(target nunchi_${stage_name})
  if(sources)
    add_library(${target} STATIC ${sources})
    set(reach PUBLIC)
    target_link_libraries(${target} PRIVATE ${arg_LINKS})
  else()
    add_library(${target} INTERFACE)
    set(reach INTERFACE)
  endif()
  target_link_libraries(${target} ${reach} nunchi_flags)
  foreach(used ${stage_uses})
    target_link_libraries(${target} ${reach} nunchi_${used})
  endforeach()
  if(tests AND NOT NUNCHI_FUZZ)
    add_executable(${target}_test ${tests})
    target_link_libraries(${target}_test PRIVATE ${target} ${arg_LINKS} GTest::gtest_main)
    target_compile_definitions(${target}_test PRIVATE
      NUNCHI_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    gtest_discover_tests(${target}_test DISCOVERY_TIMEOUT 60
      PROPERTIES LABELS ${stage_name} TIMEOUT 120
      ENVIRONMENT "TBB_ENABLE_SANITIZERS=1;OMP_THREAD_LIMIT=1")
  endif()
endfunction()
