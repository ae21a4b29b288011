"""Seeded cases of `retention` with the answers of the reference, and requests that are refused; `generate.py` writes them."""

import json
from datetime import date, timedelta

from expected import expected
from generate_attrition import Staff, leaves, policy
from retention import retention
from values import load


def company(dice, count, as_of, past):
    """Hires over some years, many of them within the window; a few begin on the first of a month."""
    employees = []
    for n in range(count):
        first = as_of - timedelta(1 + dice.below(past))
        first = first.replace(day=1) if dice.chance(30) else first
        held = [{"position": dice.one("ab"), "unit": dice.one(("east", "west")), "from": first.isoformat()}]
        stays = 20 + dice.below(500 if held[0]["position"] == "a" else 1100)
        last = first + timedelta(stays)
        moved = first + timedelta(90 + dice.below(200))
        if dice.chance(25) and moved < min(last, as_of):
            held[0]["to"] = (moved - timedelta(1)).isoformat()
            held.append({"position": "c", "unit": held[0]["unit"], "from": moved.isoformat()})
        if last < as_of:
            held[-1]["to"] = last.isoformat()
            if ended := dice.one(("voluntary", "voluntary", "voluntary", "involuntary", "other", None)):
                held[-1]["ended"] = ended
        employees.append({"id": f"e{n}", "positions": held})
    return employees


def written(kind, number, facts, request):
    parse = lambda document: load(json.dumps(document))
    answer = retention(parse(policy()), parse(facts), parse(request))
    expect, near, absent = expected(leaves(answer))
    case = {"id": f"generated-retention-{kind}-{number:02d}", "requires": ["F2"], "title": f"{kind} by chance",
            "question": "retention", "policy": policy(), "facts": facts, "request": request, "expect": expect, "near": near,
            "absent": absent, "problems": [], "by": "reference", "arithmetic": "reference"}
    return {key: value for key, value in case.items() if value or key not in ("near", "absent")}


def drawn(seed, new_dice):
    """Few people with changes of all kinds, and companies large enough for a curve that is not thin at once."""
    for number in range(14):
        dice = new_dice(seed + number)
        as_of = date(2025, 6, 30) if dice.chance(70) else date(2025, 6, 1 + dice.below(29))
        few = number < 6
        if few:
            employees = Staff(dice, 5 + 3 * number, as_of, 900 + dice.below(900), 2).employees
        else:
            employees = company(dice, 20 + 12 * (number - 6), as_of, dice.one((500, 900, 1600)))
        request = {"as_of": as_of.isoformat()}
        if dice.chance(60):
            request["window"] = 6 + 6 * dice.below(7)
        if dice.chance(70) or not few:
            request["by"] = dice.one(("position", "unit"))
        if dice.chance(60):
            request["leaving"] = dice.one(("voluntary", "involuntary", "any", "any"))
        yield written("few" if few else "company", number if few else number - 6, {"employees": employees}, request)


def refused():
    facts = {"employees": [{"id": "e0", "positions": [{"position": "a", "from": "2024-01-01"}]}]}
    for name, request, code, pointer in (
            ("window-none", {"window": 0}, "number_out_of_range", "/window"),
            ("window-long", {"window": 121}, "number_out_of_range", "/window"),
            ("by-unknown", {"by": "sex"}, "value_unknown", "/by"),
            ("leaving-unknown", {"leaving": "retirement"}, "value_unknown", "/leaving"),
            ("model", {"model": {}}, "field_unknown", "/model")):
        yield {"id": f"retention-refused-{name}", "requires": ["F2"], "title": name, "question": "retention",
               "policy": policy(), "facts": facts, "request": {"as_of": "2025-06-30"} | request,
               "problems": [{"code": code, "pointer": pointer}], "by": "reference", "arithmetic": "reference"}


def cases(seed, new_dice):
    return list(drawn(seed, new_dice)) + list(refused())
