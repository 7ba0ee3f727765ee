#ifndef INTAKE_LOAD_IDENTIFIER_H
#define INTAKE_LOAD_IDENTIFIER_H

#include <stdint.h>

enum { IDENTIFIER_SIZE = 16 };

/// Makes a UUID version 7 (RFC 9562, section 5.7): the time in milliseconds since 1970, then 74 random bits.
void make_identifier(unsigned char identifier[IDENTIFIER_SIZE], uint64_t milliseconds);

/// 64 random bits; good enough for identifiers, not for keys.
uint64_t random_bits(void);

#endif
