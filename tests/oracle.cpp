// What our calendar says, line by line, for the scripts that compare it with somebody else's
// (oracle_civil.py, oracle_edtf.py).
#include <iostream>
#include <string>

#include "newsline/civil.h"
#include "newsline/edtf.h"

using namespace newsline;
using namespace std::chrono;

namespace {

/// Every day from 1600 to 2400: the day, its weekday (Monday is 1), its ISO year and week, the last
/// day of its month.
void print_days() {
  const Day end{std::chrono::year{2401} / January / 1};
  for (Day day{std::chrono::year{1600} / January / 1}; day < end; day += days{1}) {
    const IsoWeek week = iso_week(day);
    const year_month_day date = ymd(day);
    const Interval month =
        month_interval(static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
    std::cout << to_string(day) << ' ' << weekday{day}.iso_encoding() << ' ' << week.year << ' '
              << week.week << ' ' << to_string(month.last_day()) << '\n';
  }
}

/// A line in, a line out: the first and the last day, or "nothing".
void read_dates() {
  for (std::string line; std::getline(std::cin, line);) {
    const std::optional<Edtf> date = parse_edtf(line);
    if (date)
      std::cout << to_string(date->interval.first_day()) << ' '
                << to_string(date->interval.last_day()) << '\n';
    else
      std::cout << "nothing\n";
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::string what = count == 2 ? arguments[1] : "";
  if (what == "days")
    print_days();
  else if (what == "edtf")
    read_dates();
  else
    return 2;
  return 0;
}
