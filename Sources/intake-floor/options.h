#ifndef INTAKE_FLOOR_OPTIONS_H
#define INTAKE_FLOOR_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

/// What the command line asks for.
struct options {
    const char *endpoint;
    /// "sqlite" or "file".
    const char *store;
    /// An existing directory on the disk to be measured.
    const char *path;
    /// Messages after which to stop; 0 means on SIGINT or SIGTERM.
    uint64_t messages;
    bool curve;
};

/// Reads the command line; ends the process with a message when it is wrong, or after --help.
struct options parse_options(int argument_count, char **arguments);

#endif
