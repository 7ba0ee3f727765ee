"""The feed, followed from a process of its own as a dashboard would."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zmq

from harness import DISTRICT, OFFICE, PATIENCE, PROVINCE, SILENCE, Lines, eventually
from kiosk import commendation, curve_socket, entry, rating
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import submission_pb2 as wire
from subscriber import Gap, Subscriber

HERE = Path(__file__).resolve().parent
SECRET = "Chuyện riêng không ai được đọc"


class Follower:
    """`subscriber.py` as a process."""

    def __init__(self, aggregator, name, unit_path):
        self._process = subprocess.Popen(
            [sys.executable, HERE / "subscriber.py", "--key", aggregator.key_file(name),
             "--endpoint", aggregator.feed, "--unit-path", unit_path],
            stdout=subprocess.PIPE, text=True, env=os.environ,
        )
        self.lines = Lines(self._process.stdout)
        self.events, self.gaps = [], []

    def close(self):
        self._process.kill()
        self._process.wait(PATIENCE)

    def wait_until_ready(self):
        line = self.lines.next(PATIENCE)
        assert line and "ready" in json.loads(line), line

    def take(self, count):
        """Reads on until there have been `count` events."""
        deadline = time.monotonic() + PATIENCE
        while len(self.events) < count:
            line = self.lines.next(max(0.0, deadline - time.monotonic()))
            assert line, f"{len(self.events)} events of {count} within {PATIENCE} s"
            said = json.loads(line)
            (self.events if "event" in said else self.gaps).append(said)
        return self.events


@pytest.fixture(scope="module")
def subscribers(aggregator):
    """Keys of subscribers by the unit they may follow."""
    return {unit: aggregator.new_key(f"subscriber-{unit}", "subscriber", unit) for unit in (PROVINCE, DISTRICT, "844")}


@pytest.fixture
def listen(aggregator, closing):
    """listen(key, units) is a Subscriber in this process, without waiting for anything."""
    return lambda key, *units: closing(Subscriber(zmq.Context.instance(), aggregator.feed, key, units))


def hear_heartbeat(subscriber):
    """Reads on to the subscribed unit's next heartbeat; what came before it is returned as well."""
    received = []

    def heard():
        one = subscriber.receive(0.05)
        if one:
            received.append(one)
        return one and one[1].HasField("heartbeat") and one[1].unit_path[-1] == subscriber.position.unit

    eventually(heard, "a heartbeat")
    return received


def hear_new(subscriber, count):
    """Reads on until there have been `count` new events; returns (event, gaps) of each."""
    received = []

    def enough():
        one = subscriber.receive(0.05)
        if one and one[2]:
            received.append((one[1], one[3]))
        return len(received) >= count

    eventually(enough, f"{count} new events")
    return received


def test_every_submission_is_one_event_with_contiguous_scope_sequences(aggregator, subscribers, bare, closing, leader):
    follower = closing(Follower(aggregator, f"subscriber-{DISTRICT}", f"{PROVINCE}/{DISTRICT}"))
    follower.wait_until_ready()
    ratings = [rating(OFFICE, level=1 + n % 5, counter=f"{n}") for n in range(40)]
    entries = [entry(OFFICE, text=SECRET) for _ in range(15)] + [commendation(OFFICE, text=SECRET) for _ in range(5)]
    first = 1
    for batch in (ratings[:20], entries[:10], ratings[20:] + entries[10:]):
        assert list(bare.publish(1, first, *batch).receipt.rejected) == []
        first += len(batch)

    lines = follower.take(60)
    assert follower.gaps == []
    given = [line["event"] for line in lines if line["topic"].startswith("rating/")]
    changed = [line["event"] for line in lines if line["topic"].startswith("case/")]
    assert [event["rating_given"]["counter"] for event in given] == [str(n) for n in range(40)]
    mine = {case.number for case in leader.cases() if leader.case(number=case.number).text == SECRET}
    assert len(mine) == 20
    assert sorted(int(event["case_changed"]["case_number"]) for event in changed) == sorted(mine)

    for events in (given, changed):
        for place, unit in enumerate((PROVINCE, DISTRICT, OFFICE)):
            sequences = [int(event["scope_sequences"][place]) for event in events]
            assert sequences == list(range(sequences[0], sequences[0] + len(events))), f"of {unit}"
    for line in lines:
        assert line["event"]["unit_path"] == [PROVINCE, DISTRICT, OFFICE]
        assert line["topic"] == f"{line['topic'].split('/')[0]}/{PROVINCE}/{DISTRICT}/{OFFICE}/"


