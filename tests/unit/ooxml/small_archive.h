/*
 * tests/unit/ooxml/small_archive.h - a zip archive in a file without a name.
 */
#ifndef TESTS_UNIT_OOXML_SMALL_ARCHIVE_H
#define TESTS_UNIT_OOXML_SMALL_ARCHIVE_H

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "ooxml/package.h"

struct entry {
	const char *name, *text;
};

/* Its descriptor; `bytes` that it is cut to, 0: none are cut. */
static inline int
archive_make(const struct entry *entries, size_t count, size_t bytes)
{
	char path[] = "/tmp/utskick-archive-XXXXXX";
	int code, fd = mkstemp(path);
	if (fd < 0)
		abort();
	close(fd);
	zip_t *zip = zip_open(path, ZIP_TRUNCATE, &code);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source = zip_source_buffer(
		    zip, entries[i].text, strlen(entries[i].text), 0);
		if (zip_file_add(zip, entries[i].name, source, 0) < 0)
			abort();
	}
	if (zip_close(zip) != 0 || (bytes && truncate(path, (off_t)bytes) != 0))
		abort();
	fd = open(path, O_RDONLY | O_CLOEXEC);
	unlink(path);
	return fd;
}

#endif
