"""Misuse of the button, flagged and left out, and a silent kiosk, told on the feed: with real processes and sockets."""

import json
import re
import subprocess
import time

import pytest
import zmq

from harness import BINARIES, DISTRICT, ENVIRONMENT, OFFICE, PATIENCE, PROVINCE, SILENCE, Aggregator, BareIntake, Desk
from harness import eventually, publish
from kiosk import curve_socket, microseconds_now, rating
from langnghe.v1 import alert_pb2 as alerts
from langnghe.v1 import desk_pb2 as desk
from langnghe.v1 import feed_pb2 as feed
from langnghe.v1 import indices_pb2 as indices
from langnghe.v1 import intake_pb2 as intake
from langnghe.v1 import satisfaction_pb2 as satisfaction

TOPIC = f"alert/{PROVINCE}/{DISTRICT}/{OFFICE}/".encode()
SILENT_AFTER = 4.0  # a kiosk is well when it is heard every two seconds for as long


@pytest.fixture(scope="module")
def aggregator(tmp_path_factory):
    """Open day and night, so that the hour of the test does not matter."""
    aggregator = Aggregator(
        tmp_path_factory.mktemp("aggregator"), "--kiosk-hours", "always", "--alerts-silence", f"{int(SILENT_AFTER)}s",
        "--alerts-clock-limit", "1m", "--alerts-outbox-reports", "2",
    )
    yield aggregator
    try:
        aggregator.stop()
    finally:
        aggregator.end()


class Follower:
    """A SUB socket that hears alerts and ratings of one unit."""

    def __init__(self, aggregator, key, unit_path):
        self._socket = curve_socket(zmq.Context.instance(), zmq.SUB, key)
        self._socket.connect(aggregator.feed)
        place = "".join(f"{code}/" for code in unit_path)
        for stream in ("alert", "rating", "heartbeat"):
            self._socket.subscribe(f"{stream}/{place}")
        assert self.next("heartbeat") is not None

    def close(self):
        self._socket.close()

    def next(self, kind, seconds=PATIENCE, wanted=lambda event: True):
        """The next event of a kind; None when none comes in time."""
        deadline = time.monotonic() + seconds
        while self._socket.poll(max(0, int((deadline - time.monotonic()) * 1000))):
            self.topic, frame = self._socket.recv_multipart()
            event = feed.FeedEvent.FromString(frame)
            if event.WhichOneof("content") == kind and wanted(event):
                return event
        return None


@pytest.fixture
def follower(aggregator, closing, request):
    key = aggregator.new_key(f"board-{request.node.name.replace('_', '-')}"[:60], "subscriber", OFFICE)
    return closing(Follower(aggregator, key, [PROVINCE, DISTRICT, OFFICE]))


