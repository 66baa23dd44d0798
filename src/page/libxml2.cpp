#include "libxml2.h"

#include <libxml/globals.h>
#include <libxml/parser.h>
#include <libxml/threads.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <string_view>

namespace newsline::page {
namespace {

void prepare() {
  static std::once_flag tables;
  thread_local bool prepared = false;
  if (prepared) return;
  // More than both need; of this size malloc keeps it for the thread when it is freed.
  constexpr std::size_t kRoom = 100'000;
  void* const room = std::malloc(kRoom);
  if (!room) throw std::bad_alloc();
  // Without this the compiler leaves the pair of calls out.
  *static_cast<volatile char*>(room) = 0;
  std::free(room);
  std::call_once(tables, xmlInitParser);
  // Asked for anything else of the thread, libxml2 would read the state that it could not make.
  if (!xmlGetGlobalState()) throw std::bad_alloc();
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
