"""Amounts, shares and tiers, as docs/incentives.md states them."""

from fractions import Fraction as F

from values import percentage, rounded, text

PLACES = {"JPY": 0, "KRW": 0, "KWD": 3, "BHD": 3}


def places(currency):
    return PLACES.get(currency, 2)


def units(value, currency):
    """A whole number of minor units, half away from zero."""
    return int(rounded(value * 10 ** places(currency), 0))


def money(out, name, value, currency):
    """With the currency's minor digits, and exactly beside it where that differs."""
    digits = places(currency)
    count = units(value, currency)
    shown = f"{abs(count):0{digits + 1}d}"
    shown = f"{shown[:-digits]}.{shown[-digits:]}" if digits else shown
    out[name] = f"-{shown}" if count < 0 else shown
    if F(count, 10**digits) != value:
        out[f"{name}_exact"] = text(value)


def shared(whole, weights, names):
    """Parts of a whole in minor units: floors, and what is left to the largest remainders, then to the first names."""
    weights = weights if any(weights) else [F(1)] * len(weights)
    exact = [abs(whole) * weight / sum(weights) for weight in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], names[n]))
    for n in order[: abs(whole) - sum(parts)]:
        parts[n] += 1
    return [-part if whole < 0 else part for part in parts]


def bytes_of(*names):
    return tuple((name or "").encode() for name in names)


def steps_of(tiers):
    """(from, upto, rate) of each step; the last one has no end."""
    start = F(0)
    for step in tiers["steps"]:
        upto = F(step["upto"]) if "upto" in step else None
        yield start, upto, percentage(step["rate"]) / 100
        start = upto


def pays(tiers, base):
    """What tiers pay on a base, with the number of the step that it lies in, the rate, and parts of a marginal scheme."""
    steps = list(steps_of(tiers))
    if base <= 0:
        return steps[0][2] * base, 1, steps[0][2], []
    tier = next(n for n, (_, upto, _) in enumerate(steps) if upto is None or base <= upto)
    start, upto, rate = steps[tier]
    if tiers["apply"] == "marginal":
        parts = [(low, high, (base if high is None else min(base, high)) - low, r) for low, high, r in steps[: tier + 1]]
        return sum(part * r for _, _, part, r in parts), tier + 1, None, parts
    if tiers["apply"] == "ramp" and upto is not None:
        rate += (steps[tier + 1][2] - rate) * (base - start) / (upto - start)
    return rate * base, tier + 1, rate, []


def bounded(rule, amount, base):
    """Floor, which needs a base above zero, and cap."""
    if "floor" in rule and base > 0 and amount < F(rule["floor"]):
        return F(rule["floor"]), "floor"
    if "cap" in rule and amount > F(rule["cap"]):
        return F(rule["cap"]), "cap"
    return amount, None
