#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace newsline::train {

/// A word of a treebank (universaldependencies.org/format.html). Of several that are written as one
/// ("zum": zu, dem) each that is not written there stands for the whole.
struct Word {
  std::uint32_t begin = 0, end = 0;  // bytes in its sentence's text
  std::string form, upos, xpos, feats, deprel;
  std::size_t head = 0;  // number of a word from 1, 0: the root
};

struct TreebankSentence {
  std::string text;
  std::vector<Word> words;
  std::size_t document = 0;
  bool paragraph_begins = false;
};

/// Reads a file of sentences. Throws std::runtime_error when a word is not found in its sentence.
std::vector<TreebankSentence> read_conllu(const std::filesystem::path& file);

}  // namespace newsline::train
