/*
 * beside/store.h - what is printed of files beside the register, most of it
 * on disk.
 *
 * Records of numbers and texts in a file without a name: it is gone when the
 * process is, however that ends. It may be read by processes forked after the
 * last record was added. For beside/ only.
 */
#ifndef BESIDE_STORE_H
#define BESIDE_STORE_H

#include "base/diag.h"

struct store;

/* In a folder that holds personal data, or where temporary files are; NULL
 * after a report. The first `held` bytes stay in memory. */
struct store *store_new(const char *folder, size_t held, struct diag *diag);
void store_free(struct store *store);

/* A record is put together, then added: *at is where it is found again. */
void store_put_number(struct store *store, uint32_t number);
void store_put_text(struct store *store, struct slice text);
bool store_add(struct store *store, uint64_t *at);

/* After the last one. */
bool store_settle(struct store *store);

/* The record at a place, and then its parts in the order they were put. What
 * is taken lives until the next read. False after a report. */
bool store_read(struct store *store, uint64_t at);
uint32_t store_take_number(struct store *store);
struct slice store_take_text(struct store *store);

#endif
