#!/usr/bin/env python3
"""help_test.py PROGRAM REPOSITORY

What the helps say is so: the man page is --help (man/newsline.1 is made from it: NEWSLINE_UPDATE=1 writes it), -h fits a screen and names only
options that there are, the examples work when pasted, every error code in the sources is listed and the other way round.
"""
import os, re, shutil, subprocess, sys, tempfile

MAN = 'man/newsline.1'


def newsline(*args):
    return subprocess.run([sys.argv[1], *args], capture_output=True, text=True, check=True).stdout


def escaped(text):
    text = text.replace('\\', '\\e').replace('-', '\\-').replace("'", '\\(aq').replace('"', '\\(dq')
    return '\\&' + text if text.startswith('.') else text


def man_page(text, version):
    """roff out of --help: a heading for each "Words:" line, a tagged paragraph for each indented row of two columns."""
    out = [f'.\\" Made from newsline \\-\\-help by tests/help_test.py.', f'.TH NEWSLINE 1 "" "newsline {version}" ""']
    lines = text.split('\n')
    name, summary = lines[0].split(' - ', 1)
    out += ['.SH NAME', f'{name} \\- {escaped(summary)}', '.SH SYNOPSIS', f'.B newsline', escaped(lines[2].split('newsline ', 1)[1]), '.SH DESCRIPTION']
    for line in lines[3:]:
        row = re.match(r'  (\S.*?)(?:  +| (?=threads))(\S.*)$', line)
        if re.match(r'\S.*:$', line) and len(line) < 40:
            out += ['.SH ' + escaped(line[:-1].upper())]
        elif line.startswith('  newsline '):
            out += ['.PP', '.RS', escaped(line.strip()), '.RE']
        elif row:
            out += ['.TP', f'.B {escaped(row[1])}', escaped(row[2])]
        elif line.startswith('  '):
            out += ['.TP', escaped(line.strip())]
        elif line:
            out += [escaped(line)]
        elif not out[-1].startswith('.'):
            out += ['.PP']
    while out[-1] == '.PP':
        out.pop()
    return re.sub(r'\.PP\n(?=\.(?:SH|TP|PP))', '', '\n'.join(out) + '\n')


def options(text):
    return set(re.findall(r'(?<![\w-])--[a-z][a-z-]*', text))


def check_examples(text, repository):
    page = os.path.join(repository, 'data', 'demo', 'cloud-deal.html')
    examples = [line.strip() for line in text.splitlines() if line.startswith('  newsline ')]
    assert len(examples) == 3, examples
    with tempfile.TemporaryDirectory() as work:
        os.mkdir(os.path.join(work, 'news'))
        shutil.copy(page, os.path.join(work, 'article.html'))
        shutil.copy(page, os.path.join(work, 'news', 'a.html'))
        os.symlink(os.path.abspath(sys.argv[1]), os.path.join(work, 'newsline'))
        env = dict(os.environ, PATH=work + os.pathsep + os.environ['PATH'])
        for example in examples:
            command = re.sub(r'  +.*', '', example)
            if '| jq' in command and not shutil.which('jq'):
                continue
            done = subprocess.run(['bash', '-o', 'pipefail', '-c', command], cwd=work, env=env, capture_output=True)
            assert done.returncode == 0, (command, done.stderr)
            assert done.stdout or os.path.getsize(os.path.join(work, 'story.md')), command


def codes_in_sources(repository):
    found = set()
    for folder, _, names in os.walk(os.path.join(repository, 'src')):
        for name in names:
            if name.endswith('.cpp'):
                found |= set(re.findall(r'"((?:input|record|output|internal)\.(?!h")[a-z_]+)', open(os.path.join(folder, name), encoding='utf-8').read()))
                found |= set(re.findall(r'(output\.(?:write|busy))', open(os.path.join(folder, name), encoding='utf-8').read()))
    return found


def main(repository):
    short, long = newsline('-h'), newsline('--help')
    version = newsline('--version').split()[1]
    assert len(short.splitlines()) <= 24 and max(map(len, short.splitlines())) <= 80, 'more than a screen'
    assert options(short) - {'--help'} <= options(long), options(short) - options(long)
    check_examples(short, repository)
    check_examples(long, repository)
    listed = set(re.findall(r'^  ((?:input|record|output|internal)\.[a-z_]+)', long, re.M))
    assert listed == codes_in_sources(repository), listed ^ codes_in_sources(repository)
    for option in sorted(options(long)):
        done = subprocess.run([sys.argv[1], option], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert 'unknown option' not in done.stderr, done.stderr
    made, path = man_page(long, version), os.path.join(repository, MAN)
    if os.environ.get('NEWSLINE_UPDATE'):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, 'w', encoding='utf-8').write(made)
    assert open(path, encoding='utf-8').read() == made, f'{MAN} is not what --help says: NEWSLINE_UPDATE=1 writes it anew'
    print(f'{len(options(long))} options, {len(listed)} error codes')


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[2])
