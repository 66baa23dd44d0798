#ifndef NEWSLINE_NEWSLINE_H
#define NEWSLINE_NEWSLINE_H
/*
 * The library for C, and for every language that can call C: saved news pages in, chronologies out.
 *
 *     newsline_reader *reader;
 *     char *json = NULL;
 *     size_t size = 0;
 *     const char *code = newsline_open(NULL, &reader);
 *     if (!code) code = newsline_read(reader, page, page_size, "{\"url\":
 * \"https://news.example/a\"}", &json, &size); if (code) fprintf(stderr, "%s: %s\n", code,
 * newsline_error(reader)); newsline_free(json); newsline_close(reader);
 *
 * Facts and options are passed as a JSON object, or NULL for none; results are bytes, which
 * newsline_free gives back. They end in a NUL that `size` does not count. Every function that may
 * fail returns NULL when all went well, else a stable code as the program has them ("input.empty";
 * `newsline --help` lists them); newsline_error tells more, and *out is then NULL. A call with
 * members that are not listed here, or of the wrong type, is refused with "record.fields", one that
 * is no JSON with "record.json".
 *
 * A handle may be used by one thread at a time, and as many handles at once as one likes:
 * newsline_share gives another one that costs nothing, since the rules and lists are read once for
 * all that were shared. Nothing here reads the network, the clock, the locale or standard input,
 * writes to standard output or error, catches signals, or ends the process.
 */
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define NEWSLINE_API __attribute__((visibility("default")))
#else
#define NEWSLINE_API
#endif

/** Reads pages. */
typedef struct newsline_reader newsline_reader;

/** "0.2.0". */
NEWSLINE_API const char* newsline_version(void);
/** The JSON Schema of the chronologies. */
NEWSLINE_API const char* newsline_schema(void);

/**
 * Makes a handle. Options: "data" (a folder of rules, instead of those laid into the library),
 * "gazetteer" (own names, the text of a file: name TAB type TAB id TAB alias|alias, a line each).
 * Also where it fails *reader is a handle, which only tells newsline_error and is to be closed; it
 * is NULL when there is no memory for one.
 */
NEWSLINE_API const char* newsline_open(const char* options, newsline_reader** reader);
/** Another handle, for another thread. */
NEWSLINE_API const char* newsline_share(const newsline_reader* reader, newsline_reader** other);
/** NULL is nothing to close. */
NEWSLINE_API void newsline_close(newsline_reader* reader);

/**
 * The chronology of a page: HTML, MHTML or text in any charset, also compressed. Facts: "id",
 * "url", "title", "lang", "charset", "date" (the publication day, for a page that does not tell its
 * own), "date_override", "max_bytes"; "indented"; filters: "from", "to", "entity", "about",
 * "certainty" (an array), "min_confidence", "top", as the program's options of these names.
 */
NEWSLINE_API const char* newsline_read(newsline_reader* reader, const char* bytes, size_t size,
                                       const char* facts, char** out, size_t* out_size);

/**
 * One chronology of many: `count` of them as JSON, `sizes` NULL where each ends in a NUL. Options:
 * those of newsline_render, and "days", "per_day".
 */
NEWSLINE_API const char* newsline_merge(newsline_reader* reader, const char* const* chronologies,
                                        const size_t* sizes, size_t count, const char* options,
                                        char** out, size_t* out_size);

/**
 * A chronology, its JSON, in another format. Options: "format" ("json" where it lacks, "markdown",
 * "html", "csv", "ics", "timelinejs", "mermaid"), "title", "sources" (in Markdown), "indented",
 * "ascii" (in JSON), and the filters of newsline_read.
 */
NEWSLINE_API const char* newsline_render(newsline_reader* reader, const char* chronology,
                                         size_t size, const char* options, char** out,
                                         size_t* out_size);

/** Gives back what a call gave; NULL is nothing. */
NEWSLINE_API void newsline_free(char* bytes);

/** What went wrong in the last call with this handle, in one sentence; "" when nothing did. Valid
 * up to the next call. */
NEWSLINE_API const char* newsline_error(const newsline_reader* reader);
/** What the format of the last call could not hold, a line each ("ics: 1 event before the year 1
 * left out"); "" when it held all. */
NEWSLINE_API const char* newsline_notes(const newsline_reader* reader);

#ifdef __cplusplus
}
#endif

#endif
