"""How things are now, as the examples of dashboards in Python and Swift hear it: summaries, alerts and heads of the tree."""

import re
import secrets
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harness import BINARIES, DISTRICT, ENVIRONMENT, OFFICE, PROVINCE, Aggregator, BareIntake, Lines, eventually
from kiosk import entry, rating
from langnghe.v1 import alert_pb2 as alerts
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import summary_pb2 as summary

EXAMPLE = Path(__file__).resolve().parents[2] / "ops" / "examples" / "python"
sys.path.insert(0, str(EXAMPLE))

import feed_track  # noqa: E402  (after the line before, where it is found)
from feed_subscriber import FeedSubscriber  # noqa: E402
from feed_track import States  # noqa: E402

UNIT = [PROVINCE, DISTRICT, OFFICE]
PLACE = "/".join(UNIT)
TOLD_AGAIN = 2.0  # seconds in which an alert that holds is told some times more: with every heartbeat, two a second


@pytest.fixture(scope="module")
def aggregator(tmp_path_factory):
    """Open day and night, so that the hour of the test does not matter; kiosks are missed after a few seconds."""
    aggregator = Aggregator(
        tmp_path_factory.mktemp("aggregator"), "--kiosk-hours", "always", "--alerts-silence", "4s",
    )
    yield aggregator
    try:
        aggregator.stop()
    finally:
        aggregator.end()


@pytest.fixture
def subscriber_key(aggregator):
    """The key file of a subscriber of the district."""
    name = f"states-{secrets.token_hex(4)}"
    aggregator.new_key(name, "subscriber", DISTRICT)
    return aggregator.key_file(name)


class Board:
    """The example's client, and all that it told of states, in order."""

    def __init__(self, aggregator, key_file):
        self.told = []
        self.follower = FeedSubscriber(
            key_file, aggregator.feed, aggregator.replay, UNIT[:2], on_state=self.told.append,
        )

    def close(self):
        self.follower.close()

    def hears(self, wanted, what):
        """Reads on until it has told such a state; that one."""

        def came():
            list(self.follower.step(50))
            return next((event for event in self.told if wanted(event)), None)

        return eventually(came, what)

    def alerts_of(self, kiosk):
        return [event.alert for event in self.told if event.alert.kiosk == kiosk]


@pytest.fixture
def board(aggregator, subscriber_key, closing):
    return closing(Board(aggregator, subscriber_key))


def summary_of_office(rating_sequence=0):
    return lambda event: (
        event.HasField("unit_summary") and list(event.unit_path) == UNIT
        and event.unit_summary.rating_sequence >= rating_sequence
    )


def test_the_example_in_python_hears_a_summary_and_an_alert_once_and_its_end(aggregator, key, closing, board):
    kiosk = closing(BareIntake(aggregator.intake, key))
    before = board.hears(summary_of_office(), "a first summary").unit_summary
    kiosk.hello(7)
    assert kiosk.publish(7, 1, rating(OFFICE, level=2), entry(OFFICE)).receipt.through_sequence == 2
    now = board.hears(summary_of_office(before.rating_sequence + 1), "a summary with the rating").unit_summary
    assert sum(sum(one.levels) for one in now.ratings) >= 1
    board.hears(lambda event: event.alert.kiosk == key.kiosk_id, "the silent kiosk")
    until = time.monotonic() + TOLD_AGAIN
    eventually(lambda: list(board.follower.step(50)) is None or time.monotonic() > until, "alerts that are told again")
    (begun,) = board.alerts_of(key.kiosk_id)
    assert (begun.kind, begun.state) == (alerts.ALERT_KIND_KIOSK_SILENT, alerts.ALERT_STATE_BEGUN)
    assert begun.office == OFFICE

    def has_ended():
        kiosk.send(intake.KioskMessage(status=intake.KioskStatus(epoch=7)).SerializeToString())
        list(board.follower.step(200))
        return board.alerts_of(key.kiosk_id)[-1].state == alerts.ALERT_STATE_ENDED

    eventually(has_ended, "the end of the silence")
    assert board.alerts_of(key.kiosk_id)[-1].ended_at
    assert all(list(event.unit_path)[:2] == UNIT[:2] for event in board.told if not event.HasField("tree_head"))


def test_who_was_busy_hears_of_each_unit_the_newest_alone(bare, board):
    epoch = secrets.randbits(40)
    bare.hello(epoch=epoch)
    first = board.hears(summary_of_office(), "a first summary").unit_summary.rating_sequence
    sequence, begun = 0, time.monotonic()
    while time.monotonic() < begun + 4:  # some summaries, of which nobody takes any
        sequence += 1
        assert bare.publish(epoch, sequence, rating(OFFICE, level=3)).receipt.through_sequence == sequence
    del board.told[:]
    board.follower.states.tell()
    of_office = [event for event in board.told if summary_of_office()(event)]
    assert len(of_office) == 1 and of_office[0].unit_summary.rating_sequence > first
    board.hears(summary_of_office(first + sequence), "all ratings")


