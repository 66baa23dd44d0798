// Penalties of headlines: what each defect of a line costs (data/headline/penalties.tsv).
//
// GOLD holds articles.ndjson and gold.ndjson: sentences cut into phrases that a headline must keep,
// may drop or must drop. Every event of an article has hundreds of candidate lines; the judge of
// GOLD/../../eval/score_headlines.py says of each whether it is good, acceptable or bad. A
// candidate's price is the sum of the penalties of its defects, and the lower the price the
// likelier it is taken (softmax). Trained is the expected worth of the line taken, by gradient
// descent, each penalty drawn to its prior: the third column of the file, set by hand, which stands
// where no sentence speaks.
//
// `reach`: how many events have a good line among the candidates at all.
// `check`: ten times nine tenths of the articles are trained on, and the headlines of the last
// tenth judged, as the program would choose them. Nothing is written.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <unordered_map>

#include "base/utf8.h"
#include "event/samples.h"
#include "pages.h"
#include "train.h"

namespace newsline::train {

using namespace newsline::event;
namespace {

using event::defect_count;
using event::HeadlineCandidate;
using event::HeadlineSample;
using event::Penalties;

constexpr std::size_t folds = 10;
constexpr int rounds = 3, epochs = 300;
constexpr double rate = 2, shrink = 0.5;

using Weights = std::array<double, defect_count + 1>;

struct GoldEvent {
  std::size_t article = 0;
  std::string start, end, trigger;
  std::vector<std::string> words;
  double weight = 1;
};

/// A line with what is wrong with it, few of many: (defect, how often).
struct Line {
  std::vector<std::pair<std::uint8_t, float>> defects;
  std::size_t verdict = 2;
  double price = 0;  // by the penalties that it was made with
  std::string text;
};
struct Example {
  std::size_t article = 0, gold = 0;
  double weight = 1;
  std::vector<Line> lines;
};

constexpr const char* judge_lines = R"(
import json, sys
sys.path.insert(0, sys.argv[1])
from score_headlines import judge
gold = [json.loads(l) for l in open(sys.argv[2], encoding='utf-8') if l.strip()]
with open(sys.argv[4], 'w') as out:
    for l in open(sys.argv[3], encoding='utf-8'):
        number, line = l.rstrip('\n').split('\t', 1)
        out.write('gab'[('good', 'acceptable', 'bad').index(judge(gold[int(number)], line)[0])])
)";

/// Asks the scorer, each line once.
class Judge {
 public:
  explicit Judge(std::filesystem::path gold) : gold_(std::move(gold)) {
    // verdicts are kept for the next run over the same gold
    std::ifstream stream(gold_ / "gold.ndjson", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    folder_ = std::filesystem::temp_directory_path() /
              ("newsline_headlines_" + std::to_string(word_key(text)));
    std::filesystem::create_directories(folder_);
    std::ifstream kept(folder_ / "verdicts");
    for (std::string line; std::getline(kept, line);) known_[line.substr(2)] = line[0];
  }

  void ask(const std::vector<std::pair<std::size_t, std::string>>& lines) {
    std::vector<std::string> fresh;
    for (const auto& [number, line] : lines)
      if (const std::string key = key_of(number, line); known_.try_emplace(key, '?').second)
        fresh.push_back(key);
    if (fresh.empty()) return;
    {
      std::ofstream out(folder_ / own("ask"));
      for (const std::string& key : fresh) out << key << '\n';
      std::ofstream script(folder_ / "judge.py");
      script << judge_lines;
    }
    const std::string command =
        "python3 " + (folder_ / "judge.py").string() + " '" +
        (gold_ / ".." / ".." / "eval").string() + "' '" + (gold_ / "gold.ndjson").string() + "' " +
        (folder_ / own("ask")).string() + " " + (folder_ / own("answers")).string();
    if (std::system(command.c_str()) != 0) throw std::runtime_error("the scorer could not be run");
    std::ifstream answers(folder_ / own("answers"));
    std::ofstream keep(folder_ / "verdicts", std::ios::app);
    for (const std::string& key : fresh) {
      char verdict = 'b';
      answers.get(verdict);
      known_[key] = verdict;
      keep << verdict << ' ' << key << '\n';
    }
    for (const char* const name : {"ask", "answers"}) std::filesystem::remove(folder_ / own(name));
  }
  std::size_t verdict(std::size_t number, const std::string& line) const {
    return std::string_view("gab").find(known_.at(key_of(number, line)));
  }

 private:
  static std::string key_of(std::size_t number, const std::string& line) {
    return std::to_string(number) + '\t' + line;
  }
  /// The name of a file of this run alone.
  static std::string own(const char* name) { return name + std::to_string(getpid()); }
  std::filesystem::path gold_, folder_;
  std::unordered_map<std::string, char> known_;
};

/// The articles as read, and their gold events.
class Corpus {
 public:
  explicit Corpus(const std::filesystem::path& gold) : judge_(gold) {
    std::map<std::string, std::size_t> number;
    for (const nlohmann::json& row : lines(gold / "gold.ndjson"))
      number[row["article"].get<std::string>()] = 0;
    for (const std::filesystem::path& folder : {gold / ".." / "articles", gold}) {
      for (const nlohmann::json& record : lines(folder / "articles.ndjson")) {
        const auto wanted = number.find(record["id"].get<std::string>());
        if (wanted == number.end()) continue;
        wanted->second = pages_.size();
        const Rooms& rooms = rooms_of(record.value("language", "en"));
        rooms_.push_back(&rooms);
        pages_.emplace_back(new ReadPage(rooms.read(text_page(record["text"].get<std::string>()),
                                                    record["date"].get<std::string>())));
      }
    }
    for (const nlohmann::json& row : lines(gold / "gold.ndjson"))
      gold_.push_back({number.at(row["article"]), row["start"], row["end"], row["trigger"],
                       words_of(row["sentence"].get<std::string>()),
                       weight_of(row["article"].get<std::string>())});
  }

