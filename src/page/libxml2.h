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
  LibXml2(const LibXml2&) = delete;
  LibXml2& operator=(const LibXml2&) = delete;

 private:
  xmlStructuredErrorFunc before_ = nullptr;
  void* context_ = nullptr;
};

}  // namespace newsline::page
