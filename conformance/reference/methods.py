"""The scoring methods of semantics.md section 4: a value and a target become points, before floor and cap."""

from fractions import Fraction as F

from values import number, percentage


def within(value, band, higher, unit):
    """Whether a band holds the value: a cut belongs to the better side."""
    low, high = (None if band.get(end) is None else number(band[end], unit) for end in ("from", "to"))
    if higher:
        return (low is None or value >= low) and (high is None or value < high)
    return (low is None or value > low) and (high is None or value <= high)


def interpolated(points, a):
    if a <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if a <= x1:
            return y0 + (y1 - y0) * (a - x0) / (x1 - x0)
    return points[-1][1]


def points_of(line, metric, a, t, part=F(1)):
    """Points before floor and cap, or None where the score is undefined.

    `part` is how much of the base period a flow had: thresholds, baselines and bands prorate as the target `t` did, which
    is to compare the value over `part` with them."""
    method, unit, higher = line["method"], metric["unit"], metric["direction"] == "higher"
    kind = method["kind"]
    floor, cap = limits(line)
    if kind == "ratio":
        if higher:
            return floor if a < 0 and floor is not None else 100 * a / t
        return cap if a <= 0 else 100 * t / a
    if kind == "improvement":
        b = number(method["baseline"], unit) * part
        return None if t == b else 100 * (a - b) / (t - b)
    if kind == "closer":
        tolerance, zero_at = number(method.get("tolerance", 0), unit), number(method["zero_at"], unit)
        distance = abs(a - t) / part
        if distance <= tolerance:
            return F(100)
        return max(F(0), 100 * (zero_at - distance) / (zero_at - tolerance))
    if kind == "interpolated":
        return interpolated([(number(p["at"], unit), F(p["score"])) for p in method["points"]], a / part)
    if kind == "banded":
        return next(F(band["score"]) for band in method["bands"] if within(a / part, band, higher, unit))
    if kind == "per_unit":
        units = abs(a - t) / number(method["unit"], unit)
        if method.get("whole_units", True):
            units = F(int(units))
        better = a > t if higher else a < t
        step = F(method.get("add", 0)) if better else -F(method.get("deduct", 0))
        return F(method.get("base", 100)) + step * units
    if kind == "binary":
        return F(100) if (a >= t if higher else a <= t) else F(0)
    if kind == "label":
        return next((F(entry["score"]) for entry in method["labels"] if entry["label"] == a), None)
    assert kind == "efficacy", kind
    f, s = number(method["floor_value"], unit), number(method["satisfactory"], unit)
    return 60 + 40 * (a / part - f) / (s - f)


def rated(method, answers):
    """`answers`: the values by kind of rater. None where nobody, or not everybody who must, has answered."""
    scale = method["scale"]
    least, most = F(scale.get("min", 0)), F(scale["max"])
    base = least if scale.get("mapping", "from_zero") == "range" else F(0)
    points = weights = F(0)
    for rater in method["raters"]:
        given = answers.get(rater["kind"])
        if given:
            points += percentage(rater["weight"]) * 100 * (sum(given) / len(given) - base) / (most - base)
            weights += percentage(rater["weight"])
        elif method.get("on_silent", "redistribute") == "unknown":
            return None
    return points / weights if weights else None


def limits(line):
    """Floor and cap of a line; None is "none"."""
    return tuple(
        None if line.get(name, default) is None else F(line.get(name, default))
        for name, default in (("floor", 0), ("cap", 100))
    )


def clamp(value, low, high):
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value
