#!/usr/bin/env python3
"""completions_test.py PROGRAM

What bash, zsh and fish complete is what --help lists. A shell that is not there is named and left out; bash is always there.
"""
import os, re, shutil, subprocess, sys, tempfile


def run(*args, **more):
    return subprocess.run(args, capture_output=True, text=True, timeout=60, **more)


def newsline(*args):
    return run(sys.argv[1], *args).stdout


def bash(folder, *words):
    script = f'source {folder}/bash; COMP_WORDS=(newsline "$@"); COMP_CWORD=$#; _newsline; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = run('bash', '-c', script, 'bash', *words, cwd=folder)
    assert not done.stderr, done.stderr
    return set(done.stdout.split('\n')) - {''}


def check_bash(folder, options, formats):
    assert {w for w in bash(folder, '--') } == options, bash(folder, '--') ^ options
    assert bash(folder, '-f', '') == bash(folder, '--format', '') == formats
    assert bash(folder, '-f', 'm') == {f for f in formats if f.startswith('m')}
    assert bash(folder, '--certainty', 'pl') == {'planned'} and bash(folder, '--progress', '') == {'auto', 'plain', 'none'}
    assert 'de' in bash(folder, '--lang', '') and bash(folder, '--top', '') == set()
    assert bash(folder, '-o', 'a f') == bash(folder, 'a f') == {'a file.html'} and bash(folder, '--data', '') == {'folder'}


def check_zsh(folder, options, formats):
    assert run('zsh', '-n', f'{folder}/zsh').returncode == 0
    keys = ''.join(f'zpty -w z "newsline {words}"$\'\\t\\t\'; sleep 0.7; ' for words in ('--explai', '-f markd'))
    script = f'''zmodload zsh/zpty; zpty z 'TERM=dumb zsh -f'
zpty -w z 'PS1=; cd {folder}; mkdir -p f; cp zsh f/_newsline; fpath=({folder}/f $fpath); autoload -U compinit; compinit -u -D'; sleep 2
{keys}
while zpty -rt z line; do print -r -- "$line"; done'''
    shown = run('zsh', '-f', '-c', script).stdout
    assert '--explain' in shown and 'markdown' in shown, shown[-500:]


def check_fish(folder, options, formats):
    env = dict(os.environ, HOME=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)
    asked = lambda words: {line.split('\t')[0] for line in run('fish', '-N', '-c', f'source {folder}/fish; complete -C "{words}"', cwd=folder, env=env).stdout.splitlines()}
    assert {w for w in asked('newsline --') if w.startswith('--')} == options, asked('newsline --') ^ options
    assert asked('newsline -f ') == formats and asked('newsline --certainty pl') == {'planned'}


def main():
    text = newsline('--help')
    options = set(re.findall(r'^  (?:-\w, )?(--[a-z-]+)', text, re.M)) - {'--version-of'}
    formats = set(re.findall(r'^  (\S+)', text.split('\nFormats:\n')[1].split('\n\n')[0], re.M))
    assert len(options) > 30 and len(formats) >= 10
    wrong = run(sys.argv[1], '--completions', 'ksh')
    assert wrong.returncode == 2 and 'bash, zsh, fish' in wrong.stderr
    with tempfile.TemporaryDirectory() as folder:
        open(os.path.join(folder, 'a file.html'), 'w').close()
        os.mkdir(os.path.join(folder, 'folder'))
        for shell in ('bash', 'zsh', 'fish'):
            with open(os.path.join(folder, shell), 'w') as f:
                f.write(newsline('--completions', shell))
        check_bash(folder, options, formats)
        for shell, check in (('zsh', check_zsh), ('fish', check_fish)):
            if shutil.which(shell):
                check(folder, options, formats)
                print(shell + ': as --help')
            else:
                print(shell + ': skipped, not installed')
    print(f'{len(options)} options, {len(formats)} formats')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
