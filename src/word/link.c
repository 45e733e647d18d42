/* The address of a link, which may have fields in it. */
#include "base/utf8.h"
#include "letter/messages.h"
#include "word/tree.h"

uint32_t
word_link_add(
    struct word_document *document, struct slice address, struct slice place)
{
	struct strbuf target = {0};
	strbuf_add(&target, address);
	if (place.len && !slice_starts(place, "#"))
		strbuf_add_char(&target, '#');
	strbuf_add(&target, place);
	document->links =
	    arena_grow(document->mem, document->links, &document->link_room,
		document->link_count + 1, sizeof *document->links);
	document->links[document->link_count++] =
	    arena_dup(document->mem, strbuf_view(&target));
	strbuf_fini(&target);
	return (uint32_t)document->link_count;
}

/* Word writes braces in an address as %7B and %7D. */
static struct slice
plain_braces(struct arena *mem, struct slice target)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < target.len; i++) {
		struct slice rest = slice_from(target, i);
		bool open =
		    slice_starts(rest, "%7B") || slice_starts(rest, "%7b");
		bool close =
		    slice_starts(rest, "%7D") || slice_starts(rest, "%7d");
		strbuf_add_char(&out, open ? '{' : close ? '}' : target.at[i]);
		i += open || close ? 2 : 0;
	}
	struct slice plain = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return plain;
}

/* "Handl%C3%A4ggare%20tel" is what somebody wrote as a name. */
static struct slice
decoded(struct arena *mem, struct slice text)
{
	struct strbuf out = {0};
	letter_decode_address(&out, text);
	struct slice plain = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return plain;
}

/* True where the field's placeholder was added. */
static bool
add_field(struct tree *tree, const struct node *link, struct slice source,
    struct strbuf *out)
{
	struct letter_field field = {
	    .use = USE_VALUE, .source = source, .span = link->span};
	uint32_t index =
	    reading_add_field(tree->reading, field, source, link->span);
	if (index == FIELD_NONE)
		return false;
	tree_take_for_word(&tree->reading->letter->fields[index]);
	strbuf_add_code(out, LETTER_PLACEHOLDER + index);
	return true;
}

static void
report_stray(struct tree *tree, const struct node *link, struct slice between)
{
	if (slice_find(between, SLICE("}}")) < between.len)
		REPORT(tree->reading->diag, link->span, &letter_stray_braces,
		    NO_ARGS);
}

static void
report_unclosed(struct tree *tree, const struct node *link)
{
	REPORT(
	    tree->reading->diag, link->span, &letter_unclosed_field, NO_ARGS);
	HINT(tree->reading->diag, &letter_close_on_line, NO_ARGS);
}

void
tree_finish_link(struct tree *tree, struct node *link, struct slice target)
{
	struct arena *mem = tree->document->mem;
	struct strbuf out = {0};
	bool fields = false;
	target = plain_braces(mem, target);
	for (size_t at = 0; at < target.len;) {
		size_t open =
		    at + slice_find(slice_from(target, at), SLICE("{{"));
		size_t close =
		    open + slice_find(slice_from(target, open), SLICE("}}"));
		strbuf_add(&out, slice_part(target, at, open - at));
		report_stray(tree, link, slice_part(target, at, open - at));
		if (close >= target.len) {
			if (open < target.len)
				report_unclosed(tree, link);
			break;
		}
		struct slice source = slice_trim(decoded(
		    mem, slice_part(target, open + 2, close - open - 2)));
		fields |= add_field(tree, link, source, &out);
		at = close + 2;
	}
	link->target = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	if (!link->target.len)
		REPORT(tree->reading->diag, link->span, &letter_no_target,
		    NO_ARGS);
}
