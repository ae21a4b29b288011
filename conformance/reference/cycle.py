"""An independent reference of `cycle` and `appeal`, written from docs/incentives.md alone."""

from datetime import timedelta
from fractions import Fraction as F

from evaluate import Person, in_force
from plans import moment, written
from values import ONE_DAY, put, shown, span_of

RECURRING = ("progress", "feedback")


def end(when, term):
    """The last moment of a time that begins with a moment: days end with the last second of the last one."""
    if "hours" in term:
        return when + timedelta(hours=int(term["hours"]))
    return when.replace(hour=23, minute=59, second=59) + int(term["days"]) * ONE_DAY


def closed(due, like):
    """The last second of a day in the offset of a moment."""
    return like.replace(year=due.year, month=due.month, day=due.day, hour=23, minute=59, second=59)


class Cycle:
    def __init__(self, policy, request):
        self.policy = in_force(policy, request)
        self.cycle, self.now = self.policy["cycle"], moment(request["as_of"])
        self.first, self.last = span_of(request["period"], self.policy)
        self.steps = self.cycle["steps"]
        self.done = {step["id"]: [] for step in self.steps}
        self.problems = []
        for place, entry in sorted(enumerate(request.get("record", [])), key=lambda e: moment(e[1]["at"])):
            self.enter(place, entry)
        self.problems.sort(key=lambda p: int(p["pointer"].split("/")[2]))
        published = [self.done[s["id"]] for s in self.steps if s["kind"] == "publish"]
        self.published = max((d[0] for d in published), default=None) if all(published) else None
        self.until = self.published and "appeal" in self.cycle and end(self.published, self.cycle["appeal"]["within"])
        self.appeals = [self.appeal(a) for a in request.get("appeals", [])]

    def kinds(self, kind):
        return [s for s in self.steps if s["kind"] == kind]

    def has(self, kind):
        return all(self.done[s["id"]] for s in self.kinds(kind))

    def ready(self, step, when):
        """Whether a step can be done then, what has been done so far given."""
        if step["kind"] in RECURRING:
            return self.first <= when.date() <= self.last
        if self.done[step["id"]]:
            return False
        if step["kind"] == "result":
            return when.date() >= self.last
        return step["kind"] != "publish" or self.has("result") and (self.kinds("result") or when.date() >= self.last)

    def enter(self, place, entry):
        step = next((s for s in self.steps if s["id"] == entry["step"]), None)
        if step is None:
            raise NotImplementedError("a step that does not exist")
        when = moment(entry["at"])
        if entry["by"] != step["by"]:
            self.problems.append({"code": "actor_not_allowed", "pointer": f"/record/{place}/by"})
        elif when > self.now or not self.ready(step, when):
            self.problems.append({"code": "action_illegal", "pointer": f"/record/{place}"})
        else:
            self.done[step["id"]].append(when)

    def slots(self, step):
        """The days by whose end something that recurs is due."""
        days, every = (self.last - self.first).days + 1, int(step["every_days"])
        numbers = sorted(set(range(every, days + 1, every)) | {days})
        return [self.first + (n - 1) * ONE_DAY for n in numbers]

    def due(self, step):
        if step["kind"] == "announce":
            return self.first + (int(step["day"]) - 1) * ONE_DAY
        return self.last if step["kind"] in RECURRING else self.last + int(step["days_after"]) * ONE_DAY

    def step(self, step):
        done, due = self.done[step["id"]], self.due(step)
        out = {"id": step["id"], "kind": step["kind"], "by": step["by"], "due": due.isoformat()}
        if done:
            out["done_at"] = written(done[-1])
        if step["kind"] in RECURRING:
            slots = self.slots(step)
            starts = [self.first] + [slot + ONE_DAY for slot in slots[:-1]]
            kept = [any(a <= when.date() <= b for when in done) for a, b in zip(starts, slots)]
            over = [slot < self.now.date() for slot in slots]
            missed = [slot.isoformat() for slot, k, o in zip(slots, kept, over) if o and not k]
            out["slots"] = {"due": sum(over), "done": sum(kept)} | ({"missed": missed} if missed else {})
            if coming := [slot.isoformat() for slot, o, k in zip(slots, over, kept) if not o and not k]:
                out["slots"]["next"] = coming[0]
            last_over = [k for k, o in zip(kept, over) if o]
            if all(kept):
                out["state"] = "done"
            elif last_over and not last_over[-1]:
                out["state"] = "overdue"
            elif all(over):
                out["state"] = "done_late"
            elif self.now.date() >= self.first:
                out["state"] = "open"
            else:
                out["state"] = "waiting"
            return out
        if done:
            out["state"] = "done" if done[0] <= closed(due, done[0]) else "done_late"
        elif self.now > closed(due, self.now):
            out["state"] = "overdue"
        elif step["kind"] == "announce":
            out["state"] = "open"
        else:
            out["state"] = "open" if self.ready(step, self.now) else "waiting"
        return out

    def appeal(self, stated):
        filed = moment(stated["at"])
        out = {"id": stated["id"], "employee": stated["employee"], "filed_at": written(filed)}
        if self.published is None or filed < self.published:
            return out | {"state": "too_early"}
        if filed > self.until:
            return out | {"state": "too_late"}
        due = end(filed, self.cycle["appeal"]["answer"])
        out["answer_due"] = written(due)
        if "answered_at" in stated:
            answered = moment(stated["answered_at"])
            return out | {"answered_at": written(answered), "state": "answered" if answered <= due else "answered_late"}
        return out | {"state": "overdue" if self.now > due else "open"}

    def state(self):
        if self.published:
            waits = any(a["state"] in ("open", "overdue") for a in self.appeals)
            return "appeals" if self.until and (self.now <= self.until or waits) else "final"
        over = lambda s: self.now.date() > self.last if s["kind"] in RECURRING else self.done[s["id"]]
        if not self.kinds("publish") and all(over(s) for s in self.steps):
            return "final"
        if self.now.date() > self.last:
            return "closing"
        announced = any(self.done[s["id"]] for s in self.kinds("announce"))
        return "running" if announced or self.now.date() >= self.first else "waiting"


