// The load under which the aggregator's intake and the floor are measured.

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "failure.h"
#include "options.h"
#include "peer.h"

enum {
    /// Longest wait for replies before it is looked at whether any came, milliseconds.
    POLL_TIMEOUT = 10,
    /// Seconds without any reply after which the run is given up.
    PATIENCE = 15,
};

static const uint64_t nanoseconds_per_second = 1000000000;

/// Reads one identity per peer from the file, or makes key pairs up.
static struct peer_identity *load_identities(const struct options *options) {
    struct peer_identity *identities = calloc(options->peers, sizeof *identities);
    if (identities == NULL) fail("out of memory");
    FILE *file = NULL;
    if (options->peer_keys != NULL) {
        file = fopen(options->peer_keys, "r");
        if (file == NULL) fail("%s can't be read: %s", options->peer_keys, strerror(errno));
    }
    for (uint32_t index = 0; index < options->peers; index++) {
        struct peer_identity *identity = &identities[index];
        if (file != NULL) {
            if (fscanf(file, "%5s %40s %40s", identity->office, identity->public_key, identity->secret_key) != 3 ||
                strlen(identity->office) != OFFICE_LENGTH || strlen(identity->public_key) != 40 ||
                strlen(identity->secret_key) != 40) {
                fail("%s: line %" PRIu32 " is not \"OFFICE PUBLIC-KEY SECRET-KEY\"; it needs one line for each of the "
                     "%" PRIu32 " peers",
                     options->peer_keys, index + 1, options->peers);
            }
        } else {
            strcpy(identity->office, "29242");
            if (options->server_key != NULL && zmq_curve_keypair(identity->public_key, identity->secret_key) != 0) {
                fail("this libzmq was built without CURVE");
            }
        }
    }
    if (file != NULL) fclose(file);
    return identities;
}

/// Waits for replies and takes them in; gives up when none came for a long time.
static void exchange(struct peer *peers, zmq_pollitem_t *items, struct run *run, uint64_t *last_reply) {
    int ready = zmq_poll(items, (int)run->options->peers, POLL_TIMEOUT);
    if (ready < 0 && zmq_errno() != EINTR) fail("waiting for replies failed: %s", zmq_strerror(zmq_errno()));
    uint64_t now = monotonic_now();
    if (ready > 0) *last_reply = now;
    if (now - *last_reply > PATIENCE * nanoseconds_per_second) {
        fail("no answer from %s for %d s: does it run, is --server-key its key, does it know the peers' keys?",
             run->options->endpoint, PATIENCE);
    }
    for (uint32_t index = 0; index < run->options->peers; index++) {
        if (ready > 0 && (items[index].revents & ZMQ_POLLIN) != 0) peer_receive(&peers[index], run);
    }
}

static bool all_greeted(const struct peer *peers, uint32_t count) {
    for (uint32_t index = 0; index < count; index++) {
        if (!peers[index].greeted) return false;
    }
    return true;
}

static void report(const struct run *run, uint64_t nanoseconds) {
    const struct options *options = run->options;
    const struct histogram *times = &run->time_to_receipt;
    double seconds = (double)nanoseconds / (double)nanoseconds_per_second;
    printf("{\"protocol\":\"%s\",\"curve\":%s,\"peers\":%" PRIu32 ",\"in_flight\":%" PRIu32 ",\"batch\":%" PRIu32 ",",
           options->protocol == PROTOCOL_FLOOR ? "floor" : "langnghe", options->server_key != NULL ? "true" : "false",
           options->peers, options->in_flight, options->batch);
    printf("\"acknowledged\":%" PRIu64 ",\"rejected\":%" PRIu64 ",\"seconds\":%.3f,\"acknowledged_per_second\":%.0f,",
           run->acknowledged, run->rejected, seconds, (double)run->acknowledged / seconds);
    printf("\"microseconds_to_receipt\":{\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"max\":%.1f},",
           (double)histogram_quantile(times, 0.5) / 1000, (double)histogram_quantile(times, 0.9) / 1000,
           (double)histogram_quantile(times, 0.99) / 1000, (double)times->largest / 1000);
    printf("\"resent_messages\":%" PRIu64 ",\"busy_replies\":%" PRIu64 "}\n", run->resent_messages,
           run->busy_replies);
}

int main(int argument_count, char **arguments) {
    struct options options = parse_options(argument_count, arguments);
    void *context = zmq_ctx_new();
    if (context == NULL || zmq_ctx_set(context, ZMQ_MAX_SOCKETS, (int)options.peers + 16) != 0) {
        fail("libzmq can't start: %s", zmq_strerror(zmq_errno()));
    }
    struct peer_identity *identities = load_identities(&options);
    struct peer *peers = calloc(options.peers, sizeof *peers);
    zmq_pollitem_t *items = calloc(options.peers, sizeof *items);
    struct run *run = calloc(1, sizeof *run);
    if (peers == NULL || items == NULL || run == NULL) fail("out of memory");
    run->options = &options;
    for (uint32_t index = 0; index < options.peers; index++) {
        peer_open(&peers[index], context, &options, &identities[index]);
        peer_greet(&peers[index], &options);
        items[index] = (zmq_pollitem_t){.socket = peers[index].socket, .events = ZMQ_POLLIN};
    }
    uint64_t last_reply = monotonic_now();
    while (!all_greeted(peers, options.peers)) exchange(peers, items, run, &last_reply);

    uint64_t started = monotonic_now();
    uint64_t deadline = started + options.seconds * nanoseconds_per_second;
    last_reply = started;
    do {
        for (uint32_t index = 0; index < options.peers; index++) peer_send(&peers[index], run);
        exchange(peers, items, run, &last_reply);
        if (monotonic_now() >= deadline) run->ending = true;
    } while (run->acknowledged < run->given || (!run->ending && run->given < options.total));
    report(run, monotonic_now() - started);
    // A submission in quarantine is no proof of what the intake can do.
    return run->rejected == 0 ? 0 : 2;
}
