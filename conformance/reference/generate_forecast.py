"""Seeded, valid cases of `headcount`, `flows`, `workforce`, `goal_forecast` and `forecast` with the answers of the reference;
`generate.py` writes them. What the reference leaves open is drawn anew, and simulated quantiles are not compared."""

import json
from datetime import date, timedelta

from expected import expected
from flows import flows
from forecast import forecast
from goal_forecast import goal_forecast
from headcount import headcount
from values import ONE_DAY, load
from workforce import workforce

UNITS = [{"id": "all"}, {"id": "east", "parent": "all"}, {"id": "shop", "parent": "east"}, {"id": "west", "parent": "all"}]
ENDED = ("voluntary", "voluntary", "involuntary", "retirement", "other", None)
SALES = {"id": "sales", "unit": "count", "direction": "higher", "level": "company"}
NOT_COMPARED = ("schema_version", "policy", "problems", "as_of", "position", "unit", "rule", "period", "from", "part",
                "whole_exact", "per_year_exact")
BANDS = ("lo80", "lo95", "hi95")  # as `hi80`


def policy(**parts):
    return {"schema_version": "1.4", "id": "generated", "version": "1", "effective_from": "2020-01-01", "metrics": [],
            "scorecards": [], "positions": [{"id": "a"}, {"id": "b"}, {"id": "c"}]} | parts


def leaves(found, at=""):
    """Pointers and what stands there, those of lists with the end after them."""
    if isinstance(found, dict):
        for key, value in found.items():
            if key not in NOT_COMPARED and not (key in BANDS and at[:6] in ("/plans", "/serie")):
                yield from leaves(value, f"{at}/{key}")
    elif isinstance(found, list) and any(isinstance(part, (dict, float)) for part in found):
        for n, part in enumerate(found):
            yield from leaves(part, f"{at}/{n}")
        yield f"{at}/{len(found)}", None
    else:
        yield at, found


