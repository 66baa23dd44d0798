#!/usr/bin/env python3
"""coverage.py BUILD_FOLDER SOURCE_FOLDER FLOOR

Lines of src/ that the tests ran, from the counters that a --coverage build left behind (gcov's JSON, part of GCC).
Prints a row a file and the whole; exit 1 when the whole is below FLOOR percent or when there is nothing to count.
"""
import collections, gzip, json, os, subprocess, sys, tempfile


def counters(build):
    for folder, _, files in os.walk(os.path.join(build, 'src')):
        for name in files:
            if name.endswith('.gcda'):
                yield os.path.join(folder, name)


def main(build, source, floor):
    build, source = os.path.abspath(build), os.path.abspath(source)
    ran = collections.defaultdict(dict)  # file -> line -> whether any translation unit ran it
    gcov = os.environ.get('GCOV', 'gcov')
    with tempfile.TemporaryDirectory() as work:
        for counter in counters(build):
            subprocess.run([gcov, '--json-format', counter], cwd=work, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for name in os.listdir(work):
                with gzip.open(os.path.join(work, name)) as f:
                    report = json.load(f)
                os.remove(os.path.join(work, name))
                for entry in report['files']:
                    path = os.path.normpath(os.path.join(report['current_working_directory'], entry['file']))
                    if not path.startswith(os.path.join(source, 'src') + os.sep):
                        continue
                    for line in entry['lines']:
                        lines = ran[path]
                        lines[line['line_number']] = lines.get(line['line_number'], False) or line['count'] > 0
    if not ran:
        sys.exit('coverage: no counters below ' + build)
    total = covered = 0
    for path in sorted(ran):
        lines = ran[path].values()
        total, covered = total + len(lines), covered + sum(lines)
        print(f'{100 * sum(lines) / len(lines):6.1f} %  {sum(lines):5d} of {len(lines):5d}  {os.path.relpath(path, source)}')
    share = 100 * covered / total
    print(f'{share:6.1f} %  {covered:5d} of {total:5d}  src, floor {floor} %')
    sys.exit(share < float(floor))


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
