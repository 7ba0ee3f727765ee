#ifndef INTAKE_FLOOR_STORE_H
#define INTAKE_FLOOR_STORE_H

#include <stddef.h>
#include <stdint.h>
#include <zmq.h>

/// A place that keeps message bodies. Every function ends the process when the disk refuses.
struct store {
    /// Makes `count` bodies durable in one go; when it returns they survive a power cut.
    void (*append)(void *state, zmq_msg_t *bodies, size_t count, uint64_t first_number);
    void (*close)(void *state);
    void *state;
};

/// An appended file with one fdatasync per batch.
struct store open_file_store(const char *directory);

/// A SQLite table in WAL with synchronous=FULL, one transaction per batch.
struct store open_sqlite_store(const char *directory);

/// "directory/name"; the caller frees it. Ends the process when such a file exists: nothing is overwritten.
char *path_of_new_file(const char *directory, const char *name);

#endif
