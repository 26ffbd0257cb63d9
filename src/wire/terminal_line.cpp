#include "wire/terminal_line.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string_view>

#include "wire/display_width.h"
#include "wire/film_time.h"
#include "wire/terminal_ink.h"

namespace nunchi::wire {
namespace {

constexpr int kPercentColumns = 5;  // "100 %"
constexpr std::size_t kMostTags = 3;
constexpr std::size_t kMostKinds = 4;  // of objects

struct Piece {
  std::string text;
  Ink ink = Ink::plain;
};

struct Kind {
  std::string concept_id;  // a detector's own word may differ from the concept's name
  Name name;
  int count = 0;
};

// A hundred only for what is as good as certain.
std::string percent(float confidence) {
  const double hundreds = std::clamp(static_cast<double>(confidence), 0.0, 1.0) * 100;
  const int whole = static_cast<int>(std::lround(std::isfinite(hundreds) ? hundreds : 0));
  return std::to_string(whole == 100 && confidence < 0.9995F ? 99 : whole) + " %";
}

Ink ink_of(float confidence) {
  if (confidence >= 0.8F) return Ink::good;
  return confidence >= 0.5F ? Ink::fair : Ink::faint;
}

std::vector<Kind> kinds_of(const std::vector<NamedObject>& objects) {
  std::vector<Kind> kinds;
  for (const NamedObject& object : objects) {
    auto known = std::ranges::find(kinds, object.name(), &Kind::name);
    if (known == kinds.end()) {
      known = kinds.insert(kinds.end(), {object.object.concept_id, object.name(), 0});
    }
    ++known->count;
  }
  return kinds;
}

std::string counted(const Kind& kind, Language language) {
  const std::string& name = kind.name.in(language);
  return kind.count > 1 ? name + " ×" + std::to_string(kind.count) : name;
}

std::string listed(std::span<const Kind> kinds, Language language) {
  std::string text;
  for (const Kind& kind : kinds.first(std::min(kinds.size(), kMostKinds))) {
    if (!text.empty()) text += ", ";
    text += counted(kind, language);
  }
  if (kinds.size() > kMostKinds) text += ", +" + std::to_string(kinds.size() - kMostKinds);
  return text;
}

std::string faces_text(std::size_t count, Language language) {
  if (language == Language::korean) return "얼굴 " + std::to_string(count) + "개";
  return std::to_string(count) + (count == 1 ? " face" : " faces");
}

// What was recognised, the most telling first; the percentage of the first tag stands before it.
// What is both a tag and an object is said once.
std::vector<Piece> findings(const PhotoReport& report, Language language) {
  std::vector<Kind> kinds = report.objects ? kinds_of(*report.objects) : std::vector<Kind>{};
  const auto kind_of = [&](const Tag& tag) {
    return std::ranges::find(kinds, tag.concept_id, &Kind::concept_id);
  };
  std::vector<Piece> pieces;
  if (report.tags) {
    for (const NamedTag& tag : *report.tags) {
      if (pieces.size() == kMostTags) break;
      const auto kind = kind_of(tag.tag);
      if (!pieces.empty()) {
        if (kind != kinds.end()) continue;  // told with the objects, and how many
        pieces.push_back({tag.name.in(language) + " " + percent(tag.tag.confidence)});
        continue;
      }
      const int count = kind == kinds.end() ? 1 : kind->count;
      pieces.push_back({counted({tag.tag.concept_id, tag.name, count}, language), Ink::strong});
      if (kind != kinds.end()) kinds.erase(kind);
    }
  }
  if (!kinds.empty()) pieces.push_back({listed(kinds, language)});
  if (report.faces && !report.faces->empty()) {
    pieces.push_back({faces_text(report.faces->size(), language), Ink::accent});
  }
  const bool looked = report.tags || report.objects || report.faces;
  if (!looked && report.colours) {
    for (const NamedColour& colour : *report.colours) {
      pieces.push_back({colour.name().in(language) + " " + percent(colour.colour.share)});
    }
  }
  if (pieces.empty() && looked) {
    pieces.push_back(
        {language == Language::korean ? "알아본 것 없음" : "nothing recognised", Ink::faint});
  }
  return pieces;
}

// The pieces that fit, " · " between them. The first is cut rather than left out.
std::string joined(std::vector<Piece> pieces, int most, const LineStyle& style) {
  constexpr int kSeparatorColumns = 3;
  std::string text;
  int used = 0;
  for (Piece& piece : pieces) {
    piece.text = harmless(piece.text);
    const int wanted = columns(piece.text) + (used > 0 ? kSeparatorColumns : 0);
    if (style.width > 0 && used + wanted > most) {
      if (used > 0) continue;  // a later, shorter one may fit
      piece.text = cut_end(piece.text, most);
    }
    if (used > 0) text += inked(" · ", Ink::faint, style.colour);
    text += inked(piece.text, piece.ink, style.colour);
    used += wanted;
  }
  return text;
}

// "film.mp4 0:05–0:12": of a shot the time is never cut.
std::string place_of(const PhotoReport& report, int column) {
  std::string file = harmless(report.file);
  const std::string time = report.span ? " " + span_text(*report.span) : "";
  if (column <= 0) return file + time;
  return padded_right(cut_path(file, std::max(column - columns(time), 1)) + time, column);
}

}  // namespace

std::string terminal_line(const PhotoReport& report, const LineStyle& style) {
  std::string file = place_of(report, style.file_column);
  const std::string gap = "  ";
  if (report.error) {
    return file + gap + inked(padded_left("✗", kPercentColumns), Ink::alarm, style.colour) + gap +
           inked(harmless(report.error->message), Ink::alarm, style.colour);
  }
  std::string sure(kPercentColumns, ' ');
  if (report.tags && !report.tags->empty()) {
    const float confidence = report.tags->front().tag.confidence;
    sure =
        inked(padded_left(percent(confidence), kPercentColumns), ink_of(confidence), style.colour);
  }
  std::vector<Piece> pieces = findings(report, style.language);
  if (report.taken) pieces.push_back({to_iso8601(*report.taken).substr(0, 10), Ink::faint});
  const int most = style.width - columns(file) - kPercentColumns - 2 * columns(gap);
  return file + gap + sure + gap + joined(std::move(pieces), std::max(most, 1), style);
}

int file_column_for(int width) noexcept { return width <= 0 ? 28 : std::clamp(width / 3, 12, 36); }

}  // namespace nunchi::wire
