#include "event/event.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "catch.h"
#include "chronology/page_chronology.h"
#include "newsline/chronology.h"
#include "newsline/edtf.h"
#include "rules/rows.h"
#include "write/names.h"

using namespace newsline;

namespace {

/// A page as the rooms before would read it. In the text [words|EDTF] is a timex, {words} a name of
/// an organization, {words|person} or {words|place} another, {words|=name} words that stand for a
/// name; a line is a paragraph: "# " a heading, "- " a list item, "| " a table row, "^ " a caption.
class Story {
 public:
  Story(std::string_view marked, std::string_view published, std::string_view language = "en") {
    article_.language = language;
    if (const auto day = parse_day(published))
      document_time_ = Published{
          .at = *day, .has_time = false, .offset_minutes = {}, .source = DateSource::record};
    while (!marked.empty()) {
      const std::size_t stop = std::min(marked.find('\n'), marked.size());
      paragraph(marked.substr(0, stop));
      marked.remove_prefix(std::min(stop + 1, marked.size()));
    }
    const Data data;
    sentences_ = sentences(article_, SentenceRules(data, language));
    tokens_ = tokens(article_, sentences_);
    const TagModel model(data, language);
    for (std::size_t s = 0; s < sentences_.size(); ++s) tag(tokens_, article_, s, model);
    place();
    told_ = events({article_, sentences_, tokens_, timexes_, entities_, document_time_},
                   EventRules(data, language));
  }

  const std::vector<Event>& told() const { return told_; }
  Chronology chronicle() const {
    return chronology_of({}, {article_, sentences_, tokens_, timexes_, entities_, document_time_},
                         told_);
  }
  std::vector<Event> told_with_further() const {
    return events_and_secondary(
        {article_, sentences_, tokens_, timexes_, entities_, document_time_},
        EventRules(Data(), "en"));
  }
  std::vector<Event> mentioned() const {
    return event_mentions({article_, sentences_, tokens_, timexes_, entities_, document_time_},
                          EventRules(Data(), "en"));
  }
  std::string_view words(Span span) const { return span.of(article_.text); }
  const Entities& names() const { return entities_; }

  /// "2024-05-14 asserted said; 2024-05-03 asserted collapsed", in order of date, then of text.
  std::string summary(bool triggers = true) const {
    std::vector<std::string> lines;
    for (const Event& event : told_) {
      std::string line = print_edtf({event.date.when, event.date.grain, false, false}) + " " +
                         std::string(name_of(certainty_names, event.certainty));
      if (triggers) line += std::string(1, ' ').append(words(event.trigger));
      lines.push_back(line);
    }
    std::ranges::sort(lines);
    std::string all;
    for (const std::string& line : lines) all += (all.empty() ? "" : "; ") + line;
    return all;
  }

 private:
  void paragraph(std::string_view line) {
    Paragraph p;
    if (line.starts_with("# ")) p.kind = ParagraphKind::heading, p.level = 2;
    if (line.starts_with("- ")) p.kind = ParagraphKind::list_item, p.level = 1;
    if (line.starts_with("| ")) p.kind = ParagraphKind::table_row;
    if (line.starts_with("^ ")) p.kind = ParagraphKind::caption;
    if (p.kind != ParagraphKind::paragraph) line.remove_prefix(2);
    p.span.begin = static_cast<std::uint32_t>(article_.text.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != '[' && line[i] != '{') {
        article_.text += line[i];
        continue;
      }
      const std::size_t end = line.find(line[i] == '[' ? ']' : '}', i);
      marked(line.substr(i + 1, end - i - 1), line[i] == '[');
      i = end;
    }
    p.span.end = static_cast<std::uint32_t>(article_.text.size());
    article_.text += '\n';
    article_.paragraphs.push_back(p);
  }