  std::size_t articles() const { return pages_.size(); }
  std::size_t events() const { return gold_.size(); }

  /// The candidates of the gold events of some articles, judged; `explore` for many.
  std::vector<Example> read(const Penalties& penalties, bool explore,
                            const std::function<bool(std::size_t)>& wanted) {
    struct Found {
      std::size_t gold;
      std::vector<HeadlineCandidate> candidates;
    };
    std::vector<Found> found;
    for (std::size_t a = 0; a < pages_.size(); ++a) {
      if (!wanted(a)) continue;
      const std::vector<HeadlineSample> samples = event::headline_samples(
          pages_[a]->reading(), rooms_[a]->event_rules(), penalties, explore);
      for (std::size_t g = 0; g < gold_.size(); ++g)
        if (gold_[g].article == a)
          for (const HeadlineSample* sample : telling(gold_[g], samples, *pages_[a]))
            found.push_back({g, sample->candidates});
    }
    std::vector<std::pair<std::size_t, std::string>> asked;
    for (const Found& f : found)
      for (const HeadlineCandidate& c : f.candidates) asked.emplace_back(f.gold, c.line);
    judge_.ask(asked);
    std::vector<Example> examples;
    for (const Found& f : found) {
      Example example{gold_[f.gold].article, f.gold, gold_[f.gold].weight, {}};
      for (const HeadlineCandidate& c : f.candidates) {
        if (explore && forbidden(c, penalties)) continue;
        Line line;
        for (std::size_t i = 0; i < defect_count; ++i)
          if (c.defects[i] > 0)
            line.defects.emplace_back(static_cast<std::uint8_t>(i),
                                      static_cast<float>(c.defects[i]));
        line.price = c.price;
        line.text = c.line;
        line.verdict = judge_.verdict(f.gold, c.line);
        example.lines.push_back(std::move(line));
      }
      if (!example.lines.empty()) examples.push_back(std::move(example));
    }
    return examples;
  }

 private:
  /// What was marked in one reading (marked_pages.py) counts half of what was read twice.
  static double weight_of(const std::string& article) {
    return article.find('/') == std::string::npos ? 1 : 0.5;
  }
  static bool forbidden(const HeadlineCandidate& candidate, const Penalties& penalties) {
    for (std::size_t i = 0; i < defect_count; ++i)
      if (candidate.defects[i] > 0 && penalties.never(static_cast<event::Defect>(i))) return true;
    return false;
  }

