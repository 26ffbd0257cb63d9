#include "wire/word_check_lines.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "wire/display_width.h"
#include "wire/terminal_ink.h"

namespace nunchi::wire {
namespace {

constexpr int kPercentColumns = 5;    // "100 %"
constexpr int kMostWordColumns = 24;  // a longer word is cut
constexpr int kMostEvidenceColumns = 24;
constexpr std::size_t kMostEvidence = 3;

// Never quite certain, either way.
std::string percent(float chance) {
  const double hundreds = std::isfinite(chance) ? static_cast<double>(chance) * 100 : 0.0;
  return std::to_string(std::clamp(static_cast<int>(std::lround(hundreds)), 1, 99)) + " %";
}

struct Sign {
  std::string_view text;
  Ink ink;
};

Sign sign_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes: return {"✓", Ink::good};
    case Verdict::no: return {"✗", Ink::alarm};
    case Verdict::unsure: return {"?", Ink::fair};
  }
  return {"?", Ink::fair};
}

std::string evidence_text(const WordEvidence& evidence) {
  std::string name = cut_end(harmless(evidence.name), kMostEvidenceColumns);
  if (evidence.task == "text") return "“" + name + "”";
  return name + " " + percent(evidence.confidence);
}

std::string reason(const WordCheck& check, Language language) {
  std::string text;
  if (check.verdict == Verdict::unsure) {
    text = language == Language::korean ? "알 수 없음" : "cannot say";
  }
  if (check.verdict == Verdict::no) return text;
  std::size_t told = 0;
  for (const WordEvidence& evidence : check.evidence) {
    if (told == kMostEvidence) break;
    text += (text.empty() ? "" : ", ") + evidence_text(evidence);
    ++told;
  }
  return text;
}

std::string line(const Sign& sign, std::string_view word, int word_columns,
                 const std::optional<float>& chance, const std::string& rest,
                 const LineStyle& style) {
  const std::string sure = padded_left(chance ? percent(*chance) : "", kPercentColumns);
  std::string text = "    " + inked(std::string(sign.text), sign.ink, style.colour) + "  " +
                     padded_right(cut_end(harmless(word), word_columns), word_columns) + "  " +
                     inked(sure, Ink::faint, style.colour);
  if (!rest.empty()) text += "  " + rest;
  while (text.ends_with(' ')) text.pop_back();
  return text + '\n';
}

}  // namespace

std::string word_check_lines(const PhotoReport& report, const LineStyle& style) {
  if (!report.checks) return "";
  int widest = 1;
  for (const WordCheck& check : *report.checks) {
    widest = std::max(widest, columns(harmless(check.word)));
  }
  if (report.missing) {
    for (const NamedTag& tag : *report.missing) {
      widest = std::max(widest, columns(harmless(tag.name.in(style.language))));
    }
  }
  widest = std::min(widest, kMostWordColumns);
  std::string lines;
  for (const WordCheck& check : *report.checks) {
    lines += line(sign_of(check.verdict), check.word, widest, check.chance,
                  reason(check, style.language), style);
  }
  if (!report.missing) return lines;
  for (const NamedTag& tag : *report.missing) {
    lines += line({"+", Ink::accent}, tag.name.in(style.language), widest, tag.tag.confidence,
                  style.language == Language::korean ? "빠진 말" : "missing", style);
  }
  return lines;
}

}  // namespace nunchi::wire
