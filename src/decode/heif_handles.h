// Owners of libheif's handles.
#pragma once

#include <libheif/heif.h>

#include <memory>

namespace nunchi::decode {

struct HeifContextCloser {
  void operator()(heif_context* context) const noexcept { heif_context_free(context); }
};
using HeifContext = std::unique_ptr<heif_context, HeifContextCloser>;

struct HeifHandleCloser {
  void operator()(heif_image_handle* handle) const noexcept { heif_image_handle_release(handle); }
};
using HeifHandle = std::unique_ptr<heif_image_handle, HeifHandleCloser>;

struct HeifImageCloser {
  void operator()(heif_image* image) const noexcept { heif_image_release(image); }
};
using HeifImage = std::unique_ptr<heif_image, HeifImageCloser>;

struct HeifOptionsFreer {
  void operator()(heif_decoding_options* options) const noexcept {
    heif_decoding_options_free(options);
  }
};
using HeifOptions = std::unique_ptr<heif_decoding_options, HeifOptionsFreer>;

struct HeifNclxFreer {
  void operator()(heif_color_profile_nclx* nclx) const noexcept {
    heif_nclx_color_profile_free(nclx);
  }
};
using HeifNclx = std::unique_ptr<heif_color_profile_nclx, HeifNclxFreer>;

}  // namespace nunchi::decode