def test_the_example_in_swift_prints_summaries_and_each_alert_once(aggregator, key, closing, subscriber_key, tmp_path):
    kiosk = closing(BareIntake(aggregator.intake, key))
    with subprocess.Popen(
        [BINARIES / "follow-unit", subscriber_key, aggregator.feed, aggregator.replay, f"{PROVINCE}/{DISTRICT}",
         tmp_path / "board.json"],
        stdout=subprocess.PIPE, text=True, env=ENVIRONMENT,
    ) as program:
        lines = Lines(program.stdout)

        def prints(pattern):
            eventually(lambda: re.fullmatch(pattern, lines.next(0.1) or ""), pattern)

        try:
            prints(rf"summary {PLACE} \d+ open, \d+ overdue, \d+ ratings today")
            kiosk.hello(11)
            assert kiosk.publish(11, 1, rating(OFFICE, level=2)).receipt.through_sequence == 1
            prints(rf"summary {PLACE} \d+ open, \d+ overdue, [1-9]\d* ratings today")
            silent = f"alert {PLACE} begun: kiosk {key.kiosk_id} is silent"
            prints(silent)
            until = time.monotonic() + TOLD_AGAIN
            eventually(lambda: lines.next(0.1) is None and time.monotonic() > until, "alerts that are told again")
            assert lines.seen.count(silent) == 1

            def prints_end():
                kiosk.send(intake.KioskMessage(status=intake.KioskStatus(epoch=11)).SerializeToString())
                return lines.next(0.2) == f"alert {PLACE} ended: kiosk {key.kiosk_id} is silent"

            eventually(prints_end, "the end of the silence")
        finally:
            program.kill()


def alert(kiosk="9f3c27a1b0de", path=UNIT, office=OFFICE, heard=1, **more):
    return feed.FeedEvent(origin="a1", unit_path=path, register_edition="2022-10", alert=alerts.Alert(
        kind=alerts.ALERT_KIND_KIOSK_SILENT, **({"state": alerts.ALERT_STATE_BEGUN, "began_at": 1, "changed_at": 2} | more),
        office=office, kiosk=kiosk, silence=alerts.KioskSilence(last_heard_at=heard),
    ))


def tell(states, stream, *events, place=None):
    """What is new of it."""
    for event in events:
        topic = "/".join([stream, *(place or event.unit_path), ""])
        states.take(topic.encode(), event.SerializeToString())
    return states.news()


def test_what_is_told_again_is_not_new_and_of_what_waits_the_newest_counts():
    states = States(UNIT[:2])
    changed = alert(state=alerts.ALERT_STATE_CHANGED, changed_at=3)
    ended = alert(state=alerts.ALERT_STATE_ENDED, changed_at=4, ended_at=4)
    assert tell(states, "alert", alert(), alert("000000000000"), alert(heard=2)) == [alert(heard=2), alert("000000000000")]
    assert tell(states, "alert", alert(), alert(heard=3)) == []
    assert tell(states, "alert", changed, ended) == [ended]
    counted = [
        feed.FeedEvent(origin="a1", unit_path=UNIT[:2], unit_summary=summary.UnitSummary(overdue_cases=count))
        for count in (1, 1, 2)
    ]
    assert tell(states, "summary", *counted) == [counted[2]] and tell(states, "summary", counted[2]) == []


def test_what_is_of_another_unit_or_malformed_is_not_believed():
    states = States(UNIT[:2])
    for event, stream, place in (
        (alert(path=[PROVINCE, "844", OFFICE]), "alert", None), (alert(path=[PROVINCE], office=PROVINCE), "alert", None),
        (alert(office="29245"), "alert", None), (alert(), "alert", UNIT[:2]), (alert(), "summary", None),
        (alert(), "tree", None), (alert(), "heartbeat", None),
        (alert(kiosk="9" * feed_track.LARGEST_STATE), "alert", None),
    ):
        assert tell(states, stream, event, place=place) == []
    head = feed.FeedEvent(origin="a1", unit_path=[PROVINCE])
    head.tree_head.origin = "a2"
    assert tell(states, "tree", head) == []
    head.tree_head.origin = "a1"
    assert tell(states, "tree", head, head) == [head]
    for topic, frame in ((b"\xff/", b""), (b"", b""), (b"alert/84/842/", b"\xff\xff"), (b"alert", b"")):
        states.take(topic, frame)
    assert states.news() == []


def test_an_alert_that_is_told_no_more_ends_after_five_minutes_of_heartbeats_but_not_of_silence():
    states = States(UNIT[:2])

    def beats(first, last):
        return tell(states, "heartbeat", *[
            feed.FeedEvent(origin="a1", unit_path=UNIT[:2], recorded_at=at * 10**6, heartbeat=feed.Heartbeat())
            for at in range(first, last + 1, 10)
        ])

    assert tell(states, "alert", alert()) == [alert()]
    assert beats(0, 200) == beats(4000, 4290) == []  # the connection was lost in between
    assert tell(states, "alert", alert()) == []
    assert beats(4300, 4590) == beats(10, 300) == []  # and then its clock was set
    assert beats(310, 330) == [alert(state=alerts.ALERT_STATE_ENDED)]
    assert tell(states, "alert", alert()) == [alert()]


def test_more_states_than_can_be_remembered_are_told_once_more(monkeypatch):
    monkeypatch.setattr(feed_track, "MOST_STATES", 2)
    states = States(UNIT[:2])
    assert tell(states, "alert", alert("1"), alert("2")) == [alert("1"), alert("2")]
    assert tell(states, "alert", alert("3")) == [alert("3")] and len(states.told) == 1
    assert tell(states, "alert", alert("1")) == [alert("1")]
