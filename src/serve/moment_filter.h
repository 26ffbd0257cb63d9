// Which moments a request means: the parameters that listings share.
//
//   shelf=entries|moments|hidden|bin  kind=photo,video  from=2019-07-01  until=2019-08-01
//   rating=3  favourite=true  faces=1  tag=wn:…  person=7  album=3  place=…  camera=…
#pragma once

#include "core/result.h"
#include "library/listing.h"
#include "serve/request.h"

namespace nunchi::serve {

Result<library::Filter> filter_of(const Request& request);

// limit=1…1000 (100), order=newest|oldest, after=… (the `next` of the page before).
Result<library::Page> page_of(const Request& request);

// "2019", "2019-07", "2019-07-03", "2019-07-03T14:03:05": the first second of it.
Result<std::chrono::local_seconds> time_from(std::string_view text);

}  // namespace nunchi::serve
