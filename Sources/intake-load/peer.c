#include "peer.h"

#include <inttypes.h>
#include <stdlib.h>
#include <time.h>
#include <zmq.h>

#include "failure.h"
#include "identifier.h"
#include "reply.h"

static uint64_t read_clock(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0) fail("the clock can't be read");
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

uint64_t monotonic_now(void) { return read_clock(CLOCK_MONOTONIC); }

static void set_option(void *socket, int option, const void *value, size_t size) {
    if (zmq_setsockopt(socket, option, value, size) != 0) {
        fail("setting a socket option failed: %s (is the key 40 characters of Z85?)", zmq_strerror(zmq_errno()));
    }
}

void peer_open(struct peer *peer, void *context, const struct options *options, const struct peer_identity *identity) {
    peer->socket = zmq_socket(context, ZMQ_DEALER);
    if (peer->socket == NULL) fail("a socket can't be made: %s; try fewer --peers", zmq_strerror(zmq_errno()));
    // Twice the messages in flight, so that sending again after Busy or Resend never blocks.
    int high_water_mark = (int)options->in_flight * 2 + 16;
    int linger = 0;
    set_option(peer->socket, ZMQ_SNDHWM, &high_water_mark, sizeof high_water_mark);
    set_option(peer->socket, ZMQ_RCVHWM, &high_water_mark, sizeof high_water_mark);
    set_option(peer->socket, ZMQ_LINGER, &linger, sizeof linger);
    if (options->server_key != NULL) {
        set_option(peer->socket, ZMQ_CURVE_SERVERKEY, options->server_key, sizeof identity->public_key);
        set_option(peer->socket, ZMQ_CURVE_PUBLICKEY, identity->public_key, sizeof identity->public_key);
        set_option(peer->socket, ZMQ_CURVE_SECRETKEY, identity->secret_key, sizeof identity->secret_key);
    }
    if (zmq_connect(peer->socket, options->endpoint) != 0) {
        fail("%s can't be connected to: %s", options->endpoint, zmq_strerror(zmq_errno()));
    }
    peer->ring = calloc(options->in_flight, sizeof *peer->ring);
    if (peer->ring == NULL) fail("out of memory");
    for (uint32_t index = 0; index < options->in_flight; index++) {
        publish_frame_prepare(&peer->ring[index].frame, options->batch, identity->office);
    }
    peer->epoch = (random_bits() >> 1) | 1;
    peer->next_sequence = 1;
}

static void send_frame(struct peer *peer, const void *bytes, size_t length) {
    while (zmq_send(peer->socket, bytes, length, ZMQ_DONTWAIT) < 0) {
        if (zmq_errno() == EAGAIN) fail("the connection was lost or the server stopped reading");
        if (zmq_errno() != EINTR) fail("sending failed: %s", zmq_strerror(zmq_errno()));
    }
}

void peer_greet(struct peer *peer, const struct options *options) {
    unsigned char hello[LARGEST_HELLO];
    size_t length = encode_hello(hello, peer->epoch);
    send_frame(peer, hello, length);
    if (options->protocol == PROTOCOL_FLOOR) peer->window = UINT64_MAX;
}

/// Counts the oldest message as acknowledged at `now`.
static void acknowledge_oldest(struct peer *peer, struct run *run, uint64_t now) {
    histogram_record(&run->time_to_receipt, now - peer->ring[peer->oldest].sent_at);
    peer->oldest = (peer->oldest + 1) % run->options->in_flight;
    peer->count -= 1;
    run->acknowledged += run->options->batch;
}

/// Sends again every message on its way that holds a sequence from `from_sequence` on.
static void resend(struct peer *peer, struct run *run, uint64_t from_sequence) {
    for (uint32_t index = 0; index < peer->count; index++) {
        struct message *message = &peer->ring[(peer->oldest + index) % run->options->in_flight];
        if (message->first_sequence + run->options->batch <= from_sequence) continue;
        send_frame(peer, message->frame.bytes, message->frame.length);
        run->resent_messages += 1;
    }
}

static void take_receipt(struct peer *peer, struct run *run, const struct reply *reply, uint64_t now) {
    if (reply->sequence >= peer->next_sequence) fail("a receipt came for submissions that were never sent");
    peer->window = reply->window;
    run->rejected += reply->rejected;
    while (peer->count > 0 &&
           peer->ring[peer->oldest].first_sequence + run->options->batch - 1 <= reply->sequence) {
        acknowledge_oldest(peer, run, now);
    }
}

static void take_reply(struct peer *peer, struct run *run, const struct reply *reply, uint64_t now) {
    bool of_this_epoch = reply->epoch == peer->epoch;
    switch (reply->kind) {
    case REPLY_WELCOME:
        if (!of_this_epoch || reply->sequence != 0) fail("the server welcomes another epoch than was greeted with");
        peer->window = reply->window;
        peer->greeted = true;
        break;
    case REPLY_RECEIPT:
        if (of_this_epoch) take_receipt(peer, run, reply, now);
        break;
    case REPLY_RESEND:
        if (of_this_epoch) resend(peer, run, reply->sequence);
        break;
    case REPLY_BUSY:
        run->busy_replies += 1;
        peer->retry_at = now + reply->retry_after_milliseconds * 1000000 + 1;
        break;
    case REPLY_REFUSED:
        fail("refused with code %" PRIu64 " (RefusalCode in proto/langnghe/v1/intake.proto)", reply->refusal_code);
    }
}

void peer_receive(struct peer *peer, struct run *run) {
    zmq_msg_t frame;
    zmq_msg_init(&frame);
    while (zmq_msg_recv(&frame, peer->socket, ZMQ_DONTWAIT) >= 0) {
        uint64_t now = monotonic_now();
        if (run->options->protocol == PROTOCOL_FLOOR) {
            if (!peer->greeted) peer->greeted = true;
            else if (peer->count > 0) acknowledge_oldest(peer, run, now);
            else fail("more replies than messages came: is this intake-floor?");
            continue;
        }
        struct reply reply;
        if (!decode_reply(zmq_msg_data(&frame), zmq_msg_size(&frame), &reply)) {
            fail("a frame came that is no IntakeReply: does %s speak this protocol?", run->options->endpoint);
        }
        take_reply(peer, run, &reply, now);
    }
    if (zmq_errno() != EAGAIN && zmq_errno() != EINTR) fail("receiving failed: %s", zmq_strerror(zmq_errno()));
    zmq_msg_close(&frame);
}

void peer_send(struct peer *peer, struct run *run) {
    const struct options *options = run->options;
    if (peer->retry_at != 0) {
        if (monotonic_now() < peer->retry_at) return;
        peer->retry_at = 0;
        resend(peer, run, 0);
    }
    while (!run->ending && run->given < options->total && peer->count < options->in_flight &&
           (uint64_t)(peer->count + 1) * options->batch <= peer->window) {
        struct message *message = &peer->ring[(peer->oldest + peer->count) % options->in_flight];
        publish_frame_renew(&message->frame, peer->epoch, peer->next_sequence, read_clock(CLOCK_REALTIME) / 1000);
        message->first_sequence = peer->next_sequence;
        message->sent_at = monotonic_now();
        send_frame(peer, message->frame.bytes, message->frame.length);
        peer->next_sequence += options->batch;
        peer->count += 1;
        run->given += options->batch;
    }
}