def test_no_event_holds_a_text_a_tracking_code_or_the_second_it_was_given(listen, subscribers, bare, leader):
    """In the bytes, so that no field that this reader does not know hides one."""
    subscriber = listen(subscribers[DISTRICT], PROVINCE, DISTRICT)
    hear_heartbeat(subscriber)
    frames = []
    subscriber.arrives = lambda topic, frame: frames.append(topic + frame) or True
    submission = entry(OFFICE, text=SECRET)
    bare.publish(1, 1, submission)
    ((event, _),) = hear_new(subscriber, 1)
    assert event.case_changed.captured_at == submission.captured_at // 60_000_000 * 60_000_000
    assert leader.case(tracking_code=submission.entry.tracking_code).text == SECRET
    everything = b"".join(frames)
    for private in (SECRET.encode(), b"Chuy", submission.entry.tracking_code.encode(), submission.id):
        assert private not in everything


def test_a_change_of_a_case_is_an_event_without_its_reason(listen, subscribers, bare, operator):
    submission = entry(OFFICE)
    bare.publish(1, 1, submission)
    case = operator.case(tracking_code=submission.entry.tracking_code).summary
    subscriber = listen(subscribers[DISTRICT], PROVINCE, DISTRICT)
    hear_heartbeat(subscriber)
    frames = []
    subscriber.arrives = lambda topic, frame: frames.append(frame) or True
    reply = operator.ask(case_command=desk.CaseCommand(
        idempotency_key=os.urandom(16), case_number=case.number, expected_version=case.version, event="accept",
        reason=SECRET, actor="Trần Văn Bình",
    ))
    assert reply.case_detail.summary.version == case.version + 1
    ((event, _),) = hear_new(subscriber, 1)
    assert (event.case_changed.case_number, event.case_changed.version) == (case.number, case.version + 1)
    assert event.case_changed.state == reply.case_detail.summary.state
    assert SECRET.encode() not in b"".join(frames) and "Bình".encode() not in b"".join(frames)


def test_a_command_for_a_version_that_is_not_there_yet_is_stale(bare, leader):
    """Otherwise a unit could act on a case that its own command before has just taken from it."""
    submission = entry(OFFICE)
    bare.publish(1, 1, submission)
    case = leader.case(tracking_code=submission.entry.tracking_code).summary
    reply = leader.ask(case_command=desk.CaseCommand(
        idempotency_key=os.urandom(16), case_number=case.number, expected_version=case.version + 1, event="accept",
    ))
    assert reply.error.code == desk.DESK_ERROR_CODE_STALE_VERSION
    assert reply.error.current.summary.version == case.version
    back = desk.CaseCommand(
        idempotency_key=os.urandom(16), case_number=case.number, expected_version=case.version, event="return",
        reason="Sai đơn vị",
    )
    taken = leader.ask(case_command=back).case_detail.summary
    assert (taken.version, taken.responsible_unit) == (case.version + 1, "84TTPVHCC")
    # Out of sight now; the same command again gets the same answer all the same.
    assert leader.ask(show_case=desk.ShowCase(number=case.number)).error.code == desk.DESK_ERROR_CODE_NOT_FOUND
    assert leader.ask(case_command=back).case_detail.summary.version == case.version + 1


