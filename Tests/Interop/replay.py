"""A dashboard's client for what the feed told before, written from proto/README.md and the .proto files alone."""

import zmq

from kiosk import curve_socket
from langnghe.v1 import replay_pb2 as replay


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

    def piece(self, **wish):
        """(events, the number to ask for next or 0) of one request."""
        self._requests += 1
        request = replay.ReplayRequest(request_id=self._requests, events=replay.ReplayEvents(**wish))
        self.socket.send(request.SerializeToString())
        while True:
            if not self.socket.poll(int(self._patience * 1000)):
                raise TimeoutError("no reply: the aggregator is not running, or the key may not come in")
            reply = replay.ReplayReply.FromString(self.socket.recv())
            if reply.request_id in (0, self._requests):
                break
        if reply.WhichOneof("content") == "error":
            raise ReplayRefused(reply.error)
        return list(reply.events.events), reply.events.next_sequence

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
