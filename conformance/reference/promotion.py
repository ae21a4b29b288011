"""An independent reference of `eligibility`, written from docs/promotion.md alone: truth, progress, earliest date,
and the smallest and cheapest changes by trying every subset. Three values are True, False and None."""

import json
from fractions import Fraction as F
from itertools import combinations

from career import FIXED, KINDS, MEASURED, Asked, Outcome
from values import day, put, text

WORDS = {True: "met", False: "unmet", None: "unknown"}
DECISIONS = {True: "eligible", False: "not_eligible", None: "unknown"}


def parts_of(condition):
    """The parts of a combination with their pointers, or None for a test."""
    for word in ("all", "any", "of"):
        if word in condition:
            return word, [(f"/{word}/{n}", part) for n, part in enumerate(condition[word])]
    return ("not", [("/not", condition["not"])]) if "not" in condition else (None, [])


def same(test):
    """What makes two tests the same one."""
    what = {k: v for k, v in test.items() if k not in ("id", "name", "cost", "changeable")}
    return json.dumps(what, sort_keys=True, default=str)


def decided(condition, truth):
    """Kleene's three values, with the truth of every test given."""
    word, parts = parts_of(condition)
    if word is None:
        return truth[same(condition)]
    states = [decided(part, truth) for _, part in parts]
    if word == "not":
        return None if states[0] is None else not states[0]
    need = {"all": len(states), "any": 1}.get(word) or int(condition["at_least"])
    met, unknown = states.count(True), states.count(None)
    return True if met >= need else False if met + unknown < need else None


def tests_in(condition, at="", positive=True):
    word, parts = parts_of(condition)
    if word is None:
        yield at, condition, positive
    for step, part in parts:
        yield from tests_in(part, at + step, positive != (word == "not"))


class Decision:
    """A condition decided for somebody, with progress, dates and changes."""

    def __init__(self, condition, asked):
        self.condition = condition
        self.outcomes = {}
        for _, test, _ in tests_in(condition):
            if same(test) not in self.outcomes:
                self.outcomes[same(test)] = asked.test(test)
        self.truth = {key: outcome.state for key, outcome in self.outcomes.items()}
        self.state = decided(condition, self.truth)

    def node(self, condition):
        """An outcome for a part: that of a test, or of a combination."""
        word, parts = parts_of(condition)
        if word is None:
            return self.outcomes[same(condition)]
        nodes, state = [self.node(part) for _, part in parts], decided(condition, self.truth)
        if word == "not":
            return Outcome(state, None if state is None else F(0))
        need = {"all": len(nodes), "any": 1}.get(word) or int(condition["at_least"])
        known = [n.progress for n in nodes if n.progress is not None]
        whole = len(known) == len(nodes) or word == "any" and known
        progress = sum(sorted(known)[-need:]) / need if whole else None
        short = need - sum(1 for n in nodes if n.state)
        dates = sorted(n.earliest for n in nodes if not n.state and n.earliest)
        return Outcome(state, progress, dates[short - 1] if 0 < short <= len(dates) else None)

    def changes(self):
        """Every change that may be offered, in the order of the policy: pointer, test, new truth, cost, remainder."""
        found = {}
        for at, test, positive in tests_in(self.condition):
            key = same(test), positive
            # What has happened cannot be made not to have, unless the policy says so.
            fixed = any(kind in test for kind in FIXED) or not (positive or any(kind in test for kind in MEASURED))
            if key not in found and self.truth[key[0]] is not positive and test.get("changeable", not fixed):
                progress = self.outcomes[key[0]].progress
                found[key] = at, key[0], positive, F(test.get("cost", 1)), 1 - (progress or 0)
        return list(found.values())

    def turned(self, most):
        """The best set of at most so many changes that turns the decision, by cost, remainder, order."""
        offered = self.changes()
        best = None
        for size in range(1, min(most, len(offered)) + 1):
            for chosen in combinations(range(len(offered)), size):
                picked = [offered[n] for n in chosen]
                changed = {key: to for _, key, to, _, _ in picked}
                if len(changed) < size or decided(self.condition, self.truth | changed) is not True:
                    continue
                rank = sum(p[3] for p in picked), sum(p[4] for p in picked), chosen
                if best is None or rank < best[0]:
                    best = rank, picked
        return best

    def shown(self, condition):
        node = self.node(condition)
        word, parts = parts_of(condition)
        kind = word or next(kind for kind in KINDS if kind in condition)
        out = {"kind": kind, "state": WORDS[node.state]}
        if isinstance(condition[kind], str):
            out["subject"] = condition[kind]
        result(out, node)
        if node.missing:
            out["missing"] = node.missing
        if parts:
            out["parts"] = [self.shown(part) for _, part in parts]
        return out


def result(out, node):
    if node.progress is not None:
        put(out, "progress", node.progress)
    if node.earliest:
        out["earliest"] = node.earliest.isoformat()


def in_force_on(policy, request):
    versions = policy if isinstance(policy, list) else [policy]
    if "policy_version" in request:
        return next(v for v in versions if v["version"] == request["policy_version"])
    return max((v for v in versions if v["effective_from"] <= request["as_of"]), key=lambda v: v["effective_from"])


def eligibility(policy, facts, request):
    version, as_of = in_force_on(policy, request), day(request["as_of"])
    results = []
    for employee in facts.get("employees", []):
        if employee["id"] not in request.get("employees", [employee["id"]]):
            continue
        asked = Asked(version, facts, employee, as_of)
        out = {"employee": employee["id"]}
        results.append(out)
        if asked.holding:
            out |= {key: asked.holding[key] for key in ("position", "unit") if key in asked.holding}
            out["moves"] = [moved(move, asked, request.get("detail", "full")) for move in version.get("moves", [])
                            if move["from"] == out["position"] and move["id"] in request.get("moves", [move["id"]])]
    name = {"id": version["id"], "version": version["version"]} | ({"forced": True} if "policy_version" in request else {})
    return {"schema_version": "1.5", "policy": name, "as_of": request["as_of"], "results": results, "problems": []}


def moved(move, asked, detail):
    decision = Decision(move["requires"], asked)
    out = {"id": move["id"], "to": move["to"], "kind": move.get("kind", "promotion"), "state": DECISIONS[decision.state]}
    if detail == "decision":
        return out
    result(out, decision.node(move["requires"]))
    out["condition"] = decision.shown(move["requires"])
    if not decision.state:
        if single := decision.turned(1):
            at, _, _, cost, _ = single[1][0]
            out["smallest_change"] = {"condition": at, "cost": text(cost)}
        if cheapest := decision.turned(99):
            changes = [{"condition": at, "cost": text(cost)} for at, _, _, cost, _ in cheapest[1]]
            out["cheapest_changes"] = {"cost": text(cheapest[0][0]), "changes": changes}
    return out
