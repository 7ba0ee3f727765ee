#ifndef INTAKE_LOAD_FAILURE_H
#define INTAKE_LOAD_FAILURE_H

/// Writes "intake-load: …" to standard error and ends the process with status 1.
void fail(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

#endif
