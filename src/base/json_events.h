#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsline {

/// What a JSON text consists of, in its order. A function that gives false ends the reading. What
/// is handed on lives until the function is left.
class JsonEvents {
 public:
  /// Of an object, or else of an array.
  virtual bool open(bool object) = 0;
  virtual bool close(bool object) = 0;
  virtual bool key(std::string_view name) = 0;
  virtual bool string(std::string_view value) = 0;
  /// As it is written.
  virtual bool number(std::string_view) { return true; }

 protected:
  ~JsonEvents() = default;
};

/// How the reading of a JSON value ended.
struct JsonEnd {
  bool whole = false;
  /// Behind the value; where it breaks JSON's grammar, behind the token that does; npos where the
  /// reader of the events wanted no more.
  std::size_t at = std::string_view::npos;
};

/// Reads the first value of a text that is UTF-8.
JsonEnd read_json(std::string_view json, JsonEvents& events);

}  // namespace newsline