  void marked(std::string_view inside, bool timex) {
    const std::size_t bar = inside.find('|');
    const std::string_view words = inside.substr(0, bar), rest = bar == std::string_view::npos
                                                                     ? std::string_view{}
                                                                     : inside.substr(bar + 1);
    const auto begin = static_cast<std::uint32_t>(article_.text.size());
    article_.text += words;
    const Span span{begin, static_cast<std::uint32_t>(article_.text.size())};
    if (timex) {
      Timex t;
      t.span = span;
      const auto date = parse_edtf(rest);
      if (date)
        t.interval = date->interval, t.grain = date->grain;
      else
        t.vague = true;
      t.value = rest;
      t.year_given =
          words.size() >= 4 && std::ranges::all_of(words.substr(words.size() - 4),
                                                   [](char c) { return c >= '0' && c <= '9'; });
      t.basis = t.year_given ? Basis::words_alone : Basis::document_time;
      timexes_.all.push_back(t);
    } else {
      Entity e;
      const bool stands = rest.starts_with('=');  // "it", for the name behind the mark
      e.name = e.id = stands ? rest.substr(1) : words;
      e.type = rest == "person"  ? EntityType::person
               : rest == "place" ? EntityType::place
                                 : EntityType::organization;
      e.mentions = 1;
      auto known = std::ranges::find(entities_.all, e.name, &Entity::name);
      if (known == entities_.all.end()) known = entities_.all.insert(known, e);
      Mention m;
      m.span = span;
      m.pronoun = stands;
      m.entity = static_cast<std::uint32_t>(known - entities_.all.begin());
      entities_.mentions.push_back(m);
    }
  }

  /// Tokens and sentences of what was marked.
  template <class Marked>
  void place_one(Marked& marked) const {
    for (std::uint32_t s = 0; s < sentences_.size(); ++s) {
      if (!sentences_[s].span.contains(marked.span)) continue;
      marked.sentence = s;
      marked.first_token = tokens_.end(s);
      for (std::uint32_t i = tokens_.begin(s); i < tokens_.end(s); ++i) {
        if (!marked.span.overlaps(tokens_.all[i].span)) continue;
        marked.first_token = std::min(marked.first_token, i);
        marked.last_token = i + 1;
      }
    }
  }
  void place() {
    for (std::size_t i = 0; i < timexes_.all.size(); ++i) {
      Timex timex = timexes_.all[i];
      place_one(timex);
      timexes_.all.set(i, timex);
    }
    for (Mention& mention : entities_.mentions) place_one(mention);
  }

  Article article_;
  std::vector<Sentence> sentences_;
  Tokens tokens_;
  Timexes timexes_;
  Entities entities_;
  std::optional<Published> document_time_;
  std::vector<Event> told_;
};

struct Case {
  const char* text;
  const char* expected;
};

template <std::size_t N>
void check(const Case (&cases)[N], bool triggers = true) {
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Story(c.text, "2025-06-18").summary(triggers) == c.expected);
  }
}

}  // namespace

TEST_CASE("two dates in one sentence are two events, each with its own verb", "[event]") {
  check({
      {"Ana Ruiz said on [Monday|2025-06-16] that the pier had collapsed on [2 June|2025-06-02].",
       "2025-06-02 asserted collapsed; 2025-06-16 asserted said"},
      {"The pier collapsed on [2 June|2025-06-02], Ana Ruiz said.",
       "2025-06-02 asserted collapsed"},
      {"Detained on [1 March 2024|2024-03-01], Reyes was convicted on [5 May 2025|2025-05-05].",
       "2024-03-01 asserted Detained; 2025-05-05 asserted convicted"},
      {"Workers walked out on [Monday|2025-06-16] and returned on [Tuesday|2025-06-17].",
       "2025-06-16 asserted walked; 2025-06-17 asserted returned"},
  });
}

