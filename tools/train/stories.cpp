// Weights of the pair scorer of merging: a logistic regression (Newton's method, L2) that tells
// which two tellings of a story tell one happening. CORPORA/stories and each further folder hold a
// story a folder: pages.ndjson (records) and gold.ndjson (a telling a line: id, sentence, start,
// end, happening). Cross-validated by story with the clustering that the program uses; what it
// prints of a story is what a model reached that had not seen it.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "chronology/clustering.h"
#include "chronology/join.h"
#include "chronology/merger.h"
#include "chronology/page_chronology.h"
#include "chronology/ranking.h"
#include "chronology/story_index.h"
#include "pages.h"
#include "train.h"

namespace newsline::train {

using namespace newsline::chronology;
namespace {

using Weights = std::array<double, pair_feature_count>;

struct Pair {
  PairFeatures features;
  bool same = false;
};

/// A telling of the gold that a source was found to be.
struct Gold {
  int number = -1;  // -1: none
  std::string happening;
};

struct Story {
  std::string name;
  SettledSources sources;
  std::unique_ptr<StoryIndex> index;
  std::vector<Gold> gold;  // by telling of the index
  std::vector<Pair> pairs;
  bool measured = true;  // one of CORPORA
};

/// The chronology of a record's page.
Chronology chronology_of_record(const Rooms& rooms, const nlohmann::json& record) {
  Document document;
  document.id = {record["id"].is_string() ? record["id"].get<std::string>() : record["id"].dump(),
                 !record["id"].is_string()};
  const ReadPage page =
      rooms.read_text(record["text"].get<std::string>(), record.value("title", ""),
                      record["date"].get<std::string>());
  return rooms.chronology(document, page);
}

/// The telling of the gold that a source is: its sentence at a date that fits, the one of the very
/// date first.
Gold gold_of(const Source& source, const std::vector<nlohmann::json>& rows) {
  const std::string start = to_string(source.date.start), end = to_string(source.date.end);
  const std::vector<std::string> words = words_of(source.sentence);
  Gold best;
  int least = 3;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const nlohmann::json& row = rows[i];
    const std::string id = row["id"].is_string() ? row["id"].get<std::string>() : row["id"].dump();
    const std::string from = row["start"].get<std::string>(), to = row["end"].get<std::string>();
    if (id != source.document.text || start > to || from > end ||
        !same_sentence(words, words_of(row["sentence"].get<std::string>()))) {
      continue;
    }
    const int off = (start != from) + (end != to);
    if (off < least) {
      least = off;
      best = {static_cast<int>(i), row["happening"].get<std::string>()};
    }
  }
  return best;
}

bool is_learned_from(const StoryIndex& index, std::uint32_t a, std::uint32_t b,
                     const PairFeatures& f) {
  const auto value = [&](PairFeature feature) { return f[static_cast<std::size_t>(feature)]; };
  const bool equal = index[a].start == index[b].start && index[a].end == index[b].end;
  const bool shares = value(PairFeature::shared) > 0 || value(PairFeature::event_class_any) > 0 ||
                      value(PairFeature::rarest_name) > 0;
  constexpr std::chrono::days farthest{3};
  const bool far =
      index[a].end + farthest < index[b].start || index[b].end + farthest < index[a].start;
  return !far && (equal || shares);
}

Story read_page(const std::filesystem::path& folder, const Rooms& rooms, bool measured) {
  Story story;
  story.name = folder.filename();
  story.measured = measured;
  PackedSources sources;
  std::vector<Document> documents;
  EntityMerger entities;
  for (const nlohmann::json& record : lines(folder / "pages.ndjson")) {
    Chronology page = chronology_of_record(rooms, record);
    for (const OutputEvent& event : page.events) {
      for (const Source& source : event.sources) {
        if (!says_too_little(source)) {
          sources.add(source);
        }
      }
    }
    for (const OutputEntity& entity : page.entities) {
      entities.add(entity);
    }
    std::ranges::move(page.documents, std::back_inserter(documents));
  }
  entities.settle_names();
  std::vector<nlohmann::json> rows = lines(folder / "gold.ndjson");
  std::erase_if(rows, [](const nlohmann::json& row) { return !row.contains("happening"); });
  story.sources = settle(std::move(sources));
  story.index = std::make_unique<StoryIndex>(story.sources.all.view(story.sources.compared),
                                             documents, entities, MergeRules::built_in());
  for (const std::uint32_t number : story.sources.compared) {
    story.gold.push_back(gold_of(story.sources.all[number], rows));
  }
  for (std::uint32_t a = 0; a < story.index->size(); ++a) {
    for (std::uint32_t b = a + 1; b < story.index->size(); ++b) {
      if (story.gold[a].number < 0 || story.gold[b].number < 0) {
        continue;
      }
      const PairFeatures features = story.index->features(a, b);
      if (is_learned_from(*story.index, a, b, features)) {
        story.pairs.push_back({features, story.gold[a].happening == story.gold[b].happening});
      }
    }
  }
  return story;
}

/// Solves a symmetric positive system in place (Gauss).
std::vector<double> solved(std::vector<std::vector<double>> matrix, std::vector<double> right) {
  const std::size_t size = right.size();
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = i + 1; k < size; ++k) {
      const double factor = matrix[k][i] / matrix[i][i];
      for (std::size_t j = i; j < size; ++j) {
        matrix[k][j] -= factor * matrix[i][j];
      }
      right[k] -= factor * right[i];
    }
  }
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t j = i + 1; j < size; ++j) {
      right[i] -= matrix[i][j] * right[j];
    }
    right[i] /= matrix[i][i];
  }
  return right;
}

