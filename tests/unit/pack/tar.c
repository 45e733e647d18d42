/* Heads of an archive: sizes, sums, and names that ustar cannot hold. */
#include "pack/tar.h"

#include <stdlib.h>

#include "test.h"

#define TEN "1234567890"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const struct {
	const char *name;
	size_t blocks; /* of what stands before the bytes */
	const char *record; /* of pax, or NULL */
} cases[] = {
    {"to-printer/index.csv", 1, NULL},
    {HUNDRED, 1, NULL},
    {HUNDRED "1", 3, "111 path=" HUNDRED "1\n"},
    {"å", 3, "11 path=å\n"},
    {"åååååååååååååååååååååååååååååååååååååååååå" /* 84 bytes: 94 */, 3, NULL},
    /* the length's own digits make it longer */
    {HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN "12345678", 3, NULL},
};

static void
check_sum(const char *name, const unsigned char *head)
{
	unsigned sum = 0;
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += i >= 148 && i < 156 ? ' ' : head[i];
	test_number(
	    name, strtol((const char *)head + 148, NULL, 8), (long long)sum);
}

int
main(void)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *name = cases[i].name;
		strbuf_reset(&out);
		tar_write_head(&out, slice_view(name), 0777, 1);
		test_number(name, (long long)out.len,
		    (long long)cases[i].blocks * TAR_BLOCK);
		const char *head = out.at + out.len - TAR_BLOCK;
		check_sum(name, (const unsigned char *)head);
		test_number("size", strtol(head + 124, NULL, 8), 0777);
		test_number("day", strtol(head + 136, NULL, 8), 24 * 60 * 60);
		test_true("magic", memcmp(head + 257,
				       "ustar\0"
				       "00",
				       8) == 0);
		if (cases[i].blocks == 1)
			continue;
		check_sum("of the record", (const unsigned char *)out.at);
		size_t len = (size_t)strtoul(out.at + 124, NULL, 8);
		test_number("its length", strtol(out.at + TAR_BLOCK, NULL, 10),
		    (long long)len);
		test_number("its end", out.at[TAR_BLOCK + len - 1], '\n');
		if (cases[i].record)
			test_slice("record",
			    (struct slice){out.at + TAR_BLOCK, len},
			    cases[i].record);
	}
	strbuf_reset(&out);
	tar_write_head(&out, SLICE("a"), 0, -1);
	test_number("before all days", strtol(out.at + 136, NULL, 8), 0);
	strbuf_reset(&out);
	tar_write_fill(&out, TAR_BLOCK);
	test_number("a whole block", (long long)out.len, 0);
	tar_write_fill(&out, 1);
	test_number("one byte", (long long)out.len, TAR_BLOCK - 1);
	strbuf_fini(&out);
	return test_end();
}
