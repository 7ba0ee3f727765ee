"""A dashboard's client for what the feed told before, written from proto/README.md and the .proto files alone."""

import zmq

from kiosk import curve_socket
from langnghe.v1 import replay_pb2 as replay
from langnghe.v1 import snapshot_pb2 as snapshot


class ReplayRefused(Exception):
    def __init__(self, error):
        super().__init__(error.explanation)
        self.code = error.code


class Replay:
    """Asks for events by their numbers in a unit's `scope_sequences`."""

    def __init__(self, context, endpoint, key, patience=20.0):
        self._patience = patience
        self._requests = 0
        self.socket = curve_socket(context, zmq.DEALER, key)
        self.socket.connect(endpoint)

    def close(self):
        self.socket.close()

    def ask(self, **content):
        """The reply to one request."""
        self._requests += 1
        request = replay.ReplayRequest(request_id=self._requests, **content)
        self.socket.send(request.SerializeToString())
        while True:
            if not self.socket.poll(int(self._patience * 1000)):
                raise TimeoutError("no reply: the aggregator is not running, or the key may not come in")
            reply = replay.ReplayReply.FromString(self.socket.recv())
            if reply.request_id in (0, self._requests):
                break
        if reply.WhichOneof("content") == "error":
            raise ReplayRefused(reply.error)
        return reply

    def piece(self, **wish):
        """(events, the number to ask for next or 0) of one request."""
        events = self.ask(events=replay.ReplayEvents(**wish)).events
        assert len(events.events) <= min(wish["credit"], 1000)
        return list(events.events), events.next_sequence

    def snapshot_piece(self, **wish):
        return self.ask(snapshot=snapshot.TakeSnapshot(**wish)).snapshot

    def cases(self, unit_path, credit=1000):
        """(the newest event of each case by its number, the number of the newest event) as one state."""
        piece = self.snapshot_piece(stream="case", unit_path=unit_path, credit=credit)
        found = list(piece.cases)
        while piece.HasField("next"):
            piece = self.snapshot_piece(stream="case", unit_path=unit_path, credit=credit, place=piece.next)
            found += piece.cases
        assert len({event.case_changed.case_number for event in found}) == len(found)
        return {event.case_changed.case_number: event for event in found}, piece.sequence

    def ratings(self, unit_path, **wish):
        return self.snapshot_piece(stream="rating", unit_path=unit_path, **wish)

    def events(self, origin, stream, unit_path, first, last, credit=1000):
        """All events from number `first` to `last`, as far as there are any yet."""
        found = []
        while first and first <= last:
            events, first = self.piece(
                origin=origin, stream=stream, unit_path=unit_path, from_sequence=first, through_sequence=last,
                credit=credit,
            )
            found += events
        return found
