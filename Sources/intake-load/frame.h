#ifndef INTAKE_LOAD_FRAME_H
#define INTAKE_LOAD_FRAME_H

#include <stddef.h>
#include <stdint.h>

enum {
    /// Bytes of every serialized Submission this load sends.
    SUBMISSION_SIZE = 200,
    /// Characters of a register code of an office.
    OFFICE_LENGTH = 5,
    /// Bytes of an encoded Hello, at most.
    LARGEST_HELLO = 80,
};

/// A Publish of a fixed number of submissions, encoded once; later only ids, times and numbers are written over.
struct publish_frame {
    unsigned char *storage;
    uint32_t batch;
    /// The frame as it goes out: `length` bytes from `bytes`, a place in `storage`.
    const unsigned char *bytes;
    size_t length;
};

/// Encodes `batch` ratings given at `office`; the caller keeps the frame for the whole run.
void publish_frame_prepare(struct publish_frame *frame, uint32_t batch, const char office[OFFICE_LENGTH]);

/// Gives the frame its epoch and first sequence and every submission a new id and the time of capture
/// (microseconds since 1970).
void publish_frame_renew(struct publish_frame *frame, uint64_t epoch, uint64_t first_sequence, uint64_t captured_at);

/// Encodes the Hello of a kiosk that has sent nothing yet; returns its length.
size_t encode_hello(unsigned char frame[LARGEST_HELLO], uint64_t epoch);

#endif
