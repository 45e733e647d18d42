/*
 * font/sfnt.h - the table directory of a TrueType or OpenType file.
 *
 * ISO/IEC 14496-22 (OpenType 1.9), "Organization of an OpenType Font". Reads
 * nothing outside the file and believes nothing that the file says of itself.
 */
#ifndef FONT_SFNT_H
#define FONT_SFNT_H

#include <stdint.h>

#include "base/slice.h"

#define SFNT_TABLES_MAX 64

#define SFNT_TAG(a, b, c, d)                                                   \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 |      \
	    (uint32_t)(d))

/* Tables that we look at, and what a file may begin with. */
enum {
	SFNT_CFF = SFNT_TAG('C', 'F', 'F', ' '),
	SFNT_CFF2 = SFNT_TAG('C', 'F', 'F', '2'),
	SFNT_OS2 = SFNT_TAG('O', 'S', '/', '2'),
	SFNT_CMAP = SFNT_TAG('c', 'm', 'a', 'p'),
	SFNT_FVAR = SFNT_TAG('f', 'v', 'a', 'r'),
	SFNT_GLYF = SFNT_TAG('g', 'l', 'y', 'f'),
	SFNT_HEAD = SFNT_TAG('h', 'e', 'a', 'd'),
	SFNT_HHEA = SFNT_TAG('h', 'h', 'e', 'a'),
	SFNT_HMTX = SFNT_TAG('h', 'm', 't', 'x'),
	SFNT_LOCA = SFNT_TAG('l', 'o', 'c', 'a'),
	SFNT_MAXP = SFNT_TAG('m', 'a', 'x', 'p'),
	SFNT_NAME = SFNT_TAG('n', 'a', 'm', 'e'),
	SFNT_POST = SFNT_TAG('p', 'o', 's', 't'),
	SFNT_TRUE = SFNT_TAG('t', 'r', 'u', 'e'),
	SFNT_OTTO = SFNT_TAG('O', 'T', 'T', 'O'),
	SFNT_TTCF = SFNT_TAG('t', 't', 'c', 'f'),
	SFNT_WOFF = SFNT_TAG('w', 'O', 'F', 'F'),
	SFNT_WOF2 = SFNT_TAG('w', 'O', 'F', '2'),
};

struct sfnt_table {
	uint32_t tag;
	uint32_t checksum; /* as stated */
	struct slice bytes;
};

struct sfnt {
	struct slice file;
	uint32_t version;
	size_t count;
	struct sfnt_table tables[SFNT_TABLES_MAX];
};

enum sfnt_fault {
	SFNT_WHOLE,
	SFNT_NO_DIRECTORY, /* too short, too many tables, out of order, twice */
	SFNT_TABLE_OUTSIDE, /* *faulty says which */
};

/* The file's version number, 0 where it is shorter than that. */
uint32_t sfnt_version(struct slice file);

/* Reads the directory; the tables are views of the file. */
enum sfnt_fault sfnt_read(
    struct slice file, struct sfnt *sfnt, uint32_t *faulty);

/* A table's bytes; empty where there is none. */
struct slice sfnt_find(const struct sfnt *sfnt, uint32_t tag);
bool sfnt_has(const struct sfnt *sfnt, uint32_t tag);

/* The table of a file that was checked before (a subset): 'CFF ', "glyf". */
struct slice sfnt_find_in(struct slice file, const char tag[4]);

/* The sum of a table's words as its directory entry states it; for "head"
 * without checkSumAdjustment. */
uint32_t sfnt_checksum(const struct sfnt_table *table);
/* The sum of the whole file's words but for those at `without` (head's
 * checkSumAdjustment), modulo 2^32. */
uint32_t sfnt_sum(struct slice bytes, size_t without);

/* Four letters and a NUL. */
void sfnt_write_tag(uint32_t tag, char text[5]);

/* Big-endian numbers; 0 where they lie outside. */
static inline uint16_t
sfnt_u16(struct slice bytes, size_t at)
{
	if (at > bytes.len || bytes.len - at < 2)
		return 0;
	const unsigned char *b = (const unsigned char *)bytes.at + at;
	return (uint16_t)(b[0] << 8 | b[1]);
}

static inline int16_t
sfnt_i16(struct slice bytes, size_t at)
{
	return (int16_t)sfnt_u16(bytes, at);
}

static inline uint32_t
sfnt_u32(struct slice bytes, size_t at)
{
	if (at > bytes.len || bytes.len - at < 4)
		return 0;
	return (uint32_t)sfnt_u16(bytes, at) << 16 | sfnt_u16(bytes, at + 2);
}

static inline uint8_t
sfnt_u8(struct slice bytes, size_t at)
{
	return at < bytes.len ? (uint8_t)bytes.at[at] : 0;
}

#endif
