"""Writes `generated.json` and the other `generated_*.json` in `conformance/cases`: seeded, valid cases with the answers of the reference.

    python3 conformance/reference/generate.py            writes the files
    python3 conformance/reference/generate.py --check    exit 1 when one is stale

Every pair of method and missing-data policy meets both directions and every kind of mover. Where a total ends, the
top band is made to begin exactly there; where it does not, a hair above or below. Some quarters are judged by two
versions of the policy."""

import json
import sys
from fractions import Fraction as F
from pathlib import Path
from random import Random

import generate_attrition
import generate_forecast
import generate_money
import generate_planning
import generate_promotion
import generate_retention
from evaluate import calibrate, held_in, score
from values import days_between, ends_within, load, rounded, span, text

SEED = 20250611
CASES = Path(__file__).resolve().parent.parent / "cases"
METHODS = ("ratio", "improvement", "closer", "interpolated", "banded", "per_unit", "binary", "label", "efficacy", "rated")
MISSING = ("unknown", "zero", "neutral", "redistribute")
MOVERS = ("stays", "joins", "leaves", "transfers")
PERIOD = "2025-06"
UNITS = {"ratio": ("count", "percent", "number", "second", "money"), "binary": ("count", "percent", "second"),
         "per_unit": ("count", "number"), "label": ("label",), "rated": ("score",)}
LEVELS_AND_FLOWS = ("percent", "number", "second", "count", "money")
STATES = ("missing", "missing", "not_applicable", "undefined")
TARGETS = (3, 6, 10, 20, 25, 30, 40, 50, 80, 100)


class Dice:
    """Only `random()` is promised to repeat between Python versions."""

    def __init__(self, seed):
        self.random = Random(seed).random

    def below(self, n):
        return int(self.random() * n)

    def one(self, choices):
        return choices[self.below(len(choices))]

    def chance(self, percent):
        return self.random() * 100 < percent

    def value(self, around):
        """A decimal between 30 % and 130 % of a target, more often a plain one."""
        part = self.one((50, 60, 75, 80, 85, 90, 95, 100, 105, 120, 30 + self.below(100)))
        return F(around * part, 100) + (F(self.below(1000), 1000) if self.chance(15) else 0)

    def split(self, parts):
        """Percentages that sum to exactly 100, none below 5."""
        cuts = []
        while len(cuts) < parts - 1:
            cuts = sorted(set(cuts) | {5 * (1 + self.below(19))})
        return [b - a for a, b in zip([0] + cuts, cuts + [100])]


def method_of(dice, kind, target, higher):
    """A method for a metric around `target`, and whether the line needs the target."""
    t = F(target)
    worse, better = (t / 2, t * 2) if higher else (t * 2, t / 2)
    low, high = sorted((worse, better))
    if kind == "improvement":
        return {"kind": kind, "baseline": text(worse)}
    if kind == "closer":
        return {"kind": kind, "tolerance": text(t / 10), "zero_at": text(t * dice.one((F(1, 2), F(4, 5), 1)))}
    if kind == "interpolated":
        scores = (40, 80, 110) if higher else (110, 80, 40)
        return {"kind": kind, "points": [{"at": text(x), "score": s} for x, s in zip((low, t, high), scores)]}
    if kind == "banded":
        scores = (20, 75, 100) if higher else (100, 75, 20)
        return {"kind": kind, "bands": [{"to": text(low), "score": scores[0]},
                                        {"from": text(low), "to": text(t), "score": scores[1]},
                                        {"from": text(t), "score": scores[2]}]}
    if kind == "per_unit":
        return {"kind": kind, "base": 80, "unit": text(t / 20), "add": 2, "deduct": dice.one((1, "2.5")),
                "whole_units": dice.chance(50)}
    if kind == "label":
        return {"kind": kind, "labels": [{"label": "A", "score": 100}, {"label": "B", "score": "82.5"},
                                         {"label": "C", "score": 40}]}
    if kind == "efficacy":
        return {"kind": kind, "floor_value": text(worse), "satisfactory": text(better)}
    if kind == "rated":
        share = 10 * (1 + dice.below(9))
        scale = {"max": 5} if dice.chance(60) else {"min": 1, "max": 5, "mapping": "range"}
        return {"kind": kind, "raters": [{"kind": "supervisor", "weight": share}, {"kind": "peer", "weight": 100 - share}],
                "scale": scale, "on_silent": dice.one(("redistribute", "redistribute", "unknown"))}
    return {"kind": kind}


