#include <CLI/CLI.hpp>

#include "newsline/run.h"

int main(int argc, char** argv) {
  newsline::Options options;
  CLI::App app;
  std::string format, date, date_override;
  app.add_option("inputs", options.inputs);
  app.add_option("-f,--format", format)->check(CLI::IsMember({"json", "ndjson", "markdown", "text", "annotations"}));
  app.add_option("-o,--output", options.output);
  app.add_flag("--records", options.records);
  app.add_flag("--merge", options.merge);
  app.add_flag("--strict", options.strict);
  app.add_flag("--ascii", options.ascii);
  app.add_flag("-q,--quiet", options.quiet);
  app.add_flag("-v,--verbose", options.verbose);
  app.add_option("--date", date);
  app.add_option("--date-override", date_override);
  app.add_option("--lang", options.language);
  app.add_option("--charset", options.page.charset);
  app.add_option("--data", options.data_folder);
  app.add_option("--gazetteer", options.gazetteer);
  app.add_option("--glob", options.glob);
  app.add_option("--max-bytes", options.page.max_bytes);
  app.add_option("-j,--jobs", options.jobs);
  CLI11_PARSE(app, argc, argv);
  if (options.inputs.empty()) options.inputs.push_back("-");
  options.date = newsline::parse_day(date);
  options.date_override = newsline::parse_day(date_override);
  if (format == "ndjson") options.format = newsline::Format::ndjson;
  if (format == "markdown") options.format = newsline::Format::markdown;
  if (format == "text") options.format = newsline::Format::text;
  if (format == "annotations") options.format = newsline::Format::annotations;
  return newsline::run(options);
}
