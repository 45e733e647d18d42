#include "format/decimal.h"

#include "test.h"

/* As read, and rounded to so many places. */
static const struct {
	const char *in;
	int places;
	const char *plain, *rounded; /* NULL: no number */
} cases[] = {
    {"0", 2, "0", "0"},
    {"-0.0", 2, "0", "0"},
    {"0e999", 0, "0", "0"},
    {"12", 0, "12", "12"},
    {"+12.50", 1, "12.5", "12.5"},
    {"-1.5E3", 0, "-1500", "-1500"},
    {".5", 0, "0.5", "1"},
    {"5.", 0, "5", "5"},
    {"0.05", 1, "0.05", "0.1"},
    {"0.05", 0, "0.05", "0"},
    {"0.5", -1, "0.5", "0"},
    {"5", -1, "5", "10"},
    {"4", -1, "4", "0"},
    {"1234.5", 0, "1234.5", "1235"},
    {"-1234.5", 0, "-1234.5", "-1235"},
    {"9.995", 2, "9.995", "10"},
    {"99.5", 0, "99.5", "100"},
    {"2.6749999999999998", 2, "2.675", "2.68"},
    {"0.28499999999999998", 2, "0.285", "0.29"},
    {"1.0049999999999999", 2, "1.005", "1.01"},
    {"434.99999999999994", 0, "435", "435"},
    {"0.30000000000000004", 6, "0.3", "0.3"},
    {"999999999999999.9", 0, "1000000000000000", "1000000000000000"},
    {"1234567890123456", 0, "1234567890123460", "1234567890123460"},
    {"0.0000001", 6, "0.0000001", "0"},
    {"0.0000005", 6, "0.0000005", "0.000001"},
    {"", 0, NULL, NULL},
    {"-", 0, NULL, NULL},
    {".", 0, NULL, NULL},
    {"1e", 0, NULL, NULL},
    {"1e+", 0, NULL, NULL},
    {"1.2.3", 0, NULL, NULL},
    {"1,5", 0, NULL, NULL},
    {" 1", 0, NULL, NULL},
    {"0x1", 0, NULL, NULL},
    {"INF", 0, NULL, NULL},
    {"1e301", 0, NULL, NULL},
    {"1e-302", 0, "0", "0"},
    {"1e99999999999999999999", 0, NULL, NULL},
};

static void
test_numbers(void)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decimal decimal;
		bool read = decimal_read(slice_view(cases[i].in), &decimal);
		test_true(cases[i].in, read == (cases[i].plain != NULL));
		if (!read || !cases[i].plain)
			continue;
		decimal_write(&out, &decimal, '.');
		test_slice(cases[i].in, strbuf_view(&out), cases[i].plain);
		strbuf_reset(&out);
		decimal_round(&decimal, cases[i].places);
		decimal_write(&out, &decimal, '.');
		test_slice(cases[i].in, strbuf_view(&out), cases[i].rounded);
		strbuf_reset(&out);
	}
	char zeros[1002];
	memset(zeros, '0', sizeof zeros);
	struct decimal decimal;
	test_true("as long as a number may be",
	    decimal_read((struct slice){zeros, 1000}, &decimal));
	test_true(
	    "longer", !decimal_read((struct slice){zeros, 1001}, &decimal));
	strbuf_fini(&out);
}

static void
test_order(void)
{
	/* from the least to the greatest */
	static const char *const numbers[] = {"-1E5", "-12.5", "-12", "-0.1",
	    "0", "0.09", "0.1", "0.11", "1", "12", "12.5", "100"};
	for (size_t i = 0; i < COUNT(numbers); i++) {
		for (size_t k = 0; k < COUNT(numbers); k++) {
			struct decimal a, b;
			decimal_read(slice_view(numbers[i]), &a);
			decimal_read(slice_view(numbers[k]), &b);
			int order = decimal_compare(&a, &b);
			test_true(numbers[i],
			    (order < 0) == (i < k) && (order > 0) == (i > k));
		}
	}
}

static void
test_days(void)
{
	static const struct {
		const char *in;
		int32_t days;
		int64_t micros;
	} days[] = {{"40987", 40987, 0}, {"0.5", 0, 43200000000},
	    {"1.2604166666666667", 1, 22500000000},
	    {"0.395833333333333", 0, 34200000000},
	    {"40987.000011574074", 40987, 1000000}};
	int32_t whole;
	int64_t micros;
	struct decimal decimal;
	for (size_t i = 0; i < COUNT(days); i++) {
		decimal_read(slice_view(days[i].in), &decimal);
		test_true(
		    days[i].in, decimal_split_day(&decimal, &whole, &micros));
		test_number(days[i].in, whole, days[i].days);
		/* of 15 digits a serial of today keeps a hundredth of a
		 * millisecond */
		test_true(days[i].in, micros - days[i].micros < 20 &&
					  days[i].micros - micros < 20);
	}
	decimal_read(SLICE("-1"), &decimal);
	test_true("below zero", !decimal_split_day(&decimal, &whole, &micros));
	decimal_read(SLICE("1E9"), &decimal);
	test_true("too many", !decimal_split_day(&decimal, &whole, &micros));
}

int
main(void)
{
	test_numbers();
	test_order();
	test_days();
	return test_end();
}
