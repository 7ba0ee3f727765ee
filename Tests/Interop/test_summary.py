"""How a unit is now, the welcome of who begins to follow, and corrections of days that were over."""

import secrets
import time
from collections import Counter

import pytest
import zmq

from harness import DISTRICT, OFFICE, PROVINCE, eventually
from kiosk import curve_socket, entry, rating
from langnghe.v1 import feed_pb2 as feed
from replay import Replay

UNIT = [PROVINCE, DISTRICT, OFFICE]
DAY = 86_400 * 10**6
ZONE = 7 * 3600 * 10**6
SECRET = "Chuyện riêng không ai được thấy trên màn hình"


def day_of(microseconds):
    """Days since 1970-01-01 on the province's clocks."""
    return (microseconds + ZONE) // DAY


@pytest.fixture(scope="module")
def keys(aggregator):
    return {unit: aggregator.new_key(f"summary-{unit}", "subscriber", unit) for unit in (PROVINCE, DISTRICT, OFFICE, "844")}


@pytest.fixture
def follow(aggregator, keys, closing):
    """follow(unit, topics…) is a SUB socket with the key of that unit's subscriber."""
    def connected(unit, *topics):
        socket = closing(curve_socket(zmq.Context.instance(), zmq.SUB, keys[unit]))
        for topic in topics:
            socket.subscribe(topic)
        socket.connect(aggregator.feed)
        return socket
    return connected


def hear(socket, wanted, what):
    """Reads on to the first event for which `wanted(event)` holds; what came until then, that one last."""
    heard = []

    def came():
        while socket.poll(50):
            topic, frame = socket.recv_multipart()
            event = feed.FeedEvent.FromString(frame)
            heard.append(event)
            assert topic.decode().split("/")[1:-1] == list(event.unit_path)
            if wanted(event):
                return True
        return False

    eventually(came, what)
    return heard


def of(path):
    return lambda event: list(event.unit_path) == path


def newest(socket, path, rating_sequence):
    """The summary of a unit in which that rating is counted."""
    return hear(
        socket,
        lambda event: of(path)(event) and event.unit_summary.rating_sequence >= rating_sequence,
        f"a summary of {path} with rating {rating_sequence}",
    )[-1].unit_summary


