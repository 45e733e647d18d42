/*
 * tests/unit/intake/package.h - a zip archive, part by part.
 */
#ifndef TESTS_UNIT_INTAKE_PACKAGE_H
#define TESTS_UNIT_INTAKE_PACKAGE_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

struct content {
	const char *name, *text;
};

static inline void
write_zip(const char *path, const struct content *parts, size_t count)
{
	int code;
	unlink(path);
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
	for (size_t i = 0; i < count; i++) {
		zip_source_t *source = zip_source_buffer(
		    zip, parts[i].text, strlen(parts[i].text), 0);
		if (zip_file_add(zip, parts[i].name, source, 0) < 0)
			abort();
	}
	if (zip_close(zip) != 0)
		abort();
}

#endif
