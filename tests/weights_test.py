#!/usr/bin/env python3
"""weights_test.py WITH_VECTORS WITHOUT MODEL...

What processors with SSE2 read from a model is what every other one reads.
"""
import subprocess, sys

told = [subprocess.run([program, *sys.argv[3:]], capture_output=True, check=True).stdout for program in sys.argv[1:3]]
if told[0] != told[1] or not told[0]:
    sys.exit(f'{told[0].decode()}\n{told[1].decode()}')
