/*
 * tests/unit/reported.h - the codes that were reported, to be compared.
 */
#ifndef TESTS_UNIT_REPORTED_H
#define TESTS_UNIT_REPORTED_H

#include "base/diag.h"
#include "test.h"

/* The last report's code is the one wanted. */
static inline void
test_reported(const char *name, const struct diag *diag, const char *want)
{
	size_t count = diag_count(diag);
	test_text(name,
	    count ? diag_view(diag, count - 1)->main.message->code
		  : "nothing reported",
	    want);
}

#endif
