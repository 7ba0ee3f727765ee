"""What followers make of the feed, and what the store says, in one form: to be compared.

Cases are `{number: {"version", "state", "unit"}}`, of a sealed one the version alone; ratings are numbers of them by
"office/scale/day/level". `Tests/fold-feed` writes the same.
"""

ZONE = 7 * 3600  # the province's clocks


def nothing():
    return {"cases": {}, "ratings": {}}


def fold_event(figures, event):
    kind = event.WhichOneof("content")
    if kind == "case_changed":
        add_case(figures["cases"], event)
    elif kind == "case_left":
        figures["cases"].pop(str(event.case_left.case_number), None)
    elif kind == "rating_given":
        given = event.rating_given
        day = (given.captured_at // 10**6 + ZONE) // 86_400
        add_ratings(figures["ratings"], event.unit_path[-1], given.scale, day, given.level, 1)


def fold_snapshot(figures, piece, stream):
    if stream == "case":
        figures["cases"] = {}
        for event in piece.cases:
            add_case(figures["cases"], event)
        return
    figures["ratings"] = {}
    for office in piece.ratings:
        for day in office.days:
            for level, count in enumerate(day.levels, 1):
                add_ratings(figures["ratings"], office.unit_path[-1], office.scale, day.day, level, count)


def add_case(cases, event):
    change = event.case_changed
    sealed = not change.lane
    cases[str(change.case_number)] = {
        "version": change.version, "state": change.state, "unit": "" if sealed else event.unit_path[-1],
    }


def add_ratings(ratings, office, scale, day, level, count):
    if count:
        place = f"{office}/{scale}/{day}/{level}"
        ratings[place] = ratings.get(place, 0) + count


def differences(found, wanted, streams):
    """What is wrong in a follower's figures, in words; empty when nothing is."""
    wrong = []
    for stream, part in (("case", "cases"), ("rating", "ratings")):
        expected = wanted[part] if stream in streams else {}
        for key in sorted(expected.keys() | found[part].keys()):
            if found[part].get(key) != expected.get(key):
                wrong.append(f"{part} {key}: {found[part].get(key)}, in the store {expected.get(key)}")
    return wrong
