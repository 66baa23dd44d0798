#!/usr/bin/env python3
"""Compares every day from 1600 to 2400 with Python's calendar: oracle_civil.py PATH/TO/oracle"""
import calendar
import datetime
import subprocess
import sys

lines = subprocess.run([sys.argv[1], "days"], check=True, capture_output=True, text=True).stdout.splitlines()
day, wrong = datetime.date(1600, 1, 1), 0
for line in lines:
    year, week, weekday = day.isocalendar()
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    expected = f"{day.isoformat()} {weekday} {year} {week} {last.isoformat()}"
    if line != expected:
        wrong += 1
        if wrong <= 10:
            print("ours:", line, "Python's:", expected)
    day += datetime.timedelta(days=1)
print(f"{len(lines)} days, {wrong} differ")
sys.exit(0 if wrong == 0 and day == datetime.date(2401, 1, 1) else 1)
