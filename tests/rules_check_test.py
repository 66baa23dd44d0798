#!/usr/bin/env python3
"""rules_check_test.py PROGRAM DATA

newsline --check reads the examples of all rules, of a folder's as of those laid into the program, and says which fail, by file and line.
"""
import os, shutil, subprocess, sys, tempfile

PROGRAM, DATA = map(os.path.realpath, sys.argv[1:3])


def check(*args):
    done = subprocess.run([PROGRAM, *args], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def main():
    code, out, err = check('--check')
    assert code == 0 and out.endswith(' rules, 0 fail\n') and int(out.split()[0]) > 500, (code, out, err)
    with tempfile.TemporaryDirectory() as folder:
        rules = shutil.copytree(DATA, os.path.join(folder, 'rules'))
        assert check('--data', rules, '--check')[:2] == (0, out)
        path = os.path.join(rules, 'en', 'timex.tsv')
        with open(path) as f:
            lines = f.read().splitlines()
        added = len(lines) + 1
        with open(path, 'a') as f:
            f.write('own_rule\tzero hour {year}\tdate\t[zero hour 1945] => 1946; [zero hour 1945] => 1945\tzero hour 2001\n')
        code, out, err = check('--data', rules, '--check')
        failed = out.splitlines()[:-1]
        assert code == 1 and len(failed) == 2 and all(line.startswith(f'en/timex.tsv:{added}: own_rule: ') for line in failed), (code, out, err)
        assert 'gives 1945' in failed[0] and 'shall not be' in failed[1], failed
        with open(path, 'a') as f:
            f.write('broken\t{no such class\tdate\n')
        code, out, err = check('--data', rules, '--check')
        assert code == 2 and not out and f'en/timex.tsv:{added + 1}' in err, (code, out, err)
        code, out, err = check('--data', os.path.join(folder, 'none'), '--check')
        assert code == 2 and 'input.read' in err, (code, err)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main()