def run(aggregator, *words):
    done = subprocess.run(
        [BINARIES / "langnghe", *words, "--desk", aggregator.desk, "--key", aggregator.data / "operator.key"],
        capture_output=True, text=True, env=ENVIRONMENT, timeout=PATIENCE, check=False,
    )
    assert done.returncode == 0, f"{words} ended with {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def test_thirty_presses_in_a_second_are_flagged_and_left_out_but_kept_and_told(aggregator, bare, follower, operator):
    start = microseconds_now() - 10_000_000
    presses = []
    for number in range(30):
        press = rating(OFFICE, level=1)
        press.captured_at = start + number * 1_000_000 // 30
        presses.append(press)
    bare.hello(1)
    assert bare.publish(1, 1, *presses).receipt.through_sequence == 30
    told = [follower.next("rating_given") for _ in presses]
    assert all(event and event.rating_given.level == 1 for event in told), "the feed tells all of them"

    def figures(**more):
        return operator.ask(get_satisfaction=satisfaction.GetSatisfaction(unit=OFFICE, **more)).satisfaction

    found = eventually(lambda: (f := figures()).total.flagged == 29 and f, "29 of 30 are flagged")
    assert list(found.total.levels) == [1, 0, 0, 0, 0], "the first press is an answer like any other"
    assert list(found.total.excluded_levels) == [29, 0, 0, 0, 0] and not found.includes_flagged
    assert {flag.flag: flag.count for flag in found.total.flags} == {"too-soon": 29, "burst": 20, "stuck-button": 29}
    assert found.misuse.id == "standard" and found.misuse.always_open and "burst" in found.misuse.excluded
    whole = figures(include_flagged=True)
    assert list(whole.total.levels) == [30, 0, 0, 0, 0] and whole.includes_flagged and whole.total.flagged == 29
    assert found.journal_position >= found.through_position > 0
    week, groups = figures(with_week_map=True), figures(group_by="counter")
    assert sum(week.week_map.ratings) == 30 == sum(week.total.levels) and week.includes_flagged
    parts = [group.satisfaction for group in groups.groups]
    assert sum(sum(part.levels) for part in parts) == 30 == sum(groups.total.levels) and groups.includes_flagged
    assert not any(part.best_place for part in parts), "who was gamed is in no place"
    asked = figures(group_by="counter", include_flagged=True)
    assert any(group.satisfaction.best_place for group in asked.groups), "but when all are asked for"
    chosen = indices.IndexChoice(name="level-points", value="faces-5:0,0,1,2,2")
    reckoned = operator.ask(get_indices=indices.GetIndices(unit=OFFICE, choices=[chosen])).indices
    attitude = next(figure for figure in reckoned.figures if figure.rule == "circular-01-2018/7")
    assert attitude.denominator == 1, "the indices leave out what the rules keep out"
    assert any(remark.startswith("29 of the ratings are flagged") for remark in attitude.remarks)
    views = run(aggregator, "satisfaction", "--week") + run(aggregator, "satisfaction", "--by", "counter")
    assert views.count("All ratings are counted") == 2 and "So there are no places" in " ".join(views.split())

    table = run(aggregator, "satisfaction")
    assert all(len(line) <= 80 for line in table.splitlines()), table
    assert "stuck-button" in table and "--include-flagged" in table
    assert any(line.split()[-2:] == ["29", "29"] for line in table.splitlines() if OFFICE in line or "Tổng" in line), table
    office = json.loads(run(aggregator, "satisfaction", "--json", "--include-flagged").splitlines()[0])
    assert office["levels"][0] == 30 and office["excluded_levels"][0] == 29 and office["misuse_rules"]["burst_limit"] == 10
    # Other rules than before: all is counted anew by them.
    aggregator.stop()
    settings = aggregator._settings
    aggregator.start(*settings, "--misuse-minimum-interval", "0s", "--misuse-excluded", "burst")
    with_others = json.loads(
        eventually(lambda: (t := run(aggregator, "satisfaction", "--json")) and '"burst":20' in t and t, "counted anew")
        .splitlines()[0]
    )
    assert with_others["levels"][0] == 10 and with_others["flags"] == {"burst": 20, "stuck-button": 29}
    assert with_others["misuse_rules"]["id"] == "own"
    aggregator.stop()
    aggregator.start(*settings)


def test_a_kiosk_that_stops_is_told_silent_and_its_return_ends_that(aggregator, key, closing, follower, operator):
    own = lambda event: event.alert.kiosk == key.kiosk_id  # noqa: E731
    kiosk = closing(BareIntake(aggregator.intake, key))
    kiosk.hello(7)
    last_heard = microseconds_now()
    begun = follower.next("alert", wanted=own)
    assert begun and follower.topic == TOPIC
    alert = begun.alert
    assert (alert.kind, alert.state) == (alerts.ALERT_KIND_KIOSK_SILENT, alerts.ALERT_STATE_BEGUN)
    assert list(begun.unit_path) == [PROVINCE, DISTRICT, OFFICE] and not begun.scope_sequences
    assert begun.register_edition == "2022-10" and alert.office == OFFICE and alert.rule.name == "silence"
    assert microseconds_now() - last_heard >= (SILENT_AFTER - 0.1) * 1e6
    assert not alert.silence.never_heard and abs(alert.silence.last_heard_at - last_heard) < 1e6
    again = follower.next("alert", wanted=lambda event: own(event) and event.alert.told_again)
    assert again and again.alert.began_at == alert.began_at, "told again, for who comes late"

    listed = operator.ask(list_alerts=alerts.ListAlerts(unit=OFFICE)).alert_list
    assert [a.state for a in listed.alerts if a.kiosk == key.kiosk_id] == [alerts.ALERT_STATE_BEGUN]
    names = {each.kiosk: each.name for each in listed.kiosks}
    assert names[key.kiosk_id] == key.name, "the desk may know which kiosk it is"
    assert not operator.ask(list_alerts=alerts.ListAlerts(unit="844")).alert_list.alerts
    text = run(aggregator, "alerts", "--unit", OFFICE)
    assert "SILENT KIOSK" in text and key.name in text and "To do:" in text
    assert all(len(line) <= 80 for line in text.splitlines()), text
    line = json.loads(run(aggregator, "alerts", "--json").splitlines()[0])
    assert line["alert"] == "kiosk-silent" and line["settings"]["alerts.silence"] == "4s"
    keys = map(json.loads, aggregator.list_keys("--json").splitlines())
    assert [each["name"] for each in keys if each["kiosk_id"] == key.kiosk_id] == [key.name]

    deadline = time.monotonic() + PATIENCE
    ended = None
    while ended is None and time.monotonic() < deadline:
        kiosk.send(intake.KioskMessage(status=intake.KioskStatus(epoch=7)).SerializeToString())
        ended = follower.next(
            "alert", seconds=0.2, wanted=lambda e: own(e) and e.alert.state == alerts.ALERT_STATE_ENDED,
        )
    assert ended and ended.alert.ended_at > alert.began_at
    listed = operator.ask(list_alerts=alerts.ListAlerts(unit=OFFICE)).alert_list.alerts
    assert not [a for a in listed if a.kiosk == key.kiosk_id]


