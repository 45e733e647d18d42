#include "fate/numbers.h"

#include <stdlib.h>

#define NUMBER_MOST 100000000

static bool
take_number(struct slice *text, uint32_t *number)
{
	size_t digits = 0;
	*number = 0;
	while (digits < text->len && digits < 10 && text->at[digits] >= '0' &&
	       text->at[digits] <= '9')
		*number = *number * 10 + (uint32_t)(text->at[digits++] - '0');
	*text = slice_from(*text, digits);
	return digits && digits < 10 && *number && *number <= NUMBER_MOST;
}

/* "17" or "4800-4810". */
static bool
read_range(struct slice text, struct numbers_range *range)
{
	text = slice_trim(text);
	if (!take_number(&text, &range->first))
		return false;
	range->last = range->first;
	if (!text.len)
		return true;
	if (text.at[0] != '-')
		return false;
	text = slice_from(text, 1);
	return take_number(&text, &range->last) && !text.len &&
	       range->last >= range->first;
}

static void
add_range(
    struct numbers *numbers, struct arena *mem, struct numbers_range range)
{
	numbers->at = arena_grow(mem, numbers->at, &numbers->room,
	    numbers->count + 1, sizeof *numbers->at);
	numbers->at[numbers->count++] = range;
}

static int
compare_ranges(const void *a, const void *b)
{
	const struct numbers_range *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

/* Joins ranges that touch, of which there is one at least. */
static void
join(struct numbers *numbers)
{
	size_t kept = 0;
	qsort(numbers->at, numbers->count, sizeof *numbers->at, compare_ranges);
	for (size_t i = 0; i < numbers->count; i++) {
		struct numbers_range *last =
		    kept ? &numbers->at[kept - 1] : NULL;
		if (last && numbers->at[i].first <= last->last + 1) {
			if (numbers->at[i].last > last->last)
				last->last = numbers->at[i].last;
		} else {
			numbers->at[kept++] = numbers->at[i];
		}
	}
	numbers->count = kept;
}

bool
numbers_read(struct numbers *numbers, struct arena *mem, struct slice text)
{
	*numbers = (struct numbers){0};
	for (;;) {
		struct numbers_range range;
		size_t end = slice_find_char(text, ',');
		if (!read_range(slice_part(text, 0, end), &range))
			return false;
		add_range(numbers, mem, range);
		if (end == text.len)
			break;
		text = slice_from(text, end + 1);
	}
	join(numbers);
	return true;
}

void
numbers_write(struct strbuf *out, const struct numbers *numbers)
{
	for (size_t i = 0; i < numbers->count; i++) {
		const struct numbers_range *range = &numbers->at[i];
		strbuf_print(out, i ? ",%u" : "%u", range->first);
		if (range->last > range->first)
			strbuf_print(out, "-%u", range->last);
	}
}

void
numbers_add(struct numbers *numbers, struct arena *mem, uint32_t number)
{
	if (numbers->count &&
	    numbers->at[numbers->count - 1].last + 1 == number)
		numbers->at[numbers->count - 1].last = number;
	else
		add_range(numbers, mem, (struct numbers_range){number, number});
}

uint32_t
numbers_count(const struct numbers *numbers)
{
	uint32_t count = 0;
	for (size_t i = 0; i < numbers->count; i++)
		count += numbers->at[i].last - numbers->at[i].first + 1;
	return count;
}

bool
numbers_hold(const struct numbers *numbers, uint32_t number)
{
	for (size_t i = 0; i < numbers->count; i++) {
		if (number >= numbers->at[i].first &&
		    number <= numbers->at[i].last)
			return true;
	}
	return false;
}
