"""No personal data on the feed, at the replay's door, in a log line, in a figure or in a command line.

One day with marks in every field that people and programs can fill (privacy_story.py), everything that came of it
(privacy_places.py), and a search for the marks in any form (privacy_marks.py). Fields are found by reflection, so one that
is added is filled as well; a kind of event or reply that is added fails here until somebody provokes it.
"""

import base64
import unicodedata
from types import SimpleNamespace

import pytest

from harness import OFFICE, PROVINCE, Aggregator, eventually
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import replay_pb2 as replay
from langnghe.v1 import submission_pb2 as wire
from privacy_marks import CELL, CITIZEN, KEY, OFFICER, leaves, plain, sixteen, telephone, traces, words
from privacy_places import Agent, Feed, Operator, Replay, command_lines, subscribe_oddly
from privacy_story import Story

# How each content of a FeedEvent comes about in `walked`. One that is added to the .proto file belongs here, and its
# provocation into the story.
PROVOKED = {
    "case_changed": "entries and commendations, and what officers do with them: every_submission, work",
    "case_left": "a case that is returned and goes to the centre: work",
    "rating_given": "ratings: every_submission",
    "heartbeat": "comes by itself every half a second",
    "unit_summary": "comes by itself, whenever something has changed",
    "alert": "a kiosk's clock that is wrong: every_kiosk_message",
    "tree_head": "comes by itself, when there is something in the tree",
}
# The same for the replies at the replay's door.
REPLIES = {
    "events": "all that was told: tell_all",
    "error": "wishes with marks in their fields: tell_all",
    "snapshot": "of both streams: tell_all",
}
# What is told where on purpose, by the stem of the marks; nothing of it leaves the operator's terminal and server.
TOLD_ON_PURPOSE = {
    "the aggregator's log": {KEY},  # whose key it is about
    "the kiosk's log": {KEY},  # where its own key is
    "figures": {KEY},  # each kiosk by its key's name
    "what the journal says": {KEY, OFFICER},  # who decided, and why
    "what an import says": {CELL},  # which cell the mapping has no answer for
    "command lines": {KEY},
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Everything that came of the day, by the place where it was found."""
    folder = tmp_path_factory.mktemp("privacy")
    aggregator = Aggregator(folder, "--log-level", "debug")
    things = []
    try:
        followed = Feed(aggregator)
        story = Story(aggregator)
        things += [followed, story]
        eventually(lambda: "heartbeat" in followed.contents(), "the feed")
        story.every_submission()
        _, tracking = story.work()
        story.quarantine()
        story.every_kiosk_message(tracking)
        story.every_desk_request()
        states = {"unit_summary", "tree_head", "alert"}
        eventually(lambda: states <= followed.contents(), "what is told as a state")
        board = story.new_key("bang", "subscriber", PROVINCE)
        subscribe_oddly(aggregator, board)
        agent = Agent(folder, aggregator, aggregator.key_file(story.new_key("may", "kiosk", OFFICE).name))
        codes, said = agent.speak()
        story.codes |= {plain(code).replace("-", "") for code in codes}
        operator = Operator(aggregator)
        imported = operator.import_cases(folder)
        again = Replay(aggregator, board)
        things.append(again)
        told = again.tell_all()
        newest = max(event.number for events in told.values() for event in events)
        eventually(lambda: max(event.number for event in followed.events()) >= newest, "the newest event")
        running = command_lines(aggregator._process, agent.process)
        status = story.operator.status()
        figures = operator.figures()
        journal = operator.journal(status.newest_position)
        agent.close()
        aggregator.stop()
        yield SimpleNamespace(
            feed=followed, replay=again, filled=story.filled, codes=story.codes, told=told, status=status,
            places={
                "the feed": b"\n".join(b" ".join(frames) for frames in followed.frames),
                "the replay": b"\n".join(again.frames),
                "the aggregator's log": aggregator.log(),
                "the kiosk's log": agent.log(),
                "what a kiosk's front end says": said,
                "what who is refused is told": "\n".join(story.explanations),
                "what an import says": imported,
                "figures": figures,
                "what the journal says": journal,
                "command lines": running,
            },
        )
    finally:
        for thing in reversed(things):
            thing.close()
        aggregator.end()


PLACES = [
    "the feed", "the replay", "the aggregator's log", "the kiosk's log", "what a kiosk's front end says",
    "what who is refused is told", "what an import says", "figures", "what the journal says", "command lines",
]


@pytest.mark.parametrize("place", PLACES)
def test_no_place_holds_what_people_said_of_themselves(walked, place):
    content = walked.places[place]
    assert len(content) > 100, f"{place}: nothing was looked at"
    assert len(walked.codes) > 20
    stems = [stem for stem in (CITIZEN, OFFICER, CELL, KEY) if stem not in TOLD_ON_PURPOSE.get(place, ())]
    found = traces(content, walked.codes, stems)
    if found:
        parts = content.splitlines() if isinstance(content, str) else content.split(b"\n")
        pytest.fail(f"{place} holds {found}: {[part[:400] for part in parts if traces(part, walked.codes, stems)][:5]}")


def test_every_content_of_the_feed_was_told(walked):
    contents = {field.name for field in feed.FeedEvent.DESCRIPTOR.oneofs_by_name["content"].fields}
    assert contents == set(PROVOKED), "provoke what is new in FeedEvent in the story, and say how in PROVOKED"
    assert walked.feed.contents() == contents


def test_every_reply_of_the_replay_was_given(walked):
    contents = {field.name for field in replay.ReplayReply.DESCRIPTOR.oneofs_by_name["content"].fields}
    assert contents == set(REPLIES), "provoke what is new in ReplayReply, and say how in REPLIES"
    assert walked.replay.contents() == contents


@pytest.mark.parametrize("message", [wire.Submission, intake.KioskMessage, desk.DeskRequest], ids=lambda m: m.__name__)
def test_every_field_was_filled(walked, message):
    fields = {".".join(field.name for field in path) for path in leaves(message.DESCRIPTOR)}
    assert len(fields) > 5
    assert fields - walked.filled <= {"publish.submissions"}  # filled with all of Submission


def test_the_day_was_a_full_one(walked):
    """What was marked became cases, ratings and quarantine, and was told."""
    assert len(walked.told["case"]) > 30 and len(walked.told["rating"]) > 5
    assert walked.status.quarantined > 0 or walked.status.refused_submissions > 0
    assert any(event.case_changed.case_number and not event.case_changed.lane for event in walked.told["case"])


TEXT = f"Bà Nguyễn Thị {CITIZEN.upper()}100"


@pytest.mark.parametrize("leak", [
    TEXT, TEXT.lower(), plain(TEXT), unicodedata.normalize("NFD", TEXT), TEXT.replace("Q7", "-Q7 "),
    *(base64.b64encode((" " * pad + TEXT).encode()).decode() for pad in range(3)), base64.urlsafe_b64encode(TEXT.encode()),
    TEXT.encode().hex(), TEXT.encode().hex().upper(), str(list(TEXT.encode())), sixteen(), sixteen().hex(),
    base64.b64encode(sixteen()).decode(), "".join(f"%{byte:02X}" for byte in TEXT.encode()), telephone(),
    telephone().replace(" ", ""), "0123456789", "01234-56789", "tra cứu 01234 56789",
])
def test_the_search_finds_every_form(leak):
    data = leak if isinstance(leak, bytes) else leak.encode()
    assert traces(b"Refused a desk's request, reason=" + data + b" count=1", ["0123456789"])


def test_the_search_finds_nothing_in_what_is_harmless(walked):
    assert not traces("Keys changed admitted: kiosk-29242 Nguyễn Thị Hoa 0123", ["9876543210"])
    assert words() != words()
