#!/usr/bin/env python3
"""lines_test.py PROGRAM CASES

Runs every text of CASES (a table, its header says how, its name ends in the language: lines_en.tsv) through newsline --records and compares the lines that a reader sees: date,
certainty, headline and, where the table tells them, who takes part. "!" before a text marks a known miss: it must go wrong until somebody mends it and takes the mark away.
"""
import json, os, re, subprocess, sys


def told(chronology):
    names = {e['id']: e['name'] for e in chronology['entities']}
    for event in chronology['events']:
        who = ', '.join(f"{names[e['id']]} {e['role']}" for e in event['entities'])
        yield f"{event['date']['edtf']} {event['certainty']}: {event['headline']}", who


def same(wanted, given):
    line, _, who = wanted.partition(' [')
    return line == given[0] and (not who or who.rstrip(']') == given[1])


def main(program, path):
    cases = [line.rstrip('\n').split('\t') for line in open(path, encoding='utf-8') if line.strip() and not line.startswith('#')]
    language = os.path.basename(path).removesuffix('.tsv')[-2:]
    records = ''.join(json.dumps({'id': str(n), 'date': case[0], 'lang': language, 'text': case[1].lstrip('!').replace('\\n', '\n')}) + '\n' for n, case in enumerate(cases))
    result = subprocess.run([program, '--records'], input=records, capture_output=True, text=True, check=True)
    failed = 0
    for (_, text, *wanted), line in zip(cases, result.stdout.splitlines(), strict=True):
        given = list(told(json.loads(line)))
        right = len(given) == len(wanted) and all(map(same, wanted, given))
        if right == text.startswith('!'):
            failed += 1
            print(text, *(f'  {line} [{who}]' for line, who in given), sep='\n')
    print(f'{len(cases) - failed} passed, {failed} failed')
    sys.exit(bool(failed))


if __name__ == '__main__':
    main(*sys.argv[1:])
