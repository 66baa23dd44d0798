#!/usr/bin/env python3
"""source_test.py REPOSITORY

What no compiler sees of the sources:
- A document or file that a comment names is in the repository.
- C++ knows no language: in the rooms that read words no text of letters is compared with anything but fields of data files.
- What CONTRIBUTING says of adding a format or a language is true: the names of formats stand in write alone, every file
  that it lists for a language is there, and each folder of src is a row of its table of rooms.
"""
import os, re, sys

ROOMS = ('sentence', 'token', 'grammar', 'timex', 'entity', 'event', 'chronology')  # that read words of a text
# Where a comment speaks of a file that is not ours: what a program is given or makes.
PLACES = {'CORPORA', 'DATA', 'FOLDER', 'GOLD', 'NAME', 'ROOM'}
OTHERS = {'story.html.json', 'replay.cpp', 'glove.6B.50d.txt'}  # an output beside its page; written by tests/fuzz/fuzz; Stanford's
CODES = re.compile(r'Error\("|\bdata\.model\b')  # codes of errors look like files: "record.json"
FILE = re.compile(r'(?<![\w/.:<>-])[\w.-]*(?:[\w.-]+/|<\w+>/)*[\w-]+\.(?:md|tsv|txt|model|bin|json|py|h|cpp)\b(?![.\w])')
DOCUMENT = re.compile(r'\b(?:DESIGN|GUIDELINES|ANCHORS(?:-\w+)?|STYLE|HOUSE|OUTPUTS)\b(?!\s*\+?=)')  # plans that were never part of the repository

# Comparisons of texts with letters that are no word of a language, each with what it is.
NO_WORDS = (
    r'row\.fields\[',                 # names of classes in data files
    r'starts_with\("NL[A-Z]+\d',      # first bytes of our own files
    r'"(?:https?://|www\.)"',         # addresses
    r'starts_with\("PT"\)',           # a TIMEX3 value
)
COMPARED = re.compile(r'[=!]= "[^"]*[A-Za-z][^"]*"|"[^"]*[A-Za-z][^"]*" [=!]=|'
                      r'(?:starts_with|ends_with|find|contains|word_key|begins|same)\((?:\w+, )?"[^"]*[A-Za-z][^"]*"')


def files(repository, *folders):
    for folder in folders:
        for place, inner, names in os.walk(os.path.join(repository, folder)):
            inner[:] = [name for name in inner if name not in ('build', 'node_modules', '__pycache__')]
            for name in sorted(names):
                yield os.path.relpath(os.path.join(place, name), repository)


def read(repository, path):
    with open(os.path.join(repository, path), encoding='utf-8') as f:
        return f.read()


def comments(path, text):
    if path.endswith('.py'):
        pattern = r'"""[\s\S]*?"""|(?<!["\'\w])#[^\n]*'
    else:
        pattern = r'"(?:\\.|[^"\\\n])*"|//[^\n]*'
    for found in re.finditer(pattern, text):
        if not (path.endswith(('.cpp', '.h')) and found.group().startswith('"')):
            yield found.group()


def missing_documents(repository):
    known = set(files(repository, 'src', 'include', 'tests', 'tools', 'data', 'docs', 'man', '.ci')) | set(os.listdir(repository))
    ends = {path.split('/')[-i:][0] if i == 1 else '/'.join(path.split('/')[-i:]) for path in known for i in range(1, path.count('/') + 2)}
    for path in files(repository, 'src', 'include', 'tests', 'tools'):
        if not path.endswith(('.cpp', '.h', '.py')) or path == 'tests/source_test.py':
            continue
        for comment in comments(path, read(repository, path)):
            for name in DOCUMENT.findall(comment):
                yield f'{path}: {name} is not in the repository'
            plain = re.sub(r'"[^"\n]*"', '', comment) if path.endswith(('.cpp', '.h')) else comment
            for found in FILE.finditer(plain):
                named = re.sub(r'<language>|<lang>|LANG(?:UAGE)?\b', 'en', found.group()).lstrip('/')
                first = named.split('/')[0]
                if CODES.search(plain) or named in OTHERS or first in PLACES or named.startswith('.') or named in ends:
                    continue
                yield f'{path}: {found.group()} is not in the repository'


def words_in_code(repository):
    for room in ROOMS:
        for path in files(repository, f'src/{room}'):
            if not path.endswith(('.cpp', '.h')):
                continue
            for number, line in enumerate(read(repository, path).split('\n'), 1):
                code = re.sub(r'\\x[0-9A-F]{2}|\\u[0-9A-F]{4}|\\[ntr]', '', re.sub(r'(?<!:)//.*', '', line))
                for allowed in NO_WORDS:
                    if re.search(allowed, code):
                        break
                else:
                    found = COMPARED.search(code)
                    if found:
                        yield f'{path}:{number}: a word of a language stands in C++: {found.group()}'


def broken_recipes(repository):
    contributing = read(repository, 'CONTRIBUTING.md')
    names = re.findall(r'\{\.name = "(\w+)"', read(repository, 'src/write/formats.cpp'))
    assert len(names) > 5, names
    single = [name for name in names if name not in ('json', 'html', 'text')]  # words of other things too
    for path in list(files(repository, 'src')):
        if path.startswith('src/write/') or not path.endswith(('.cpp', '.h')):
            continue
        for name in single:
            if re.search(rf'"{name}"', read(repository, path)):
                yield f'{path}: knows the format {name}; its row in src/write/formats.cpp should be enough'
    for found in re.findall(r'^\| `([^|]*)` (?:\([^|]*\) )?\|', contributing.split('## Adding a language')[1], re.M):
        for name in re.findall(r'[\w.]+\.tsv', found):
            if not os.path.exists(os.path.join(repository, 'data', 'en', name)) and not os.path.exists(os.path.join(repository, 'data', 'de', name)):
                yield f'CONTRIBUTING: data/LANG/{name} is the file of no language'
    rooms = {name for name in os.listdir(os.path.join(repository, 'src')) if os.path.isdir(os.path.join(repository, 'src', name))}
    rows = set(re.findall(r'\w+', ' '.join(re.findall(r'^\| ([a-z, ]+?)(?: \([^|]*\))? \|', contributing.split('## The house')[1].split('## ')[0], re.M))))
    for room in sorted(rooms - rows):
        yield f'CONTRIBUTING: its table has no row for src/{room}'
    for path in re.findall(r'`((?:src|tests|tools|data|docs|\.ci)/[a-z\d_./-]+)`', contributing):
        if not os.path.exists(os.path.join(repository, path)):
            yield f'CONTRIBUTING: {path} is not there'


def main():
    repository = sys.argv[1]
    wrong = [*missing_documents(repository), *words_in_code(repository), *broken_recipes(repository)]
    print('\n'.join(wrong) or 'every document is there, no word of a language in C++, every recipe holds')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
