// Trains the model that tells a page's story from what stands around it: data/article/blocks.model.
//   train_blocks GOLD_FOLDER ... [--final OUT] : each folder holds gold.ndjson
//   ({"id","text","url"?}) and html/<id>.html.gz g++ -std=c++20 -O3 -Iinclude
//   tools/train_blocks/train.cpp build/release/src/libnewsline_core.a
//   build/release/data/libnewsline_data.a
//       -lxml2 -licui18n -licuuc -lz -lzstd -o train_blocks
// Without --final it tells how well each fifth of the sites is read by a model that has not seen
// them.
#include <cstdio>
#include <fstream>
#include <future>
#include <iostream>
#include <memory>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "article/content/body.h"
#include "article/content/features.h"
#include "base/data.h"
#include "base/utf8.h"
#include "boost.h"
#include "page/page.h"

using namespace newsline;
using namespace newsline::article;

namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

using Words = std::vector<std::uint64_t>;

void add_words(std::string_view text, Words& words) {
  std::size_t begin = 0;
  bool inside = false;
  const auto end_word = [&](std::size_t at) {
    if (inside) words.push_back(word_key(text.substr(begin, at - begin)));
    inside = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    if (is_letter(c) || is_digit(c) || c == U'_') {
      if (!inside) begin = at;
      inside = true;
    } else {
      end_word(at);
    }
    at = next;
  }
  end_word(text.size());
}

std::unordered_map<std::uint64_t, int> shingles(const Words& words, std::size_t n) {
  std::unordered_map<std::uint64_t, int> all;
  for (std::size_t i = 0; i + n <= words.size(); ++i) {
    std::uint64_t key = n;
    for (std::size_t k = 0; k < n; ++k)
      key = (key ^ words[i + k]) * 0x9E3779B97F4A7C15ULL + (key >> 29);
    ++all[key];
  }
  return all;
}

struct Row {
  Words words;
  float label = 0, weight = 0;
  bool looked = false;
};
struct Document {
  std::string id, set;
  std::size_t site = 0;
  Page page;
  Outline outline;
  bool shortened = false;  // made from another: to learn from alone
  bool bare = false;       // made from another: its reader view
  std::vector<Row> rows;
  std::vector<Features> features;
  Words gold;
  std::vector<float> first, second, kept;  // by the looks, by all that the program does
};