TEST_CASE("the wording tells how sure a happening is", "[event]") {
  check({
      {"Nordbank plans to shut its Oslo branch on [1 October|2025-10-01].",
       "2025-10-01 planned shut"},
      {"The museum will open on [Friday|2025-06-20].", "2025-06-20 planned open"},
      {"The tram is set to start on [Friday|2025-06-20].", "2025-06-20 planned start"},
      {"If the talks collapse, teachers will strike on [Friday|2025-06-20].",
       "2025-06-20 projected strike"},
      {"Prices could fall by [2030|2030].", "2030 projected fall"},
      {"Output is expected to rise in [July|2025-07].", "2025-07 projected rise"},
      {"The mayor did not open the bridge on [Monday|2025-06-16].", "2025-06-16 negated open"},
      {"She denied having called the bank in [April|2025-04].", "2025-04 negated called"},
      {"The bank failed to publish its figures on [Monday|2025-06-16].",
       "2025-06-16 negated publish"},
      {"The concert, originally scheduled for [2 June|2025-06-02], was postponed to [20 "
       "July|2025-07-20].",
       "2025-06-02 negated scheduled; 2025-07-20 planned postponed"},
      {"The council cancelled [Friday|2025-06-20]'s parade.", "2025-06-20 negated parade"},
      {"The concert planned for [20 June|2025-06-20] was cancelled.", "2025-06-20 negated planned"},
      {"She denied that she had called the bank in [April|2025-04].", "2025-04 negated called"},
      {"The mayor said the pier would close on [1 July|2025-07-01].", "2025-07-01 planned close"},
  });
}

TEST_CASE("what tells no happening gives no event", "[event]") {
  check({
      {"^ The old harbor in [August 2019|2019-08].", ""},
      {"Photo: the harbor on [12 August 2019|2019-08-12].", ""},
      {"Last updated [17 June 2025|2025-06-17].", ""},
      {"Related: Storm hits the coast ([3 January 2020|2020-01-03]).", ""},
      {"The club is in good shape [now|PRESENT].", ""},
      {"Exports grew by 3.2%, down from 3.9% in [2022|2022].", ""},
      {"Exports fell by 5 percent compared with [2022|2022].", ""},
      {"The mine dug 4 million tons, against 3 million in [2022|2022].", ""},
      {"Sales rose to 5 billion from 4 billion in [2022|2022].", ""},
      {"The rate is the lowest since [2009|2009].", ""},
      {"Accessed [4 Nov. 2023|2023-11-04].", ""},
  });
}

TEST_CASE("a label dates its bullet, a date heading what stands below it", "[event]") {
  check({
      {"- [2015|2015]: {Nordbank} is founded. It opens a branch in Oslo.\n- [2019|2019]: "
       "{Nordbank} opens a school.",
       "2015 asserted founded; 2015 asserted opens; 2019 asserted opens"},
      {"[6 May 2024|2024-05-06] – The court frees the captain.\n[9 May 2024|2024-05-09] – The "
       "owner pays.",
       "2024-05-06 asserted frees; 2024-05-09 asserted pays"},
      {"[12 March 2023|2023-03-12]\nPolice search the office. Two clerks are arrested.",
       "2023-03-12 asserted arrested; 2023-03-12 asserted search"},
      {"# [5 May 2024|2024-05-05]\nPolice search the house.\n# [7 May 2024|2024-05-07]\nDivers "
       "find the hull.",
       "2024-05-05 asserted search; 2024-05-07 asserted find"},
      {"# [1996|1996]\n- [April 20|2025-04-20]: Hikers find the cave.", "1996-04-20 asserted find"},
  });
}

TEST_CASE("the page's own day above the story dates the page, not its sentences", "[event]") {
  const Story page("[June 18, 2025|2025-06-18]\nPeople like the harbor.\nThe club is old.",
                   "2025-06-18");
  CHECK(page.summary() == "");
}

TEST_CASE("who announced something on a day goes on speaking on that day", "[event]") {
  struct Row {
    const char* text;
    const char* said;
  };
  const Row rows[] = {
      {"{Nordbank} said on [Monday|2025-06-16] that it had closed a branch.\nThe chair, Ana Ruiz, "
       "said that "
       "the price was fair.",
       "2025-06-16"},
      {"{Nordbank} said in [2024|2024] that it had closed a branch.\nThe chair, Ana Ruiz, said "
       "that the "
       "price was fair.",
       "2025-06-18"},
  };
  for (const Row& row : rows) {
    const Story story(row.text, "2025-06-18");
    const std::vector<Event> mentioned = story.mentioned();
    INFO(row.text);
    REQUIRE(mentioned.size() > 1);
    CHECK(story.words(mentioned.back().trigger) == "said");
    CHECK(mentioned.back().date.when.first_day() == parse_day(row.said));
  }
}

