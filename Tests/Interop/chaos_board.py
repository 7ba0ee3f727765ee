"""Several followers of the feed in one process, each with the example's client; for tests that kill it.

    chaos_board.py PLAN-FILE

The plan is the one of `Tests/fold-feed`, which does the same with the Swift library.
"""

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "ops" / "examples" / "python"))

from chaos_fold import fold_event, fold_snapshot, nothing  # noqa: E402
from feed_subscriber import FeedSubscriber  # noqa: E402  (after the line before, where it is found)

EVENTS_BEFORE_REST = 40
INTERVAL = 0.5  # seconds between two times of storing


class Telling(FeedSubscriber):
    """Tells what it missed."""

    name = ""

    def wish(self, origin, stream, first, last):
        if origin:
            print(f"{self.name}: missed {stream} {first} to {last}", file=sys.stderr, flush=True)
        return super().wish(origin, stream, first, last)


class Board:
    def __init__(self, plan):
        self.path = Path(plan["stateFile"])
        self.figures, numbers = nothing(), {}
        if self.path.exists():
            state = json.loads(self.path.read_text())
            self.figures = state["figures"]
            numbers = {
                (place["origin"], place["stream"]): (place["sequence"], place["journalNumber"])
                for place in state["positions"]
            }
        self.follower = Telling(
            plan["keyFile"], plan["feed"], plan["replay"], plan["unitPath"], numbers, snapshot=plan["snapshot"],
        )
        self.follower.name = plan["name"]
        self.changed, self.stored_at = False, 0
        self.name, self.rest = plan["name"], plan["restSeconds"]

    def run(self):
        self.follower.check()
        for whole, stream, _ in self.follower.begin():
            fold_snapshot(self.figures, whole, stream)
            self.changed = True
        count = 0
        while True:
            if count > EVENTS_BEFORE_REST and self.rest:  # as a program that is busy with something else
                threading.Event().wait(self.rest)
                print(f"{self.name}: rested", file=sys.stderr, flush=True)
                self.rest = 0
            for event, _, _ in self.follower.step(200):
                fold_event(self.figures, event)
                self.changed = True
                count += 1
            self.follower.look()
            if self.changed and time.monotonic() > self.stored_at + INTERVAL:
                self.store()

    def store(self):
        """Figures and numbers as one, so that an event is never counted twice or left out."""
        positions = [
            {"origin": origin, "stream": stream, "sequence": last, "journalNumber": number}
            for (origin, stream), (last, number) in self.follower.numbers().items()
        ]
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps({"figures": self.figures, "positions": positions}))
        os.replace(new, self.path)
        self.changed, self.stored_at = False, time.monotonic()


def run(plan):
    try:
        Board(plan).run()
    except BaseException:  # whatever it is, the test must not wait for one that is no more
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    for one in json.loads(Path(sys.argv[1]).read_text()):
        threading.Thread(target=run, args=(one,)).start()
