#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "failure.h"

static const char usage[] =
    "Usage: intake-load --endpoint ADDR --server-key KEY [options]\n"
    "\n"
    "Many kiosks at once, from one thread: publishes 200-byte ratings and counts those that were acknowledged.\n"
    "Speaks to the aggregator's intake or to intake-floor, so that both are measured by the same load.\n"
    "Prints one line of JSON. The clock starts when every peer has had an answer to its greeting.\n"
    "\n"
    "  --endpoint ADDR    e.g. tcp://127.0.0.1:5710\n"
    "  --protocol NAME    langnghe (default) or floor\n"
    "  --server-key KEY   the server's CURVE public key, Z85\n"
    "  --no-curve         without encryption (the floor only)\n"
    "  --peer-keys FILE   one line for each peer: OFFICE PUBLIC-KEY SECRET-KEY (Z85);\n"
    "                     without it the peers' keys are made up, which only the floor accepts\n"
    "  --peers N          kiosks (default 64)\n"
    "  --in-flight W      messages each kiosk may have without a reply (default 16)\n"
    "  --batch B          submissions in each message, 1 to 500 (default 1)\n"
    "  --total T          submissions in all (default 500000)\n"
    "  --seconds S        stop sending after S seconds even so (default 60)\n"
    "  --help             this text\n";

static uint64_t parse_count(const char *option, const char *text, uint64_t largest) {
    char *end = NULL;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || text[0] == '-' || value == 0 || value > largest) {
        fail("%s takes a number from 1 to %llu, not \"%s\"", option, (unsigned long long)largest, text);
    }
    return value;
}

static enum protocol parse_protocol(const char *text) {
    if (strcmp(text, "floor") == 0) return PROTOCOL_FLOOR;
    if (strcmp(text, "langnghe") == 0) return PROTOCOL_LANGNGHE;
    fail("--protocol takes floor or langnghe, not \"%s\"", text);
}

struct options parse_options(int argument_count, char **arguments) {
    static const struct option known[] = {
        {"endpoint", required_argument, NULL, 'e'},   {"protocol", required_argument, NULL, 'p'},
        {"server-key", required_argument, NULL, 'k'}, {"no-curve", no_argument, NULL, 'c'},
        {"peer-keys", required_argument, NULL, 'f'},  {"peers", required_argument, NULL, 'n'},
        {"in-flight", required_argument, NULL, 'w'},  {"batch", required_argument, NULL, 'b'},
        {"total", required_argument, NULL, 't'},      {"seconds", required_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'},             {NULL, 0, NULL, 0},
    };
    struct options options = {
        .protocol = PROTOCOL_LANGNGHE, .peers = 64, .in_flight = 16, .batch = 1, .total = 500000, .seconds = 60};
    bool curve = true;
    int option;
    while ((option = getopt_long(argument_count, arguments, "", known, NULL)) != -1) {
        switch (option) {
        case 'e': options.endpoint = optarg; break;
        case 'p': options.protocol = parse_protocol(optarg); break;
        case 'k': options.server_key = optarg; break;
        case 'c': curve = false; break;
        case 'f': options.peer_keys = optarg; break;
        case 'n': options.peers = (uint32_t)parse_count("--peers", optarg, 10000); break;
        case 'w': options.in_flight = (uint32_t)parse_count("--in-flight", optarg, 10000); break;
        case 'b': options.batch = (uint32_t)parse_count("--batch", optarg, 500); break;
        case 't': options.total = parse_count("--total", optarg, 1000000000); break;
        case 's': options.seconds = (uint32_t)parse_count("--seconds", optarg, 3600); break;
        case 'h': fputs(usage, stdout); exit(0);
        default: fail("see intake-load --help");
        }
    }
    if (optind != argument_count) fail("\"%s\" is not an option; see intake-load --help", arguments[optind]);
    if (options.endpoint == NULL) fail("--endpoint is missing; see intake-load --help");
    if (curve != (options.server_key != NULL)) fail("give either --server-key or --no-curve");
    if (options.protocol == PROTOCOL_LANGNGHE && (!curve || options.peer_keys == NULL)) {
        fail("the aggregator knows its kiosks by their keys: give --server-key and --peer-keys");
    }
    return options;
}
