"""What stands in a unit, for a dashboard that begins: with the events behind it, the same as all events from the first."""

import secrets
import time
from collections import Counter

import pytest
import zmq

from harness import DISTRICT, OFFICE, PROVINCE, eventually
from kiosk import entry, rating
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import replay_pb2 as replay
from langnghe.v1 import snapshot_pb2 as snapshot
from replay import Replay, ReplayRefused

ORIGIN = "a1"
UNIT = [PROVINCE, DISTRICT, OFFICE]
PATHS = [UNIT[:1], UNIT[:2], UNIT]
ZONE = 7 * 3600
SECRET = "Chuyện riêng không ai được thấy trong ảnh chụp"


@pytest.fixture(scope="module")
def keys(aggregator):
    return {unit: aggregator.new_key(f"snapshot-{unit}", "subscriber", unit) for unit in (PROVINCE, DISTRICT, OFFICE, "844")}


@pytest.fixture
def ask(aggregator, keys, closing):
    """ask(unit) is a client with the key of that unit's subscriber."""
    return lambda unit: closing(Replay(zmq.Context.instance(), aggregator.replay, keys[unit]))


def fold_cases(cases, events):
    """What a follower holds after some events."""
    for event in events:
        if event.WhichOneof("content") == "case_left":
            cases.pop(event.case_left.case_number, None)
        else:
            cases[event.case_changed.case_number] = event
    return cases


