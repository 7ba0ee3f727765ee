# shellcheck shell=bash
# What every script here shares. Sourced after `set -euo pipefail`; sets `root` to the checkout.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=$(basename "$0")

# say TEXT…: one line on standard output about what is being done.
say() { printf '==> %s\n' "$*"; }

# give_up TEXT…: says what is wrong and what to do, and ends the script.
give_up() {
    printf '%s: %s\n' "$program" "$*" >&2
    exit 1
}

# seconds_since START: whole seconds, for a START taken from the shell's SECONDS.
seconds_since() { echo $((SECONDS - $1)); }

# need_packages PACKAGE=REASON…: installs the Debian packages that are missing, saying which and why.
need_packages() {
    local entry missing=() as_root=()
    command -v dpkg-query >/dev/null ||
        give_up "this system has no dpkg; install what provides these yourself and adapt this script: ${*%%=*}"
    for entry in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "${entry%%=*}" 2>/dev/null)" = installed ] || missing+=("$entry")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    say "Debian packages to install:"
    for entry in "${missing[@]}"; do printf '      %-20s %s\n' "${entry%%=*}" "${entry#*=}"; done
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null ||
            give_up "installing needs root and there is no sudo; as root run: apt-get install ${missing[*]%%=*}"
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq ||
        give_up "apt-get update failed; look at its message above, then run this script again"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
        "${missing[@]%%=*}" >/dev/null || give_up "apt-get install failed; look at its message above"
}

# need_swift: Swift of at least the version this package is written for.
need_swift() {
    local wanted=6.3 found
    if ! command -v swift >/dev/null && [ -x /opt/swift/usr/bin/swift ]; then
        PATH=$PATH:/opt/swift/usr/bin
        export PATH
    fi
    command -v swift >/dev/null ||
        give_up "Swift is not on PATH; install Swift $wanted or later for Debian 12 (https://www.swift.org/install/linux)"
    found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
    [ "$(printf '%s\n' "$wanted" "${found:-0}" | sort -V | head -n 1)" = "$wanted" ] ||
        give_up "Swift ${found:-of unknown version} is too old: this package needs $wanted or later (https://www.swift.org/install/linux)"
}

# configuration: "release", or "debug" when LANGNGHE_BUILD says so.
configuration() {
    case "${LANGNGHE_BUILD:-release}" in
    debug | release) echo "${LANGNGHE_BUILD:-release}" ;;
    *) give_up "LANGNGHE_BUILD must be debug or release, not \"$LANGNGHE_BUILD\"" ;;
    esac
}

# The libraries that the programs are built against.
# shellcheck disable=SC2034  # used by the scripts that source this
build_packages=(
    "git=fetches the Swift packages"
    "libzmq3-dev=ZeroMQ, the transport"
    "libsqlite3-dev=SQLite, the journal and the kiosks' outboxes"
)

# build_products PRODUCT…: builds them and sets `binaries` to the folder that holds them.
build_products() {
    local configuration product started=$SECONDS
    configuration=$(configuration)
    for product in "$@"; do
        say "Building $product ($configuration; some minutes the first time)"
        swift build --package-path "$root" -c "$configuration" --product "$product" --quiet </dev/null ||
            give_up "$product did not build; the compiler's messages are above"
    done
    binaries=$(swift build --package-path "$root" -c "$configuration" --show-bin-path)
    say "Built in $(seconds_since "$started") s: $binaries"
}