double f1(const std::vector<Document*>& documents, const std::vector<float> Document::*score,
          float threshold, double* precision = nullptr, double* recall = nullptr) {
  double ps = 0, rs = 0;
  std::size_t pn = 0, rn = 0;
  for (const Document* d : documents) {
    Words words;
    for (std::size_t i = 0; i < d->rows.size(); ++i)
      if ((d->*score)[i] > threshold)
        words.insert(words.end(), d->rows[i].words.begin(), d->rows[i].words.end());
    const std::size_t n = 4;
    const auto gold = shingles(d->gold, n), mine = shingles(words, n);
    double hit = 0, gold_count = 0, mine_count = 0;
    for (const auto& [key, count] : gold) {
      gold_count += count;
      const auto found = mine.find(key);
      if (found != mine.end()) hit += std::min(count, found->second);
    }
    for (const auto& [key, count] : mine) mine_count += count;
    if (mine_count > 0) ps += hit / mine_count, ++pn;
    if (gold_count > 0) rs += hit / gold_count, ++rn;
  }
  const double p = pn ? ps / static_cast<double>(pn) : 0, r = rn ? rs / static_cast<double>(rn) : 0;
  if (precision) *precision = p;
  if (recall) *recall = r;
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void label(Document& d) {
  std::unordered_map<std::uint64_t, int> gold[5];
  for (std::size_t n = 1; n <= 4; ++n) gold[n] = shingles(d.gold, n);
  for (std::size_t i = 0; i < d.outline.blocks.size(); ++i) {
    const Block& block = d.outline.blocks[i];
    Row row;
    for (std::uint32_t n = block.first; n < block.last; ++n)
      if (d.page.nodes[n].tag == Tag::text) add_words(d.page.words(d.page.nodes[n]), row.words);
    const std::size_t n = std::min<std::size_t>(4, row.words.size());
    double hit = 0, all = 0;
    if (n > 0)
      for (const auto& [key, count] : shingles(row.words, n)) {
        all += count;
        if (gold[n].contains(key)) hit += count;
      }
    const double share = all > 0 ? hit / all : 0;
    row.label = share >= 0.9 ? 1.0F : share <= 0.1 ? 0.0F : static_cast<float>(share);
    row.weight = static_cast<float>(100.0 * (static_cast<double>(row.words.size()) + 0.5) /
                                    static_cast<double>(std::max<std::size_t>(d.gold.size(), 60)));
    row.weight = std::min(row.weight, 60.0F);
    row.looked = is_candidate(d.outline, block);
    d.rows.push_back(std::move(row));
  }
}

/// A line of a word or two stands in nearly every gold text: it is of the story when it stands
/// there between the blocks around it.
void label_short(Document& d) {
  const auto gold = shingles(d.gold, 4);
  const auto known = [&](const Row& row) { return row.words.size() >= 4 && row.label > 0.5F; };
  const Words* before = nullptr;
  std::vector<const Words*> after(d.rows.size(), nullptr);
  const Words* next = nullptr;
  for (std::size_t i = d.rows.size(); i-- > 0;) {
    after[i] = next;
    if (known(d.rows[i])) next = &d.rows[i].words;
  }
  for (std::size_t i = 0; i < d.rows.size(); ++i) {
    Row& row = d.rows[i];
    if (known(row)) before = &row.words;
    if (row.words.empty() || row.words.size() >= 4 || row.label < 0.5F) continue;
    const std::size_t wanted = 4 - row.words.size();
    Words left, right = row.words;
    if (before) left.assign(before->end() - static_cast<std::ptrdiff_t>(wanted), before->end());
    left.insert(left.end(), row.words.begin(), row.words.end());
    if (after[i])
      right.insert(right.end(), after[i]->begin(),
                   after[i]->begin() + static_cast<std::ptrdiff_t>(wanted));
    const auto stands = [&](const Words& words) {
      return words.size() == 4 && gold.contains(shingles(words, 4).begin()->first);
    };
    if (!stands(left) && !stands(right)) row.label = 0;
  }
}

/// Blanks the story behind its first paragraphs, as many as `paragraphs`: pages with a short story
/// and all the rest around it are rare. False where it is short already.
bool shorten(Document& d, std::size_t paragraphs, const ClassWords& classes) {
  constexpr std::size_t long_enough = 6;
  std::size_t all = 0;
  for (std::size_t i = 0; i < d.rows.size(); ++i)
    all += d.rows[i].label > 0.5F && d.outline.blocks[i].prose;
  if (all < long_enough) return false;
  d.gold.clear();
  for (std::size_t i = 0, taken = 0; i < d.rows.size(); ++i) {
    if (d.rows[i].label <= 0.5F) continue;
    const Block& block = d.outline.blocks[i];
    if (taken < paragraphs) {
      d.gold.insert(d.gold.end(), d.rows[i].words.begin(), d.rows[i].words.end());
      taken += block.prose;
    } else {
      for (std::uint32_t n = block.first; n < block.last; ++n)
        if (d.page.nodes[n].tag == Tag::text) d.page.nodes[n].size = 0;
    }
  }
  d.outline = outline(d.page, classes);
  d.rows.clear();
  return true;
}

/// A linear congruential generator: the same page is made bare in the same way in every run.
class Lot {
 public:
  explicit Lot(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}
  std::size_t below(std::size_t count) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % count;
  }

 private:
  std::uint64_t state_;
};

