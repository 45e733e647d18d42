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
#define TAGS_MOST 9

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
add_description(struct strbuf *out, const char *description)
{
	size_t size = strlen(description) + 1;
	strbuf_add_text(out, "desc");
	add32(out, 0);
	add32(out, (uint32_t)size);
	strbuf_add(out, (struct slice){description, size});
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
add_header(struct strbuf *out, const char *class_and_colours)
{
	add32(out, 0);
	add32(out, 0); /* no preferred module */
	add32(out, 0x02400000);
	strbuf_add_text(out, class_and_colours);
	strbuf_add_text(out, "XYZ ");
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

/* A profile being made. */
struct profile {
	struct strbuf *out;
	size_t start, count, most; /* tags so far; and in the end */
	struct tag tags[TAGS_MOST];
};

static void
set32(struct strbuf *out, size_t at, size_t value)
{
	for (size_t i = 0; i < 4; i++)
		out->at[at + i] = (char)(value >> (24 - 8 * i) & 255);
}

static struct profile
start(struct strbuf *out, const char *class_and_colours, size_t tags)
{
	struct profile profile = {.out = out, .start = out->len, .most = tags};
	add_header(out, class_and_colours);
	add_zeros(out, 4 + tags * 12);
	return profile;
}

static void
begin_tag(struct profile *profile, const char *name)
{
	profile->tags[profile->count++] =
	    (struct tag){name, profile->out->len - profile->start, 0};
}

static void
end_tag(struct profile *profile)
{
	struct tag *tag = &profile->tags[profile->count - 1];
	tag->size = profile->out->len - profile->start - tag->from;
	pad(profile->out, profile->start);
}

/* The same element under another name (6.2). */
static void
repeat_tag(struct profile *profile, const char *name)
{
	profile->tags[profile->count] = profile->tags[profile->count - 1];
	profile->tags[profile->count++].name = name;
}

static void
add_names(struct profile *profile, const char *description)
{
	begin_tag(profile, "desc");
	add_description(profile->out, description);
	end_tag(profile);
	begin_tag(profile, "cprt");
	add_rights(profile->out);
	end_tag(profile);
}

static void
end(struct profile *profile)
{
	struct strbuf *out = profile->out;
	size_t at = profile->start + HEADER_SIZE;
	set32(out, at, profile->most);
	at += 4;
	for (size_t i = 0; i < profile->most; i++, at += 12) {
		memcpy(out->at + at, profile->tags[i].name, 4);
		set32(out, at + 4, profile->tags[i].from);
		set32(out, at + 8, profile->tags[i].size);
	}
	set32(out, profile->start, out->len - profile->start);
}

static void
add_curve_tag(struct profile *profile, const char *name)
{
	begin_tag(profile, name);
	add_curve(profile->out);
	end_tag(profile);
}

static void
add_colour_tag(struct profile *profile, size_t which)
{
	begin_tag(profile, colours[which].tag);
	add_colour(profile->out, which);
	end_tag(profile);
}

void
icc_add_srgb(struct strbuf *out)
{
	struct profile profile = start(out, "mntrRGB ", 9);
	add_names(&profile, ICC_SRGB);
	for (size_t i = 0; i < 4; i++)
		add_colour_tag(&profile, i);
	add_curve_tag(&profile, "rTRC");
	repeat_tag(&profile, "gTRC");
	repeat_tag(&profile, "bTRC");
	end(&profile);
}

void
icc_add_grey(struct strbuf *out)
{
	struct profile profile = start(out, "prtrGRAY", 4);
	add_names(&profile, ICC_GREY);
	add_colour_tag(&profile, 0); /* the paper's white */
	add_curve_tag(&profile, "kTRC");
	end(&profile);
}
