#!/usr/bin/env python3
"""events_test.py PROGRAM CASES

Runs every text of CASES (a table, its header says how, its name ends in the language: events_en.tsv) through newsline --records and compares the dated events with those of the table.
A name that begins with "!" marks a known miss: it must go wrong until somebody mends it and takes the mark away.
An event that the page's own day dates (derivation "document") is left out of the comparison: whether a page tells its main news is another question.
"""
import json, os, subprocess, sys


def rows(path):
    with open(path, encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            if line.strip() and not line.startswith('#'):
                fields = line.rstrip('\n').split('\t')
                if len(fields) != 4:
                    sys.exit(f'{path}:{number}: 4 fields wanted')
                yield fields


def wanted(text):
    """What must be given and what may be: sets of (first, last, certainty)."""
    must, may = set(), set()
    for event in text.split('; ') if text != '-' else []:
        when, certainty = event.lstrip('?').split(' ')
        first, _, last = when.partition('..')
        (may if event.startswith('?') else must).add((first, last or first, certainty))
    return must, must | may


def main(program, path):
    cases = list(rows(path))
    language = os.path.basename(path).removesuffix('.tsv')[-2:]
    records = ''.join(json.dumps({'id': name, **({} if day == '-' else {'date': day}), 'lang': language, 'text': text.replace('\\n', '\n')}) + '\n' for name, day, text, _ in cases)
    result = subprocess.run([program, '--records'], input=records, capture_output=True, text=True, check=True)
    failed = 0
    for (name, _, text, events), line in zip(cases, result.stdout.splitlines(), strict=True):
        given = {(e['date']['start'], e['date']['end'], e['certainty']) for e in json.loads(line)['events'] if e['date']['derivation'] != 'document'}
        must, may = wanted(events)
        right = must <= given <= may
        if right and name.startswith('!'):
            failed += 1
            print(f'{name}: right now, take the "!" away')
        if not right and not name.startswith('!'):
            failed += 1
            print(f'{name}: {text}\n  lacks {sorted(must - given)}\n  gives {sorted(given - may)}')
    print(f'{len(cases) - failed} passed, {failed} failed')
    sys.exit(bool(failed))


if __name__ == '__main__':
    main(*sys.argv[1:])
