// Gate: who may ask what. Looks at a request before anything else does.
//
// Against pages of other sites in the owner's own browser: a name in Host that is not ours (DNS
// rebinding) and a change that another site's page asks for (CSRF) are refused. Against strangers:
// see accounts.h. Thread-safe.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/result.h"
#include "serve/accounts.h"
#include "serve/request.h"
#include "serve/router.h"

namespace nunchi::serve {

class Gate {
 public:
  // `hosts`: names and addresses by which the server is called, without a port. Accounts are asked
  // for where there are some; borrowed.
  Gate(std::set<std::string> hosts, Accounts& accounts)
      : hosts_(std::move(hosts)), accounts_(&accounts) {}

  // Nothing: it may pass.
  std::optional<Reply> refuse(const Request& request, Scope scope) const;

 private:
  bool knows_host(std::string_view host) const;

  std::set<std::string> hosts_;
  Accounts* accounts_;
};

// The host of "name:port", "[::1]:port", "name"; in lower case.
std::string host_of(std::string_view authority);

// Whether the machine itself is meant and no other can call there.
bool is_loopback(std::string_view address);

}  // namespace nunchi::serve
