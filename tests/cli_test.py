#!/usr/bin/env python3
"""cli_test.py PROGRAM FOLDER [CASE ...]

The program as a person runs it. A case is a folder: `cmd`, a shell script that calls `newsline`; `out`, `err`, `rc`: what it must
print, and its exit code (missing: nothing, 0). The script runs in a copy of the folder, so it may make files; other files of
the folder are its inputs. NEWSLINE_UPDATE=1 writes what was printed into the folder: the diff is then read like code.
"""
import difflib, os, shutil, subprocess, sys, tempfile


def run(program, case, work):
    shutil.copytree(case, work)
    commands = os.path.join(work, '..', 'bin')
    os.makedirs(commands, exist_ok=True)
    os.symlink(program, os.path.join(commands, 'newsline'))
    env = dict(os.environ, PATH=os.path.abspath(commands) + os.pathsep + os.environ['PATH'], LC_ALL='C.UTF-8', PYTHONIOENCODING='utf-8')
    for name in ('cmd', 'out', 'err', 'rc'):
        if os.path.exists(os.path.join(work, name)):
            os.rename(os.path.join(work, name), os.path.join(work, '..', name))
    done = subprocess.run(['sh', '../cmd'], cwd=work, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    return {'out': done.stdout, 'err': done.stderr, 'rc': b'%d\n' % done.returncode}


def wanted(case, name):
    path = os.path.join(case, name)
    if not os.path.exists(path):
        return b'0\n' if name == 'rc' else b''
    with open(path, 'rb') as f:
        return f.read()


def update(case, got):
    for name, content in got.items():
        path = os.path.join(case, name)
        if content != (b'0\n' if name == 'rc' else b''):
            with open(path, 'wb') as f:
                f.write(content)
        elif os.path.exists(path):
            os.remove(path)


def main(program, folder, only):
    failed, cases = 0, sorted(d for d in os.listdir(folder) if os.path.exists(os.path.join(folder, d, 'cmd')))
    cases = [c for c in cases if not only or c in only]
    if not cases:
        sys.exit('no cases in ' + folder)
    for name in cases:
        case = os.path.join(folder, name)
        with tempfile.TemporaryDirectory() as temporary:
            got = run(os.path.abspath(program), case, os.path.join(temporary, 'work'))
        if os.environ.get('NEWSLINE_UPDATE'):
            update(case, got)
            continue
        for part in ('out', 'err', 'rc'):
            if got[part] == wanted(case, part):
                continue
            failed += 1
            print(f'{name}: {part} differs')
            a, b = (x.decode('utf-8', 'replace').splitlines() for x in (wanted(case, part), got[part]))
            print('\n'.join(difflib.unified_diff(a, b, 'wanted', 'printed', lineterm='', n=1)))
    print(f'{len(cases)} cases, {failed} differences')
    sys.exit(failed > 0)


if __name__ == '__main__':
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