/// Makes what a reader view, a print view or a converter leaves of the page: its story and title,
/// with a few of the blocks before and behind, in elements that say less of what they hold. False
/// where the page has no story.
bool make_bare(Document& d, std::uint64_t seed, const ClassWords& classes) {
  Lot lot(seed);
  const std::size_t count = d.rows.size();
  std::size_t first = count, last = 0;
  for (std::size_t i = 0; i < count; ++i)
    if (d.rows[i].label > 0.5F && d.outline.blocks[i].prose) first = std::min(first, i), last = i;
  if (first == count) return false;
  const std::size_t before = lot.below(2) ? lot.below(6) : 0,
                    behind = lot.below(2) ? lot.below(12) : 0;
  const std::size_t inside = lot.below(3);  // what stands between: all of it, half, nothing
  for (std::size_t i = 0; i < count; ++i) {
    const Block& block = d.outline.blocks[i];
    const Tag tag = d.page.nodes[block.owner].tag;
    const bool near = (i < first && i + before >= first) || (i > last && i <= last + behind);
    const bool between = i > first && i < last && (inside == 0 || (inside == 1 && lot.below(2)));
    if (d.rows[i].label > 0.5F || tag == Tag::title || tag == Tag::h1 || near || between) continue;
    for (std::uint32_t n = block.first; n < block.last; ++n)
      if (d.page.nodes[n].tag == Tag::text) d.page.nodes[n].size = 0;
  }
  const bool plain_elements = lot.below(2), plain_attributes = lot.below(2);
  for (Node& node : d.page.nodes) {
    const bool section = node.tag == Tag::article || node.tag == Tag::main ||
                         node.tag == Tag::section || node.tag == Tag::header ||
                         node.tag == Tag::aside || node.tag == Tag::footer;
    if (plain_elements && section) node.tag = Tag::div;
    if (plain_attributes && node.tag != Tag::text) node.attributes = 0;
  }
  d.outline = outline(d.page, classes);
  d.rows.clear();
  return true;
}

using Set = std::vector<Document*>;

/// The rows of all blocks that are looked at, in the order of boost_trees::train.
struct Rows {
  std::vector<std::uint8_t> x;
  std::vector<float> y, w;
};

template <class Of>
Rows rows_of(const Set& documents, std::size_t width, Of&& features) {
  Rows rows;
  std::vector<std::uint8_t> by_row;
  for (std::size_t d = 0; d < documents.size(); ++d)
    for (std::size_t i = 0; i < documents[d]->rows.size(); ++i)
      if (documents[d]->rows[i].looked) {
        const auto row = features(d, i);
        by_row.insert(by_row.end(), row.begin(), row.end());
        rows.y.push_back(documents[d]->rows[i].label);
        rows.w.push_back(documents[d]->rows[i].weight);
      }
  rows.x.resize(by_row.size());
  for (std::size_t f = 0; f < width; ++f)
    for (std::size_t i = 0; i < rows.y.size(); ++i)
      rows.x[f * rows.y.size() + i] = by_row[i * width + f];
  return rows;
}

void apply_first(const boost_trees::Model& model, const Set& documents) {
  for (Document* d : documents) {
    d->first.assign(d->rows.size(), 0.0F);
    for (std::size_t i = 0; i < d->rows.size(); ++i)
      if (d->rows[i].looked) d->first[i] = model(d->features[i].data());
  }
}

std::vector<std::uint8_t> wide(const Document& d, const ContextView& around, std::size_t i) {
  std::vector<std::uint8_t> x(d.features[i].begin(), d.features[i].end());
  const ContextFeatures beside = around.of(static_cast<std::uint32_t>(i));
  x.insert(x.end(), beside.begin(), beside.end());
  return x;
}

void apply_second(const boost_trees::Model& model, const Set& documents) {
  for (Document* d : documents) {
    const ContextView around(d->page, d->outline, d->first);
    d->second.assign(d->rows.size(), 0.0F);
    for (std::size_t i = 0; i < d->rows.size(); ++i)
      if (d->rows[i].looked) d->second[i] = model(wide(*d, around, i).data());
  }
}

struct Both {
  boost_trees::Model first, second;
  std::uint32_t models = 1;

