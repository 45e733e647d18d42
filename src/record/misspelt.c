#include "record/misspelt.h"

#include "text/skeleton.h"

struct teller {
	bool (*seen)(const struct likeness *number, void *ctx);
	void *ctx;
};

/* Ten digits, weighed 2, 1, 2 … */
static bool
is_checked(const char *ten)
{
	unsigned sum = 0;
	for (size_t i = 0; i < 10; i++) {
		unsigned digit = (unsigned)(ten[i] - '0') * (i % 2 ? 1 : 2);
		sum += digit / 10 + digit % 10;
	}
	return sum % 10 == 0;
}

static void
tell(const struct teller *teller, const char *ten)
{
	struct likeness number = {.spelt = true};
	memcpy(number.ten, ten, 10);
	if (is_checked(ten))
		teller->seen(&number, teller->ctx);
}

static void
tell_any_digit(const struct teller *teller, char *ten, size_t at)
{
	for (char digit = '0'; digit <= '9'; digit++) {
		ten[at] = digit;
		tell(teller, ten);
	}
}

static void
replace(const struct teller *teller, const char *digits)
{
	char ten[10];
	for (size_t i = 0; i < 10; i++) {
		memcpy(ten, digits, 10);
		tell_any_digit(teller, ten, i);
	}
	for (size_t i = 0; i < 9; i++) {
		memcpy(ten, digits, 10);
		ten[i] = digits[i + 1];
		ten[i + 1] = digits[i];
		tell(teller, ten);
	}
}

static void
leave_out(const struct teller *teller, const char *digits)
{
	char ten[10];
	for (size_t i = 0; i < 11; i++) {
		memcpy(ten, digits, i < 10 ? i : 10);
		if (i < 10)
			memcpy(ten + i, digits + i + 1, 10 - i);
		tell(teller, ten);
	}
}

static void
put_in(const struct teller *teller, const char *digits)
{
	char ten[10];
	for (size_t i = 0; i < 10; i++) {
		memcpy(ten, digits, i);
		memcpy(ten + i + 1, digits + i, 9 - i);
		tell_any_digit(teller, ten, i);
	}
}

static void
slip(const struct teller *teller, struct slice digits)
{
	if (digits.len == 10)
		replace(teller, digits.at);
	else if (digits.len == 11)
		leave_out(teller, digits.at);
	else if (digits.len == 9)
		put_in(teller, digits.at);
}

void
misspelt_each(struct arena *scratch, struct slice cell,
    bool (*seen)(const struct likeness *number, void *ctx), void *ctx)
{
	struct teller teller = {seen, ctx};
	char digits[13];
	size_t len = 0;
	struct slice looks = text_skeleton(scratch, cell);
	for (size_t i = 0; i < looks.len && len < sizeof digits; i++) {
		char c = looks.at[i];
		c = c == 'o' ? '0' : c == 'l' || c == 'i' ? '1' : c;
		if (c >= '0' && c <= '9')
			digits[len++] = c;
	}
	struct slice all = {digits, len};
	bool century = slice_starts(all, "18") || slice_starts(all, "19") ||
		       slice_starts(all, "20");
	slip(&teller, all);
	if (century && len > 10)
		slip(&teller, slice_from(all, 2));
}
