#include "newsline/run.h"

#include <algorithm>
#include <memory>
#include <set>
#include <thread>
#include <unistd.h>

#include "batch.h"
#include "bytes.h"
#include "interrupt.h"
#include "lines.h"
#include "newsline/write.h"
#include "output.h"
#include "record.h"
#include "report.h"
#include "story.h"
#include "walk.h"

namespace newsline {

namespace {

/// What came of one page.
struct Outcome {
  std::string name;                      // for words about it
  std::string bytes;                     // what is to be written
  std::optional<Chronology> chronology;  // with --merge
  std::optional<Problem> failure;
  bool skipped = false;                  // met in a folder, and no page
  bool read = false;
  std::size_t events = 0;
  std::vector<Problem> warnings;
};

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options), format_(options.format.value_or(Format::json)), languages_(options.data_folder, options.gazetteer) {}

  int go();

 private:
  using Task = Batch<Outcome>::Task;

  Outcome file(const Input& input);
  Outcome record(const Lines::Line& line);
  Outcome failed_record(std::optional<DocumentId> id, Problem problem) const;
  void tell(Page page, const Known& known, Outcome& outcome);
  Depth depth() const;
  JsonStyle style() const { return {indented_, options_.ascii}; }

  std::optional<Task> next_file();
  std::optional<Task> next_record();
  void hand_on(Outcome&& outcome);
  void read_all();
  void summarize() const;
  int exit_code() const;

  const Options& options_;
  Format format_;
  Languages languages_;
  Interrupt interrupt_;
  Walk walk_;
  std::size_t next_ = 0;
  std::unique_ptr<File> open_;   // the stream of records that is being read
  std::unique_ptr<Lines> lines_;
  std::unique_ptr<Output> output_;
  bool indented_ = false;
  std::vector<Chronology> to_merge_;
  std::size_t read_ = 0, failed_ = 0, skipped_ = 0, events_ = 0;
};

Depth Run::depth() const {
  if (format_ == Format::annotations) return Depth::layers;
  return format_ == Format::text && !options_.merge ? Depth::text : Depth::chronology;
}

void Run::tell(Page page, const Known& known, Outcome& outcome) {
  const Story story = read_story(std::move(page), known, options_, languages_, depth());
  outcome.read = true;
  if (depth() == Depth::text) {
    outcome.bytes = story.article.text;
    return;
  }
  Chronology told = chronology(story.document, story.reading(), story.events);
  if (options_.records) told.id = known.id;
  outcome.warnings = told.documents.front().warnings;
  outcome.events = told.events.size();
  if (options_.merge) {
    outcome.chronology = std::move(told);
    return;
  }
  if (format_ == Format::annotations) {
    write_annotations(outcome.bytes, told.documents.front(), story.reading(), story.events, style());
    return;
  }
  apply(options_.filter, told);
  if (format_ == Format::markdown) write_markdown(outcome.bytes, told);
  else write_json(outcome.bytes, told, style());
}

Outcome Run::file(const Input& input) {
  Outcome outcome;
  outcome.name = input.path;
  try {
    const std::size_t cap = options_.page.max_bytes;
    const std::string bytes = input.path == "-" ? read_descriptor(0, cap) : input.met ? read_met_file(input.path, cap) : read_file(input.path, cap);
    Known known;
    known.path = valid_utf8(input.path);
    known.id.text = known.path;
    tell(parse_page(bytes, options_.page), known, outcome);
  } catch (const Error& error) {
    if (error.code().starts_with("data.")) throw;
    outcome.skipped = input.met && (error.code() == "input.not_text" || error.code() == "input.unsupported_type");
    if (!outcome.skipped) outcome.failure = Problem{error.code(), error.what()};
  }
  return outcome;
}

Outcome Run::failed_record(std::optional<DocumentId> id, Problem problem) const {
  Outcome outcome;
  outcome.name = id ? "record " + id->text : "record";
  if (!options_.merge) write_failure(outcome.bytes, id, problem, style());
  outcome.failure = std::move(problem);
  return outcome;
}

Outcome Run::record(const Lines::Line& line) {
  if (line.too_long)
    return failed_record({}, {"input.too_large", "a line of more than " + std::to_string(options_.page.max_bytes) + " bytes; --max-bytes sets the limit"});
  Record record = read_record(line.bytes);
  if (record.problem) return failed_record(record.id, *record.problem);
  const std::optional<DocumentId> id = record.id;
  Outcome outcome;
  outcome.name = id ? "record " + id->text : "record";
  try {
    Known known{id.value_or(DocumentId{"null", true}), {}, record.url, record.title, record.language, record.date};
    tell(page_of(std::move(record), options_.page), known, outcome);
  } catch (const Error& error) {
    if (error.code().starts_with("data.")) throw;
    return failed_record(id, {error.code(), error.what()});
  }
  return outcome;
}

