// The main thread of a run: takes the results of the workers in the order of the inputs, writes
// them, reports problems, counts.
//
//     newsline a.html b.html -f json
//
// The workers read both at once; b may be done first, but its output waits for a's.
// A page read alone is written while it is read; with --merge all chronologies are held and joined
// at the end; with -o DIR/ each page is a file of its own and the journal knows it. What it does
// not do: read pages (worker.cpp) or find inputs (input/).
#include "run.h"

#include <fcntl.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <new>
#include <set>
#include <thread>
#include <utility>

#include "base/hash.h"
#include "base/printable.h"
#include "batch.h"
#include "chronology/merger.h"
#include "journal.h"
#include "newsline/error.h"
#include "newsline/write.h"
#include "output.h"
#include "progress.h"
#include "report.h"
#include "sandbox.h"
#include "sources.h"
#include "worker.h"
#include "write/explanation.h"
#include "write/stream.h"

namespace newsline::run {

using namespace newsline::reader;

namespace {

/// Thrown where the format of a single output holds one chronology and there are several.
struct SeveralPages {
  static constexpr std::string_view words =
      "several pages: add --merge, or -o DIR/ for a file each";
};

/// The main-thread half of a run: takes results in the order of the inputs, writes output, keeps
/// the counters.
class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        walk_(walk_all(options)),
        bar_(options, walk_.inputs.size()),
        languages_(options.data_folder, own_names(options), options.gazetteer),
        worker_(options, languages_, indented()) {}

  int go();

 private:
  static Walk walk_all(const Options& options);
  static std::string own_names(const Options& options);
  bool indented() const;
  bool to_folder() const { return options_.output.ends_with('/'); }
  Allowance allowance() const;
  std::string clash() const;
  int interrupted();
  bool read_any() const;
  void say_farewell();
  void read_all();
  void hand_on(PageResult&& result);
  PageResult file_to_folder(const Input& input) const;
  PageResult only_file(const Input& input);
  void write_bytes(const PageResult& result);
  void write_in_order(PageResult& result);
  bool write_collected();
  void write_merged(std::string& bytes);
  void write_stream(std::string& bytes, const ChronologyStream& stream);
  void take_notes(const std::vector<FormatNote>& notes);
  void say_notes() const;
  void end_output();
  void summarize() const;
  int exit_code() const;

  const Options& options_;
  /// A page's text is written as it is; on a terminal what acts on it is escaped.
  const bool text_on_terminal_ =
      options_.format->layers == Layers::text && options_.output.empty() && ::isatty(STDOUT_FILENO);
  // counted before the sandbox closes: the C library reads a file for it
  const unsigned threads_ =
      options_.jobs ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
  const Walk walk_;
  Bar bar_;
  Languages languages_;
  const PageWorker worker_;
  Interrupt interrupt_;
  std::unique_ptr<Output> output_;
  std::unique_ptr<Journal> journal_;
  std::vector<Chronology> collected_;  // for --explain and --list-entities
  Merger merger_{languages_.data()};
  // shared: several pages stand in the output
  bool open_line_ = false, any_written_ = false, shared_ = false;
  // of the only page that the format allows, until it is known to be the only one
  std::string held_;
  std::set<std::string> ids_;  // of the events written so far, where the format asks for them
  std::size_t events_written_ = 0;
  std::vector<FormatNote> notes_;
  bool begun_ = false, spoiled_ = false;  // the one page is being written; it failed meanwhile
  std::size_t done_ = 0, read_ = 0, failed_ = 0, failed_records_ = 0, skipped_ = 0,
              written_before_ = 0, events_ = 0, merged_events_ = 0, kept_events_ = 0;
};

Walk Run::walk_all(const Options& options) {
  std::vector<std::string> paths = options.inputs;
  if (!options.from_list.empty())
    std::ranges::move(paths_in_list(options.from_list), std::back_inserter(paths));
  return walk(paths, options.glob, options.output);
}

/// The text of --gazetteer.
std::string Run::own_names(const Options& options) {
  constexpr std::size_t cap = std::size_t{64} << 20;
  return options.gazetteer.empty() ? "" : read_needed_file(options.gazetteer, cap);
}

bool Run::indented() const {
  return options_.merge || to_folder() ||
         (!options_.records && !walk_.folders && walk_.inputs.size() == 1);
}

PageResult Run::file_to_folder(const Input& input) const {
  const std::string path =
      options_.output + input.relative_path + '.' + std::string(options_.format->extension);
  std::uint64_t key = 0;
  std::optional<Output> output;
  auto hash = fnv::start<std::uint64_t>;
  const auto write = [&](std::string& bytes) {
    if (!output) {
      journal_->prepare(path);
      output.emplace(path, Output::Sync::no);
    }
    hash = fnv::bytes(hash, bytes);
    output->write(bytes);
    bytes.clear();
  };
  const auto known = [&](std::string_view bytes) {
    key = journal_->key_of(bytes);
    return journal_->has(input.relative_path, key, path);
  };
  PageResult result = worker_.file(input, known, write);
  if (result.written_before) journal_->keep(input.relative_path);
  if (result.failure || result.skipped || result.written_before) return result;
  write(result.bytes);
  output->finish();
  journal_->add(input.relative_path, key, hash);
  return result;
}

/// Memory kept in reserve and freed when no more is to be had, so that a document that was begun
/// can also be ended.
class Reserve {
 public:
  Reserve() : before_(std::get_new_handler()) {
    // untouched, it takes no page
    block_ = std::make_unique_for_overwrite<char[]>(std::size_t{4} << 20);
    std::set_new_handler([] {
      if (!block_) throw std::bad_alloc();
      block_.reset();
    });
  }
  ~Reserve() {
    std::set_new_handler(before_);
    block_.reset();
  }
  Reserve(const Reserve&) = delete;
  Reserve& operator=(const Reserve&) = delete;

