/* The interface for C, from C99: results and codes as the header says, many threads with a handle
   each, nothing lost or leaked (the dev preset runs this under AddressSanitizer). */
#define _POSIX_C_SOURCE 200809L
#include <newsline/newsline.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static const char page[] =
    "<html lang=\"en\"><head><meta property=\"article:published_time\" "
    "content=\"2024-03-05\"></head><body><article><h1>Ferry</h1>"
    "<p>Acme sold the ferry on 2 March 2024.</p><p>Ana Silva will open the new pier in May "
    "2024.</p></article></body></html>";
static const char relative[] = "Ferry news\n\nAcme sold the ferry on Monday.\n";

static int failed = 0;

static void check(int right, const char* what, const char* got) {
  if (right) return;
  failed = 1;
  fprintf(stderr, "%s: %s\n", what, got ? got : "(null)");
}

static int same(const char* a, const char* b) { return a == b || (a && b && strcmp(a, b) == 0); }

struct asked {
  const char *what, *bytes, *facts, *code, *holds;
};

static void check_reading(newsline_reader* reader) {
  static const struct asked rows[] = {
      {"a page", page, NULL, NULL, "\"headline\":\"Acme sold the ferry\""},
      {"no facts", page, "{}", NULL, "2024-03-02"},
      {"its address", page, "{\"url\": \"https://example.org/a\"}", NULL, "https://example.org/a"},
      {"over many lines", page, "{\"indented\": true}", NULL, "\n  \"documents\""},
      {"the day that its reader knows", relative, "{\"date\": \"2024-03-05\"}", NULL, "2024-03-04"},
      {"a filter", page, "{\"certainty\": [\"planned\"]}", NULL, "2024-05"},
      {"a name", page, "{\"entity\": \"Ana Silva\", \"from\": \"2024-05\"}", NULL, "2024-05"},
      {"a fact that is null", page, "{\"url\": null}", NULL, "2024-03-02"},
      {"nothing", "", NULL, "input.empty", NULL},
      {"no text",
       "\x7f"
       "ELF\x02\x01\x01\x03 \x01\x02\x03\x04\x05\x06",
       NULL, "input.not_text", NULL},
      {"too large", page, "{\"max_bytes\": 10}", "input.too_large", NULL},
      {"no JSON", page, "{\"url\": ", "record.json", NULL},
      {"no object", page, "[]", "record.json", NULL},
      {"a member that there is not", page, "{\"adress\": \"x\"}", "record.fields", NULL},
      {"a member of another call", page, "{\"format\": \"html\"}", "record.fields", NULL},
      {"no day", page, "{\"date\": \"2024-02-30\"}", "record.fields", NULL},
      {"a wrong type", page, "{\"id\": 7}", "record.fields", NULL},
      {"a wrong type within", page, "{\"certainty\": [7]}", "record.fields", NULL},
      {"a count below zero", page, "{\"top\": -1}", "record.fields", NULL},
      {"deep", page, "{\"id\": [[[[[[[[]]]]]]]]}", "record.fields", NULL},
  };
  size_t i;
  for (i = 0; i < sizeof rows / sizeof *rows; ++i) {
    char* out = NULL;
    size_t size = 0;
    const char* code = newsline_read(reader, rows[i].bytes, i == 9 ? 15 : strlen(rows[i].bytes),
                                     rows[i].facts, &out, &size);
    check(same(code, rows[i].code), rows[i].what, code);
    check((out == NULL) == (rows[i].code != NULL) && (out == NULL || strlen(out) == size),
          rows[i].what, "bytes or a code");
    check((*newsline_error(reader) == 0) == (code == NULL), rows[i].what, newsline_error(reader));
    check(!rows[i].holds || (out && strstr(out, rows[i].holds)), rows[i].what, out);
    newsline_free(out);
  }
}

static void check_rendering(newsline_reader* reader) {
  static const struct asked rows[] = {
      {"Markdown", NULL, "{\"format\": \"markdown\", \"title\": \"The ferry\"}", NULL,
       "# The ferry"},
      {"HTML", NULL, "{\"format\": \"html\"}", NULL, "<!DOCTYPE html>"},
      {"CSV", NULL, "{\"format\": \"csv\"}", NULL, ",Acme sold the ferry,"},
      {"a calendar", NULL, "{\"format\": \"ics\"}", NULL, "END:VCALENDAR"},
      {"slides", NULL, "{\"format\": \"timelinejs\"}", NULL, "\"events\""},
      {"a diagram", NULL, "{\"format\": \"mermaid\"}", NULL, "timeline"},
      {"JSON", NULL, NULL, NULL, "\"schema_version\""},
      {"no format", NULL, "{\"format\": \"pdf\"}", "record.fields", NULL},
      {"a format of pages", NULL, "{\"format\": \"text\"}", "record.fields", NULL},
      {"no chronology", "{\"a\": 1}", NULL, "record.fields", NULL},
      {"no JSON", "<html>", NULL, "record.json", NULL},
  };
  char* json = NULL;
  size_t size = 0, i;
  check(newsline_read(reader, page, sizeof page - 1, NULL, &json, &size) == NULL, "the page",
        newsline_error(reader));
  for (i = 0; i < sizeof rows / sizeof *rows; ++i) {
    const char* told = rows[i].bytes ? rows[i].bytes : json;
    char* out = NULL;
    const char* code = newsline_render(reader, told, strlen(told), rows[i].facts, &out, NULL);
    check(same(code, rows[i].code), rows[i].what, newsline_error(reader));
    check(!rows[i].holds || (out && strstr(out, rows[i].holds)), rows[i].what, out);
    check(*newsline_notes(reader) == 0, rows[i].what, newsline_notes(reader));
    newsline_free(out);
  }
  newsline_free(json);
}

