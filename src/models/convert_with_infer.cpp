#include "infer/convert.h"
#include "models/build.h"

namespace nunchi::models {

Status convert_with_infer(const Network& network, const std::filesystem::path& originals,
                          const std::filesystem::path& xml) {
  const Conversion& conversion = network.conversion;
  const std::filesystem::path first = originals / network.source.files.front().name;
  switch (conversion.form) {
    case Conversion::Form::efficientnet_lite:
      return infer::convert_efficientnet_lite(first, conversion.variant, xml);
    case Conversion::Form::tfjs:
      return infer::convert_tfjs_graph(first, conversion.input, conversion.shape,
                                       conversion.outputs, xml);
    case Conversion::Form::none: break;
  }
  return Error{ErrorCode::internal, "nothing is to be converted"};
}

}  // namespace nunchi::models
