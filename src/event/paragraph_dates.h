#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "dates.h"
#include "event.h"
#include "event/syntax/lexicon.h"
#include "labels.h"

namespace newsline::event {

/// What a paragraph's date says about its sentences.
struct ParagraphDate {
  enum class Kind : std::uint8_t { none, label, heading, stamp };
  Kind kind = Kind::none;
  DateMention date{};
  std::uint32_t content = 0;  // the byte where the paragraph's own words begin, behind the label
  bool leads = false;         // the first sentences after the label or heading
  // how sure the date is, as far as the labels of the page together tell
  double trust = 1;
  // "Monday" without its day, "4." without its month: may as well count or plan any week
  bool bare = false;
};

struct ParagraphDates {
  std::vector<ParagraphDate> paragraphs;  // by paragraph
  std::vector<bool> date_only;            // a paragraph that is nothing but a date
  // by paragraph, the first sentence of it; one more at the end
  std::vector<std::uint32_t> first_sentence;
  std::uint32_t dated_paragraphs = 0;  // how many carry a label or stand under a date heading
  // the words "BERLIN, May 15 (Reuters) -" that open the story
  std::optional<Span> dateline;
  EntryDates entries;  // the same for those who count from them
};

/// Finds the labels of a page, solves them together, and gives each paragraph that one of them
/// dates its date.
ParagraphDates read_paragraph_dates(const Reading& reading, const Dates& dates, const Words& words,
                                    const LabelRules& rules);

}  // namespace newsline::event
