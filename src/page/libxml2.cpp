#include "libxml2.h"

#include <libxml/globals.h>
#include <libxml/parser.h>

#include <cstdlib>
#include <mutex>
#include <new>

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
  static_cast<void>(xmlGetLastError());
  prepared = true;
}

}  // namespace

LibXml2::LibXml2() {
  prepare();
  before_ = xmlStructuredError;
  context_ = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(nullptr, [](void*, xmlErrorPtr) {});
}

LibXml2::~LibXml2() { xmlSetStructuredErrorFunc(context_, before_); }

}  // namespace newsline::page