def test_a_case_that_goes_to_another_unit_leaves_the_first(listen, subscribers, bare, leader):
    """Else who follows the first one would count it as its own for ever."""
    province, district = listen(subscribers[PROVINCE], PROVINCE), listen(subscribers[DISTRICT], PROVINCE, DISTRICT)
    for subscriber in (province, district):
        hear_heartbeat(subscriber)
    submission = entry(OFFICE)
    bare.publish(1, 1, submission)
    ((given, _),) = hear_new(district, 1)
    case = leader.case(tracking_code=submission.entry.tracking_code).summary
    leader.ask(case_command=desk.CaseCommand(
        idempotency_key=os.urandom(16), case_number=case.number, expected_version=case.version, event="return",
        reason="Sai đơn vị",
    ))
    ((left, gaps),) = hear_new(district, 1)
    assert left.case_left == feed.CaseLeft(case_number=case.number, version=case.version + 1) and gaps == []
    assert list(left.unit_path) == [PROVINCE, DISTRICT, OFFICE]
    assert left.scope_sequences[1] == given.scope_sequences[1] + 1
    at_province = [event for event, gaps in hear_new(province, 3) if gaps == []]
    assert [event.WhichOneof("content") for event in at_province] == ["case_changed", "case_left", "case_changed"]
    assert at_province[1] == left
    taken = at_province[2]
    assert taken.case_changed.responsible_unit == "84TTPVHCC" and taken.case_changed.version == left.case_left.version
    assert taken.number == left.number and taken.scope_sequences[0] == left.scope_sequences[0] + 1


def test_what_goes_past_a_unit_is_neither_an_event_nor_a_gap_there(listen, subscribers, bare):
    """A denunciation goes past the office; the province's count grows, the district's does not."""
    province = listen(subscribers[PROVINCE], PROVINCE)
    district = listen(subscribers[DISTRICT], PROVINCE, DISTRICT)
    for subscriber in (province, district):
        hear_heartbeat(subscriber)
    bare.publish(1, 1, entry(OFFICE, lane=wire.LANE_DENUNCIATION), entry(OFFICE))
    at_province, at_district = hear_new(province, 2), hear_new(district, 1)
    sealed = at_province[0][0].case_changed
    assert sealed == feed.CaseChanged(case_number=sealed.case_number, version=2), "a denunciation is a number"
    assert DISTRICT not in at_province[0][0].unit_path
    assert list(at_district[0][0].unit_path) == [PROVINCE, DISTRICT, OFFICE]
    assert [gaps for _, gaps in at_province + at_district] == [[], [], []]
    assert not any(gaps for _, _, _, gaps in hear_heartbeat(district))


def test_a_lost_event_shows_at_the_next_event(listen, subscribers, bare):
    subscriber = listen(subscribers[DISTRICT], PROVINCE, DISTRICT)
    hear_heartbeat(subscriber)
    losing = [2, 3]  # the second and third rating
    seen = []

    def arrives(topic, frame):
        if not topic.startswith(b"rating/"):
            return False  # heartbeats too: they would show it earlier
        seen.append(topic)
        return len(seen) not in losing

    subscriber.arrives = arrives
    bare.publish(1, 1, *[rating(OFFICE) for _ in range(4)])
    received = hear_new(subscriber, 2)
    first = received[0][0].scope_sequences[1]
    assert [gaps for _, gaps in received] == [[], [Gap("rating", first + 1, first + 2)]]


def test_a_lost_last_event_shows_at_the_next_heartbeat(listen, subscribers, bare):
    subscriber = listen(subscribers[DISTRICT], PROVINCE, DISTRICT)
    (_, heartbeat, _, _) = hear_heartbeat(subscriber)[-1]
    newest = heartbeat.heartbeat.case_sequence
    lost = []
    subscriber.arrives = lambda topic, frame: not topic.startswith(b"case/") or bool(lost.append(topic))
    bare.publish(1, 1, entry(OFFICE))
    gaps = eventually(lambda: (one := subscriber.receive(0.05)) and one[3], "a gap")
    assert gaps == [Gap("case", newest + 1, newest + 1)]
    assert len(lost) == 1


