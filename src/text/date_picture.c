#include "base/code.h"
#include "base/languages.h"
#include "base/strbuf.h"
#include "text/date.h"

/* A piece of a picture: so many of one letter, or text as it stands. */
struct piece {
	char letter; /* d M y, or 0 */
	size_t count;
	struct slice text;
};

/* The next piece from *at, which moves behind it; false at the end. */
static bool
next_piece(struct slice picture, size_t *at, struct piece *piece)
{
	if (*at >= picture.len)
		return false;
	char c = picture.at[*at];
	size_t from = *at;
	*piece = (struct piece){0};
	if (c == '\'') {
		size_t len = slice_find_char(slice_from(picture, from + 1), c);
		piece->text = slice_part(picture, from + 1, len);
		*at = from + len + 2;
		return true;
	}
	if (!char_is_letter(c)) {
		piece->text = slice_part(picture, from, 1);
		*at = from + 1;
		return true;
	}
	while (*at < picture.len && picture.at[*at] == c)
		++*at;
	piece->letter = c == 'D' || c == 'Y' ? (char)(c | 0x20) : c;
	piece->count = *at - from;
	return true;
}

static bool
is_known(const struct piece *piece, const struct language *names)
{
	size_t n = piece->count;
	switch (piece->letter) {
	case '\0':
		return true;
	case 'd':
		return n <= 2 || (n == 4 && names);
	case 'M':
		return n <= 2 || (n <= 4 && names);
	case 'y':
		return n == 2 || n == 4;
	default:
		return false;
	}
}

bool
date_picture_is_known(struct slice picture, const char *language)
{
	const struct language *names = language_find(language);
	struct piece piece;
	bool known = picture.len > 0;
	for (size_t at = 0; known && next_piece(picture, &at, &piece);)
		known = is_known(&piece, names);
	return known;
}

static const char *
weekday_name(day when, const struct language *names)
{
	/* 1970-01-01 was a Thursday. */
	int weekday = (when - DAY_FIRST) % 7;
	return names->days[weekday] ? names->days[weekday]
				    : names->weekdays[weekday];
}

static void
write_number(struct strbuf *out, int number, size_t digits)
{
	strbuf_print(out, "%0*d", (int)digits, number);
}

struct slice
date_write_as(
    struct arena *arena, day when, struct slice picture, const char *language)
{
	const struct language *names = language_find(language);
	int year, month, day_of_month;
	struct strbuf out = {0};
	struct piece piece;
	day_split(when, &year, &month, &day_of_month);
	for (size_t at = 0; next_piece(picture, &at, &piece);) {
		size_t n = piece.count;
		if (!piece.letter)
			strbuf_add(&out, piece.text);
		else if (piece.letter == 'd' && n > 2)
			strbuf_add_text(&out, weekday_name(when, names));
		else if (piece.letter == 'd')
			write_number(&out, day_of_month, n);
		else if (piece.letter == 'M' && n > 2)
			strbuf_add_text(
			    &out, n == 3 ? names->short_months[month - 1]
					 : names->months[month - 1]);
		else if (piece.letter == 'M')
			write_number(&out, month, n);
		else
			write_number(&out, n == 2 ? year % 100 : year, n);
	}
	struct slice text = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}
