#include "font/charmap.h"

#include "test.h"

/* A table of one subtable for Windows' BMP, and its subtable's formats. */
#define HEAD "\0\0\0\1\0\3\0\1\0\0\0\14"
#define SYMBOL "\0\0\0\1\0\3\0\0\0\0\0\14"
#define FORMAT4(segments, ends, pad, starts)                                   \
	"\0\4\0\50\0\0\0" segments "\0\0\0\0\0\0" ends pad starts              \
	"\0\0\0\0\0\0\0\0"
#define FORMAT12(count, groups) "\0\14\0\0\0\0\0\50\0\0\0\0\0\0\0" count groups
#define GROUP(first, last) "\0\0" first "\0\0" last "\0\0\0\1"

#define ROW(name, text, want)                                                  \
	{                                                                      \
		name, {text, sizeof(text) - 1}, want                           \
	}

static const struct {
	const char *name;
	struct slice cmap;
	enum charmap_fault want;
} cases[] = {
    ROW("empty", "", CHARMAP_DAMAGED),
    ROW("no subtable", "\0\0\0\0", CHARMAP_NO_UNICODE),
    ROW("entry outside", "\0\0\0\1", CHARMAP_DAMAGED),
    ROW("subtable outside", HEAD "\0\4", CHARMAP_DAMAGED),
    ROW("format 6 is short and linear", HEAD "\0\6\0\12\0\0", CHARMAP_WHOLE),
    ROW("symbols only", SYMBOL "\0\6\0\12\0\0", CHARMAP_NO_UNICODE),
    ROW("all of Unicode", "\0\0\0\1\0\3\0\12\0\0\0\14\0\6\0\12\0\0",
	CHARMAP_WHOLE),
    ROW("another of Windows'", "\0\0\0\1\0\3\0\2\0\0\0\14\0\6\0\12\0\0",
	CHARMAP_NO_UNICODE),
    ROW("the Mac's", "\0\0\0\1\0\1\0\1\0\0\0\14\0\6\0\12\0\0",
	CHARMAP_NO_UNICODE),
    ROW("groups cut short", HEAD "\0\14\0\0\0\0\0\50", CHARMAP_DAMAGED),
    ROW("two segments",
	HEAD FORMAT4("\4", "\0\100\377\377", "\0\0", "\0\40\377\377"),
	CHARMAP_WHOLE),
    ROW("segments overlap",
	HEAD FORMAT4("\4", "\0\100\377\377", "\0\0", "\0\40\0\100"),
	CHARMAP_DAMAGED),
    ROW("segments descend",
	HEAD FORMAT4("\4", "\1\100\0\100", "\0\0", "\1\0\0\40"),
	CHARMAP_DAMAGED),
    ROW("segment backwards",
	HEAD FORMAT4("\4", "\0\40\377\377", "\0\0", "\0\41\377\377"),
	CHARMAP_DAMAGED),
    ROW("half a segment",
	HEAD FORMAT4("\3", "\0\100\377\377", "\0\0", "\0\40\377\377"),
	CHARMAP_DAMAGED),
    ROW("more segments than there is room",
	HEAD FORMAT4("\100", "\0\100\377\377", "\0\0", "\0\40\377\377"),
	CHARMAP_DAMAGED),
    ROW("two groups",
	HEAD FORMAT12("\2", GROUP("\0\40", "\0\100") GROUP("\1\0", "\2\0")),
	CHARMAP_WHOLE),
    ROW("groups overlap",
	HEAD FORMAT12("\2", GROUP("\0\40", "\1\0") GROUP("\1\0", "\2\0")),
	CHARMAP_DAMAGED),
    ROW("group backwards", HEAD FORMAT12("\1", GROUP("\1\0", "\0\1")),
	CHARMAP_DAMAGED),
    ROW("group past Unicode", HEAD FORMAT12("\1", "\0\0\0\1\0\21\0\0\0\0\0\1"),
	CHARMAP_DAMAGED),
    ROW("fewer groups than stated", HEAD FORMAT12("\3", GROUP("\0\1", "\0\2")),
	CHARMAP_DAMAGED),
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_number(
		    cases[i].name, charmap_check(cases[i].cmap), cases[i].want);
	return test_end();
}
