#pragma once
#include <string_view>

namespace newsline {

/// One screen, for -h. {formats} stands for the names of the formats.
inline constexpr std::string_view short_help =
    R"(newsline turns saved news pages into chronologies of dated events, offline.

usage: newsline [OPTION]... [PAGE or FOLDER]...      (no input: standard input)

  newsline article.html                    a saved page to its chronology, JSON
  newsline -f markdown article.html        the same for people
  newsline --merge news/ -o story.md       a folder of pages to one chronology

  -f, --format F     {formats}
  -o, --output FILE  write to FILE, or into a folder: DIR/
  --merge            all inputs into one chronology
  --records          NDJSON in, one line out for each line in
  --from D, --to D   only events of that time: a day, or EDTF (2024-05)
  --entity NAME      only events that name it, under any of its names
  --about WORDS      only events that fit the words, the best first
  --certainty LIST   asserted, planned, projected, negated
  --top N            only the N main happenings, undated news among them
  --date D           publication day for pages that do not tell theirs
  --days N           with --merge: only the N days that matter most
  -j, --jobs N       threads
  -q, -v             fewer words, more words

newsline --help tells all options, error codes and exit codes.
)";

inline constexpr std::string_view help_head =
    R"(newsline - turns saved news pages into chronologies of dated events, offline

usage: newsline [OPTION]... [PAGE or FOLDER]...

A PAGE is a file that a browser or a crawler saved: HTML, MHTML, plain text and more (README), also gzip or zstd; a web archive (WARC),
a file of records, a feed, an export or a book holds many. "-" or no input at all is standard input. What it is, is told by its content, there too.
A FOLDER is walked in byte order of names; hidden files, links, the *_files folders beside saved pages and what is no text
are skipped and counted, and so is what newsline wrote there itself. Ctrl-C ends a run in good order within a second, a
second one at once. A file that -o names is replaced only by a whole result of which something could be read.

Examples:
  newsline article.html | jq -r '.events[] | [.date.edtf, .headline] | @tsv'
  newsline -f markdown article.html
  newsline --merge news/ -o story.md

)";

inline constexpr std::string_view help_tail = R"(
newsline --schema prints the JSON Schema of json and ndjson.

A line of --records is {"id", "url"?, "date"?, "lang"?, "title"?, "html" or "text" or "html_b64"}. Exactly one line comes
out for it, in the same order: a chronology, its "id" first, or {"id", "error": {"code", "message"}}.

Error codes, on standard error as "file: code: message", and in the lines of --records:
  input.empty              nothing in it
  input.none               a folder without pages
  input.read               missing or unreadable
  input.not_text           a picture, a program, any other binary
  input.too_large          larger than --max-bytes
  input.decompress         broken or cut gzip or zstd; of an archive the other records are read
  input.decompress_limit   it inflates to more than --max-bytes, or suspiciously far
  input.unsupported_type   a URL, a PDF, an office file: the message says what to do instead
  input.encoding           in no charset that can be read
  record.json              a line that is no JSON object
  record.fields            a record without a page, or with a member of the wrong type
  internal.error           a mistake of newsline's own: please report it
  output.write             results could not be written
  output.busy              another run writes into this folder

Exit codes:
  0    all inputs were read
  1    an input failed; the results of the others are complete
  2    wrong use, or no input given
  3    results could not be written
  130  interrupted
  141  standard output was closed
)";

}  // namespace newsline
