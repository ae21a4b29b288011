"""Seeded cases of `attrition` and `fit_attrition` with the answers of the reference, and requests and drivers that are refused;
`generate.py` writes them. The models are stated here; the companies are drawn."""

import json
from datetime import date, timedelta
from fractions import Fraction as F
from math import log

from attrition import attrition, fit_attrition
from attrition_receipt import attrition_receipt
from attrition_panel import first_of, index, last_of, named
from expected import expected
from values import load, text

UNITS = [{"id": "east"}, {"id": "west"}]
ENDED = ("voluntary", "voluntary", None, "involuntary", "retirement", "other")
VIEWED = ("metric", "score", "overtime", "absence")
VIEWS = ("last", "mean3", "slope", "months_since")
PLAIN = ("tenure", "position_tenure", "position", "unit", "pay_position", "achievements", "team_leavers")
TYPICAL = {"tenure": (12, 8), "position_tenure": (8, 5), "pay_position": (1, "0.25"), "achievements": (1, 1),
           "team_leavers": ("0.1", "0.2"), "metric": (8, 4), "score": (80, 25), "overtime": (12, 9), "absence": ("0.1", "0.08")}
NOT_COMPARED = ("schema_version", "policy", "as_of", "problems", "requires_human_review")
MODEL = {"schema_version": "1.5", "id": "pack", "version": "1"}


def policy(**parts):
    card = lambda name, scale: {"id": name, "scale": scale, "sections": [{"id": "all", "lines": [
        {"id": "sales", "metric": "sales", "weight": 100, "target": 10, "method": {"kind": "ratio"}, "cap": 120}]}]}
    return {"schema_version": "1.5", "id": "generated", "version": "1", "effective_from": "2020-01-01",
            "metrics": [{"id": "sales", "unit": "count", "direction": "higher", "flow": False}],
            "scorecards": [card("hundred", 100), card("five", 5)], "courses": [{"id": "safety"}], "units": UNITS,
            "positions": [{"id": "a", "scorecard": "hundred"}, {"id": "b", "scorecard": "five"}, {"id": "c"}]} | parts