def test_a_subscriber_gets_nothing_outside_its_scope(listen, subscribers, bare):
    """Neither beside its unit nor above it, though the same subscriptions work for who may have them."""
    beside = listen(subscribers["844"], PROVINCE, DISTRICT)
    above = listen(subscribers["844"], PROVINCE)
    allowed = listen(subscribers[PROVINCE], PROVINCE)
    hear_heartbeat(allowed)
    bare.publish(1, 1, rating(OFFICE), entry(OFFICE))
    hear_new(allowed, 2)
    hear_heartbeat(allowed)
    assert beside.receive(SILENCE) is None
    assert above.receive(0) is None


def test_the_empty_prefix_gives_a_subscriber_nothing(aggregator, subscribers, bare, closing, listen):
    everything = closing(curve_socket(zmq.Context.instance(), zmq.SUB, subscribers["844"]))
    for prefix in ("", "case", "case/", "heartbeat/", "rating/84"):
        everything.subscribe(prefix)
    everything.connect(aggregator.feed)
    allowed = listen(subscribers[PROVINCE], PROVINCE)
    hear_heartbeat(allowed)
    bare.publish(1, 1, rating(OFFICE), entry(OFFICE))
    hear_heartbeat(allowed)
    hear_heartbeat(allowed)
    got = everything.recv_multipart() if everything.poll(int(SILENCE * 1000)) else None
    assert got is None


def test_who_follows_bundles_hears_every_event_once_whatever_others_follow(aggregator, subscribers, bare, closing, listen):
    def follow(key, *topics):
        socket = closing(curve_socket(zmq.Context.instance(), zmq.SUB, key))
        for topic in topics:
            socket.subscribe(topic)
        socket.connect(aggregator.feed)
        return socket

    def hear(socket, wait):
        """(the topic, its events) of each message that comes within the wait, in milliseconds, after the one before."""
        while socket.poll(wait):
            topic, frame = socket.recv_multipart()
            if not topic.startswith(b"heartbeat/"):
                yield topic.decode(), feed.FeedBundle.FromString(frame).events

    district = f"{PROVINCE}/{DISTRICT}"
    followers = {
        f"{PROVINCE}/*": follow(subscribers[PROVINCE], f"cases/{PROVINCE}/*", f"ratings/{PROVINCE}/*"),
        f"{district}/*": follow(subscribers[DISTRICT], f"cases/{district}/*", f"ratings/{district}/*"),
    }
    stranger = follow(subscribers["844"], f"cases/{district}/*", f"ratings/{district}/*", f"ratings/{PROVINCE}/*")
    single = listen(subscribers[PROVINCE], PROVINCE)
    hear_heartbeat(single)
    hear_heartbeat(single)
    bare.publish(1, 1, *(rating(OFFICE, level=1 + n % 5) for n in range(150)), *(entry(OFFICE) for _ in range(3)))
    alone = [event for event, _ in hear_new(single, 153)]
    for place, follower in followers.items():
        told = list(hear(follower, 1000))
        assert {topic for topic, _ in told} == {f"cases/{place}", f"ratings/{place}"}
        events = [event for _, bundle in told for event in bundle]
        assert len(told) < 30 and all(len(event.unit_path) == 3 for event in events)
        for content in ("rating_given", "case_changed"):
            assert [e for e in events if e.WhichOneof("content") == content] == [
                e for e in alone if e.WhichOneof("content") == content], "the same events, in the same order"
    assert list(hear(stranger, int(SILENCE * 1000))) == []


def test_a_heartbeat_tells_the_newest_numbers_of_its_unit(listen, subscribers, bare):
    subscriber = listen(subscribers[DISTRICT], PROVINCE, DISTRICT)
    before = hear_heartbeat(subscriber)[-1][1]
    assert (list(before.unit_path), list(before.scope_sequences)) == ([PROVINCE, DISTRICT], [])
    bare.publish(1, 1, rating(OFFICE), rating(OFFICE), entry(OFFICE))

    def after():
        event = hear_heartbeat(subscriber)[-1][1]
        return event if event.number > before.number else None

    heartbeat = eventually(after, "a heartbeat after the submissions").heartbeat
    assert heartbeat.rating_sequence == before.heartbeat.rating_sequence + 2
    assert heartbeat.case_sequence == before.heartbeat.case_sequence + 1
