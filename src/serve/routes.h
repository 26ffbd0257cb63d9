// The interface under /api/v1, group by group; web/app/openapi.json describes it.
//
// Each function adds its routes; what they borrow must outlive the Router. All answers may be asked
// for on many threads at once.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>

#include "concepts/taxonomy.h"
#include "library/library.h"
#include "serve/accounts.h"
#include "serve/change_feed.h"
#include "serve/filler.h"
#include "serve/router.h"
#include "serve/upload_store.h"

namespace nunchi::serve {

// All that requests are answered from.
struct Served {
  library::Library& library;
  const concepts::Taxonomy& taxonomy;
  Accounts& accounts;
  ChangeFeed& changes;
  UploadStore& uploads;
  Filler& filler;
};

// A route whose answer is made from all that is served.
struct Endpoint {
  std::string method, pattern;  // as Route's
  Reply (*answer)(const Served&, const Request&) = nullptr;
  Scope scope = Scope::read;
  std::size_t most_body = kMostJson;
};
void add_routes(Router& router, const Served& served, std::initializer_list<Endpoint> endpoints);

void add_site_routes(Router& router);
void add_library_routes(Router& router, const Served& served);
void add_moment_routes(Router& router, const Served& served);
void add_picture_routes(Router& router, const Served& served);
void add_edit_routes(Router& router, const Served& served);
void add_album_routes(Router& router, const Served& served);
void add_people_routes(Router& router, const Served& served);
void add_account_routes(Router& router, const Served& served);
void add_event_routes(Router& router, const Served& served);
void add_upload_routes(Router& router, const Served& served);
void add_see_routes(Router& router, const Served& served);

}  // namespace nunchi::serve
