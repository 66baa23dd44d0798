#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/span.h"

namespace newsline::sentence {

/// A place where a sentence may end: behind a terminator and what closes after it, behind a
/// letter's closing words, or where no mark is needed.
struct Candidate {
  // the word that the terminator follows, without opening marks; may be empty
  Span before;
  Span mark;                // the run of terminators
  Span after;               // the next word, without opening marks; empty when a sign follows
  std::uint32_t end = 0;    // the sentence would end here
  std::uint32_t next = 0;   // and the next one begin here
  char32_t terminator = 0;  // the last of the run that is no full stop, else '.'
  char32_t opening = 0;     // the first opening mark before the next word, 0: none
  bool closed = false;      // a quotation mark or bracket closes between mark and end
  bool bracket_closed = false;
  bool space = false;     // white space before the next word
  bool newline = false;   // with a line end in it
  bool in_quote = false;  // a quotation mark that was opened is still open at `end`
  bool in_bracket = false;
  bool settled = false;  // no mark ends it, but what stands there (unmarked.h)
};

/// Walks over one paragraph and stops at every candidate. Linear: reads each byte once, and no more
/// than a word around a candidate.
class CandidateScan {
 public:
  CandidateScan(std::string_view text, Span paragraph)
      : text_(text),
        begin_(paragraph.begin),
        at_(paragraph.begin),
        stop_(paragraph.end),
        head_(begin_) {}
  std::optional<Candidate> next();

 private:
  std::optional<Candidate> step();
  Candidate settled(std::uint32_t end) const;
  std::optional<Candidate> without_mark();
  std::optional<Candidate> behind_comma() const;
  bool read_terminators(Candidate& candidate);
  void read_closing(Candidate& candidate);
  void read_notes(Candidate& candidate);
  bool read_after(Candidate& candidate) const;
  void read_before(Candidate& candidate) const;
  bool parted(const Candidate& candidate) const;
  void see(char32_t sign, std::uint32_t at);
  char32_t code_point(std::uint32_t& at) const;
  bool letter_before(std::uint32_t at) const;

  std::string_view text_;
  std::uint32_t begin_, at_, stop_;
  std::uint32_t head_;           // where the last candidate's next sentence would begin
  std::uint32_t pending_ = 0;    // the end without a mark to stop at next
  bool straight_quote_ = false;  // an odd number of '"' so far
  std::uint32_t quotes_ = 0, brackets_ = 0;
};

}  // namespace newsline::sentence
