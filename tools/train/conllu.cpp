#include "conllu.h"

#include <array>
#include <charconv>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace newsline::train {
namespace {

std::array<std::string_view, 10> columns(std::string_view line) {
  std::array<std::string_view, 10> found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::size_t tab = line.find('\t');
    found[i] = line.substr(0, tab);
    line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  }
  return found;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Several words that are written as one ("zum": zu, dem): where it stands, and the number of its
/// last word.
struct Contraction {
  std::size_t begin = 0, end = 0, last = 0;
};

void begin_contraction(const TreebankSentence& sentence,
                       const std::array<std::string_view, 10>& column, Contraction& open) {
  const std::size_t from = sentence.words.empty() ? 0 : sentence.words.back().end;
  const std::size_t at = sentence.text.find(column[1], from);
  if (at == std::string::npos)
    throw std::runtime_error("word not in its sentence: " + std::string(column[1]) + " in " +
                             sentence.text);
  open = {at, at + column[1].size(), number(column[0].substr(column[0].find('-') + 1))};
}

void add_word(TreebankSentence& sentence, const std::array<std::string_view, 10>& column,
              const Contraction& open) {
  const bool inside = number(column[0]) <= open.last;
  std::size_t from = sentence.words.empty() ? 0 : sentence.words.back().end;
  if (inside && from > open.begin && sentence.words.back().begin == open.begin && from == open.end)
    from = open.begin;
  std::size_t at = sentence.text.find(column[1], from), end = at + column[1].size();
  // not written so: it is the whole of it
  if (inside && (at == std::string::npos || end > open.end)) {
    at = open.begin;
    end = open.end;
  }
  if (at == std::string::npos)
    throw std::runtime_error("word not in its sentence: " + std::string(column[1]) + " in " +
                             sentence.text);
  Word word{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end),
            std::string(column[1]),         std::string(column[3]),
            std::string(column[4]),         std::string(column[5]),
            std::string(column[7]),         number(column[6])};
  sentence.words.push_back(std::move(word));
}

}  // namespace

std::vector<TreebankSentence> read_conllu(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::vector<TreebankSentence> sentences;
  TreebankSentence sentence;
  Contraction open;
  std::size_t document = 0;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty()) {
      sentence.document = document;
      if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
      sentence = {};
      open = {};
    } else if (line.starts_with("# newdoc")) {
      ++document;
      sentence.paragraph_begins = true;
    } else if (line.starts_with("# newpar")) {
      sentence.paragraph_begins = true;
    } else if (line.starts_with("# text = ")) {
      sentence.text = line.substr(9);
    } else if (line[0] != '#') {
      const auto column = columns(line);
      if (is_number(column[0]))
        add_word(sentence, column, open);
      else if (column[0].find('-') != std::string_view::npos)
        begin_contraction(sentence, column, open);
    }
  }
  return sentences;
}

}  // namespace newsline::train
