#include "pdf/label.h"

#include "pdf/syntax.h"

/* Letters named in one leaf of the number tree (7.9.7). */
#define LEAF 500

static struct slice
keep(struct arena *mem, struct strbuf *text)
{
	struct slice kept = arena_dup(mem, strbuf_view(text));
	strbuf_reset(text);
	return kept;
}

static void
add_entry(struct strbuf *text, const struct letter_place *place)
{
	char *start = strbuf_reserve(text, 3 * SYNTAX_NUMBER_MAX);
	char *to = syntax_write_whole(start, place->page);
	memcpy(to, "<</S/D/P(", 9);
	to += 9;
	if (place->banner)
		*to++ = 'B';
	to = syntax_write_whole(to, place->number);
	memcpy(to, "-)>>", 4);
	text->len += (size_t)(to + 4 - start);
}

static void
add_entries(
    struct strbuf *text, const struct letter_place *places, size_t count)
{
	strbuf_add_text(text, "/Nums[");
	for (size_t i = 0; i < count; i++)
		add_entry(text, &places[i]);
	strbuf_add_text(text, "]");
}

static struct haru_object *
add_leaf(struct haru *haru, struct arena *mem, struct strbuf *text,
    const struct letter_place *places, size_t count, struct diag *diag)
{
	struct haru_object *leaf = haru_add(haru, diag);
	if (!leaf)
		return NULL;
	strbuf_print(
	    text, "/Limits[%u %u]", places[0].page, places[count - 1].page);
	add_entries(text, places, count);
	haru_fill(haru, leaf, keep(mem, text));
	return leaf;
}

bool
labels_add(struct haru *haru, struct arena *batch_mem,
    const struct letter_place *places, size_t count, uint32_t *number,
    struct diag *diag)
{
	struct strbuf leaf = {0}, kids = {0};
	struct haru_object *root = haru_add(haru, diag);
	bool ok = root != NULL;
	strbuf_add_text(&kids, "/Kids[");
	for (size_t at = 0; ok && count > LEAF && at < count; at += LEAF) {
		struct haru_object *object = add_leaf(haru, batch_mem, &leaf,
		    places + at, count - at < LEAF ? count - at : LEAF, diag);
		ok = object != NULL;
		if (ok)
			strbuf_print(&kids, "%u 0 R ", haru_number(object));
	}
	strbuf_add_text(&kids, "]");
	if (ok && count <= LEAF) {
		strbuf_reset(&kids);
		add_entries(&kids, places, count);
	}
	if (ok) {
		haru_fill(haru, root, keep(batch_mem, &kids));
		*number = haru_number(root);
	}
	strbuf_fini(&leaf);
	strbuf_fini(&kids);
	return ok;
}
