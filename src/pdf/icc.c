#include "pdf/icc.h"

/* IEC 61966-2-1: x / 12.92 to 0.04045, then ((x + 0.055) / 1.055)^2.4. */
static const uint16_t curve[256] = {
    0,
    20,
    40,
    60,
    80,
    99,
    119,
    139,
    159,
    179,
    199,
    219,
    241,
    264,
    288,
    313,
    340,
    367,
    396,
    427,
    458,
    491,
    526,
    562,
    599,
    637,
    677,
    718,
    761,
    805,
    851,
    898,
    947,
    997,
    1048,
    1101,
    1156,
    1212,
    1270,
    1330,
    1391,
    1453,
    1517,
    1583,
    1651,
    1720,
    1790,
    1863,
    1937,
    2013,
    2090,
    2170,
    2250,
    2333,
    2418,
    2504,
    2592,
    2681,
    2773,
    2866,
    2961,
    3058,
    3157,
    3258,
    3360,
    3464,
    3570,
    3678,
    3788,
    3900,
    4014,
    4129,
    4247,
    4366,
    4488,
    4611,
    4736,
    4864,
    4993,
    5124,
    5257,
    5392,
    5530,
    5669,
    5810,
    5953,
    6099,
    6246,
    6395,
    6547,
    6700,
    6856,
    7014,
    7174,
    7335,
    7500,
    7666,
    7834,
    8004,
    8177,
    8352,
    8528,
    8708,
    8889,
    9072,
    9258,
    9445,
    9635,
    9828,
    10022,
    10219,
    10417,
    10619,
    10822,
    11028,
    11235,
    11446,
    11658,
    11873,
    12090,
    12309,
    12530,
    12754,
    12980,
    13209,
    13440,
    13673,
    13909,
    14146,
    14387,
    14629,
    14874,
    15122,
    15371,
    15623,
    15878,
    16135,
    16394,
    16656,
    16920,
    17187,
    17456,
    17727,
    18001,
    18277,
    18556,
    18837,
    19121,
    19407,
    19696,
    19987,
    20281,
    20577,
    20876,
    21177,
    21481,
    21787,
    22096,
    22407,
    22721,
    23038,
    23357,
    23678,
    24002,
    24329,
    24658,
    24990,
    25325,
    25662,
    26001,
    26344,
    26688,
    27036,
    27386,
    27739,
    28094,
    28452,
    28813,
    29176,
    29542,
    29911,
    30282,
    30656,
    31033,
    31412,
    31794,
    32179,
    32567,
    32957,
    33350,
    33745,
    34143,
    34544,
    34948,
    35355,
    35764,
    36176,
    36591,
    37008,
    37429,
    37852,
    38278,
    38706,
    39138,
    39572,
    40009,
    40449,
    40891,
    41337,
    41785,
    42236,
    42690,
    43147,
    43606,
    44069,
    44534,
    45002,
    45473,
    45947,
    46423,
    46903,
    47385,
    47871,
    48359,
    48850,
    49344,
    49841,
    50341,
    50844,
    51349,
    51858,
    52369,
    52884,
    53401,
    53921,
    54445,
    54971,
    55500,
    56032,
    56567,
    57105,
    57646,
    58190,
    58737,
    59287,
    59840,
    60396,
    60955,
    61517,
    62082,
    62650,
    63221,
    63795,
    64372,
    64952,
    65535,
};

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

/* 6.5.3 curveType, one for red, green and blue */
static void
add_curve(struct strbuf *out)
{
	strbuf_add_text(out, "curv");
	add32(out, 0);
	add32(out, 256);
	for (size_t i = 0; i < 256; i++)
		add16(out, curve[i]);
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
