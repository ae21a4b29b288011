"""An independent reference of `attrition_receipt`, and of `verify` where a receipt is of a chance: the answer about one person,
and what it needs of other people's facts. Receipts of a model that is fitted on the spot are answered as `attrition` is."""

import json
from datetime import timedelta

from attrition import attrition, months_on
from attrition_panel import Panel, first_of
from promotion import in_force_on
from values import ONE_DAY, day, text
from workforce import last_day

COPIED = ("tier", "method", "team", "otherwise", "prior", "caveats", "requires_human_review")
# What is said of everybody's records and chances is no part of it.
OF_EVERYBODY = ("old_data", "bands_off")
FIGURES = ("as_of", "horizon", "window", "leaving", "employee")


def version_of(policy, request):
    versions = policy if isinstance(policy, list) else [policy]
    return versions[0] if len(versions) == 1 else in_force_on(policy, request)


class Needed:
    """What of other people one chance needs."""

    def __init__(self, policy, facts, request, kinds):
        self.as_of, self.kinds = day(request["as_of"]), kinds
        window = int(request.get("window", 24))
        self.panel = Panel(policy, facts, self.as_of, window, "any")
        self.tomorrow = self.as_of + ONE_DAY
        self.end = months_on(self.tomorrow, int(request.get("horizon", 3))) - ONE_DAY
        months = max(window, 3) if "team_leavers" in kinds else window
        self.start = min(first_of(self.panel.next - months), self.tomorrow)

    def positions(self, own):
        """Where somebody was in the months that are looked at, and nothing of days to come."""
        kept = []
        for spell in own:
            if spell.last < self.start or spell.first > self.tomorrow:
                continue
            for _, _, holding in spell.held:
                # Its own last day, and not that of a short break behind it.
                last = last_day(holding)
                if last < self.start - timedelta(31):
                    continue
                held = {key: holding[key] for key in ("position", "from")}
                if "unit" in holding and "team_leavers" in self.kinds:
                    held["unit"] = holding["unit"]
                if last <= self.as_of:
                    held |= {key: holding[key] for key in ("to", "ended") if key in holding}
                kept.append(held)
                if last > self.as_of:
                    break
        return kept

    def employees(self, person):
        out = []
        for employee, own in self.panel.people:
            if employee["id"] == person:
                out.append(employee)
            elif held := self.positions(own):
                out.append({"id": employee["id"], "positions": held})
        return out

    def pay(self, facts, person):
        """Whose base is in the median that the person's pay is measured by."""
        if "pay_position" not in self.kinds:
            return None
        first = first_of(self.panel.next)
        record = lambda p: {key: text(p[key]) if key in ("base", "bonus_base", "hours") else p[key] for key in p}
        out = [record(p) for p in facts.get("pay", []) if p["employee"] == person]
        mine = next(((s, is_new) for e, s, is_new in self.panel.today() if e["id"] == person), None)
        if mine is None or mine[1] or mine[0].last.year < 9999 and mine[0].last <= self.end:
            return out or None  # who gets no chance is measured by nobody's pay
        begin = max(first, mine[0].first)
        who = next(e for e, _ in self.panel.people if e["id"] == person)
        base, currency = self.panel.pay(who, begin)
        if base is None:
            return out or None
        position = mine[0].holding(begin)["position"]
        alike = [e for e, s in self.panel.at_risk(self.panel.next)
                 if s.holding(first)["position"] == position and self.panel.pay(e, first)[1] == currency]
        for other in alike if len(alike) >= 3 else []:
            if other is not who:
                in_force = [p for p in facts["pay"] if p["employee"] == other["id"] and day(p["from"]) <= first]
                last = max(in_force, key=lambda p: p["from"])
                out.append({"employee": other["id"], "from": last["from"], "base": text(last["base"]), "currency": currency})
        return out or None


def attrition_receipt(policy, facts, request):
    warns = json.dumps(version_of(policy, request).get("attrition", {}), default=str)
    if isinstance(policy, list) and '"total"' in warns and "policy_version" not in request:
        raise NotImplementedError("totals of earlier versions")
    report = attrition(policy, facts, request | {"employees": [request["employee"]]})
    (person,) = report["people"]
    person.pop("rank", None)
    result = {key: report[key] for key in COPIED if key in report} | {"person": person}
    if caveats := [code for code in report.get("caveats", []) if code not in OF_EVERYBODY]:
        result["caveats"] = caveats
    else:
        result.pop("caveats", None)
    if "model" in report:
        result["model"] = report["model"]
    out = {"question": "attrition", "forced": "policy_version" in request, "result": result}
    out |= {key: report[key] for key in FIGURES if key in report} | {
        "window": int(request.get("window", 24)), "employee": request["employee"]}
    if "model" not in request:
        # Which drivers a model of the data has is not this reference's to say.
        return {"document": out}
    kinds = {term["driver"]["source"]["kind"] for term in request["model"].get("terms", [])}
    needed = Needed(version_of(policy, request), facts, request, kinds)
    out["facts"] = {"employees": needed.employees(request["employee"]), "pay": needed.pay(facts, request["employee"])}
    return {"document": out}


def agree(ours, stated, same):
    """Whether all that is written here stands there."""
    if isinstance(ours, dict):
        return isinstance(stated, dict) and all(agree(v, stated.get(k), same) for k, v in ours.items() if v is not None)
    if isinstance(ours, list) and any(isinstance(part, dict) for part in ours):
        return isinstance(stated, list) and len(ours) == len(stated) and all(
            agree(a, b, same) for a, b in zip(ours, stated))
    return same(ours, stated)


def verify(receipt, same):
    """Whether the document of a receipt gives its result."""
    document = receipt["document"]
    if document["model"].get("leaving", "voluntary") != document["leaving"]:
        return False
    request = {key: document[key] for key in (*FIGURES, "model", "prior") if key in document}
    versions = [*document.get("earlier", []), document["policy"]]
    try:
        ours = attrition_receipt(versions if len(versions) > 1 else versions[0], document["facts"], request)
    except (ArithmeticError, LookupError, ValueError):
        return False  # what cannot be asked has no result
    return agree(ours["document"]["result"], document["result"], same)
