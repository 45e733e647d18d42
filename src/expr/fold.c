#include "expr/fold.h"

#include "text/normal.h"

/*
 * Folds ASCII and the letters À–ÿ by hand: lower case, runs of blanks one
 * space. False where anything else occurs (ß folds to two letters, and a
 * combining mark needs NFC): the slow way knows.
 */
static bool
quick_fold(struct slice text, char to[FOLD_QUICK], size_t *length)
{
	size_t len = 0;
	bool gap = false;
	if (text.len > FOLD_QUICK)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			gap = len > 0;
			continue;
		}
		if (c < 0x20 || c == 0x7F)
			return false;
		if (gap)
			to[len++] = ' ';
		gap = false;
		if (c < 0x80) {
			to[len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
			continue;
		}
		if (c != 0xC3 || i + 1 >= text.len)
			return false;
		unsigned char low = (unsigned char)text.at[++i];
		/* U+00D7 and U+00F7 are signs, U+00DF is ß. */
		if (low == 0x9F || low == 0x97 || low == 0xB7)
			return false;
		to[len++] = (char)c;
		to[len++] = (char)(low <= 0x9E ? low + 0x20 : low);
	}
	*length = len;
	return true;
}

struct slice
fold_open(struct folded *folded, struct slice text)
{
	size_t len;
	folded->own = NULL;
	if (quick_fold(text, folded->quick, &len))
		return (struct slice){folded->quick, len};
	folded->own = arena_new();
	return text_fold(folded->own, text);
}

void
fold_close(struct folded *folded)
{
	arena_free(folded->own);
}

bool
fold_equal(struct slice cell, struct slice folded)
{
	char quick[FOLD_QUICK];
	size_t len;
	if (quick_fold(cell, quick, &len))
		return slice_equal((struct slice){quick, len}, folded);
	return text_same(cell, folded);
}

static size_t
squeeze(char *text, size_t len)
{
	size_t to = 0;
	for (size_t i = 0; i < len; i++) {
		if (text[i] != ' ' && text[i] != '-')
			text[to++] = text[i];
	}
	return to;
}

struct slice
fold_squeeze(struct arena *mem, struct slice folded)
{
	char *copy = arena_raw(mem, folded.len + 1);
	memcpy(copy, folded.at, folded.len);
	return (struct slice){copy, squeeze(copy, folded.len)};
}

static bool
holds(struct slice text, struct slice part, bool at_start)
{
	if (part.len > text.len)
		return false;
	if (at_start)
		return memcmp(text.at, part.at, part.len) == 0;
	return slice_find(text, part) < text.len;
}

bool
fold_search(struct slice cell, struct slice part, bool at_start, bool squeezed,
    struct arena *mem)
{
	char quick[FOLD_QUICK];
	size_t len;
	if (quick_fold(cell, quick, &len)) {
		if (squeezed)
			len = squeeze(quick, len);
		return holds((struct slice){quick, len}, part, at_start);
	}
	struct arena *own = mem ? NULL : arena_new();
	struct slice folded = text_fold(mem ? mem : own, cell);
	if (squeezed)
		folded = fold_squeeze(mem ? mem : own, folded);
	bool found = holds(folded, part, at_start);
	arena_free(own);
	return found;
}
