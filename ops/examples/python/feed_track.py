"""What a follower of the feed keeps in mind, of which nothing connects to anything: what is missing, and what is new."""

from google.protobuf.message import DecodeError

from langnghe.v1 import alert_pb2, feed_pb2, replay_pb2

MOST_LATE = 20  # minutes of heartbeats; a connection that has ended leaves some behind, but not so many
MOST_HELD = 10_000  # events behind a gap; further ones are asked for later
MOST_STATES = 20_000  # that are remembered; beyond, all are forgotten, and what holds is new once more
MOST_ORIGINS = 64  # of which heartbeats are remembered
LARGEST_STATE = 8192  # bytes, many times what an honest aggregator tells
ALERT_LIFE = 300 * 10**6  # microseconds; an alert that was not told for longer holds no more
LONGEST_PAUSE = 60 * 10**6  # between heartbeats, or three intervals; beyond, the aggregator was not heard


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


class States:
    """How a unit and those below it are now: of each state the newest, and only what is new of it."""

    def __init__(self, unit_path):
        self.unit_path = list(unit_path)
        self.told = {}  # by key: what was told last, and the newest heartbeat before that
        self.beats = {}  # by origin: the first and the newest heartbeat of those without a pause
        self.waiting = {}  # by key

    def topics(self):
        """What to subscribe to; the heartbeats tell an alert's silence from the network's."""
        place = "/".join([*self.unit_path, ""])
        return [f"summary/{place}", f"alert/{place}", f"tree/{self.unit_path[0]}/", f"heartbeat/{place}"]

    def take(self, topic, frame):
        """Takes a message; what is malformed, or of another unit than those followed, is not believed."""
        if len(frame) > LARGEST_STATE:
            return
        try:
            stream, *place, end = topic.decode().split("/")
            event = feed_pb2.FeedEvent.FromString(frame)
        except (DecodeError, ValueError):
            return
        path, content = list(event.unit_path), event.WhichOneof("content")
        if end or place != path:
            return
        is_below = path[:len(self.unit_path)] == self.unit_path
        key = (event.origin, stream, *path)
        if (stream, content) == ("heartbeat", "heartbeat") and path == self.unit_path:
            self.beat(event.origin, event.recorded_at, event.heartbeat.interval_milliseconds * 1000)
        elif (stream, content) == ("summary", "unit_summary") and is_below:
            self.hear(key, event, event.unit_summary.SerializeToString(deterministic=True))
        elif (stream, content) == ("alert", "alert") and is_below and event.alert.office == path[-1]:
            alert = event.alert
            key += (event.register_edition, alert.kind, alert.kiosk, alert.fall.scale)
            self.hear(key, event, (alert.state, alert.began_at, alert.changed_at))
        elif (stream, content) == ("tree", "tree_head") and path == self.unit_path[:1]:
            if event.tree_head.origin == event.origin:
                self.hear(key, event, event.tree_head.SerializeToString(deterministic=True))

    def hear(self, key, event, meaning):
        """Notes a state; one that means the same as before only takes the place of one that waits."""
        if key not in self.told and len(self.told) >= MOST_STATES:
            self.told.clear()
        is_new = key not in self.told or self.told[key][0] != meaning
        self.told[key] = meaning, self.beats.get(event.origin, (None, None))[1], event
        if is_new or key in self.waiting:
            self.waiting[key] = event

    def beat(self, origin, time, interval):
        """Notes a heartbeat: an alert that was not told for five minutes of them holds no more."""
        if origin not in self.beats and len(self.beats) >= MOST_ORIGINS:
            return
        began, last = self.beats.get(origin, (time, time))
        if not 0 <= time - last <= max(LONGEST_PAUSE, 3 * interval):
            began = time
        self.beats[origin] = began, time
        for key, (meaning, heard, event) in list(self.told.items()):
            if key[:2] != (origin, "alert"):
                continue
            if heard is None or heard > time:
                self.told[key] = meaning, time, event
            elif time - max(heard, began) > ALERT_LIFE:
                del self.told[key]
                if event.alert.state != alert_pb2.ALERT_STATE_ENDED:
                    ended = feed_pb2.FeedEvent.FromString(event.SerializeToString())
                    ended.alert.state = alert_pb2.ALERT_STATE_ENDED
                    self.waiting[key] = ended

    def news(self):
        """The newest of each state that is new since this was last asked."""
        news, self.waiting = list(self.waiting.values()), {}
        return news
