"""A recording of a real feed, told again by `langnghe feed play`: dashboards end with what the aggregator would have told."""

import json
import os
import random
import re
import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zmq

from harness import BINARIES, DISTRICT, ENVIRONMENT, OFFICE, PATIENCE, PROVINCE, BareIntake, eventually
from kiosk import KeyFile
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import snapshot_pb2
from recordings import STREAMS, Played, Publisher, Running, entries, has_begun, langnghe, lossy_feed
from replay import Replay, ReplayRefused
from test_feed_example import Lossy
from test_snapshot import fold_cases, fold_ratings, ratings_through, read_ratings

EXAMPLE = Path(__file__).resolve().parents[2] / "ops" / "examples" / "python"
sys.path.insert(0, str(EXAMPLE))

from feed_subscriber import FeedSubscriber  # noqa: E402  (after the line before, where it is found)

PATH = [PROVINCE, DISTRICT]
UNIT = [PROVINCE, DISTRICT, OFFICE]


@pytest.fixture
def key(aggregator):
    """The key file of a subscriber of the district."""
    name = f"recorder-{secrets.token_hex(4)}"
    aggregator.new_key(name, "subscriber", DISTRICT)
    return aggregator.key_file(name)


@pytest.fixture
def kiosk_key(aggregator):
    return aggregator.new_key(f"kiosk-{secrets.token_hex(4)}", "kiosk", OFFICE)


@pytest.fixture
def run(closing):
    return lambda *arguments: closing(Running(*arguments))


@pytest.fixture
def record(aggregator, key, run):
    """record(file) records the district, and has begun when it returns."""

    def start(file, *arguments, door=aggregator.feed):
        recorder = run("record", file, "--key", key, "--feed", door, "--replay", aggregator.replay, "--json", *arguments)
        eventually(lambda: has_begun(file), "the snapshots in the recording")
        return recorder

    return start


@pytest.fixture
def lossy(aggregator, key):
    """The endpoint of a feed that is the aggregator's, as it seems to its followers, but loses a third of the events."""
    with lossy_feed(aggregator, key, f"{PROVINCE}/{DISTRICT}/") as endpoint:
        yield endpoint


@pytest.fixture
def publisher(aggregator, closing, kiosk_key):
    return Publisher(closing(BareIntake(aggregator.intake, kiosk_key)))


def move_a_case(leader):
    """The office sends a case to the centre, so that it leaves the district."""
    case = next(case for case in leader.cases() if case.responsible_unit == OFFICE)
    reply = leader.ask(case_command=desk.CaseCommand(
        idempotency_key=secrets.token_bytes(16), case_number=case.number, expected_version=case.version,
        event="return", reason="Không thuộc phường",
    ))
    assert reply.WhichOneof("content") == "case_detail", reply
    return case.number


@pytest.fixture
def play(run, tmp_path):
    return lambda file, *arguments: Played(run, file, tmp_path / "play", *arguments)


def whole(subscriber, path, through):
    """What a dashboard that began with a snapshot knows once it has heard so many events of each stream."""
    cases, snapshot, ratings = {}, None, []

    def take(given):
        nonlocal snapshot
        for told, stream, _ in given:
            if isinstance(told, feed.FeedEvent):
                if stream == "case":
                    fold_cases(cases, [told])
                else:
                    ratings.append(told)
            elif stream == "case":
                cases.update({event.case_changed.case_number: event for event in told.cases})
            else:
                snapshot = told

    def is_there():
        take(subscriber.step(50))
        return {stream: track.last for (_, stream), track in subscriber.tracks.items()} == through

    take(subscriber.begin())
    eventually(is_there, f"{through} in {path}")
    counts = read_ratings(snapshot)
    return cases, tuple(one + more for one, more in zip(counts, fold_ratings(ratings)))


