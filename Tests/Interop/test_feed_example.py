"""The example of a dashboard in Python, `ops/examples/python`, on a feed that loses events."""

import json
import random
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from harness import DISTRICT, OFFICE, PATIENCE, PROVINCE, Lines, eventually
from kiosk import entry, rating
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import replay_pb2 as replay

EXAMPLE = Path(__file__).resolve().parents[2] / "ops" / "examples" / "python"
sys.path.insert(0, str(EXAMPLE))

import feed_track  # noqa: E402  (after the line before, where it is found)
from feed_subscriber import FeedSubscriber, OtherJournal, Refused, Track  # noqa: E402


class Lossy:
    """A SUB socket that loses what `loses` says."""

    def __init__(self, socket, loses):
        self._socket, self._loses = socket, loses

    def poll(self, wait):
        return self._socket.poll(wait)

    def recv_multipart(self):
        while True:
            frames = self._socket.recv_multipart()
            if frames[0].startswith(b"heartbeat/") or not self._loses():
                return frames

    def close(self):
        self._socket.close()


@pytest.fixture
def follow(aggregator, closing):
    """follow(unit path) follows with a key of its last unit."""

    def start(*unit_path, numbers=None):
        name = f"example-{secrets.token_hex(4)}"
        aggregator.new_key(name, "subscriber", unit_path[-1])
        return closing(FeedSubscriber(
            aggregator.key_file(name), aggregator.feed, aggregator.replay, list(unit_path), numbers,
        ))

    return start


def read(subscriber, counts):
    """Reads on until it has given as many events of each stream; returns their numbers by stream."""
    given = {stream: [] for stream in counts}

    def enough():
        for event, stream, number in subscriber.step(50):
            given[stream].append(number)
        return all(len(given[stream]) >= count for stream, count in counts.items())

    eventually(enough, f"{counts}")
    return given


def publish(bare, epoch, first, ratings, entries):
    batch = [rating(OFFICE, level=1 + n % 5) for n in range(ratings)] + [entry(OFFICE) for _ in range(entries)]
    assert list(bare.publish(epoch, first, *batch).receipt.rejected) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_the_network_loses_is_asked_for(aggregator, bare, follow, seed):
    chance = random.Random(seed)
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    publish(bare, epoch, 1, 30, 5)  # before it begins
    subscriber = follow(PROVINCE, DISTRICT)
    subscriber.feed = Lossy(subscriber.feed, lambda: chance.random() < 0.3)
    for batch in range(5):
        publish(bare, epoch, 36 + batch * 110, 100, 10)
    given = read(subscriber, {"rating": 530, "case": 55})
    assert subscriber.refilled > 0
    for numbers in given.values():
        assert numbers == list(range(1, len(numbers) + 1)), f"seed {seed}"


def test_it_goes_on_where_it_stopped(aggregator, bare, follow):
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    publish(bare, epoch, 1, 20, 3)
    first = follow(PROVINCE)
    given = read(first, {"rating": 20, "case": 3})
    numbers = first.numbers()
    first.close()
    publish(bare, epoch, 24, 7, 2)
    second = follow(PROVINCE, numbers=numbers)
    more = read(second, {"rating": 7, "case": 2})
    for stream in given:
        assert more[stream][0] == given[stream][-1] + 1


def test_a_key_of_another_unit_is_told_what_to_do(aggregator, bare, follow):
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    publish(bare, epoch, 1, 1, 0)
    subscriber = follow("84", "844")
    subscriber.check()
    subscriber.unit_path = [PROVINCE]
    with pytest.raises(Refused, match="may not follow"):
        next(iter(subscriber))


def test_a_revoked_key_ends_it(aggregator):
    name = f"example-{secrets.token_hex(4)}"
    aggregator.new_key(name, "subscriber", DISTRICT)
    aggregator.revoke(name)
    with subprocess.Popen(
        [sys.executable, EXAMPLE / "feed_subscriber.py", aggregator.key_file(name), aggregator.feed, aggregator.replay,
         f"{PROVINCE}/{DISTRICT}", "/nowhere/positions.json"], stderr=subprocess.PIPE, text=True,
    ) as program:
        assert "refuses the key" in program.communicate(timeout=PATIENCE)[1] and program.returncode == 1


