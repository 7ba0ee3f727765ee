// The floor under the intake: what this machine's disk and libzmq can do when nothing else is asked of them.
// The product's intake is quoted as a ratio to it, measured in the same run under the same load (intake-load).

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "failure.h"
#include "options.h"
#include "store.h"

enum {
    /// Most messages made durable by one commit.
    LARGEST_BATCH = 8192,
    /// Messages libzmq may hold per peer and direction.
    HIGH_WATER_MARK = 100000,
    /// Longest time until a signal is noticed, milliseconds.
    RECEIVE_TIMEOUT = 200,
    /// Characters of a Z85 key, with its closing zero.
    KEY_SIZE = 41,
};

static const char acknowledgement[] = "received";

static volatile sig_atomic_t stop_requested;

static void request_stop(int signal) {
    (void)signal;
    stop_requested = 1;
}

static void set_int(void *socket, int option, int value, const char *name) {
    if (zmq_setsockopt(socket, option, &value, sizeof value) != 0) {
        fail("setting %s failed: %s", name, zmq_strerror(zmq_errno()));
    }
}

/// Binds the socket and prints the line that tells where it listens and with which key.
static void listen_and_announce(void *socket, const struct options *options) {
    char public_key[KEY_SIZE] = "";
    set_int(socket, ZMQ_RCVHWM, HIGH_WATER_MARK, "the receive high-water mark");
    set_int(socket, ZMQ_SNDHWM, HIGH_WATER_MARK, "the send high-water mark");
    set_int(socket, ZMQ_RCVTIMEO, RECEIVE_TIMEOUT, "the receive timeout");
    set_int(socket, ZMQ_LINGER, 1000, "the linger period");
    if (options->curve) {
        char secret_key[KEY_SIZE];
        if (zmq_curve_keypair(public_key, secret_key) != 0) {
            fail("this libzmq was built without CURVE; install Debian's libzmq3-dev or use --no-curve");
        }
        set_int(socket, ZMQ_CURVE_SERVER, 1, "CURVE");
        if (zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, sizeof secret_key) != 0) {
            fail("setting the key failed: %s", zmq_strerror(zmq_errno()));
        }
    }
    if (zmq_bind(socket, options->endpoint) != 0) {
        fail("can't listen on %s: %s; choose another with --endpoint", options->endpoint, zmq_strerror(zmq_errno()));
    }
    char endpoint[256];
    size_t size = sizeof endpoint;
    if (zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &size) != 0) {
        fail("reading the endpoint failed: %s", zmq_strerror(zmq_errno()));
    }
    // Z85 has no quotation mark and no backslash, so it needs no escaping in JSON.
    printf("{\"endpoint\":\"%s\",\"server_key\":\"%s\",\"store\":\"%s\"}\n", endpoint, public_key, options->store);
    fflush(stdout);
}

/// Receives one frame; false when none came (nothing waiting, the timeout, or a signal).
static bool receive(zmq_msg_t *frame, void *socket, int flags) {
    zmq_msg_init(frame);
    if (zmq_msg_recv(frame, socket, flags) >= 0) return true;
    int error = zmq_errno();
    zmq_msg_close(frame);
    if (error != EAGAIN && error != EINTR) fail("receiving failed: %s", zmq_strerror(error));
    return false;
}

/// Receives what is waiting, up to `limit` messages; waits for the first only.
static size_t receive_batch(void *socket, zmq_msg_t *identities, zmq_msg_t *bodies, size_t limit) {
    size_t count = 0;
    while (count < limit && receive(&identities[count], socket, count == 0 ? 0 : ZMQ_DONTWAIT)) {
        if (!zmq_msg_more(&identities[count])) fail("a message without a body came: is this intake-load?");
        // The frames of one message arrive together: these can only fail with a signal.
        while (!receive(&bodies[count], socket, 0)) continue;
        if (zmq_msg_more(&bodies[count])) fail("a message of more than one frame came: is this intake-load?");
        count++;
    }
    return count;
}

static void acknowledge_batch(void *socket, zmq_msg_t *identities, zmq_msg_t *bodies, size_t count) {
    for (size_t index = 0; index < count; index++) {
        while (zmq_msg_send(&identities[index], socket, ZMQ_SNDMORE) < 0) {
            if (zmq_errno() != EINTR) fail("sending failed: %s", zmq_strerror(zmq_errno()));
        }
        while (zmq_send(socket, acknowledgement, sizeof acknowledgement - 1, 0) < 0) {
            if (zmq_errno() != EINTR) fail("sending failed: %s", zmq_strerror(zmq_errno()));
        }
        zmq_msg_close(&bodies[index]);
    }
}

int main(int argument_count, char **arguments) {
    struct options options = parse_options(argument_count, arguments);
    struct sigaction action = {.sa_handler = request_stop};
    if (sigaction(SIGINT, &action, NULL) != 0 || sigaction(SIGTERM, &action, NULL) != 0) {
        fail("catching signals failed: %s", strerror(errno));
    }
    struct store store =
        strcmp(options.store, "sqlite") == 0 ? open_sqlite_store(options.path) : open_file_store(options.path);
    void *context = zmq_ctx_new();
    void *socket = context == NULL ? NULL : zmq_socket(context, ZMQ_ROUTER);
    zmq_msg_t *identities = calloc(LARGEST_BATCH, sizeof *identities);
    zmq_msg_t *bodies = calloc(LARGEST_BATCH, sizeof *bodies);
    if (socket == NULL || identities == NULL || bodies == NULL) fail("out of memory or file descriptors");
    listen_and_announce(socket, &options);

    uint64_t messages = 0;
    uint64_t batches = 0;
    while (!stop_requested && (options.messages == 0 || messages < options.messages)) {
        uint64_t missing = options.messages == 0 ? LARGEST_BATCH : options.messages - messages;
        size_t limit = missing < LARGEST_BATCH ? (size_t)missing : LARGEST_BATCH;
        size_t count = receive_batch(socket, identities, bodies, limit);
        if (count == 0) continue;
        store.append(store.state, bodies, count, messages + 1);
        acknowledge_batch(socket, identities, bodies, count);
        messages += count;
        batches += 1;
    }

    store.close(store.state);
    zmq_close(socket);
    zmq_ctx_term(context);
    free(identities);
    free(bodies);
    printf("{\"messages\":%" PRIu64 ",\"commits\":%" PRIu64 "}\n", messages, batches);
    return 0;
}
