// Field numbers as in proto/langnghe/v1/submission.proto and intake.proto.

#include "frame.h"

#include <stdlib.h>
#include <string.h>

#include "failure.h"
#include "identifier.h"

enum {
    /// Places in a serialized Submission: id, then captured_at, come first.
    ID_OFFSET = 2,
    CAPTURED_AT_OFFSET = ID_OFFSET + IDENTIFIER_SIZE + 1,
    /// Varint bytes of any time between 1987 and 4253 in microseconds.
    CAPTURED_AT_SIZE = 8,
    /// Most bytes before the first submission of a Publish.
    LARGEST_HEADER = 1 + 10 + 1 + 10 + 1 + 10,
    /// Tag and length (2 bytes for 200) before every submission.
    SUBMISSION_PREFIX = 3,
    LENGTH_DELIMITED = 2,
};

static unsigned char *put_varint(unsigned char *at, uint64_t value) {
    while (value >= 0x80) {
        *at++ = (unsigned char)(value | 0x80);
        value >>= 7;
    }
    *at++ = (unsigned char)value;
    return at;
}

static unsigned char *put_number(unsigned char *at, unsigned field, uint64_t value) {
    return put_varint(put_varint(at, field << 3), value);
}

static unsigned char *put_bytes(unsigned char *at, unsigned field, const void *bytes, size_t length) {
    at = put_varint(put_varint(at, field << 3 | LENGTH_DELIMITED), length);
    memcpy(at, bytes, length);
    return at + length;
}

static unsigned char *put_text(unsigned char *at, unsigned field, const char *text) {
    return put_bytes(at, field, text, strlen(text));
}

/// A Rating with an answer to each of the eight criteria of "4 xin, 4 luôn".
static unsigned char *put_rating(unsigned char *at) {
    static const char *const criteria[] = {"greet", "apologise", "thank",  "ask-leave",
                                           "smile", "gentle",    "listen", "help"};
    unsigned char rating[128];
    unsigned char *end = put_text(rating, 1, "faces-5");
    end = put_number(end, 2, 2);
    for (size_t index = 0; index < sizeof criteria / sizeof criteria[0]; index++) {
        unsigned char answer[32];
        unsigned char *answer_end = put_number(put_text(answer, 1, criteria[index]), 2, 1);
        end = put_bytes(end, 3, answer, (size_t)(answer_end - answer));
    }
    end = put_text(end, 4, "queue");
    return put_bytes(at, 16, rating, (size_t)(end - rating));
}

static void encode_submission(unsigned char submission[SUBMISSION_SIZE], const char office[OFFICE_LENGTH]) {
    static const unsigned char no_identifier[IDENTIFIER_SIZE];
    unsigned char *at = put_bytes(submission, 1, no_identifier, sizeof no_identifier);
    at = put_number(at, 2, UINT64_C(1) << 50);
    at = put_bytes(at, 3, office, OFFICE_LENGTH);
    at = put_text(at, 4, "2");
    at = put_text(at, 5, "civil-status");
    unsigned char visit[IDENTIFIER_SIZE];
    make_identifier(visit, 0);
    at = put_bytes(at, 6, visit, sizeof visit);
    at = put_text(at, 7, "vi");
    at = put_text(at, 8, "2022-10");
    at = put_rating(at);
    if (at != submission + SUBMISSION_SIZE) fail("the sample submission has %td bytes", at - submission);
}

void publish_frame_prepare(struct publish_frame *frame, uint32_t batch, const char office[OFFICE_LENGTH]) {
    unsigned char submission[SUBMISSION_SIZE + 64];
    encode_submission(submission, office);
    frame->batch = batch;
    frame->storage = malloc(LARGEST_HEADER + (size_t)batch * (SUBMISSION_PREFIX + SUBMISSION_SIZE));
    if (frame->storage == NULL) fail("out of memory");
    unsigned char *at = frame->storage + LARGEST_HEADER;
    for (uint32_t index = 0; index < batch; index++) at = put_bytes(at, 3, submission, SUBMISSION_SIZE);
}

void publish_frame_renew(struct publish_frame *frame, uint64_t epoch, uint64_t first_sequence, uint64_t captured_at) {
    unsigned char *submissions = frame->storage + LARGEST_HEADER;
    size_t submissions_length = (size_t)frame->batch * (SUBMISSION_PREFIX + SUBMISSION_SIZE);
    for (uint32_t index = 0; index < frame->batch; index++) {
        unsigned char *submission =
            submissions + (size_t)index * (SUBMISSION_PREFIX + SUBMISSION_SIZE) + SUBMISSION_PREFIX;
        make_identifier(submission + ID_OFFSET, captured_at / 1000);
        if (put_varint(submission + CAPTURED_AT_OFFSET, captured_at) !=
            submission + CAPTURED_AT_OFFSET + CAPTURED_AT_SIZE) {
            fail("this machine's clock is wrong by decades");
        }
    }

    // The header's length varies with the numbers: it is written so that it ends where the submissions begin.
    unsigned char fields[22];
    unsigned char *fields_end = put_number(put_number(fields, 1, epoch), 2, first_sequence);
    size_t fields_length = (size_t)(fields_end - fields);
    unsigned char header[LARGEST_HEADER];
    unsigned char *header_end = put_varint(header, 2 << 3 | LENGTH_DELIMITED);
    header_end = put_varint(header_end, fields_length + submissions_length);
    memcpy(header_end, fields, fields_length);
    size_t header_length = (size_t)(header_end - header) + fields_length;
    memcpy(submissions - header_length, header, header_length);
    frame->bytes = submissions - header_length;
    frame->length = header_length + submissions_length;
}

size_t encode_hello(unsigned char frame[LARGEST_HELLO], uint64_t epoch) {
    unsigned char hello[LARGEST_HELLO];
    unsigned char *end = put_number(hello, 1, 1);
    end = put_number(end, 2, epoch);
    end = put_number(end, 3, 1);
    end = put_text(end, 5, "intake-load 1");
    return (size_t)(put_bytes(frame, 1, hello, (size_t)(end - hello)) - frame);
}