def fold_ratings(events):
    """(days by office, scale and day; criteria; reasons) of rating events."""
    days, criteria, reasons = Counter(), Counter(), Counter()
    for event in events:
        given = event.rating_given
        place = (tuple(event.unit_path), given.scale)
        days[(*place, (given.captured_at // 10**6 + ZONE) // 86_400, given.level)] += 1
        for answer in given.criteria:
            criteria[(*place, answer.criterion, answer.met)] += 1
        for reason in set(given.reasons):
            reasons[(*place, reason)] += 1
    return days, criteria, reasons


def read_ratings(piece):
    days, criteria, reasons = Counter(), Counter(), Counter()
    for office in piece.ratings:
        place = (tuple(office.unit_path), office.scale)
        for day in office.days:
            for level, count in enumerate(day.levels, 1):
                if count:
                    days[(*place, day.day, level)] += count
        for answer in office.criteria:
            criteria[(*place, answer.criterion, True)] += answer.met
            criteria[(*place, answer.criterion, False)] += answer.not_met
        for reason in office.reasons:
            reasons[(*place, reason.reason)] += reason.count
    return +days, +criteria, +reasons


def ratings_through(client, path, sequence):
    """The snapshot of ratings that has that event: they are counted a little later than told."""
    found = []

    def is_counted():
        found[:] = [client.ratings(path)]
        return found[0].sequence >= sequence

    eventually(is_counted, f"rating {sequence} in a snapshot")
    return found[0]


@pytest.fixture
def busy(bare, leader):
    """Ratings of several days, cases, and one that went to another unit; gives the number of the one that moved."""
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    now = time.time_ns() // 1000
    given = []
    for n in range(40):
        one = rating(OFFICE, level=1 + n % 5)
        one.captured_at = now - (n % 4) * 86_400 * 10**6
        if n % 5 < 2:
            one.rating.reasons.append("late-result")
        one.rating.criteria.add(criterion="greets", met=n % 2 == 0)
        given.append(one)
    moving = entry(OFFICE, text=SECRET)
    reply = bare.publish(epoch, 1, *given, moving, *[entry(OFFICE, text=SECRET) for _ in range(4)])
    assert list(reply.receipt.rejected) == []
    case = leader.case(tracking_code=moving.entry.tracking_code).summary
    leader.ask(case_command=desk.CaseCommand(
        idempotency_key=secrets.token_bytes(16), case_number=case.number, expected_version=case.version, event="return",
        reason="Sai đơn vị",
    ))
    return case.number


@pytest.mark.parametrize("path", PATHS, ids=["province", "district", "office"])
@pytest.mark.parametrize("credit", [1, 3, 1000])
def test_cases_are_what_a_follower_of_all_events_holds(busy, ask, path, credit):
    client = ask(path[-1])
    cases, sequence = client.cases(path, credit)
    events = client.events(ORIGIN, "case", path, 1, sequence)
    assert len(events) == sequence  # sequence is that of the newest event
    assert fold_cases({}, events) == cases
    assert (busy in cases) == (path == UNIT[:1])  # it went up to the province
    assert SECRET not in str(cases)


@pytest.mark.parametrize("path", PATHS, ids=["province", "district", "office"])
def test_ratings_are_the_sums_of_all_events(busy, ask, path):
    client = ask(path[-1])
    told = client.events(ORIGIN, "rating", path, 1, 2**63)
    piece = ratings_through(client, path, len(told))
    assert piece.origin == ORIGIN and piece.sequence == len(told)
    assert abs(piece.taken_at / 10**6 - time.time()) < 60
    assert read_ratings(piece) == fold_ratings(told)
    for office in piece.ratings:
        assert [day.day for day in office.days] == sorted({day.day for day in office.days})
        assert office.register_edition and all(day.levels[-1] for day in office.days)


def test_what_happens_between_two_pieces_is_in_none_of_them(busy, bare, ask):
    client = ask(DISTRICT)
    piece = client.snapshot_piece(stream="case", unit_path=UNIT[:2], credit=2)
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    bare.publish(epoch, 1, *[entry(OFFICE) for _ in range(5)])
    found = list(piece.cases)
    while piece.HasField("next"):
        assert len(piece.cases) == 2
        piece = client.snapshot_piece(stream="case", unit_path=UNIT[:2], credit=2, place=piece.next)
        found += piece.cases
    before = client.events(ORIGIN, "case", UNIT[:2], 1, piece.sequence)
    assert {event.case_changed.case_number: event for event in found} == fold_cases({}, before)
    # With the events behind it, it is the same as a later one.
    later, sequence = client.cases(UNIT[:2])
    behind = client.events(ORIGIN, "case", UNIT[:2], piece.sequence + 1, sequence)
    assert len(behind) >= 5
    assert fold_cases({event.case_changed.case_number: event for event in found}, behind) == later


def test_only_some_days_of_ratings(busy, ask):
    client = ask(OFFICE)
    whole = ratings_through(client, UNIT, 1)
    today = max(day.day for office in whole.ratings for day in office.days)
    part = client.ratings(UNIT, from_day=today)
    assert {day.day for office in part.ratings for day in office.days} == {today}
    assert [office.criteria for office in part.ratings] == [office.criteria for office in whole.ratings]
    assert client.ratings(UNIT, from_day=2**31 - 1).sequence == whole.sequence


def test_it_is_the_same_after_a_restart(aggregator, busy, ask, keys, closing):
    client = ask(PROVINCE)
    before = client.cases(UNIT[:1])
    told = client.events(ORIGIN, "rating", UNIT[:1], 1, 2**63)
    rated = read_ratings(ratings_through(client, UNIT[:1], len(told)))
    aggregator.stop()
    aggregator.start()
    again = closing(Replay(zmq.Context.instance(), aggregator.replay, keys[PROVINCE]))
    assert again.cases(UNIT[:1]) == before
    assert read_ratings(again.ratings(UNIT[:1])) == rated


def test_a_unit_without_anything_has_an_empty_one(ask):
    client = ask("844")
    assert client.cases([PROVINCE, "844"]) == ({}, 0)
    assert client.ratings([PROVINCE, "844"]).sequence == 0


@pytest.mark.parametrize("stream", ["case", "rating"])
@pytest.mark.parametrize(("unit", "path"), [
    (OFFICE, [PROVINCE]), (OFFICE, UNIT[:2]), (OFFICE, [PROVINCE, DISTRICT, "29245"]), ("844", UNIT), (DISTRICT, ["86"]),
])
def test_nobody_is_told_what_they_may_not_follow(ask, stream, unit, path):
    with pytest.raises(ReplayRefused) as refused:
        ask(unit).snapshot_piece(stream=stream, unit_path=path, credit=10)
    assert refused.value.code == replay.REPLAY_ERROR_CODE_NOT_AUTHORISED


def test_a_place_elsewhere_shows_nothing_of_it(busy, ask):
    place = snapshot.SnapshotPlace(origin=ORIGIN, position=1, sequence=1, unit_path=[PROVINCE], case_number=0)
    for path in ([PROVINCE], [PROVINCE, "841"], ["1"]):
        place.unit_path[:] = path
        with pytest.raises(ReplayRefused, match="place") as refused:
            ask(OFFICE).snapshot_piece(stream="case", unit_path=UNIT, credit=10, place=place)
        assert refused.value.code == replay.REPLAY_ERROR_CODE_MALFORMED


@pytest.mark.parametrize(("change", "word"), [
    ({"stream": "heartbeat"}, "stream"), ({"stream": ""}, "stream"), ({"unit_path": []}, "unit_path"),
    ({"unit_path": ["84/"]}, "unit_path"), ({"unit_path": ["84"] * 17}, "unit_path"), ({"credit": 0}, "credit"),
    ({"place": snapshot.SnapshotPlace(origin=ORIGIN)}, "place"),
    ({"place": snapshot.SnapshotPlace(origin=ORIGIN, position=2**64 - 1, unit_path=[PROVINCE])}, "anew"),
])
def test_a_wrong_wish_is_told_what_is_wrong(ask, change, word):
    with pytest.raises(ReplayRefused, match=word) as refused:
        ask(PROVINCE).snapshot_piece(**({"stream": "case", "unit_path": [PROVINCE], "credit": 5} | change))
    assert refused.value.code == replay.REPLAY_ERROR_CODE_MALFORMED


def test_a_place_of_another_aggregator_is_not_this_ones(ask):
    place = snapshot.SnapshotPlace(origin="a2", position=1, unit_path=[PROVINCE])
    with pytest.raises(ReplayRefused, match="a1") as refused:
        ask(PROVINCE).snapshot_piece(stream="case", unit_path=[PROVINCE], credit=1, place=place)
    assert refused.value.code == replay.REPLAY_ERROR_CODE_UNKNOWN_ORIGIN


def test_the_ends_of_the_numbers_hurt_nobody(busy, ask):
    client = ask(PROVINCE)
    place = snapshot.SnapshotPlace(
        origin=ORIGIN, position=0, sequence=2**64 - 1, unit_path=[PROVINCE], case_number=2**64 - 1,
    )
    for position in (0, 1, 2):
        place.position = position
        client.snapshot_piece(stream="case", unit_path=[PROVINCE], credit=2**32 - 1, place=place)
    for day in (-(2**31), 2**31 - 1):
        client.ratings([PROVINCE], from_day=day)