  /// The events of ours that tell a gold event: those with its trigger, else all of its sentence
  /// and days.
  std::vector<const HeadlineSample*> telling(const GoldEvent& gold,
                                             const std::vector<HeadlineSample>& samples,
                                             const ReadPage& page) const {
    std::vector<const HeadlineSample*> all, exact;
    for (const HeadlineSample& sample : samples) {
      if (to_string(sample.when.first_day()) != gold.start ||
          to_string(sample.when.last_day()) != gold.end)
        continue;
      if (!same_sentence(words_of(sample.sentence.of(page.article.text)), gold.words)) continue;
      all.push_back(&sample);
      if (sample.trigger.of(page.article.text) == gold.trigger) exact.push_back(&sample);
    }
    return exact.empty() ? all : exact;
  }

  const Rooms& rooms_of(const std::string& language) {
    return languages_.try_emplace(language, language).first->second;
  }

  std::map<std::string, Rooms> languages_;
  std::vector<const Rooms*> rooms_;  // by page: those of its language
  Judge judge_;
  std::vector<std::unique_ptr<const ReadPage>> pages_;
  std::vector<GoldEvent> gold_;
};

/// A logistic regression: the odds of `bad` for a line, by its defects. The last weight is the
/// bias.
Weights train_one(const std::vector<Example>& examples,
                  const std::function<bool(const Line&)>& bad) {
  Weights weights{}, speed{};
  for (int epoch = 0; epoch < epochs; ++epoch) {
    Weights slope{};
    double size = 0;
    for (const Example& example : examples) {
      // every event of a source counts alike
      const double weight = 8 * example.weight / static_cast<double>(example.lines.size());
      for (const Line& line : example.lines) {
        double sum = weights[defect_count];
        for (const auto& [defect, times] : line.defects)
          sum += weights[defect] * static_cast<double>(times);
        const double error = weight * ((bad(line) ? 1.0 : 0.0) - 1 / (1 + std::exp(-sum)));
        for (const auto& [defect, times] : line.defects)
          slope[defect] += error * static_cast<double>(times);
        slope[defect_count] += error;
        size += weight;
      }
    }
    for (std::size_t i = 0; i <= defect_count; ++i) {
      speed[i] =
          0.9 * speed[i] + rate * (slope[i] - (i < defect_count ? shrink * weights[i] : 0)) / size;
      weights[i] += speed[i];
    }
  }
  return weights;
}

struct Model {
  Weights poor{}, wrong{};
  /// `read`: what the file says, for the defects that no line may have, and those that are held.
  Penalties penalties(const Penalties& read) const {
    Penalties made = read;
    for (std::size_t i = 0; i < defect_count; ++i)
      if (const auto defect = static_cast<event::Defect>(i); !read.held(defect))
        made.set(defect, {poor[i], wrong[i]});
    made.set_bias({poor[defect_count], wrong[defect_count]});
    return made;
  }
};

/// Moves the two regressions so that the lines that would be taken cost least: the expected cost of
/// a line drawn by exp(-sharpness * price), the cost of a good line being 0, of a poor one that of
/// `Penalties::price`. Drawn back to where it began.
void sharpen(Model& model, const std::vector<Example>& examples) {
  constexpr double sharpness = 8, step = 0.4, back = 0.02;
  constexpr int passes = 150;
  // of two lines that are alike the shorter one is better
  constexpr double width_cost = 0.1;  // of a line of 160 bytes
  const std::array<double, 3> loss{0, Penalties::loss_of_poor,
                                   Penalties::loss_of_poor + Penalties::loss_of_wrong};
  const auto cost = [&](const Line& line) {
    return loss[line.verdict] + width_cost * static_cast<double>(line.text.size()) / 160;
  };
  const Model start = model;
  const auto sum_of = [](const Weights& weights, const Line& line) {
    double sum = weights[defect_count];
    for (const auto& [defect, times] : line.defects)
      sum += weights[defect] * static_cast<double>(times);
    return sum;
  };
  const auto share = [](double odds) { return 1 / (1 + std::exp(-odds)); };
  Model speed;
  for (int pass = 0; pass < passes; ++pass) {
    Model slope;
    for (const Example& example : examples) {
      std::vector<double> poor, wrong, weight;
      double all = 0, expected = 0;
      for (const Line& line : example.lines) {
        poor.push_back(share(sum_of(model.poor, line)));
        wrong.push_back(share(sum_of(model.wrong, line)));
        weight.push_back(std::exp(-sharpness * (Penalties::loss_of_poor * poor.back() +
                                                Penalties::loss_of_wrong * wrong.back())));
        all += weight.back();
        expected += weight.back() * cost(line);
      }
      expected /= all;
      for (std::size_t i = 0; i < example.lines.size(); ++i) {
        const double push =
            example.weight * sharpness * weight[i] / all * (cost(example.lines[i]) - expected);
        const double of_poor = push * Penalties::loss_of_poor * poor[i] * (1 - poor[i]),
                     of_wrong = push * Penalties::loss_of_wrong * wrong[i] * (1 - wrong[i]);
        for (const auto& [defect, times] : example.lines[i].defects) {
          slope.poor[defect] += of_poor * static_cast<double>(times);
          slope.wrong[defect] += of_wrong * static_cast<double>(times);
        }
      }
    }
    const double size = static_cast<double>(std::max<std::size_t>(examples.size(), 1));
    for (std::size_t i = 0; i < defect_count; ++i) {
      speed.poor[i] = 0.9 * speed.poor[i] +
                      step * (slope.poor[i] / size - back * (model.poor[i] - start.poor[i]));
      speed.wrong[i] = 0.9 * speed.wrong[i] +
                       step * (slope.wrong[i] / size - back * (model.wrong[i] - start.wrong[i]));
      model.poor[i] += speed.poor[i];
      model.wrong[i] += speed.wrong[i];
    }
  }
}

Model train_on(const std::vector<Example>& examples) {
  Model model{train_one(examples, [](const Line& line) { return line.verdict != 0; }),
              train_one(examples, [](const Line& line) { return line.verdict == 2; })};
  sharpen(model, examples);
  return model;
}

/// What is chosen of each event's lines, as the program would. With NEWSLINE_SHOW set the lines are
/// written to that file.
void count_chosen(const std::vector<Example>& examples, std::array<std::size_t, 3>& count) {
  const char* const show = std::getenv("NEWSLINE_SHOW");
  std::FILE* const out = show ? std::fopen(show, "a") : nullptr;
  for (const Example& example : examples) {
    const Line& chosen = *std::ranges::min_element(example.lines, {}, &Line::price);
    ++count[chosen.verdict];
    if (!out) continue;
    const auto best = std::ranges::min_element(
        example.lines, {}, [](const Line& line) { return std::pair(line.verdict, line.price); });
    std::fprintf(out, "%c%c %zu %.2f %s", "gab"[chosen.verdict], "gab"[best->verdict], example.gold,
                 chosen.price, chosen.text.c_str());
    for (const auto& [defect, times] : chosen.defects)
      std::fprintf(out, " %s",
                   std::string(event::name_of(static_cast<event::Defect>(defect))).c_str());
    std::fprintf(out, "\n    %.2f %s", best->price, best->text.c_str());
    for (const auto& [defect, times] : best->defects)
      std::fprintf(out, " %s",
                   std::string(event::name_of(static_cast<event::Defect>(defect))).c_str());
    std::fprintf(out, "\n");
  }
  if (out) std::fclose(out);
}

void print(const char* what, const std::array<std::size_t, 3>& count, std::size_t all) {
  const double n = static_cast<double>(std::max<std::size_t>(count[0] + count[1] + count[2], 1));
  std::printf("%s: told %zu of %zu, good %.3f, acceptable %.3f, bad %.3f\n", what,
              count[0] + count[1] + count[2], all, static_cast<double>(count[0]) / n,
              static_cast<double>(count[1]) / n, static_cast<double>(count[2]) / n);
  std::fflush(stdout);
}

/// The file as it stands; the second and third columns are what is trained.
class Table {
 public:
  explicit Table(const std::string& data) : file_(data + "/headline/penalties.tsv") {
    std::ifstream stream(file_);
    for (std::string line; std::getline(stream, line);) {
      std::vector<std::string> fields(1);
      for (const char c : line)
        if (c == '\t')
          fields.emplace_back();
        else
          fields.back() += c;
      rows_.push_back(fields);
    }
  }
  Model model() const {
    Model model;
    for (const std::vector<std::string>& fields : rows_)
      if (const std::size_t i = number_of(fields); i <= defect_count)
        model.poor[i] = std::stod(fields[1]), model.wrong[i] = std::stod(fields[2]);
    return model;
  }
  void write(const Model& model) const {
    std::ofstream out(file_);
    for (std::vector<std::string> fields : rows_) {
      if (const std::size_t i = number_of(fields); i <= defect_count)
        fields[1] = printed(model.poor[i]), fields[2] = printed(model.wrong[i]);
      for (std::size_t i = 0; i < fields.size(); ++i) out << (i > 0 ? "\t" : "") << fields[i];
      out << '\n';
    }
  }

