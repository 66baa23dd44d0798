#!/usr/bin/env python3
"""Compares parse_edtf with PyPI's edtf (5.0) and npm's edtf (4.11) on their common ground: oracle_edtf.py PATH/TO/oracle

Each is asked when it is installed (`pip install edtf`; `npm install edtf` in the current folder or NODE_PATH); exit 77, skipped, when
neither is. Outside the common ground, by their own documentation: neither takes a stretch that ends in a season, quarter or half; the
npm package counts seasons from January, and quadrimesters as five months; the PyPI package's winter ends on December 31; open ends
are infinite or guessed. And by their behavior: the PyPI package has a February 29 in every year, the npm package reads "196" as a decade and "19" as a century."""
import os
import random
import shutil
import subprocess
import sys

NODE = """
import {createRequire} from 'node:module';
const edtf = createRequire(process.cwd() + '/')('edtf').default ?? createRequire(process.cwd() + '/')('edtf');
import {createInterface} from 'node:readline';
const day = ms => { const d = new Date(ms), y = d.getUTCFullYear(), two = n => String(n).padStart(2, '0');
  return (y < 0 ? '-' : '') + String(Math.abs(y)).padStart(4, '0') + '-' + two(d.getUTCMonth() + 1) + '-' + two(d.getUTCDate()); };
if (typeof edtf !== 'function') process.exit(77);
for await (const line of createInterface({input: process.stdin})) {
  try { const e = edtf(line); console.log(day(e.min) + ' ' + day(e.max)); } catch { console.log('nothing'); }
}
"""


def dates():
    """Texts of the common ground and broken ones beside them, always the same ones."""
    pick = random.Random(20260428)
    year = lambda: pick.choice([pick.randint(0, 9999), pick.randint(1500, 2100), -pick.randint(1, 9999)])
    show = lambda y: f"{'-' if y < 0 else ''}{abs(y):04d}"
    texts = []
    for _ in range(4000):
        y = pick.randint(1000, 2999)
        one = lambda y: pick.choice([show(y), f"{show(y)}-{pick.randint(1, 12):02d}", f"{show(y)}-{pick.randint(1, 12):02d}-{pick.randint(1, 28):02d}"])
        texts += [one(year()), one(y) + pick.choice("~?%"), f"{y // 10}X", f"{y // 100}XX", f"{y}-XX", f"{y}-{pick.randint(1, 12):02d}-XX",
                  f"{show(year())}-{pick.randint(0, 14):02d}-{pick.randint(0, 33):02d}", one(y) + "/" + one(y + pick.randint(1, 90)),
                  f"{y}-{pick.randint(1, 9)}", f"{y}-", f"-{pick.randint(10, 99):03d}X"]
    return [text for text in dict.fromkeys(texts) if "-02-29" not in text]


def pypi(texts):
    from edtf import parse_edtf

    def day(t):
        return f"{'-' if t[0] < 0 else ''}{abs(t[0]):04d}-{t[1]:02d}-{t[2]:02d}"

    def read(text):
        try:
            date = parse_edtf(text)
            return day(date.lower_strict()) + " " + day(date.upper_strict())
        except Exception:  # the package raises several kinds
            return "nothing"

    return [read(text) for text in texts]


def npm(texts):
    with open(os.path.join(os.environ.get("TMPDIR", "/tmp"), f"oracle_edtf.{os.getpid()}.mjs"), "w") as script:
        script.write(NODE)
    try:
        run = subprocess.run(["node", script.name], input="\n".join(texts) + "\n", capture_output=True, text=True)
    finally:
        os.unlink(script.name)
    return run.stdout.splitlines() if run.returncode == 0 else None


def compare(name, texts, ours, theirs):
    pairs = [(t, a, b) for t, a, b in zip(texts, ours, theirs) if a != b]
    print(f"{name}: {len(texts)} texts, {len(texts) - ours.count('nothing')} dates, {len(pairs)} differ")
    for text, a, b in pairs[:20]:
        print(f"  {text}: ours {a}, theirs {b}")
    return not pairs


def main():
    texts, asked, same = dates(), 0, True
    parts = [f"{y}-{c}" for y in range(1900, 2100, 7) for c in range(21, 42) if c != 24 and not 25 <= c <= 32]
    ours = lambda lines: subprocess.run([sys.argv[1], "edtf"], input="\n".join(lines) + "\n", check=True, capture_output=True, text=True).stdout.splitlines()
    try:
        import edtf  # noqa: F401
        asked += 1
        same &= compare("PyPI edtf", texts + parts, ours(texts + parts), pypi(texts + parts))
    except ImportError:
        print("PyPI edtf is not installed")
    theirs = npm(texts) if shutil.which("node") else None
    if theirs is None:
        print("npm edtf is not installed")
    else:
        asked += 1
        same &= compare("npm edtf", texts, ours(texts), theirs)
    sys.exit(77 if asked == 0 else 0 if same else 1)


main()
