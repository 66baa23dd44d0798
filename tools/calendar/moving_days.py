"""Writes src/timex/moving_days.h: the days of festivals that follow the moon, 1950 to 2060.

  pip install holidays==0.109 && python3 tools/calendar/moving_days.py > src/timex/moving_days.h

The dates are facts, taken from the calendars of PyPI `holidays` (MIT); a year that it does not know is 0.
"""
from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar

FIRST, LAST = 1950, 2060
chinese, hindu, buddhist, hebrew = _ChineseLunisolar(), _HinduLunisolar(), _BuddhistLunisolar(), _HebrewLunisolar()

# name, length in days, year -> the (first) day. data/<language>/timewords.tsv has the name in small letters, with hyphens.
FESTIVALS = [
    ('Lunar New Year', 1, chinese.lunar_new_year_date),
    ('Mid-Autumn Festival', 1, chinese.mid_autumn_date),
    ('Dragon Boat Festival', 1, chinese.dragon_boat_date),
    ('Vesak', 1, buddhist.vesak_date),
    ('Diwali', 1, lambda year: hindu.diwali_india_date(year) if hindu.diwali_india_date(year)[0] else hindu.diwali_date(year)),
    ('Holi', 1, hindu.holi_date),
    ('Passover', 8, hebrew.passover_date),
    ('Rosh Hashanah', 2, hebrew.rosh_hashanah_date),
    ('Yom Kippur', 1, hebrew.yom_kippur_date),
    ('Sukkot', 7, hebrew.sukkot_date),
    ('Hanukkah', 8, hebrew.hanukkah_date),
    ('Purim', 1, hebrew.purim_date),
]


def day_of(calendar, year):
    found = calendar(year)
    if isinstance(found, set):  # also of the year before
        found = next(day for day in found if day.year == year)
    if isinstance(found, tuple):  # with whether it is an estimate
        found = found[0]
    return found.month * 100 + found.day if found else 0


print(f"""#pragma once
#include <cstdint>
#include <string_view>

// Written by tools/calendar/moving_days.py from the calendars of PyPI `holidays` (MIT): do not edit.

namespace newsline::timex {{

/// A festival that follows the moon: its name in data/, its length in days and its first day in every year from first_moving_year on, month * 100 + day; 0 where unknown.
struct MovingDays {{
  std::string_view name;
  unsigned length;
  std::uint16_t first[{LAST - FIRST + 1}];
}};

constexpr int first_moving_year = {FIRST}, last_moving_year = {LAST};

constexpr MovingDays moving_days[] = {{""")
for name, length, calendar in FESTIVALS:
    days = [str(day_of(calendar, year)) for year in range(FIRST, LAST + 1)]
    print(f'    {{"{name.lower().replace(" ", "-")}", {length},\n     {{', end='')
    for at in range(0, len(days), 20):
        print((',\n      ' if at else '') + ', '.join(days[at:at + 20]), end='')
    print('}},')
print('};\n\n}  // namespace newsline::timex')
