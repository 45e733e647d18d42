/*
 * intake/styles.h - which number format each style of a workbook's cells has.
 */
#ifndef INTAKE_STYLES_H
#define INTAKE_STYLES_H

#include "format/format.h"
#include "ooxml/xml.h"

struct styles {
	const struct format **formats; /* by a cell's style */
	size_t count;
};

/* Reads the part of that name; what it finds lives in job_mem. False after a
 * report. */
bool styles_read(struct arena *job_mem, struct package *package,
    const char *part, struct styles *styles);

/* Of a style; unknown where there is none such. */
static inline const struct format *
styles_find(const struct styles *styles, unsigned long style)
{
	if (style < styles->count)
		return styles->formats[style];
	/* A workbook without styles has the first alone. */
	return style == 0 && !styles->count ? &format_general : &format_unknown;
}

#endif
