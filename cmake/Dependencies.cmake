# Everything from outside, found once. Why each is here: docs/dependencies.md.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)

foreach(library IN ITEMS libturbojpeg libpng libwebp libwebpdemux libheif libgif7 libtiff-4
                 libopenjp2 libraw_r pugixml libexif lcms2 libarchive libcrypto)
  string(REPLACE "lib" "" short ${library})
  pkg_check_modules(${short} REQUIRED IMPORTED_TARGET GLOBAL ${library})
endforeach()
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET GLOBAL cpp-httplib)
pkg_check_modules(argon2 REQUIRED IMPORTED_TARGET GLOBAL libargon2)
pkg_check_modules(icu REQUIRED IMPORTED_TARGET GLOBAL icu-uc)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET GLOBAL sqlite3)
pkg_check_modules(libav REQUIRED IMPORTED_TARGET GLOBAL libavformat libavcodec libswscale libavutil)

# OpenVINO: the wheel that scripts/setup unpacks is its C++ SDK.
if(DEFINED ENV{XDG_CACHE_HOME})
  set(cache_home $ENV{XDG_CACHE_HOME})
else()
  set(cache_home $ENV{HOME}/.cache)
endif()
set(NUNCHI_OPENVINO ${cache_home}/nunchi/openvino-2026.4.1/openvino CACHE PATH "unpacked wheel")
find_package(OpenVINO REQUIRED COMPONENTS Runtime PATHS ${NUNCHI_OPENVINO}/cmake NO_DEFAULT_PATH)
