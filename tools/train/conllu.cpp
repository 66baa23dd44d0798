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

bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

void add_word(TreebankSentence& sentence, const std::array<std::string_view, 10>& column) {
  const std::size_t from = sentence.words.empty() ? 0 : sentence.words.back().end;
  const std::size_t at = sentence.text.find(column[1], from);
  if (at == std::string::npos) throw std::runtime_error("word not in its sentence: " + std::string(column[1]) + " in " + sentence.text);
  Word word{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + column[1].size()), std::string(column[3]), std::string(column[4]), std::string(column[7]), 0};
  std::from_chars(column[6].data(), column[6].data() + column[6].size(), word.head);
  sentence.words.push_back(std::move(word));
}

}  // namespace

std::vector<TreebankSentence> read_conllu(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  std::vector<TreebankSentence> sentences;
  TreebankSentence sentence;
  std::size_t document = 0;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty()) {
      sentence.document = document;
      if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
      sentence = {};
    } else if (line.starts_with("# newdoc")) {
      ++document;
      sentence.paragraph_begins = true;
    } else if (line.starts_with("# newpar")) {
      sentence.paragraph_begins = true;
    } else if (line.starts_with("# text = ")) {
      sentence.text = line.substr(9);
    } else if (line[0] != '#') {
      const auto column = columns(line);
      if (is_number(column[0])) add_word(sentence, column);
    }
  }
  return sentences;
}

}  // namespace newsline::train