 private:
  static std::size_t number_of(const std::vector<std::string>& fields) {
    if (fields.size() < 3) return defect_count + 1;
    for (std::size_t i = 0; i < defect_count; ++i)
      if (fields[0] == event::name_of(static_cast<event::Defect>(i)))
        return fields[1] == "never" || (fields.size() > 3 && fields[3] == "held") ? defect_count + 1
                                                                                  : i;
    return fields[0] == "bias" ? defect_count : defect_count + 1;
  }
  static std::string printed(double value) {
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), "%.2f", value);
    return number.data();
  }
  std::string file_;
  std::vector<std::vector<std::string>> rows_;
};

/// How many events have a good line among those that the program looks at, and among all that are
/// tried in training. With NEWSLINE_SHOW set every line of the events without one is written to
/// that file, after a row "event, number in gold".
void count_within_reach(const std::vector<Example>& examples, const char* what) {
  const char* const show = std::getenv("NEWSLINE_SHOW");
  std::FILE* const out = show ? std::fopen(show, "a") : nullptr;
  std::size_t within = 0;
  for (const Example& example : examples) {
    if (std::ranges::any_of(example.lines, [](const Line& line) { return line.verdict == 0; })) {
      ++within;
      continue;
    }
    if (!out) continue;
    std::fprintf(out, "%s\t%zu\n", what, example.gold);
    for (const Line& line : example.lines)
      std::fprintf(out, "%c\t%s\n", "gab"[line.verdict], line.text.c_str());
  }
  if (out) std::fclose(out);
  std::printf(
      "a good line within reach, %s: %zu of %zu, %.3f\n", what, within, examples.size(),
      static_cast<double>(within) / static_cast<double>(std::max<std::size_t>(examples.size(), 1)));
}

