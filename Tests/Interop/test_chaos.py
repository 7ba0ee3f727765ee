"""Fifty followers of the feed, half of them with the Swift library and half with the example in Python, through chaos.

Some are killed again and again and go on from what they stored, some are stopped for longer than the aggregator keeps
events for them, some take nothing for half a minute, some are on a link that loses what is on its way, some come late;
meanwhile the aggregator is ended five times. At the end each has what the store has. CHAOS_SEED repeats a run, as far as
processes can be repeated.
"""

import os
import random
import secrets
import signal
import threading
import time

from chaos_desk import Officers, Store, today
from chaos_fold import differences
from chaos_link import Link
from chaos_world import PATHS, Followers, Kiosks, SteadyAggregator, all_reach
from harness import PAUSE, eventually

RATE = 10  # submissions a second of all kiosks together
ROUNDS = 5
STALLS = (5, 15)  # seconds; the longer one where systems keep more for who does not read
EVENTS = 25
REST = 32  # seconds; after 15 to 20 with a full queue, heartbeats of ZeroMQ would have run out

SWIFT = {
    "steady": ["84 both snapshot", "84 both first", "842 both first", "29242 both snapshot", "84 case first",
               "84 rating first"],
    "lazy": ["84 both snapshot"],
    "killed-1": ["84 both snapshot", "842 both first", "29242 both first"],
    "killed-2": ["84 case snapshot", "844 both snapshot", "846 both first"],
    "stalled": ["84 both snapshot", "84 both first", "84 rating snapshot", "842 both snapshot"],
    "lossy": ["84 both snapshot", "84 both first", "842 both first"],
    "late": ["84 both snapshot", "84 both first", "844 both snapshot", "29266 both snapshot", "846 rating first"],
}
PYTHON = {
    "steady": ["84 both snapshot", "84 both first", "844 both first", "29266 both first"],
    "lazy": ["84 both first"],
    "killed-1": ["84 both snapshot", "844 both first", "29242 both snapshot", "842 both first"],
    "killed-2": ["84 both first", "846 both snapshot", "29266 both snapshot"],
    "stalled": ["84 both snapshot", "84 both first", "844 both first", "29242 both first"],
    "lossy": ["84 both snapshot", "842 both first", "844 both snapshot"],
    "late": ["84 both snapshot", "84 both first", "842 both snapshot", "29242 both first", "846 both snapshot",
             "29266 both first"],
}


class Chaos:
    def __init__(self, folder, aggregator, seed, closing):
        self.aggregator = aggregator
        self.chance = random.Random(f"{seed}/chaos")
        direct = (aggregator.feed, aggregator.replay)
        # Less goes through the replay's door, so its connections are cut sooner.
        lives = (("feed", 120_000), ("replay", 8_000))
        self.lossy = [closing(Link(door, f"{seed}/{name}", life)) for door, (name, life) in zip(direct, lives)]
        self.still = [closing(Link(door)) for door in direct]
        links = {"lossy": [one.endpoint for one in self.lossy], "stalled": [one.endpoint for one in self.still]}
        self.groups = [
            closing(Followers(
                folder, f"{language}-{role}", language == "swift", plan, aggregator, links.get(role, direct),
                REST if role == "lazy" else 0,
            ))
            for language, plans in (("swift", SWIFT), ("python", PYTHON)) for role, plan in plans.items()
        ]
        self.members = [one for group in self.groups for one in group.members]
        self._ended = threading.Event()
        self._killer = threading.Thread(target=self._kill, daemon=True)
        self.failure = None

    def of(self, *roles):
        return [group for group in self.groups if any(role in group.name for role in roles)]

    def begin(self):
        for group in self.of("steady", "lazy", "killed", "stalled", "lossy"):
            group.start()
        eventually(lambda: self.reached()["rating"] > 50, "the followers to hear of ratings", 60)
        self._killer.start()

    def _kill(self):
        """kill -9 at any time, whatever else happens, and begin again from what is stored."""
        try:
            while not self._ended.wait(self.chance.uniform(1.5, 4)):
                group = self.chance.choice(self.of("killed"))
                group.kill()
                PAUSE.wait(self.chance.uniform(0, 0.5))
                group.start()
        except Exception as problem:  # told by `end`
            self.failure = problem

    def close(self):
        """Kills nobody any more, and starts nobody again."""
        self._ended.set()
        if self._killer.is_alive():
            self._killer.join(30)

    def end(self):
        self.close()
        assert self.failure is None, f"{self.failure!r}"

    def reached(self):
        """The newest numbers that a steady follower of everything has."""
        numbers = self.of("steady")[-1].members[1].state()[1]
        return {stream: numbers.get(stream, 0) for stream in ("case", "rating")}

    def stall(self):
        """Stops some followers until the aggregator kept less for them than it told; proves that they lost some."""
        groups = self.of("stalled")
        members = [(group, one) for group in groups for one in group.members if one.unit == "84"]
        for seconds in STALLS:
            before = self.reached()
            all_reach([one for _, one in members], before, "the stalled ones to be up to date", 60)
            self.set_moving(groups, False)
            PAUSE.wait(seconds)
            eventually(lambda: self.reached()["rating"] > before["rating"] + EVENTS, "ratings meanwhile", 60)
            now = self.reached()
            self.set_moving(groups, True)
            all_reach([one for _, one in members], now, "the stalled ones to catch up", 60)
            # The aggregator was there all the time: what was missing is what it did not keep for them.
            if all(group.missed(one, after=before) for group, one in members):
                return
        raise AssertionError("some lost nothing: " + ", ".join(
            one.name for group, one in members if not group.missed(one, after=before)
        ))

    def set_moving(self, groups, moves):
        """Stops programs as whole machines, which take nothing off the network either, or lets them go on."""
        for link in self.still:
            link.flows.set() if moves else link.flows.clear()
        for group in groups:
            group.signal(signal.SIGCONT if moves else signal.SIGSTOP)

    def whole(self, store):
        """Waits until everybody has what the store has, and gives it by unit."""
        days = {int(place.split("/")[2]) for one in self.members for place in one.state()[0]["ratings"]} | {today()}
        wanted = {unit: store.figures(unit, sorted(days)) for unit in PATHS}
        assert all(wanted["84"][part] for part in ("cases", "ratings"))
        for one in self.members:
            def wrong():
                return differences(one.state()[0], wanted[one.unit], one.streams)

            try:
                eventually(lambda: not wrong(), "", 60)
            except AssertionError:
                group = next(group for group in self.groups if one in group.members)
                group.check()
                raise AssertionError(
                    f"{one.name} of {one.unit} differs in {len(wrong())}: {wrong()[:8]}\n{group.log()[-1500:]}"
                ) from None
        return wanted


