#ifndef INTAKE_LOAD_REPLY_H
#define INTAKE_LOAD_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum reply_kind {
    REPLY_WELCOME = 1,
    REPLY_RECEIPT = 2,
    REPLY_RESEND = 3,
    REPLY_BUSY = 4,
    REPLY_REFUSED = 5,
};

/// What an IntakeReply (proto/langnghe/v1/intake.proto) says, as far as the load needs it.
struct reply {
    enum reply_kind kind;
    /// Welcome, Receipt, Resend.
    uint64_t epoch;
    /// Welcome, Receipt: through_sequence. Resend: from_sequence.
    uint64_t sequence;
    /// Welcome, Receipt.
    uint64_t window;
    /// Receipt: submissions that went to quarantine.
    uint64_t rejected;
    /// Busy.
    uint64_t retry_after_milliseconds;
    /// Refused.
    uint64_t refusal_code;
};

/// Decodes one frame; false when it is not an IntakeReply.
bool decode_reply(const unsigned char *frame, size_t length, struct reply *reply);

#endif
