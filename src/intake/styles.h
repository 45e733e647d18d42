/*
 * intake/styles.h - which number format each style of a workbook's cells has,
 * and whether it strikes them through or colours them.
 */
#ifndef INTAKE_STYLES_H
#define INTAKE_STYLES_H

#include "format/format.h"
#include "ooxml/xml.h"

/* What people mark a row by, who do not say it in a column. */
enum look { LOOK_STRUCK = 1, LOOK_COLOURED = 2 };

struct styles {
	const struct format **formats; /* by a cell's style */
	unsigned char *looks; /* likewise: enum look */
	size_t count;
};

/* Reads the part of that name; what it finds lives in job_mem. False after a
 * report. */
bool styles_read(struct arena *job_mem, struct package *package,
    const char *part, struct styles *styles);

/* <strike/> is true, <strike val="0"/> is not. */
bool styles_strike(const char **attributes);

/* Of a style; unknown where there is none such. */
static inline const struct format *
styles_find(const struct styles *styles, unsigned long style)
{
	if (style < styles->count)
		return styles->formats[style];
	/* A workbook without styles has the first alone. */
	return style == 0 ? &format_general : &format_unknown;
}

static inline unsigned char
styles_look(const struct styles *styles, unsigned long style)
{
	return style < styles->count ? styles->looks[style] : 0;
}

#endif
