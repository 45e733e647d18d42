/*
 * pdf/face_private.h - what faces hold, for face.c and face_write.c.
 */
#ifndef PDF_FACE_PRIVATE_H
#define PDF_FACE_PRIVATE_H

#include "pdf/face.h"

/* One embedded font file. */
struct face_file {
	struct face face;
	struct slice name; /* "ABCDEF+NotoSans-Regular" */
	struct slice bytes; /* compressed subset */
	size_t size; /* before */
};

/* One Type 0 font and its CIDFont. */
struct face_part {
	size_t file; /* index of its face_file */
	struct slice map_name; /* CFF: its CMap's */
	struct slice map; /* compressed: CIDToGIDMap, or CMap of CFF */
	struct slice texts; /* compressed: ToUnicode */
	struct slice widths; /* "/W[…]" */
};

struct faces {
	struct arena *mem;
	struct face_file *files; /* by font id */
	size_t file_count;
	struct face_part *parts;
	size_t part_count;
	struct slice byte_map; /* compressed: the CMap of all but CFF */
	const struct glyph_codes *codes;
	struct deflater *deflater;
};

#define FACE_BYTE_MAP "Utskick-Byte"

#endif
