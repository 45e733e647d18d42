/*
 * ooxml/package.h - the parts of an Office file, which is a zip archive of
 * XML (ECMA-376 part 2, by libzip).
 *
 * Nothing is ever unpacked to disk, so no name in the archive can point
 * anywhere; parts are read as streams, counted against limits, and a name
 * that stands twice is refused.
 */
#ifndef OOXML_PACKAGE_H
#define OOXML_PACKAGE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

/* Bytes of one part, unpacked. A sheet of a million rows has about 1 GiB. */
#define PACKAGE_PART_MAX (4ull << 30)

struct package;

/*
 * `fd`: the file, which is closed with the package; by its descriptor, since
 * another may have its name by now. `file`: the register's number in diag's
 * sources. NULL after a report.
 */
struct package *package_open(int take_fd, uint32_t file, struct diag *diag);
/* A file that was written here: where its directory and its parts disagree
 * by a byte, it is damaged. */
struct package *package_open_own(int take_fd, struct diag *diag);
/*
 * A file that was read whole: `bytes` are borrowed for as long as it is open,
 * no part of it may be longer than `most`, and its faults are a document's, not
 * a spreadsheet's.
 */
struct package *package_open_document(
    struct slice bytes, uint64_t most, uint32_t file, struct diag *diag);
void package_close(struct package *package);

bool package_has(struct package *package, const char *name);
/* The i-th of its parts in the order of their names, without case; NULL behind
 * the last. */
const char *package_name(const struct package *package, size_t i);

/* The whole part, in the arena; false after a report. */
bool package_read(struct arena *arena, struct package *package,
    const char *name, struct slice *bytes);

struct part;

/* NULL after a report. Names are compared without case, and '\\' is '/'. */
struct part *part_open(struct package *package, const char *name);
void part_close(struct part *part);

/* What the directory says of a part. */
struct part_said {
	uint64_t len; /* unpacked */
	uint32_t crc;
};
/* The same, but part_read gives its bytes as they are packed, unchecked. */
struct part *part_open_packed(
    struct package *package, const char *name, struct part_said *said);

/* Up to `room` bytes; *len is 0 at the end. False after a report: a damaged
 * archive, a wrong checksum, a part over the limit. */
bool part_read(struct part *part, char *to, size_t room, size_t *len);

/* Bytes read so far, unpacked. */
uint64_t part_taken(const struct part *part);

/* Reports that a part's content is wrong; `why` in English or a library's. */
void part_refuse(const struct part *part, unsigned long line, const char *why);

#endif