/// Candidates are looked for with what was learned from those before.
Model learn(Corpus& corpus, const Penalties& read, std::size_t left_out) {
  Model model;
  std::vector<Example> examples;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Example> more = corpus.read(
        model.penalties(read), round == 0,
        [&](std::size_t article) { return left_out == folds || article % folds != left_out; });
    std::ranges::move(more, std::back_inserter(examples));
    model = train_on(examples);
  }
  return model;
}

}  // namespace

int train_headlines(const Task& task) {
  Corpus corpus(task.corpora);
  const Table table(task.data);
  const Model start = table.model();
  const Penalties read{Data(task.data)};
  const auto all = [](std::size_t) { return true; };
  if (!task.more.empty() && std::string_view(task.more[0]) == "reach") {
    count_within_reach(corpus.read(start.penalties(read), false, all), "chosen from");
    count_within_reach(corpus.read(start.penalties(read), true, all), "tried");
    return 0;
  }
  std::array<std::size_t, 3> checked{}, before{};
  count_chosen(corpus.read(start.penalties(read), false, [](std::size_t) { return true; }), before);
  print("as the file stands", before, corpus.events());
  for (std::size_t fold = 0; fold < folds; ++fold) {
    const Model model = learn(corpus, read, fold);
    count_chosen(corpus.read(model.penalties(read), false,
                             [&](std::size_t article) { return article % folds == fold; }),
                 checked);
  }
  print("cross-validated by article", checked, corpus.events());
  if (!task.more.empty() && std::string_view(task.more[0]) == "check") return 0;
  const Model model = learn(corpus, read, folds);
  std::array<std::size_t, 3> seen{};
  count_chosen(corpus.read(model.penalties(read), false, [](std::size_t) { return true; }), seen);
  print("on what was trained on", seen, corpus.events());
  table.write(model);
  return 0;
}

}  // namespace newsline::train