def leaves(found, at=""):
    """Pointers and what stands there, those of lists with the end after them."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key not in NOT_COMPARED:
                yield from leaves(value, f"{at}/{key}")
    elif isinstance(found, list) and any(isinstance(part, dict) for part in found):
        for n, part in enumerate(found):
            yield from leaves(part, f"{at}/{n}")
        yield f"{at}/{len(found)}", None
    else:
        yield at, found


class Staff:
    """Who held what, and when."""

    def __init__(self, dice, count, as_of, days, units):
        self.dice, self.as_of, self.units = dice, as_of, units
        self.begin = as_of - timedelta(days)
        self.employees = [self.person(f"e{n}") for n in range(count)]

    def person(self, name):
        dice, held = self.dice, []
        when = self.begin + timedelta(dice.below(500))
        for n in range(3):
            record = {"position": dice.one("aaabbc"), "from": when.isoformat()}
            if self.units:
                record["unit"] = dice.one(("east", "west"))
            held.append(record)
            last = when + timedelta(60 + dice.below(500))
            if dice.chance(30):
                last = last.replace(day=1) - timedelta(1)
            if last > self.as_of + timedelta(40) or dice.chance(35) or n == 2:
                break
            record["to"] = last.isoformat()
            gap = dice.one((0, 0, 0, 12, 30, 31, 90))
            when = last + timedelta(1 + gap)
            ended = dice.one(ENDED)
            if gap > 30 and ended:
                record["ended"] = ended
        if "to" not in held[-1] and dice.chance(30):
            last = when + timedelta(60 + dice.below(500))
            if last < self.as_of:
                held[-1]["to"] = last.isoformat()
                if ended := dice.one(ENDED):
                    held[-1]["ended"] = ended
        return {"id": name, "positions": held}


class Cases:
    def __init__(self, seed, dice):
        self.seed, self.dice = seed, dice

    def written(self, kind, number, rules, facts, request, question, keep=lambda at: True):
        parse = lambda document: load(json.dumps(document))
        answer = question(parse(rules), parse(facts), parse(request))
        expect, near, absent = expected((at, value) for at, value in leaves(answer) if keep(at))
        case = {"id": f"generated-attrition-{kind}-{number:02d}", "requires": ["F2"], "title": f"{kind} by chance",
                "question": question.__name__, "policy": rules, "facts": facts, "request": request, "expect": expect,
                "near": near, "absent": absent, "problems": [], "by": "reference", "arithmetic": "reference"}
        return {key: value for key, value in case.items() if value or key not in ("near", "absent")}

    # Companies without a model of their own.

    def team(self, number):
        """Nine people and fewer, of whom none, one or two left: rates alone."""
        dice = self.dice(self.seed + number)
        as_of = date(2025, 6, 30) if dice.chance(70) else date(2025, 6, 1 + dice.below(29))
        employees = []
        count = 4 + dice.below(6)
        for n in range(count):
            held = {"position": "a", "from": (date(2024, 1, 1) + timedelta(dice.below(300))).isoformat()}
            if n < number % 3:
                last = date(2025, 1, 1) + timedelta(dice.below(180))
                held["to"] = (last.replace(day=1) - timedelta(1) if dice.chance(40) else last).isoformat()
                if ended := dice.one(ENDED):
                    held["ended"] = ended
            employees.append({"id": f"e{n}", "positions": [held]})
        request = {"as_of": as_of.isoformat(), "window": 12 + 6 * dice.below(3), "horizon": 1 + dice.below(12)}
        if dice.chance(40):
            request["leaving"] = dice.one(("voluntary", "involuntary", "any"))
        if number % 2:
            request["prior"] = MODEL | {"rate": dice.one(("0.02", "0.015", "0.035"))} | dice.one(
                ({}, {"weight": 60}, {"weight": 240}, {"terms": [self.line("tenure")]}))
            request["prior"]["leaving"] = request.get("leaving", "voluntary")
        if dice.chance(30):
            request["employees"] = [f"e{dice.below(count)}"]
        return self.written("team", number, policy(), {"employees": employees}, request, attrition)

    def staff(self, number):
        """Moves, breaks and returns, and all ends, in months and people."""
        dice = self.dice(self.seed + 100 + number)
        as_of = dice.one((date(2025, 6, 30), date(2025, 5, 31), date(2025, 6, 14)))
        people = Staff(dice, 12 + dice.below(8), as_of, 1100, number % 2)
        request = {"as_of": as_of.isoformat(), "window": dice.one((6, 12, 24, 36)), "horizon": 1 + dice.below(6),
                   "leaving": dice.one(("voluntary", "involuntary", "any"))}
        return self.written("staff", number, policy(), {"employees": people.employees}, request, attrition)

    # Models as they are given.

    def line(self, kind, view="last", role="context"):
        centre, spread = TYPICAL[kind]
        source = {"kind": kind} | ({"metric": "sales"} if kind == "metric" else {})
        if view == "months_since":
            centre, spread = 4, 3
        elif view == "slope":
            centre = 0
        driver = {"id": kind, "source": source, "role": role} | ({"view": view} if view != "last" else {})
        return {"driver": driver, "centre": centre, "spread": spread, "line": "-0.24"}

    def term(self, dice, kind, view):
        number = lambda most: text(F(dice.below(2 * most * 100 + 1) - most * 100, 100))
        if kind in ("position", "unit"):
            names = ("a", "b") if kind == "position" else ("east", "west")
            out = {"driver": {"id": kind, "source": {"kind": kind}},
                   "levels": [{"id": name, "adds": number(1)} for name in names]}
        else:
            out = self.line(kind, view, dice.one(("act_on", "context", "not_actionable")))
            out["line"] = number(1)
            manner = dice.below(10)
            if manner < 5:
                centre, spread = F(out["centre"]), F(out["spread"])
                places = dice.one(((-2, -1, 0, 1), (-1, 0, 1, 2), (-1, 0, 0, 1)))  # two equal knots are a jump
                out["knots"] = [text(centre + spread * x) for x in places][: 2 + dice.below(3)]
                out["bends"] = [number(1) for _ in out["knots"]]
            elif manner == 5 and kind in ("achievements", "tenure"):
                out = {"driver": out["driver"], "levels": [{"value": n, "adds": number(1)} for n in range(4)]}
        if dice.chance(75) or kind in VIEWED or kind in ("position", "unit", "pay_position", "team_leavers"):
            out["missing"] = number(1)
        if dice.chance(60):
            out["middle"] = text(F(dice.below(400001) - 200000, 10**6))
        return out

    def model(self, dice, main, view):
        """One term of a kind, and up to two others."""
        terms = [self.term(dice, main, view)]
        for _ in range(dice.below(3)):
            kind = dice.one(PLAIN[:3] + PLAIN[4:] + VIEWED)
            if all(t["driver"]["source"]["kind"] != kind for t in terms):
                terms.append(self.term(dice, kind, dice.one(VIEWS) if kind in VIEWED else "last"))
        out = MODEL | {"rate": dice.one(("0.02", "0.015", "0.03")), "weight": dice.one((60, 120, 200))}
        if dice.chance(75):
            out["intercept"] = text(F(-4000 + dice.below(1500), 1000))
        out["terms"] = terms
        numbers = [t["driver"]["id"] for t in terms if "centre" in t]
        if len(numbers) > 1 and dice.chance(60):
            edges = lambda t: [text(F(t["centre"]) + F(t["spread"]) * x / 2) for x in (-1, 1)][: 1 + dice.below(2)]
            first, second = (t for t in terms if t["driver"]["id"] in numbers[:2])
            pair = {"first": numbers[0], "second": numbers[1], "first_edges": edges(first), "second_edges": edges(second)}
            size = (len(pair["first_edges"]) + 2) * (len(pair["second_edges"]) + 2)
            out["pairs"] = [pair | {"cells": [text(F(dice.below(101) - 50, 100)) for _ in range(size)],
                                    "middle": text(F(dice.below(21) - 10, 100))}]
        size = 1 + sum(("line" in t) + len(t.get("bends", [])) + len(t.get("levels", [])) + ("missing" in t) for t in terms)
        if dice.chance(35):
            out["covariance"] = ["0.04"]
        elif dice.chance(75) and "pairs" not in out:
            # A diagonal and one common part, which is positive definite.
            out["covariance"] = [text(F(3, 100) + F(1, 200)) if i == j else "0.005" for i in range(size) for j in range(i + 1)]
        return out

    def records(self, dice, people, as_of):
        """What is known of people: with months left out, and months of nothing."""
        facts = {"observations": [], "attendance": [], "pay": [], "achievements": []}
        last = index(as_of) + ((as_of + timedelta(1)).month != as_of.month) - 1
        for e in people:
            who = {"employee": e["id"]}
            for month in range(last - 8, last + 1):
                held = [h for h in e["positions"] if h["from"] <= last_of(month).isoformat()
                        and h.get("to", "9") >= first_of(month).isoformat()]
                if held and dice.chance(75):
                    facts["observations"].append({"metric": "sales"} | who | {"period": named(month),
                                                                              "value": max(0, dice.below(18) - 5)})
                if held and dice.chance(75):
                    record = who | {"period": named(month), "days_due": 20 + dice.below(3)}
                    record |= {"days_absent": dice.below(5)} if dice.chance(60) else {}
                    record |= {"overtime_hours": dice.one((4, "7.5", 10, 22))} if dice.chance(60) else {}
                    if dice.chance(15):
                        end = first_of(month) + timedelta(dice.below(27))
                        week = "{}-W{:02d}".format(*end.isocalendar()[:2])
                        short = dice.one((end.isoformat(), week))
                        facts["attendance"].append(record | {"period": short, "days_due": 1, "days_absent": 0})
                    else:
                        facts["attendance"].append(record)
            if dice.chance(85):
                paid = who | {"from": "2024-01-01", "base": 5000 + 250 * dice.below(17), "hours": 174, "currency": "CNY"}
                facts["pay"].append(paid | ({"currency": "USD"} if dice.chance(10) else {}))
                if dice.chance(30):
                    facts["pay"].append(paid | {"from": "2025-03-15", "base": 7000 + 100 * dice.below(20)})
            for n in range(dice.below(4)):
                when = first_of(last - 15) + timedelta(dice.below(470))
                facts["achievements"].append(who | {"course": "safety", "date": min(when, as_of).isoformat()} | (
                    {"result": "failed"} if dice.chance(20) else {}))
        return {key: value for key, value in facts.items() if value}

    def unique(self, facts):
        """One record per person and period."""
        seen, kept = set(), []
        for record in facts.get("attendance", []):
            key = record["employee"], record["period"]
            if key not in seen:
                kept.append(record)
            seen.add(key)
        return facts | ({"attendance": kept} if kept else {})

    def driver(self, number):
        kinds = [(kind, "last") for kind in PLAIN] + [(kind, view) for kind in VIEWED for view in VIEWS]
        rules, facts, request, plain = self.drawn(self.dice(self.seed + 200 + number), *kinds[number % len(kinds)])
        return self.written("driver", number, rules, facts, request, attrition, plain)

    def drawn(self, dice, kind, view):
        as_of = date(2025, 6, 30) if dice.chance(80) else date(2025, 6, 5 + dice.below(20))
        people = Staff(dice, 4 + dice.below(4), as_of, 900, True).employees
        if kind == "pay_position":
            for e in people:
                for held in e["positions"]:
                    held["position"] = "a"
        model = self.model(dice, kind, view)
        facts = {"employees": people} | self.unique(self.records(dice, people, as_of))
        used = {t["driver"]["source"]["kind"] for t in model["terms"]}
        for name, kinds in (("observations", ("metric", "score")), ("attendance", ("overtime", "absence")),
                            ("pay", ("pay_position",)), ("achievements", ("achievements",))):
            if not used & set(kinds):
                facts.pop(name, None)
        request = {"as_of": as_of.isoformat(), "horizon": 1 + dice.below(12), "model": model}
        rules = policy()
        if dice.chance(25):
            rules["attrition"] = {"signals": [{"id": "few", "when": {"metric": "sales", "at_most": 2 + dice.below(4)}}]}
        if dice.chance(30):
            model["fitted"] = {"as_of": "2025-03-31", "window": 24, "policy": "generated", "policy_version": "1", "people": 230,
                               "months": 4000, "leavers": 61, "tier": 2, "method": "slope", "prior": "other",
                               "prior_version": "3"}
        elif dice.chance(20):
            request["employees"] = [dice.one(people)["id"]]
        return rules, facts, request, lambda at: at != "/caveats" or "fitted" not in model

    # Priors that are moved and stretched.

    def company(self, dice, count, as_of, days, leave, early_leave=1.6):
        employees = []
        for n in range(count):
            begin = as_of - timedelta(30 + dice.below(days))
            held = {"position": dice.one("aab"), "from": begin.isoformat()}
            early = early_leave if held["position"] == "b" else 1
            stays = int(-600 * leave / early * log(1 - dice.random()))
            if stays < 10**5 and begin + timedelta(20 + stays) <= as_of:
                held["to"] = (begin + timedelta(20 + stays)).isoformat()
                if ended := dice.one(ENDED[:3] * 3 + ENDED):
                    held["ended"] = ended
            employees.append({"id": f"e{n}", "positions": [held]})
        return employees

    def prior(self, dice, is_whole=False):
        number = lambda least, most: text(F(least + dice.below(most - least + 1), 100))
        tenure = self.line("tenure") | {"line": number(-60, -10), "knots": [0, 6, 24]}
        tenure["bends"] = [number(0, 30), "0", number(-30, 0)]
        position = {"driver": {"id": "position", "source": {"kind": "position"}},
                    "levels": [{"id": "a", "adds": "-0.1"}, {"id": "b", "adds": number(10, 70)}]}
        out = MODEL | {"rate": dice.one(("0.02", "0.03")), "intercept": number(-400, -340),
                       "terms": [tenure, position | {"middle": "0.05"}]}
        # Of level, line, three bends and two levels; the level goes against the bends, and positions with each other.
        diagonal, size = ("0.3", "0.02", "0.04", "0.03", "0.05", "0.06", "0.07"), 7
        shared = {(2, 0): "-0.02", (3, 0): "-0.015", (4, 0): "-0.02", (6, 5): "0.03", (5, 0): "-0.04", (3, 1): "0.005"}
        whole = [diagonal[i] if i == j else shared.get((i, j), "0") for i in range(size) for j in range(i + 1)]
        return out | ({"covariance": whole} if is_whole else {})

    def moved(self, number):
        """Thirty people and a prior with terms: moved to the own level."""
        dice = self.dice(self.seed + 400 + number)
        as_of = date(2025, 6, 30)
        facts = {"employees": self.company(dice, 24 + dice.below(12), as_of, 1200, 2)}
        request = {"as_of": as_of.isoformat(), "prior": self.prior(dice, number in (1, 4, 6))}
        if number == 3:  # a pack that says no more than how sure its level is
            request["prior"]["covariance"] = ["0.25"]
        if number % 3 == 2:
            return self.written("moved", number, policy(), facts, request, fit_attrition)
        request["horizon"] = 1 + dice.below(12)
        some = lambda at: not at.startswith("/people/") or int(at.split("/")[2]) < 8
        return self.written("moved", number, policy(), facts, request, attrition, some)

    def stretched(self, number):
        """Two hundred people: what beats the rate forward in time is taken."""
        dice = self.dice(self.seed + 500 + number)
        as_of = date(2025, 6, 30)
        facts = {"employees": self.company(dice, 300 + 10 * number, as_of, 1100, 2, 1.6 + number)}
        prior = self.prior(dice, number in (1, 5))
        if number % 2:
            prior["terms"][1]["levels"][1]["adds"] = "1.1"
        request = {"as_of": as_of.isoformat(), "prior": prior}
        if number == 7:
            del request["prior"]
        if number % 2 == 0:
            if number == 2:
                request["audit"] = [{"id": "hall", "groups": [
                    {"id": "one", "employees": [f"e{n}" for n in range(0, 40)]},
                    {"id": "two", "employees": [f"e{n}" for n in range(40, 90)]}]}]
            plain = lambda at: at != "/caveats" or "audit" not in request
            return self.written("stretched", number, policy(), facts, request, fit_attrition, plain)
        some = lambda at: not at.startswith("/people/") or int(at.split("/")[2]) < 5
        return self.written("stretched", number, policy(), facts, request, attrition, some)

    # Receipts.

    def receipt(self, number):
        """The receipt of one of some people, by drivers that others are made of more often than not."""
        kinds = [(kind, "last") for kind in ("pay_position", "team_leavers")] * 4 + [("score", "slope"), ("overtime", "mean3")]
        dice = self.dice(self.seed + 600 + number)
        rules, facts, request, plain = self.drawn(dice, *kinds[number % len(kinds)])
        return self.vouched(number, dice, rules, facts, request, lambda at: plain(at.removeprefix("/document/result")))

    def moved_receipt(self, number):
        """The same of a prior that is moved to the own level on the spot."""
        dice = self.dice(self.seed + 700 + number)
        as_of = date(2025, 6, 30)
        facts = {"employees": self.company(dice, 24 + dice.below(12), as_of, 1200, 2)}
        request = {"as_of": as_of.isoformat(), "prior": self.prior(dice), "horizon": 1 + dice.below(6)}
        return self.vouched(20 + number, dice, policy(), facts, request, lambda at: True)

    def vouched(self, number, dice, rules, facts, request, keep):
        request.pop("employees", None)
        if dice.chance(40):
            request["window"] = 1 + dice.below(12)
        parse = lambda document: load(json.dumps(document))
        people = [p["employee"] for p in attrition(parse(rules), parse(facts), parse(request))["people"]]
        request["employee"] = dice.one(people)
        return self.written("receipt", number, rules, facts, request, attrition_receipt, keep)

    # What is refused.

    def refused(self):
        model = lambda **parts: MODEL | {"rate": "0.02", "terms": [self.line("tenure")]} | parts
        curve = lambda **parts: model(terms=[self.line("tenure") | parts])
        by_metric = lambda name, metric: {"driver": {"id": name, "source": {"kind": "metric", "metric": metric}},
                                          "centre": 0, "spread": 1, "line": 1}
        unknown = by_metric("x", "nothing")
        late = {"first": "tenure", "second": "nothing", "first_edges": [1], "second_edges": [1], "cells": [0] * 9}
        out_of_range, mismatch = "number_out_of_range", "value_mismatch"
        asked = (
            ("horizon-none", {"horizon": 0}, out_of_range, "/horizon"),
            ("horizon-long", {"horizon": 25}, out_of_range, "/horizon"),
            ("window-none", {"window": 0}, out_of_range, "/window"),
            ("window-long", {"window": 121}, out_of_range, "/window"),
            ("rate-none", {"model": model(rate=0)}, out_of_range, "/model/rate"),
            ("rate-all", {"prior": model(rate=1)}, out_of_range, "/prior/rate"),
            ("spread-none", {"model": curve(spread=0)}, out_of_range, "/model/terms/0/spread"),
            ("weight-none", {"model": model(weight=-1)}, out_of_range, "/model/weight"),
            ("metric-unknown", {"model": model(terms=[unknown])}, "reference_unknown", "/model/terms/0/driver/source/metric"),
            ("pair-unknown", {"model": model(pairs=[late])}, "reference_unknown", "/model/pairs/0/second"),
            ("covariance-length", {"model": model(covariance=["0.04", 0])}, mismatch, "/model/covariance"),
            ("knots-descend", {"model": curve(knots=[3, 2], bends=[0, 1])}, mismatch, "/model/terms/0/knots/1"),
            ("knots-descend-late", {"prior": curve(knots=[1, 3, 3, 2], bends=[0, 1, 2, 3])}, mismatch,
             "/prior/terms/0/knots/3"),
            ("bends-missing", {"model": curve(knots=[3, 4], bends=[0])}, mismatch, "/model/terms/0/bends"),
            ("cells-missing", {"model": model(terms=[self.line("tenure"), self.line("achievements")], pairs=[
                late | {"second": "achievements", "cells": [0] * 4}])}, mismatch, "/model/pairs/0/cells"),
            ("line-without-spread", {"model": model(terms=[{"driver": self.line("tenure")["driver"], "line": 1}])},
             "field_missing", "/model/terms/0"),
            ("driver-twice", {"model": model(terms=[self.line("tenure")] * 2)}, "id_duplicate", "/model/terms/1/driver/id"),
            ("driver-protected", {"model": model(terms=[by_metric("Age", "sales")])}, "attribute_protected",
             "/model/terms/0/driver/id"),
            ("leaving-of-model", {"model": model(leaving="any"), "leaving": "voluntary"}, mismatch, "/model/leaving"),
            ("leaving-of-prior", {"prior": model(leaving="involuntary"), "leaving": "any"}, mismatch, "/prior/leaving"),
            ("variance-negative", {"model": model(covariance=["-0.01"])}, out_of_range, "/model/covariance/0"),
            ("employee-unknown", {"employees": ["nobody"]}, "reference_unknown", "/employees/0"),
        )
        facts = {"employees": [{"id": "e0", "positions": [{"position": "a", "from": "2024-01-01"}]}]}
        for name, request, code, pointer in asked:
            yield {"id": f"attrition-refused-{name}", "requires": ["F2"], "title": name, "question": "attrition",
                   "policy": policy(), "facts": facts, "request": {"as_of": "2025-06-30"} | request,
                   "problems": [{"code": code, "pointer": pointer}], "by": "reference", "arithmetic": "reference"}

    def protected(self):
        """What a person is may not drive anything; names that only look like it may."""
        at = "/attrition/drivers/0"
        for n, (driver, metric, pointer) in enumerate((
                ({"id": "employee_age"}, {}, "/id"), ({"id": "maritalStatus"}, {}, "/id"),
                ({"id": "is-pregnant-sex"}, {}, "/id"),
                ({"id": "d", "name": "Union membership"}, {}, "/name"), ({"id": "d", "name": "员工婚姻状况"}, {}, "/name"),
                ({"id": "d", "name": "ＡＧＥ"}, {}, "/name"), ({"id": "d"}, {"id": "gender_code"}, "/source/metric"),
                ({"id": "d"}, {"name": "Religion"}, "/source/metric"), ({"id": "d"}, {"name": "籍贯得分"}, "/source/metric"),
                ({"id": "average_usage"}, {"id": "sextant"}, None),
                ({"id": "engagement", "name": "Package, aged stock"}, {}, None))):
            of = {"id": "m", "unit": "count", "direction": "higher"} | metric
            rules = policy(metrics=[policy()["metrics"][0], of], attrition={"drivers": [
                driver | {"source": {"kind": "metric", "metric": of["id"]}}]})
            problems = [{"code": "attribute_protected", "pointer": at + pointer}] if pointer else []
            title = json.dumps([driver, metric], ensure_ascii=False)
            yield {"id": f"attrition-protected-{n:02d}", "requires": ["F2"], "title": title,
                   "question": "compile", "policy": rules, "problems": problems, "by": "reference", "arithmetic": "reference"}


def cases(seed, dice):
    made = Cases(seed, dice)
    counts = ((made.team, 12), (made.staff, 8), (made.driver, 46), (made.moved, 9), (made.stretched, 8), (made.receipt, 20),
              (made.moved_receipt, 4))
    drawn = [write(n) for write, count in counts for n in range(count)]
    return drawn + list(made.refused()) + list(made.protected())
