"""Follows the feed of a unit: what stands, then every event in order, whatever the network does. A dashboard may copy this.

    python3 -m venv board && board/bin/pip install pyzmq protobuf grpcio-tools
    mkdir wire && board/bin/python -m grpc_tools.protoc --proto_path=proto --python_out=wire proto/langnghe/v1/*.proto
    PYTHONPATH=wire board/bin/python ops/examples/python/feed_subscriber.py \\
        KEY-FILE tcp://HOST:5712 tcp://HOST:5713 84/842 POSITIONS-FILE

prints a line of JSON for what stands and for each event behind it. How it works is in proto/README.md: the feed loses what
a slow reader does not take, each event carries its number in the unit, and the replay's door tells again what is missing.
The program stores the numbers after it printed: killed between the two, it prints an event twice. A dashboard that must
count each once stores its figures and the numbers as one.
"""

import json
import os
import sys
import time

import zmq
from zmq.utils.monitor import recv_monitor_message
from google.protobuf.json_format import MessageToDict

from langnghe.v1 import feed_pb2, replay_pb2, snapshot_pb2

STREAMS = ("case", "rating")
FATAL = {  # what asking again does not mend
    replay_pb2.REPLAY_ERROR_CODE_MALFORMED, replay_pb2.REPLAY_ERROR_CODE_NOT_AUTHORISED,
    replay_pb2.REPLAY_ERROR_CODE_UNKNOWN_ORIGIN, replay_pb2.REPLAY_ERROR_CODE_TOO_LARGE,
}
SILENCE = 30  # seconds; heartbeats come every few
MOST_LATE = 20  # minutes of heartbeats; a connection that has ended leaves some behind, but not so many
MOST_HELD = 10_000  # events behind a gap; further ones are asked for later


class Refused(Exception):
    """The aggregator does not tell what was asked; the text says what to do."""

    def __init__(self, error):
        super().__init__(error.explanation)
        self.code = error.code


class KeyRefused(Exception):
    """libzmq does not try again then, so a program must begin anew with a new socket."""

    def __init__(self):
        super().__init__("The aggregator refuses the key: it is unknown there, was revoked, or is not a subscriber's.")


class OtherJournal(Exception):
    """What comes is of another journal than what came before."""

    def __init__(self, origin):
        super().__init__(f"The data of {origin} were replaced without a new origin: forget what is stored, and begin anew.")


class Track:
    """One stream of one aggregator: how far it was read, and what came too early."""

    def __init__(self, last=0, number=0):
        self.last = last  # the number of the newest event given out
        self.number = number  # the one that it, or what it came with, has in the aggregator's journal
        self.newest = last  # the highest number heard of
        self.late = 0  # heartbeats in a row that are older than what was given out
        self.held = {}

    def take(self, number, event):
        """Takes an event and gives those that are now in order."""
        if number <= self.last and event.number > self.number:
            raise OtherJournal(event.origin)
        self.newest = max(self.newest, number)
        if number == self.last + 1 and event.number < self.number:
            raise OtherJournal(event.origin)
        if number == self.last + 1 or number > self.last and len(self.held) < MOST_HELD:
            self.held[number] = event
        while self.last + 1 in self.held:
            event = self.held.pop(self.last + 1)
            self.last, self.number = self.last + 1, event.number
            yield event

    def hear(self, newest, number, origin):
        """Takes what a heartbeat says of the newest event."""
        self.late = self.late + 1 if newest < self.last else 0
        if newest < self.last and (number >= self.number or self.late == MOST_LATE):
            raise OtherJournal(origin)
        self.newest = max(self.newest, newest)

    def missing(self):
        """The first numbers that did not come, as (first, last), or None."""
        if self.last == self.newest:
            return None
        return self.last + 1, min(self.held, default=self.newest + 1) - 1


class Question:
    """What was asked at the replay's door, and when to ask again."""

    def __init__(self, number, wish):
        self.request = replay_pb2.ReplayRequest(request_id=number, events=wish)
        self.patience, self.due, self.answered = 5, 0, False


