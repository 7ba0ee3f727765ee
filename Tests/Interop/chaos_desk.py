"""Officers who work through the chaos, and what the store says when it is over."""

import random
import secrets
import threading
import time

import zmq

from chaos_fold import ZONE, add_ratings, nothing
from harness import PAUSE, Desk, eventually
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import satisfaction_pb2 as satisfaction

# Of three districts; two of them are followed by themselves.
UNITS = ("29242", "29245", "29248", "29251", "29266", "29269", "29272", "29275", "29308", "29311")
CENTRE = "84TTPVHCC"
SCALE = "faces-5"  # the one that made-up kiosks have


class PatientDesk(Desk):
    """Asks again when no answer comes: the aggregator may be down just now. A command has its own key, so it is safe."""

    def ask(self, **content):
        self._requests += 1
        request = desk.DeskRequest(request_id=self._requests, **content).SerializeToString()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                self._socket.send(request, zmq.NOBLOCK)
            except zmq.Again:
                pass
            while self._socket.poll(2000):
                reply = desk.DeskReply.FromString(self._socket.recv())
                if reply.request_id != self._requests:
                    continue  # to a request that was asked twice
                if reply.error.code != desk.DESK_ERROR_CODE_BUSY:
                    return reply
                PAUSE.wait(0.2)
                break
        raise AssertionError("the desk does not answer")


class Officers:
    """Leaders of some communes who accept and return cases, and the centre that sends them elsewhere."""

    def __init__(self, aggregator, seed):
        self._chance = random.Random(f"{seed}/officers")
        keys = {unit: aggregator.new_key(f"leader-{unit}", "desk", unit, "leader") for unit in UNITS}
        self._leaders = {
            unit: PatientDesk(aggregator.desk, key) for unit, key in keys.items()
        }
        self._centre = PatientDesk(aggregator.desk, aggregator.new_key("screening", "desk", CENTRE, "triage"))
        self.done = {"accept": 0, "return": 0, "assign": 0}
        self.failure = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        try:
            while not self._ended.wait(0.1):
                for unit in self._chance.sample(UNITS, len(UNITS)):
                    leader = self._leaders[unit]
                    if cases := leader.cases(unit=unit, state="assigned"):
                        self._act(leader, cases, self._chance.choice(("accept", "return", "return")))
                        break
                returned = self._centre.cases(unit=CENTRE, state="returned")
                self._act(self._centre, returned, "assign", unit=self._chance.choice(UNITS))
        except Exception as problem:  # told by `end`
            self.failure = problem

    def _act(self, who, cases, event, **more):
        if not cases:
            return
        case = self._chance.choice(cases)
        reply = who.ask(case_command=desk.CaseCommand(
            idempotency_key=secrets.token_bytes(16), case_number=case.number, expected_version=case.version, event=event,
            reason="Theo thẩm quyền", **more,
        ))
        # A case can't be returned a third time; that is refused, and nothing happens.
        if reply.WhichOneof("content") == "case_detail":
            self.done[event] += 1

    def end(self):
        self._ended.set()
        self._thread.join(90)
        assert self.failure is None, f"the officers could not work: {self.failure!r}"

    def close(self):
        self._ended.set()
        self._thread.join(90)
        for one in (*self._leaders.values(), self._centre):
            one.close()


class Store:
    """What the store says of a unit: its cases, and its ratings as the tallies count them; none of it is of the feed."""

    def __init__(self, aggregator):
        self._desk = PatientDesk(aggregator.desk, aggregator.operator_key())

    def close(self):
        self._desk.close()

    def figures(self, unit, days):
        found = nothing()
        for case in self._desk.cases(unit=unit):
            found["cases"][str(case.number)] = {
                "version": case.version, "state": case.state, "unit": case.responsible_unit,
            }
        for day in days:
            for office in self._satisfaction(unit, day).offices:
                for level, count in enumerate(office.levels, 1):
                    add_ratings(found["ratings"], office.unit, SCALE, day, level, count)
        assert sum(found["ratings"].values()) == sum(self._satisfaction(unit).total.levels), "other days are rated, too"
        return found

    def all_counted(self):
        """Waits until the tallies have every rating; how many there are, with how many cases."""
        status = self._desk.status()
        ratings = status.submissions - status.cases

        def is_counted():
            counted = sum(self._satisfaction("").total.levels)
            assert counted <= ratings, f"{counted} of {ratings} ratings are counted"
            return counted == ratings

        eventually(is_counted, f"{ratings} ratings to be counted")
        return ratings, status.cases

    def _satisfaction(self, unit, day=None):
        text = time.strftime("%Y-%m-%d", time.gmtime(day * 86_400)) if day is not None else ""
        return self._desk.ask(get_satisfaction=satisfaction.GetSatisfaction(include_flagged=True,
            unit=unit, from_day=text, through_day=text, scale=SCALE,
        )).satisfaction


def today():
    return int((time.time() + ZONE) // 86_400)
