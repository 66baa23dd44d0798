#include "libxml2.h"

#include <libxml/globals.h>
#include <libxml/parser.h>
#include <libxml/threads.h>
#include <pthread.h>

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <optional>
#include <string_view>

namespace newsline::page {
namespace {

#if LIBXML_VERSION < 21200

/// The key under which libxml2 keeps the state of each thread, known by the one that it makes for
/// its first thread. None where this is another one, or another libxml2 than that of its headers.
std::optional<pthread_key_t> key_of_states() {
  constexpr std::string_view headers = std::string_view(LIBXML_VERSION_STRING).substr(0, 3);
  if (!xmlIsMainThread() || !std::string_view(xmlParserVersion).starts_with(headers))
    return std::nullopt;
  const void* const state = xmlGetGlobalState();
  if (!state) throw std::bad_alloc();
  for (pthread_key_t key = 0; key < PTHREAD_KEYS_MAX; ++key)
    if (pthread_getspecific(key) == state) return key;
  return std::nullopt;
}

/// Where libxml2 gets no memory for the state of any but its first thread, it looks into that state
/// for the function to tell it to, and so makes it again, without end. So it finds one that was
/// made here, as it would have done; it frees it with the thread.
void make_state(pthread_key_t key) {
  if (pthread_getspecific(key)) return;
  void* const room = std::calloc(1, sizeof(xmlGlobalState));
  if (!room) throw std::bad_alloc();
  xmlInitializeGlobalState(static_cast<xmlGlobalState*>(room));
  if (pthread_setspecific(key, room) == 0) return;
  std::free(room);
  throw std::bad_alloc();
}

bool has_state() { return xmlGetGlobalState() != nullptr; }

#else

std::optional<pthread_key_t> key_of_states() { return std::nullopt; }
void make_state(pthread_key_t) {}
bool has_state() { return xmlCheckThreadLocalStorage() == 0; }

#endif

void prepare() {
  // No std::call_once: what is thrown through it needs a library loaded, where memory has ended.
  static std::mutex one_at_a_time;
  static bool has_tables = false;
  static std::optional<pthread_key_t> key;
  thread_local bool prepared = false;
  if (prepared) return;
  // More than both need; of this size malloc keeps it for the thread when it is freed.
  constexpr std::size_t kRoom = 100'000;
  void* const room = std::malloc(kRoom);
  if (!room) throw std::bad_alloc();
  // Without this the compiler leaves the pair of calls out.
  *static_cast<volatile char*>(room) = 0;
  std::free(room);
  const std::lock_guard lock(one_at_a_time);
  if (!has_tables) {
    xmlInitParser();
    key = key_of_states();
    has_tables = true;
  }
  if (key) make_state(*key);
  // Asked for anything else of the thread, libxml2 would read the state that it could not make.
  if (!has_state()) throw std::bad_alloc();
  prepared = true;
}

}  // namespace

LibXml2::LibXml2() {
  prepare();
  before_ = xmlStructuredError;
  context_ = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(this, [](void* self, xmlErrorPtr error) {
    if (error->code == XML_ERR_NO_MEMORY) static_cast<LibXml2*>(self)->memory_ended_ = true;
  });
}

LibXml2::~LibXml2() { xmlSetStructuredErrorFunc(context_, before_); }

void LibXml2::check() const {
  if (memory_ended_) throw std::bad_alloc();
}

int read_some(void* rest, char* buffer, int size) {
  auto& left = *static_cast<std::string_view*>(rest);
  const std::size_t count = std::min(left.size(), static_cast<std::size_t>(size));
  std::memcpy(buffer, left.data(), count);
  left.remove_prefix(count);
  return static_cast<int>(count);
}

}  // namespace newsline::page
