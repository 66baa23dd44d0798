#pragma once
#include <span>
#include <string>

namespace newsline::train {

/// What the program was called with: the folder of corpora, the folder of data files, and what
/// follows them.
struct Task {
  std::string corpora, data;
  std::span<char* const> more;
};

/// Each trains one model and prints what it reached; more of them: a line in main.cpp.
int train_antecedents(const Task& task);
int train_clusters(const Task& task);
int train_events(const Task& task);
int train_headlines(const Task& task);
int train_salience(const Task& task);
int train_grammar(const Task& task);
int train_names(const Task& task);
int train_tags(const Task& task);
int train_sentences(const Task& task);
int train_main(const Task& task);
int train_stories(const Task& task);

}  // namespace newsline::train
