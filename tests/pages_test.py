#!/usr/bin/env python3
"""pages_test.py PROGRAM FOLDER

Whole pages of our own: FOLDER/<slug>/page.html, page.txt or another kind of save, and what newsline makes of it: expected.json, expected.md (of a
file with several pages a line each). A new page needs nothing else. NEWSLINE_UPDATE=1 writes what is made; the diff is then read like code. Shares (confidence, salience) are not compared: every
tuning moves them a little.
"""
import difflib, json, os, subprocess, sys


def made(program, folder, page):
    out = {}
    for name, form in (('expected.json', 'json'), ('expected.md', 'markdown')):
        out[name] = subprocess.run([program, '-q', '-f', form, page], cwd=folder, capture_output=True, check=True).stdout.decode('utf-8')
    return out


def without_shares(value):
    if isinstance(value, dict):
        return {k: without_shares(v) for k, v in value.items() if k not in ('confidence', 'salience')}
    return [without_shares(v) for v in value] if isinstance(value, list) else value


def comparable(name, text):
    if not name.endswith('.json'):
        return text
    values = [json.loads(text)] if text.startswith('{\n') else [json.loads(line) for line in text.splitlines()]
    return '\n'.join(json.dumps(without_shares(value), indent=1, ensure_ascii=False) for value in values)


def main(program, folder):
    program, different = os.path.abspath(program), 0
    slugs = sorted(os.listdir(folder))
    for slug in slugs:
        place = os.path.join(folder, slug)
        page = next(n for n in sorted(os.listdir(place)) if n.startswith('page.'))
        for name, text in made(program, place, page).items():
            path = os.path.join(place, name)
            if os.environ.get('NEWSLINE_UPDATE'):
                with open(path, 'w', encoding='utf-8') as f:
                    f.write(text)
                continue
            with open(path, encoding='utf-8') as f:
                wanted = f.read()
            if comparable(name, wanted) != comparable(name, text):
                different += 1
                print('\n'.join(difflib.unified_diff(comparable(name, wanted).splitlines(), comparable(name, text).splitlines(), f'{slug}/{name}', 'made', lineterm='', n=2)))
    print(f'{len(slugs)} pages, {different} differences')
    sys.exit(different > 0)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
