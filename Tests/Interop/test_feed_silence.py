"""A feed that falls silent on a connection that stands: whoever follows it is told that what it knows may be old."""

import secrets
import time

from harness import DISTRICT
from recordings import Running


def test_a_follower_is_told_that_the_aggregator_hangs_and_that_it_is_heard_again(aggregator, closing):
    name = f"silent-{secrets.token_hex(4)}"
    aggregator.new_key(name, "subscriber", DISTRICT)
    tail = closing(Running(
        "tail", "--fill-gaps", "--key", aggregator.key_file(name), "--feed", aggregator.feed,
        "--replay", aggregator.replay,
    ))
    tail.awaits("Connected")
    time.sleep(1.5)  # so that it has heard heartbeats, which come each half second, and how often they come
    aggregator.freeze()
    try:
        tail.awaits("sends no heartbeats")
    finally:
        aggregator.thaw()
    tail.awaits("is heard again")
    status, _, errors = tail.stop()
    assert status == 0, errors
