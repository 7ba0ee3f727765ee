"""Follows the feed of a unit: what stands, then every event in order, whatever the network does. A dashboard may copy this.

    python3 -m venv board && board/bin/pip install pyzmq protobuf grpcio-tools
    mkdir wire && board/bin/python -m grpc_tools.protoc --proto_path=proto --python_out=wire proto/langnghe/v1/*.proto
    PYTHONPATH=wire board/bin/python ops/examples/python/feed_subscriber.py \\
        KEY-FILE tcp://HOST:5712 tcp://HOST:5713 84/842 POSITIONS-FILE [--states]

prints a line of JSON for what stands and for each event behind it; with --states also for alerts, summaries and heads of
the tree of proofs. How it works is in proto/README.md: the feed loses what a slow reader does not take, each event carries
its number in the unit, and the replay's door tells again what is missing. `feed_track.py` keeps in mind what is missing and
what is new, `feed_door.py` connects: copy all three. The program stores the numbers after it printed: killed between the
two, it prints an event twice. A dashboard that must count each once stores its figures and the numbers as one.
"""

import json
import os
import sys
import time

import zmq
from google.protobuf.json_format import MessageToDict

from feed_door import FATAL, KeyRefused, Refused, StateDoor, check_admission, connect, read_key_file, say, watch
from feed_track import OtherJournal, Question, States, Track
from langnghe.v1 import feed_pb2, replay_pb2, snapshot_pb2

STREAMS = ("case", "rating")
SILENCE = 30  # seconds; heartbeats come every few