/// A logistic regression over features as they are.
struct Fitted {
  std::vector<double> weights;
  double bias = 0;
};

/// Newton's method. The features are brought to one scale for training, the weights are given for
/// the features as they are.
Fitted fitted(const std::vector<std::vector<double>>& rows, const std::vector<bool>& right,
              double shrink) {
  constexpr int rounds = 12;
  const std::size_t features = rows.front().size(), size = features + 1;
  const auto count = static_cast<double>(rows.size());
  std::vector<double> mean(features), spread(features);
  for (std::size_t i = 0; i < features; ++i) {
    for (const auto& row : rows) {
      mean[i] += row[i] / count;
    }
    for (const auto& row : rows) {
      spread[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / count;
    }
    spread[i] = std::sqrt(spread[i]) + 1e-6;
  }
  std::vector<double> weight(size), x(size);
  x[0] = 1;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> slope(size);
    std::vector<std::vector<double>> bend(size, std::vector<double>(size));
    for (std::size_t i = 1; i < size; ++i) {
      slope[i] = -shrink * weight[i];
      bend[i][i] = shrink;
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      double sum = weight[0];
      for (std::size_t i = 1; i < size; ++i) {
        x[i] = (rows[r][i - 1] - mean[i - 1]) / spread[i - 1];
        sum += weight[i] * x[i];
      }
      const double share = 1 / (1 + std::exp(-sum)), error = (right[r] ? 1.0 : 0.0) - share;
      for (std::size_t i = 0; i < size; ++i) {
        slope[i] += error * x[i];
        for (std::size_t j = 0; j < size; ++j) {
          bend[i][j] += share * (1 - share) * x[i] * x[j];
        }
      }
    }
    const std::vector<double> step = solved(bend, slope);
    for (std::size_t i = 0; i < size; ++i) {
      weight[i] += step[i];
    }
  }
  Fitted fit{std::vector<double>(features), weight[0]};
  for (std::size_t i = 0; i < features; ++i) {
    fit.weights[i] = weight[i + 1] / spread[i];
    fit.bias -= fit.weights[i] * mean[i];
  }
  return fit;
}

