/*
 * shop/shop.h - what a print shop asks of a delivery, from a YAML file.
 *
 * Looked for by name in the job's folder, then in templates/printshops/:
 * margins to be kept clear, sheets by envelope class, how large a file may be,
 * what must not be printed, days of notice, and the marks that its inserter
 * reads. Knows no job and no letter. See docs/printshop.md.
 */
#ifndef SHOP_SHOP_H
#define SHOP_SHOP_H

#include "layout/stationery.h"
#include "layout/symbol_kind.h"

/* From the page's top left corner. */
struct shop_box {
	mpt x, y, width, height;
};

/* What a place of an OMR track tells. */
enum shop_place_kind {
	PLACE_ALWAYS, /* start and end: a mark on every sheet */
	PLACE_FIRST, /* of the letter's sheets */
	PLACE_LAST,
	PLACE_COLLATE, /* more sheets of the letter follow */
	PLACE_SEQUENCE, /* a bit of the sheet's number in its file */
	PLACE_LETTER, /* a bit of the letter's number */
	PLACE_PARITY, /* makes the number of marks even, or odd */
};

struct shop_place {
	enum shop_place_kind kind;
	uint32_t bit; /* its value: 1, 2, 4 … */
};

#define SHOP_PLACES_MAX 32

/* Short lines one below another, read by light. */
struct shop_omr {
	bool given;
	mpt x, y; /* left end and upper edge of the first */
	mpt length, thickness;
	mpt gap; /* white between two */
	mpt quiet; /* white around all */
	struct shop_place places[SHOP_PLACES_MAX];
	size_t count;
	/* Numbers go from least to most and begin again. */
	uint32_t sequence_least, sequence_most, letter_least, letter_most;
	bool odd;
	struct span span;
};

enum shop_part_kind {
	PART_LITERAL,
	PART_RUN, /* of the mailing */
	PART_LETTER,
	PART_SHEET, /* from 1 within the letter */
	PART_SHEETS,
	PART_CLASS, /* of envelopes, from 1; 0 where there are none */
	PART_CHECK, /* of all before it */
};

struct shop_part {
	enum shop_part_kind kind;
	uint32_t width; /* digits */
	struct slice text; /* PART_LITERAL */
};

#define SHOP_PARTS_MAX 16

/* A DataMatrix or QR code. */
struct shop_code {
	bool given;
	enum symbol_kind kind;
	mpt x, y; /* of its first cell; its white edge is around it */
	mpt cell;
	uint32_t cells; /* on each side */
	struct shop_part parts[SHOP_PARTS_MAX];
	size_t count;
	struct span span;
};

/* For people: "4711 · 2/3". */
struct shop_text {
	bool given;
	struct shop_box box;
	mpt size;
	struct slice text;
	struct span span;
};

/* What a shop may forbid, a bit each. */
enum shop_forbidden {
	FORBID_COLOUR = 1, /* what is not black, white or grey */
	FORBID_HIDDEN_TEXT = 2, /* text as light as its paper */
	FORBID_PICTURES = 4,
	FORBID_BOOKMARKS = 8,
	FORBID_TAGS = 16, /* the profile `archive` */
	FORBID_TWO_SIDES = 32,
	FORBID_BANNERS = 64,
};

struct shop_envelope {
	struct conf_text name;
	uint32_t sheets; /* the most it takes */
};

struct shop {
	struct slice name;
	struct span asked; /* where the job names it */
	struct stationery_clear clear;
	struct shop_envelope *envelopes; /* by sheets, smallest first */
	size_t envelope_count;
	uint32_t pages_per_file; /* 0: any number */
	uint64_t bytes_per_file; /* 0: any number */
	unsigned forbidden;
	uint32_t notice; /* working days from files to mailing */
	int64_t inserts; /* that it puts in; -1: not said */
	struct shop_omr omr;
	struct shop_code code;
	struct shop_text text;
};

/* NULL after reports. Folders are NULL-terminated. */
struct shop *shop_read(struct arena *job_mem, const struct conf_text *name,
    const char *const *folders, struct diag *diag);

/* "colour", "hidden text" … by the bits' order; NULL-terminated. */
extern const char *const shop_forbidden_words[];

/* The zone of each mark that no other ink may stand in. */
#define SHOP_ZONES_MAX 3
size_t shop_zones(
    const struct shop *shop, struct shop_box zones[SHOP_ZONES_MAX]);

/*
 * The shop's margins and its readable mark become the stationery's; letters are
 * printed on so many sides of a sheet. False after reports: a mark off the
 * page, in the envelope's window, or where something else is to stand.
 */
bool shop_put_on(struct arena *job_mem, const struct shop *shop, uint32_t sides,
    struct stationery *stationery, struct diag *diag);

#endif