def cycle(policy, facts, request):
    stands = Cycle(policy, request)
    out = {"schema_version": "1.5", "policy": {"id": stands.policy["id"], "version": stands.policy["version"]},
           "period": request["period"], "as_of": written(stands.now), "state": stands.state(),
           "steps": [stands.step(s) for s in stands.steps]}
    if stands.published:
        out["published_at"] = written(stands.published)
    if stands.until:
        out["appeals_until"] = written(stands.until)
    if stands.appeals:
        out["appeals"] = stands.appeals
    return out | {"problems": stands.problems}


def is_same(record, correction, who):
    """Whether a correction is about a record: metric, subject, period, rater; and its record, where it names one."""
    fields = ("metric", "period", "position", "rater", "by", "unit")
    same = all(record.get(f) == correction.get(f) for f in fields) and record.get("employee") == correction.get("employee")
    return same and ("record" not in correction or record.get("record") == correction["record"])


def corrected(facts, corrections):
    """The facts with corrections, what became of each, and what is wrong with them."""
    lists = {name: list(facts.get(name, [])) for name in ("observations", "ratings")}
    effects, problems = [], []
    for name, records in lists.items():
        for n, correction in enumerate(corrections.get(name, [])):
            anyone = {k: v for k, v in correction.items() if k != "record"}
            there = [r for r in facts.get(name, []) if is_same(r, anyone, name)]
            if "record" in correction and there and correction["record"] not in [r.get("record") for r in there]:
                effects.append({"correction": f"/corrections/{name}/{n}", "effect": "nothing"})
                problems.append({"code": "reference_unknown", "pointer": f"/corrections/{name}/{n}/record"})
                continue
            old = [r for r in records if is_same(r, correction, name)]
            effect = "added" if not old else "nothing" if old == [correction] else "replaced"
            effects.append({"correction": f"/corrections/{name}/{n}", "effect": effect})
            place = records.index(old[0]) if old else len(records)
            records[:] = [r for r in records[:place] if r not in old] + [correction] + [
                r for r in records[place:] if r not in old]
    for n, name in enumerate(corrections.get("remove", [])):
        effects.append({"correction": f"/corrections/remove/{n}", "effect": "removed"})
        for records in lists.values():
            records[:] = [r for r in records if r.get("record") != name]
    return dict(facts, **{name: records for name, records in lists.items() if records}), effects, problems


def figures(line, metric):
    out = {}
    if line.get("value") is not None and metric["unit"] not in ("money", "label"):
        put(out, "value", shown(line["value"], metric))
    for name, key in (("score", "points"), ("contribution", "contribution")):
        if line.get(key) is not None:
            put(out, name, line[key])
    return out


def appeal(policy, facts, request):
    version = in_force(policy, request)
    employee = next(e for e in facts["employees"] if e["id"] == request["employee"])
    after_facts, effects, problems = corrected(facts, request["corrections"])
    before, after = (Person(policy, f, employee, request) for f in (facts, after_facts))
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
           "period": request["period"], "employee": employee["id"],
           "before": before.shown(employee, "full"), "after": after.shown(employee, "full"), "changes": []}
    if before.periods:
        raise NotImplementedError("longer periods")
    for old, new in zip(before.positions, after.positions):
        for was, now in zip(old.lines, new.lines):
            metric = old.worth.metrics[was["metric"]]
            if any(was.get(k) != now.get(k) for k in ("value", "points", "contribution")):
                out["changes"].append({"position": old.holding["position"], "line": was["line"], "metric": was["metric"],
                                       "before": figures(was, metric), "after": figures(now, metric)})
    for name in ("total", "coefficient"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            out[name] = {}
            for word, value in (("before", old), ("after", new),
                                ("change", None if None in (old, new) else F(new) - F(old))):
                if value is not None:
                    put(out[name], word, value)
    if before.band != after.band:
        out["band"] = {w: b for w, b in (("before", before.band), ("after", after.band)) if b is not None}
    out["corrections"] = effects
    rule = version.get("cycle", {}).get("appeal")
    if rule and "filed_at" in request:
        filed = moment(request["filed_at"])
        out["deadlines"] = {"filed": written(filed), "answer_due": written(end(filed, rule["answer"]))}
        if "published_at" in request:
            until = end(moment(request["published_at"]), rule["within"])
            out["deadlines"] |= {"filed_by": written(until), "in_time": moment(request["published_at"]) <= filed <= until}
        if "as_of" in request:
            out["deadlines"]["overdue"] = moment(request["as_of"]) > end(filed, rule["answer"])
    return out | {"problems": problems}
