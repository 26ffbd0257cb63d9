// HtmlPage: one self-contained page for people, of any number of photos.
//
// Photos are written as they are added; no more than a block of about 256 KiB is held in memory.
// The page has its name only once it is whole; one that is not finished leaves nothing behind. It
// loads nothing from anywhere: pictures are data URIs, and its Content-Security-Policy forbids the
// rest. All text from outside travels as JSON and is put into the page as text. Not thread-safe.
// The page's sources are web/report.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/result.h"
#include "wire/name.h"
#include "wire/photo_report.h"

namespace nunchi::wire {

struct PageOptions {
  std::string title;    // the folder's name, say; "": "Photos" in the reader's language
  std::string made_by;  // "nunchi 0.1.0"
  std::string made_at;  // for people: "2026-07-03 14:03"
  Language language = Language::english;  // that it opens in; the reader may switch
};

// What a page may show of a photo beside its report; anything may be left out.
struct PagePictures {
  std::span<const std::byte>
      thumbnail;  // JPEG, upright, the whole picture, about 360 px on the longer side
  std::span<const std::byte> larger;  // the same, for the dialog, about 1280 px
  std::filesystem::path original;     // to link to: absolute, or as seen from the page's folder
};

class HtmlPage {
 public:
  // io_failure: the folder cannot be written to.
  static Result<HtmlPage> create(const std::filesystem::path& file, const PageOptions& options);

  // Photos stand in the page in the order in which they are added; those with an error at its end.
  // io_failure: the disk is full or gone; the page cannot be finished any more.
  Status add(const PhotoReport& report, const PagePictures& pictures = {});

  // Completes the page and gives it its name, replacing what had it before. Once, and last.
  Status finish();

  HtmlPage(HtmlPage&&) noexcept;
  HtmlPage& operator=(HtmlPage&&) noexcept;
  ~HtmlPage();

 private:
  struct Writing;
  explicit HtmlPage(std::unique_ptr<Writing> writing) noexcept;
  std::unique_ptr<Writing> writing_;
};

}  // namespace nunchi::wire
