"""What the feed told, asked for again by who missed it."""

import secrets
import time

import pytest
import zmq

from harness import Aggregator, DISTRICT, OFFICE, PROVINCE, SILENCE, Desk, eventually
from kiosk import entry, rating
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import replay_pb2 as replay
from replay import Replay, ReplayRefused
from subscriber import Subscriber

ORIGIN = "a1"
UNIT = [PROVINCE, DISTRICT, OFFICE]
SECRET = "Chuyện riêng không ai được đọc lại"


@pytest.fixture(scope="module")
def keys(aggregator):
    return {unit: aggregator.new_key(f"replay-{unit}", "subscriber", unit) for unit in (PROVINCE, DISTRICT, OFFICE, "844")}


@pytest.fixture
def ask(aggregator, keys, closing):
    """ask(unit) is a client with the key of that unit's subscriber."""
    return lambda unit: closing(Replay(zmq.Context.instance(), aggregator.replay, keys[unit]))


class Recorder:
    """Everything a subscriber hears, as the bytes that came, by stream."""

    def __init__(self, aggregator, key, path):
        self.heard = {"case": [], "rating": []}
        self._subscriber = Subscriber(zmq.Context.instance(), aggregator.feed, key, path)
        self._subscriber.arrives = self._note
        eventually(lambda: self._subscriber.receive(0.05) and self._subscriber.heartbeats, "a heartbeat")

    def close(self):
        self._subscriber.close()

    def _note(self, topic, frame):
        stream = topic.decode().split("/")[0]
        if stream in self.heard:
            self.heard[stream].append(frame)
        return True

    def wait(self, stream, count):
        def enough():
            self._subscriber.receive(0.02)
            return len(self.heard[stream]) >= count

        eventually(enough, f"{count} events")
        return self.heard[stream]


@pytest.fixture
def record(aggregator, keys, closing):
    return lambda unit, path: closing(Recorder(aggregator, keys[unit], path))


def numbers(frames, depth):
    return [feed.FeedEvent.FromString(frame).scope_sequences[depth] for frame in frames]


@pytest.mark.parametrize("credit", [1, 7, 1000, 100_000])
def test_events_are_told_again_byte_for_byte(aggregator, bare, leader, ask, record, credit):
    district = record(DISTRICT, UNIT[:2])
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    sent = 0
    for _ in range(3):
        batch = [rating(OFFICE, level=1 + n % 5) for n in range(20)] + [entry(OFFICE, text=SECRET) for _ in range(4)]
        assert list(bare.publish(epoch, sent + 1, *batch).receipt.rejected) == []
        sent += len(batch)
    for stream, count in (("rating", 60), ("case", 12)):
        live = district.wait(stream, count)
        first, last = numbers(live, 1)[0], numbers(live, 1)[-1]
        again = ask(DISTRICT).events(ORIGIN, stream, UNIT[:2], first, last, credit=credit)
        assert [event.SerializeToString() for event in again] == live
        assert SECRET not in str(again)
        # The same events have other numbers for who follows the office, and are the same.
        first, last = numbers(live, 2)[0], numbers(live, 2)[-1]
        assert ask(OFFICE).events(ORIGIN, stream, UNIT, first, last, credit=credit) == again
        # Part of them, and more than there are.
        assert ask(OFFICE).events(ORIGIN, stream, UNIT, last - 3, last + 100, credit=credit) == again[-4:]


@pytest.mark.parametrize("credit", [1, 2, 100])
def test_a_case_that_moved_is_told_to_each_as_it_was(bare, leader, ask, record, credit):
    province, district = record(PROVINCE, [PROVINCE]), record(DISTRICT, UNIT[:2])
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    submission = entry(OFFICE)
    bare.publish(epoch, 1, submission, entry(OFFICE))
    case = leader.case(tracking_code=submission.entry.tracking_code).summary
    leader.ask(case_command=desk.CaseCommand(
        idempotency_key=secrets.token_bytes(16), case_number=case.number, expected_version=case.version, event="return",
        reason="Sai đơn vị",
    ))
    for recorder, unit, path, count in ((province, PROVINCE, [PROVINCE], 4), (district, DISTRICT, UNIT[:2], 3)):
        live = recorder.wait("case", count)
        first = numbers(live, len(path) - 1)[0]
        for skipped in range(count):  # also from between the two events of the move
            again = ask(unit).events(ORIGIN, "case", path, first + skipped, first + count - 1, credit=credit)
            assert [event.SerializeToString() for event in again] == live[skipped:]
            again = ask(unit).events(ORIGIN, "case", path, first, first + skipped, credit=credit)
            assert [event.SerializeToString() for event in again] == live[:skipped + 1]


