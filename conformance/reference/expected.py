"""What a case expects of an answer of the reference."""


def expected(leaves):
    """What stands there exactly, floats as what is near them, and the pointers at which nothing stands."""
    expect, near, absent = {}, {}, []
    for at, value in leaves:
        if value is None:
            absent.append(at)
        elif isinstance(value, float):
            near[at] = float(f"{value:.7g}")
        else:
            expect[at] = value
    return expect, near, absent