 private:
  static inline std::unique_ptr<char[]> block_;
  std::new_handler before_;
};

/// The only page of a run: its output is written while it is made.
PageResult Run::only_file(const Input& input) {
  std::optional<Reserve> reserve;
  PageResult result = worker_.file(input, {}, [this, &reserve](std::string& bytes) {
    if (!reserve) reserve.emplace();
    begun_ = true;
    output_->write(bytes);
    bytes.clear();
  });
  spoiled_ = result.failure && begun_;
  if (result.failure) result.bytes.clear();  // the beginning of a document is no result
  return result;
}

/// Two inputs that -o DIR/ would write to one file; empty when there are none.
std::string Run::clash() const {
  std::set<std::string_view> targets;
  if (to_folder())
    for (const Input& input : walk_.inputs)
      if (!targets.insert(input.relative_path).second) return input.relative_path;
  return {};
}

/// The number of events that a format cannot hold, over all pages.
void Run::take_notes(const std::vector<FormatNote>& notes) {
  for (const FormatNote& note : notes) {
    const auto known = std::ranges::find(notes_, note.one, &FormatNote::one);
    if (known == notes_.end())
      notes_.push_back(note);
    else
      known->number += note.number;
  }
}

void Run::say_notes() const {
  if (options_.quiet) return;
  for (const FormatNote& note : notes_) {
    const std::string number = note.number == 0 ? "" : std::to_string(note.number) + ' ';
    say(std::string(options_.format->name) + ": " + number +
        std::string(note.number > 1 ? note.many : note.one));
  }
}

/// Writes the output of one page after those of the pages before it.
void Run::write_bytes(const PageResult& result) {
  const bool alone = worker_.alone(result.one_of_many);
  if (options_.format->several == Several::refused && !alone) {
    if (any_written_) throw SeveralPages();
    any_written_ = true;
    held_ = result.bytes;
    return;
  }
  // a text may end without a line feed; the next one begins a line all the same
  if (open_line_) output_->write("\n");
  if (any_written_) output_->write(options_.format->between);
  any_written_ = true;
  output_->write(result.bytes);
  open_line_ = result.bytes.back() != '\n';
}

/// Writes pages one after another in a format whose rows depend on those before: row numbers,
/// unique ids.
void Run::write_in_order(PageResult& result) {
  for (const Chronology& chronology : result.chronologies) {
    FormatOptions options = worker_.format_options();
    options.events_before = events_written_;
    options.ids = &ids_;
    if (!std::exchange(shared_, true) && options_.format->begin)
      options_.format->begin(result.bytes, nullptr, options);
    worker_.write_next(result.bytes, stream_of(chronology), options, result.notes);
    events_written_ += chronology.events.size();
  }
}

void Run::hand_on(PageResult&& result) {
  if (result.failure || options_.verbose) bar_.clear();
  if (result.failure) {
    ++(result.record ? failed_records_ : failed_);
    if (!result.error_in_output) report(result.name, *result.failure);
  } else if (result.written_before) {
    ++written_before_;
  } else if (result.skipped) {
    ++skipped_;
  } else {
    ++read_;
    events_ += result.events;
  }
  if (options_.verbose)
    for (const Problem& warning : result.warnings) report(result.name, warning);
  if (worker_.merges())
    for (Chronology& chronology : result.chronologies) merger_.add(std::move(chronology));
  else if (worker_.collects())
    std::ranges::move(result.chronologies, std::back_inserter(collected_));
  else if (output_)
    write_in_order(result);
  if (text_on_terminal_) result.bytes = printable(result.bytes, true);
  take_notes(result.notes);
  if (output_ && !result.bytes.empty()) write_bytes(result);
  if (result.one_of_many) bar_.count_pages();
  bar_.show(++done_, failed_ + failed_records_);
}

void Run::read_all() {
  Sources sources(walk_.inputs, options_, interrupt_);
  const bool only = !options_.records && walk_.inputs.size() == 1;
  sources.file = [this, only](const Input& input) {
    return to_folder()           ? file_to_folder(input)
           : only && !input.part ? only_file(input)
                                 : worker_.file(input);
  };
  sources.record = [this](const Lines::Line& line, const Input& input) {
    return worker_.record(line, input);
  };
  sources.archived = [this](ArchivedPage&& page, const Input& input) {
    return worker_.archived(std::move(page), input);
  };
  Batch<PageResult> batch;
  batch.next = [&sources] { return sources.next(); };
  batch.done = [this](PageResult&& result) { hand_on(std::move(result)); };
  // What is whole is handed on before waiting: a process that sends records waits for its answer,
  // and a run interrupted within a page keeps what was finished.
  batch.idle = [this] {
    if (output_ && options_.output.empty()) output_->flush();
  };
  batch.stop = [this] { interrupt_.wake(); };
  std::optional<Sources::Task> first;
  if (only) {
    first = sources.next();
    if (!first) return;
    if (!sources.one_of_many()) return hand_on((*first)());  // no thread for one page
    batch.next = [&sources, &first] {
      return first ? std::exchange(first, std::nullopt) : sources.next();
    };
  }
  batch.run(threads_);
}

/// What passes the filters; where there are none, event by event.
void Run::write_merged(std::string& bytes) {
  if (asks_for_anything(worker_.filter())) {
    Chronology merged = merger_.merged().all();
    merged_events_ = merged.events.size();
    apply(worker_.filter(), merged);
    kept_events_ = merged.events.size();
    return write_stream(bytes, stream_of(merged));
  }
  const MergedChronology merged = merger_.merged();
  merged_events_ = kept_events_ = merged.size();
  write_stream(bytes, {{},
                       merged.documents(),
                       [&](const auto& take) { merged.events(take); },
                       [&](const auto& take) { std::ranges::for_each(merged.entities(), take); }});
}

void Run::write_stream(std::string& bytes, const ChronologyStream& stream) {
  std::vector<FormatNote> notes;
  worker_.write(bytes, stream, false, notes, [this](std::string& piece) {
    output_->write(piece);
    piece.clear();
  });
  take_notes(notes);
}

/// Writes the merge; false when there was nothing to write.
bool Run::write_collected() {
  std::string bytes;
  bool found = true;
  if (!options_.explain.empty()) {
    found = write_explanation(bytes, collected_, options_.explain);
  } else if (options_.list_entities) {
    write_entities(bytes, collected_);
  } else {
    write_merged(bytes);
  }
  output_->write(bytes);
  return found;
}

void Run::end_output() {
  if (spoiled_) return;
  if (!read_any() && !options_.output.empty()) {
    if (!options_.quiet) say(options_.output + ": not written, since nothing could be read");
    return;
  }
  output_->write(held_);
  std::string end;
  if (shared_ && options_.format->end) options_.format->end(end, worker_.format_options());
  output_->write(end);
  output_->finish();
}

void Run::summarize() const {
  if (options_.quiet) return;
  if (merged_events_ > 0 && kept_events_ == 0) say("no event passes the filters");
  if (walk_.folders) {
    const std::string merged =
        worker_.merges() ? "merged into " + std::to_string(merged_events_) + ", " : "";
    const std::string events =
        options_.format->layers == Layers::text
            ? ""
            : std::to_string(events_) + " dated events" + (merged.empty() ? ", " : " " + merged);
    say(std::to_string(read_) + (read_ == 1 ? " page, " : " pages, ") + events +
        std::to_string(failed_) + " failed, " + std::to_string(skipped_) + " skipped" +
        (written_before_ > 0 ? ", " + std::to_string(written_before_) + " written before" : ""));
  } else if (!options_.records && read_ == 1 && failed_ == 0 && events_ == 0 &&
             options_.format->layers != Layers::text) {
    say(walk_.inputs.front().path + ": no dated events found");
  }
}

int Run::exit_code() const {
  return failed_ > 0 || (failed_records_ > 0 && options_.strict) ? exit_input : exit_ok;
}

/// What is complete has been written; a file or a merge that is not whole is left out.
int Run::interrupted() {
  if (output_ && options_.output.empty()) output_->flush();
  const std::size_t pages = read_ + failed_ + failed_records_ + written_before_;
  const std::string done =
      "interrupted after " + std::to_string(pages) + (pages == 1 ? " page" : " pages");
  if (to_folder())
    say(done + "; the same command with --resume goes on from here");
  else if (worker_.collects() || !options_.output.empty())
    say(done +
        "; nothing was written (a run with -o DIR/ can be resumed, and --merge DIR/ makes one of "
        "it)");
  else
    say(done + "; what was read is written");
  return exit_interrupted;
}

/// Whether an input was read, or a record answered.
bool Run::read_any() const { return read_ > 0 || (options_.records && failed_records_ > 0); }

/// Ends the output where the run is interrupted within a page.
void Run::say_farewell() {
  const char* hint = to_folder() ? "the same command with --resume goes on from here"
                     : options_.output.empty() && !worker_.collects() ? "what was read is written"
                                                                      : "nothing was written";
  interrupt_.set_farewell(std::string("newsline: interrupted within a page; ") + hint + '\n');
}

/// The files that are needed from here on. Rules, own names and lists are read already.
Allowance Run::allowance() const {
  Allowance allowed;
  allowed.inputs = options_.inputs;
  std::set<std::string> folders, targets;
  for (const Input& input : walk_.inputs) {
    // A list is like a folder: long, and its files may be renewed while it is worked off.
    if (!options_.from_list.empty() && input.path != "-") folders.insert(folder_of(input.path));
    // a folder in the output folder may be a link to elsewhere
    if (to_folder()) targets.insert(folder_of(options_.output + input.relative_path));
  }
  allowed.inputs.insert(allowed.inputs.end(), folders.begin(), folders.end());
  if (to_folder()) {
    targets.insert(options_.output);
    allowed.output_folders.assign(targets.begin(), targets.end());
  } else if (!options_.output.empty()) {
    allowed.result_folder = folder_of(options_.output);
  }
  return allowed;
}

int Run::go() {
  if (walk_.inputs.empty() && walk_.failures.empty())
    return misused(options_.from_list + " names no page");
  if (options_.format->several == Several::refused && !to_folder() && !worker_.collects() &&
      !walk_.folders && walk_.inputs.size() > 1)
    throw SeveralPages();
  if (const std::string twice = clash(); !twice.empty())
    return misused("two inputs would be written to " + options_.output + twice);
  if (to_folder())
    journal_ = std::make_unique<Journal>(options_, languages_.data(), options_.resume);
  else
    output_ = std::make_unique<Output>(options_.output);
  skipped_ = walk_.skipped;
  failed_ = walk_.failures.size();
  for (const Walk::Failure& failure : walk_.failures) report(failure.path, failure.problem);
  say_farewell();
  close_sandbox(allowance());
  read_all();
  bar_.clear();
  if (interrupt_.came()) return interrupted();
  const bool found = !worker_.collects() || write_collected();
  if (output_) end_output();
  if (journal_) journal_->finish();
  if (!found) {
    say("no event has the id " + options_.explain);
    return exit_input;
  }
  say_notes();
  summarize();
  return exit_code();
}

}  // namespace

