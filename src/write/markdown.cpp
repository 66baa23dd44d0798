#include <algorithm>
#include <ranges>

#include "base/ascii.h"
#include "base/utf8.h"
#include "dates.h"
#include "newsline/write.h"
#include "presentation.h"
#include "stream.h"

namespace newsline {

using namespace write;

namespace {

using Term = Wording::Term;

/// Whether an ampersand here would begin a character reference: "&lt;", "&#60;".
bool begins_reference(std::string_view behind) {
  const std::size_t stop = behind.find(';');
  if (stop == std::string_view::npos || stop == 0 || stop > 32) return false;
  return std::ranges::all_of(behind.substr(0, stop), [](char c) {
    return c == '#' || ascii::is_digit(c) || is_letter(static_cast<unsigned char>(c));
  });
}

/// Whether a dollar sign here would open or close mathematics, as Markdown readers that know it
/// take it: the opening one stands before no space, the closing one behind no space and before no
/// digit.
bool delimits_math(std::string_view before, std::string_view behind) {
  constexpr std::size_t reach = 200;  // no sum of money has its partner farther away
  before = before.substr(before.size() - std::min(before.size(), reach));
  behind = behind.substr(0, reach);
  const bool opens =
      !behind.empty() && behind[0] != ' ' && behind.find('$') != std::string_view::npos;
  const bool closes = !before.empty() && before.back() != ' ' &&
                      before.find('$') != std::string_view::npos &&
                      (behind.empty() || !ascii::is_digit(behind[0]));
  if (closes) return true;
  for (std::size_t at = behind.find('$'); opens && at != std::string_view::npos;
       at = behind.find('$', at + 1)) {
    const bool digit = at + 1 < behind.size() && ascii::is_digit(behind[at + 1]);
    if (at > 0 && behind[at - 1] != ' ' && !digit) return true;
  }
  return false;
}

/// Whether a line that begins so is an item of a numbered list: "1. Site", "12) Site". At most nine
/// digits, as CommonMark has it.
bool begins_numbered_item(std::string_view before, std::string_view behind) {
  constexpr std::size_t most_digits = 9;
  const bool number = !before.empty() && before.size() <= most_digits &&
                      before.find_first_not_of("0123456789") == std::string_view::npos;
  return number && (behind.empty() || behind[0] == ' ' || behind[0] == '\t');
}

/// Whether a reader of Markdown could take `c` for mark-up there, so that a backslash must stand
/// before it. `before`, `behind`: the words around it on its line; `begun`: not the first sign;
/// `opens_line`: nothing of ours that is text stands before the words.
bool wants_backslash(char32_t c, std::string_view before, std::string_view behind, bool begun,
                     bool opens_line) {
  constexpr std::u32string_view always = U"\\`*_[]|~^@{#", at_line_start = U"+-=:}!";
  if (c >= 0x80 || ascii::is_alnum(static_cast<char>(c))) return false;
  if (always.find(c) != std::u32string_view::npos) return true;
  // Only at the beginning of a line do these begin a list or a rule; nothing of ours begins a line
  // with them.
  if (at_line_start.find(c) != std::u32string_view::npos) return !begun;
  if (c == '$') return delimits_math(before, behind);
  return (c == '.' || c == ')') && opens_line && begins_numbered_item(before, behind);
}

/// Words of a page on one line of Markdown: no mark-up, no HTML, no controls.
void append_words(std::string& out, std::string_view words, bool opens_line = false) {
  bool space = false, begun = false;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(words, at);
    if (is_space(c)) {
      space = begun;
      continue;
    }
    if (acts_on_terminal(c)) continue;
    if (space) out += ' ';
    space = false;
    if (wants_backslash(c, words.substr(0, begin), words.substr(at), begun, opens_line))
      out += '\\';
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += begins_reference(words.substr(at)) ? "&amp;" : "&";
        break;
      case 0xFFFD:
        out += "\xEF\xBF\xBD";
        break;
      default:
        out += words.substr(begin, at - begin);
    }
    begun = true;
  }
}

std::string words(std::string_view text, bool opens_line = false) {
  std::string out;
  append_words(out, text, opens_line);
  return out;
}

