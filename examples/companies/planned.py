"""Pieces of plans as people write them: a moment of the office, an item with its key actions."""

ZONE = "+08:00"


def at(day, hour):
    return f"{day}T{hour}:00{ZONE}"


def action(text, *people, due=None):
    return {"text": text, **({"with": list(people)} if people else {}), **({"due": due} if due else {})}


def item(id, text, **more):
    """more: goal, actions, due, outcome, people, related, area, objective, milestone, depends_on, contribution"""
    return {"id": id, "text": text, **more}
