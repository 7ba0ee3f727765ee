#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "failure.h"

static const char usage[] =
    "Usage: intake-floor --path DIR [options]\n"
    "\n"
    "The least an intake can do: a ROUTER that makes every message durable before it answers it, on one thread,\n"
    "without decoding, routing or looking for duplicates. It shows how fast the disk and the transport are here.\n"
    "Prints one line of JSON when it is ready (endpoint, server_key) and one when it stops.\n"
    "\n"
    "  --path DIR        existing directory for the store's file, on the disk to be measured; must not hold one yet\n"
    "  --store KIND      sqlite: WAL, synchronous=FULL, one transaction a batch (default)\n"
    "                    file: one append and one fdatasync a batch\n"
    "  --endpoint ADDR   where to listen (default tcp://127.0.0.1:*, a free port)\n"
    "  --messages N      stop after N messages (default: on SIGINT or SIGTERM)\n"
    "  --no-curve        without encryption\n"
    "  --help            this text\n";

static uint64_t parse_count(const char *option, const char *text) {
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == '-' || value == 0) {
        fail("%s takes a number of at least 1, not \"%s\"", option, text);
    }
    return value;
}

struct options parse_options(int argument_count, char **arguments) {
    static const struct option known[] = {
        {"path", required_argument, NULL, 'p'},     {"store", required_argument, NULL, 's'},
        {"endpoint", required_argument, NULL, 'e'}, {"messages", required_argument, NULL, 'm'},
        {"no-curve", no_argument, NULL, 'n'},       {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    struct options options = {.endpoint = "tcp://127.0.0.1:*", .store = "sqlite", .curve = true};
    int option;
    while ((option = getopt_long(argument_count, arguments, "", known, NULL)) != -1) {
        switch (option) {
        case 'p': options.path = optarg; break;
        case 's': options.store = optarg; break;
        case 'e': options.endpoint = optarg; break;
        case 'm': options.messages = parse_count("--messages", optarg); break;
        case 'n': options.curve = false; break;
        case 'h': fputs(usage, stdout); exit(0);
        default: fail("see intake-floor --help");
        }
    }
    if (optind != argument_count) fail("\"%s\" is not an option; see intake-floor --help", arguments[optind]);
    if (options.path == NULL) fail("--path is missing; see intake-floor --help");
    if (strcmp(options.store, "sqlite") != 0 && strcmp(options.store, "file") != 0) {
        fail("--store takes sqlite or file, not \"%s\"", options.store);
    }
    return options;
}
