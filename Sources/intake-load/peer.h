#ifndef INTAKE_LOAD_PEER_H
#define INTAKE_LOAD_PEER_H

#include <stdbool.h>
#include <stdint.h>

#include "frame.h"
#include "histogram.h"
#include "options.h"

/// What all peers have done together.
struct run {
    const struct options *options;
    /// Submissions given to peers for sending, and of those the ones that were acknowledged.
    uint64_t given;
    uint64_t acknowledged;
    /// Acknowledged, but put into quarantine.
    uint64_t rejected;
    uint64_t resent_messages;
    uint64_t busy_replies;
    /// No new submissions any more: the time is over.
    bool ending;
    /// Nanoseconds from sending a message to its reply.
    struct histogram time_to_receipt;
};

/// A message on its way.
struct message {
    struct publish_frame frame;
    uint64_t first_sequence;
    /// Nanoseconds on the monotonic clock, of the first sending.
    uint64_t sent_at;
};

/// One simulated kiosk: a DEALER and the messages it has on their way, oldest first, in a ring.
struct peer {
    void *socket;
    struct message *ring;
    uint32_t oldest;
    uint32_t count;
    uint64_t epoch;
    uint64_t next_sequence;
    /// Submissions that may be on their way.
    uint64_t window;
    bool greeted;
    /// After Busy: when to send again what is on its way; 0 when not waiting.
    uint64_t retry_at;
};

/// A CURVE key pair in Z85 and the office its kiosk stands in.
struct peer_identity {
    char office[OFFICE_LENGTH + 1];
    char public_key[41];
    char secret_key[41];
};

/// Connects a peer and prepares its frames.
void peer_open(struct peer *peer, void *context, const struct options *options, const struct peer_identity *identity);

/// Sends the greeting, Hello or any bytes; its reply sets `greeted`.
void peer_greet(struct peer *peer, const struct options *options);

/// Takes in every reply that has come. Ends the process when the server refuses.
void peer_receive(struct peer *peer, struct run *run);

/// Sends new messages as far as in-flight limit, window and total allow, and again what Busy held back.
void peer_send(struct peer *peer, struct run *run);

/// Nanoseconds on the monotonic clock.
uint64_t monotonic_now(void);

#endif
