#include "reply.h"

#include <string.h>

struct reader {
    const unsigned char *at;
    const unsigned char *end;
};

struct field {
    unsigned number;
    /// The value of a number; of anything else, its length.
    uint64_t value;
    /// Where a length-delimited field begins; NULL for a number.
    const unsigned char *bytes;
};

static bool read_varint(struct reader *reader, uint64_t *value) {
    *value = 0;
    for (unsigned shift = 0; shift < 64 && reader->at < reader->end; shift += 7) {
        unsigned char byte = *reader->at++;
        *value |= (uint64_t)(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) return true;
    }
    return false;
}

static bool read_field(struct reader *reader, struct field *field) {
    uint64_t tag;
    if (!read_varint(reader, &tag) || tag >> 3 == 0 || tag > UINT32_MAX) return false;
    field->number = (unsigned)(tag >> 3);
    field->bytes = NULL;
    switch (tag & 7) {
    case 0: return read_varint(reader, &field->value);
    case 1: field->value = 8; break;
    case 2:
        if (!read_varint(reader, &field->value)) return false;
        break;
    case 5: field->value = 4; break;
    default: return false;
    }
    if (field->value > (uint64_t)(reader->end - reader->at)) return false;
    field->bytes = reader->at;
    reader->at += field->value;
    return true;
}

static bool decode_content(struct reader reader, struct reply *reply) {
    struct field field;
    while (reader.at < reader.end) {
        if (!read_field(&reader, &field)) return false;
        bool is_number = field.bytes == NULL;
        switch (reply->kind) {
        case REPLY_WELCOME:
            if (is_number && field.number == 2) reply->epoch = field.value;
            if (is_number && field.number == 3) reply->sequence = field.value;
            if (is_number && field.number == 5) reply->window = field.value;
            break;
        case REPLY_RECEIPT:
            if (is_number && field.number == 1) reply->epoch = field.value;
            if (is_number && field.number == 2) reply->sequence = field.value;
            if (is_number && field.number == 3) reply->window = field.value;
            if (!is_number && field.number == 4) reply->rejected += 1;
            break;
        case REPLY_RESEND:
            if (is_number && field.number == 1) reply->epoch = field.value;
            if (is_number && field.number == 2) reply->sequence = field.value;
            break;
        case REPLY_BUSY:
            if (is_number && field.number == 1) reply->retry_after_milliseconds = field.value;
            break;
        case REPLY_REFUSED:
            if (is_number && field.number == 1) reply->refusal_code = field.value;
            break;
        }
    }
    return true;
}

bool decode_reply(const unsigned char *frame, size_t length, struct reply *reply) {
    struct reader reader = {frame, frame + length};
    memset(reply, 0, sizeof *reply);
    struct field field;
    while (reader.at < reader.end) {
        if (!read_field(&reader, &field)) return false;
        if (field.bytes == NULL || field.number < REPLY_WELCOME || field.number > REPLY_REFUSED) continue;
        reply->kind = (enum reply_kind)field.number;
        if (!decode_content((struct reader){field.bytes, field.bytes + field.value}, reply)) return false;
    }
    return reply->kind != 0;
}
