# shellcheck shell=bash
# Runs checks one after the other, shows what a reader of the log needs, and counts tests. Needs common.sh.

tests_passed=0
failures=0
gate_log=
gate_process=
gates_folder=$(mktemp -d)

# Lines that say only that a test began or passed; every other line is shown as it comes.
uneventful='^(◇ |✔ (Test|Suite) |↳ (Testing Library|Target Platform))'

# finish: prints the totals as the last line and ends with 0 only when nothing failed and something was tested.
finish() {
    local status=$?
    trap - EXIT INT TERM
    if [ -n "$gate_process" ]; then kill -TERM "$gate_process" 2>/dev/null || true; fi
    rm -rf "$gates_folder"
    if [ "$failures" = 0 ] && { [ "$status" != 0 ] || [ "$tests_passed" = 0 ]; }; then
        failures=1
    fi
    say "All in $((SECONDS / 60)) min $((SECONDS % 60)) s"
    printf '%d passed, %d failed\n' "$tests_passed" "$failures"
    [ "$failures" = 0 ]
    exit $?
}

# gate NAME MINUTES COMMAND…: runs one check with a time limit; at its failure the whole run ends. With must_test=yes
# it fails when no test ran.
gate() {
    local name=$1 minutes=$2 started=$SECONDS status=0 reader summary=
    shift 2
    say "Gate: $name"
    gate_log=$gates_folder/log
    : >"$gate_log"
    # timeout makes a process group of its own, so that ending it ends everything the check started.
    timeout --kill-after=20 "${minutes}m" "$@" >"$gate_log" 2>&1 </dev/null &
    gate_process=$!
    tail -n +1 -s 0.2 -f --pid="$gate_process" "$gate_log" | { grep --line-buffered -vE "$uneventful" || true; } &
    reader=$!
    wait "$gate_process" || status=$?
    gate_process=
    wait "$reader" || true
    count_tests
    if [ "$status" = 0 ] && [ "${must_test:-no}" = yes ] && [[ ${summary:-0} = 0* ]]; then
        say "$name ran no test"
        status=1
    fi
    if [ "$status" = 0 ] && [ "$failures" = 0 ]; then
        say "Passed: $name ($summary$(seconds_since "$started") s)"
        return 0
    fi
    [ "$status" != 124 ] || say "$name took longer than its limit of $minutes minutes"
    show_unfinished_tests
    [ "$failures" != 0 ] || failures=1
    say "FAILED: $name (status $status, $(seconds_since "$started") s)"
    exit 1
}

# count_tests: adds what Swift Testing or pytest reported in the gate's log, and puts it into the gate's `summary`.
# A skipped test is a failed one. With counting=no, passed tests are not added.
count_tests() {
    local run failed=0 skipped=0
    run=$(sed -nE 's/^. Test run with ([0-9]+) tests? .*/\1/p' "$gate_log" | tail -n 1)
    if [ -n "$run" ]; then
        failed=$(grep -E '^✘ Test .* failed after ' "$gate_log" | grep -cvE '^✘ Test run with ' || true)
        skipped=$(grep -cE '^. (Test|Suite) .* skipped(:|\.|$)' "$gate_log" || true)
    elif run=$(grep -E '^=+ .*(passed|failed|error|no tests ran).* in [0-9.]+s' "$gate_log" | tail -n 1) &&
        [ -n "$run" ]; then
        failed=$(($(pytest_count failed "$run") + $(pytest_count errors? "$run")))
        skipped=$(($(pytest_count skipped "$run") + $(pytest_count xfailed "$run") + $(pytest_count xpassed "$run")))
        run=$(($(pytest_count passed "$run") + failed + skipped))
    else
        return 0
    fi
    summary="$run tests, "
    if [ "${counting:-yes}" = yes ]; then tests_passed=$((tests_passed + run - failed - skipped)); fi
    failures=$((failures + failed + skipped))
    if [ "$skipped" != 0 ]; then
        say "FAILED: $skipped tests were skipped (lines above); a test that does not run proves nothing"
        exit 1
    fi
}

# pytest_count WORD SUMMARY: the number before WORD in pytest's last line, 0 when it is not there.
pytest_count() {
    local number
    number=$(sed -nE "s/.*[^0-9]([0-9]+) $1[, ].*/\1/p" <<<" $2")
    echo "${number:-0}"
}

# show_unfinished_tests: after a crash or a time-out, names the tests that had begun and not ended.
show_unfinished_tests() {
    local unfinished
    unfinished=$(awk '
        /^◇ Test .* started\.$/ && !/^◇ Test (run|case) / { name = $0; sub(/^◇ /, "", name); sub(/ started\.$/, "", name); open[name] = 1 }
        /^(✔|✘) Test .* (passed|failed) after / { name = $0; sub(/^(✔|✘) /, "", name)
            sub(/ (passed|failed) after .*/, "", name); sub(/ with [0-9]+ test cases?$/, "", name); delete open[name] }
        END { for (name in open) print "      " name }' "$gate_log" | sort)
    if [ -n "$unfinished" ]; then
        say "Begun but not ended:"
        printf '%s\n' "$unfinished"
    fi
}