/// From all stories but one (nullptr: from all).
PairWeights trained(const std::vector<Story>& stories, const Story* left_out, double shrink,
                    double threshold) {
  std::vector<std::vector<double>> rows;
  std::vector<bool> right;
  for (const Story& story : stories) {
    if (&story != left_out) {
      for (const Pair& pair : story.pairs) {
        rows.emplace_back(pair.features.begin(), pair.features.end());
        right.push_back(pair.same);
      }
    }
  }
  const Fitted fit = fitted(rows, right, shrink);
  Weights weights{};
  std::ranges::copy(fit.weights, weights.begin());
  return {weights, fit.bias, threshold};
}

/// Precision and recall over the reports that were found.
struct Reached {
  double joined = 0, right = 0, recall = 0, happenings = 0, lines = 0, lines_right = 0;
  void add(const Reached& other) {
    joined += other.joined;
    right += other.right;
    recall += other.recall;
    happenings += other.happenings;
    lines += other.lines;
    lines_right += other.lines_right;
  }
  void print(const std::string& name) const {
    std::printf("  %-24s precision %.3f recall %.3f lines %.3f of %.0f\n", name.c_str(),
                joined > 0 ? right / joined : 0, happenings > 0 ? recall / happenings : 0,
                lines > 0 ? lines_right / lines : 0, lines);
  }
};

Reached reached(const Story& story, const PairWeights& weights) {
  Reached r;
  std::set<std::pair<int, int>> together;
  std::map<int, std::pair<std::string, std::string>> found;  // telling: page, happening
  const auto page = [&](std::uint32_t i) {
    return story.sources.all[story.sources.compared[i]].document.text;
  };
  for (std::uint32_t i = 0; i < story.gold.size(); ++i) {
    if (story.gold[i].number >= 0) {
      found[story.gold[i].number] = {page(i), story.gold[i].happening};
    }
  }
  auto groups = cluster_sources(*story.index, weights);
  const auto date = [&](const std::vector<std::uint32_t>& group) {
    auto first = std::pair((*story.index)[group[0]].start, (*story.index)[group[0]].end);
    for (const std::uint32_t i : group) {
      first = std::min(first, std::pair((*story.index)[i].start, (*story.index)[i].end));
    }
    return first;
  };
  std::ranges::stable_sort(groups, {}, date);
  std::set<std::string> seen;
  for (const auto& group : groups) {
    std::set<std::string> names;
    for (const std::uint32_t a : group) {
      if (story.gold[a].number < 0) {
        continue;
      }
      names.insert(story.gold[a].happening);
      for (const std::uint32_t b : group) {
        if (story.gold[b].number > story.gold[a].number && page(a) != page(b)) {
          together.insert({story.gold[a].number, story.gold[b].number});
        }
      }
    }
    if (!names.empty()) {
      ++r.lines;
      r.lines_right += names.size() == 1 && !seen.contains(*names.begin());
      seen.insert(names.begin(), names.end());
    }
  }
  std::map<std::string, std::pair<double, double>> of_happening;  // pairs wanted, joined
  for (auto a = found.begin(); a != found.end(); ++a) {
    for (auto b = std::next(a); b != found.end(); ++b) {
      if (a->second.second == b->second.second && a->second.first != b->second.first) {
        auto& [wanted, joined] = of_happening[a->second.second];
        ++wanted;
        const bool hit = together.contains({a->first, b->first});
        joined += hit;
        r.right += hit;
      }
    }
  }
  r.joined = static_cast<double>(together.size());
  for (const auto& [name, counts] : of_happening) {
    ++r.happenings;
    r.recall += counts.second / counts.first;
  }
  return r;
}

void write_weights(const std::filesystem::path& file, const PairWeights& weights) {
  std::FILE* out = std::fopen(file.c_str(), "w");
  if (!out) {
    throw std::runtime_error("cannot write " + file.string());
  }
  std::fprintf(out,
               "# Made by `newsline_train stories` (data/README.md). What two tellings have in "
               "common, and how it speaks for one happening (log-odds).\n");
  std::fprintf(out, "threshold\t%.2f\nbias\t%.3f\n", weights.threshold(), weights(PairFeatures{}));
  for (std::size_t i = 0; i < pair_feature_count; ++i) {
    PairFeatures one{};
    one[i] = 1;
    std::fprintf(out, "%s\t%.3f\n", std::string(name_of(static_cast<PairFeature>(i))).c_str(),
                 weights(one) - weights(PairFeatures{}));
  }
  std::fclose(out);
}

