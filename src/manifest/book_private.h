/*
 * manifest/book_private.h - a workbook as book.c and book_chart.c see it.
 */
#ifndef MANIFEST_BOOK_PRIVATE_H
#define MANIFEST_BOOK_PRIVATE_H

#include <xlsxwriter.h>

#include "base/arena.h"
#include "manifest/book.h"
#include "manifest/cells.h"
#include "manifest/reading.h"
#include "manifest/rows.h"
#include "manifest/zip_parts.h"

struct sheet {
	struct book *book;
	lxw_worksheet *sheet;
	size_t columns;
	uint16_t *widths; /* the widest text so far */
	uint32_t row; /* the last one whose height was asked for */
	uint32_t height; /* its */
	const char *name; /* as the file has it */
	struct cells cells; /* what the library was given */
	struct rows rows; /* behind it; without a spool: none */
	struct zip_rows place; /* of these */
	struct sheet *next; /* the one before it */
};

struct book {
	struct reading *reading; /* compared with; nothing is written */
	lxw_workbook *workbook;
	struct sink *sink;
	const char *file; /* the sink's own, or one in memory */
	const char *folder; /* of temporary files */
	bool watched; /* the library's streams are */
	int memory; /* its descriptor, -1 where the file is the sink's */
	lxw_format *looks[LOOK_COUNT];
	lxw_error error; /* the first */
	struct sheet *sheets;
	/* The texts of charts that were written. */
	struct slice *charts;
	size_t chart_count, chart_room;
	struct strbuf inside; /* of a cell, as the library writes it */
	struct strbuf text;
	struct arena *mem;
};

/* Keeps the first error for book_make. */
void book_keep(struct book *book, lxw_error error);

/* The formats of all looks. */
void book_make_looks(struct book *book);

/* For the library, which takes char * but does not write to it. */
char *book_dup_text(struct arena *mem, const char *text);

#endif