def test_what_the_province_has_not_told_yet_is_nothing(ask):
    assert ask(PROVINCE).piece(
        origin=ORIGIN, stream="case", unit_path=[PROVINCE], from_sequence=10**9, through_sequence=2 * 10**9, credit=5,
    ) == ([], 0)
    assert ask("844").events(ORIGIN, "rating", [PROVINCE, "844"], 1, 2**64 - 1) == []


def test_the_ends_of_the_numbers_hurt_nobody(bare, ask):
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    bare.publish(epoch, 1, *[rating(OFFICE) for _ in range(10)], entry(OFFICE))
    most = 2**64 - 1
    for stream in ("case", "rating"):
        for first in (most, most - 1, most - 999, most - 1000, 2**63):
            for credit in (1, 1000, 2**32 - 1):
                assert ask(PROVINCE).piece(
                    origin=ORIGIN, stream=stream, unit_path=[PROVINCE], from_sequence=first, through_sequence=most,
                    credit=credit,
                ) == ([], 0)
        assert ask(PROVINCE).events(ORIGIN, stream, [PROVINCE], 1, most)


def test_it_is_the_same_after_a_restart(aggregator, bare, ask, keys, closing):
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    bare.publish(epoch, 1, *[rating(OFFICE) for _ in range(30)], entry(OFFICE))
    before = {
        stream: ask(PROVINCE).events(ORIGIN, stream, [PROVINCE], 1, 2**63) for stream in ("case", "rating")
    }
    assert len(before["rating"]) >= 30 and before["case"]
    aggregator.stop()
    aggregator.start()
    again = closing(Replay(zmq.Context.instance(), aggregator.replay, keys[PROVINCE]))
    for stream, events in before.items():
        assert again.events(ORIGIN, stream, [PROVINCE], 1, 2**63) == events


@pytest.mark.parametrize(("unit", "path"), [
    (OFFICE, [PROVINCE]), (OFFICE, UNIT[:2]), (OFFICE, [PROVINCE, DISTRICT, "29245"]), ("844", UNIT), (DISTRICT, ["86"]),
])
def test_nobody_is_told_what_they_may_not_follow(ask, unit, path):
    with pytest.raises(ReplayRefused, match=rf"/{unit}\.") as refused:
        ask(unit).events(ORIGIN, "case", path, 1, 10)
    assert refused.value.code == replay.REPLAY_ERROR_CODE_NOT_AUTHORISED


@pytest.mark.parametrize(("change", "word"), [
    ({"stream": "heartbeat"}, "stream"), ({"stream": ""}, "stream"), ({"unit_path": []}, "unit_path"),
    ({"unit_path": ["84/"]}, "unit_path"), ({"unit_path": ["84"] * 17}, "unit_path"), ({"from_sequence": 0}, "from_sequence"),
    ({"from_sequence": 11}, "through_sequence"), ({"credit": 0}, "credit"),
    ({"unit_path": [PROVINCE, DISTRICT, "99999"]}, "unit show"),
])
def test_a_wrong_wish_is_told_what_is_wrong(ask, change, word):
    wish = {"origin": ORIGIN, "stream": "case", "unit_path": [PROVINCE], "from_sequence": 1, "through_sequence": 10,
            "credit": 5} | change
    with pytest.raises(ReplayRefused, match=word) as refused:
        ask(PROVINCE).piece(**wish)
    assert refused.value.code == replay.REPLAY_ERROR_CODE_MALFORMED


def test_another_aggregators_numbers_are_not_this_ones(ask):
    with pytest.raises(ReplayRefused, match="a1") as refused:
        ask(PROVINCE).events("a2", "case", [PROVINCE], 1, 10)
    assert refused.value.code == replay.REPLAY_ERROR_CODE_UNKNOWN_ORIGIN