/// The story as the program merges it, with what an editor would tell of it.
struct MergedStory {
  std::string name;
  std::unique_ptr<Chronology> all;  // stays where the ranking sees it
  std::unique_ptr<Ranking> ranking;
  std::vector<std::set<std::string>> told;  // by event, the happenings of its sources
  std::vector<std::string> main;
  bool measured = true;  // one of CORPORA
};

MergedStory read_merged(const std::filesystem::path& folder, const Rooms& rooms) {
  MergedStory story;
  story.name = folder.filename();
  Merger merger;
  for (const nlohmann::json& record : lines(folder / "pages.ndjson")) {
    merger.add(chronology_of_record(rooms, record));
  }
  story.all = std::make_unique<Chronology>(merger.merged().all());
  std::vector<nlohmann::json> rows = lines(folder / "gold.ndjson");
  for (const nlohmann::json& row : rows) {
    if (row.contains("main")) {
      story.main = row["main"].get<std::vector<std::string>>();
    }
  }
  std::erase_if(rows, [](const nlohmann::json& row) { return !row.contains("happening"); });
  for (const OutputEvent& event : story.all->events) {
    std::set<std::string>& told = story.told.emplace_back();
    for (const Source& source : event.sources) {
      if (const Gold gold = gold_of(source, rows); gold.number >= 0) {
        told.insert(gold.happening);
      }
    }
  }
  story.ranking = std::make_unique<Ranking>(*story.all, MergeRules::built_in());
  return story;
}

bool tells_main(const MergedStory& story, std::size_t event) {
  return std::ranges::any_of(story.told[event], [&](const std::string& name) {
    return std::ranges::find(story.main, name) != story.main.end();
  });
}

MainWeights trained_main(const std::vector<MergedStory>& stories, const MergedStory* left_out,
                         double shrink) {
  std::vector<std::vector<double>> rows;
  std::vector<bool> right;
  for (const MergedStory& story : stories) {
    for (std::size_t event = 0; &story != left_out && event < story.told.size(); ++event) {
      const MainFeatures& features = story.ranking->features()[event];
      rows.emplace_back(features.begin(), features.end());
      right.push_back(tells_main(story, event));
    }
  }
  const Fitted fit = fitted(rows, right, shrink);
  MainFeatures weights{};
  std::ranges::copy(fit.weights, weights.begin());
  return {weights, fit.bias};
}

std::size_t main_told(const MergedStory& story, const MainWeights& weights) {
  std::set<std::string> left(story.main.begin(), story.main.end());
  std::vector<std::size_t> chosen = story.ranking->best(story.main.size(), weights);
  std::ranges::sort(chosen);
  std::size_t told = 0;
  for (const std::size_t event : chosen) {
    const auto hit = std::ranges::find_if(
        story.told[event], [&](const std::string& name) { return left.contains(name); });
    if (hit != story.told[event].end()) {
      left.erase(*hit);
      ++told;
    }
  }
  return told;
}

/// What the command line says behind GOLD and data.
struct Asked {
  std::vector<std::filesystem::path> folders;  // of stories; the first is measured
  std::vector<double> numbers;
};

Asked asked_of(const Task& task) {
  Asked asked{{std::filesystem::path(task.corpora) / "stories"}, {}};
  for (std::size_t i = 0; i < task.more.size(); ++i) {
    if (std::string_view(task.more[i]) == "--with" && i + 1 < task.more.size()) {
      asked.folders.emplace_back(task.more[++i]);
    } else {
      asked.numbers.push_back(std::stod(task.more[i]));
    }
  }
  return asked;
}

