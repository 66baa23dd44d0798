#!/usr/bin/env python3
"""eval_test.py PROGRAM EVALUATE BASELINE [SET ...]

Holds newsline's figures on gold sets that lie outside the repository (EVALUATE is their scorer) against the floors of BASELINE:
a figure below its floor fails, and so does one above its ceiling ({"max": 0.14}). Raising a floor is a commit of its own; lowering one
says why. Exit 77, skipped, without the sets.
"""
import json, os, subprocess, sys


def main(program, evaluate, baseline):
    if not os.path.exists(evaluate):
        print('skipped: ../shared not found')
        sys.exit(77)
    with open(baseline, encoding='utf-8') as f:
        floors = json.load(f)
    sets = sorted({name.split('/')[0] for name in floors})
    result = subprocess.run([sys.executable, evaluate, program, *sets, '--json'], capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr)
    figures = json.loads(result.stdout.splitlines()[-1])
    failed = 0
    for name, wanted in floors.items():
        for figure, bound in wanted.items():
            got = figures.get(name, {})
            for part in figure.split('.'):
                got = got.get(part, -1) if isinstance(got, dict) else -1
            ceiling = isinstance(bound, dict)
            bad = not 0 <= got <= bound['max'] if ceiling else got < bound
            failed += bad
            print(f'{"bad" if bad else "ok":3}  {name}: {figure} {got}, {"at most" if ceiling else "at least"} {bound["max"] if ceiling else bound}')
    sys.exit(bool(failed))


if __name__ == '__main__':
    main(*sys.argv[1:])
