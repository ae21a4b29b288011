"""Qinghe Home Textiles: four years of sales with two dated events, and a warehouse with three grades."""
import json
from datetime import date, timedelta

SEASON = [0.94, 0.80, 0.98, 0.97, 1.00, 0.96, 0.93, 0.97, 1.06, 1.09, 1.14, 1.16]
UPLIFTS = {6: 1.35, 11: 1.72}
GRADES = ["picker", "senior_picker", "shift_lead"]
START = {"picker": 11, "senior_picker": 5, "shift_lead": 2}
# Chances of a month in 1 000: leaving, moving up.
CHANCES = {"picker": (24, 14), "senior_picker": (12, 8), "shift_lead": (6, 0)}
FIRST, LAST = 2022 * 12, 2025 * 12 + 8  # January 2022 to September 2025


class Dice:
    """Whole numbers that look random and are the same each time."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


def period(month):
    return f"{month // 12}-{month % 12 + 1:02}"


def sales():
    dice, rows = Dice(11), []
    for month in range(FIRST, LAST + 1):
        at = month - FIRST
        value = 2_050_000 * (1 + 0.013 * at) * SEASON[month % 12] * UPLIFTS.get(month % 12 + 1, 1)
        value *= 1 + (dice.below(121) - 60) / 1000
        if period(month) == "2024-04":
            value *= 0.62  # the platform was down for nine days
        rows.append({"metric": "sales", "period": period(month), "value": str(round(value, -3))[:-2]})
    return rows


def people():
    dice, staff, number = Dice(4), [], 0

    def hire(grade, month):
        nonlocal number
        number += 1
        day = date(month // 12, month % 12 + 1, 1 + dice.below(20))
        staff.append({"id": f"w{number:03}", "positions": [{"position": grade, "unit": "warehouse", "from": str(day)}]})

    for grade in GRADES:
        for _ in range(START[grade]):
            hire(grade, FIRST - 1 - dice.below(20))
    for month in range(FIRST, LAST + 1):
        first = date(month // 12, month % 12 + 1, 1)
        held = {grade: 0 for grade in GRADES}
        for person in staff:
            last = person["positions"][-1]
            if "to" in last:
                continue
            leave, rise = CHANCES[last["position"]]
            roll, day = dice.below(1000), first + timedelta(days=dice.below(25))
            if roll < leave:
                last["to"] = str(day)
                last["ended"] = "voluntary" if dice.below(4) else "involuntary"
            elif roll < leave + rise:
                last["to"] = str(day)
                up = GRADES[GRADES.index(last["position"]) + 1]
                person["positions"].append({"position": up, "unit": "warehouse", "from": str(day + timedelta(days=1))})
                held[up] += 1
            else:
                held[last["position"]] += 1
        wanted = 11 + (month - FIRST) * 5 // 45
        for _ in range(min(2, max(0, wanted - held["picker"]))):
            hire("picker", month)
    return staff


def make(folder):
    requisitions = [
        {"id": "r1", "position": "picker", "unit": "warehouse", "opened": "2025-09-01", "accepted": "2025-09-22", "starts": "2025-10-13"},
    ]
    parts = [("employees", people()), ("observations", sales()), ("requisitions", requisitions)]
    lines = ['{\n  "schema_version": "1.4"']
    for name, rows in parts:
        rows = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
        lines.append(f',\n  "{name}": [\n{rows}\n  ]')
    return {folder / "facts.json": "".join(lines) + "\n}\n"}