std::vector<std::filesystem::path> stories_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (std::filesystem::exists(entry.path() / "gold.ndjson")) {
      found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace

/// newsline_train main GOLD data [--with FOLDER] [SHRINK]: what of a merged story matters; with
/// SHRINK it writes data/merge/main.tsv.
int train_main(const Task& task) {
  const Rooms rooms;
  const Asked asked = asked_of(task);
  std::vector<MergedStory> stories;
  for (const std::filesystem::path& folder : asked.folders) {
    for (const std::filesystem::path& path : stories_in(folder)) {
      stories.push_back(read_merged(path, rooms));
      stories.back().measured = folder == asked.folders.front();
    }
  }
  const bool look = asked.numbers.empty();
  for (const double shrink : look ? std::vector<double>{3, 10, 30, 100} : asked.numbers) {
    std::size_t told = 0, wanted = 0;
    std::printf("shrink %.0f:", shrink);
    for (const MergedStory& story : stories) {
      const std::size_t here = main_told(story, trained_main(stories, &story, shrink));
      std::printf(" %s %zu of %zu,", story.name.c_str(), here, story.main.size());
      if (story.measured) {
        told += here;
        wanted += story.main.size();
      }
    }
    std::printf(" together %.3f, each by a model that has not seen it\n",
                static_cast<double>(told) / static_cast<double>(wanted));
    if (!look) {
      const MainWeights weights = trained_main(stories, nullptr, shrink);
      std::FILE* out = std::fopen((task.data + "/merge/main.tsv").c_str(), "w");
      if (!out) {
        return 1;
      }
      std::fprintf(out,
                   "# Made by `newsline_train main` (data/README.md). What is seen of an event of "
                   "a merge, and how it speaks for a place on a timeline of the story.\n");
      std::fprintf(out, "bias\t%.3f\n", weights(MainFeatures{}));
      for (std::size_t i = 0; i < main_feature_count; ++i) {
        MainFeatures one{};
        one[i] = 1;
        std::fprintf(out, "%s\t%.3f\n", std::string(name_of(static_cast<MainFeature>(i))).c_str(),
                     weights(one) - weights(MainFeatures{}));
      }
      std::fclose(out);
    }
  }
  return 0;
}

/// newsline_train stories GOLD data [--with FOLDER] [SHRINK THRESHOLD]; with the two it writes
/// data/merge/pairs.tsv.
int train_stories(const Task& task) {
  const Asked asked = asked_of(task);
  const bool look = asked.numbers.size() < 2;
  const double shrink = look ? 0 : asked.numbers[0], threshold = look ? 0 : asked.numbers[1];
  const Rooms rooms;
  std::vector<Story> stories;
  for (const std::filesystem::path& folder : asked.folders) {
    for (const std::filesystem::path& path : stories_in(folder)) {
      stories.push_back(read_page(path, rooms, folder == asked.folders.front()));
    }
  }
  for (const double s :
       look ? std::vector<double>{100, 200, 300, 400} : std::vector<double>{shrink}) {
    std::vector<PairWeights> models;
    for (const Story& story : stories) {
      models.push_back(trained(stories, &story, s, 0));
    }
    for (const double t :
         look ? std::vector<double>{-0.4, -0.2, 0, 0.2, 0.4} : std::vector<double>{threshold}) {
      std::printf("shrink %.0f threshold %.1f, each story by a model that has not seen it\n", s, t);
      Reached all;
      for (std::size_t i = 0; i < stories.size(); ++i) {
        const Reached one = reached(stories[i], models[i].with_threshold(t));
        if (!look) {
          one.print(stories[i].name);
        }
        if (stories[i].measured) {
          all.add(one);
        }
      }
      all.print("together");
    }
  }
  if (!look) {
    write_weights(std::filesystem::path(task.data) / "merge" / "pairs.tsv",
                  trained(stories, nullptr, shrink, threshold));
  }
  return 0;
}

}  // namespace newsline::train