static void check_merging(newsline_reader* reader) {
  static const char old[] = "Rome\n\nCaesar was killed on 15 March 44 BC.\n";
  const char* told[2];
  char *first = NULL, *second = NULL, *out = NULL;
  size_t sizes[2], size = 0;
  newsline_read(reader, page, sizeof page - 1, "{\"id\": \"a\"}", &first, &sizes[0]);
  newsline_read(reader, old, sizeof old - 1, "{\"id\": \"b\"}", &second, &sizes[1]);
  told[0] = first;
  told[1] = second;
  check(newsline_merge(reader, told, sizes, 2, NULL, &out, &size) == NULL, "a merge",
        newsline_error(reader));
  check(out && strstr(out, "\"id\":\"a\"") && strstr(out, "\"id\":\"b\""), "both pages", out);
  newsline_free(out);
  check(newsline_merge(reader, told, NULL, 2, "{\"format\": \"ics\"}", &out, &size) == NULL,
        "a merged calendar", newsline_error(reader));
  check(strncmp(newsline_notes(reader), "ics: 1 event ", 13) == 0, "what a calendar cannot hold",
        newsline_notes(reader));
  newsline_free(out);
  check(newsline_merge(reader, NULL, NULL, 0, NULL, &out, &size) == NULL && size > 0,
        "nothing merged", newsline_error(reader));
  newsline_free(out);
  told[1] = "{}";
  check(same(newsline_merge(reader, told, NULL, 2, NULL, &out, &size), "record.fields") && !out &&
            size == 0,
        "no chronology", newsline_error(reader));
  newsline_free(first);
  newsline_free(second);
}

static void check_opening(void) {
  static const struct asked rows[] = {
      {"no folder", NULL, "{\"data\": \"/no/such/folder\"}", "input.read", NULL},
      {"no member", NULL, "{\"dat\": \"x\"}", "record.fields", NULL},
      {"own names", NULL, "{\"gazetteer\": \"Acme\\torganization\\towner:acme\\tAcme Ferries\\n\"}",
       NULL, NULL},
  };
  size_t i, size;
  for (i = 0; i < sizeof rows / sizeof *rows; ++i) {
    newsline_reader *reader = NULL, *other = NULL;
    char* out;
    const char* code = newsline_open(rows[i].facts, &reader);
    check(same(code, rows[i].code) && reader, rows[i].what, code);
    if (code) {
      check(*newsline_error(reader) != 0, rows[i].what, "no words");
      check(newsline_read(reader, page, sizeof page - 1, NULL, &out, &size) != NULL && !out,
            "a handle that failed", out);
      check(newsline_share(reader, &other) != NULL && other, "a handle that failed, shared", NULL);
    }
    newsline_close(other);
    newsline_close(reader);
  }
  newsline_close(NULL);
  newsline_free(NULL);
}

static void* reads_often(void* handle) {
  newsline_reader* reader = handle;
  int i;
  for (i = 0; i < 20; ++i) {
    char* out = NULL;
    size_t size = 0;
    const char* code = i % 5 ? newsline_read(reader, page, sizeof page - 1, NULL, &out, &size)
                             : newsline_read(reader, "", 0, NULL, &out, &size);
    check(i % 5 ? out && strstr(out, "2024-03-02") != NULL : same(code, "input.empty"), "a thread",
          code);
    newsline_free(out);
  }
  newsline_close(reader);
  return NULL;
}

static void check_threads(const newsline_reader* reader) {
  pthread_t threads[4];
  size_t i;
  for (i = 0; i < 4; ++i) {
    newsline_reader* other = NULL;
    check(newsline_share(reader, &other) == NULL, "a shared handle", newsline_error(other));
    check(pthread_create(&threads[i], NULL, reads_often, other) == 0, "a thread", "not begun");
  }
  for (i = 0; i < 4; ++i) pthread_join(threads[i], NULL);
}

int main(int argc, char** argv) {
  newsline_reader* reader = NULL;
  check(argc < 2 || same(newsline_version(), argv[1]), "the version", newsline_version());
  check(strstr(newsline_schema(), "json-schema.org") != NULL, "the schema", newsline_schema());
  check(newsline_open(NULL, &reader) == NULL, "a reader", newsline_error(reader));
  check_reading(reader);
  check_rendering(reader);
  check_merging(reader);
  check_threads(reader);
  check_opening();
  newsline_close(reader);
  return failed;
}
