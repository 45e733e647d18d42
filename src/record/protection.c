#include "record/protection.h"

#include "text/normal.h"

bool
mark_is_set(struct slice cell)
{
	/* Only what nobody can mean as a yes; NULL, "?" or "ej prövad" is
	 * unclear and counts as set. */
	static const char *const plain_no[] = {"n", "nej", "no", "ei", "0", "-",
	    "–", "ingen", "inget", "inga", "false", "falskt"};
	if (text_is_blank(cell))
		return false;
	for (size_t i = 0; i < sizeof plain_no / sizeof *plain_no; i++) {
		if (text_same(cell, slice_view(plain_no[i])))
			return false;
	}
	return true;
}
