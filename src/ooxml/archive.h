/*
 * ooxml/archive.h - files as one zip archive, for those who take them away.
 *
 * As they are, not compressed: what a run leaves is compressed already.
 */
#ifndef OOXML_ARCHIVE_H
#define OOXML_ARCHIVE_H

#include "base/diag.h"

/*
 * Writes a new archive at `path` of the files with these names below `folder`;
 * libzip makes it under another name beside it first. False after a report, and
 * then there is none.
 */
bool archive_write(const char *path, const char *folder,
    const char *const *names, size_t count, struct diag *diag);

#endif