std::optional<Run::Task> Run::next_file() {
  if (interrupt_.came() || next_ == walk_.inputs.size()) return std::nullopt;
  const Input& input = walk_.inputs[next_++];
  return [this, &input] { return file(input); };
}

std::optional<Run::Task> Run::next_record() {
  for (;;) {
    if (lines_) {
      if (std::optional<Lines::Line> line = lines_->next()) return [this, line = std::move(*line)] { return record(line); };
      lines_.reset();
      open_.reset();
    }
    if (interrupt_.came() || next_ == walk_.inputs.size()) return std::nullopt;
    const Input& input = walk_.inputs[next_++];
    int descriptor = 0;
    if (input.path != "-") {
      open_ = std::make_unique<File>(open_to_read(input.path, input.met));
      descriptor = open_->get();
      if (descriptor < 0) {
        const Problem problem{"input.read", reason()};
        return [name = input.path, problem] {
          Outcome outcome;
          outcome.name = name;
          outcome.failure = problem;
          return outcome;
        };
      }
    }
    lines_ = std::make_unique<Lines>(descriptor, options_.page.max_bytes, interrupt_);
  }
}

void Run::hand_on(Outcome&& outcome) {
  if (outcome.failure) {
    ++failed_;
    // A record's failure stands in its line.
    if (!options_.records || outcome.bytes.empty()) report(outcome.name, *outcome.failure);
  } else if (outcome.skipped) {
    ++skipped_;
  } else {
    ++read_;
    events_ += outcome.events;
    if (options_.verbose) for (const Problem& warning : outcome.warnings) report(outcome.name, warning);
  }
  if (outcome.chronology) to_merge_.push_back(std::move(*outcome.chronology));
  if (!outcome.bytes.empty()) output_->write(outcome.bytes);
}

void Run::read_all() {
  Batch<Outcome> batch;
  batch.next = [this] { return options_.records ? next_record() : next_file(); };
  batch.done = [this](Outcome&& outcome) { hand_on(std::move(outcome)); };
  batch.idle = [this] { if (options_.records) output_->flush(); };
  batch.stop = [this] { interrupt_.wake(); };
  const unsigned jobs = options_.jobs ? options_.jobs : std::max(1U, std::thread::hardware_concurrency());
  if (!options_.records && walk_.inputs.size() == 1) {
    while (std::optional<Task> task = batch.next()) batch.done((*task)());  // no thread for one page
  } else {
    batch.run(jobs);
  }
}

void Run::summarize() const {
  if (options_.quiet) return;
  if (walk_.folders) {
    say(std::to_string(read_) + (read_ == 1 ? " page, " : " pages, ") + std::to_string(events_) + " dated events, " + std::to_string(failed_) +
        " failed, " + std::to_string(skipped_) + " skipped");
  } else if (!options_.records && read_ == 1 && failed_ == 0 && events_ == 0 && depth() == Depth::chronology) {
    say(walk_.inputs.front().path + ": no dated events found");
  }
}

int Run::exit_code() const {
  if (interrupt_.came()) return exit_interrupted;
  const bool counts = !options_.records || options_.strict || !walk_.failures.empty();
  return failed_ > 0 && counts ? exit_input : exit_ok;
}

int Run::go() {
  walk_ = walk(options_.inputs, options_.glob);
  indented_ = format_ == Format::json && !options_.records && (options_.merge || (!walk_.folders && walk_.inputs.size() == 1));
  output_ = std::make_unique<Output>(options_.output);
  skipped_ = walk_.skipped;
  failed_ = walk_.failures.size();
  for (const Walk::Failure& failure : walk_.failures) report(failure.path, failure.problem);
  read_all();
  if (options_.merge) {
    Chronology merged = merge(std::move(to_merge_));
    apply(options_.filter, merged);
    std::string bytes;
    if (format_ == Format::markdown) write_markdown(bytes, merged);
    else write_json(bytes, merged, style());
    output_->write(bytes);
  }
  output_->finish();
  summarize();
  return exit_code();
}

}  // namespace

int run(const Options& options) {
  try {
    return Run(options).go();
  } catch (const OutputFailed& failure) {
    if (failure.closed_pipe()) return exit_pipe;
    say(failure.what());
    return exit_output;
  } catch (const Error& error) {
    report("newsline", {error.code(), error.what()});
    return exit_usage;
  }
}

}  // namespace newsline
