#include "histogram.h"

static unsigned bucket_of(uint64_t value) {
    if (value < SUB_BUCKETS) return (unsigned)value;
    unsigned doubling = 63u - (unsigned)__builtin_clzll(value) - SUB_BUCKET_BITS + 1;
    // The upper half of the sub-buckets is enough for every doubling but the first.
    return doubling * (SUB_BUCKETS / 2) + (unsigned)(value >> doubling);
}

static uint64_t highest_value_of(unsigned bucket) {
    if (bucket < SUB_BUCKETS) return bucket;
    unsigned doubling = bucket / (SUB_BUCKETS / 2) - 1;
    uint64_t sub_bucket = bucket - doubling * (SUB_BUCKETS / 2);
    return ((sub_bucket + 1) << doubling) - 1;
}

void histogram_record(struct histogram *histogram, uint64_t nanoseconds) {
    histogram->counts[bucket_of(nanoseconds)] += 1;
    histogram->total += 1;
    if (nanoseconds > histogram->largest) histogram->largest = nanoseconds;
}

uint64_t histogram_quantile(const struct histogram *histogram, double fraction) {
    uint64_t wanted = (uint64_t)((double)histogram->total * fraction);
    uint64_t seen = 0;
    for (unsigned bucket = 0; bucket < BUCKETS; bucket++) {
        seen += histogram->counts[bucket];
        if (seen > wanted || (seen == histogram->total && seen > 0)) {
            uint64_t value = highest_value_of(bucket);
            return value < histogram->largest ? value : histogram->largest;
        }
    }
    return 0;
}
