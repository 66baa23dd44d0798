#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "interrupt.h"
#include "page_result.h"
#include "run/input/bytes.h"
#include "run/input/lines.h"
#include "run/input/walk.h"
#include "worker.h"

namespace newsline::run {

/// The tasks of a run, one by one: a page each. A file may hold many: lines of records or of
/// chronologies, a web archive, an export; its kind is found by its content, also on standard
/// input. With --records what is neither an archive nor a page is lines of records. Not
/// thread-safe.
class Sources {
 public:
  using Task = std::function<PageResult()>;
  /// All three outlive the tasks.
  Sources(const std::vector<Input>& inputs, const Options& options, const Interrupt& interrupt)
      : inputs_(inputs), options_(options), interrupt_(interrupt) {}

  /// The three kinds of work: a file that is a page, a record, a page of an archive.
  std::function<PageResult(const Input&)> file;
  std::function<PageResult(const Lines::Line&, const Input&)> record;
  std::function<PageResult(ArchivedPage&&, const Input&)> archived;

  /// The next task; none at the end, and once the run is interrupted.
  std::optional<Task> next();
  /// Whether the task that came last was one of many in its file.
  bool one_of_many() const { return lines_ || archive_ || !parts_.empty() || damage_; }

 private:
  enum class Kind : std::uint8_t { page, records, archive };
  Kind kind_of(std::string_view head) const;
  bool to_folder() const { return options_.output.ends_with('/'); }
  bool read_on(int descriptor, std::string& bytes, std::size_t enough, auto waits_for_more) const;
  std::optional<Task> open_pipe(const Input& input, int descriptor);
  const Input& current() const { return inputs_[at_ - 1]; }
  std::optional<Task> next_of_stream();
  bool take_parts(const Input& input, std::string_view bytes);
  Task next_part();
  std::optional<Task> open_next();

  const std::vector<Input>& inputs_;
  const Options& options_;
  const Interrupt& interrupt_;
  std::size_t at_ = 0;
  std::unique_ptr<File> open_;  // the file that is being read, when it holds many pages
  std::unique_ptr<Lines> lines_;
  std::unique_ptr<Warc> archive_;
  std::vector<Input> parts_;    // the pages of a file that holds several, the last one first
  std::optional<Task> damage_;  // tells, behind them, that they are not all
};

}  // namespace newsline::run
