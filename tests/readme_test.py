#!/usr/bin/env python3
"""readme_test.py PROGRAM REPOSITORY

Runs every "$ newsline ..." of README's console blocks, in the repository's folder, and compares what it prints with what README shows.
A block is a command line and what it prints, up to the next "$" line or the block's end; "..." on a line of its own stands for any lines.
NEWSLINE_UPDATE=1 writes what was printed into README: the difference is then read like code.
The figures of its table are those of tests/eval/baseline.json, its version is the program's.
"""
import difflib, json, os, re, subprocess, sys, tempfile


def blocks(text):
    for block in re.findall(r'^```console\n(.*?)^```', text, re.M | re.S):
        command, output = None, []
        for line in block.splitlines():
            if line.startswith('$ '):
                if command:
                    yield command, output
                command, output = line[2:], []
            else:
                output.append(line)
        if command:
            yield command, output


def agrees(shown, printed):
    """Whether the lines agree, "..." standing for any run of lines (the first place where what follows fits)."""
    if '...' not in shown:
        return shown == printed
    at, pieces = 0, '\n'.join(shown).split('...\n' if shown[-1] != '...' else '...')
    text = '\n'.join(printed)
    for number, piece in enumerate(pieces):
        piece = piece.strip('\n')
        found = text.find(piece, at)
        if found < 0 or (number == 0 and found != 0):
            return False
        at = found + len(piece)
    return True


# Language, column, sets, measure, what makes percents of it: README tells what was measured, at most five points above the floors.
LANGUAGE_FIGURES = [('English', 3, ['timex/timebank_en', 'timex/meantime_en', 'timex/tweets_en_training'], 'value_F1', 1), ('German', 3, ['timex/krauts_de'], 'value_F1', 1),
                    ('Spanish', 3, ['timex/meantime_es'], 'value_F1', 1), ('French', 3, ['timex/news_fr'], 'value_F1', 1), ('Italian', 3, ['timex/meantime_it'], 'value_F1', 1),
                    ('Portuguese', 3, ['timex/timebank_pt'], 'value_F1', 1), ('Dutch', 3, ['timex/meantime_nl'], 'value_F1', 1)] + [
    (language, 2, [f'articles/articles{code}'], 'f1', 100) for language, code in
    (('English', ''), ('Spanish', '-es'), ('French', '-fr'), ('Italian', '-it'), ('Dutch', '-nl'), ('Portuguese', '-pt'))]


def wrong_figures(text, version):
    with open('tests/eval/baseline.json', encoding='utf-8') as f:
        floors = json.load(f)
    rows = re.findall(r'^\|.*\| ([\d.]+) %.*\| `(\S+)` `(\S+)` \|$', text, re.M)
    for figure, name, measure in rows:
        floor = floors[name][measure]
        floor = floor['max'] if isinstance(floor, dict) else floor
        if abs(float(figure) - 100 * floor) > 0.001:
            yield f'{name} {measure}: README has {figure} %, baseline.json {100 * floor:g} %'
    if len(rows) < 10:
        yield 'README shows no table of figures'
    for language, column, sets, measure, scale in LANGUAGE_FIGURES:
        row = next(line for line in text.splitlines() if line.startswith(f'| {language} |') and (measure != 'f1') == ('.' not in line.split('|')[2][:3]))
        shown = [float(n) * scale for n in re.findall(r'\d*\.?\d+', row.split('|')[column].split(' of ')[0])]
        held = [floors[name][measure] * (100 if measure == 'f1' else 1) for name in sets]
        if not (min(held) <= min(shown) <= min(held) + 5 and max(held) <= max(shown) <= max(held) + 5):
            yield f'{language}: README has {shown}, the floors of {sets} are {held}'
    for told in re.findall(r'newsline[_-](\d+\.\d+\.\d+)[_-]', text):
        if told != version:
            yield f'README names a package of {told}, and this is {version}'


def main(program, repository):
    os.chdir(repository)
    with open('README.md', encoding='utf-8') as f:
        commands = [(c, o) for c, o in blocks(f.read()) if re.search(r'\bnewsline\b', c) and not c.startswith('./setup')]
    if not commands:
        sys.exit('README.md shows no command')
    with open('README.md', encoding='utf-8') as f:
        version = subprocess.run([program, '--version'], capture_output=True, text=True).stdout.split()[1]
        wrong = [*wrong_figures(f.read(), version)]
    print('\n'.join(wrong), end='\n' if wrong else '')
    failed = len(wrong)
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.abspath(program), os.path.join(folder, 'newsline'))
        environment = dict(os.environ, PATH=folder + os.pathsep + os.environ['PATH'])
        for command, shown in commands:
            command = command.replace('./build/release/newsline', 'newsline')
            result = subprocess.run(['sh', '-c', command], capture_output=True, env=environment, text=True)
            printed = result.stdout.rstrip('\n').split('\n')
            while shown and not shown[-1]:
                shown.pop()
            if os.environ.get('NEWSLINE_UPDATE') and not result.returncode and '...' not in shown and shown != printed:
                with open('README.md', encoding='utf-8') as f:
                    text = f.read()
                with open('README.md', 'w', encoding='utf-8') as f:
                    f.write(text.replace('\n'.join(shown), '\n'.join(printed)))
            elif result.returncode or not agrees(shown, printed):
                failed += 1
                print(f'$ {command}  (exit {result.returncode})\n{result.stderr}')
                print('\n'.join(difflib.unified_diff(shown, printed, 'README.md', 'printed', lineterm='')))
    print(f'{len(commands)} commands, {failed} failed')
    sys.exit(bool(failed))


if __name__ == '__main__':
    main(*sys.argv[1:])
