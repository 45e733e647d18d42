#include <stdlib.h>

#include "base/memory.h"
#include "word/model.h"

void
styled_fini(struct styled *to)
{
	strbuf_fini(&to->text);
	free(to->marks);
	*to = (struct styled){0};
}

void
styled_add(struct styled *to, struct slice text, struct mark mark)
{
	size_t from = to->text.len;
	strbuf_add(&to->text, text);
	to->marks =
	    mem_grow(to->marks, &to->room, to->text.len + 1, sizeof *to->marks);
	for (size_t i = from; i < to->text.len; i++)
		to->marks[i] = mark;
}

void
styled_add_part(
    struct styled *to, const struct styled *other, size_t from, size_t end)
{
	size_t at = to->text.len;
	if (from >= end)
		return;
	strbuf_add(
	    &to->text, slice_part(strbuf_view(&other->text), from, end - from));
	to->marks =
	    mem_grow(to->marks, &to->room, to->text.len + 1, sizeof *to->marks);
	memcpy(to->marks + at, other->marks + from,
	    (end - from) * sizeof *to->marks);
}

static bool
same(const struct word_format *a, const struct word_format *b)
{
	return a->bold == b->bold && a->italic == b->italic &&
	       a->large == b->large && a->link == b->link &&
	       slice_equal(a->language, b->language);
}

/* From the last on: runs that follow each other look alike. */
uint32_t
word_format_add(struct word_document *document, struct word_format format)
{
	size_t looked = 0;
	for (size_t i = document->format_count; i > 0 && looked < 64;
	     i--, looked++) {
		if (same(&document->formats[i - 1], &format))
			return (uint32_t)(i - 1);
	}
	document->formats =
	    arena_grow(document->mem, document->formats, &document->format_room,
		document->format_count + 1, sizeof *document->formats);
	format.language = arena_dup(document->mem, format.language);
	document->formats[document->format_count] = format;
	return (uint32_t)document->format_count++;
}
