/*
 * tests/unit/test.h - the little that a table-driven test needs.
 *
 *	static const struct { const char *name, *in, *want; } cases[] = {…};
 *	int main(void)
 *	{
 *		for (size_t i = 0; i < COUNT(cases); i++)
 *			test_text(cases[i].name, actual(cases[i].in), cases[i].want);
 *		return test_end();
 *	}
 *
 * Each check prints its name only when it fails; test_end prints
 * "N passed, N failed" and gives the exit code.
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include <stdio.h>
#include <string.h>

#include "base/slice.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int test_passed, test_failed;

static inline void
test_true(const char *name, bool ok)
{
	if (ok) {
		test_passed++;
		return;
	}
	test_failed++;
	printf("FAILED %s\n", name);
}

static inline void
test_slice(const char *name, struct slice have, const char *want)
{
	bool ok = slice_is(have, want);
	test_true(name, ok);
	if (!ok)
		printf("  want: %s\n  have: %.*s\n", want, (int)have.len,
		    have.at ? have.at : "");
}

static inline void
test_text(const char *name, const char *have, const char *want)
{
	test_slice(name, slice_view(have), want);
}

static inline void
test_number(const char *name, long long have, long long want)
{
	test_true(name, have == want);
	if (have != want)
		printf("  want: %lld\n  have: %lld\n", want, have);
}

static inline int
test_end(void)
{
	printf("%d passed, %d failed\n", test_passed, test_failed);
	return test_failed || !test_passed;
}

#endif
