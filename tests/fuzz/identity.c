/*
 * Any text as an identity number (Swedish, Finnish, an organisation's) or a
 * postcode. What is accepted normalises to itself.
 */
#include <assert.h>

#include "base/utf8.h"
#include "record/contact.h"
#include "record/henkilotunnus.h"
#include "record/identity.h"
#include "record/postcode.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void
check_identity(struct slice text, day today)
{
	struct identity once = identity_read(text, today);
	if (once.fault != IDENTITY_FINE || once.kind == IDENTITY_NONE ||
	    once.kind == IDENTITY_INTERIM)
		return;
	struct identity twice = identity_read(slice_view(once.digits), today);
	assert(twice.fault == IDENTITY_FINE && twice.kind == once.kind);
	assert(slice_is(slice_view(once.digits), twice.digits));
	assert(once.born == twice.born && once.born <= today);
	char ten[11];
	assert(identity_ten(text, ten) && memcmp(ten, once.digits + 2, 6) == 0);
	assert(!once.other[0] ||
	       identity_read(slice_view(once.other), today).fault ==
		   IDENTITY_FINE);
}

static void
check_henkilotunnus(struct slice text, day today)
{
	struct henkilotunnus once = henkilotunnus_read(text, today);
	if (once.fault != IDENTITY_FINE)
		return;
	struct henkilotunnus twice =
	    henkilotunnus_read(slice_view(once.text), today);
	assert(twice.fault == IDENTITY_FINE && twice.born == once.born);
	assert(slice_is(slice_view(once.text), twice.text));
	assert(twice.temporary == once.temporary);
}

static void
check_organisation(struct slice text, day today)
{
	struct arena *mem = arena_new();
	struct slice once, twice;
	if (organisation_read(mem, text, &once)) {
		assert(organisation_read(mem, once, &twice));
		assert(slice_equal(once, twice) && once.len == 11);
		/* None is a person's number too. */
		assert(identity_read(once, today).fault != IDENTITY_FINE);
	}
	arena_free(mem);
}

static void
check_postcode(struct slice text)
{
	struct arena *mem = arena_new();
	struct slice once, twice;
	if (postcode_read(mem, text, &once)) {
		assert(postcode_read(mem, once, &twice));
		assert(slice_equal(once, twice));
	}
	arena_free(mem);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice text = {(const char *)bytes, len};
	if (utf8_check(text) != len)
		return 0;
	check_identity(text, day_of(2012, 3, 19));
	check_identity(text, day_of(2026, 1, 1));
	check_henkilotunnus(text, day_of(2026, 1, 1));
	check_organisation(text, day_of(2026, 1, 1));
	check_postcode(text);
	return 0;
}
