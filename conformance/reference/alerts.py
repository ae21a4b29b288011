"""An independent reference of `alerts` of the kinds `person` and `record`, written from docs/incentives.md alone. Whether a
person's alert stands is found by judging every day anew."""

from datetime import timedelta
from fractions import Fraction as F

from career import HOLDS, Asked, comparison
from payouts import for_whom, holding_on
from plans import Book
from promotion import Decision, in_force_on
from values import ONE_DAY, day, number, put, shown, span

LOOKED_BACK = 366


def evidence_alone(condition):
    """A condition and its parts without what is to be done next."""
    condition = {k: v for k, v in condition.items() if k not in ("missing", "earliest")}
    if "parts" in condition:
        condition["parts"] = [evidence_alone(part) for part in condition["parts"]]
    return condition


class Alerts:
    def __init__(self, policy, facts, as_of):
        self.policy, self.facts, self.as_of = policy, facts, as_of
        self.book = Book(policy, facts)
        self.known = {state["id"]: state.get("cleared") for state in facts.get("alert_states", [])}
        self.metrics = {m["id"]: m for m in policy["metrics"]}

    def alert(self, rule, name, whom, state, **more):
        out = {"id": name, "rule": rule["id"], "kind": rule.get("kind", "person"), "state": state,
               "severity": rule.get("severity", "warning"), "is_new": name not in self.known} | more
        out["to"] = self.told(rule, whom)
        return out

    def told(self, rule, employee):
        """Only of an employee, and by the managers; positions are left to cases by hand."""
        if employee is None or not {"employee", "manager"} >= set(rule["audience"]):
            return None
        named = [employee["id"]] if "employee" in rule["audience"] else []
        if "manager" in rule["audience"]:
            begun = [h for h in employee.get("positions", []) if day(h["from"]) <= self.as_of]
            named += self.book.managers(employee, self.as_of, max(begun, key=lambda h: day(h["from"]), default=None))
        return [e["id"] for e in self.facts["employees"] if e["id"] in named]

    # a person

    def days_of(self, rule, employee, met, told):
        """The days up to today on which one of the positions was held without a break: so many before today and, where
        nothing was told before, before every day on which it was met."""
        days, when = [], self.as_of
        first = when - (LOOKED_BACK - 1) * ONE_DAY
        while when >= first and for_whom(rule, holding_on(employee, when)):
            days.insert(0, when)
            if not told and met(when) is True:
                first = when - LOOKED_BACK * ONE_DAY
            when -= ONE_DAY
        return days

    def person(self, rule):
        for employee in self.facts.get("employees", []):
            judged = {}

            def met(when):
                if when not in judged:
                    judged[when] = Decision(rule["when"], Asked(self.policy, self.facts, employee, when)).state
                return judged[when]

            name = lambda since: f"{rule['id']}/{since.isoformat()}/{employee['id']}"
            told = any(cleared is None and id.startswith(f"{rule['id']}/") and id.endswith(f"/{employee['id']}")
                       for id, cleared in self.known.items())
            days = self.days_of(rule, employee, met, told)
            kept = [when for when in days if name(when) in self.known and self.known[name(when)] is None]
            since, without = None, 0
            for when in days:
                if kept and when < kept[0]:
                    continue
                if when in kept and since is None:
                    since, without = when, 0
                state = met(when)
                if state is True:
                    since, without = since or when, 0
                elif state is False and since:
                    without += 1
                    if without == int(rule.get("clears_after", 1)):
                        if since in kept:
                            yield self.alert(rule, name(since), employee, "cleared", employee=employee["id"],
                                             since=since.isoformat(), cleared=when.isoformat())
                        since, without = None, 0
            if since:
                on = self.as_of + (int(rule.get("clears_after", 1)) - without) * ONE_DAY
                out = self.alert(rule, name(since), employee, "clearing" if without else "raised", employee=employee["id"],
                                 since=since.isoformat(), people=[employee["id"]])
                decision = Decision(rule["when"], Asked(self.policy, self.facts, employee, self.as_of))
                out["condition"] = evidence_alone(decision.shown(rule["when"]))
                yield out | {"clears": {"code": "condition", "on": on.isoformat()}}

    # a record

    def record(self, rule):
        metric = self.metrics[rule["metric"]]
        word = comparison(rule)
        limit, within = number(rule[word], metric["unit"]), int(rule.get("within_days", 30))
        for record in self.facts.get("observations", []):
            last = span(record["period"])[1]
            if record["metric"] != metric["id"] or "value" not in record or not (
                    last <= self.as_of < last + timedelta(within)):
                continue
            value = record["value"]
            if isinstance(value, dict) and not F(value["whole"]):
                continue
            value = F(value["part"]) / F(value["whole"]) if isinstance(value, dict) else number(value, metric["unit"])
            if not HOLDS[word](value, limit):
                continue
            subject = record.get("employee") or record.get("unit")
            name = f"{rule['id']}/{record['period']}/{subject}/{record['record']}"
            employee = next((e for e in self.facts["employees"] if e["id"] == record.get("employee")), None)
            people = [employee["id"]] if employee else [
                e["id"] for e in self.facts["employees"]
                if "unit" in record and (holding_on(e, last) or {}).get("unit") == record["unit"]]
            evidence = {"metric": metric["id"], "period": record["period"], "records": [record["record"]]}
            if metric["unit"] != "money":
                put(evidence, "value", shown(value, metric))
                put(evidence, "limit", shown(limit, metric))
            more = {key: record[key] for key in ("employee", "unit") if key in record}
            more |= {"people": people} if people else {}
            yield self.alert(rule, name, employee, "raised", evidence=evidence,
                             clears={"code": "correction", "on": (last + timedelta(within)).isoformat()}, **more)


def alerts(policy, facts, request):
    version, as_of = in_force_on(policy, request), day(request["as_of"])
    found, out = Alerts(version, facts, as_of), []
    for rule in version.get("alerts", []):
        if rule["id"] in request.get("rules", [rule["id"]]):
            kind = rule.get("kind", "person")
            if kind not in ("person", "record"):
                raise NotImplementedError(kind)
            if kind == "record":
                raised = list(found.record(rule))
                gone = [name for name, cleared in found.known.items() if cleared is None
                        and name.startswith(f"{rule['id']}/") and name not in [a["id"] for a in raised]]
                raised += [{"id": name, "rule": rule["id"], "kind": kind, "state": "cleared", "is_new": False,
                            "cleared": request["as_of"]} for name in gone]
            else:
                raised = list(found.person(rule))
            out += [a for a in raised if "employees" not in request or a.get("employee") in request["employees"]]
    for alert in out:
        if not alert.get("to"):
            alert.pop("to", None)
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
            "as_of": request["as_of"], "alerts": out, "problems": []}
