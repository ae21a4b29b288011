"""An independent reference of `points`, written from docs/incentives.md alone."""

from datetime import date
from fractions import Fraction as F

from career import ACHIEVED
from payouts import for_whom, holding_on
from promotion import in_force_on
from values import ONE_DAY, day, following

KINDS = ("expire", "earn", "grant", "redeem", "reverse")


class Lot:
    """Points that came together: by a record or a grant."""

    def __init__(self, points, expires, source):
        self.left, self.expires, self.source = points, expires, source


class Account:
    def __init__(self, policy, facts, employee, as_of):
        self.policy, self.facts, self.employee, self.as_of = policy, facts, employee, as_of
        self.scheme = policy.get("points", {"earn": []})
        self.rewards = {reward["id"]: reward for reward in self.scheme.get("rewards", [])}
        self.lots, self.entries, self.problems, self.balance = [], [], [], 0
        self.spent, self.reversed = {}, []
        for when, turn, place, what in sorted(self.happenings(), key=lambda h: h[:3]):
            self.expire(when)
            getattr(self, KINDS[turn])(when, place, what)
        self.expire(as_of)

    def happenings(self):
        """What is recorded until the day: date, turn within a day, place in the facts, what."""
        mine = lambda name: ((n, r) for n, r in enumerate(self.facts.get(name, []))
                             if r["employee"] == self.employee["id"] and day(r["date"]) <= self.as_of)
        for place, record in mine("achievements"):
            for rule in self.scheme["earn"]:
                kind = next(k for k in (*ACHIEVED, "award") if k in rule)
                if record.get(kind) == rule[kind] and self.passed(kind, record) and for_whom(
                        rule, holding_on(self.employee, day(record["date"]))):
                    yield day(record["date"]), 1, place, (rule, record)
        for place, entry in mine("point_entries"):
            yield day(entry["date"]), KINDS.index(entry["kind"]), place, entry

    def passed(self, kind, record):
        stated = next(x for x in self.policy[kind + "s"] if x["id"] == record[kind])
        return record.get("result", "passed") == "passed" and not (
            "pass_mark" in stated and "mark" in record and F(record["mark"]) < F(stated["pass_mark"]))

    def add(self, when, kind, points, **more):
        self.balance += points
        self.entries.append({"date": when.isoformat(), "kind": kind, "points": points, "balance": self.balance} | {
            key: value for key, value in more.items() if value is not None})

    def expiry(self, when):
        """The first day without them: the same day of a later month, or its last one."""
        if "expire_months" not in self.scheme:
            return None
        year, month = following(when.year, when.month, int(self.scheme["expire_months"]))
        last = date(*following(year, month), 1) - ONE_DAY
        return last.replace(day=min(when.day, last.day))

    def expire(self, until):
        """Points that expire up to the beginning of a day, together those of a day."""
        gone = sorted({lot.expires for lot in self.lots if lot.left and lot.expires and lot.expires <= until})
        for when in gone:
            lots = [lot for lot in self.lots if lot.left and lot.expires == when]
            self.add(when, "expire", -sum(lot.left for lot in lots))
            for lot in lots:
                lot.left = 0

    def come(self, when, points, source):
        self.lots.append(Lot(points, self.expiry(when), source))

    def earn(self, when, _, what):
        rule, record = what
        self.come(when, int(rule["points"]), ("record", record.get("record")))
        self.add(when, "earn", int(rule["points"]), rule=rule["id"], record=record.get("record"))

    def grant(self, when, _, entry):
        self.come(when, int(entry["points"]), ("entry", entry["id"]))
        self.add(when, "grant", int(entry["points"]), id=entry["id"], record=entry.get("record"))

    def redeem(self, when, place, entry):
        cost = int(self.rewards[entry["reward"]]["cost"])
        if cost > self.balance:
            self.problems.append({"code": "balance_short", "pointer": f"/point_entries/{place}"})
            return
        taken, rest = [], cost
        for lot in sorted(self.lots, key=lambda lot: (lot.expires is None, lot.expires)):
            part = min(rest, lot.left)
            lot.left, rest = lot.left - part, rest - part
            taken += [(lot, part)] if part else []
        self.spent[entry["id"]] = taken
        self.add(when, "redeem", -cost, id=entry["id"], reward=entry["reward"], record=entry.get("record"))

    def reverse(self, when, place, entry):
        """An entry of the name comes before a record; what was taken back before is not taken back again."""
        for kind in ("entry", "record"):
            lots = [lot for lot in self.lots if lot.source == (kind, entry["of"])]
            left = [lot for lot in lots if lot not in self.reversed]
            if kind == "entry" and entry["of"] in self.spent:
                if entry["of"] in self.reversed:
                    break
                self.reversed.append(entry["of"])
                back = [(lot, part) for lot, part in self.spent[entry["of"]] if lot.expires is None or lot.expires > when]
                for lot, part in back:
                    lot.left += part
                return self.settle(when, entry, sum(part for _, part in back))
            if left:
                points = sum(lot.left for lot in left)
                for lot in left:
                    lot.left = 0
                self.reversed += left
                return self.settle(when, entry, -points)
            if lots:
                break
        else:
            return self.problems.append({"code": "reference_unknown", "pointer": f"/point_entries/{place}/of"})
        self.problems.append({"code": "id_duplicate", "pointer": f"/point_entries/{place}/of"})

    def settle(self, when, entry, points):
        self.add(when, "reverse", points, id=entry["id"], of=entry["of"], record=entry.get("record"))

    def shown(self):
        total = lambda kind: abs(sum(e["points"] for e in self.entries if e["kind"] == kind))
        out = {"employee": self.employee["id"], "balance": self.balance, "earned": total("earn"), "granted": total("grant"),
               "redeemed": total("redeem"), "expired": total("expire"),
               "reversed": sum(e["points"] for e in self.entries if e["kind"] == "reverse")}
        if coming := min((lot.expires for lot in self.lots if lot.left and lot.expires), default=None):
            out["next_expiry"] = {"date": coming.isoformat(),
                                  "points": sum(lot.left for lot in self.lots if lot.expires == coming)}
        if affordable := [name for name, reward in self.rewards.items() if int(reward["cost"]) <= self.balance]:
            out["affordable"] = affordable
        return out | {"entries": self.entries}


def points(policy, facts, request):
    version, as_of = in_force_on(policy, request), day(request["as_of"])
    accounts = [Account(version, facts, e, as_of) for e in facts.get("employees", [])]
    asked = [a for a in accounts if a.entries and a.employee["id"] in request.get("employees", [a.employee["id"]])]
    problems = [p for a in accounts for p in a.problems]
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
            "as_of": request["as_of"], "accounts": [a.shown() for a in asked],
            "problems": sorted(problems, key=lambda p: int(p["pointer"].split("/")[2]))}
