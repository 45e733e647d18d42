/*
 * pages/stream_operators.h - the operators of a content stream, for stream.c.
 *
 * ISO 32000-1, annex A, table A.1.
 */
#ifndef PAGES_STREAM_OPERATORS_H
#define PAGES_STREAM_OPERATORS_H

#include "base/slice.h"

enum operator_kind {
	UNKNOWN,
	STAYS,
	STAYS_NAMED, /* names a resource */
	COLOURS, /* in a colour that may be other than grey */
	COLOURS_NAMED, /* the same, and names it */
	GOES, /* compatibility, a mark at a point */
	MARKS, /* marked content, perhaps of a layer */
	ENDS_MARK,
	SHOWS, /* text */
	SHOWS_NAMED, /* an image or a form */
	SHADES, /* names a shading, in colour */
	BEGINS_PATH,
	ENDS_PATH,
	SAVES,
	RESTORES,
	BEGINS_TEXT,
	ENDS_TEXT,
	CMYK,
	INTENT,
	IMAGE, /* in line */
};

enum operator_kind stream_operator(struct slice name);

#endif
