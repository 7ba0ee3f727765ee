# shellcheck shell=bash
# The steps of ops/run, on its variables: data, run_folder, binaries, ports, demo_seconds, rate, summary,
# interrupted. Needs common.sh and processes.sh.
#
# shellcheck disable=SC2154  # those variables

aggregator=
feed_reader=
kiosks=

# Seconds a program has to end after being asked to. Kiosks first deliver what is still in their outboxes.
kiosks_patience=120
feed_patience=30
aggregator_patience=30

# stop_everything: kiosks first, so that what they have sent is still received. Runs however the script ends.
stop_everything() {
    trap - EXIT
    stop "$kiosks" 5 || true
    stop "$feed_reader" 5 || true
    stop "$aggregator" "$aggregator_patience" || true
}

# endpoint NAME: where the aggregator listens for it.
endpoint() { echo "tcp://127.0.0.1:${ports[$1]}"; }

# fail_with_log TEXT LOG: says what went wrong with the log's last lines.
fail_with_log() {
    echo "--- the last lines of $2:" >&2
    tail -n 20 "$2" >&2 || true
    give_up "$1"
}

# need_free_ports: gives up before anything is built when something listens where the aggregator is to.
need_free_ports() {
    local name
    for name in intake desk feed replay; do
        if port_is_open "${ports[$name]}"; then
            give_up "port ${ports[$name]} is taken:
    stop what listens there (another ops/run?) or choose another with --$name-port"
        fi
    done
}

# start_aggregator: makes the keys that are missing, starts it and waits until it listens.
start_aggregator() {
    local log=$run_folder/aggregator.log deadline=$((SECONDS + 60))
    if "$demo"; then
        say "Making development keys for the kiosks that have none"
        "$binaries/langnghe" keys new-kiosks --all --data "$data" >"$run_folder/keys.log" 2>&1 ||
            fail_with_log "the kiosks' keys could not be made" "$run_folder/keys.log"
    fi
    say "Starting the aggregator: intake ${ports[intake]}, desk ${ports[desk]}, feed ${ports[feed]}, replay ${ports[replay]}"
    start "$log" "$binaries/langnghe-aggregator" --data "$data" \
        --intake-endpoint "$(endpoint intake)" --desk-endpoint "$(endpoint desk)" \
        --feed-endpoint "$(endpoint feed)" --replay-endpoint "$(endpoint replay)"
    aggregator=$started_process
    until port_is_open "${ports[intake]}" && port_is_open "${ports[desk]}" && port_is_open "${ports[feed]}"; do
        "$interrupted" && exit 130
        is_running "$aggregator" || fail_with_log "the aggregator ended while starting" "$log"
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log "the aggregator does not listen after 60 s" "$log"
        sleep 0.2
    done
}

# start_feed_reader: counts every event of the run and every gap in the numbers; returns when it listens.
start_feed_reader() {
    local deadline=$((SECONDS + 15))
    start "$run_folder/feed.log" "$binaries/langnghe" feed tail --data "$data" --feed "$(endpoint feed)" \
        --stream all --json --count-only --summary "$run_folder/feed.json"
    feed_reader=$started_process
    until grep -qx Connected. "$run_folder/feed.log" 2>/dev/null; do
        "$interrupted" && return 0
        is_running "$feed_reader" || fail_with_log "the feed's reader ended while starting" "$run_folder/feed.log"
        [ "$SECONDS" -lt "$deadline" ] || fail_with_log "the feed's reader is not let in after 15 s" "$run_folder/feed.log"
        sleep 0.1
    done
}

# start_kiosks: one for each commune; their live line is this script's output.
start_kiosks() {
    local options=(--data "$data/kiosks" --keys "$data/keys" --intake-endpoint "$(endpoint intake)"
        --thanked "$run_folder/thanked" --summary "$run_folder/kiosks.json" --drain)
    [ -z "$demo_seconds" ] || options+=(--seconds "$demo_seconds")
    [ -z "$rate" ] || options+=(--rate "$rate")
    if [ -n "$demo_seconds" ]; then
        say "Starting 106 kiosks for $demo_seconds s"
    else
        say "Starting 106 kiosks; Ctrl-C stops them, delivers what is left and counts"
    fi
    start - "$binaries/langnghe-kiosk" simulate "${options[@]}"
    kiosks=$started_process
}

# follow_until_interrupt PROCESS: returns when it ends or the user interrupts; gives up when another program fails.
follow_until_interrupt() {
    local watched=("$aggregator")
    [ -z "$feed_reader" ] || watched+=("$feed_reader")
    [ "$1" = "$aggregator" ] || watched+=("$1")
    "$interrupted" && return 0
    # Ends with the first of them, or with a signal to this script.
    wait -n "${watched[@]}" 2>/dev/null || true
    "$interrupted" && return 0
    is_running "$aggregator" || fail_with_log "the aggregator ended unasked" "$run_folder/aggregator.log"
    if [ -n "$feed_reader" ] && ! is_running "$feed_reader"; then
        fail_with_log "the feed's reader ended unasked" "$run_folder/feed.log"
    fi
}

# finish_demo: everything is delivered, the programs stop in order, and what was thanked for is looked up in the journal.
finish_demo() {
    local status=0
    if is_running "$kiosks"; then
        echo
        say "Stopping: the kiosks deliver what is left in their outboxes (Ctrl-C again stops at once)"
    fi
    if "$interrupted"; then
        stop "$kiosks" "$kiosks_patience" || status=$?
    else
        wait_for "$kiosks" || status=$?
    fi
    kiosks=
    [ "$status" = 0 ] || give_up "the kiosks ended with status $status; their outboxes are kept in $data/kiosks and are delivered by the next run"
    # Asked to stop, the reader first reads on to the aggregator's next heartbeat. It ends with 1 when it has counted
    # gaps, which the summary tells.
    stop "$feed_reader" "$feed_patience" || [ -s "$run_folder/feed.json" ] ||
        fail_with_log "the feed's reader failed" "$run_folder/feed.log"
    feed_reader=
    stop "$aggregator" "$aggregator_patience" || fail_with_log "the aggregator did not stop cleanly" "$run_folder/aggregator.log"
    aggregator=
    say "Comparing what was thanked for with the journal"
    "$binaries/langnghe" journal compare --data "$data" --published "$run_folder/thanked" --json \
        >"$run_folder/journal.json" 2>"$run_folder/compare.log" || [ -s "$run_folder/journal.json" ] ||
        fail_with_log "the comparison failed" "$run_folder/compare.log"
    write_summary
}

# write_summary: merges the three programs' counts, shows them, and ends with 0 only when nothing is amiss.
write_summary() {
    jq -s '. as [$kiosks, $journal, $feed]
        | ($kiosks | {published})
            + ($journal | {journaled, duplicates_in_journal, lost})
            + ($kiosks | {offices})
            + ($journal | {units_with_cases, cases})
            + ($feed | {feed_events: .events, feed_gaps: .gaps})
        | with_entries(if (.value | type) == "number" then . else error("\(.key) was not counted") end)' \
        "$run_folder/kiosks.json" "$run_folder/journal.json" "$run_folder/feed.json" >"$summary" ||
        give_up "the counts in $run_folder can't be put together; see the message above"
    say "Summary ($summary):"
    cat "$summary"
    if ! jq -e '.lost == 0 and .duplicates_in_journal == 0 and .feed_gaps == 0 and .journaled == .published' \
        "$summary" >/dev/null; then
        give_up "something was lost, doubled or missed; the logs and the list of ids are in $run_folder"
    fi
}