void hold_standard_streams() noexcept {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    // the lowest free number
    if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF)
      ::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

int run(const Options& options) {
  try {
    return Run(options).go();
  } catch (const OutputFailed& failure) {
    if (failure.closed_pipe()) return exit_pipe;
    say(failure.what());
    return exit_output;
  } catch (const SeveralPages&) {
    return misused(SeveralPages::words);
  } catch (const Error& error) {
    report("newsline", {error.code(), error.what()});
    return exit_usage;
  } catch (const std::bad_alloc&) {
    // Nothing may be allocated here: stderr has no buffer.
    std::fputs("newsline: not enough memory; the result is not whole\n", stderr);
    return exit_output;
  } catch (const std::exception& error) {
    report("newsline", {"internal.error", std::string("a mistake of newsline: ") + error.what()});
    return exit_output;
  }
}

int print(std::string_view words) {
  try {
    const Interrupt no_signal_for_a_closed_pipe;
    Output output;
    output.write(words);
    output.finish();
  } catch (const OutputFailed& failure) {
    if (failure.closed_pipe()) return exit_pipe;
    say(failure.what());
    return exit_output;
  }
  return exit_ok;
}

int misused(std::string_view words) {
  say(words);
  say("-h shows how it is used");
  return exit_usage;
}

}  // namespace newsline::run
