#include "impl.h"

namespace newsline {

using namespace timex;

namespace {

using F = TimexFields;

constexpr int longest_chain = 4;  // a date counted from a date counted from ...

std::string stretch(const Timex& timex) {
  if (!timex.interval) return "no place on the calendar";
  const std::string first = to_string(timex.interval->first_day()),
                    last = to_string(timex.interval->last_day());
  return first == last ? first : first + " to " + last;
}

std::string quoted(const Timex& timex, const Article& article) {
  std::string text = "\"";
  text += timex.span.of(article.text);
  text += '"';
  return text;
}

/// What the words left open, and which side of the anchor fills it.
std::string side(const Timex& timex) {
  if (timex.fields.has(F::direction))
    return timex.fields[F::direction] < 0   ? "its own words point back"
           : timex.fields[F::direction] > 0 ? "its own words point ahead"
                                            : "";
  if (timex.tense == 0) return "the words around it do not say on which side";
  return timex.tense < 0 ? "the words around it point back" : "the words around it point ahead";
}

class Explanation {
 public:
  Explanation(const Timexes& timexes, const Article& article,
              const std::vector<Sentence>& sentences, const TimexRules& rules,
              std::optional<Published> document_time)
      : timexes_(timexes),
        article_(article),
        sentences_(sentences),
        rules_(rules),
        document_time_(document_time) {}

  std::vector<std::string> lines;

  void add(std::uint32_t index, int depth) {
    const Timex& timex = timexes_.all[index];
    const std::string margin(static_cast<std::size_t>(depth) * 2, ' ');
    lines.push_back(margin + quoted(timex, article_) + " is read by the rule " +
                    std::string(rules_.rule_name(timex.rule)) + " (" +
                    rules_.rule_place(timex.rule) + "): " + show_fields(timex.fields));
    if (timex.basis == Basis::words_alone)
      lines.push_back(margin + (timex.interval ? "the words alone tell its place"
                                               : "nothing that it could count from is told"));
    if (timex.basis == Basis::document_time)
      lines.push_back(margin + "counted from the publication day" +
                      (document_time_ ? ", " + to_string(document_time_->day()) : std::string()) +
                      "; " + side(timex));
    if (timex.basis == Basis::earlier_timex)
      lines.push_back(margin + "counted from what the text tells elsewhere" + anchor(timex));
    lines.push_back(margin + "value " + timex.value);
    if (timex.mod != Mod::none) lines.back().append(" ").append(mod_name(timex.mod));
    lines.back().append(", ").append(stretch(timex));
    if (timex.basis == Basis::earlier_timex && timex.anchor < timexes_.all.size() &&
        timex.anchor != index && depth < longest_chain)
      add(timex.anchor, depth + 1);
  }

 private:
  std::string anchor(const Timex& timex) const {
    if (timex.anchor >= timexes_.all.size()) return {};
    const Timex& from = timexes_.all[timex.anchor];
    const Paragraph& paragraph = article_.paragraphs[sentences_[from.sentence].paragraph];
    return std::string(paragraph.kind == ParagraphKind::heading ? ", the heading's " : ", ") +
           quoted(from, article_) + " (" + from.value + ")";
  }

  const Timexes& timexes_;
  const Article& article_;
  const std::vector<Sentence>& sentences_;
  const TimexRules& rules_;
  std::optional<Published> document_time_;
};

}  // namespace

std::vector<std::string> explain(const Timexes& timexes, std::uint32_t timex,
                                 const Article& article, const std::vector<Sentence>& sentences,
                                 const TimexRules& rules, std::optional<Published> document_time) {
  Explanation explanation(timexes, article, sentences, rules, document_time);
  explanation.add(timex, 0);
  return explanation.lines;
}

}  // namespace newsline
