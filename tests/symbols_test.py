#!/usr/bin/env python3
"""symbols_test.py LIBRARY HEADER

The shared library shows the functions of its header, all of version NEWSLINE_1, and nothing else.
"""
import re, subprocess, sys

shown = subprocess.run(['nm', '-D', '--defined-only', '--with-symbol-versions', sys.argv[1]], capture_output=True, text=True, check=True).stdout
found = {line.split()[-1] for line in shown.splitlines()} - {'NEWSLINE_1'}
asan = {name for name in found if re.match(r'_*(asan|ubsan|sanitizer|odr_asan)', name)}
wanted = {name + '@@NEWSLINE_1' for name in re.findall(r'^NEWSLINE_API .*?\b(newsline_\w+)\(', open(sys.argv[2]).read(), re.M)}
found = {name for name in found - asan if not name.startswith('NEWSLINE_1')}
if found != wanted or not wanted:
    sys.exit(f'shown and not declared: {sorted(found - wanted)}\ndeclared and not shown: {sorted(wanted - found)}')
print(len(wanted), 'functions')