def test_dashboards_of_a_recording_end_with_what_stands_at_the_aggregator(
    aggregator, record, lossy, play, publisher, leader, key, closing, tmp_path,
):
    publisher.give(60, 5)
    move_a_case(leader)
    file = tmp_path / "day.feed"
    recorder = record(file, door=lossy)
    for _ in range(4):
        publisher.give(100, 4)
        moved = move_a_case(leader)
    status, output, errors = recorder.stop()
    assert status == 0, errors
    summary = json.loads(output[-1])
    assert (summary["missing"], summary["confirmed"]) == (0, True)
    # Those before were in the snapshot, as far as they were counted.
    assert 400 <= summary["rating_events"] <= 460
    assert summary["case_events"] >= 20 and summary["filled"] > 50

    _, found = entries(file)
    rated = [feed.FeedEvent.FromString(entry.message.event) for entry in found
             if entry.message.topic.startswith(b"rating/")]

    # What stands at the aggregator, when all that was told is counted.
    real = closing(Replay(zmq.Context.instance(), aggregator.replay, KeyFile.read(key)))
    standing = {}
    for path in (PATH, UNIT):
        cases, case_number = real.cases(path)
        piece = ratings_through(real, path, rated[-1].scope_sequences[len(path) - 1])
        standing[tuple(path)] = cases, read_ratings(piece), {"case": case_number, "rating": piece.sequence}
    assert moved not in standing[tuple(PATH)][0]

    # The client in Python, for the unit and for one below it, the first with losses.
    played = play(file, "--speed", "max")
    chance = random.Random(7)
    for path, loses in ((PATH, lambda: chance.random() < 0.3), (UNIT, lambda: False)):
        cases, ratings, through = standing[tuple(path)]
        subscriber = closing(FeedSubscriber(played.key, played.feed, played.replay, path, snapshot=True))
        subscriber.feed = Lossy(subscriber.feed, loses)
        subscriber.check()
        assert whole(subscriber, path, through) == (cases, ratings)

    # The same with the snapshot of the end alone, from the player and from the aggregator.
    shown = [
        langnghe("snapshot", "--json", "--replay", door, "--key", one).stdout.splitlines()
        for door, one in ((aggregator.replay, key), (played.replay, played.key))
    ]
    for lines in shown:
        for number, line in enumerate(lines):
            head = json.loads(line)
            if head["type"] == "snapshot":
                del head["taken_at"], head["position"]
            lines[number] = head
    assert shown[0] == shown[1] and len(shown[0]) > 10

    # The library in Swift, through its example.
    state = tmp_path / "board.json"
    with subprocess.Popen(
        [BINARIES / "follow-unit", played.key, played.feed, played.replay, "/".join(PATH), state],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT,
    ) as board:
        cases, ratings, through = standing[tuple(PATH)]

        def knows():
            if not state.exists():
                return False
            positions = json.loads(state.read_text())["positions"]
            return {one["stream"]: one["sequence"] for one in positions} == through

        eventually(knows, "all in the board of the library")
        board.kill()
    known = json.loads(state.read_text())
    assert {int(number): word for number, word in known["cases"].items()} == {
        number: event.case_changed.state or "sealed" for number, event in cases.items()
    }
    assert sum(known["ratings"].values()) == sum(ratings[0].values())

    # Byte for byte: what the player tells again is what the aggregator does.
    again = closing(Replay(zmq.Context.instance(), played.replay, KeyFile.read(played.key)))
    first = {
        entry.piece.stream: snapshot_pb2.SnapshotPiece.FromString(entry.piece.piece).sequence + 1
        for entry in found if entry.HasField("piece")
    }
    for stream in STREAMS:
        both = [
            [event.SerializeToString(deterministic=True) for event in
             client.events("a1", stream, PATH, first[stream], through[stream], credit=37)]
            for client in (real, again)
        ]
        assert both[0] == both[1] and len(both[0]) == through[stream] - first[stream] + 1
        told = [entry.message.event for entry in found
                if entry.HasField("message") and entry.message.topic.startswith(f"{stream}/".encode())]
        assert [feed.FeedEvent.FromString(event).SerializeToString(deterministic=True) for event in told] == both[0]
    with pytest.raises(ReplayRefused, match="begin with a snapshot"):
        again.piece(origin="a1", stream="rating", unit_path=PATH, from_sequence=1, through_sequence=5, credit=5)
    with pytest.raises(ReplayRefused, match="It follows 84/842"):
        again.cases([PROVINCE])
    status, _, errors = played.program.stop()
    assert status == 0 and any("All was told: " in line for line in errors)


def test_a_killed_recording_is_played_as_far_as_it_goes(record, play, publisher, closing, tmp_path):
    file = tmp_path / "killed.feed"
    recorder = record(file)
    publisher.give(30, 2)
    eventually(lambda: sum(entry.message.topic.startswith(b"rating/") for entry in entries(file)[1]) == 30, "30 ratings")
    recorder.kill()
    data = file.read_bytes()
    (tmp_path / "cut.feed").write_bytes(data[:-3])
    played = play(tmp_path / "cut.feed", "--speed", "max", "--now")
    played.program.awaits("cut off")
    played.program.awaits("not ended whole")
    played.program.awaits("All was told")
    (tmp_path / "bad.feed").write_bytes(data[:200] + b"\xff\xff\xff\xff\xff\xff" + data[206:])
    refused = langnghe("play", tmp_path / "bad.feed", "--keys", tmp_path / "other")
    assert refused.returncode == 65 and "damaged" in refused.stderr


def test_a_recording_that_does_not_get_all_says_so(aggregator, record, publisher, tmp_path):
    file = tmp_path / "hole.feed"
    recorder = record(file)
    aggregator.stop()
    try:
        status, output, errors = recorder.stop()
    finally:
        aggregator.start()
    assert status == 1, errors
    assert not json.loads(output[-1])["confirmed"]
    header, found = entries(file)
    assert list(header.unit_path) == PATH and list(header.origins) == ["a1"]
    assert found[-1].HasField("end") and not found[-1].end.complete
    again = langnghe("record", file, "--feed", aggregator.feed, "--key", aggregator.data / "operator.key")
    assert again.returncode == 73 and "--overwrite" in again.stderr
    assert entries(file)[0] == header


