#include "wire/html_page.h"

#include <array>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "report_hashes.h"
#include "wire/base64.h"
#include "wire/json_writing.h"
#include "wire/photo_json.h"
#include "wire/replacement_file.h"
#include "wire/utf8.h"

extern "C" {
extern const char nunchi_report_page_begin[], nunchi_report_page_end[];
extern const char nunchi_report_style_begin[], nunchi_report_style_end[];
extern const char nunchi_report_script_begin[], nunchi_report_script_end[];
}

namespace nunchi::wire {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
constexpr std::size_t kFirstBlockBytes = std::size_t{64} << 10;  // so that something shows at once
constexpr std::string_view kPhotosMark = "{{photos}}";

std::string_view page_template() { return {nunchi_report_page_begin, nunchi_report_page_end}; }
std::string_view style() { return {nunchi_report_style_begin, nunchi_report_style_end}; }
std::string_view script() { return {nunchi_report_script_begin, nunchi_report_script_end}; }

// As Content-Security-Policy Level 3 writes it: 'sha256-…' in Base64.
std::string policy_hash(std::string_view hexadecimal) {
  std::array<std::byte, 32> bytes{};
  const auto digit = [&](std::size_t i) {
    const char c = hexadecimal.at(i);
    return c <= '9' ? c - '0' : c - 'a' + 10;
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::byte>(digit(2 * i) << 4 | digit(2 * i + 1));
  }
  return "'sha256-" + to_base64(bytes) + "'";
}

std::string policy() {
  return "default-src 'none'; img-src data:; style-src " + policy_hash(kReportStyleHash) +
         "; script-src " + policy_hash(kReportScriptHash) + "; base-uri 'none'; form-action 'none'";
}

// Text between tags and in quoted attributes.
std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : valid_utf8(text)) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

// JSON that cannot end the script element that it stands in, nor begin a comment: '<' occurs in
// JSON only inside strings.
std::string script_safe(std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
}

// The text with each {{name}} replaced by its value; values are not looked into.
std::string filled(std::string_view text,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string result;
  while (true) {
    const std::size_t open = text.find("{{");
    const std::size_t close = text.find("}}", open);
    result += text.substr(0, open);
    if (close == text.npos) return result;
    const std::string_view name = text.substr(open + 2, close - open - 2);
    for (const auto& [key, value] : values) {
      if (key == name) result += value;
    }
    text.remove_prefix(close + 2);
  }
}

// A link to a file whose name may be any bytes (RFC 3986). Always begins with "./" or "file:///",
// so that no name can be taken for another scheme.
std::string link_to(const std::filesystem::path& file) {
  if (file.empty()) return {};
  static constexpr char kHex[] = "0123456789ABCDEF";
  static constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string link = file.is_absolute() ? "file://" : "./";
  for (const char c : file.native()) {
    if (kPlain.find(c) != kPlain.npos) {
      link += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      link += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return link;
}

std::string about_json(const PageOptions& options) {
  return script_safe(dumped({{"title", options.title},
                             {"made_by", options.made_by},
                             {"made_at", options.made_at},
                             {"language", options.language == Language::korean ? "ko" : "en"}}));
}

// The report's own line with the pictures as further members.
std::string record_json(const PhotoReport& report, const PagePictures& pictures) {
  std::string record = script_safe(to_json_line(report));
  record.pop_back();  // the closing brace
  const auto put = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) record.append(",\"").append(key).append("\":\"").append(value) += '"';
  };
  put("thumbnail", to_base64(pictures.thumbnail));
  put("picture", to_base64(pictures.larger));
  put("link", link_to(pictures.original));
  return record + "}";
}

}  // namespace

struct HtmlPage::Writing {
  ReplacementFile file;
  std::string tail;   // of the page, behind the photos
  std::string block;  // of photos not written yet: their JSON, "," between
  std::size_t block_bytes = kFirstBlockBytes;
  bool finished = false;

  Status write_block() {
    if (block.empty()) return ok();
    const Status written = file.write("<script type=\"application/json\" class=\"photos\">[\n" +
                                      std::exchange(block, {}) + "\n]</script>\n");
    block_bytes = kBlockBytes;
    return written;
  }
};

HtmlPage::HtmlPage(std::unique_ptr<Writing> writing) noexcept : writing_(std::move(writing)) {}
HtmlPage::HtmlPage(HtmlPage&&) noexcept = default;
HtmlPage& HtmlPage::operator=(HtmlPage&&) noexcept = default;
HtmlPage::~HtmlPage() = default;

Result<HtmlPage> HtmlPage::create(const std::filesystem::path& file, const PageOptions& options) {
  const std::size_t photos = page_template().find(kPhotosMark);
  if (photos == std::string_view::npos) throw std::logic_error("page.html has no {{photos}}");
  auto open = ReplacementFile::create(file);
  if (!open) return std::move(open).error();
  auto writing = std::make_unique<Writing>(
      Writing{.file = std::move(*open),
              .tail = std::string(page_template().substr(photos + kPhotosMark.size()))});
  const std::string title = html_escaped(options.title.empty() ? "Photos" : options.title);
  const std::string made_by = html_escaped(options.made_by);
  const std::string head = filled(page_template().substr(0, photos),
                                  {{"language", options.language == Language::korean ? "ko" : "en"},
                                   {"policy", policy()},
                                   {"title", title},
                                   {"made_by", made_by},
                                   {"style", style()},
                                   {"about", about_json(options)},
                                   {"script", script()}});
  if (Status written = writing->file.write(head); !written) return std::move(written).error();
  return HtmlPage(std::move(writing));
}

Status HtmlPage::add(const PhotoReport& report, const PagePictures& pictures) {
  if (writing_->finished) throw std::logic_error("HtmlPage::add behind finish");
  if (!writing_->block.empty()) writing_->block += ",\n";
  writing_->block += record_json(report, pictures);
  return writing_->block.size() < writing_->block_bytes ? ok() : writing_->write_block();
}

Status HtmlPage::finish() {
  if (std::exchange(writing_->finished, true)) throw std::logic_error("HtmlPage::finish twice");
  if (Status written = writing_->write_block(); !written) return written;
  if (Status written = writing_->file.write(writing_->tail); !written) return written;
  return writing_->file.commit();
}

}  // namespace nunchi::wire
