"""Numbers, periods and days, as semantics.md sections 1 and 2 state them. Everything is a Fraction."""

import json
import re
from datetime import date, timedelta
from fractions import Fraction as F

ONE_DAY = timedelta(days=1)


def load(text):
    """Reads JSON so that no number ever passes through a binary float."""
    return json.loads(text, parse_float=F, parse_int=F)


def number(given, unit=None):
    """A decimal of a document as an exact value; `unit` decides what percent means."""
    if isinstance(given, str) and given.endswith("%"):
        return F(given[:-1]) / 100
    value = F(given)
    return value / 100 if unit == "percent" else value


def percentage(given):
    """Weights and shares: `40` and `"40%"` are both 40."""
    return F(given[:-1]) if isinstance(given, str) and given.endswith("%") else F(given)


def rounded(value, places, mode="half_away"):
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    rest = F(rest, scaled.denominator)
    up = {
        "half_away": rest >= F(1, 2),
        "half_even": rest > F(1, 2) or (rest == F(1, 2) and whole % 2 == 1),
        "toward_zero": False,
        "up": rest > 0,
    }[mode]
    result = F(whole + up, 10**places)
    return -result if value < 0 else result


def ends_within(value, places):
    return (10**places) % value.denominator == 0


def text(value):
    """Canonical text of a value that ends within 12 places; `p/q` in lowest terms otherwise."""
    if not ends_within(value, 12):
        return f"{value.numerator}/{value.denominator}"
    digits = f"{abs(value.numerator) * (10**12 // value.denominator):013d}"
    shown = f"{digits[:-12]}.{digits[-12:]}".rstrip("0").rstrip(".")
    return f"-{shown}" if value < 0 else shown


def put(target, name, value, places=4):
    """Writes a figure, with its exact value beside it where it does not end."""
    if ends_within(value, 12):
        target[name] = text(value)
    else:
        target[name] = text(rounded(value, places))
        target[f"{name}_exact"] = text(value)


def shown(value, metric):
    """An actual or a target in its metric's unit."""
    value = value * 100 if metric["unit"] == "percent" else value
    return value


def day(given):
    return date.fromisoformat(given)


def month_start(year, month, start_day):
    """First day of the appraisal month that is named for `year`, `month`."""
    if start_day == 1:
        return date(year, month, 1)
    return date(year - 1, 12, start_day) if month == 1 else date(year, month - 1, start_day)


def following(year, month, step=1):
    index = year * 12 + month - 1 + step
    return index // 12, index % 12 + 1


def span(period):
    """First and last day of a period, both inclusive."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", period):
        return day(period), day(period)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", period):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return first, first + 6 * ONE_DAY
    if found := re.fullmatch(r"(\d{4})-(\d\d)(?:@(\d+))?", period):
        year, month, start = int(found[1]), int(found[2]), int(found[3] or 1)
        return month_start(year, month, start), month_start(*following(year, month), start) - ONE_DAY
    found = re.fullmatch(r"(\d{4})(?:-([QH])(\d))?", period)
    year, months = int(found[1]), {"Q": 3, "H": 6, None: 12}[found[2]]
    first = months * (int(found[3] or 1) - 1) + 1
    return date(year, first, 1), month_start(*following(year, first, months), 1) - ONE_DAY


def previous(period):
    """The adjacent period before, of the same kind."""
    if found := re.fullmatch(r"(\d{4})-(\d\d)(@\d+)?", period):
        year, month = following(int(found[1]), int(found[2]), -1)
        return f"{year}-{month:02d}{found[3] or ''}"
    if found := re.fullmatch(r"(\d{4})-([QH])(\d)", period):
        year, part = int(found[1]), int(found[3]) - 1
        return f"{year}-{found[2]}{part}" if part else f"{year - 1}-{found[2]}{4 if found[2] == 'Q' else 2}"
    if re.fullmatch(r"\d{4}", period):
        return str(int(period) - 1)
    before = span(period)[0] - ONE_DAY
    if "W" in period:
        return "{}-W{:02d}".format(*before.isocalendar()[:2])
    return before.isoformat()


def last_year(period):
    return f"{int(period[:4]) - 1}{period[4:]}"


def base_periods(period, policy):
    """The base periods that a quarter, half or year consists of; the period itself where it is one."""
    appraisal = policy.get("appraisal_period", {})
    every, start_day = appraisal.get("every", "month"), int(appraisal.get("start_day", 1))
    if every == "week" or not re.fullmatch(r"\d{4}(-[QH]\d)?", period):
        return [period]
    first, last = span(period)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[every]
    letter = {"month": "", "quarter": "Q", "half": "H"}
    if length > last.month - first.month:
        return [period]
    starts = range(first.month, last.month + 1, length)
    suffix = f"@{start_day}" if start_day > 1 else ""
    return [f"{first.year}-{letter[every]}{(m - 1) // length + 1:{'02' if length == 1 else ''}}{suffix}" for m in starts]


def span_of(period, policy):
    """First and last day of a period under a policy: longer periods are made of base periods."""
    base = base_periods(period, policy)
    return span(base[0])[0], span(base[-1])[1]


def days_between(first, last, policy):
    """Calendar or working days, as the policy's proration states."""
    every = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    if policy.get("proration", {}).get("days", "calendar") == "calendar":
        return len(every)
    calendar = policy.get("work_calendar", {})
    weekend, holidays, worked = (
        calendar.get(key, default) for key, default in (("weekend", [6, 7]), ("holidays", []), ("workdays", []))
    )
    return sum(
        d.isoformat() in worked or (d.isoweekday() not in weekend and d.isoformat() not in holidays) for d in every
    )