  std::string bytes() const {
    std::string out = "NLTREES3";
    // looks, models
    for (const std::uint32_t head : {2U, models})
      out.append(reinterpret_cast<const char*>(&head), 4);
    first.write(out);
    second.write(out);
    return out;
  }
};

/// The mean of models that differ in their seed alone: what one learned by chance the others do not
/// say.
boost_trees::Model mean_of(const std::vector<boost_trees::Model>& models) {
  boost_trees::Model all = models[0];
  all.trees.clear();
  all.base = 0;
  const float share = 1.0F / static_cast<float>(models.size());
  for (const boost_trees::Model& model : models) {
    all.base += share * model.base;
    for (boost_trees::Tree tree : model.trees) {
      for (float& leaf : tree.leaf) leaf *= share;
      all.trees.push_back(std::move(tree));
    }
  }
  return all;
}

boost_trees::Model several(const Rows& rows, std::size_t width, boost_trees::Options options,
                           std::size_t count) {
  std::vector<std::future<boost_trees::Model>> running;
  for (std::size_t i = 0; i < count; ++i, options.seed += 100)
    running.push_back(std::async(std::launch::async, [&rows, width, options] {
      return boost_trees::train(rows.x, width, rows.y, rows.w, options);
    }));
  std::vector<boost_trees::Model> models;
  for (auto& model : running) models.push_back(model.get());
  return mean_of(models);
}

boost_trees::Model train_first(const Set& documents, const boost_trees::Options& options,
                               std::size_t models) {
  return several(rows_of(documents, block_features,
                         [&](std::size_t d, std::size_t i) { return documents[d]->features[i]; }),
                 block_features, options, models);
}

boost_trees::Model train_second(const Set& documents, const boost_trees::Options& options,
                                std::size_t models) {
  std::vector<std::unique_ptr<ContextView>> around;
  for (const Document* d : documents)
    around.push_back(std::make_unique<ContextView>(d->page, d->outline, d->first));
  constexpr std::size_t width = block_features + context_features;
  return several(
      rows_of(documents, width,
              [&](std::size_t d, std::size_t i) { return wide(*documents[d], *around[d], i); }),
      width, options, models);
}

