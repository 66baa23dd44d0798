// Whether a sentence ends at a candidate: rules for what is certain, the learned model for the
// rest.
//
//     "He met Dr. Brook on 3. Mai. Then"    "Dr." is a title and a name follows: goes on; "3." is a
//                                           day's number before a month: goes on; "Mai. Then": asks
//                                           the model, which weighs the words on both sides
// Facts are read once from a candidate, verdicts go from the surest kind (abbreviation, label,
// bracket) to the least.
// What it does not do: find candidates (candidate.cpp), cut the paragraph (sentence.cpp).
#include "decide.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "unmarked.h"

namespace newsline::sentence {
namespace {

char32_t first_of(std::string_view text, Span word) {
  if (word.empty()) return 0;
  std::size_t at = word.begin;
  return next_code_point(text, at);
}

/// "3", and lists of such: "5.-7", "9./10".
bool day_numbers(std::string_view word) {
  const std::size_t last = word.find_last_not_of("0123456789");
  const std::size_t digits = last == std::string_view::npos ? word.size() : word.size() - last - 1;
  return digits > 0 && digits <= 2 && word.size() <= 8 &&
         word.find_first_not_of("0123456789.-/") == std::string_view::npos &&
         word.find("..") == std::string_view::npos &&
         (last == std::string_view::npos || word[last] != '.');
}

/// "14.10. - 15.10.2018": a day and month of a stretch that goes on behind the dash.
bool opens_stretch(std::string_view text, const Candidate& candidate) {
  const std::string_view word = candidate.before.of(text);
  const std::size_t stop = word.find('.');
  const auto number = [](std::string_view digits) {
    return digits.size() <= 2 && ascii::all_digits(digits);
  };
  if (stop == std::string_view::npos || !number(word.substr(0, stop)) ||
      !number(word.substr(stop + 1)))
    return false;
  std::string_view behind = text.substr(candidate.next);
  for (const std::string_view dash : {"-", "–"})
    if (behind.starts_with(dash)) {
      behind.remove_prefix(dash.size());
      while (behind.starts_with(' ')) behind.remove_prefix(1);
      return !behind.empty() && ascii::is_digit(behind[0]);
    }
  return false;
}

bool is_roman(std::string_view word) {
  return !word.empty() && word.find_first_not_of("IVXLC") == std::string_view::npos;
}

/// "14.10. - 15.10.": a stretch from one to the other.
bool joins_numbers(std::string_view text, const Candidate& candidate) {
  const std::string_view before = candidate.before.of(text);
  const bool number = before.find_first_not_of("0123456789.") == std::string_view::npos;
  if (!number || before.find('.') == std::string_view::npos) return false;
  std::string_view behind = text.substr(candidate.next, 8);
  for (const std::string_view dash : {"-", "\u2013"}) {
    if (!behind.starts_with(dash)) continue;
    behind.remove_prefix(dash.size());
    if (behind.starts_with(' ')) behind.remove_prefix(1);
    return !behind.empty() && ascii::is_digit(behind[0]);
  }
  return false;
}

/// One letter with its full stop, so that "J." and "Ü." are initials.
bool is_initial(std::string_view text, Span word) {
  if (word.empty() || word.size() > 4) return false;
  std::size_t at = word.begin;
  return is_upper(next_code_point(text, at)) && at == word.end;
}

/// "1.", "a.", "IV." or "Q." alone at the head of a sentence: a label, not a sentence.
bool only_label(std::string_view text, const Candidate& candidate, std::uint32_t begin) {
  if (candidate.before.begin != begin || candidate.closed || candidate.mark.size() != 1 ||
      candidate.terminator != '.')
    return false;
  const std::string_view word = candidate.before.of(text);
  if (ascii::all_digits(word)) return word.size() <= 3;
  return word.size() == 1 || (word.size() <= 4 && is_roman(word));
}

/// "Contoso! announced": the mark belongs to the name.
bool names_itself(std::string_view text, const Candidate& candidate) {
  return is_upper(first_of(text, candidate.before));
}

/// "“… and then": nothing has been said yet that could end.
bool nothing_before(std::string_view text, const Candidate& candidate, std::uint32_t begin) {
  if (!candidate.before.empty() || candidate.mark.begin - begin > 8) return false;
  for (std::size_t at = begin; at < candidate.mark.begin;) {
    const char32_t c = next_code_point(text, at);
    if (is_letter(c) || is_digit(c)) return false;
  }
  return true;
}

Verdict by_abbreviation(const Facts& known, bool dated_behind, bool bracket_behind) {
  // "Contoso Corp. (CTS)"
  if (known.abbreviation != Abbreviation::none && bracket_behind) return Verdict::goes_on;
  const bool small = known.begins == Begins::small, digit = known.begins == Begins::digit;
  switch (known.abbreviation) {
    // "on Main St. She"
    case Abbreviation::title:
      return known.starter && known.long_starter ? Verdict::ends : Verdict::goes_on;
    case Abbreviation::inside:
      return Verdict::goes_on;
    case Abbreviation::number:
      return digit || known.roman ? Verdict::goes_on : Verdict::open;
    case Abbreviation::month:
      return small || digit ? Verdict::goes_on : Verdict::open;
    case Abbreviation::weekday:
      return known.starter ? Verdict::ends : Verdict::goes_on;
    case Abbreviation::time:
      return small || dated_behind ? Verdict::goes_on : Verdict::open;
    case Abbreviation::none:
      return Verdict::open;
    default:
      return small ? Verdict::goes_on : known.starter ? Verdict::ends : Verdict::open;
  }
}

/// "Kind regards, Ada Quill": a letter ends, its writer follows.
Verdict by_closing(std::string_view text, const Candidate& candidate, std::uint32_t begin,
                   const SentenceRules::Impl& rules) {
  if (rules.closing == Lexicon::none || begin >= candidate.mark.begin) return Verdict::goes_on;
  const Span words{begin, candidate.mark.begin};
  return rules.words.find(word_key(words.of(text))) == rules.closing ? Verdict::ends
                                                                     : Verdict::goes_on;
}

/// On one line, within a bracket or before a face (":-)").
bool held_together(std::string_view text, const Candidate& candidate) {
  return !candidate.newline && (candidate.in_bracket || face_size(text, candidate.next) != 0);
}

/// "They came to Leeds. “We are done,” she said.": behind a word that is no abbreviation somebody
/// begins to speak.
bool begins_quotation(const Candidate& candidate, const Facts& known) {
  constexpr std::uint32_t shortest = 3;  // bytes of the word before
  const bool quotation = candidate.opening == U'“' || candidate.opening == U'„' ||
                         candidate.opening == U'«' ||
                         (candidate.opening == U'"' && !candidate.in_quote);
  return quotation && candidate.space && !candidate.closed && known.begins == Begins::capital &&
         known.abbreviation == Abbreviation::none && !known.initial && !known.inner_stop &&
         candidate.before.size() >= shortest;
}

Verdict without_mark(std::string_view text, const Candidate& candidate, std::uint32_t begin,
                     const SentenceRules::Impl& rules) {
  if (!candidate.settled) return by_closing(text, candidate, begin, rules);
  return candidate.end > begin && !candidate.in_bracket ? Verdict::ends : Verdict::goes_on;
}

/// "EST", "GMT": behind a clock time.
bool is_zone(std::string_view word) {
  return word.size() >= 2 && word.size() <= 4 && std::ranges::all_of(word, ascii::is_upper);
}

/// The abbreviation that ends or goes on at the candidate; it may have two parts: "v. Chr.", "a.
/// C.".
Abbreviation abbreviation_at(std::string_view text, const Candidate& candidate,
                             const SentenceRules::Impl& rules) {
  const Span before = candidate.before, after = candidate.after;
  if (before.empty() || before.size() > 16) return Abbreviation::none;
  if (before.size() <= 4) {
    if (after.end < text.size() && text[after.end] == '.' && candidate.next == candidate.end + 1 &&
        candidate.opening == 0 &&
        rules.abbreviations.find(text.substr(before.begin, after.end + 1 - before.begin)) !=
            Abbreviation::none)
      return Abbreviation::inside;
    std::uint32_t begin = before.begin;
    if (begin >= 2 && text[begin - 1] == ' ' && text[begin - 2] == '.') {
      for (begin -= 2; begin > 0 && before.begin - begin < 8 && text[begin - 1] != ' ' &&
                       text[begin - 1] != '\n';
           --begin) {
      }
      const Abbreviation two =
          rules.abbreviations.find(text.substr(begin, candidate.mark.end - begin));
      if (two != Abbreviation::none) return two;
    }
  }
  const std::string_view word = text.substr(before.begin, candidate.mark.end - before.begin);
  const Abbreviation found = rules.abbreviations.find(word);
  if (found != Abbreviation::none) return found;
  // "l'on.", also with ’, whose last byte it is; "then-Gov."
  const std::size_t joint = word.find_last_of("'\x99-");
  const bool initials = joint != std::string_view::npos && joint > 0 && word[joint - 1] == '.';
  return joint == std::string_view::npos || initials
             ? found
             : rules.abbreviations.find(word.substr(joint + 1));
}

/// "C.R.K", "e.g": an abbreviation by its shape; "$3.20" and "example.org" are none.
bool ends_in_single_letter(std::string_view word) {
  if (word.size() < 3 || !is_letter(static_cast<unsigned char>(word.back()))) return false;
  // "J.-P"
  return word[word.size() - 2] == '.' ||
         (word[word.size() - 2] == '-' && word[word.size() - 3] == '.');
}

}  // namespace

}  // namespace newsline::sentence

