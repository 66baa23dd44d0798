#pragma once
#include <string_view>

#include "abbreviations.h"
#include "base/perceptron.h"
#include "candidate.h"
#include "rules/lexicon.h"
#include "sentence.h"

namespace newsline {

struct SentenceRules::Impl {
  Abbreviations abbreviations;
  Perceptron model;  // data/<language>/sentence.model, where there is one
  Lexicon words;     // data/<language>/sentence.tsv
  std::uint16_t starter = Lexicon::none, dated = Lexicon::none, closing = Lexicon::none;
  bool ordinals = false;  // "3." is a third: "am 3. März"
  /// The rules alone, without the model: the model is trained on what they leave open.
  void read_words(const Data& data, std::string_view language);
};

}  // namespace newsline

namespace newsline::sentence {

/// How the word behind a candidate begins.
enum class Begins : std::uint8_t { small, capital, digit, sign };

/// What is known of a candidate besides its place: read once, asked by rules and model.
struct Facts {
  Abbreviation abbreviation = Abbreviation::none;
  Begins begins = Begins::sign;
  bool single_stop = false;   // one full stop, no other terminator
  bool initial = false;       // the word before is one capital letter
  bool inner_stop = false;    // and has full stops inside: "U.S"
  bool starter = false;       // the word behind often begins a sentence
  bool roman = false;         // the word behind is a Roman numeral
  bool long_starter = false;  // and has three letters or more
};
Facts facts(std::string_view text, const Candidate& candidate, const SentenceRules::Impl& rules);

enum class Verdict : std::uint8_t { ends, goes_on, open };

/// What the rules decide for certain. `begin`: where the current sentence began.
Verdict by_rules(std::string_view text, const Candidate& candidate, const Facts& known,
                 std::uint32_t begin, const SentenceRules::Impl& rules);
/// The default where neither rules nor model decide.
bool by_shape(std::string_view text, const Candidate& candidate, const Facts& known);

}  // namespace newsline::sentence