def test_a_summary_tells_what_is_open_and_what_was_pressed_today(follow, keys, aggregator, bare, leader, closing):
    ask = closing(Replay(zmq.Context.instance(), aggregator.replay, keys[PROVINCE]))
    followers = [(path, follow(path[-1], f"summary/{'/'.join(path)}/")) for path in (UNIT[:1], UNIT[:2], UNIT)]
    before = {}
    for path, socket in followers:  # the last value, though nothing happens
        before[path[-1]] = hear(socket, of(path), f"a first summary of {path}")[-1].unit_summary
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    late = rating(OFFICE, level=1)
    late.captured_at -= 3 * DAY
    cases = [entry(OFFICE, text=SECRET) for _ in range(3)]
    reply = bare.publish(epoch, 1, rating(OFFICE, level=2), rating(OFFICE, level=5), late, *cases)
    assert list(reply.receipt.rejected) == []
    states = Counter(leader.case(tracking_code=case.entry.tracking_code).summary.state for case in cases)
    for path, socket in followers:
        then = before[path[-1]]
        now = newest(socket, path, then.rating_sequence + 3)
        assert now.day == day_of(time.time_ns() // 1000)
        if then.day == now.day:  # unless midnight passed meanwhile
            pressed = Counter({n: count for n, count in enumerate(now.ratings[0].levels, 1)})
            pressed.subtract({n: count for n, count in enumerate(then.ratings[0].levels, 1)} if then.ratings else {})
            assert +pressed == Counter({2: 1, 5: 1})  # the late one is another day's
        opened = Counter({one.state: one.count for one in now.open_cases})
        opened.subtract({one.state: one.count for one in then.open_cases})
        assert +opened == states, path
        assert now.case_sequence >= then.case_sequence + 3
        assert now.overdue_cases <= sum(one.count for one in now.open_cases)

        def same_state():
            """The newest summary with a snapshot of the same state: deadlines and letters may change cases meanwhile."""
            nonlocal now
            while socket.poll(0):
                event = feed.FeedEvent.FromString(socket.recv_multipart()[1])
                now = event.unit_summary if of(path)(event) else now
            cases_now, sequence = ask.cases(path, 1000)
            return cases_now if sequence == now.case_sequence else None

        cases_now = eventually(same_state, f"a snapshot of {path} as the summary has it")
        assert sum(one.count for one in now.open_cases) <= len(cases_now)


def test_who_begins_late_hears_the_last_summary_though_nothing_happens(follow):
    """It is the one that was told last, from before anybody asked, and not one that is made because something changed."""
    hear(follow(PROVINCE, f"summary/{PROVINCE}/"), of(UNIT[:1]), "a summary of the province")
    asked = time.time_ns() // 1000
    again = follow(DISTRICT, f"summary/{PROVINCE}/{DISTRICT}/")
    assert hear(again, of(UNIT[:2]), "a summary of the district")[0].recorded_at <= asked


def test_summaries_come_at_most_once_a_second(follow, bare):
    socket = follow(OFFICE, f"summary/{'/'.join(UNIT)}/")
    hear(socket, of(UNIT), "a summary of the office")
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    begun, sequence = time.monotonic(), 1
    while time.monotonic() - begun < 3:
        assert bare.publish(epoch, sequence, rating(OFFICE, level=4)).receipt.through_sequence == sequence
        sequence += 1
    count = 0
    while socket.poll(0):
        socket.recv_multipart()
        count += 1
    assert sequence > 10 and count <= time.monotonic() - begun + 2, f"{count} summaries of {sequence} ratings"


def test_a_summary_outside_the_scope_is_not_told(follow):
    stranger = follow("844", f"summary/{PROVINCE}/{DISTRICT}/", f"summary/{PROVINCE}/844/")
    heard = hear(stranger, lambda event: list(event.unit_path) == [PROVINCE, "844"], "a summary of the own district")
    assert all(list(event.unit_path)[:2] == [PROVINCE, "844"] for event in heard)


def test_a_heartbeat_welcomes_and_tells_protocol_and_interval(aggregator, keys, closing, tmp_path):
    socket = closing(curve_socket(zmq.Context.instance(), zmq.SUB, keys[PROVINCE]))
    socket.subscribe(f"heartbeat/{PROVINCE}/")
    socket.connect(aggregator.feed)
    beat = hear(socket, of(UNIT[:1]), "a heartbeat")[-1]
    assert beat.heartbeat.protocol_version == 1
    assert beat.heartbeat.interval_milliseconds == 500  # as the harness sets it


def test_what_comes_weeks_late_restates_its_day_and_ends_in_the_same_figures(follow, aggregator, keys, bare, closing):
    socket = follow(OFFICE, *[f"{stream}/{'/'.join(UNIT)}/" for stream in ("case", "rating", "heartbeat")])
    hear(socket, of(UNIT), "a heartbeat")
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    now = time.time_ns() // 1000
    given = [rating(OFFICE, level=1 + n % 5) for n in range(12)]
    for n, one in enumerate(given):
        one.captured_at = now - (n % 4) * 8 * DAY  # today, 8, 16 and 24 days ago
    given.append(rating(OFFICE, level=3))
    given[-1].captured_at = now + DAY  # of a kiosk whose clock is ahead
    complaint = entry(OFFICE, text=SECRET)
    complaint.captured_at = now - 20 * DAY
    assert list(bare.publish(epoch, 1, *given, complaint).receipt.rejected) == []
    heard = []
    hear(
        socket,
        lambda event: event.WhichOneof("content") in ("rating_given", "case_changed") and not heard.append(event)
        and len(heard) == 14,
        "all events",
    )
    today = day_of(heard[0].recorded_at)
    for event, one in zip((event for event in heard if event.HasField("rating_given")), given):
        assert event.HasField("restated_day") == (day_of(one.captured_at) < today)
        if event.HasField("restated_day"):
            assert event.restated_day == day_of(one.captured_at) == day_of(event.rating_given.captured_at)
    opened = next(event for event in heard if event.HasField("case_changed"))
    assert opened.restated_day == day_of(complaint.captured_at)
    # Told again, it is the same; and a fresh dashboard's snapshot has what the kept events add up to.
    ask = closing(Replay(zmq.Context.instance(), aggregator.replay, keys[OFFICE]))
    last = max(event.scope_sequences[2] for event in heard if event.HasField("rating_given"))
    fresh = []

    def is_counted():
        fresh[:] = [ask.ratings(UNIT)]
        return fresh[0].sequence >= last

    eventually(is_counted, "all ratings in a snapshot")
    told = ask.events("a1", "rating", UNIT, 1, fresh[0].sequence)
    numbers = [event.number for event in heard]
    given_again = [event for event in told if min(numbers) <= event.number <= max(numbers)]
    assert given_again == [event for event in heard if event.HasField("rating_given")]
    # Each counts for the province's day on which it was given, which its time cut to the minute keeps.
    kept = Counter((day_of(event.rating_given.captured_at), event.rating_given.level) for event in told)
    assert kept == Counter({
        (day.day, level): count
        for office in fresh[0].ratings for day in office.days for level, count in enumerate(day.levels, 1) if count
    })
    assert kept[(day_of(now + DAY), 3)] >= 1
