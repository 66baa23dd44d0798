// newsline_train MODEL CORPORA DATA: trains a model from the corpora and writes it into the data
// folder.
#include <cstdio>
#include <exception>
#include <string_view>

#include "train.h"

namespace {

struct Command {
  std::string_view name;
  int (*run)(const newsline::train::Task&);
};
constexpr Command commands[] = {
    {"antecedents", newsline::train::train_antecedents},
    {"clusters", newsline::train::train_clusters},
    {"events", newsline::train::train_events},
    {"grammar", newsline::train::train_grammar},
    {"headlines", newsline::train::train_headlines},
    {"salience", newsline::train::train_salience},
    {"names", newsline::train::train_names},
    {"tags", newsline::train::train_tags},
    {"sentences", newsline::train::train_sentences},
    {"main", newsline::train::train_main},
    {"stories", newsline::train::train_stories},
};

}  // namespace

int main(int count, char** words) try {
  if (count >= 4)
    for (const Command& command : commands)
      if (command.name == words[1])
        return command.run({words[2], words[3], {words + 4, words + count}});
  std::fprintf(stderr, "usage: newsline_train MODEL CORPORA DATA [...]\nMODEL is one of:");
  for (const Command& command : commands) std::fprintf(stderr, " %s", command.name.data());
  std::fprintf(stderr, "\n");
  return 2;
} catch (const std::exception& error) {
  std::fprintf(stderr, "newsline_train: %s\n", error.what());
  return 1;
}