@pytest.mark.parametrize("frames", [
    [b""], [b"\xff\xff\xff"], [b"\x00" * 4097], [b"", b""], [b"\x12\x00"], [secrets.token_bytes(300)],
])
def test_what_is_no_request_is_answered_and_hurts_nobody(ask, frames):
    client = ask(PROVINCE)
    client.socket.send_multipart(frames)
    if len(frames[0]) <= 4096:  # what is larger loses its connection
        assert client.socket.poll(20_000)
        assert replay.ReplayReply.FromString(client.socket.recv()).error.code == replay.REPLAY_ERROR_CODE_MALFORMED
    ask(PROVINCE).events(ORIGIN, "case", [PROVINCE], 1, 3)


def test_a_reader_that_takes_nothing_keeps_nobody_waiting(aggregator, bare, ask, keys, closing):
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    for batch in range(4):
        bare.publish(epoch, batch * 500 + 1, *[rating(OFFICE) for _ in range(500)])
    stalled = closing(Replay(zmq.Context.instance(), aggregator.replay, keys[PROVINCE]))
    wish = replay.ReplayRequest(request_id=1, events=replay.ReplayEvents(
        origin=ORIGIN, stream="rating", unit_path=[PROVINCE], from_sequence=1, through_sequence=10**6, credit=1000,
    )).SerializeToString()
    stalled.socket.rcvhwm = 1
    for _ in range(400):
        stalled.socket.send(wish)
    began = time.monotonic()
    assert len(ask(DISTRICT).events(ORIGIN, "rating", UNIT[:2], 1, 2000)) == 2000
    assert time.monotonic() - began < 10


def test_who_asks_without_end_is_slowed_down_and_nobody_else_is(tmp_path, closing):
    aggregator = Aggregator(tmp_path, "--origin", ORIGIN, "--replay-burst", "50", "--replay-per-second", "5")
    try:
        check_that_who_asks_without_end_is_slowed_down(aggregator, closing)
    finally:
        aggregator.end()


def check_that_who_asks_without_end_is_slowed_down(aggregator, closing):
    greedy, other = (
        closing(Replay(zmq.Context.instance(), aggregator.replay, aggregator.new_key(name, "subscriber", DISTRICT)))
        for name in ("greedy", "other")
    )
    wish = replay.ReplayRequest(request_id=2**40, events=replay.ReplayEvents(
        origin=ORIGIN, stream="case", unit_path=UNIT[:2], from_sequence=10**9, through_sequence=10**9, credit=1,
    )).SerializeToString()
    refused = []

    def is_slowed():
        for _ in range(1000):
            greedy.socket.send(wish)
        while greedy.socket.poll(20):
            error = replay.ReplayReply.FromString(greedy.socket.recv()).error
            if error.code == replay.REPLAY_ERROR_CODE_UNAVAILABLE:
                refused.append(error.explanation)
        return refused

    eventually(is_slowed, "a refusal")
    assert "Ask again in 1 s." in refused[0]
    other.piece(origin=ORIGIN, stream="case", unit_path=UNIT[:2], from_sequence=1, through_sequence=3, credit=5)

    def is_answered_again():
        try:
            greedy.piece(
                origin=ORIGIN, stream="case", unit_path=UNIT[:2], from_sequence=1, through_sequence=3, credit=5,
            )
        except ReplayRefused:
            return False
        return True

    eventually(is_answered_again, "an answer")


def test_kiosks_and_desks_do_not_come_in(aggregator, key, closing):
    for stranger in (key, aggregator.new_key(f"replay-desk-{secrets.token_hex(3)}", "desk", OFFICE, "leader")):
        client = closing(Replay(zmq.Context.instance(), aggregator.replay, stranger, patience=SILENCE))
        with pytest.raises((TimeoutError, zmq.Again)):
            client.socket.sndtimeo = int(SILENCE * 1000)
            client.piece(origin=ORIGIN, stream="case", unit_path=UNIT, from_sequence=1, through_sequence=1, credit=1)


def test_a_revoked_key_is_told_nothing_more(aggregator, closing):
    name = f"replay-revoked-{secrets.token_hex(3)}"
    client = closing(Replay(zmq.Context.instance(), aggregator.replay, aggregator.new_key(name, "subscriber", PROVINCE)))
    client.events(ORIGIN, "case", [PROVINCE], 1, 5)
    aggregator.revoke(name)

    def is_refused():
        try:
            client.events(ORIGIN, "case", [PROVINCE], 1, 5)
        except ReplayRefused as refused:
            return refused.code == replay.REPLAY_ERROR_CODE_NOT_AUTHORISED
        return False

    eventually(is_refused, "the refusal")