class FeedSubscriber:
    """`for event, stream, number in FeedSubscriber(…)`; store the numbers with what is made of the events.

    With `snapshot`, a SnapshotPiece with all that stands comes first of each stream of which there is no number.
    """

    def __init__(self, key_file, feed, replay, unit_path, numbers=None, snapshot=False, context=None):
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
        for stream in ("case", "rating", "heartbeat"):
            self.feed.subscribe("/".join([stream, *unit_path, ""]))
        self.replay = connect(context, zmq.DEALER, key, replay)
        self.monitor = self.feed.get_monitor_socket(
            zmq.EVENT_HANDSHAKE_FAILED_AUTH, f"inproc://feed-subscriber-{id(self)}-{time.monotonic_ns()}",
        )

    def close(self):
        for socket in (self.feed, self.replay, self.monitor):
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
                print(f"nothing came for {SILENCE} s, not even a heartbeat: the aggregator is not running, or an endpoint "
                      "or the key is wrong", file=sys.stderr)

    def look(self):
        """Raises KeyRefused when the aggregator does not let the key in."""
        while self.monitor.poll(0):
            if recv_monitor_message(self.monitor)["value"] != 300:  # that is tried again
                raise KeyRefused

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
                print("no snapshot yet; asking again", file=sys.stderr)
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
        if self.replay.poll(0):
            yield from self.refill(replay_pb2.ReplayReply.FromString(self.replay.recv()))
        elif self.feed.poll(min(wait, 20) if self.questions else wait):
            topic, frame = self.feed.recv_multipart()
            self.heard = time.monotonic()
            event = feed_pb2.FeedEvent.FromString(frame)
            self.origin = event.origin
            if event.WhichOneof("content") != "heartbeat":
                yield from self.take(event, topic.decode().split("/")[0])
            elif list(event.unit_path) == self.unit_path:  # not of a unit below
                for stream in STREAMS:
                    newest = getattr(event.heartbeat, f"{stream}_sequence")
                    self.track(event.origin, stream).hear(newest, event.number, event.origin)
        for (origin, stream), track in self.tracks.items():
            self.fill(origin, stream, track)

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
            print(f"no answer at the replay's door within {question.patience:.0f} s: the aggregator is busy or not running, "
                  "or that endpoint is wrong", file=sys.stderr)
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
        print("no answer at the replay's door within 5 s: the aggregator is not running, or that endpoint is wrong",
              file=sys.stderr)
        return replay_pb2.ReplayReply()


def read_key_file(path):
    """The values of a key file by name."""
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if "=" in line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in lines)}


def connect(context, kind, key, endpoint):
    socket = context.socket(kind)
    socket.linger = 0
    socket.curve_publickey = key["public-key"].encode()
    socket.curve_secretkey = key["secret-key"].encode()
    socket.curve_serverkey = key["server-public-key"].encode()
    # No ZMQ_HEARTBEAT_IVL: libzmq ends the process when that runs out while the queue is full (its issue 3937).
    socket.tcp_keepalive, socket.tcp_keepalive_idle, socket.tcp_keepalive_intvl, socket.tcp_keepalive_cnt = 1, 5, 5, 3
    socket.connect(endpoint)
    return socket


def main():
    if len(sys.argv) != 6:
        sys.exit("usage: feed_subscriber.py KEY-FILE FEED REPLAY UNIT-PATH POSITIONS-FILE, such as\n"
                 "  feed_subscriber.py board.key tcp://HOST:5712 tcp://HOST:5713 84/842 positions.json")
    key_file, feed, replay, unit, positions = sys.argv[1:]
    unit_path, numbers = unit.strip("/").split("/"), {}
    if os.path.exists(positions):
        with open(positions, encoding="utf-8") as file:
            stored_path, tracks = json.load(file)
        if stored_path != unit_path:
            sys.exit(f"{positions} is of {'/'.join(stored_path)}: name another file, or that unit.")
        numbers = {(origin, stream): last for origin, stream, last in tracks}
    subscriber = FeedSubscriber(key_file, feed, replay, unit_path, numbers, snapshot=True)
    for event, _, _ in subscriber:
        print(json.dumps(MessageToDict(event, preserving_proto_field_name=True), ensure_ascii=False), flush=True)
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
