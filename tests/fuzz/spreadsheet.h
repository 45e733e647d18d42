/*
 * tests/fuzz/spreadsheet.h - a zip archive of given parts, read as a register.
 */
#ifndef TESTS_FUZZ_SPREADSHEET_H
#define TESTS_FUZZ_SPREADSHEET_H

#include <assert.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "intake/intake.h"

/* A zip entry without compression is its header and its bytes. */
struct entry {
	const char *name;
	struct slice content;
	uint32_t offset, sum;
};

static inline uint32_t
crc32_of(struct slice bytes)
{
	uint32_t crc = 0xffffffff;
	for (size_t i = 0; i < bytes.len; i++) {
		crc ^= (unsigned char)bytes.at[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

static inline void
put(struct strbuf *out, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		strbuf_add_char(out, (char)(i < 4 ? value >> (8 * i) : 0));
}

/* Everything from the version to the lengths is alike in both headers. */
static inline void
put_fields(struct strbuf *out, const struct entry *entry)
{
	put(out, 20, 2);
	put(out, 0, 4);
	put(out, 0x40734000, 4);
	put(out, entry->sum, 4);
	put(out, (uint32_t)entry->content.len, 4);
	put(out, (uint32_t)entry->content.len, 4);
	put(out, (uint32_t)strlen(entry->name), 2);
	put(out, 0, 2);
}

static inline void
put_zip(struct strbuf *out, struct entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct entry *entry = &entries[i];
		entry->offset = (uint32_t)out->len;
		entry->sum = crc32_of(entry->content);
		put(out, 0x04034b50, 4);
		put_fields(out, entry);
		strbuf_add_text(out, entry->name);
		strbuf_add(out, entry->content);
	}
	uint32_t start = (uint32_t)out->len;
	for (size_t i = 0; i < count; i++) {
		put(out, 0x02014b50, 4);
		put(out, 20, 2);
		put_fields(out, &entries[i]);
		put(out, 0, 10);
		put(out, entries[i].offset, 4);
		strbuf_add_text(out, entries[i].name);
	}
	uint32_t size = (uint32_t)out->len - start;
	put(out, 0x06054b50, 4);
	put(out, 0, 4);
	put(out, (uint32_t)count, 2);
	put(out, (uint32_t)count, 2);
	put(out, size, 4);
	put(out, start, 4);
	put(out, 0, 2);
}

static inline void
read_rows(struct intake *intake, struct diag *diag)
{
	struct intake_record record;
	enum intake_result result;
	while ((result = intake_next(intake, &record)) <= INTAKE_MALFORMED) {
		for (size_t i = 0; i < record.count; i++)
			assert(
			    utf8_check(record.cells[i]) == record.cells[i].len);
		for (size_t i = 0; record.beneath && i < record.count; i++)
			assert(record.beneath[i].value.len < 400);
	}
	assert(result == INTAKE_END || diag_errors(diag) > 0);
}

static inline void
read_file(struct slice content)
{
	char path[64];
	int fd = memfd_create("register.xlsx", MFD_CLOEXEC);
	if (fd < 0 ||
	    write(fd, content.at, content.len) != (ssize_t)content.len)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {.path = path, .beneath = true};
	struct intake *intake = intake_open(mem, &options, diag);
	assert(intake || diag_errors(diag) > 0);
	if (intake)
		read_rows(intake, diag);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	close(fd);
}

#endif
