#include "completions.h"

#include <algorithm>
#include <initializer_list>

namespace newsline {

namespace {

const ValueWords* find(const std::vector<ValueWords>& values, std::string_view value) {
  const auto found = std::ranges::find(values, value, &ValueWords::value);
  return found == values.end() ? nullptr : &*found;
}

std::string concat(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

std::string joined(const std::vector<std::string>& words, std::string_view joint) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : joint).append(word);
  return text;
}

/// Characters of `special` with a backslash before them; a quote closed, escaped and opened again.
std::string quoted(std::string_view words, std::string_view special) {
  std::string out;
  for (const char c : words) {
    if (c == '\'') {
      out += "'\\''";
      continue;
    }
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::vector<std::string> names(const OptionWords& option) {
  std::vector<std::string> all;
  for (const std::string& name : option.shorts) all.push_back(std::string(1, '-').append(name));
  for (const std::string& name : option.longs) all.push_back(std::string(2, '-').append(name));
  return all;
}

std::string bash(const std::vector<OptionWords>& options, const std::vector<ValueWords>& values) {
  std::string cases, all;
  for (const OptionWords& option : options) {
    for (const std::string& name : names(option)) all.append(all.empty() ? "" : " ").append(name);
    if (option.value.empty()) continue;
    const ValueWords* value = find(values, option.value);
    cases += concat({"    ", joined(names(option), "|"), ") "});
    if (value && !value->words.empty()) {
      cases +=
          concat({"COMPREPLY=($(compgen -W '", joined(value->words, " "), "' -- \"$word\")); "});
    } else if (value && value->folders) {
      cases += "IFS=$'\\n'; COMPREPLY=($(compgen -d -- \"$word\")); ";
    } else if (value && value->files) {
      cases += "IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\")); ";
    }
    cases += "return ;;\n";
  }
  return concat(
      {"# bash completion of newsline, printed by newsline --completions bash\n"
       "_newsline() {\n"
       "  local IFS=$' \\n' word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
       "  COMPREPLY=()\n"
       "  case $before in\n",
       cases,
       "  esac\n"
       "  case $word in\n"
       "    -*) COMPREPLY=($(compgen -W '",
       all,
       "' -- \"$word\")) ;;\n"
       "    *) local IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
       "  esac\n"
       "}\n"
       "complete -o filenames -F _newsline newsline\n"});
}

std::string zsh(const std::vector<OptionWords>& options, const std::vector<ValueWords>& values) {
  std::string text =
      "#compdef newsline\n"
      "# zsh completion of newsline, printed by newsline --completions zsh\n"
      "_arguments -s \\\n";
  for (const OptionWords& option : options) {
    const std::vector<std::string> all = names(option);
    std::string action;
    if (!option.value.empty()) {
      const ValueWords* value = find(values, option.value);
      action = concat({":", option.value, ":"});
      if (value && !value->words.empty())
        action += concat({"(", joined(value->words, " "), ")"});
      else if (value && value->folders)
        action += "_files -/";
      else if (value && value->files)
        action += "_files";
    }
    for (const std::string& name : all) {
      const std::string others = all.size() > 1 ? concat({"(", joined(all, " "), ")"}) : "";
      text += concat(
          {"  '", others, name, "[", quoted(option.description, "[]\\:"), "]", action, "' \\\n"});
    }
  }
  return text + "  '*:page or folder:_files'\n";
}

std::string fish(const std::vector<OptionWords>& options, const std::vector<ValueWords>& values) {
  std::string text = "# fish completion of newsline, printed by newsline --completions fish\n";
  for (const OptionWords& option : options) {
    text += "complete -c newsline";
    for (const std::string& name : option.shorts) text += concat({" -s ", name});
    for (const std::string& name : option.longs) text += concat({" -l ", name});
    if (!option.value.empty()) {
      const ValueWords* value = find(values, option.value);
      if (value && !value->words.empty())
        text += concat({" -x -a '", joined(value->words, " "), "'"});
      else if (value && value->folders)
        text += " -x -a '(__fish_complete_directories)'";
      else
        text += value && value->files ? " -r -F" : " -x";
    }
    std::string description = option.description;
    for (std::size_t at = 0; (at = description.find_first_of("\\'", at)) != std::string::npos;
         at += 2) {
      description.insert(at, 1, '\\');
    }
    text += concat({" -d '", description, "'\n"});
  }
  return text;
}

}  // namespace

std::string completions(std::string_view shell, const std::vector<OptionWords>& options,
                        const std::vector<ValueWords>& values) {
  if (shell == "bash") return bash(options, values);
  if (shell == "zsh") return zsh(options, values);
  if (shell == "fish") return fish(options, values);
  return {};
}

}  // namespace newsline