std::string with_time(const OutputDate& date, std::string text) {
  if (!date.time.empty()) text.append(", ").append(words(date.time));
  if (date.uncertain) text += " (?)";
  return text;
}

std::string dated(const OutputDate& date, const Wording& wording) {
  return with_time(date, wording.date(date));
}
std::string dated(const OutputEvent& event, const Wording& wording) {
  return with_time(event.date, words(wording.date(event)));
}

/// What each page says, below the event.
void append_sources(std::string& out, const OutputEvent& event, bool many_documents) {
  for (const Source& source : event.sources) {
    out += "  - ";
    append_words(out, source.sentence, true);
    if (many_documents) out.append(" (").append(words(source.document.text)).append(")");
    out += '\n';
  }
}

void append_event(std::string& out, const OutputEvent& event, bool many_documents,
                  const Wording& wording, MarkdownStyle style) {
  out.append("- **").append(dated(event, wording)).append("** – ");
  append_words(out, event.headline.empty() ? event.sentence : event.headline);
  if (event.certainty != Certainty::asserted)
    out.append(" *(")
        .append(wording.at(Term::certainties, static_cast<std::size_t>(event.certainty)))
        .append(")*");
  const bool is_name = event.entities.size() == 1 && event.entities[0].name == event.headline;
  if (!event.entities.empty() && !is_name) {
    std::string_view between = " – *";
    for (const OutputParticipant& participant : participants_to_show(event)) {
      out += between;
      append_words(out, participant.name);
      between = ", ";
    }
    out += '*';
  }
  for (const OutputEvent::Dispute& dispute : event.disputed)
    out.append(" (").append(wording.with(Term::disputed, dated(dispute.date, wording))).append(")");
  for (const OutputEvent::Plan& plan : event.fulfils) {
    out.append(" (").append(wording.with(Term::planned_for, dated(plan.date, wording))).append(")");
  }
  if (many_documents && event.sources.size() > 1)
    out.append(" (")
        .append(wording.with(Term::sources, std::to_string(event.sources.size())))
        .append(")");
  out += '\n';
  if (style.sources) append_sources(out, event, many_documents);
}

void append_head(std::string& out, const std::vector<Document>& documents, const Wording& wording,
                 std::string_view title) {
  const bool own = title.empty() && documents.size() == 1 && !documents.front().title.empty();
  out.append("# ")
      .append(words(own ? documents.front().title : title_of(documents, title, wording)))
      .append("\n");
  if (documents.size() != 1) return;
  const Document& document = documents.front();
  out += '\n';
  std::string source = words(!document.site.empty()  ? document.site
                             : !document.url.empty() ? document.url
                                                     : file_of(document),
                             true);
  source += source.empty() ? "" : ", ";
  source += document.date ? wording.day(*document.date) : std::string(wording.at(Term::undated));
  out += source + '\n';
}

}  // namespace

void write_markdown(std::string& out, const ChronologyStream& stream, const Data& data,
                    MarkdownStyle style, const Drain& drain) {
  constexpr std::size_t piece = 1 << 18;
  const Wording wording(data, main_language(stream.documents));
  if (!out.empty()) out += '\n';
  append_head(out, stream.documents, wording, style.title);
  std::optional<std::chrono::year> year;
  SectionTime time;
  std::string section;  // events whose heading is still open
  const auto write_section = [&] {
    if (!time.empty) out.append("\n## ").append(wording.heading(time)).append("\n\n");
    out += section;
    section.clear();
  };
  bool open = false;
  stream.events([&](const OutputEvent& event) {
    const std::chrono::year of_event = ymd(event.date.start).year();
    if (!year && event.relevance) out += '\n';  // the best first: years are no headings
    if (year != of_event && !event.relevance) {
      if (open) write_section();
      time = {};
      open = true;
    }
    year = of_event;
    if (open) time.add(event.date.start, event.date.end, event.date.grain);
    append_event(open ? section : out, event, stream.documents.size() > 1, wording, style);
    if (open && !time.may_be_long()) {
      write_section();
      open = false;
    }
    if (out.size() > piece && drain) drain(out);
  });
  if (open) write_section();
  if (!year) out.append("\n").append(wording.at(Term::nothing)).append("\n");
}

}  // namespace newsline
