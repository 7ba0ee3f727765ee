#ifndef INTAKE_LOAD_HISTOGRAM_H
#define INTAKE_LOAD_HISTOGRAM_H

#include <stdint.h>

enum {
    /// Counters for each doubling: a value is known to within 1/128 of itself.
    SUB_BUCKETS = 128,
    SUB_BUCKET_BITS = 7,
    BUCKETS = (64 - SUB_BUCKET_BITS + 1) * SUB_BUCKETS,
};

/// Counts of durations in nanoseconds, log-linear as in HdrHistogram: fixed size, whatever the values.
struct histogram {
    uint64_t counts[BUCKETS];
    uint64_t total;
    uint64_t largest;
};

/// Counts one duration.
void histogram_record(struct histogram *histogram, uint64_t nanoseconds);

/// The duration, in nanoseconds, that `fraction` (0 to 1) of all recorded ones do not exceed; 0 when there are none.
uint64_t histogram_quantile(const struct histogram *histogram, double fraction);

#endif
