/*
 * manifest/zip_parts.h - the workbook's parts as libxlsxwriter hands them to
 * libminizip, and rows put in where they belong.
 *
 * libxlsxwriter takes a cell of a table through a copy of its own, three
 * allocations, printf and two temporary files, and compresses when the workbook
 * is closed. So it makes a table's sheet with the header alone, the rows wait
 * compressed (manifest/spool.h), and functions of
 * libminizip's names, which the dynamic linker finds first, put them into the
 * sheet's part on its way. They also ask for the level of compression for which
 * the library has no option. A libxlsxwriter that brings its own zip code along
 * would leave the rows out, which the read-back finds.
 */
#ifndef MANIFEST_ZIP_PARTS_H
#define MANIFEST_ZIP_PARTS_H

#include "manifest/spool.h"

/* What goes in at the end of a sheet's rows. */
struct zip_rows {
	struct zip_rows *next;
	const struct spool *spool; /* borrowed */
	uint32_t sheet; /* its number, from 1 */
	uint64_t before; /* set: compressed bytes of the part before them */
};

/* From now on in this process, for the workbook that is closed next. */
void zip_parts_watch(struct zip_rows *rows);
/* 0, or the system's error with which rows could not be read: the library says
 * ZIP_ERRNO of it and no more. */
int zip_parts_release(void);

#endif
