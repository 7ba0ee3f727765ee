"""Follows the feed of a unit: every event once and in order, whatever the network does. A dashboard may copy this file.

    pip install pyzmq protobuf grpcio-tools
    python -m grpc_tools.protoc --proto_path=proto --python_out=OUT proto/langnghe/v1/*.proto
    PYTHONPATH=OUT python feed_subscriber.py KEY-FILE tcp://HOST:5712 tcp://HOST:5713 84/842 POSITIONS-FILE

prints a line of JSON for each event. How it works is in proto/README.md: the feed loses what a slow reader does not take,
each event carries its number in the unit, and the replay's door tells again what is missing.
"""

import json
import os
import sys
import time

import zmq
from google.protobuf.json_format import MessageToDict

from langnghe.v1 import feed_pb2, replay_pb2

STREAMS = {"case_changed": "case", "case_left": "case", "rating_given": "rating"}
SILENCE = 30  # seconds; heartbeats come every few
MOST_HELD = 10_000  # events behind a gap; further ones are asked for later


class Refused(Exception):
    """The aggregator does not tell what was asked; the text says what to do."""

    def __init__(self, error):
        super().__init__(error.explanation)
        self.code = error.code


class Track:
    """One stream of one aggregator: how far it was read, and what came too early."""

    def __init__(self, last):
        self.last = last  # the number of the newest event given out
        self.newest = last  # the highest number heard of
        self.held = {}

    def take(self, number, event):
        """Takes an event and gives those that are now in order."""
        self.newest = max(self.newest, number)
        if number > self.last and len(self.held) < MOST_HELD:
            self.held[number] = event
        while self.last + 1 in self.held:
            self.last += 1
            yield self.held.pop(self.last)

    def missing(self):
        """The first numbers that did not come, as (first, last), or None."""
        if self.last == self.newest:
            return None
        return self.last + 1, min(self.held, default=self.newest + 1) - 1


class FeedSubscriber:
    """`for event, stream, number in FeedSubscriber(…)`; store the numbers with what is made of the events."""

    def __init__(self, key_file, feed, replay, unit_path, numbers=None, context=None):
        """`numbers` are those of the newest events dealt with, {(origin, stream): number}; without, all from the first."""
        self.unit_path = unit_path
        self.tracks = {track: Track(last) for track, last in (numbers or {}).items()}
        self.asked = 0  # requests so far
        self.refilled = 0  # events that had to be asked for
        self.heard = time.monotonic()  # when anything came last
        context = context or zmq.Context.instance()
        key = read_key_file(key_file)
        self.feed = connect(context, zmq.SUB, key, feed)
        for stream in ("case", "rating", "heartbeat"):
            self.feed.subscribe("/".join([stream, *unit_path, ""]))
        self.replay = connect(context, zmq.DEALER, key, replay)

    def close(self):
        self.feed.close()
        self.replay.close()

    def __iter__(self):
        self.check()
        while True:
            yield from self.step(1000)
            if time.monotonic() > self.heard + SILENCE:
                self.heard = time.monotonic()
                print(f"nothing came for {SILENCE} s, not even a heartbeat: the aggregator is not running, or an endpoint "
                      "or the key is wrong", file=sys.stderr)

    def check(self):
        """Raises Refused when the key may not follow the unit: the feed itself only keeps silent then."""
        try:
            self.ask("", "case", 1, 1)
        except Refused as refused:
            if refused.code != replay_pb2.REPLAY_ERROR_CODE_UNKNOWN_ORIGIN:  # no aggregator has that one
                raise

    def step(self, wait):
        """What came within `wait` milliseconds, and what was missing before it."""
        if not self.feed.poll(wait):
            return
        _, frame = self.feed.recv_multipart()
        self.heard = time.monotonic()
        event = feed_pb2.FeedEvent.FromString(frame)
        if event.WhichOneof("content") == "heartbeat":
            if list(event.unit_path) == self.unit_path:  # not of a unit below
                for stream in ("case", "rating"):
                    track = self.track(event.origin, stream)
                    track.newest = max(track.newest, getattr(event.heartbeat, f"{stream}_sequence"))
        else:
            yield from self.take(event)
        for (origin, stream), track in list(self.tracks.items()):
            while (missing := track.missing()) and (events := self.ask(origin, stream, *missing)):
                for again in events:
                    self.refilled += 1
                    yield from self.take(again)

    def track(self, origin, stream):
        return self.tracks.setdefault((origin, stream), Track(0))

    def take(self, event):
        stream = STREAMS.get(event.WhichOneof("content"))
        if stream is None or list(event.unit_path[:len(self.unit_path)]) != self.unit_path:
            return  # of a later version, or another unit's
        number = event.scope_sequences[len(self.unit_path) - 1]
        track = self.track(event.origin, stream)
        for given in track.take(number, event):
            yield given, stream, given.scope_sequences[len(self.unit_path) - 1]

    def ask(self, origin, stream, first, last):
        """The events with these numbers, at most 1,000; none when there is no answer in time: a heartbeat asks again."""
        self.asked += 1
        self.replay.send(replay_pb2.ReplayRequest(request_id=self.asked, events=replay_pb2.ReplayEvents(
            origin=origin, stream=stream, unit_path=self.unit_path, from_sequence=first, through_sequence=last, credit=1000,
        )).SerializeToString())
        while self.replay.poll(5000):
            reply = replay_pb2.ReplayReply.FromString(self.replay.recv())
            if reply.request_id != self.asked:
                continue  # of a request given up before
            if reply.WhichOneof("content") == "error" and reply.error.code != replay_pb2.REPLAY_ERROR_CODE_UNAVAILABLE:
                raise Refused(reply.error)
            return reply.events.events
        return []


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
    socket.heartbeat_ivl, socket.heartbeat_timeout = 5_000, 15_000
    socket.connect(endpoint)
    return socket


def main():
    key_file, feed, replay, unit, positions = sys.argv[1:]
    numbers = {}
    if os.path.exists(positions):
        with open(positions, encoding="utf-8") as file:
            numbers = {(origin, stream): number for origin, stream, number in json.load(file)}
    for event, stream, number in FeedSubscriber(key_file, feed, replay, unit.strip("/").split("/"), numbers):
        print(json.dumps(MessageToDict(event, preserving_proto_field_name=True), ensure_ascii=False), flush=True)
        numbers[event.origin, stream] = number
        with open(f"{positions}.new", "w", encoding="utf-8") as file:
            json.dump([[origin, stream, number] for (origin, stream), number in numbers.items()], file)
        os.replace(f"{positions}.new", positions)  # as one, so that it is never half written


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
    except Refused as refused:
        sys.exit(str(refused))