/// The second look learns from what the first says of sites that it has not seen.
Both train_both(const Set& documents, const boost_trees::Options& a, const boost_trees::Options& b,
                std::size_t inner, std::size_t models) {
  for (std::size_t fold = 0; fold < inner; ++fold) {
    Set rest, part;
    for (Document* d : documents) (d->site / 64 % inner == fold ? part : rest).push_back(d);
    apply_first(train_first(rest, a, models), part);
  }
  Both both;
  both.models = static_cast<std::uint32_t>(models);
  both.second = train_second(documents, b, models);
  both.first = train_first(documents, a, models);
  return both;
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> folders;
  std::string final_file;
  bool verbose = false;
  float bare = 0;  // the weight of the reader views that are made of all pages
  // the weight of pages whose story is cut short: half of the pages are learned from so too
  float shortened = 0;
  std::string twice;  // sets whose pages count twice, by a part of their name
  std::string shown;  // a folder for one file a page: label, first and second look, words
  std::size_t folds = 5, inner = 2, models = 1;
  boost_trees::Options a, b;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--final")
      final_file = arguments[++i];
    else if (argument == "--trees")
      a.trees = b.trees = static_cast<std::uint32_t>(std::stoul(arguments[++i]));
    else if (argument == "--rate")
      a.rate = b.rate = std::stof(arguments[++i]);
    else if (argument == "--lambda")
      a.lambda = b.lambda = std::stof(arguments[++i]);
    else if (argument == "--least")
      a.least_weight = b.least_weight = std::stof(arguments[++i]);
    else if (argument == "--columns")
      a.columns = b.columns = std::stof(arguments[++i]);
    else if (argument == "--seed")
      a.seed = b.seed = static_cast<std::uint32_t>(std::stoul(arguments[++i]));
    else if (argument == "--inner")
      inner = std::stoul(arguments[++i]);
    else if (argument == "--models")
      models = std::stoul(arguments[++i]);
    else if (argument == "--rows")
      a.rows = b.rows = std::stof(arguments[++i]);
    else if (argument == "--folds")
      folds = std::stoul(arguments[++i]);
    else if (argument == "--twice")
      twice = arguments[++i];
    else if (argument == "--shortened")
      shortened = std::stof(arguments[++i]);
    else if (argument == "--bare")
      bare = std::stof(arguments[++i]);
    else if (argument == "-v")
      verbose = true;
    else if (argument == "--show")
      shown = arguments[++i];
    else
      folders.push_back(argument);
  }
  const Data data;
  const ClassWords classes(data.file("article/classes.tsv"));
  const ClassWords site_phrases(data.file("article/site_phrases.tsv"));
  const Phrases phrases(data.file("article/phrases.tsv"));
  std::vector<std::unique_ptr<Document>> documents;
  for (const std::string& folder : folders) {
    std::ifstream in(folder + "/gold.ndjson");
    for (std::string line; std::getline(in, line);) {
      const auto gold = nlohmann::json::parse(line);
      if (!gold.contains("text") || !gold["text"].is_string()) continue;
      auto d = std::make_unique<Document>();
      d->id = gold["id"];
      d->set = folder;
      std::string site = d->id.substr(0, d->id.find("_20"));
      if (gold.contains("url") && gold["url"].is_string())
        site = gold["url"].get<std::string>(), site = site.substr(0, site.find('/', 9));
      d->site = std::hash<std::string>{}(site);
      const std::string file = folder + "/html/" + d->id + ".html.gz";
      try {
        d->page = parse_page(read_file(file));
      } catch (const std::exception& failure) {
        std::cerr << d->id << ": " << failure.what() << "\n";
        continue;
      }
      d->outline = outline(d->page, classes);
      add_words(gold["text"].get<std::string>(), d->gold);
      const float weight =
          !twice.empty() && twice.find(folder.substr(folder.rfind('/') + 1)) != std::string::npos
              ? 2.0F
              : 1.0F;
      const auto finish = [&](Document& one, float times) {
        label(one);
        label_short(one);
        for (Row& row : one.rows) row.weight *= times;
        BlockView look(one.page, one.outline, phrases, site_phrases);
        one.features.assign(one.outline.blocks.size(), {});
        for (std::uint32_t i = 0; i < one.features.size(); ++i)
          if (one.rows[i].looked) one.features[i] = look.of(i);
      };
      finish(*d, weight);
      // the same in every run
      const std::uint64_t lot = d->gold.empty() ? 0 : d->gold.front() ^ d->gold.size();
      if (shortened > 0 && lot % 2 == 0) {
        auto part = std::make_unique<Document>(*d);
        part->shortened = true;
        if (shorten(*part, 1 + lot / 2 % 8, classes)) {
          finish(*part, weight * shortened);
          documents.push_back(std::move(part));
        }
      }
      if (bare > 0) {
        auto part = std::make_unique<Document>(*d);
        part->bare = true;
        part->set += " bare";
        if (make_bare(*part, lot, classes)) {
          finish(*part, weight * bare);
          documents.push_back(std::move(part));
        }
      }
      documents.push_back(std::move(d));
    }
  }
  Set all;
  std::size_t rows = 0, blocks = 0;
  for (const auto& d : documents) {
    all.push_back(d.get());
    for (const Row& row : d->rows) rows += row.looked, ++blocks;
  }
  std::cerr << documents.size() << " pages, " << blocks << " blocks, " << rows << " looked at\n";
  Both both;
  const auto read = [&](const Both& fitted, const Set& part) {
    apply_first(fitted.first, part);
    apply_second(fitted.second, part);
    const std::string bytes = fitted.bytes();
    const BlockModel model(bytes);
    for (Document* d : part) {
      if (d->shortened) continue;
      const std::vector<bool> story =
          story_blocks(d->page, d->outline, phrases, site_phrases, model);
      d->kept.assign(story.begin(), story.end());
    }
  };
  if (!final_file.empty()) {
    both = train_both(all, a, b, inner, models);
    read(both, all);
  } else {
    for (std::size_t fold = 0; fold < folds; ++fold) {
      Set rest, part;
      for (Document* d : all) (d->site % folds == fold ? part : rest).push_back(d);
      read(train_both(rest, a, b, inner, models), part);
    }
  }
  if (!shown.empty())
    for (const Document* d : all) {
      if (d->shortened) continue;
      std::ofstream out(shown + "/" + d->id + ".txt");
      for (std::size_t i = 0; i < d->rows.size(); ++i) {
        const Block& block = d->outline.blocks[i];
        char line[200];
        std::snprintf(line, sizeof line, "%4zu %4.2f %4.2f %4.2f %c tag%-3d w%-4u l%-3u ", i,
                      static_cast<double>(d->rows[i].label), static_cast<double>(d->first[i]),
                      static_cast<double>(d->second[i]),
                      (d->rows[i].label > 0.5F) == (d->second[i] > 0.5F) ? ' ' : '*',
                      static_cast<int>(d->page.nodes[block.owner].tag), block.words,
                      block.link_words);
        out << line;
        std::string words;
        for (std::uint32_t n = block.first; n < block.last && words.size() < 100; ++n)
          if (d->page.nodes[n].tag == Tag::text) words += d->page.words(d->page.nodes[n]);
        for (char& c : words)
          if (static_cast<unsigned char>(c) < ' ') c = ' ';
        out << words.substr(0, 100) << "\n";
      }
    }
  std::vector<std::string> sets = folders;
  if (bare > 0)
    for (const std::string& folder : folders) sets.push_back(folder + " bare");
  for (const std::string& folder : sets) {
    Set part;
    for (Document* d : all)
      if (d->set == folder && !d->shortened) part.push_back(d);
    std::printf("%s %zu:", folder.substr(folder.rfind('/') + 1).c_str(), part.size());
    std::printf(" first %.4f ", f1(part, &Document::first, 0.5F));
    for (const float t : {0.3F, 0.4F, 0.45F, 0.5F, 0.55F, 0.6F})
      std::printf(" %.2f: %.4f", static_cast<double>(t), f1(part, &Document::second, t));
    const auto by_cut = [&](float offset, float share) {
      std::vector<std::vector<float>> kept;
      for (Document* d : part) {
        kept.push_back(d->second);
        for (std::size_t i = 0; i < d->rows.size(); ++i)
          d->second[i] = share * d->second[i] + (1 - share) * d->first[i];
        const float cut = best_cut(d->outline, d->second) + offset;
        for (float& sure : d->second) sure = sure >= cut ? 1.0F : 0.0F;
      }
      const double result = f1(part, &Document::second, 0.5F);
      for (std::size_t i = 0; i < part.size(); ++i) part[i]->second = kept[i];
      return result;
    };
    std::printf("  cut %.4f -.05 %.4f -.1 %.4f with first %.4f -.05 %.4f", by_cut(0, 1),
                by_cut(-0.05F, 1), by_cut(-0.1F, 1), by_cut(0, 0.5F), by_cut(-0.05F, 0.5F));
    std::printf("\n  as the program reads it");
    double p = 0, r = 0;
    std::printf(" %.4f", f1(part, &Document::kept, 0.5F, &p, &r));
    std::printf("  p %.4f r %.4f", p, r);
    for (Document* d : part)
      for (std::size_t i = 0; i < d->rows.size(); ++i) d->second[i] = d->rows[i].label;
    std::printf("  best possible %.4f\n", f1(part, &Document::second, 0.5F));
    if (verbose)
      for (Document* d : part) {
        const double mine = f1({d}, &Document::kept, 0.5F, &p, &r);
        if (mine < 0.95)
          std::printf("  %s %.3f p %.3f r %.3f of %.3f\n", d->id.c_str(), mine, p, r,
                      f1({d}, &Document::second, 0.5F));
      }
  }
  if (!final_file.empty()) std::ofstream(final_file, std::ios::binary) << both.bytes();
}
