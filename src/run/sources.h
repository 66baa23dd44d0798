#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "bytes.h"
#include "interrupt.h"
#include "lines.h"
#include "outcome.h"
#include "teller.h"
#include "walk.h"

namespace newsline {

/// The tasks of a run, one by one: a file each, or with --records a line each; a file that holds no records is a page there
/// too. Never asked by two threads at once.
class Sources {
 public:
  using Task = std::function<Outcome()>;
  /// All three outlive the tasks.
  Sources(const std::vector<Input>& inputs, const Options& options, const Interrupt& interrupt)
      : inputs_(inputs), options_(options), interrupt_(interrupt) {}

  /// What is to be done with an input, and with a record.
  std::function<Outcome(const Input&)> file;
  std::function<Outcome(const Lines::Line&)> record;

  /// None at the end, and as soon as the run is interrupted.
  std::optional<Task> next();

 private:
  std::optional<Task> next_line();
  std::optional<Task> open_next();

  const std::vector<Input>& inputs_;
  const Options& options_;
  const Interrupt& interrupt_;
  std::size_t at_ = 0;
  std::unique_ptr<File> open_;  // the stream of records that is being read
  std::unique_ptr<Lines> lines_;
};

}  // namespace newsline