class FeedSubscriber:
    """`for event, stream, number in FeedSubscriber(…)`; store the numbers with what is made of the events.

    With `snapshot`, a SnapshotPiece with all that stands comes first of each stream of which there is no number.

    `on_state` is called between events with FeedEvents that tell how something is now: `unit_summary`, `alert`, `tree_head`
    (check its signature); of each the newest, if it is new. An alert that ended without `ended_at` was told no more.
    """

    def __init__(self, key_file, feed, replay, unit_path, numbers=None, snapshot=False, context=None, on_state=None):
        """`numbers` as `self.numbers()` gave them after the newest event dealt with; without, all from the first."""
        self.unit_path = unit_path
        self.tracks = {track: Track(*last) for track, last in (numbers or {}).items()}
        self.snapshot = snapshot
        self.asked = 0  # requests so far
        self.questions = {}  # what was asked and is not answered, by (origin, stream)
        self.origin = None  # of what was told last
        self.refilled = 0  # events that had to be asked for
        self.heard = time.monotonic()  # when anything came last
        context = context or zmq.Context.instance()
        key = read_key_file(key_file)
        self.feed = connect(context, zmq.SUB, key, feed)
        place = "/".join([*unit_path, ""])
        for topic in (*(f"{stream}s/{place}*" for stream in STREAMS), f"heartbeat/{place}"):
            self.feed.subscribe(topic)
        self.replay = connect(context, zmq.DEALER, key, replay)
        self.monitor = watch(self.feed)
        self.states = StateDoor(context, key, feed, States(unit_path), on_state)

    def close(self):
        for socket in (self.feed, self.replay, self.monitor, self.states):
            socket.close()

    def numbers(self):
        """How far each stream of each aggregator was given out: (number in the unit, number in the journal)."""
        return {track: (state.last, state.number) for track, state in self.tracks.items()}

    def __iter__(self):
        self.check()
        yield from self.begin()
        while True:
            yield from self.step(1000)
            self.look()
            if time.monotonic() > self.heard + SILENCE:
                self.heard = time.monotonic()
                say(f"nothing came for {SILENCE} s, not even a heartbeat: the aggregator is not running, or an endpoint or "
                    "the key is wrong")

    def look(self):
        """Raises KeyRefused when the aggregator does not let the key in."""
        check_admission(self.monitor)

    def check(self):
        """Raises Refused when the key may not follow the unit: the feed itself only keeps silent then."""
        try:
            self.ask(events=self.wish("", "case", 1, 1))
        except Refused as refused:
            if refused.code != replay_pb2.REPLAY_ERROR_CODE_UNKNOWN_ORIGIN:  # no aggregator has that one
                raise

    def begin(self):
        """What stands, of the streams of which nothing is known."""
        for stream in STREAMS:
            if self.snapshot and all(known != stream for _, known in self.tracks):
                whole = self.whole(stream)
                self.tracks[whole.origin, stream] = Track(whole.sequence, whole.position)
                yield whole, stream, whole.sequence

    def whole(self, stream):
        """A snapshot, all its pieces put together; waits for the aggregator."""
        wish = snapshot_pb2.TakeSnapshot(stream=stream, unit_path=self.unit_path, credit=1000)
        whole, again = snapshot_pb2.SnapshotPiece(), None
        while True:
            reply = self.ask(again, snapshot=wish)  # under one number, so that a late answer to the first is one, too
            again = self.asked
            if reply.WhichOneof("content") != "snapshot":
                say("no snapshot yet; asking again")
                self.replay.poll(1000)
                continue
            whole.MergeFrom(reply.snapshot)  # which puts the lists together
            if not reply.snapshot.HasField("next"):
                whole.ClearField("next")
                return whole
            wish.place.CopyFrom(reply.snapshot.next)
            again = None

    def step(self, wait):
        """What came within `wait` milliseconds, from the feed or from the replay's door."""
        self.states.tell()
        if self.replay.poll(0):
            yield from self.refill(replay_pb2.ReplayReply.FromString(self.replay.recv()))
        elif self.feed.poll(min(wait, 20) if self.questions else wait):
            topic, frame = self.feed.recv_multipart()
            self.heard = time.monotonic()
            yield from self.hear(topic.decode().split("/")[0], frame)
        for (origin, stream), track in self.tracks.items():
            self.fill(origin, stream, track)

    def hear(self, name, frame):
        """Takes a message of the feed: a bundle of events, "cases" or "ratings", or a heartbeat."""
        for stream in STREAMS:
            if name == f"{stream}s":
                for event in feed_pb2.FeedBundle.FromString(frame).events:
                    self.origin = event.origin
                    yield from self.take(event, stream)
                return
        event = feed_pb2.FeedEvent.FromString(frame)
        self.origin = event.origin
        if list(event.unit_path) == self.unit_path:  # not of a unit below
            for stream in STREAMS:
                newest = getattr(event.heartbeat, f"{stream}_sequence")
                self.track(event.origin, stream).hear(newest, event.number, event.origin)

    def fill(self, origin, stream, track):
        """Asks for what is missing, and again under the same number, so that a late answer is one: whoever asks anew and
        anew makes a busy aggregator busier."""
        missing, question = track.missing(), self.questions.get((origin, stream))
        now = time.monotonic()
        if not missing or question and now < question.due:
            return
        if question and question.answered:  # with nothing
            question.answered = False
        elif question:
            self.look()
            say(f"no answer at the replay's door within {question.patience:.0f} s: the aggregator is busy or not running, "
                "or that endpoint is wrong")
            question.patience = min(60, question.patience * 2)
        else:
            self.asked += 1
            question = Question(self.asked, self.wish(origin, stream, *missing))
            self.questions[origin, stream] = question
        question.due = now + question.patience
        self.send(question.request)

    def refill(self, reply):
        """Takes an answer, and asks on when finding more takes longer than one answer may."""
        place = next((place for place, one in self.questions.items() if one.request.request_id == reply.request_id), None)
        if place is None:
            return  # of a request given up before
        question, (origin, stream) = self.questions[place], place
        before = self.tracks[place].last
        if reply.WhichOneof("content") == "error":
            is_fatal = reply.error.code in FATAL
            if is_fatal and (reply.error.code != replay_pb2.REPLAY_ERROR_CODE_UNKNOWN_ORIGIN or origin == self.origin):
                raise Refused(reply.error)  # or else the aggregator has another name now
        for again in reply.events.events:
            self.refilled += 1
            yield from self.take(again, stream)
        if self.tracks[place].last > before:
            del self.questions[place]  # what is still missing is asked for at once
        elif reply.events.next_sequence:
            question.request.events.from_sequence = reply.events.next_sequence
            self.send(question.request)
        else:
            question.answered, question.due, question.patience = True, time.monotonic() + 1, 5

    def track(self, origin, stream):
        return self.tracks.setdefault((origin, stream), Track())

    def take(self, event, stream):
        """Takes an event, also one of a later version, whose content is none that this one knows: it has a number."""
        if list(event.unit_path[:len(self.unit_path)]) != self.unit_path:
            return
        depth = len(self.unit_path) - 1
        for given in self.track(event.origin, stream).take(event.scope_sequences[depth], event):
            yield given, stream, given.scope_sequences[depth]

    def wish(self, origin, stream, first, last):
        return replay_pb2.ReplayEvents(
            origin=origin, stream=stream, unit_path=self.unit_path, from_sequence=first, through_sequence=last, credit=1000,
        )

    def send(self, request):
        try:
            self.replay.send(request.SerializeToString(), zmq.NOBLOCK)
        except zmq.Again:
            pass  # nobody is there

    def ask(self, again=None, **content):
        """The reply to a request, for the beginning; an empty one when there is none in time."""
        self.asked = again or self.asked + 1
        self.send(replay_pb2.ReplayRequest(request_id=self.asked, **content))
        while self.replay.poll(5000):
            reply = replay_pb2.ReplayReply.FromString(self.replay.recv())
            if reply.request_id != self.asked:
                continue  # of a request given up before
            if reply.WhichOneof("content") == "error" and reply.error.code in FATAL:
                raise Refused(reply.error)
            return reply
        self.look()
        say("no answer at the replay's door within 5 s: the aggregator is not running, or that endpoint is wrong")
        return replay_pb2.ReplayReply()


