#include <newsline/newsline.h>
#include <stdio.h>

int main(void) {
  static char page[1 << 16];
  const size_t size = fread(page, 1, sizeof page, stdin);
  newsline_reader* reader = NULL;
  char* json = NULL;
  const char* code = newsline_open(NULL, &reader);
  if (!code)
    code = newsline_read(reader, page, size, "{\"url\": \"https://example.org/2024/ferry\"}", &json,
                         NULL);
  if (code)
    fprintf(stderr, "%s: %s\n", code, newsline_error(reader));
  else
    fputs(json, stdout);
  newsline_free(json);
  newsline_close(reader);
  return code != NULL;
}
