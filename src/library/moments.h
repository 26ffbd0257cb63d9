// Moments: what was seen, when and where (core/moment.h), kept.
//
// A moment is recognised by its origin: kept again it is the same one, with the same id, and the
// owner's edits of it stay. A handle borrowed from a Library, copyable, not to outlive it.
// Thread-safe.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/moment.h"
#include "core/result.h"

namespace nunchi::library {

class Store;

class Moments {
 public:
  explicit Moments(Store& store) noexcept : store_(&store) {}

  // Keeps the moment and what was seen in its pictures (as `see` does). Its assets must be there
  // already. When, where and by which camera replace what was said before; where the owner has
  // corrected it, the owner's word goes on to hold. Moment::id and origin.path of a file are not
  // looked at. invalid_argument: an unknown asset, or a photo or video without one.
  Result<MomentId> put(const Moment& moment);

  // Adds what was seen in picture `n`. Each kind of finding that `sight` has replaces what was kept
  // of that kind; a kind that it lacks stays, as do seen_by of other tasks. Tags that the owner
  // gave or denied stay, and named faces keep their names where a face is seen in the same place.
  // not_found: no such moment.
  Status see(MomentId id, int n, const Sight& sight);

  Result<std::optional<Moment>> find(MomentId id) const;
  Result<std::vector<Moment>> find(
      std::span<const MomentId> ids) const;  // in order; the found ones
  Result<std::optional<MomentId>> find(const Origin& origin) const;

  // Of a photo or video, the whole first, then by time.
  Result<std::vector<MomentId>> of_asset(const ContentHash& asset) const;

  // The asset's moments other than the whole and those in `kept` are forgotten: a video cut anew.
  Status keep_only(const ContentHash& asset, std::span<const MomentId> kept);
  Status forget(MomentId id);

  // Moments with a picture that `network` has not looked at for `task`, those behind `after`, in
  // the order of their ids: what is to be done when a network is changed or added.
  Result<std::vector<MomentId>> not_seen_by(const std::string& task, const std::string& network,
                                            MomentId after, int limit) const;

 private:
  Store* store_;
};

}  // namespace nunchi::library
