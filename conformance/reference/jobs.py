"""An independent reference of `may` and `jobs`, written from docs/planning.md alone."""


from career import Asked
from plans import Book, MOST_MANAGERS
from promotion import Decision, in_force_on
from training import read_by, rules_of
from values import day, number, percentage, put



def shown(out, name, value, stated):
    """A figure in the unit of a metric or an action; all currencies of the cases have two places."""
    if stated.get("unit") == "money":
        cents = abs(value) * 100
        assert cents.denominator == 1
        out[name] = f"{'-' if value < 0 else ''}{cents.numerator // 100}.{cents.numerator % 100:02d}"
    else:
        put(out, name, value * 100 if stated.get("unit") == "percent" else value)


def outside(authority, amount, unit):
    """Why an authority does not cover an amount: a code with its limit."""
    if "at_most" in authority and amount > number(authority["at_most"], unit):
        return "above_limit", number(authority["at_most"], unit)
    if "at_least" in authority and amount < number(authority["at_least"], unit):
        return "below_limit", number(authority["at_least"], unit)
    if "within" in authority and abs(amount) > number(authority["within"], unit):
        return "outside_range", number(authority["within"], unit)
    return None


def may(policy, facts, request):
    version, as_of = in_force_on(policy, request), day(request["as_of"])
    action = next(a for a in version["actions"] if a["id"] == request["action"])
    book = Book(version, facts)
    asked = Asked(version, facts, book.people[request["employee"]], as_of)
    positions = {p["id"]: p for p in version["positions"]}
    unit = action.get("unit")
    amount = number(request["amount"], unit) if "amount" in request else None
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
           "as_of": request["as_of"], "employee": request["employee"], "action": action["id"], "problems": []}
    if amount is not None:
        shown(out, "amount", amount, action)

    def decided(decision, code, limit=None):
        out["decision"] = decision
        out["reasons"] = [{"code": code}]
        if limit is not None:
            shown(out["reasons"][0], "limit", limit, action)
        return out

    if not asked.holding:
        return decided("no", "no_position")
    own = out["position"] = asked.holding["position"]
    if "requires" in action:
        gate = Decision(action["requires"], asked)
        out["gate"] = gate.shown(action["requires"])
        if gate.state is not True:
            return decided("no", "gate_closed") if gate.state is False else decided("unknown", "gate_unknown")
    if not action.get("needs_authority", True):
        return decided("yes", "no_authority_needed")

    def authority(position):
        return next((a for a in positions[position].get("authority", []) if a["action"] == action["id"]), None)

    def covers(position):
        stated = authority(position)
        return stated is not None and (amount is None or outside(stated, amount, unit) is None)

    if covers(own):
        return decided("yes", "within_authority")
    reason = outside(authority(own), amount, unit) if authority(own) else ("no_authority", None)
    above, levels = positions[own].get("reports_to"), 1
    while above is not None and not covers(above):
        above, levels = positions[above].get("reports_to"), levels + 1
    if above is None:
        decided("no", *reason)["reasons"].append({"code": "nobody_above"})
        return out
    out["to"] = {"position": above, "levels": levels}
    holders = book.holders(above, as_of, asked.holding.get("unit"), request["employee"])[:MOST_MANAGERS]
    if holders:
        out["to"]["employees"] = holders
    return decided("goes_up", *reason)


def jobs(policy, facts, request):
    version = in_force_on(policy, request)
    metrics = {m["id"]: m for m in version["metrics"]}
    cards = {c["id"]: c for c in version["scorecards"]}
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]}, "positions": []}

    def measures(line, metric):
        return line["metric"] in read_by(version, metric) or metric in read_by(version, line["metric"])

    for position in version["positions"]:
        if position["id"] not in request.get("positions", [position["id"]]):
            continue
        entry = {"position": position["id"]}
        entry |= {key: position[key] for key in ("reports_to", "scorecard") if key in position}
        card = cards.get(position.get("scorecard"))
        lines = [line for s in card["sections"] for line in s["lines"]] if card else []
        wanted = []
        for duty in position.get("duties", []):
            stated = {"id": duty["id"], "every": duty["frequency"]["every"], "times": int(duty["frequency"].get("times", 1))}
            if "standard" in duty:
                described(stated, duty["standard"], metrics, "metric")
                wanted.append((stated, duty["standard"]["metric"]))
            entry.setdefault("duties", []).append(stated)
        for objective in position.get("objectives", []):
            stated = {"id": objective["id"]}
            described(stated, objective, metrics, "metric")
            wanted.append((stated, objective["metric"]))
            entry.setdefault("objectives", []).append(stated)
        for stated, metric in wanted:
            if found := [line["id"] for line in lines if measures(line, metric)]:
                stated["lines"] = found
        if card and (without := [stated["id"] for key in ("objectives", "duties") for stated in entry.get(key, [])
                                 if "metric" in stated and "lines" not in stated]):
            entry["without_indicator"] = without
        for line in lines:
            stated = {"line": line["id"], "metric": line["metric"]}
            if found := [w["id"] for w, metric in wanted if measures(line, metric)]:
                stated["measures"] = found
            if not any("weight" in s for s in card["sections"]):
                put(stated, "weight", 100 * percentage(line["weight"]) / sum(percentage(x["weight"]) for x in lines))
            if "target" in line:
                target = number(line["target"], metrics[line["metric"]]["unit"])
                shown(stated, "target", target, metrics[line["metric"]])
            entry.setdefault("indicators", []).append(stated)
        if wanted and (without := [s["line"] for s in entry.get("indicators", []) if "measures" not in s]):
            entry["without_objective"] = without
        actions = {a["id"]: a for a in version.get("actions", [])}
        for authority in position.get("authority", []):
            stated = {"action": authority["action"]}
            for key in ("at_most", "at_least", "within"):
                if key in authority:
                    action = actions[authority["action"]]
                    shown(stated, key, number(authority[key], action.get("unit")), action)
            entry.setdefault("authority", []).append(stated)
        if courses := list(dict.fromkeys(c for rule in rules_of(version, position["id"]) for c in rule["courses"])):
            entry["courses"] = courses
        out["positions"].append(entry)
    return out


def described(out, stated, metrics, key):
    metric = metrics[stated[key]]
    out |= {"metric": metric["id"], "comparison": stated.get("comparison", "at_least")}
    if stated.get("growth", {}).get("change") == "relative":
        metric = {"unit": "percent"}
    elif "growth" in stated:
        return
    shown(out, "value", number(stated["value"], metric["unit"]), metric)
