#include "text/date_names.h"

#include "base/languages.h"
#include "text/normal.h"

/* Every name begins with an ASCII letter: most are passed over by it. */
static bool
is_name(struct slice word, const char *name)
{
	return (word.at[0] | 0x20) == (name[0] | 0x20) &&
	       text_same(word, slice_view(name));
}

int
date_names_month(struct slice word)
{
	const struct language *language;
	for (size_t i = 0; word.len && (language = language_at(i)); i++) {
		for (int month = 0; month < 12; month++) {
			if (is_name(word, language->months[month]) ||
			    is_name(word, language->short_months[month]))
				return month + 1;
		}
	}
	return 0;
}