namespace newsline {

using namespace sentence;

void SentenceRules::Impl::read_words(const Data& data, std::string_view language) {
  abbreviations = Abbreviations(data, language);
  words = Lexicon(data, language_file(language, "sentence.tsv"));
  starter = words.class_of("starter");
  dated = words.class_of("dated");
  closing = words.class_of("closing");
  ordinals = words.class_of("ordinal") != Lexicon::none;
}

}  // namespace newsline

namespace newsline::sentence {

Facts facts(std::string_view text, const Candidate& candidate, const SentenceRules::Impl& rules) {
  Facts known;
  const char32_t first = first_of(text, candidate.after);
  // Letters of scripts without case begin sentences as capitals do.
  known.begins = first == 0                               ? Begins::sign
                 : is_digit(first)                        ? Begins::digit
                 : u_islower(static_cast<UChar32>(first)) ? Begins::small
                                                          : Begins::capital;
  known.single_stop = candidate.terminator == '.' && candidate.mark.size() == 1;
  known.starter = !candidate.after.empty() && rules.starter != Lexicon::none &&
                  known.begins == Begins::capital &&
                  rules.words.find(word_key(candidate.after.of(text))) == rules.starter;
  known.roman = is_roman(candidate.after.of(text));
  known.long_starter = known.starter && candidate.after.size() >= 3;  // "Dr. No"
  if (!known.single_stop) return known;
  known.abbreviation = abbreviation_at(text, candidate, rules);
  known.initial = is_initial(text, candidate.before);
  known.inner_stop = ends_in_single_letter(candidate.before.of(text));
  return known;
}

Verdict by_rules(std::string_view text, const Candidate& candidate, const Facts& known,
                 std::uint32_t begin, const SentenceRules::Impl& rules) {
  if (candidate.settled || candidate.terminator == ',')
    return without_mark(text, candidate, begin, rules);
  if (only_label(text, candidate, begin) || nothing_before(text, candidate, begin) ||
      held_together(text, candidate))
    return Verdict::goes_on;
  // “Is it over?” she asked.
  if (candidate.closed && known.begins == Begins::small) return Verdict::goes_on;
  if (known.begins == Begins::small && candidate.terminator != '.' && names_itself(text, candidate))
    return Verdict::goes_on;
  if (!known.single_stop) return Verdict::open;
  if (!candidate.closed && joins_numbers(text, candidate)) return Verdict::goes_on;
  const std::uint16_t behind = candidate.after.empty()
                                   ? Lexicon::none
                                   : rules.words.find(word_key(candidate.after.of(text)));
  const bool dated = behind != Lexicon::none && behind == rules.dated;
  if (rules.ordinals && day_numbers(candidate.before.of(text)) && !known.starter &&
      !candidate.closed)
    return Verdict::goes_on;
  if (rules.ordinals && opens_stretch(text, candidate)) return Verdict::goes_on;
  if (begins_quotation(candidate, known)) return Verdict::ends;
  return by_abbreviation(known, dated || is_zone(candidate.after.of(text)),
                         candidate.opening == '(' || candidate.opening == '[');
}

namespace {

/// In texts that begin sentences with small letters: whether the word before is a plain one, after
/// which a sentence can end.
bool careless(std::string_view text, const Candidate& candidate, const Facts& known) {
  if (candidate.closed || candidate.opening != 0 || known.abbreviation != Abbreviation::none ||
      known.inner_stop)
    return false;
  if (candidate.mark.size() != 1 || candidate.before.size() < 3) return false;
  const std::string_view word = candidate.before.of(text);
  return std::ranges::all_of(word, ascii::is_lower);
}

}  // namespace

bool by_shape(std::string_view text, const Candidate& candidate, const Facts& known) {
  if (known.begins == Begins::small) return careless(text, candidate, known);
  if (candidate.in_quote && !candidate.closed && known.begins == Begins::sign) return false;
  if (known.single_stop && known.initial) return known.starter;
  switch (known.abbreviation) {
    case Abbreviation::none:
      return !known.inner_stop || known.starter;
    case Abbreviation::time:
    case Abbreviation::month:
    case Abbreviation::number:
    case Abbreviation::last:
      return true;
    default:
      return known.starter || candidate.opening != 0;
  }
}

}  // namespace newsline::sentence
