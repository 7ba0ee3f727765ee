#pragma once
#include <errno.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <zmq.h>

/// Names the calling thread for ps and debuggers; variadic functions don't reach Swift.
static inline int czeromq_name_thread(const char *name) {
    return prctl(PR_SET_NAME, name, 0UL, 0UL, 0UL);
}
