"""A dashboard's client for the feed, written from proto/README.md and the .proto files alone.

    subscriber.py --key FILE --endpoint tcp://HOST:PORT --unit-path 84/842/29242

prints one line of JSON for each thing it learns: {"ready": …}, {"event": …} and {"gap": …}.
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass, field

import zmq
from google.protobuf.json_format import MessageToDict
from kiosk import KeyFile, curve_socket
from langnghe.v1 import feed_pb2 as feed

STREAMS = {"case_changed": "case", "case_left": "case", "rating_given": "rating"}


@dataclass(frozen=True)
class Gap:
    """Events of a stream that went missing: those from `first` to `last` by the subscribed unit's count."""

    stream: str
    first: int
    last: int


@dataclass
class Position:
    """Where the follower of one unit stands in each stream of each aggregator instance."""

    unit: str
    last: dict = field(default_factory=dict)

    def see(self, event):
        """(whether the event is a new one, the gaps it shows)."""
        content = event.WhichOneof("content")
        if content == "heartbeat":
            return False, self._see_heartbeat(event)
        stream = STREAMS.get(content)
        if stream is None or self.unit not in event.unit_path:
            return False, []
        sequence = event.scope_sequences[list(event.unit_path).index(self.unit)]
        last = self.last.get((event.origin, stream))
        if last is not None and sequence <= last:
            return False, []
        self.last[event.origin, stream] = sequence
        missing = last is not None and sequence > last + 1
        return True, [Gap(stream, last + 1, sequence - 1)] if missing else []

    def _see_heartbeat(self, event):
        if not event.unit_path or event.unit_path[-1] != self.unit:
            return []  # of a unit below
        gaps = []
        for stream in ("case", "rating"):
            newest = getattr(event.heartbeat, f"{stream}_sequence")
            last = self.last.setdefault((event.origin, stream), newest)
            if newest > last:
                self.last[event.origin, stream] = newest
                gaps.append(Gap(stream, last + 1, newest))
        return gaps


class Subscriber:
    def __init__(self, context, endpoint, key, unit_path):
        """Follows cases, ratings and heartbeats of the unit at the end of `unit_path` and of all below it."""
        self.position = Position(unit_path[-1])
        self.topics = [f"{stream}/{'/'.join(unit_path)}/" for stream in ("case", "rating", "heartbeat")]
        self.heartbeats = 0
        self.lost_contact_at = time.monotonic() + 30
        self._socket = curve_socket(context, zmq.SUB, key)
        self._socket.rcvhwm = 100_000
        for topic in self.topics:  # heartbeats last: once one has come, the others are in force too
            self._socket.subscribe(topic)
        self._socket.connect(endpoint)

    def close(self):
        self._socket.close()

    def receive(self, wait):
        """(topic, event, whether it is new, gaps), or None when nothing came within `wait` seconds."""
        if not self._socket.poll(int(wait * 1000)):
            return None
        topic, frame = self._socket.recv_multipart()
        if not self.arrives(topic, frame):
            return None
        event = feed.FeedEvent.FromString(frame)
        if event.WhichOneof("content") == "heartbeat":
            self.heartbeats += 1
            self.lost_contact_at = time.monotonic() + 30
        new, gaps = self.position.see(event)
        return topic.decode(), event, new, gaps

    def arrives(self, topic, frame):
        """Tests override this to lose events on the way."""
        return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", required=True)
    parser.add_argument("--endpoint", required=True)
    parser.add_argument("--unit-path", required=True, help="codes of the units from the root, 84/842")
    arguments = parser.parse_args()

    def tell(**line):
        print(json.dumps(line, ensure_ascii=False), flush=True)

    path = arguments.unit_path.strip("/").split("/")
    subscriber = Subscriber(zmq.Context.instance(), arguments.endpoint, KeyFile.read(arguments.key), path)
    ready = False
    while True:
        received = subscriber.receive(1)
        if time.monotonic() > subscriber.lost_contact_at:
            sys.exit("no heartbeat for 30 s: the connection is lost")
        if received is None:
            continue
        topic, event, new, gaps = received
        if subscriber.heartbeats and not ready:
            ready = True
            tell(ready=subscriber.topics)
        for gap in gaps:
            tell(gap={"stream": gap.stream, "first": gap.first, "last": gap.last})
        if new:
            tell(topic=topic, event=MessageToDict(event, preserving_proto_field_name=True))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
