/*
 * Any bytes as the XML of a sheet, of styles and of shared texts, packed into
 * an .xlsx file, and any bytes as the file itself.
 */
#include <assert.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* A zip entry without compression is its header and its bytes. */
struct entry {
	const char *name;
	struct slice content;
	uint32_t offset, sum;
};

static uint32_t
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

static void
put(struct strbuf *out, uint32_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		strbuf_add_char(out, (char)(i < 4 ? value >> (8 * i) : 0));
}

/* Everything from the version to the lengths is alike in both headers. */
static void
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

static void
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

static const char relations[] =
    "<R><Relationship Id=\"a\" Type=\"/officeDocument\" Target=\"w\"/>"
    "<Relationship Id=\"b\" Type=\"/worksheet\" Target=\"s\"/>"
    "<Relationship Id=\"c\" Type=\"/sharedStrings\" Target=\"t\"/>"
    "<Relationship Id=\"d\" Type=\"/styles\" Target=\"y\"/></R>";

/* The input's three parts are divided by '\1'. */
static void
put_workbook(struct strbuf *out, struct slice input)
{
	struct slice parts[3];
	for (int i = 0; i < 3; i++) {
		size_t end = i < 2 ? slice_find_char(input, '\1') : input.len;
		parts[i] = slice_part(input, 0, end);
		input = slice_from(input, end + 1);
	}
	struct entry entries[] = {{"_rels/.rels", slice_view(relations), 0, 0},
	    {"_rels/w.rels", slice_view(relations), 0, 0},
	    {"w",
		slice_view("<w><sheets><sheet name=\"K\" id=\"b\"/></sheets>"
			   "</w>"),
		0, 0},
	    {"s", parts[0], 0, 0},
	    {"t", parts[1].len ? parts[1] : slice_view("<sst/>"), 0, 0},
	    {"y", parts[2].len ? parts[2] : slice_view("<s/>"), 0, 0}};
	put_zip(out, entries, sizeof entries / sizeof *entries);
}

static void
read_rows(struct intake *intake, struct diag *diag)
{
	struct intake_record record;
	enum intake_result result;
	while ((result = intake_next(intake, &record)) <= INTAKE_MALFORMED) {
		for (size_t i = 0; i < record.count; i++)
			assert(
			    utf8_check(record.cells[i]) == record.cells[i].len);
	}
	assert(result == INTAKE_END || diag_errors(diag) > 0);
}

static void
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
	const struct intake_options options = {.path = path};
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

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice input = {(const char *)bytes, len};
	struct strbuf out = {0};
	if (slice_starts(input, "PK")) {
		read_file(input);
		return 0;
	}
	put_workbook(&out, input);
	read_file(strbuf_view(&out));
	strbuf_fini(&out);
	return 0;
}
