// Adds up the weights of a hundred thousand features, by what the processor offers: built with and
// without its vectors, it prints the same.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "base/perceptron.h"
#include "grammar/steps.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const newsline::Perceptron model(bytes, argv[i]);
    const newsline::grammar::Steps steps(bytes);
    std::int32_t left = 0, right = 0;
    newsline::Perceptron::Scores scores{};
    newsline::FeatureList list;
    std::size_t certain = 0;
    for (std::uint64_t n = 0; n < 100000; ++n) {
      const std::uint64_t hash = newsline::feature(n % 50, n);
      model.add(hash, scores);
      certain += model.certain_label(hash);
      list.add(n % 50, n);
      if (n % 101 != 0) continue;
      list.hash();
      model.add(list, scores);
      const newsline::grammar::Steps::Scores of_list = steps(list);
      left += of_list.left;
      right += of_list.right;
      list.clear();
    }
    std::printf("%s %zu %d %d", argv[i], certain, left, right);
    for (const std::int32_t score : scores) std::printf(" %d", score);
    std::printf("\n");
  }
}
