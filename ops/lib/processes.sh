# shellcheck shell=bash
# Starts programs in the background so that none of them outlives the script, however it ends. Needs common.sh.

# start LOG COMMAND…: runs it with its output in LOG ("-" for this script's own) and sets `started_process`.
# setsid: a terminal's Ctrl-C reaches only this script, which then stops the programs in order.
# setpriv: the kernel stops the program even when this script is killed outright.
start() {
    local log=$1
    shift
    if [ "$log" = - ]; then
        setsid setpriv --pdeathsig TERM "$@" </dev/null &
    else
        setsid setpriv --pdeathsig TERM "$@" </dev/null >>"$log" 2>&1 &
    fi
    # shellcheck disable=SC2034  # read by the scripts that source this
    started_process=$!
}

# is_running PROCESS
is_running() { [ -n "$1" ] && kill -0 "$1" 2>/dev/null; }

# wait_for PROCESS: waits until it ends and returns its status, also when a trapped signal interrupts the waiting.
wait_for() {
    local status=0 again=0
    wait "$1" 2>/dev/null || status=$?
    while is_running "$1"; do
        status=0
        wait "$1" 2>/dev/null || status=$?
    done
    # An interrupted wait gave the signal's number: the shell still knows the program's own status.
    wait "$1" 2>/dev/null || again=$?
    if [ "$again" != 127 ]; then status=$again; fi
    return "$status"
}

# stop PROCESS SECONDS: asks it to stop, waits that long, then ends it and what it started; returns its status.
# An interrupt while it waits ends it at once.
stop() {
    local process=$1 patience=$2 status=0
    [ -n "$process" ] || return 0
    kill -TERM "$process" 2>/dev/null || true
    timeout --foreground "$patience" tail --pid="$process" -s 0.1 -f /dev/null || true
    kill -KILL -- "-$process" 2>/dev/null || true
    wait_for "$process" || status=$?
    return "$status"
}

# port_is_open PORT: whether something listens on it on loopback.
port_is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
