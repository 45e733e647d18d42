#include "pdf/icc.h"

#include <math.h>

/* s15Fixed16 XYZ of white and the three primaries, adapted to D50. */
static const struct {
	const char *tag;
	int32_t xyz[3];
} colours[] = {
    {"wtpt", {63190, 65536, 54061}},
    {"rXYZ", {28578, 14581, 912}},
    {"gXYZ", {25241, 46981, 6362}},
    {"bXYZ", {9376, 3972, 46799}},
};

#define HEADER_SIZE 128
#define TAG_COUNT 9
#define TABLE_SIZE (4 + TAG_COUNT * 12)

static const char description[] = "sRGB IEC61966-2.1";
static const char rights[] = "Public domain";

static void
add16(struct strbuf *out, uint32_t value)
{
	strbuf_add_char(out, (char)(value >> 8 & 255));
	strbuf_add_char(out, (char)(value & 255));
}

static void
add32(struct strbuf *out, uint32_t value)
{
	add16(out, value >> 16);
	add16(out, value & 0xFFFF);
}

static void
add_zeros(struct strbuf *out, size_t count)
{
	while (count--)
		strbuf_add_char(out, 0);
}

static void
pad(struct strbuf *out, size_t start)
{
	add_zeros(out, (4 - (out->len - start) % 4) % 4);
}

/* ICC.1:2001-04 6.5.17 textDescriptionType: ASCII, no Unicode, no script. */
static void
add_description(struct strbuf *out)
{
	strbuf_add_text(out, "desc");
	add32(out, 0);
	add32(out, sizeof description);
	strbuf_add(out, (struct slice){description, sizeof description});
	add_zeros(out, 4 + 4 + 2 + 1 + 67);
}

/* 6.5.18 textType */
static void
add_rights(struct strbuf *out)
{
	strbuf_add_text(out, "text");
	add32(out, 0);
	strbuf_add(out, (struct slice){rights, sizeof rights});
}

/* 6.5.26 XYZType */
static void
add_colour(struct strbuf *out, size_t which)
{
	strbuf_add_text(out, "XYZ ");
	add32(out, 0);
	for (size_t i = 0; i < 3; i++)
		add32(out, (uint32_t)colours[which].xyz[i]);
}

/*
 * IEC 61966-2-1, 5.2: the linear value of a step of 255, in 65,535ths. None of
 * the 256 values lies within 0.001 of a half, so the last bit of pow, which
 * differs between libraries, does not reach the result.
 */
static uint32_t
linear_value(size_t step)
{
	double x = (double)step / 255;
	double value = x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
	return (uint32_t)(value * 65535 + 0.5);
}

/* 6.5.3 curveType, one for red, green and blue */
static void
add_curve(struct strbuf *out)
{
	strbuf_add_text(out, "curv");
	add32(out, 0);
	add32(out, 256);
	for (size_t i = 0; i < 256; i++)
		add16(out, linear_value(i));
}

/* 6.1 The size at the start is set when it is known. */
static void
add_header(struct strbuf *out)
{
	add32(out, 0);
	add32(out, 0); /* no preferred module */
	add32(out, 0x02400000);
	strbuf_add_text(out, "mntrRGB XYZ ");
	add16(out, 2012); /* the profile's date: fixed */
	add16(out, 1);
	add16(out, 1);
	add_zeros(out, 6);
	strbuf_add_text(out, "acsp");
	add_zeros(out, 4 + 4 + 4 + 4 + 8 + 4);
	add32(out, 63190); /* D50, as the connection space wants it */
	add32(out, 65536);
	add32(out, 54061);
	add_zeros(out, HEADER_SIZE - 80);
}

struct tag {
	const char *name;
	size_t from, size;
};

static void
set32(struct strbuf *out, size_t at, size_t value)
{
	for (size_t i = 0; i < 4; i++)
		out->at[at + i] = (char)(value >> (24 - 8 * i) & 255);
}

static void
set_table(struct strbuf *out, size_t start, const struct tag *tags)
{
	size_t at = start + HEADER_SIZE;
	set32(out, at, TAG_COUNT);
	at += 4;
	for (size_t i = 0; i < TAG_COUNT; i++, at += 12) {
		memcpy(out->at + at, tags[i].name, 4);
		set32(out, at + 4, tags[i].from);
		set32(out, at + 8, tags[i].size);
	}
}

void
icc_add_srgb(struct strbuf *out)
{
	struct tag tags[TAG_COUNT];
	size_t start = out->len, count = 0;
	add_header(out);
	add_zeros(out, TABLE_SIZE);
#define TAG(tag_name, add)                                                     \
	tags[count] = (struct tag){tag_name, out->len - start, 0};             \
	add;                                                                   \
	tags[count].size = out->len - start - tags[count].from;                \
	count++;                                                               \
	pad(out, start)
	TAG("desc", add_description(out));
	TAG("cprt", add_rights(out));
	for (size_t i = 0; i < 4; i++) {
		TAG(colours[i].tag, add_colour(out, i));
	}
	TAG("rTRC", add_curve(out));
#undef TAG
	tags[count] = tags[count - 1];
	tags[count++].name = "gTRC";
	tags[count] = tags[count - 1];
	tags[count].name = "bTRC";
	set_table(out, start, tags);
	set32(out, start, out->len - start);
}
