#include "record/postcode.h"

#include "test.h"

static const struct {
	const char *name, *in, *want; /* want NULL: none */
} cases[] = {
    {"as it shall be", "123 45", "123 45"},
    {"in one piece", "12345", "123 45"},
    {"NBSP", "123\u00a045", "123 45"},
    {"thin space", "123\u200945", "123 45"},
    {"two blanks", "123  45", "123 45"},
    {"blanks round it", "  123 45 ", "123 45"},
    {"S-", "S-123 45", "123 45"},
    {"SE-", "SE-12345", "123 45"},
    {"se blank", "se 123 45", "123 45"},
    {"SE without blank", "SE12345", "123 45"},
    {"S without a sign", "S12345", "123 45"},
    {"Finland keeps its zero", "06151", "06151"},
    {"Finland with prefix", "FI-65100", "FI-65100"},
    {"Finland, FIN", "FIN 00100", "FI-00100"},
    {"Åland", "AX-22100", "AX-22100"},
    {"Finland in two pieces", "061 51", NULL},
    {"Finland with prefix in two pieces", "FI-651 00", NULL},
    {"a Swedish one with a zero", "SE-01234", NULL},
    {"four digits", "1234", NULL},
    {"six digits", "123456", NULL},
    {"two and three", "12 345", NULL},
    {"letters", "123 4B", NULL},
    {"O for zero", "123 O0", NULL},
    {"town behind", "123 45 Sundsvall", NULL},
    {"Norway", "NO-0123", NULL},
    {"Germany", "D-12345", NULL},
    {"a decimal", "12345.0", NULL},
    {"empty", "", NULL},
    {"prefix alone", "SE-", NULL},
    {"prefix and three", "SE-123", NULL},
    {"three and blanks", "123 ", NULL},
    {"five in two pieces and one more", "123 456", NULL},
    {"nothing but zeros", "00000", NULL},
};

/* None of them is as a postcode is kept. */
static const char *const raw[] = {"12345", "0123O", "012 34", "123-45",
    "1 3 45", "123 4B", "NO-12345", "FI-1234O", "AX_12345", "SE-1234", ""};

int
main(void)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice clean = {0}, again = {0};
		bool ok = postcode_read(arena, slice_view(cases[i].in), &clean);
		test_true(cases[i].name, ok == (cases[i].want != NULL));
		if (!ok || !cases[i].want)
			continue;
		test_slice(cases[i].name, clean, cases[i].want);
		test_true(cases[i].name, postcode_is_clean(clean));
		/* What is clean stays as it is. */
		test_true(cases[i].name, postcode_read(arena, clean, &again));
		test_slice(cases[i].name, again, cases[i].want);
	}
	for (size_t i = 0; i < COUNT(raw); i++)
		test_true(raw[i], !postcode_is_clean(slice_view(raw[i])));
	arena_free(arena);
	return test_end();
}
