#pragma once

#include <libxml/xmlerror.h>

namespace newsline::page {

// One use of libxml2 by this thread; it stands before the first call and lives until the last.
//
// libxml2 makes its tables at first use, without a lock for all of them: two threads would each
// make their own and lose one. And where memory ends while it makes them, or the state that it has
// for each thread, it reads a null pointer: both are made here, while there is room.
//
// It would also print its errors, allocate to do so, and read freed memory where that fails: while
// this lives, it prints none of this thread. What a host program had set is set again at the end.
class LibXml2 {
 public:
  LibXml2();  // std::bad_alloc where there is no room
  ~LibXml2();
  /// std::bad_alloc where memory ended in a call since then: libxml2 stops there or goes on with
  /// less, and the next mistake that it finds takes the place of that one.
  void check() const;
  LibXml2(const LibXml2&) = delete;
  LibXml2& operator=(const LibXml2&) = delete;

 private:
  xmlStructuredErrorFunc before_ = nullptr;
  void* context_ = nullptr;
  bool memory_ended_ = false;
};

/// Hands on the next bytes of a std::string_view, `rest`. libxml2 asks for a few kilobytes at a
/// time: given all at once, it would copy them, and where there is no room for the copy, read a
/// null pointer.
int read_some(void* rest, char* buffer, int size);

}  // namespace newsline::page
