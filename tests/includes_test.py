#!/usr/bin/env python3
"""includes_test.py REPOSITORY

Who may include whom: CONTRIBUTING's table, so that a new arrow between rooms is a decision. A room is a folder of src; it sees
the rooms that stand in its row, and of them the doors alone: ROOM/ROOM.h and what DOORS names. The other headers of a room stand in
its own namespace.
"""
import os, re, sys

GROUND = {'base', 'rules'}  # every header of theirs is for all
TERMS = {'civil', 'edtf', 'error', 'terms', 'version'}  # public headers that are for all
MAY = {  # room: what it may include, besides itself and the ground
    'base': set(), 'rules': set(), 'page': set(),
    'article': {'page'},
    'sentence': {'article'},
    'token': {'sentence', 'article'},
    'grammar': {'token', 'sentence', 'article'},
    'timex': {'token', 'sentence', 'article'},
    'entity': {'token', 'sentence', 'article'},
    'event': {'grammar', 'timex', 'entity', 'token', 'sentence', 'article'},
    'chronology': {'event', 'entity', 'timex', 'token', 'sentence', 'article'},
    'write': {'chronology', 'event', 'entity', 'timex', 'token', 'sentence', 'article'},
    'reader': {'page', 'article', 'sentence', 'token', 'timex', 'entity', 'event', 'chronology', 'write'},
    'run': {'reader', 'page', 'article', 'sentence', 'token', 'timex', 'entity', 'event', 'chronology', 'write'},
    'c': {'chronology', 'write'},
    'main': {'run', 'write', 'chronology'},
}
DOORS = {
    'sentence': {'abbreviations'}, 'token': {'clusters', 'tag_features'}, 'chronology': {'page_chronology', 'merger'},
    'write': {'formats', 'names', 'stream', 'explanation'}, 'reader': {'page_reader', 'languages'},
}
PUBLIC = {  # who may include the public headers that are values or doors of a room
    'chronology': {'chronology', 'write', 'reader', 'run', 'c', 'main'}, 'write': {'write', 'reader', 'run', 'c', 'main'}, 'reader': {'reader', 'run', 'c'}, 'newsline': {'c'},
}
LIBRARIES = {  # a library's include: the only rooms that know it
    r'<libxml/': {'page'}, r'<unicode/(brkiter|ubrk)': {'sentence'}, r'<nlohmann/': {'page', 'article', 'write', 'run', 'c'}, r'<CLI/': {'main'},
    r'<catch2/': set(), r'<zlib\.h>': {'base'}, r'<zstd\.h>': {'base'}, r'<regex>': set(),
}


def sources(folder):
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(('.cpp', '.h')):
                yield os.path.join(place, name)


def wrong(room, text):
    """What of a file's includes is not in the table."""
    for public in re.findall(r'#include "newsline/(\w+)\.h"', text):
        if public not in TERMS and room not in PUBLIC.get(public, ()):
            yield f'newsline/{public}.h'
    for path in re.findall(r'#include "((?!newsline/)\w+/[\w/]+)\.h"', text):
        other, *rest = path.split('/')
        door = len(rest) == 1 and (rest[0] == other or rest[0] in DOORS.get(other, ()))
        if other != room and other not in GROUND and not (other in MAY[room] and door):
            yield path + '.h'
        if room in GROUND and other != room and not (room == 'rules' and other == 'base'):
            yield path + '.h'
    for outside in re.findall(r'#include "(\.\./[^"]+)"', text):
        yield outside
    for library, rooms in LIBRARIES.items():
        if re.search(f'#include (?:{library})', text) and room not in rooms:
            yield library


def wrong_includes(repository):
    for path in sources(os.path.join(repository, 'src')):
        short = os.path.relpath(path, repository)
        parts = short.split(os.sep)  # src/ROOM/... or src/FILE, which is the program
        room = parts[1] if len(parts) > 2 else 'main'
        if room not in MAY:
            yield f'{short}: the room "{room}" is not in the table'
            continue
        for what in wrong(room, open(path, encoding='utf-8').read()):
            yield f'{short}: {room} includes {what}'


def wrong_headers(repository):
    """The public headers see each other alone, and no type of a library."""
    for path in sources(os.path.join(repository, 'include')):
        for what in re.findall(r'#include ("(?!newsline/)[^"]+"|<(?:libxml|unicode|nlohmann|CLI|zlib|zstd|iostream)[^>]*>)', open(path, encoding='utf-8').read()):
            yield f'{os.path.relpath(path, repository)}: {what} in a public header'


def bare_headers(repository):
    """What stands behind a room's door is in the room's own namespace; an Impl stands where its public class does."""
    for path in sources(os.path.join(repository, 'src')):
        room, *rest = os.path.relpath(path, os.path.join(repository, 'src')).split(os.sep)
        name = '/'.join(rest)[:-len('.h')]
        if not path.endswith('.h') or not rest or room in GROUND or name == room or name in DOORS.get(room, ()):
            continue
        text = open(path, encoding='utf-8').read()
        if f'namespace newsline::{room} ' not in text and not re.search(r'^(?:struct|class) \w+::Impl', text, re.M):
            yield f'src/{room}/{name}.h: nothing in newsline::{room}'


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = [*wrong_includes(sys.argv[1]), *wrong_headers(sys.argv[1]), *bare_headers(sys.argv[1])]
    print('\n'.join(found) or 'every arrow between rooms is in the table')
    sys.exit(bool(found))