@pytest.mark.parametrize(("arguments", "words"), [
    ([], "usage"), (["/nowhere/board.key", "tcp://h:1", "tcp://h:1", "84", "p.json"], "No such file"),
    ([__file__, "tcp://h:1", "tcp://h:1", "84", "/nowhere/p.json"], "no key file"),
])
def test_a_mistake_is_one_line(arguments, words):
    done = subprocess.run(
        [sys.executable, EXAMPLE / "feed_subscriber.py", *arguments], capture_output=True, text=True, timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def numbers_now(subscriber):
    """Reads on until nothing is missing behind a heartbeat; the newest number of each stream."""

    def is_whole():
        list(subscriber.step(50))
        tracks = [subscriber.tracks.get(("a1", stream)) for stream in ("case", "rating")]
        return all(tracks) and all(track.last == track.newest for track in tracks)

    eventually(is_whole, "all there was")
    return {stream: track.last for (_, stream), track in subscriber.tracks.items()}


def test_the_program_goes_on_after_it_was_killed(aggregator, bare, follow, tmp_path):
    name = f"example-{secrets.token_hex(4)}"
    aggregator.new_key(name, "subscriber", DISTRICT)
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    stored, told, newest = tmp_path / "positions.json", [[], []], [None, None]
    for part in range(2):
        publish(bare, epoch, 1 + part * 12, 10, 2)
        newest[part] = numbers_now(follow(PROVINCE, DISTRICT))
        with subprocess.Popen(
            [sys.executable, EXAMPLE / "feed_subscriber.py", aggregator.key_file(name), aggregator.feed,
             aggregator.replay, f"{PROVINCE}/{DISTRICT}", stored],
            stdout=subprocess.PIPE, text=True,
        ) as program:
            lines = Lines(program.stdout)

            def has_stored():
                if not stored.exists():
                    return False
                return {stream: last[0] for _, stream, last in json.loads(stored.read_text())[1]} == newest[part]

            eventually(has_stored, "the positions")
            program.kill()
            while (line := lines.next(PATIENCE)) is not None:
                told[part].append(json.loads(line))
    begun = [line for line in told[0] if "taken_at" in line]
    assert begun == told[0][:2]  # a snapshot of each stream, and events behind them
    assert sum(int(line["sequence"]) for line in begun) + len(told[0]) - 2 == sum(newest[0].values())
    assert not [line for line in told[1] if "taken_at" in line]
    assert len({line["number"] for line in told[1]}) == len(told[1]) == 12
    with subprocess.Popen(
        [sys.executable, EXAMPLE / "feed_subscriber.py", aggregator.key_file(name), aggregator.feed,
         aggregator.replay, PROVINCE, stored], stderr=subprocess.PIPE, text=True,
    ) as program:
        assert f"is of {PROVINCE}/{DISTRICT}" in program.communicate()[1] and program.returncode == 1


def event(number, **content):
    return feed.FeedEvent(origin="a1", number=number, **content)


def test_another_journal_under_the_same_name_is_noticed():
    track = Track(105, 1050)
    assert list(track.take(100, event(1000))) == []  # seen before
    with pytest.raises(OtherJournal, match="a1"):
        list(track.take(101, event(1060)))
    with pytest.raises(OtherJournal):
        list(track.take(106, event(900)))
    track = Track(105, 1050)
    track.hear(104, 1049, "a1")  # late
    with pytest.raises(OtherJournal):
        track.hear(104, 1050, "a1")
    track.hear(105, 1060, "a1")
    with pytest.raises(OtherJournal):
        for _ in range(20):
            track.hear(3, 30, "a1")


def test_a_full_store_of_early_events_takes_the_one_that_is_missing(monkeypatch):
    monkeypatch.setattr(feed_track, "MOST_HELD", 2)
    track = Track()
    for number in (3, 4, 5):
        assert list(track.take(number, event(number))) == []
    assert track.missing() == (1, 2)
    assert [given.number for number in (1, 2) for given in track.take(number, event(number))] == [1, 2, 3, 4]
    assert track.missing() == (5, 5)


def test_an_event_of_a_later_version_has_its_number(aggregator, follow):
    subscriber = follow(PROVINCE, DISTRICT)
    later = event(7, unit_path=[PROVINCE, DISTRICT], scope_sequences=[9, 1])
    assert [(stream, number) for _, stream, number in subscriber.take(later, "case")] == [("case", 1)]


class Silent:
    """A replay's door that does not answer yet; notes what it is asked."""

    def __init__(self, socket):
        self.close, self.asked = socket.close, []

    def poll(self, wait):
        return False

    def send(self, frame, flags):
        self.asked.append(replay.ReplayRequest.FromString(frame))


def test_who_waits_long_asks_again_under_the_same_number_and_takes_a_late_answer(follow, capsys):
    subscriber = follow(PROVINCE, DISTRICT)
    door = subscriber.replay = Silent(subscriber.replay)
    track = subscriber.track("a1", "case")
    track.newest = 2
    for _ in range(3):
        subscriber.fill("a1", "case", track)
    assert len(door.asked) == 1
    subscriber.questions["a1", "case"].due = 0
    subscriber.fill("a1", "case", track)
    assert door.asked[1] == door.asked[0] and "no answer at the replay's door within 5 s" in capsys.readouterr().err
    told = [event(7 + n, unit_path=[PROVINCE, DISTRICT], scope_sequences=[9 + n, 1 + n]) for n in range(2)]
    answer = replay.ReplayReply(request_id=door.asked[0].request_id, events=replay.ReplayedEvents(events=told))
    assert [number for _, _, number in subscriber.refill(answer)] == [1, 2]
    assert list(subscriber.refill(answer)) == []  # the second one to the same question
    subscriber.fill("a1", "case", track)
    assert len(door.asked) == 2 and not subscriber.questions
