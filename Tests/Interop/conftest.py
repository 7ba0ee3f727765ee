from itertools import count

import pytest
import zmq

pytest.register_assert_rewrite("harness")

from harness import OFFICE, Aggregator, BareIntake, Desk  # noqa: E402  (after the line before, to be rewritten)
from kiosk import Kiosk, Outbox  # noqa: E402


@pytest.fixture(scope="module")
def aggregator(tmp_path_factory):
    """One aggregator for the tests of a file; each test uses a kiosk of its own. It must stop cleanly."""
    aggregator = Aggregator(tmp_path_factory.mktemp("aggregator"))
    yield aggregator
    try:
        aggregator.stop()
    finally:
        aggregator.end()


@pytest.fixture
def closing():
    """closing(thing) closes it when the test is over, and returns it."""
    things = []

    def remember(thing):
        things.append(thing)
        return thing

    yield remember
    for thing in reversed(things):
        thing.close()


names = (f"kiosk-{number}" for number in count(1))


@pytest.fixture
def key(aggregator):
    """The key of a kiosk at OFFICE that has never spoken before."""
    return aggregator.new_key(next(names), "kiosk", OFFICE)


@pytest.fixture
def bare(aggregator, key, closing):
    return closing(BareIntake(aggregator.intake, key))


@pytest.fixture
def operator(aggregator, closing):
    """The operator's desk."""
    return closing(Desk(aggregator.desk, aggregator.operator_key()))


@pytest.fixture
def leader(aggregator, closing):
    """The desk of the leader of OFFICE, who sees what citizens wrote; an operator does not."""
    return closing(Desk(aggregator.desk, aggregator.new_key(next(names), "desk", OFFICE, "leader")))


@pytest.fixture
def new_kiosk(aggregator, key, closing, tmp_path):
    """new_kiosk() is a kiosk with `key` and an outbox in the test's folder."""

    def make(kind=Kiosk, path=tmp_path / "outbox.sqlite", endpoint=None):
        outbox = closing(Outbox(path))
        return closing(kind(
            zmq.Context.instance(), endpoint or aggregator.intake, key, outbox, reply_timeout=2.0, longest_pause=0.5,
        ))

    return make
