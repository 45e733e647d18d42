#include "manifest/zip_parts.h"

#include <dlfcn.h>
#include <errno.h>
#include <minizip/zip.h>
#include <stdio.h>

static bool watching;
static struct zip_rows *waiting;

/* The part at hand, where rows go into it. */
static struct zip_rows *rows_of_part;
static struct strbuf part; /* as the library wrote it */

/* With which waiting rows could not be read. */
static int read_error;

void
zip_parts_watch(struct zip_rows *rows)
{
	watching = true;
	waiting = rows;
	read_error = 0;
}

int
zip_parts_release(void)
{
	watching = false;
	waiting = NULL;
	rows_of_part = NULL;
	strbuf_fini(&part);
	return read_error;
}

static struct zip_rows *
find_rows(const char *name)
{
	for (struct zip_rows *rows = waiting; rows; rows = rows->next) {
		char sheet[64];
		snprintf(sheet, sizeof sheet, "xl/worksheets/sheet%u.xml",
		    rows->sheet);
		if (strcmp(name, sheet) == 0)
			return rows;
	}
	return NULL;
}

/* ---- libminizip's own functions of the names below */

typedef int add_file(zipFile, const char *, const zip_fileinfo *, const void *,
    uInt, const void *, uInt, const char *, int, int, int, int, int, int,
    const char *, uLong, uLong, uLong, int);
typedef int write_bytes(zipFile, const void *, unsigned);
typedef int close_file(zipFile);
typedef int close_file_raw(zipFile, ZPOS64_T, uLong);

static int
their_write(zipFile zip, const void *from, size_t len)
{
	write_bytes *theirs = NULL;
	*(void **)&theirs = dlsym(RTLD_NEXT, "zipWriteInFileInZip");
	return theirs ? theirs(zip, from, (unsigned)len) : ZIP_INTERNALERROR;
}

static int
their_close(zipFile zip)
{
	close_file *theirs = NULL;
	*(void **)&theirs = dlsym(RTLD_NEXT, "zipCloseFileInZip");
	return theirs ? theirs(zip) : ZIP_INTERNALERROR;
}

static int
their_close_raw(zipFile zip, uint64_t len, uint32_t crc)
{
	close_file_raw *theirs = NULL;
	*(void **)&theirs = dlsym(RTLD_NEXT, "zipCloseFileInZipRaw64");
	return theirs ? theirs(zip, len, crc) : ZIP_INTERNALERROR;
}

/* ---- a part with rows: what stands before them, they, what follows */

/* *len: of its bytes. */
static int
write_text(zipFile zip, struct slice text, bool last, uint64_t *len)
{
	struct strbuf packed = {0};
	int error = spool_pack(&packed, text, last)
			? their_write(zip, packed.at, packed.len)
			: ZIP_INTERNALERROR;
	*len = packed.len;
	strbuf_fini(&packed);
	return error;
}

static int
write_rows(zipFile zip, const struct spool *spool)
{
	char bytes[65536];
	ssize_t got = 0;
	int error = ZIP_OK;
	for (uint64_t at = 0; !error; at += (uint64_t)got) {
		got = spool_read(spool, at, bytes, sizeof bytes);
		if (got <= 0)
			break;
		error = their_write(zip, bytes, (size_t)got);
	}
	if (got >= 0)
		return error;
	read_error = errno;
	return ZIP_ERRNO;
}

static int
write_part(zipFile zip, struct slice text, struct zip_rows *rows)
{
	const struct spool *spool = rows->spool;
	size_t end = slice_find(text, SLICE("</sheetData>"));
	if (end == text.len)
		return ZIP_INTERNALERROR;
	struct slice before = slice_part(text, 0, end);
	struct slice after = slice_from(text, end);
	uint64_t len;
	int error = write_text(zip, before, false, &rows->before);
	if (!error)
		error = write_rows(zip, spool);
	if (!error)
		error = write_text(zip, after, true, &len);
	uint32_t crc = spool_continue_crc(spool, spool_crc(0, before));
	int closed = their_close_raw(
	    zip, text.len + spool_len(spool), spool_crc(crc, after));
	return error ? error : closed;
}

/* ---- in place of libminizip's */

extern int
zipOpenNewFileInZip4_64(zipFile zip, const char *name, const zip_fileinfo *info,
    const void *local, uInt local_size, const void *global, uInt global_size,
    const char *comment, int method, int level, int raw, int window_bits,
    int memory_level, int strategy, const char *password, uLong crc,
    uLong version, uLong flags, int zip64)
{
	add_file *theirs = NULL;
	*(void **)&theirs = dlsym(RTLD_NEXT, "zipOpenNewFileInZip4_64");
	if (!theirs)
		return ZIP_INTERNALERROR;
	rows_of_part = find_rows(name);
	strbuf_reset(&part);
	return theirs(zip, name, info, local, local_size, global, global_size,
	    comment, method, watching ? SPOOL_LEVEL : level,
	    rows_of_part ? 1 : raw, window_bits, memory_level, strategy,
	    password, crc, version, flags, zip64);
}

extern int
zipWriteInFileInZip(zipFile zip, const void *from, unsigned len)
{
	if (!rows_of_part)
		return their_write(zip, from, len);
	strbuf_add(&part, (struct slice){from, len});
	return ZIP_OK;
}

extern int
zipCloseFileInZip(zipFile zip)
{
	struct zip_rows *rows = rows_of_part;
	if (!rows)
		return their_close(zip);
	rows_of_part = NULL;
	return write_part(zip, strbuf_view(&part), rows);
}