def test_an_agent_that_is_stopped_is_told_silent_and_heard_again_when_it_runs(aggregator, follower, tmp_path):
    agent_key = aggregator.new_key("agent", "kiosk", OFFICE)
    own = lambda event: event.alert.kiosk == agent_key.kiosk_id  # noqa: E731

    def start():
        return subprocess.Popen(
            [BINARIES / "langnghe-kiosk", "--data", tmp_path / "agent", "--key-file", aggregator.key_file("agent"),
             "--office", OFFICE, "--aggregator-endpoint", aggregator.intake, "--status-interval", "1s", "run"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT,
        )

    def state(wanted):
        return follower.next("alert", wanted=lambda event: own(event) and event.alert.state == wanted)

    agent = start()
    try:
        # Perhaps it was missed while it started.
        eventually(
            lambda: '"kiosk_name":"agent"' not in run(aggregator, "alerts", "--json")
            and re.search(r"^agent .*:", run(aggregator, "status"), re.MULTILINE),
            "the agent is heard",
        )
        agent.terminate()
        agent.wait(PATIENCE)
        begun = follower.next(
            "alert", wanted=lambda event: own(event) and event.alert.state == alerts.ALERT_STATE_BEGUN,
        )
        assert begun and begun.alert.kind == alerts.ALERT_KIND_KIOSK_SILENT and follower.topic == TOPIC
        agent = start()
        assert state(alerts.ALERT_STATE_ENDED)
    finally:
        agent.kill()
        agent.wait(PATIENCE)


def test_a_growing_outbox_and_a_wrong_clock_are_told(aggregator, key, closing, follower):
    own = lambda event: event.alert.kiosk == key.kiosk_id  # noqa: E731
    kiosk = closing(BareIntake(aggregator.intake, key))
    kiosk.hello(9)
    seen = {}
    for depth in range(40, 400, 20):
        kiosk.send(intake.KioskMessage(
            status=intake.KioskStatus(epoch=9, outbox_depth=depth, clock_offset=-90_000_000),
        ).SerializeToString())
        event = follower.next("alert", seconds=0.5, wanted=own)
        if event:
            seen[event.alert.kind] = event.alert
        if {alerts.ALERT_KIND_OUTBOX_GROWS, alerts.ALERT_KIND_CLOCK_ERROR} <= seen.keys():
            break
    assert seen[alerts.ALERT_KIND_OUTBOX_GROWS].outbox.depth > 50
    assert seen[alerts.ALERT_KIND_CLOCK_ERROR].clock.offset == -90_000_000


def test_a_follower_of_another_unit_hears_no_alert(aggregator, key, closing, follower):
    stranger = closing(Follower(aggregator, aggregator.new_key("stranger", "subscriber", "844"), [PROVINCE, "844"]))
    stranger._socket.subscribe(TOPIC)
    stranger._socket.subscribe(b"alert/")
    assert follower.next("alert", wanted=lambda event: event.alert.kiosk == key.kiosk_id), "silent after a while"
    assert stranger.next("alert", seconds=SILENCE) is None


def test_a_leader_sees_the_own_units_alerts_and_others_none(aggregator, key, closing, leader):
    eventually(
        lambda: [a for a in leader.ask(list_alerts=alerts.ListAlerts()).alert_list.alerts if a.kiosk == key.kiosk_id],
        "the leader of the office sees it",
    )
    elsewhere = closing(Desk(aggregator.desk, aggregator.new_key("elsewhere", "desk", "844", "leader")))
    assert not elsewhere.ask(list_alerts=alerts.ListAlerts()).alert_list.alerts
    refused = elsewhere.ask(list_alerts=alerts.ListAlerts(unit=OFFICE))
    assert refused.error.code == desk.DESK_ERROR_CODE_NOT_AUTHORISED
