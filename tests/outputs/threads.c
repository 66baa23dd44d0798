/* threads PAGE...

   Threads that read, merge and render at once, each with a handle of its own, begin together and
   before anything was read: what the libraries below make at their first use is made under them
   too. All get the same bytes. .ci/outputs runs it against a library built with -fsanitize=thread,
   which ends it at a race. */
#define _POSIX_C_SOURCE 200809L
#include <newsline/newsline.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { threads = 4, most_pages = 8, formats = 7 };

static const char* const options[formats] = {
    NULL,
    "{\"format\": \"markdown\"}",
    "{\"format\": \"html\"}",
    "{\"format\": \"csv\"}",
    "{\"format\": \"ics\"}",
    "{\"format\": \"timelinejs\"}",
    "{\"format\": \"mermaid\"}",
};

struct page {
  char* bytes;
  size_t size;
};

static struct page pages[most_pages];
static size_t page_count;
static newsline_reader* shared;
static pthread_barrier_t start;

struct worker {
  size_t number;
  char* told[formats];
  const char* failed; /* a call's name */
};

static struct page read_file(const char* path) {
  struct page page = {NULL, 0};
  FILE* file = fopen(path, "rb");
  long size = -1;
  if (file && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
  if (size > 0) page.bytes = malloc((size_t)size);
  if (page.bytes) {
    rewind(file);
    page.size = fread(page.bytes, 1, (size_t)size, file);
  }
  if (file) fclose(file);
  return page;
}

/* Half of the handles are opened anew, half are shared; each thread begins with another page. */
static const char* work(struct worker* worker, newsline_reader** reader) {
  char* read[most_pages] = {NULL};
  char *merged = NULL, *none = NULL;
  const char* failed = NULL;
  size_t i, size = 0;
  if (worker->number % 2 ? newsline_open(NULL, reader) : newsline_share(shared, reader))
    return "newsline_open";
  for (i = 0; i < page_count; ++i) {
    const size_t page = (worker->number + i) % page_count;
    char facts[32];
    snprintf(facts, sizeof facts, "{\"id\": \"page %u\"}", (unsigned)page);
    if (newsline_read(*reader, pages[page].bytes, pages[page].size, facts, &read[page], NULL))
      failed = "newsline_read";
  }
  if (!failed &&
      newsline_merge(*reader, (const char* const*)read, NULL, page_count, NULL, &merged, &size))
    failed = "newsline_merge";
  for (i = 0; i < formats && !failed; ++i) {
    if (newsline_render(*reader, merged, size, options[i], &worker->told[i], NULL))
      failed = "newsline_render";
  }
  if (!failed && !newsline_read(*reader, "", 0, NULL, &none, NULL)) failed = "an empty page";
  newsline_free(merged);
  newsline_free(none);
  for (i = 0; i < page_count; ++i) newsline_free(read[i]);
  return failed;
}

static void* run(void* given) {
  struct worker* worker = given;
  newsline_reader* reader = NULL;
  pthread_barrier_wait(&start);
  worker->failed = work(worker, &reader);
  newsline_close(reader);
  return NULL;
}

static int differs(const struct worker* a, const struct worker* b) {
  size_t i;
  for (i = 0; i < formats; ++i) {
    if (!a->told[i] || !b->told[i] || strcmp(a->told[i], b->told[i]) != 0) return 1;
  }
  return 0;
}

int main(int argc, char** argv) {
  static struct worker workers[threads];
  pthread_t ids[threads];
  size_t i, j;
  int failed = 0;
  for (; page_count < (size_t)argc - 1 && page_count < most_pages; ++page_count) {
    pages[page_count] = read_file(argv[page_count + 1]);
    if (!pages[page_count].size) return fprintf(stderr, "%s: not read\n", argv[page_count + 1]), 2;
  }
  if (page_count == 0) return fprintf(stderr, "threads PAGE...\n"), 2;
  if (newsline_open(NULL, &shared)) return fprintf(stderr, "%s\n", newsline_error(shared)), 1;
  pthread_barrier_init(&start, NULL, threads);
  for (i = 0; i < threads; ++i) {
    workers[i].number = i;
    if (pthread_create(&ids[i], NULL, run, &workers[i]) != 0) return 1;
  }
  for (i = 0; i < threads; ++i) {
    pthread_join(ids[i], NULL);
    if (workers[i].failed) {
      fprintf(stderr, "thread %u: %s\n", (unsigned)i, workers[i].failed);
      failed = 1;
    } else if (differs(&workers[0], &workers[i])) {
      fprintf(stderr, "thread %u: other bytes than the first\n", (unsigned)i);
      failed = 1;
    }
  }
  for (i = 0; i < threads; ++i) {
    for (j = 0; j < formats; ++j) newsline_free(workers[i].told[j]);
  }
  newsline_close(shared);
  for (i = 0; i < page_count; ++i) free(pages[i].bytes);
  return failed;
}
