#include "beside/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"

#define WRITE_AT_ONCE ((size_t)1 << 18)
/* Of records that follow one another. Of one anywhere, twice what records are
 * long: every byte more is another wait for memory. */
#define READ_ON ((size_t)1 << 16)

struct store {
	char *held;
	size_t held_len, held_most;
	bool is_held; /* nothing was written yet */
	int file; /* of what does not fit there */
	const char *folder; /* for reports */
	struct diag *diag;
	uint64_t size; /* with what waits to be written */
	uint64_t count; /* of records */
	uint64_t written;
	struct strbuf record; /* being put together */
	struct strbuf waiting;
	/* `window` holds the bytes that were read last, from `from` on. */
	struct strbuf window;
	uint64_t from;
	struct slice rest; /* of the record, not yet taken */
};

struct store *
store_new(const char *folder, size_t held, struct diag *diag)
{
	int file = file_make_nameless(folder, &folder);
	if (file < 0) {
		file_report(diag, folder, errno);
		return NULL;
	}
	struct store *store = mem_new(1, sizeof *store);
	store->file = file;
	store->held = mem_room(held);
	store->held_most = held;
	store->is_held = true;
	store->folder = folder;
	store->diag = diag;
	return store;
}

void
store_free(struct store *store)
{
	if (!store)
		return;
	close(store->file);
	free(store->held);
	strbuf_fini(&store->record);
	strbuf_fini(&store->waiting);
	strbuf_fini(&store->window);
	free(store);
}

/* Seven bits to a byte, the low ones first; the top bit says that more follow:
 * most numbers are lengths of short texts. */
void
store_put_number(struct store *store, uint32_t number)
{
	for (; number >= 0x80; number >>= 7)
		strbuf_add_char(&store->record, (char)(number | 0x80));
	strbuf_add_char(&store->record, (char)number);
}

void
store_put_text(struct store *store, struct slice text)
{
	store_put_number(store, (uint32_t)text.len);
	strbuf_add(&store->record, text);
}

static bool
write_waiting(struct store *store)
{
	struct slice rest = strbuf_view(&store->waiting);
	while (rest.len) {
		ssize_t done = pwrite(
		    store->file, rest.at, rest.len, (off_t)store->written);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			file_report(store->diag, store->folder, errno);
			return false;
		}
		store->written += (uint64_t)done;
		rest = slice_from(rest, (size_t)done);
	}
	strbuf_reset(&store->waiting);
	return true;
}

static void
add_bytes(struct store *store, struct slice bytes)
{
	if (!store->is_held) {
		strbuf_add(&store->waiting, bytes);
		return;
	}
	memcpy(store->held + store->held_len, bytes.at, bytes.len);
	store->held_len += bytes.len;
}

bool
store_add(struct store *store, uint64_t *at)
{
	uint32_t len = (uint32_t)store->record.len;
	*at = store->size;
	store->size += sizeof len + len;
	store->count++;
	store->is_held = store->is_held && store->size <= store->held_most;
	add_bytes(store, (struct slice){(const char *)&len, sizeof len});
	add_bytes(store, strbuf_view(&store->record));
	strbuf_reset(&store->record);
	return store->waiting.len < WRITE_AT_ONCE || write_waiting(store);
}

bool
store_settle(struct store *store)
{
	return write_waiting(store);
}

/* Fills the window with `len` bytes, or what there is, from `at` on. */
static bool
fill(struct store *store, uint64_t at, size_t len)
{
	strbuf_reset(&store->window);
	store->from = at;
	char *to = strbuf_reserve(&store->window, len);
	while (store->window.len < len) {
		ssize_t got = pread(store->file, to + store->window.len,
		    len - store->window.len,
		    (off_t)(at - store->held_len + store->window.len));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			file_report(store->diag, store->folder, errno);
			return false;
		}
		if (!got)
			break;
		store->window.len += (size_t)got;
	}
	return true;
}

/* `len` bytes at a place, by way of the window. */
static bool
reach(struct store *store, uint64_t at, size_t len, const char **bytes)
{
	if (at + len <= store->held_len) {
		*bytes = store->held + at;
		return true;
	}
	uint64_t end = store->from + store->window.len;
	if (at < store->from || at + len > end) {
		bool on = at >= store->from && at <= end;
		size_t want =
		    on ? READ_ON : (size_t)(2 * store->size / store->count);
		if (!fill(store, at, len > want ? len : want))
			return false;
		if (store->window.len < len) {
			file_report(store->diag, store->folder, EIO);
			return false;
		}
	}
	*bytes = store->window.at + (at - store->from);
	return true;
}

bool
store_read(struct store *store, uint64_t at)
{
	const char *bytes;
	uint32_t len;
	store->rest = (struct slice){NULL, 0};
	if (!reach(store, at, sizeof len, &bytes))
		return false;
	memcpy(&len, bytes, sizeof len);
	if (!reach(store, at + sizeof len, len, &bytes))
		return false;
	store->rest = (struct slice){bytes, len};
	return true;
}

uint32_t
store_take_number(struct store *store)
{
	uint32_t number = 0;
	for (unsigned bits = 0; store->rest.len && bits < 32; bits += 7) {
		unsigned char byte = (unsigned char)store->rest.at[0];
		store->rest = slice_from(store->rest, 1);
		number |= (uint32_t)(byte & 0x7f) << bits;
		if (byte < 0x80)
			break;
	}
	return number;
}

struct slice
store_take_text(struct store *store)
{
	size_t len = store_take_number(store);
	if (len > store->rest.len)
		len = store->rest.len;
	struct slice text = slice_part(store->rest, 0, len);
	store->rest = slice_from(store->rest, len);
	return text;
}
