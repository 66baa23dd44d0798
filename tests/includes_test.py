#!/usr/bin/env python3
"""includes_test.py REPOSITORY

Who may include whom: CONTRIBUTING's table, so that a new arrow between rooms is a decision. A room sees the rooms that stand before it here.
"""
import os, re, sys

GROUND = {'span', 'civil', 'edtf', 'utf8', 'error', 'data', 'rules', 'pattern', 'perceptron', 'version', 'language', 'abbreviations', 'pack', 'inflate'}
MAY = {  # room: the doors it may include, besides its own and the ground
    '': set(), 'rules': set(), 'page': set(),
    'article': {'page'},
    'sentence': {'article'},
    'token': {'sentence', 'article'},
    'grammar': {'token', 'sentence', 'article'},
    'timex': {'token', 'sentence', 'article'},
    'entity': {'token', 'sentence', 'article'},
    'event': {'grammar', 'timex', 'entity', 'token', 'sentence', 'article'},
    'chronology': {'event', 'entity', 'timex', 'token', 'sentence', 'article'},
    'write': {'chronology', 'event', 'entity', 'timex', 'token', 'sentence', 'article'},
    'reader': {'page', 'article', 'sentence', 'token', 'timex', 'entity', 'grammar', 'event', 'chronology', 'write'},
    'run': {'reader', 'page', 'article', 'sentence', 'token', 'timex', 'entity', 'event', 'chronology', 'write'},
    'main.cpp': {'run', 'write'},
}
DOORS = {'grammar': {'grammar'}, 'token': {'clusters'}, 'write': {'formats'}, 'reader': {'page_reader', 'languages'}}  # headers of a room, besides its own in include/newsline, that those who may include the room may include
LIBRARIES = {  # a library's include: the only places that know it
    r'<libxml/': {'page'}, r'<unicode/(brkiter|ubrk)': {'sentence'}, r'<nlohmann/': {'page', 'article', 'write', 'run'}, r'<CLI/': {'main.cpp'},
    r'<catch2/': set(), r'<zlib\.h>': {'', 'page'}, r'<zstd\.h>': {''}, r'<regex>': set(),
}


def room_of(path):
    parts = path.split(os.sep)  # src/ROOM/... or src/FILE
    if len(parts) > 2:
        return parts[1]
    return 'main.cpp' if parts[1] in ('main.cpp', 'help.h', 'completions.cpp', 'completions.h') else ''


def sources(folder):
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(('.cpp', '.h')):
                yield os.path.join(place, name)


def wrong_doors(repository):
    for path in sources(os.path.join(repository, 'src')):
        short = os.path.relpath(path, repository)
        room = room_of(short)
        text = open(path, encoding='utf-8').read()
        if room not in MAY:
            yield f'{short}: the room "{room}" is not in the table'
            continue
        for door in re.findall(r'#include "newsline/(\w+)\.h"', text):
            if door not in GROUND and door != room and door not in MAY[room]:
                yield f'{short}: {room or "the ground"} includes {door}'
        for other, file in re.findall(r'#include "(\w+)/(\w+)\.h"', text):
            alcove = os.path.exists(os.path.join(repository, 'src', room, other, file + '.h'))  # a folder of the room itself
            if other != 'newsline' and other != room and not alcove and not (file in DOORS.get(other, ()) and other in MAY[room]):
                yield f'{short}: {room or "the ground"} includes {other}/{file}.h'
        for other in re.findall(r'#include "\.\./(?:src/)?(\w+)/', text):
            yield f'{short}: reaches into {other} past its door'
        for library, places in LIBRARIES.items():
            if re.search('#include ' + f'(?:{library})', text) and room not in places:
                yield f'{short}: {room or "the ground"} includes {library}'


def wrong_headers(repository):
    for path in sources(os.path.join(repository, 'include')):
        for library in re.findall(r'#include (<(?:libxml|unicode|nlohmann|CLI|zlib|zstd|iostream)[^>]*>)', open(path, encoding='utf-8').read()):
            yield f'{os.path.relpath(path, repository)}: {library} is no type for a door'


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = [*wrong_doors(sys.argv[1]), *wrong_headers(sys.argv[1])]
    print('\n'.join(found) or 'every arrow between rooms is in the table')
    sys.exit(bool(found))