TEST_CASE("a label is not part of the sentence as told", "[event]") {
  const Story page("- [2015|2015]: {Nordbank} is founded.", "2025-06-18");
  REQUIRE(page.told().size() == 1);
  CHECK(page.words(page.told()[0].span) == "Nordbank is founded.");
  CHECK(page.words(page.told()[0].date.expression) == "2015");
  CHECK(page.told()[0].date.derivation == Derivation::inherited);
}

TEST_CASE("relations stand apart and leave the interval as it is", "[event]") {
  struct Row {
    const char* text;
    Relation relation;
  };
  const Row rows[] = {
      {"The work must end by [Friday|2025-06-20].", Relation::by},
      {"The mine has stood idle since [2019|2019].", Relation::since},
      {"The road was closed until [Monday|2025-06-16].", Relation::until},
      {"They left before [Monday|2025-06-16].", Relation::before},
      {"Prices jumped after [1990|1990].", Relation::after},
      {"They met on [Monday|2025-06-16].", Relation::on},
      {"- [9 May 2018|2018-05-09]: {Ruiz|person} later fires the treasurer.", Relation::after},
      {"- [9 May 2018|2018-05-09]: {Ruiz|person} fires the treasurer.", Relation::on},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Story page(row.text, "2025-06-18");
    REQUIRE(page.told().size() == 1);
    CHECK(page.told()[0].date.relation == row.relation);
  }
}

TEST_CASE("a headline is a whole clause of its sentence that says what happened", "[event]") {
  for (const std::string language : {"en", "de"}) {
    std::ifstream file(std::string(TEST_FOLDER) + "/cases/headlines_" + language + ".tsv");
    REQUIRE(file);
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line.starts_with('#')) continue;
      const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
      REQUIRE(second != std::string::npos);
      const std::string text = line.substr(0, first),
                        trigger = line.substr(first + 1, second - first - 1);
      INFO(text);
      const Story page(text, "2025-06-18", language);
      std::string headline = "no such event";
      for (const Event& event : page.told())
        if (trigger == "-" || page.words(event.trigger) == trigger) headline = event.headline;
      CHECK(headline == line.substr(second + 1));
    }
  }
}

TEST_CASE("a pronoun at the start gives way to the one name that the sentence before is about",
          "[event]") {
  const Story page("{Ana Ruiz|person} runs the bank. She resigned on [Monday|2025-06-16].",
                   "2025-06-18");
  REQUIRE(page.told().size() == 1);
  CHECK(page.told()[0].headline.starts_with("Ana Ruiz resigned"));
}

TEST_CASE("what stands for a name takes part in its place, marked so", "[event]") {
  const Story page(
      "{Nordbank} grew. {The company|=Nordbank} hired {Ana Ruiz|person} on [Monday|2025-06-16].",
      "2025-06-18");
  REQUIRE(page.told().size() == 1);
  const std::vector<Participant>& who = page.told()[0].participants;
  REQUIRE(who.size() == 2);
  CHECK(page.names().all[who[0].entity].name == "Nordbank");
  CHECK(who[0].role == Role::agent);
  CHECK(who[0].anaphor);
  CHECK(page.names().all[who[1].entity].name == "Ana Ruiz");
  CHECK(!who[1].anaphor);
}