class People:
    """Who held what, and when: positions, with breaks, in a company of two years."""

    def __init__(self, dice, count, first, days, units=False, months=False):
        self.dice, self.first, self.days, self.units, self.months = dice, first, days, units, months
        self.employees = [self.person(f"e{n}") for n in range(count)]

    def day(self, least=0, most=None):
        when = self.first + timedelta(least + self.dice.below((most or self.days) - least))
        return when.replace(day=1) if self.months else when

    def person(self, name):
        dice = self.dice
        held, when = [], self.day(0, self.days // 2)
        for _ in range(1 + dice.below(3)):
            record = {"position": dice.one("aabbc"), "from": when.isoformat()}
            if self.units:
                record["unit"] = dice.one(("east", "shop", "west", "all"))
            held.append(record)
            last = when + timedelta(40 + dice.below(400))
            if last > self.first + timedelta(self.days) or dice.chance(40):
                return {"id": name, "positions": held}
            record["to"] = last.isoformat()
            # After a month and more somebody has left, and is hired again.
            gap = dice.one((0, 0, 0, 12, 30, 31, 90))
            when = last + timedelta(1 + gap)
            ended = dice.one(ENDED)
            if ended and (gap > 30 or dice.chance(30)):
                record["ended"] = ended
        ended = dice.one(ENDED)
        held[-1]["to"] = (when + timedelta(dice.below(300))).isoformat() if "to" not in held[-1] else held[-1]["to"]
        if ended:
            held[-1]["ended"] = ended
        return {"id": name, "positions": held}


class Cases:
    def __init__(self, seed, dice):
        self.seed, self.dice = seed, dice

    def written(self, kind, number, policy, facts, request, question, requires):
        parse = lambda document: load(json.dumps(document))
        answer = question(parse(policy), parse(facts), parse(request))
        expect, near, absent = expected(leaves(answer))
        case = {"id": f"generated-{kind}-{number:02d}", "requires": requires, "title": f"{kind} by chance",
                "question": question.__name__, "policy": policy, "facts": facts, "request": request, "expect": expect,
                "near": near, "absent": absent, "problems": [], "by": "reference", "arithmetic": "reference"}
        return {key: value for key, value in case.items() if value or key not in ("facts", "near", "absent")}

    def drawn(self, number, make):
        for attempt in range(200):
            try:
                return make(self.dice(self.seed + 1000 * attempt + number))
            except NotImplementedError:
                continue
        raise ValueError("nothing that the reference answers")

    def workforce(self, number):
        def make(dice):
            by = dice.one(([], [], ["position"], ["unit"]))
            people = People(dice, 3 + dice.below(3 if by else 6), date(2023, 3, 5), 1000, units="unit" in by)
            facts = {"employees": people.employees}
            if dice.chance(70):
                facts["requisitions"] = [self.requisition(dice, n, people) for n in range(1 + dice.below(3))]
            request = {"period": dice.one(("2025", "2025", "2024", "2025-H1", "2025-Q2", "2025-04"))}
            request |= {"by": by} if by else {}
            if request["period"] == "2025" and dice.chance(30):
                request["as_of"] = f"2025-0{1 + dice.below(9)}-{10 + dice.below(18)}"
            rules = policy(workforce={"critical_positions": [dice.one("ab")]}, moves=[
                {"id": "up", "from": "a", "to": "b", "kind": "promotion", "requires": {"tenure": "position", "months": 1}}])
            rules |= {"units": UNITS} if "unit" in by else {}
            return self.written("workforce", number, rules, facts, request, workforce, ["F5"])

        return self.drawn(number, make)

    def requisition(self, dice, n, people):
        opened = date(2024, 8, 1) + timedelta(dice.below(400))
        out = {"id": f"r{n}", "position": dice.one("abc"), "opened": opened.isoformat()}
        if people.units and dice.chance(80):
            out["unit"] = dice.one(("east", "shop", "west"))
        if dice.chance(30):
            out["count"] = 2 + dice.below(3)
        if dice.chance(75):
            accepted = opened + timedelta(5 + dice.below(80))
            out["accepted"] = accepted.isoformat()
            if dice.chance(60):
                out["starts"] = (accepted + timedelta(dice.below(40))).isoformat()
            if dice.chance(40) and "count" not in out:
                out["employee"] = dice.one(people.employees)["id"]
            elif dice.chance(60):
                out["internal"] = dice.chance(50)
        elif dice.chance(40):
            out["withdrawn"] = (opened + timedelta(dice.below(90))).isoformat()
        return out

    def flows(self, number):
        """Three manners in which months do not differ: one month, single people, and nobody who moves."""
        def make(dice):
            manner, grades = number % 3, "ab" if dice.chance(50) else "abc"
            window = 1 if manner == 0 else 2 + dice.below(7)
            begin = date(2024, 2, 29)
            employees = []
            for n in range(2 + dice.below(7) if manner != 1 else len(grades)):
                here = dice.below(len(grades)) if manner != 1 else n
                first = {"position": grades[here], "from": begin.isoformat()}
                held = [first]
                last = date(2024, 9, 30) - timedelta(dice.below(28)) if manner == 0 else date(2024, 6 + dice.below(4), 12)
                if manner == 2 or dice.chance(50 if manner == 0 else 35):
                    pass
                elif dice.chance(50) and here + 1 < len(grades) and manner == 0:
                    first["to"] = last.isoformat()
                    held.append({"position": grades[here + 1], "from": (last + ONE_DAY).isoformat()})
                else:
                    first["to"] = last.isoformat()
                employees.append({"id": f"e{n}", "positions": held})
            for n in range(dice.below(3)):
                when = date(2024, 9, 2) if manner == 0 else date(2024, 7 + dice.below(3), 2)
                employees.append({"id": f"n{n}", "positions": [{"position": grades[0], "from": when.isoformat()}]})
            rules = {"grades": list(grades)}
            if dice.chance(65):
                rules["prior"] = {"leave": dice.one(("10%", "25%", 42)), "promote": dice.one(("0%", "20%", "30%"))} | dice.one(
                    ({}, {"weight": 2}, {"weight": "0.5"}))
            request = {"as_of": dice.one(("2024-09-30", "2024-09-30", "2024-10-14")), "window": window, "horizon": 1 + dice.below(4), "runs": 100}
            if dice.chance(50):
                request["hires"] = [{"position": grades[0], "per_month": dice.one((1, "0.5", 2))}] + (
                    [{"position": grades[-1], "per_month": 1, "from": "2024-11", "to": "2024-11"}] if dice.chance(40) else [])
            if dice.chance(25) and request["horizon"] == 1:
                request["promotions"] = [{"from": "a", "to": "b", "per_month": dice.one((1, "0.5"))}]
            elif dice.chance(55):
                request["goal"] = {"kind": "hold", "structure": [{"position": "a", "people": 20 + dice.below(10)}]}
                if dice.chance(40) and len(grades) == 2:
                    request["goal"]["most_promotions"] = "90%"
                elif dice.chance(40):
                    request["goal"] = {"kind": "reach", "structure": [{"position": g, "people": 30} for g in grades]}
            return self.written("flows", number, policy(staff_flows=rules), {"employees": employees}, request, flows, ["F3"])

        return self.drawn(number, make)

    def headcount(self, number):
        def make(dice):
            manner = number % 3
            as_of = date(2025, 8, 31) if dice.chance(65) else date(2025, 8, 9 + dice.below(15))
            people = People(dice, 2 + dice.below(6), date(2023, 5, 3), 950, units=manner == 1)
            rule = {"id": "r", "position": "a", "volume": "sales", "per_head": dice.one((10, 12, "7.5"))}
            rule |= dice.one(({}, {"availability": "90%"}, {"availability": 80}))
            rule |= dice.one(({}, {"ramp_up": ["50%", "80%"]}, {"ramp_up": [40]}))
            rule |= dice.one(({}, {"lead_months": 1}, {"lead_months": 2, "lead_days": 10}, {"lead_days": 20}))
            rule |= dice.one(({}, {"cost_short": 4}, {"cost_short": 3, "cost_over": 2}))
            rule |= dice.one(({}, {"leavers_per_year": "42%"}, {"leavers_per_year": 20, "leavers_weight": 3},
                              {"leavers_per_year": 35, "leavers_weight": 0}))
            rule |= {"unit": "east"} if manner == 1 else {}
            metric = SALES | ({"level": "unit"} if manner == 1 else {})
            horizon = 2 + dice.below(3)
            request = {"as_of": as_of.isoformat(), "horizon": horizon}
            facts = {"employees": people.employees}
            if dice.chance(60):
                facts["requisitions"] = [self.under_way(dice, n, manner) for n in range(1 + dice.below(3))]
            rules = {"metrics": [metric], "headcount": [rule]}
            if manner != 2 or dice.chance(30):
                request["volumes"] = [{"rule": "r", "period": f"2025-{9 + n:02d}", "value": 15 + dice.below(60)} | dice.one(
                    ({}, {"spread": "10%"}, {"spread": 25})) for n in range(horizon)]
            if manner == 2 or dice.chance(50):
                who = {"unit": "east"} if manner == 1 else {}
                facts["observations"] = [{"metric": "sales", "period": f"2025-{n:02d}", "value": 20 + dice.below(30)} | who
                                         for n in range(1 + dice.below(3), 9)]
            if manner == 2:
                rule |= {"season": "s", "events": ["d"]}
                rules |= {"seasons": [{"id": "s", "factors": [1, "0.8", 1, 1, 1, "1.3", 1, 1, 1, 1, "1.5", "1.2"]}],
                          "dated_events": [{"id": "d", "months": ["2025-11"], "uplift": "1.6"} | dice.one(
                              ({}, {"before": ["0.9"]}, {"after": ["0.8", "0.9"]}))]}
            rules |= {"units": UNITS} if manner == 1 else {}
            return self.written("headcount", number, policy(**rules), facts, request, headcount, ["F1"])

        return self.drawn(number, make)

    def under_way(self, dice, n, manner):
        opened = date(2025, 6, 1) + timedelta(dice.below(85))
        out = {"id": f"q{n}", "position": "a", "opened": opened.isoformat()}
        out |= {"unit": dice.one(("east", "shop", "west"))} if manner == 1 else {}
        out |= {"count": 2} if dice.chance(30) else {}
        if dice.chance(70):
            accepted = opened + timedelta(dice.below(100))
            out["accepted"] = accepted.isoformat()
            if dice.chance(60):
                out["starts"] = (accepted + timedelta(dice.below(45))).isoformat()
        elif dice.chance(40):
            out["starts"] = (date(2025, 9, 1) + timedelta(dice.below(70))).isoformat()
        elif dice.chance(30):
            out["withdrawn"] = (opened + timedelta(dice.below(20))).isoformat()
        return out

    def goal(self, number):
        def make(dice):
            manner = number % 5
            as_of = date(2025, 4, 1) + timedelta(3 + dice.below(80))
            rules = {"metrics": [SALES]}
            facts = {"employees": [{"id": "e0", "positions": [{"position": "a", "from": "2025-01-01"}]}],
                     "objectives": [{"id": "g", "period": "2025-Q2", "unit_of_measure": "number"}]}
            goal = facts["objectives"][0]
            until = lambda: (date(2025, 3, 31) + timedelta(1 + dice.below((as_of - date(2025, 3, 31)).days))).isoformat()
            if manner == 0:
                goal |= {"metric": "sales", "target": 300 + dice.below(200)}
                del goal["unit_of_measure"]
                if dice.chance(30):
                    goal["direction"] = "lower"
                facts["observations"] = [{"metric": "sales", "period": f"2025-{n:02d}", "value": 90 + dice.below(60)}
                                         for n in range(1, as_of.month)]
                if dice.chance(60):
                    facts["observations"].append({"metric": "sales", "period": f"2025-{as_of.month:02d}-01", "value": 20 + dice.below(40)})
            elif manner == 1:
                days = sorted({until() for _ in range(1 + dice.below(5))})
                percents = sorted(dice.below(95) for _ in days)
                facts["objective_updates"] = [{"objective": "g", "date": d, "percent": p} for d, p in zip(days, percents)]
            elif manner == 2:
                goal |= {"unit_of_measure": "count", "target": 80 + dice.below(60)}
                days = sorted({until() for _ in range(1 + dice.below(5))})
                counts = sorted(5 + dice.below(70) for _ in days)
                facts["objective_updates"] = [{"objective": "g", "date": d, "actual": p} for d, p in zip(days, counts)]
            elif manner == 3:
                self.planned(dice, facts, "g", "p", 2 + dice.below(4))
            else:
                facts["objectives"] += [{"id": f"h{n}", "parent": "g", "period": dice.one(("2025-Q2", "2025-05", "2025-04")),
                                         "weight": 1 + dice.below(3)} for n in range(2 + dice.below(2))]
                for n, below in enumerate(facts["objectives"][1:]):
                    if n and dice.chance(60):
                        facts.setdefault("objective_updates", []).append(
                            {"objective": below["id"], "date": min(until(), "2025-04-30"), "percent": 10 + 10 * dice.below(10)})
                    else:
                        self.planned(dice, facts, below["id"], f"p{n}", 1 + dice.below(3))
            request = {"as_of": as_of.isoformat()}
            return self.written("goal-forecast", number, policy(**rules), facts, request, goal_forecast, ["F4"])

        return self.drawn(number, make)

    def planned(self, dice, facts, objective, name, count):
        items = []
        for n in range(count):
            due = date(2025, 4, 2) + timedelta(dice.below(100))
            item = {"id": f"{name}{n}", "text": "what is to be done", "objective": objective, "due": due.isoformat()}
            if dice.chance(45):
                item["done"] = f"2025-0{4 + dice.below(2)}-{10 + dice.below(19)}T17:00:00+08:00"
            items.append(item)
        facts.setdefault("plans", []).append({"id": name, "employee": "e0", "period": "2025-Q2", "items": items})

    def forecast(self, number):
        def make(dice):
            count = 3 + dice.below(12)
            rules = {"seasons": [{"id": "s", "factors": [dice.one(("0.8", 1, "1.2", 1)) for _ in range(12)]}],
                     "dated_events": [{"id": "d", "months": ["2024-11", "2025-11"], "uplift": dice.one(("1.6", "2.5"))} | dice.one(
                         ({}, {"before": ["0.9", "1.1"]}, {"after": ["0.8"]}))]}
            values = [{"period": f"{2024 + (8 + n) // 12}-{(8 + n) % 12 + 1:02d}", "value": 50 + dice.below(20)} for n in range(count)]
            if count > 5 and dice.chance(50):
                del values[1 + dice.below(count - 2)]
            end = date.fromisoformat(values[-1]["period"] + "-01")
            as_of = (end + timedelta(32)).replace(day=1) - ONE_DAY
            request = {"as_of": as_of.isoformat(), "horizon": 3 + dice.below(3), "values": sorted(values, key=lambda _: dice.below(99))}
            request |= {"season": "s"} if dice.chance(60) else {}
            request |= {"events": ["d"]} if dice.chance(60) else {}
            return self.written("forecast", number, policy(**rules), {}, request, forecast, ["F1"])

        return self.drawn(number + 300, make)


def cases(seed, dice):
    made = Cases(seed, dice)
    counts = ((made.headcount, 31), (made.flows, 28), (made.workforce, 20), (made.goal, 25), (made.forecast, 10))
    return [write(n) for write, count in counts for n in range(count)]
