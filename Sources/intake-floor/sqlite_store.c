#include <sqlite3.h>
#include <stdlib.h>

#include "failure.h"
#include "store.h"

struct sqlite_store {
    sqlite3 *database;
    sqlite3_stmt *insert;
};

static const char schema[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA wal_autocheckpoint = 4000;"
    "CREATE TABLE journal (position INTEGER PRIMARY KEY, kiosk INTEGER, sequence INTEGER, recorded_at INTEGER,"
    " body BLOB);";

static void require(struct sqlite_store *store, int result, int expected, const char *doing) {
    if (result != expected) fail("%s failed: %s", doing, sqlite3_errmsg(store->database));
}

static void run(struct sqlite_store *store, const char *sql, const char *doing) {
    require(store, sqlite3_exec(store->database, sql, NULL, NULL, NULL), SQLITE_OK, doing);
}

static void append_to_table(void *state, zmq_msg_t *bodies, size_t count, uint64_t first_number) {
    struct sqlite_store *store = state;
    run(store, "BEGIN IMMEDIATE", "beginning the transaction");
    for (size_t index = 0; index < count; index++) {
        sqlite3_int64 number = (sqlite3_int64)(first_number + index);
        int size = (int)zmq_msg_size(&bodies[index]);
        sqlite3_stmt *insert = store->insert;
        int bound = sqlite3_bind_int64(insert, 1, (sqlite3_int64)index);
        if (bound == SQLITE_OK) bound = sqlite3_bind_int64(insert, 2, number);
        if (bound == SQLITE_OK) bound = sqlite3_bind_int64(insert, 3, (sqlite3_int64)first_number);
        if (bound == SQLITE_OK) bound = sqlite3_bind_blob(insert, 4, zmq_msg_data(&bodies[index]), size, SQLITE_STATIC);
        require(store, bound, SQLITE_OK, "binding a row");
        require(store, sqlite3_step(insert), SQLITE_DONE, "inserting a row");
        require(store, sqlite3_reset(insert), SQLITE_OK, "resetting the statement");
    }
    run(store, "COMMIT", "committing");
}

static void close_database(void *state) {
    struct sqlite_store *store = state;
    require(store, sqlite3_finalize(store->insert), SQLITE_OK, "finalizing the statement");
    require(store, sqlite3_close(store->database), SQLITE_OK, "closing the database");
    free(store);
}

struct store open_sqlite_store(const char *directory) {
    struct sqlite_store *store = calloc(1, sizeof *store);
    if (store == NULL) fail("out of memory");
    char *path = path_of_new_file(directory, "floor.sqlite");
    require(store, sqlite3_open(path, &store->database), SQLITE_OK, "making the database");
    free(path);
    run(store, schema, "making the table");
    const char *insert = "INSERT INTO journal (kiosk, sequence, recorded_at, body) VALUES (?, ?, ?, ?)";
    require(store, sqlite3_prepare_v2(store->database, insert, -1, &store->insert, NULL), SQLITE_OK,
            "preparing the statement");
    return (struct store){.append = append_to_table, .close = close_database, .state = store};
}