TEST_CASE("what the entity room knows to stand for a name gives way to it in a headline",
          "[event]") {
  struct Row {
    const char* text;
    const char* headline;
  };
  const Row rows[] = {
      {"{Nordbank} grew. {The company|=Nordbank} hired twenty people on [Monday|2025-06-16].",
       "Nordbank hired twenty people"},
      {"{Nordbank} grew. {Its|=Nordbank} shares fell on [Monday|2025-06-16].",
       "Nordbank's shares fell"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Story page(row.text, "2025-06-18");
    REQUIRE(page.told().size() == 1);
    CHECK(page.told()[0].headline == row.headline);
  }
}

TEST_CASE("names get their part in the happening from order, voice and prepositions", "[event]") {
  struct Row {
    const char* text;
    const char* trigger;
    const char* roles;
  };
  const Row rows[] = {
      // order
      {"On [3 March 2021|2021-03-03] {Ada Marsh|person} opened the {Harbour Bridge} in "
       "{Lisbon|place}.",
       "opened", "Ada Marsh agent; Harbour Bridge patient; Lisbon location"},
      {"{Ada Marsh|person} opened the bridge on [Monday|2025-06-16].", "opened", "Ada Marsh agent"},
      {"In [May 2024|2024-05], {Nordbank} bought {Acme}.", "bought",
       "Nordbank agent; Acme patient"},
      {"Last [Monday|2025-06-16] {Nordbank} sued {Acme} in {Oslo|place}.", "sued",
       "Nordbank agent; Acme patient; Oslo location"},
      {"{Nordbank} and {Acme} merged on [Monday|2025-06-16].", "merged",
       "Nordbank agent; Acme agent"},
      {"{Nordbank} bought {Acme} and {Ferro} in [2019|2019].", "bought",
       "Nordbank agent; Acme patient; Ferro patient"},
      {"{Norway|place} signed the treaty on [Monday|2025-06-16].", "signed", "Norway agent"},
      {"In [2019|2019] the bank hired {Ada Marsh|person}.", "hired", "Ada Marsh patient"},
      {"{Ada Marsh|person} will open the fair on [Friday|2025-06-20].", "open", "Ada Marsh agent"},
      {"{Nordbank} will try to close {Acme} on [Friday|2025-06-20].", "close",
       "Nordbank agent; Acme patient"},
      {"{Ada Marsh|person} did not meet {Leo Grant|person} on [Monday|2025-06-16].", "meet",
       "Ada Marsh agent; Leo Grant patient"},
      // voice and "by"
      {"{Nordbank} was bought by {Acme} in {Oslo|place} on [Monday|2025-06-16], {Ana Ruiz|person} "
       "said.",
       "bought", "Nordbank patient; Acme agent; Oslo location; Ana Ruiz speaker"},
      {"{Ada Marsh|person} was arrested in {Lisbon|place} on [Monday|2025-06-16].", "arrested",
       "Ada Marsh patient; Lisbon location"},
      {"{Acme} has been fined by {Norway|place} since [2019|2019].", "fined",
       "Acme patient; Norway agent"},
      {"The bridge, built by {Acme} in [1931|1931], carried trains.", "built", "Acme agent"},
      {"{Ada Marsh|person} was appointed by {Nordbank} on [Monday|2025-06-16].", "appointed",
       "Ada Marsh patient; Nordbank agent"},
      {"{Ada Marsh|person} dropped by {Nordbank} on [Monday|2025-06-16].", "dropped",
       "Ada Marsh agent; Nordbank participant"},
      {"The mill was closed by the {Acme} board in [May 2024|2024-05].", "closed", "Acme agent"},
      {"Ministers condemned [Monday|2025-06-16]'s attack by {Acme}.", "attack", "Acme agent"},
      // prepositions
      {"{Ada Marsh|person} met with {Leo Grant|person} in {Oslo|place} on [Monday|2025-06-16].",
       "met", "Ada Marsh agent; Leo Grant participant; Oslo location"},
      {"{Nordbank} sold the ship to {Acme} on [Monday|2025-06-16].", "sold",
       "Nordbank agent; Acme participant"},
      {"The mayor of {Lisbon|place} resigned on [Monday|2025-06-16].", "resigned",
       "Lisbon participant"},
      {"Floods hit the town near {Lisbon|place} on [Monday|2025-06-16].", "hit", "Lisbon location"},
      {"Police closed shops in {Lisbon|place} and {Porto|place} on [Monday|2025-06-16].", "closed",
       "Lisbon location; Porto location"},
      {"The head of {Nordbank} left on [Monday|2025-06-16].", "left", "Nordbank participant"},
      {"On [Monday|2025-06-16], at the request of {Norway|place}, {Acme} halted the work.",
       "halted", "Norway participant; Acme agent"},
      // what only describes
      {"{Nordbank}'s chief resigned on [Monday|2025-06-16].", "resigned", "Nordbank participant"},
      {"{Nordbank} shares fell on [Monday|2025-06-16].", "fell", "Nordbank participant"},
      {"Police searched {Nordbank}'s office on [Monday|2025-06-16].", "searched",
       "Nordbank participant"},
      {"{Nordbank} chief {Ada Marsh|person} resigned on [Monday|2025-06-16].", "resigned",
       "Nordbank participant; Ada Marsh agent"},
      {"{Ada Marsh|person}, head of {Nordbank}, resigned on [Monday|2025-06-16].", "resigned",
       "Ada Marsh agent; Nordbank participant"},
      // clauses without a subject of their own
      {"{Ada Marsh|person}, who founded {Nordbank} in [1990|1990], now teaches in {Oslo|place}.",
       "founded", "Ada Marsh agent; Nordbank patient; Oslo participant"},
      {"{Nordbank}, which was founded in [1990|1990], thrives.", "founded", "Nordbank patient"},
      {"Neighbors praised {Ada Marsh|person}, whom the court freed on [Monday|2025-06-16].",
       "freed", "Ada Marsh patient"},
      {"{Ada Marsh|person}, arrested in [May 2024|2024-05], denies it.", "arrested",
       "Ada Marsh patient"},
      {"Detained on [1 March 2024|2024-03-01], {Leo Grant|person} was convicted on [5 May "
       "2025|2025-05-05].",
       "Detained", "Leo Grant patient"},
      {"{Nordbank} bought {Acme} in [2019|2019] and sold {Ferro} in [2021|2021].", "sold",
       "Nordbank agent; Ferro patient"},
      {"{Ada Marsh|person} was arrested on [1 March 2024|2024-03-01] and fled on [5 May "
       "2025|2025-05-05].",
       "fled", "Ada Marsh agent"},
      // only of its own clause
      {"{Nordbank} bought {Acme} in [2019|2019] and {Ferro} closed in [2021|2021].", "bought",
       "Nordbank agent; Acme patient"},
      {"{Nordbank} bought {Acme} in [2019|2019] and {Ferro} closed in [2021|2021].", "closed",
       "Ferro agent"},
      // who says so
      {"{Ana Ruiz|person} said {Acme} closed on [Monday|2025-06-16].", "closed",
       "Ana Ruiz speaker; Acme agent"},
      {"According to {Ana Ruiz|person}, {Acme} closed on [Monday|2025-06-16].", "closed",
       "Ana Ruiz speaker; Acme agent"},
      {"\"{Acme} closed on [Monday|2025-06-16],\" said {Ana Ruiz|person}.", "closed",
       "Acme agent; Ana Ruiz speaker"},
      {"{Acme} closed on [Monday|2025-06-16], {Ana Ruiz|person}, the mayor, said.", "closed",
       "Acme agent; Ana Ruiz speaker"},
      {"{Ana Ruiz|person} said on [Monday|2025-06-16] that the pier was safe.", "said",
       "Ana Ruiz speaker"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Story page(row.text, "2025-06-18");
    std::string roles = "not told";
    for (const Event& event : page.told()) {
      if (page.words(event.trigger) != row.trigger) continue;
      roles.clear();
      for (const Participant& participant : event.participants) {
        static constexpr const char* names[] = {"agent", "patient", "location", "speaker",
                                                "participant"};
        roles += (roles.empty() ? "" : "; ") + page.names().all[participant.entity].name + " " +
                 names[static_cast<int>(participant.role)];
      }
    }
    CHECK(roles == row.roles);
  }
}

TEST_CASE("a happening that a page tells twice is one event with both sources", "[event]") {
  struct Row {
    const char* text;
    std::size_t events;
  };
  const Row rows[] = {
      // lead and bullet
      {"In [May 2024|2024-05], {Nordbank} agreed to rent ships from {Acme} for ten years.\n- [May "
       "2024|2024-05]: {Nordbank} signs with {Acme}.",
       1},
      {"{Nordbank} bought {Acme} on [Monday|2025-06-16] for a high price.\n- [16 June "
       "2025|2025-06-16]: {Nordbank} acquires {Acme}.",
       1},
      {"{Ana Ruiz|person} resigned from {Nordbank} on [Monday|2025-06-16] after a long fight.\n- "
       "[16 June 2025|2025-06-16]: {Ana Ruiz|person} quits {Nordbank}.",
       1},
      // told in like words
      {"The old pier of {Oslo|place} collapsed on [Monday|2025-06-16].\nThe pier of {Oslo|place} "
       "collapsed on [16 June 2025|2025-06-16].",
       1},
      // another happening, another doer, another number, another day, another certainty, other
      // names
      {"{Nordbank} sued {Acme} on [Monday|2025-06-16].\n{Nordbank} signed with {Acme} on [16 June "
       "2025|2025-06-16].",
       2},
      {"{Nordbank} sued {Acme} on [Monday|2025-06-16].\n{Acme} sued {Nordbank} on [16 June "
       "2025|2025-06-16].",
       2},
      {"{Nordbank} paid {Acme} 40 crowns on [Monday|2025-06-16].\n{Nordbank} paid {Acme} 90 crowns "
       "on [16 June 2025|2025-06-16].",
       2},
      {"{Nordbank} paid {Acme} on [Monday|2025-06-16].\n{Nordbank} paid {Acme} on [9 June "
       "2025|2025-06-09].",
       2},
      {"{Nordbank} paid {Acme} on [Monday|2025-06-16].\n{Nordbank} did not pay {Acme} on [16 June "
       "2025|2025-06-16].",
       2},
      {"Police arrested two men in {Oslo|place} on [Monday|2025-06-16].\nA judge arrested the "
       "proceedings in {Bergen|place} on [16 June 2025|2025-06-16].",
       2},
      {"{Nordbank} opened a branch in {Oslo|place} in [May 2024|2024-05].\n{Nordbank} opened a "
       "branch in {Bergen|place} in [May 2024|2024-05].",
       2},
      {"{Nordbank} fell on [Monday|2025-06-16].\n{Nordbank} shares in {Acme} fell sharply on [16 "
       "June 2025|2025-06-16] after a profit warning shook the market.",
       2},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Chronology told = Story(row.text, "2025-06-18").chronicle();
    CHECK(told.events.size() == row.events);
    if (row.events == 1 && told.events.size() == 1) CHECK(told.events[0].sources.size() == 2);
  }
}

TEST_CASE(
    "further happenings are told to who asks for the main ones of a page, and change nothing else",
    "[event]") {
  const Story page(
      "A fire destroyed the mill on [Monday|2025-06-16]. The flames injured two workers and spread "
      "to a barn.\nThe council has closed the road.",
      "2025-06-18");
  const std::vector<Event> all = page.told_with_further();
  std::vector<std::string> further;
  std::size_t plain = 0;
  for (const Event& event : all) {
    if (event.secondary) {
      further.push_back(event.headline);
      CHECK(event.salience >= 0.2);
    } else {
      CHECK(event.headline == page.told()[plain++].headline);
    }
  }
  CHECK(plain == page.told().size());
  CHECK(std::ranges::find(further, "The council has closed the road") != further.end());
}

TEST_CASE("the news that a page opens with matters more than what it recalls", "[event]") {
  const Story page(
      "A fire destroyed the mill on [Monday|2025-06-16].\n{Ana Ruiz|person} said on "
      "[Tuesday|2025-06-17] that \"nobody was to blame\".\nThe mill opened in [1931|1931].",
      "2025-06-18");
  REQUIRE(page.told().size() == 3);
  CHECK(page.told()[0].salience > page.told()[1].salience);
  CHECK(page.told()[0].salience > page.told()[2].salience);
}

TEST_CASE("every phrase of the event room stands in its example", "[event]") {
  const Data data;
  const auto words = [](std::string_view text) {
    std::string folded = " ";
    for (const char c : fold(text)) folded += (c >= 'a' && c <= 'z') || c == '-' ? c : ' ';
    folded += ' ';
    return folded;
  };
  for (const Row& row : read_rows(data, "en/event_phrases.tsv", 3)) {
    INFO(row.fields[0]);
    CHECK(words(row.fields[2]).find(words(row.fields[0])) != std::string::npos);
  }
}