def show(message):
    print(json.dumps(MessageToDict(message, preserving_proto_field_name=True), ensure_ascii=False), flush=True)


def main():
    words = [word for word in sys.argv[1:] if word != "--states"]
    if len(words) != 5:
        sys.exit("usage: feed_subscriber.py KEY-FILE FEED REPLAY UNIT-PATH POSITIONS-FILE [--states], such as\n"
                 "  feed_subscriber.py board.key tcp://HOST:5712 tcp://HOST:5713 84/842 positions.json")
    key_file, feed, replay, unit, positions = words
    unit_path, numbers = unit.strip("/").split("/"), {}
    if os.path.exists(positions):
        with open(positions, encoding="utf-8") as file:
            stored_path, tracks = json.load(file)
        if stored_path != unit_path:
            sys.exit(f"{positions} is of {'/'.join(stored_path)}: name another file, or that unit.")
        numbers = {(origin, stream): last for origin, stream, last in tracks}
    on_state = show if "--states" in sys.argv else None
    subscriber = FeedSubscriber(key_file, feed, replay, unit_path, numbers, snapshot=True, on_state=on_state)
    for event, _, _ in subscriber:
        show(event)
        with open(f"{positions}.new", "w", encoding="utf-8") as file:
            json.dump([unit_path, [[*track, last] for track, last in subscriber.numbers().items()]], file)
        os.replace(f"{positions}.new", positions)  # as one, so that it is never half written


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
    except (Refused, KeyRefused, OtherJournal, OSError, zmq.ZMQError) as problem:
        sys.exit(f"feed_subscriber: {problem}")
    except (KeyError, json.JSONDecodeError):
        sys.exit("feed_subscriber: KEY-FILE is no key file, or POSITIONS-FILE is none of this program")
