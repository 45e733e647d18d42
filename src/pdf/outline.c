#include "pdf/outline.h"

static size_t
list_letters(const struct letter_place *places, size_t count,
    const struct letter_place **letters)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (!places[i].banner)
			letters[kept++] = &places[i];
	}
	return kept;
}

/* Items know their neighbours, so all are numbered before one is filled. */
static bool
number_items(struct haru *haru, struct haru_object **items, size_t count,
    struct diag *diag)
{
	for (size_t i = 0; i < count; i++) {
		items[i] = haru_add(haru, diag);
		if (!items[i])
			return false;
	}
	return true;
}

static struct slice
write_item(struct arena *mem, struct haru_object *const *items, size_t count,
    size_t i, const struct letter_place *place, uint32_t root)
{
	char before[32] = "", after[32] = "";
	if (i > 0)
		snprintf(before, sizeof before, "/Prev %u 0 R",
		    haru_number(items[i - 1]));
	if (i + 1 < count)
		snprintf(after, sizeof after, "/Next %u 0 R",
		    haru_number(items[i + 1]));
	return arena_print(mem, "/Title(%u)/Parent %u 0 R%s%s/Dest[%u 0 R/Fit]",
	    place->number, root, before, after, place->object);
}

bool
outline_add(struct haru *haru, struct arena *batch_mem,
    const struct letter_place *places, size_t count, uint32_t *number,
    struct diag *diag)
{
	const struct letter_place **letters =
	    ARENA_ARRAY(batch_mem, const struct letter_place *, count);
	struct haru_object **items =
	    ARENA_ARRAY(batch_mem, struct haru_object *, count);
	struct haru_object *root = haru_add(haru, diag);
	count = list_letters(places, count, letters);
	if (!root || !count || !number_items(haru, items, count, diag))
		return false;
	*number = haru_number(root);
	for (size_t i = 0; i < count; i++)
		haru_fill(haru, items[i],
		    write_item(
			batch_mem, items, count, i, letters[i], *number));
	haru_fill(haru, root,
	    arena_print(batch_mem,
		"/Type/Outlines/First %u 0 R/Last %u 0 R/Count %zu",
		haru_number(items[0]), haru_number(items[count - 1]), count));
	return true;
}
