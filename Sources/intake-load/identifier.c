#include "identifier.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "failure.h"

/// SplitMix64 (Steele, Lea and Flood, 2014), started from the system's randomness.
uint64_t random_bits(void) {
    static uint64_t state;
    while (state == 0) {
        if (getrandom(&state, sizeof state, 0) != sizeof state && errno != EINTR) {
            fail("the system gives no random bytes: %s", strerror(errno));
        }
    }
    state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t bits = state;
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94d049bb133111eb);
    return bits ^ (bits >> 31);
}

void make_identifier(unsigned char identifier[IDENTIFIER_SIZE], uint64_t milliseconds) {
    for (int index = 0; index < 6; index++) identifier[index] = (unsigned char)(milliseconds >> (40 - 8 * index));
    uint64_t high = random_bits();
    uint64_t low = random_bits();
    memcpy(identifier + 6, &high, 2);
    memcpy(identifier + 8, &low, 8);
    identifier[6] = (unsigned char)((identifier[6] & 0x0f) | 0x70);
    identifier[8] = (unsigned char)((identifier[8] & 0x3f) | 0x80);
}