def test_it_is_told_at_the_speed_that_is_asked(record, run, play, publisher, closing, tmp_path):
    file = tmp_path / "speed.feed"
    recorder = record(file)
    begun = time.monotonic()
    for _ in range(3):
        publisher.give(5, 0)
        eventually(lambda: time.monotonic() > begun + 1, "a second")
        begun = time.monotonic()
    assert recorder.stop()[0] == 0
    _, found = entries(file)
    lasted = (found[-2].arrived_after - next(entry for entry in found if entry.HasField("message")).arrived_after) / 1e6
    assert lasted > 2
    for speed in (1, 4):
        played = play(file, "--speed", str(speed))
        subscriber = closing(FeedSubscriber(played.key, played.feed, played.replay, PATH, snapshot=True))
        list(subscriber.begin())
        played.program.awaits("It begins")
        start = time.monotonic()
        played.program.awaits("All was told: 15 events")
        assert lasted / speed - 0.5 < time.monotonic() - start < lasted / speed + 3
        assert played.program.stop()[0] == 0


def test_a_strangers_key_is_not_let_in(record, play, key, publisher, tmp_path):
    file = tmp_path / "closed.feed"
    assert record(file).stop()[0] == 0
    played = play(file)
    assert os.stat(played.key).st_mode & 0o077 == 0
    refused = langnghe("snapshot", "--replay", played.replay, "--key", key, "--timeout", "2")
    assert refused.returncode == 69
    stranger = tmp_path / "stranger.key"
    own, other = Path(played.key).read_text(), Path(key).read_text()
    server = re.search(r"^server-public-key = .*$", own, re.MULTILINE)[0]
    stranger.write_text(re.sub(r"^server-public-key = .*$", lambda _: server, other, flags=re.MULTILINE))
    stranger.chmod(0o600)
    refused = langnghe("snapshot", "--replay", played.replay, "--key", stranger)
    assert refused.returncode == 77 and "refuses the key" in refused.stderr
    kept = langnghe("snapshot", "--replay", played.replay, "--key", played.key)
    assert kept.returncode == 0 and "Origin" in kept.stdout


def test_a_key_alone_is_enough_to_follow(aggregator, run, key, publisher):
    """Without --unit, what follows is the key's own unit, and not nothing."""
    tail = run("tail", "--json", "--key", key, "--feed", aggregator.feed)
    tail.awaits("Connected")

    def hears():
        publisher.give(1, 0)
        return tail.output.next(0.5)

    line = json.loads(eventually(hears, "a rating"))
    assert line["type"] == "rating" and line["unit_path"] == UNIT
    assert tail.stop()[0] == 0


def test_tail_does_not_end_well_when_it_cannot_know_what_came_last(aggregator, run, key):
    tail = run("tail", "--json", "--key", key, "--feed", aggregator.feed)
    tail.awaits("Connected")
    aggregator.stop()
    try:
        status, _, errors = tail.stop()
    finally:
        aggregator.start()
    assert status == 1 and any("No heartbeat came" in line for line in errors), errors


def test_tail_fills_gaps_when_asked(aggregator, run, key, lossy, publisher, tmp_path):
    figures = tmp_path / "figures.json"
    tail = run(
        "tail", "--json", "--fill-gaps", "--key", key, "--feed", lossy, "--replay", aggregator.replay, "--events", "60",
        "--summary", figures,
    )
    tail.awaits("Connected")

    def is_over():
        publisher.give(10, 1)
        tail.output.next(0.2)
        return figures.exists()

    eventually(is_over, "60 events")
    status, output, errors = tail.ended()
    assert status == 0, errors
    lines, summary = [json.loads(line) for line in output], json.loads(figures.read_text())
    assert (summary["events"], summary["missing"], len(lines)) == (60, 0, 60) and summary["filled"] > 0
    for kind in ("case", "rating"):
        numbers = [line["scope_sequences"][1] for line in lines if line["type"] == kind]
        assert numbers and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_what_stands_is_shown_at_80_columns(aggregator, key, publisher):
    publisher.give(20, 2)
    shown = langnghe("snapshot", "--replay", aggregator.replay, "--key", key)
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert max(map(len, lines)) <= 80 and lines[0].startswith("Unit") and any("RATINGS" in line for line in lines)
    outside = langnghe("snapshot", "--replay", aggregator.replay, "--key", key, "--unit", PROVINCE)
    assert outside.returncode == 77 and "It follows 84/842" in outside.stderr
    wrong = langnghe("snapshot", "--from", "2026-13-01")
    assert wrong.returncode == 64
