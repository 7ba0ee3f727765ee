#ifndef INTAKE_LOAD_OPTIONS_H
#define INTAKE_LOAD_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/// What the other side speaks.
enum protocol {
    /// Any message is answered by any one reply, in order.
    PROTOCOL_FLOOR,
    /// proto/langnghe/v1/intake.proto: Hello, Publish, Receipt.
    PROTOCOL_LANGNGHE,
};

/// What the command line asks for.
struct options {
    const char *endpoint;
    enum protocol protocol;
    /// The server's CURVE public key in Z85; NULL without encryption.
    const char *server_key;
    /// File with one line per peer: office, public key, secret key; NULL to make keys up.
    const char *peer_keys;
    uint32_t peers;
    /// Messages without a reply that each peer may have.
    uint32_t in_flight;
    /// Submissions in each message, 1 to 500.
    uint32_t batch;
    /// Submissions in all; the run ends after them or after `seconds`, whichever comes first.
    uint64_t total;
    uint32_t seconds;
};

/// Reads the command line; ends the process with a message when it is wrong, or after --help.
struct options parse_options(int argument_count, char **arguments);

#endif
