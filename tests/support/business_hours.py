# SPDX-License-Identifier: MIT
"""Business hours of the tests, and how much of a time lies within them, minute by day and by hand: independent of lib/when."""
import datetime
import zoneinfo

ZONE = zoneinfo.ZoneInfo("Europe/Paris")
SETTINGS = {"weekdays": "09:00-12:30, 14:00-18:00", "sat": "10:00-12:00", "days_off": ["2026-11-20"], "holidays": "fr", "answer_within": "4h"}
WITHIN = 4 * 3600  # seconds
SHUT = {datetime.date(2026, 11, 20), datetime.date(2026, 11, 1), datetime.date(2026, 11, 11)}  # a day off and the holidays of those months


def open_hours(day):
    """Beginnings and ends, in milliseconds since 1970."""
    if day in SHUT or day.weekday() == 6:
        return []
    hours = [((10, 0), (12, 0))] if day.weekday() == 5 else [((9, 0), (12, 30)), ((14, 0), (18, 0))]

    def moment(hour, minute):
        return round(datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).timestamp() * 1000)
    return [(moment(*begin), moment(*end)) for begin, end in hours]


def within(begin, end):
    """Milliseconds of business time between two moments."""
    day = datetime.datetime.fromtimestamp(begin / 1000, ZONE).date()
    last = datetime.datetime.fromtimestamp(end / 1000, ZONE).date()
    total = 0
    while day <= last:
        for opens, closes in open_hours(day):
            total += max(0, min(end, closes) - max(begin, opens))
        day += datetime.timedelta(days=1)
    return total
