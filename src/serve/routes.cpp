#include "serve/routes.h"

namespace nunchi::serve {

void add_routes(Router& router, const Served& served, std::initializer_list<Endpoint> endpoints) {
  for (const Endpoint& endpoint : endpoints) {
    router.add({.method = endpoint.method,
                .pattern = endpoint.pattern,
                .scope = endpoint.scope,
                .most_body = endpoint.most_body,
                .answer = [served, answer = endpoint.answer](const Request& request) {
                  return answer(served, request);
                }});
  }
}

}  // namespace nunchi::serve
