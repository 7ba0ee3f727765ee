"""The aggregator is killed and started again over the same folder: what it gave receipts for is there, once."""

import shutil

import pytest
import zmq

from harness import OFFICE, Aggregator, BareIntake, Desk, eventually
from kiosk import Kiosk, Outbox, entry, rating
from langnghe.v1 import intake_pb2 as intake
from subscriber import Subscriber


@pytest.fixture
def fragile(tmp_path):
    """An aggregator of the test's own, to kill."""
    aggregator = Aggregator(tmp_path)
    yield aggregator
    aggregator.end()


def tracking_codes(aggregator, closing):
    operator = closing(Desk(aggregator.desk, aggregator.operator_key()))
    return [operator.case(number=case.number).tracking_code for case in operator.cases()]


def test_what_has_a_receipt_survives_and_is_not_doubled(fragile, closing):
    key = fragile.new_key("kiosk", "kiosk", OFFICE)
    batches = [[entry(OFFICE), rating(OFFICE), entry(OFFICE)] for _ in range(6)]
    first = 1
    for batch in batches:
        bare = closing(BareIntake(fragile.intake, key))
        assert bare.publish(1, first, *batch).receipt.through_sequence == first + 2
        fragile.kill()
        fragile.start()
        bare = closing(BareIntake(fragile.intake, key))
        welcome = bare.hello(1, first, first + 2).welcome
        assert (welcome.through_sequence, welcome.through_submission_id) == (first + 2, batch[-1].id)
        assert bare.publish(1, first, *batch).receipt == intake.Receipt(
            epoch=1, through_sequence=first + 2, window=welcome.window)  # sent again: no rejection, no duplicate
        first += 3
    given = [s.entry.tracking_code for batch in batches for s in batch if s.HasField("entry")]
    assert sorted(tracking_codes(fragile, closing)) == sorted(given)
    status = closing(Desk(fragile.desk, fragile.operator_key())).status()
    assert (status.submissions, status.cases, status.quarantined) == (18, 12, 0)


def test_killed_amid_publishes_every_submission_arrives_exactly_once(fragile, closing, tmp_path):
    """The kiosk does not know which of its submissions were written when the plug was pulled."""
    key = fragile.new_key("kiosk", "kiosk", OFFICE)
    outbox = closing(Outbox(tmp_path / "outbox.sqlite"))
    given = [entry(OFFICE, text=f"số {n}") for n in range(120)]
    outbox.put(given)
    kills = 0
    for _ in range(4):
        kiosk = closing(SmallBatches(zmq.Context.instance(), fragile.intake, key, outbox, 2.0, 0.5))
        goal = min(outbox.receipted + 10, 120)
        eventually(lambda: kiosk.step(0.02) or outbox.receipted >= goal, "some receipts")
        assert len(outbox), "all was delivered before the kill"
        fragile.kill()
        kills += 1
        fragile.start()
    kiosk = closing(SmallBatches(zmq.Context.instance(), fragile.intake, key, outbox, 2.0, 0.5))
    kiosk.deliver(20)
    assert kills == 4 and outbox.rejections() == {}
    assert sorted(tracking_codes(fragile, closing)) == sorted(s.entry.tracking_code for s in given)


class SmallBatches(Kiosk):
    """Three submissions to a frame and two frames at a time, so that a kill falls between frames."""

    def _handle(self, reply):
        super()._handle(reply)
        self._window = min(self._window, 6)


def test_feed_sequences_go_on_after_a_kill(fragile, closing):
    """A follower that was there before sees no event twice and no number again."""
    key = fragile.new_key("kiosk", "kiosk", OFFICE)
    follows = fragile.new_key("subscriber", "subscriber", "842")

    def follow(count, publish):
        subscriber = closing(Subscriber(zmq.Context.instance(), fragile.feed, follows, ["84", "842"]))
        eventually(lambda: subscriber.receive(0.05), "a heartbeat")
        publish()
        received = []
        eventually(lambda: len(received) == count or received.extend(
            e for _, e, new, _ in filter(None, [subscriber.receive(0.05)]) if new), f"{count} events")
        return [(e.WhichOneof("content"), e.scope_sequences[1], e.number) for e in received]

    before = follow(2, lambda: closing(BareIntake(fragile.intake, key)).publish(1, 1, rating(OFFICE), entry(OFFICE)))
    fragile.kill()
    fragile.start()
    after = follow(2, lambda: closing(BareIntake(fragile.intake, key)).publish(1, 3, rating(OFFICE), entry(OFFICE)))
    assert [(kind, sequence) for kind, sequence, _ in before + after] == [
        ("rating_given", 1), ("case_changed", 1), ("rating_given", 2), ("case_changed", 2)]
    numbers = [number for *_, number in before + after]
    assert numbers == sorted(set(numbers))


def test_a_lost_data_folder_makes_the_kiosk_begin_a_new_epoch(tmp_path, closing):
    """Restored from an old backup, the aggregator is behind the kiosk's receipts."""
    aggregator = Aggregator(tmp_path)
    try:
        key = aggregator.new_key("kiosk", "kiosk", OFFICE)
        outbox = closing(Outbox(tmp_path / "outbox.sqlite"))
        kiosk = closing(Kiosk(zmq.Context.instance(), aggregator.intake, key, outbox, 2.0, 0.5))
        outbox.put([entry(OFFICE)])
        kiosk.deliver(20)
        aggregator.stop()
        shutil.copytree(aggregator.data, tmp_path / "backup")
        aggregator.start()
        kiosk = closing(Kiosk(zmq.Context.instance(), aggregator.intake, key, outbox, 2.0, 0.5))
        outbox.put([entry(OFFICE), entry(OFFICE)])
        kiosk.deliver(20)
        aggregator.stop()
        shutil.rmtree(aggregator.data)
        shutil.copytree(tmp_path / "backup", aggregator.data)
        aggregator.start()

        epoch, last = outbox.epoch, entry(OFFICE)
        outbox.put([last])
        kiosk = closing(Kiosk(zmq.Context.instance(), aggregator.intake, key, outbox, 2.0, 0.5))
        kiosk.deliver(20)
        assert outbox.epoch != epoch
        assert kiosk.history == ["hello", "welcome", "hello", "welcome", "publish", "receipt"]
        assert last.entry.tracking_code in tracking_codes(aggregator, closing)
    finally:
        aggregator.end()