def test_fifty_followers_end_with_what_the_store_has(tmp_path, closing):
    began = time.monotonic()
    seed = int(os.environ.get("CHAOS_SEED") or secrets.randbits(32))
    print(f"CHAOS_SEED={seed}")
    aggregator = SteadyAggregator(tmp_path).subscriber_keys()
    try:
        chaos = closing(Chaos(tmp_path, aggregator, seed, closing))
        assert len(chaos.members) == 50
        kiosks = closing(Kiosks(tmp_path, aggregator, RATE, seed))
        officers = Officers(aggregator, seed)
        try:
            chaos.begin()
            for number in range(ROUNDS):
                if number % 2 == 0:
                    chaos.stall()
                aggregator.restart(hard=number % 2 == 1)
                if number == 2:
                    for group in chaos.of("late"):
                        group.start()
                PAUSE.wait(chaos.chance.uniform(1, 3))
            officers.end()
        finally:
            officers.close()
        chaos.end()
        published = kiosks.drained()

        store = closing(Store(aggregator))
        ratings, cases = store.all_counted()
        assert published == ratings + cases > 300
        wanted = chaos.whole(store)
        calm = time.monotonic()
        report(chaos, officers, published, cases, calm - began)
        assert min(officers.done.values()) > 2, officers.done
        assert sum(group.kills for group in chaos.of("killed")) >= 8
        assert all("rested" in group.log() for group in chaos.of("lazy"))
        assert all(link.cuts > 0 for link in chaos.lossy)
        for group in chaos.of("lossy"):
            assert sum(group.missed(one) for one in group.members) > 0, f"{group.name} lost nothing"

        # Told anew from the journal, it is the same; and nothing came to anybody meanwhile.
        store.close()
        aggregator.stop()
        aggregator.journal("verify")
        aggregator.journal("rebuild")
        aggregator.forget_tallies()
        aggregator.start()
        again = closing(Store(aggregator))
        assert again.all_counted() == (ratings, cases)
        assert chaos.whole(again) == wanted
    finally:
        aggregator.end()


def report(chaos, officers, published, cases, seconds):
    for group in chaos.groups:
        gaps = ", ".join(f"{one.unit} {group.missed(one)}" for one in group.members)
        print(f"{group.name}: {group.kills} kills, {group.memory():.0f} MiB, gaps seen: {gaps}")
    print(f"{published} submissions, {cases} cases, {officers.done}; cuts {[link.cuts for link in chaos.lossy]} of "
          f"{[link.connections for link in chaos.lossy]} connections; equal after {seconds:.0f} s")
