#include "concepts/word_check.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "concepts/colour_names.h"

namespace nunchi::concepts {
namespace {

// Answers are given only beyond these; between them nobody can say. Most answers lie far beyond, so
// that of all that are given 0.95 and more are right.
constexpr float kYes = 0.82F;
constexpr float kNo = 0.18F;

constexpr float kShownColour = 0.1F;     // of the picture; less may be a thing's colour or not
constexpr float kColourIsShown = 0.95F;  // chance
constexpr float kTellingBox = 0.1F;      // a detector's confidence; below it a box means nothing
constexpr std::string_view kPerson = "wn:n00007846";

// Wider concepts whose kinds the networks know so well that none of them means none is there. Of
// others ("clothing", "building", "plant") they know a few kinds only: never denied.
constexpr std::string_view kWellKnown[] = {
    kPerson,         // person
    "wn:n00015388",  // animal
    "wn:n04524313",  // vehicle
    "wn:n02686568",  // aircraft
    "wn:n04530566",  // boat
    "wn:n13134947",  // fruit
    "wn:n03800933",  // musical instrument
    "wn:n02778669",  // ball
    "wn:n03467984",  // gun
};

float sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

// How much more a classifier thinks of a concept than of what is certainly not there.
float beyond_noise(std::optional<float> probability) {
  constexpr float kNoise = 1e-3F, kIndifferent = 1e-2F;
  return probability ? std::log((*probability + kNoise) / kIndifferent) : 0.0F;
}

// Logistic models; docs/checking.md tells on which photos they were fitted.
float chance_by_place(const Sighting& place, std::optional<float> whole,
                      std::optional<float> part) {
  return sigmoid(1.69F + 0.674F * place.log_odds + 0.447F * beyond_noise(part) +
                 0.244F * beyond_noise(whole));
}

float chance_by_class(float probability) {
  return sigmoid(2.5F + 0.53F * std::log(probability + 1e-6F));
}

bool is_well_known(const Taxonomy& taxonomy, const Clue& clue) {
  if (clue.exact || clue.within) return true;
  return std::ranges::any_of(
      kWellKnown, [&](std::string_view wide) { return taxonomy.is_a(clue.concept_id, wide); });
}

std::string name_of_concept(const Taxonomy& taxonomy, const std::string& id) {
  const Concept* found = taxonomy.find(id);
  return found ? found->name : id;
}

// One meaning of the word, weighed.
struct Weighed {
  std::optional<float> chance;
  bool deniable = false;
  std::vector<WordEvidence> evidence;
};

void add_evidence(const Taxonomy& taxonomy, const Clue& clue, Weighed& weighed) {
  if (const auto& place = clue.place ? clue.place : clue.within) {
    const float confidence = sigmoid(place->log_odds);
    WordEvidence seen{.task = "objects", .name = place->category, .confidence = confidence};
    if (confidence >= kTellingBox && place->box.area() > 0) seen.box = place->box;
    weighed.evidence.push_back(std::move(seen));
  }
  if (clue.whole) {
    weighed.evidence.push_back(
        {.task = "classes",
         .name = name_of_concept(taxonomy, clue.class_id),
         .confidence = std::clamp(std::max(*clue.whole, clue.part.value_or(0)), 0.0F, 1.0F)});
  }
}

// What is shown must not be denied, and who has a face is a person.
void affirm(const Taxonomy& taxonomy, const std::string& id, const Sight& sight, Weighed& weighed) {
  const auto raise = [&](float confidence, WordEvidence evidence) {
    weighed.chance = std::max(weighed.chance.value_or(0), confidence);
    weighed.evidence.push_back(std::move(evidence));
  };
  if (sight.tags) {
    for (const Tag& tag : *sight.tags) {
      const bool labelled = std::ranges::find(tag.evidence, "labels") != tag.evidence.end();
      const bool classified = std::ranges::find(tag.evidence, "classes") != tag.evidence.end();
      if ((!labelled && !classified) || !taxonomy.is_a(tag.concept_id, id)) continue;
      raise(tag.confidence, {.task = labelled ? "labels" : "classes",
                             .name = name_of_concept(taxonomy, tag.concept_id),
                             .confidence = tag.confidence});
    }
  }
  if (sight.faces && !sight.faces->empty() && taxonomy.is_a(kPerson, id)) {
    const Face& face = *std::ranges::max_element(*sight.faces, {}, &Face::confidence);
    raise(face.confidence,
          {.task = "faces", .name = "face", .confidence = face.confidence, .box = face.box});
  }
}

Weighed weigh(const Taxonomy& taxonomy, const std::string& id, const Sight& sight,
              std::span<const Clue> clues) {
  Weighed weighed;
  const auto clue = std::ranges::find(clues, id, &Clue::concept_id);
  if (clue != clues.end()) {
    weighed.chance = chance_of(*clue);
    weighed.deniable = is_well_known(taxonomy, *clue);
    if (weighed.chance) add_evidence(taxonomy, *clue, weighed);
  }
  affirm(taxonomy, id, sight, weighed);
  return weighed;
}

// A word that is a kind of what networks know ("grandmother"): without a person there is none; with
// one nobody can say.
Weighed weigh_kind(const Taxonomy& taxonomy, const std::string& wider, const Sight& sight,
                   std::span<const Clue> clues) {
  Weighed weighed = weigh(taxonomy, wider, sight, clues);
  if (!weighed.chance || *weighed.chance > kNo) weighed.chance.reset();
  return weighed;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

// Whether the line holds the word, not inside another one. Korean words have endings grown on.
bool reads(const std::string& line, const std::string& word) {
  if (word.empty()) return false;
  const bool korean = (word.back() & 0x80) != 0;
  for (auto at = line.find(word); at != line.npos; at = line.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool starts = at == 0 || !is_letter(line[at - 1]);
    if (starts && (korean || end == line.size() || !is_letter(line[end]))) return true;
  }
  return false;
}

// The surest line of text that holds the word.
const TextLine* line_with(std::string_view word, const Sight& sight) {
  const TextLine* best = nullptr;
  if (!sight.text) return best;
  const std::string wanted = lower_case(word);
  for (const TextLine& line : *sight.text) {
    const bool surer = !best || line.confidence > best->confidence;
    if (surer && reads(lower_case(line.text), wanted)) best = &line;
  }
  return best;
}

Box around(const TextLine& line) {
  const auto [left, right] = std::ranges::minmax(line.quad, {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax(line.quad, {}, &Point::y);
  return {left.x, top.y, right.x, bottom.y};
}

void read_text(const Sight& sight, WordCheck& check) {
  const TextLine* line = line_with(check.word, sight);
  if (!line) return;
  check.evidence.push_back(
      {.task = "text", .name = line->text, .confidence = line->confidence, .box = around(*line)});
  // A thing's name on a sign is not the thing; where nobody knows the word it is what was meant.
  if (!check.chance) {
    check.chance = line->confidence;
    if (line->confidence >= kYes) check.verdict = Verdict::yes;
  } else if (check.verdict == Verdict::no) {
    check.verdict = Verdict::unsure;
  }
}

// Faces are no concept of the networks, but have a detector of their own. It may overlook one.
void look_for_faces(const Sight& sight, WordCheck& check) {
  constexpr std::string_view kFaceWords[] = {"face", "faces", "얼굴"};
  if (!sight.faces || sight.faces->empty()) return;
  if (std::ranges::find(kFaceWords, lower_case(check.word)) == std::end(kFaceWords)) return;
  const Face& face = *std::ranges::max_element(*sight.faces, {}, &Face::confidence);
  check.evidence.push_back(
      {.task = "faces", .name = "face", .confidence = face.confidence, .box = face.box});
  check.chance = face.confidence;
  if (face.confidence >= kYes) check.verdict = Verdict::yes;
}

void look_at_colours(std::string_view name, const Sight& sight, WordCheck& check) {
  if (!sight.colours) return;
  const auto colour = std::ranges::find(*sight.colours, name, &ColourShare::name);
  if (colour == sight.colours->end()) return;
  check.evidence.push_back({.task = "colours", .name = colour->name, .confidence = colour->share});
  if (colour->share < kShownColour) return;
  check.chance = kColourIsShown;
  check.verdict = Verdict::yes;
}

WordCheck check_word(const Taxonomy& taxonomy, const Question& question, const Sight& sight,
                     std::span<const Clue> clues) {
  std::vector<Weighed> meanings;
  for (const std::string& id : question.meaning.concepts) {
    meanings.push_back(weigh(taxonomy, id, sight, clues));
  }
  if (meanings.empty() && !question.meaning.kind_of.empty()) {
    meanings.push_back(weigh_kind(taxonomy, question.meaning.kind_of, sight, clues));
  }
  // A word with several meanings is shown when one is, and is not when none is.
  WordCheck check{.word = question.word};
  bool deniable = !meanings.empty();
  for (Weighed& meaning : meanings) {
    deniable = deniable && meaning.chance && meaning.deniable;
    if (!meaning.chance) continue;
    if (!check.chance || *meaning.chance > *check.chance) {
      check.chance = meaning.chance;
      check.evidence = std::move(meaning.evidence);
    }
  }
  if (check.chance && *check.chance >= kYes) check.verdict = Verdict::yes;
  if (check.chance && *check.chance <= kNo && deniable) check.verdict = Verdict::no;
  if (check.verdict != Verdict::yes) {
    if (const auto colour = colour_named(question.word)) look_at_colours(*colour, sight, check);
  }
  look_for_faces(sight, check);
  read_text(sight, check);
  return check;
}

}  // namespace

std::vector<std::string> concepts_asked(std::span<const Question> questions) {
  std::vector<std::string> ids;
  const auto add = [&](const std::string& id) {
    if (!id.empty() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  };
  for (const Question& question : questions) {
    for (const std::string& id : question.meaning.concepts) add(id);
    if (question.meaning.concepts.empty()) add(question.meaning.kind_of);
  }
  return ids;
}

std::optional<float> chance_of(const Clue& clue) {
  if (clue.place) return chance_by_place(*clue.place, clue.whole, clue.part);
  if (clue.whole) {
    const float probability = clue.part ? (*clue.whole + *clue.part) / 2 : *clue.whole;
    const float chance = chance_by_class(probability);
    // No beagle without a dog.
    if (!clue.within) return chance;
    return std::min(chance, chance_by_place(*clue.within, std::nullopt, std::nullopt));
  }
  if (!clue.within) return std::nullopt;
  const float wider = chance_by_place(*clue.within, std::nullopt, std::nullopt);
  if (wider > kNo) return std::nullopt;
  return wider;
}

std::vector<WordCheck> check_words(const Taxonomy& taxonomy, std::span<const Question> questions,
                                   const Sight& sight, std::span<const Clue> clues) {
  std::vector<WordCheck> checks;
  for (const Question& question : questions) {
    checks.push_back(check_word(taxonomy, question, sight, clues));
  }
  return checks;
}

std::vector<Tag> missing_words(const Taxonomy& taxonomy, std::span<const Question> questions,
                               const Sight& sight) {
  std::vector<Tag> missing;
  if (!sight.tags) return missing;
  for (const Tag& tag : *sight.tags) {
    const auto covers = [&](const std::string& id) {
      return taxonomy.is_a(tag.concept_id, id) || taxonomy.is_a(id, tag.concept_id);
    };
    const bool asked = std::ranges::any_of(questions, [&](const Question& question) {
      return std::ranges::any_of(question.meaning.concepts, covers) ||
             (!question.meaning.kind_of.empty() && covers(question.meaning.kind_of));
    });
    if (!asked) missing.push_back(tag);
  }
  return missing;
}

}  // namespace nunchi::concepts
