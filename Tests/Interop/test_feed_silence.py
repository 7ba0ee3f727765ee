"""A feed that falls silent on a connection that stands: whoever follows it is told that what it knows may be old."""

import secrets

import zmq

from harness import DISTRICT, PROVINCE, eventually
from recordings import Running
from subscriber import Subscriber


def test_a_follower_is_told_that_the_aggregator_hangs_and_that_it_is_heard_again(aggregator, closing):
    name = f"silent-{secrets.token_hex(4)}"
    key = aggregator.new_key(name, "subscriber", DISTRICT)
    tail = closing(Running(
        "tail", "--fill-gaps", "--key", aggregator.key_file(name), "--feed", aggregator.feed,
        "--replay", aggregator.replay,
    ))
    tail.awaits("Connected")
    # Who comes later has heard three heartbeats: so has the one before, and how often they come.
    witness = closing(Subscriber(zmq.Context.instance(), aggregator.feed, key, [PROVINCE, DISTRICT]))
    eventually(lambda: witness.receive(0.1) and witness.heartbeats >= 3, "heartbeats")
    aggregator.freeze()
    try:
        tail.awaits("sends no heartbeats")
    finally:
        aggregator.thaw()
    tail.awaits("is heard again")
    status, _, errors = tail.stop()
    assert status == 0, errors