def stays(dice, mover, months):
    """The positions held; a mover moves on a day of one of the months."""
    month = dice.one(months)
    if mover == "joins":
        first = 2 + dice.below(28)
        return [{"position": "op", "from": f"{month}-{first:02d}"}]
    if mover == "leaves":
        return [{"position": "op", "from": "2024-01-01", "to": f"{month}-{1 + dice.below(29):02d}"}]
    if mover == "transfers":
        last = 1 + dice.below(29)
        return [{"position": "op", "from": "2024-01-01", "to": f"{month}-{last:02d}"},
                {"position": "lead", "from": f"{month}-{last + 1:02d}"}]
    return [{"position": "op", "from": "2024-01-01"}]


class Case:
    def __init__(self, number):
        self.dice = dice = Dice(SEED + number)
        self.number = number
        self.kind, self.missing = METHODS[number % 10], MISSING[number // 10 % 4]
        self.higher, self.mover = number // 40 % 2 == 0, MOVERS[number // 80 % 4]
        self.period = "2025-Q2" if dice.chance(40) else PERIOD
        first, last = span(self.period)
        self.months = [f"2025-{month:02d}" for month in range(first.month, last.month + 1)]
        self.rescore = len(self.months) > 1 and self.mover == "stays" and dice.chance(50)
        self.metrics, self.lines, self.observations, self.ratings = [], [], [], []
        self.holdings = stays(dice, self.mover, self.months)
        weights = dice.split(2 + dice.below(3))
        for place, weight in enumerate(weights):
            self.add_line(place, weight)
        self.policy = self.build()

    def add_line(self, place, weight):
        dice = self.dice
        kind = self.kind if place == 0 else dice.one(METHODS)
        higher = self.higher if place == 0 else dice.chance(65)
        unit = dice.one(UNITS.get(kind, LEVELS_AND_FLOWS))
        name, target = f"m{place}", dice.one(TARGETS)
        metric = {"id": name, "unit": unit, "direction": "higher" if higher else "lower"}
        if unit == "money":
            metric["currency"] = dice.one(("CNY", "USD"))
        self.metrics.append(metric)
        line = {"id": f"l{place}", "metric": name, "weight": weight}
        if kind not in ("interpolated", "banded", "label", "efficacy", "rated"):
            line["target"] = target
        line["method"] = method_of(dice, kind, target, higher)
        effect = self.missing if place == 0 else dice.one(MISSING)
        if effect != "unknown" or dice.chance(30):
            choice = {"neutral": dice.one((50, 60, "77.5"))} if effect == "neutral" else effect
            line["on_missing"] = choice if dice.chance(70) else dict.fromkeys(STATES[1:], choice)
        if dice.chance(15):
            line["cap"] = 120
        if dice.chance(10) and effect != "zero":
            line["floor"] = 20
        self.lines.append(line)
        absent = dice.chance(50 if place == 0 else 12)
        derived = kind == "ratio" and unit == "percent" and self.mover != "transfers" and dice.chance(50)
        if derived:
            self.metrics += [{"id": f"{name}{x}", "unit": "count", "direction": "higher"} for x in "ab"]
            metric["formula"] = f"{name}a / {name}b"
        dated = dice.chance(50)
        for holding in self.holdings:
            self.observe(metric, kind, target, holding, absent, derived, dated)

    def observe(self, metric, kind, target, holding, absent, derived, dated):
        dice, name = self.dice, metric["id"]
        whole = self.rescore and dice.chance(60)
        gaps = () if not absent else self.months if whole else (dice.one(self.months),)
        for month in self.months:
            held = [h for h in self.holdings if list(held_in({"positions": [h]}, *span(month)))]
            if holding not in held:
                continue
            where = {"employee": "e1", "period": month}
            if len(held) > 1 and dated:
                where["period"] = holding["to"] if "to" in holding else holding["from"]
            elif len(held) > 1:
                where["position"] = holding["position"]
            if derived:
                whole = 0 if month in gaps else 100 * (1 + dice.below(9))
                part = 0 if month in gaps else whole * dice.below(2 * target) / F(100)
                self.observations += [{"metric": f"{name}a"} | where | {"value": text(F(part))},
                                      {"metric": f"{name}b"} | where | {"value": whole}]
                continue
            if month in gaps:
                state = dice.one(STATES)
                if state != "missing" and kind != "rated":
                    self.observations.append({"metric": name} | where | {"state": state})
                continue
            if kind == "rated":
                for rater in ("supervisor", "peer", "peer")[: 1 + dice.below(3)]:
                    who = {"by": f"r{len(self.ratings)}"}
                    self.ratings.append({"metric": name} | where | {"rater": rater} | who | {"value": 1 + dice.below(5)})
            elif kind == "label":
                self.observations.append({"metric": name} | where | {"value": dice.one("AAABBBCCCD")})
            elif metric["unit"] == "percent" and (len(self.months) > 1 or dice.chance(40)):
                whole = 100 * (1 + dice.below(9))
                part = whole * dice.value(target) / 100
                self.observations.append({"metric": name} | where | {"value": {"part": text(part), "whole": whole}})
            else:
                value = dice.value(target)
                value = rounded(value, 2) if metric["unit"] == "money" else value
                self.observations.append({"metric": name} | where | {"value": text(value)})

    def build(self):
        dice = self.dice
        card = {"id": "card", "rating_scale": "scale", "sections": [{"id": "all", "lines": self.lines}]}
        if len(self.lines) > 2 and dice.chance(50):
            head, tail = self.lines[:-1], self.lines[-1:]
            card["sections"] = [{"id": "first", "lines": head}, {"id": "second", "lines": tail}]
            if dice.chance(50):
                for section, weight in zip(card["sections"], dice.split(2)):
                    section["weight"] = weight
                    for line, inner in zip(section["lines"], dice.split(len(section["lines"]))):
                        line["weight"] = inner
        elif dice.chance(15):
            card["weights"] = "relative"
            for line in self.lines:
                line["weight"] = 1 + dice.below(4)
        self.rules(card)
        policy = {"schema_version": "1.0", "id": "generated", "version": str(self.number), "effective_from": "2020-01-01"}
        if self.rescore:
            policy["longer_periods"] = "rescore"
        if dice.chance(20):
            policy["rounding"] = {"places": dice.one((0, 1, 2, 3)),
                                  "mode": dice.one(("half_away", "half_even", "toward_zero", "up"))}
            if dice.chance(50):
                policy["rounding"]["compare"] = "rounded"
            if dice.chance(50):
                policy["rounding"]["round"] = "lines"
        if self.mover != "stays" and dice.chance(30):
            working = {"proration": {"days": "working"}}
            held = [h for month in self.months for h in held_in({"positions": self.holdings}, *span(month))]
            if all(days_between(begin, end, working) for _, begin, end in held):
                policy |= working
        names = ["op"] if len(self.holdings) == 1 else ["op", "lead"]
        policy |= {"metrics": self.metrics, "rating_scales": [scale(F(85))], "scorecards": [card],
                   "positions": [{"id": name, "scorecard": "card"} for name in names]}
        two = len(self.months) > 1 and not self.rescore and dice.chance(50)
        return [self.before(policy), policy] if two else policy

    def before(self, policy):
        """An earlier version with easier targets and other coefficients, and the later in force from some day on."""
        old = json.loads(json.dumps(policy))
        policy["effective_from"] = self.dice.one(("2025-04-30", "2025-05-15", "2025-06-01"))
        policy["version"] += "b"
        for section in old["scorecards"][0]["sections"]:
            for line in section["lines"]:
                if line["method"]["kind"] in ("ratio", "binary", "per_unit"):
                    line["target"] = text(F(line["target"]) * F(4, 5))
        for band, coefficient in zip(old["rating_scales"][0]["bands"], ("1.5", "1.1", "0.5")):
            band["coefficient"] = coefficient
        return old

    def rules(self, card):
        """Adjustments, a veto and a coefficient adjustment over a metric that is sometimes missing."""
        dice = self.dice
        if not dice.chance(45):
            return
        extra = {"id": "extra", "unit": "count", "direction": "higher"}
        self.metrics.append(extra)
        if dice.chance(80):
            for holding in self.holdings:
                self.observe(extra, "count", 4, holding, False, False, True)
        skip = {"on_unknown": "skip"} if dice.chance(50) else {}
        if dice.chance(50):
            card["adjustments"] = [{"id": "bonus", "points": dice.one((-3, 2, "1.5")),
                                    "per": {"metric": "extra", "unit": dice.one((1, 2)), "whole_units": dice.chance(60)},
                                    "min": -5, "max": 4} | skip]
        if dice.chance(40):
            rule = dice.one(({"set": 0}, {"cap": 60}, {"cap": "59.5"}, {"band_cap": "mid"}, {"band_cap": "low"}))
            card["vetoes"] = [{"id": "stop", "when": {"metric": "extra", "at_least": 4}} | rule | skip]
        if dice.chance(50):
            few = {"id": "less", "when": {"metric": "extra", "less_than": 2}, "add": "-0.1"}
            card["coefficient_adjustments"] = [few | skip]
        if dice.chance(20):
            card |= {"floor": 10, "cap": 95}
        if dice.chance(15):
            card["scale"] = 5

    def written(self):
        facts = {"schema_version": "1.0", "employees": [{"id": "e1", "positions": self.holdings}]}
        if self.observations:
            facts["observations"] = self.observations
        if self.ratings:
            facts["ratings"] = self.ratings
        request = {"period": self.period}
        first = answer(self.policy, facts, request)
        total = first.get("total_exact", first.get("total"))
        if total is not None and F(total) > 0:
            cut = F(total)
            if not ends_within(cut, 12):
                cut = rounded(cut, 4) + F(self.dice.one((-1, 0, 1)), 10000)
            last = self.policy[-1] if isinstance(self.policy, list) else self.policy
            last["rating_scales"] = [scale(cut)]
        expect, absent = expectations(answer(self.policy, facts, request))
        ids = ["K3", "K6"] + (["K7"] if self.mover != "stays" else []) + (["K8"] if len(self.months) > 1 else [])
        title = f"{self.kind}, {'higher' if self.higher else 'lower'}, {self.missing}, {self.mover}, {self.period}"
        return {"id": f"generated-{self.number:03d}", "requires": ids, "title": title, "question": "score",
                "policy": self.policy, "facts": facts, "request": request, "expect": expect,
                "absent": absent, "problems": [], "by": "reference", "arithmetic": "reference"}


def scale(cut):
    return {"id": "scale", "bands": [{"id": "top", "from": text(cut), "coefficient": "1.2"},
                                     {"id": "mid", "from": text(cut / 2), "to": text(cut)},
                                     {"id": "low", "to": text(cut / 2), "coefficient": "0.75"}]}


def answer(policy, facts, request):
    parse = lambda document: load(json.dumps(document))
    return score(parse(policy), parse(facts), parse(request))["results"][0]


def expectations(result):
    expect, absent = {}, []

    def add(source, at, names):
        for name in names:
            for key in (name, f"{name}_exact"):
                if key in source:
                    expect[f"{at}/{key}"] = source[key]
        if "total" in names and "total" not in source:
            absent.append(f"{at}/total")

    add(result, "/results/0", ("state", "total", "band", "coefficient"))
    if "total" in result:
        absent += [f"/results/0/{name}" for name in ("total_exact", "band", "coefficient") if name not in result]
    for n, position in enumerate(result.get("positions", [])):
        at = f"/results/0/positions/{n}"
        add(position, at, ("total", "factor", "coefficient") if len(result["positions"]) > 1 else ("factor",))
        if "factor" not in position:
            absent.append(f"{at}/factor")
        for m, line in enumerate(position["lines"]):
            known = ("contribution",) if "total" in position else ()
            add(line, f"{at}/lines/{m}", ("state", "met", "score") + known)
    for n, period in enumerate(result.get("periods", [])):
        add(period, f"/results/0/periods/{n}", ("days", "state", "total", "band"))
    if "missing" in result:
        for key in ("line", "state", "effect"):
            if key in result["missing"][0]:
                expect[f"/results/0/missing/0/{key}"] = result["missing"][0][key]
    return expect, absent


def distribution(number):
    """A forced distribution with ties."""
    dice = Dice(SEED + 1000 + number)
    people = 5 + dice.below(18)
    shares = dice.one(((30, 40, 20, 10), (20, 70, 10), (15, 35, 35, 15), ("33.3", "33.3", "33.4"), (10, 20, 40, 20, 10)))
    names = "ABCDE"[: len(shares)]
    bands = [{"id": name} | ({"from": 90 - 10 * n} if n + 1 < len(names) else {}) | ({"to": 100 - 10 * n} if n else {})
             for n, name in enumerate(names)]
    policy = {"schema_version": "1.0", "id": "generated", "version": str(number), "effective_from": "2020-01-01",
              "metrics": [{"id": "a", "unit": "number", "direction": "higher"}],
              "rating_scales": [{"id": "scale", "bands": bands}],
              "scorecards": [{"id": "card", "rating_scale": "scale", "sections": [
                  {"id": "all", "lines": [{"id": "a", "metric": "a", "weight": 100, "target": dice.one((30, 100)),
                                           "method": {"kind": "ratio"}}]}]}],
              "positions": [{"id": "op", "scorecard": "card"}],
              "distribution": {"mode": dice.one(("assign", "assign", "check")),
                               "quotas": [{"band": name, "share": share} for name, share in zip(names, shares)]}}
    facts = {"schema_version": "1.0",
             "employees": [{"id": f"e{n}", "positions": [{"position": "op", "from": "2024-01-01"}]} for n in range(people)],
             "observations": [{"metric": "a", "employee": f"e{n}", "period": PERIOD, "value": 15 + dice.below(18)}
                              for n in range(people)]}
    parse = lambda document: load(json.dumps(document))
    group = calibrate(parse(policy), parse(facts), {"period": PERIOD})["groups"][0]
    expect = {"/groups/0/people": people, "/groups/0/exempt": False}
    for n, quota in enumerate(group["quotas"]):
        expect |= {f"/groups/0/quotas/{n}/{key}": quota[key] for key in ("band", "quota", "actual", "deviation")}
    for n, person in enumerate(group.get("people_bands", [])):
        expect[f"/groups/0/people_bands/{n}/assigned"] = person["assigned"]
    return {"id": f"generated-distribution-{number:02d}", "requires": ["K9"], "title": f"{people} people, shares {shares}",
            "question": "calibrate", "policy": policy, "facts": facts, "request": {"period": PERIOD}, "expect": expect,
            "by": "reference", "arithmetic": "reference"}


def document(cases):
    lines = [json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in cases]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def parted(cases, part):
    """The cases whose ids begin otherwise, and those whose ids begin so: files stay below a megabyte."""
    is_of_part = lambda case: case["id"].startswith(part)
    return document([case for case in cases if not is_of_part(case)]), document([case for case in cases if is_of_part(case)])


def documents():
    scored = [Case(number).written() for number in range(320)] + [distribution(number) for number in range(9)]
    promotion, decisions = parted(generate_promotion.cases(SEED + 2000, Dice), "generated-decision-")
    attrition, receipts = parted(generate_attrition.cases(SEED + 7000, Dice), "generated-attrition-receipt-")
    return {"generated.json": document(scored),
            "generated_promotion.json": promotion,
            "generated_decisions.json": decisions,
            "generated_planning.json": document(generate_planning.cases(SEED + 4000, Dice)),
            "generated_money.json": document(generate_money.cases(SEED + 5000, Dice)),
            "generated_forecast.json": document(generate_forecast.cases(SEED + 6000, Dice)),
            "generated_attrition.json": attrition,
            "generated_attrition_receipts.json": receipts,
            "generated_retention.json": document(generate_retention.cases(SEED + 8000, Dice))}


if __name__ == "__main__":
    stale = []
    for name, made in documents().items():
        file = CASES / name
        if "--check" not in sys.argv:
            file.write_text(made, "utf-8")
        elif not file.exists() or file.read_text("utf-8") != made:
            stale.append(name)
    if "--check" in sys.argv:
        again = f"stale: {', '.join(stale)}: run python3 conformance/reference/generate.py"
        print(again if stale else "the generated cases are fresh")
    sys.exit(1 if stale else 0)
