// The interface for C. Every exception ends here, as a code and a sentence.
//
//     newsline_read(reader, bytes, n, facts, &json, &size)    NULL, or a code such as "record.json"
// What a call asks for is JSON (call.h), what it gives are bytes that the caller frees; a handle
// keeps the sentence about what went wrong last. A handle is one thread's, what handles share is
// constant.
// What it does not do: hold a page between two calls.
#include "newsline/newsline.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "call.h"
#include "chronology/merger.h"
#include "newsline/error.h"
#include "newsline/reader.h"
#include "newsline/version.h"
#include "newsline/write.h"
#include "write/stream.h"

using namespace newsline;
using namespace newsline::c;

/// What all handles that were shared have in common; not changed any more.
struct Shared {
  explicit Shared(const ReaderOptions& options) : reader(options) {}
  Reader reader;
};

struct newsline_reader {
  std::shared_ptr<const Shared> shared;  // none: it could not be opened
  std::string code, message, notes;
  const char* told = "";  // what newsline_error gives: `message`, or words that need no memory
};

namespace {

constexpr const char no_memory[] = "not enough memory";

/// Keeps what went wrong; the code to give back.
const char* fail(newsline_reader& handle, const char* code, const char* words) noexcept {
  try {
    handle.code = code;
    handle.message = words;
    handle.told = handle.message.c_str();
    return handle.code.c_str();
  } catch (...) {
    handle.told = no_memory;
    return "internal.error";
  }
}

/// Does the work of a call; whatever it throws becomes a code.
template <class Work>
const char* guarded(newsline_reader* handle, Work work) noexcept {
  if (!handle) return "internal.error";
  handle->told = "";
  handle->notes.clear();
  try {
    work();
    return nullptr;
  } catch (const Error& error) {
    return fail(*handle, error.code().c_str(), error.what());
  } catch (const std::bad_alloc&) {
    return fail(*handle, "input.too_large", "not enough memory for it");
  } catch (const std::exception& exception) {
    return fail(*handle, "internal.error", exception.what());
  } catch (...) {
    return fail(*handle, "internal.error", "an exception of no known kind");
  }
}

const Reader& reader_of(const newsline_reader* handle) {
  if (!handle->shared) throw Error("internal.error", "the handle could not be opened");
  return handle->shared->reader;
}

std::string_view bytes_at(const char* bytes, std::size_t size) {
  return size == 0 ? std::string_view() : std::string_view(bytes, size);
}

/// Hands bytes over to the caller.
void give(const std::string& bytes, char** out, std::size_t* out_size) {
  char* const room = static_cast<char*>(std::malloc(bytes.size() + 1));
  if (!room) throw std::bad_alloc();
  std::memcpy(room, bytes.c_str(), bytes.size() + 1);
  *out = room;
  if (out_size) *out_size = bytes.size();
}

void clear(char** out, std::size_t* out_size) noexcept {
  *out = nullptr;
  if (out_size) *out_size = 0;
}

void filter(const Reader& reader, Asked& asked, Chronology& told) {
  if (!asked.filter.entity.empty())
    asked.filter.entity_id = reader.entity_id(asked.filter.entity, asked.page.language);
  apply(asked.filter, told);
}

Chronology chronology_in(std::string_view json) {
  std::optional<Chronology> told = read_chronology(json);
  if (!told) throw Error("record.fields", "not a chronology that newsline wrote");
  return std::move(*told);
}

void note(std::string& notes, std::string_view format, const FormatNote& note) {
  notes.append(format).append(": ");
  if (note.number > 0) notes.append(std::to_string(note.number)).append(" ");
  notes.append(note.number > 1 ? note.many : note.one).append("\n");
}

std::string written(newsline_reader& handle, const Asked& asked, const Chronology& told) {
  FormatOptions options;
  options.indented = asked.indented;
  options.ascii = asked.ascii;
  options.sources = asked.sources;
  options.title = asked.title;
  options.data = &reader_of(&handle).data();
  options.note = [&](const FormatNote& left_out) {
    note(handle.notes, asked.format->name, left_out);
  };
  std::string bytes;
  write_whole(bytes, *asked.format, stream_of(told), options);
  return bytes;
}

}  // namespace

const char* newsline_version(void) { return version; }

// files that are laid in end in a NUL
const char* newsline_schema(void) { return schema().data(); }

const char* newsline_open(const char* options, newsline_reader** reader) {
  *reader = new (std::nothrow) newsline_reader;
  return guarded(*reader, [&] {
    Asked asked = read_call(Call::open, options);
    if (!asked.reader.gazetteer.empty()) asked.reader.gazetteer_name = "gazetteer";
    (*reader)->shared = std::make_shared<const Shared>(asked.reader);
  });
}

const char* newsline_share(const newsline_reader* reader, newsline_reader** other) {
  *other = new (std::nothrow) newsline_reader;
  return guarded(*other, [&] {
    reader_of(reader);
    (*other)->shared = reader->shared;
  });
}

void newsline_close(newsline_reader* reader) { delete reader; }

const char* newsline_read(newsline_reader* reader, const char* bytes, size_t size,
                          const char* facts, char** out, size_t* out_size) {
  clear(out, out_size);
  return guarded(reader, [&] {
    const Reader& pages = reader_of(reader);
    Asked asked = read_call(Call::read, facts);
    Chronology told = pages.read(bytes_at(bytes, size), asked.page);
    filter(pages, asked, told);
    give(to_json(told, {.indented = asked.indented, .ascii = false}), out, out_size);
  });
}

const char* newsline_merge(newsline_reader* reader, const char* const* chronologies,
                           const size_t* sizes, size_t count, const char* options, char** out,
                           size_t* out_size) {
  clear(out, out_size);
  return guarded(reader, [&] {
    const Reader& pages = reader_of(reader);
    Asked asked = read_call(Call::merge, options);
    Merger merger(pages.data());
    for (std::size_t i = 0; i < count; ++i) {
      Chronology told =
          chronology_in(bytes_at(chronologies[i], sizes ? sizes[i] : std::strlen(chronologies[i])));
      if (std::ranges::any_of(told.events,
                              [](const OutputEvent& event) { return event.sources.empty(); }))
        throw Error("record.fields",
                    "an event without sources, written by hand: it can be rendered, not merged");
      merger.add(std::move(told));
    }
    Chronology merged = merger.merged().all();
    filter(pages, asked, merged);
    give(written(*reader, asked, merged), out, out_size);
  });
}

const char* newsline_render(newsline_reader* reader, const char* chronology, size_t size,
                            const char* options, char** out, size_t* out_size) {
  clear(out, out_size);
  return guarded(reader, [&] {
    const Reader& pages = reader_of(reader);
    Asked asked = read_call(Call::render, options);
    Chronology told = chronology_in(bytes_at(chronology, size));
    filter(pages, asked, told);
    give(written(*reader, asked, told), out, out_size);
  });
}

void newsline_free(char* bytes) { std::free(bytes); }

const char* newsline_error(const newsline_reader* reader) {
  return reader ? reader->told : no_memory;
}

const char* newsline_notes(const newsline_reader* reader) {
  return reader ? reader->notes.c_str() : "";
}
