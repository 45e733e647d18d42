#include "record/street_form.h"

#include "base/code.h"
#include "base/hash.h"
#include "record/plain.h"

struct form {
	char *at;
	size_t len;
};

/* "storgatan" and "storg." are one. */
static void
shorten(struct form *form)
{
	static const char *const ends[] = {
	    "gatan", "gata", "vägen", "väg", "vagen", "vag", NULL};
	struct slice text = {form->at, form->len};
	for (size_t i = 0; ends[i]; i++) {
		size_t len = strlen(ends[i]);
		if (text.len > len && slice_ends(text, ends[i])) {
			form->len -= len - 1;
			return;
		}
	}
}

/* The letter of "5 B"; not the word of "5 lgh 1101". */
static void
add_house_letter(struct form *form, struct slice folded, size_t at)
{
	while (at < folded.len && folded.at[at] == ' ')
		at++;
	bool letter = at < folded.len && plain_is_word(folded.at[at]) &&
		      !char_is_digit(folded.at[at]);
	if (letter &&
	    (at + 1 == folded.len || !plain_is_word(folded.at[at + 1])))
		form->at[form->len++] = folded.at[at];
}

bool
street_may_be(struct slice cell)
{
	char first = cell.len ? cell.at[0] : '0';
	bool letter = (first >= 'A' && first <= 'z') || first == ' ' ||
		      (unsigned char)first >= 0x80;
	if (!letter || cell.len < 4 || cell.len > 120)
		return false;
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.at[i] >= '0' && cell.at[i] <= '9')
			return true;
	}
	return false;
}

uint64_t
street_form_hash(struct arena *scratch, struct slice folded, bool is_street)
{
	struct form form = {arena_raw(scratch, folded.len + 1), 0};
	bool numbered = false;
	size_t at = 0;
	for (; at < folded.len && !numbered; at++) {
		char c = folded.at[at];
		if (!plain_is_word(c))
			continue;
		if (char_is_digit(c) && form.len &&
		    !char_is_digit(form.at[form.len - 1])) {
			shorten(&form);
			for (; at < folded.len && char_is_digit(folded.at[at]);
			     at++)
				form.at[form.len++] = folded.at[at];
			add_house_letter(&form, folded, at);
			numbered = true;
		} else {
			form.at[form.len++] = c;
		}
	}
	uint64_t hash = hash_short(1, (struct slice){form.at, form.len});
	bool usable = numbered || (is_street && form.len);
	return usable ? hash | 1 : 0;
}
