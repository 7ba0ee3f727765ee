// asprintf
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "failure.h"
#include "store.h"

struct file_store {
    int descriptor;
    unsigned char *buffer;
    size_t capacity;
};

char *path_of_new_file(const char *directory, const char *name) {
    char *path = NULL;
    if (asprintf(&path, "%s/%s", directory, name) < 0) fail("out of memory");
    if (access(path, F_OK) == 0) fail("%s exists already: give an empty directory", path);
    return path;
}

static void write_all(int descriptor, const unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0) {
            if (errno == EINTR) continue;
            fail("writing failed: %s", strerror(errno));
        }
        bytes += written;
        length -= (size_t)written;
    }
}

static void append_to_file(void *state, zmq_msg_t *bodies, size_t count, uint64_t first_number) {
    (void)first_number;
    struct file_store *file = state;
    size_t length = 0;
    for (size_t index = 0; index < count; index++) {
        size_t size = zmq_msg_size(&bodies[index]);
        if (length + size > file->capacity) {
            file->capacity = (length + size) * 2;
            file->buffer = realloc(file->buffer, file->capacity);
            if (file->buffer == NULL) fail("out of memory");
        }
        if (size > 0) memcpy(file->buffer + length, zmq_msg_data(&bodies[index]), size);
        length += size;
    }
    write_all(file->descriptor, file->buffer, length);
    if (fdatasync(file->descriptor) != 0) fail("fdatasync failed: %s", strerror(errno));
}

static void close_file(void *state) {
    struct file_store *file = state;
    if (close(file->descriptor) != 0) fail("closing the file failed: %s", strerror(errno));
    free(file->buffer);
    free(file);
}

struct store open_file_store(const char *directory) {
    struct file_store *file = calloc(1, sizeof *file);
    if (file == NULL) fail("out of memory");
    char *path = path_of_new_file(directory, "floor.log");
    file->descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    if (file->descriptor < 0) fail("%s can't be made: %s", path, strerror(errno));
    free(path);
    return (struct store){.append = append_to_file, .close = close_file, .state = file};
}
