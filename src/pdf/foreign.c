#include "pdf/foreign.h"

#include <stdlib.h>

#include "base/memory.h"
#include "pdf/syntax.h"

struct foreign {
	const struct excerpt *excerpt;
	struct slice *bytes; /* of each object that is a stream */
	size_t index;
};

struct foreigns {
	struct arena *mem;
	struct deflater *deflater;
	const struct foreign **at;
	struct haru_object ***added; /* to the file at hand; NULL: not yet */
	size_t count, room, added_room;
};

struct foreigns *
foreigns_new(struct arena *job_mem, struct deflater *deflater)
{
	struct foreigns *foreigns = mem_new(1, sizeof *foreigns);
	foreigns->mem = job_mem;
	foreigns->deflater = deflater;
	return foreigns;
}

void
foreigns_free(struct foreigns *foreigns)
{
	if (!foreigns)
		return;
	free(foreigns->at);
	free(foreigns->added);
	free(foreigns);
}

const struct foreign *
foreigns_find(struct foreigns *foreigns, const struct excerpt *excerpt)
{
	for (size_t i = 0; i < foreigns->count; i++)
		if (foreigns->at[i]->excerpt == excerpt)
			return foreigns->at[i];
	struct arena *mem = foreigns->mem;
	struct foreign *foreign = ARENA_NEW(mem, struct foreign);
	foreign->excerpt = excerpt;
	foreign->index = foreigns->count;
	foreign->bytes = ARENA_ARRAY(mem, struct slice, excerpt->count);
	for (size_t i = 0; i < excerpt->count; i++) {
		const struct excerpt_object *object = &excerpt->objects[i];
		foreign->bytes[i] =
		    object->stream && object->plain
			? deflate_once(foreigns->deflater, mem, object->bytes)
			: object->bytes;
	}
	foreigns->at = mem_grow(foreigns->at, &foreigns->room,
	    foreigns->count + 1, sizeof(struct foreign *));
	foreigns->added = mem_grow(foreigns->added, &foreigns->added_room,
	    foreigns->count + 1, sizeof *foreigns->added);
	foreigns->added[foreigns->count] = NULL;
	foreigns->at[foreigns->count++] = foreign;
	return foreign;
}

void
foreigns_start(struct foreigns *foreigns)
{
	for (size_t i = 0; i < foreigns->count; i++)
		foreigns->added[i] = NULL;
}

static struct slice
write_entries(struct arena *mem, const struct excerpt_object *object,
    struct haru_object *const *added)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < object->part_count; i++) {
		const struct excerpt_part *part = &object->parts[i];
		strbuf_add(&out, part->text);
		if (part->object != EXCERPT_NOTHING)
			syntax_add_reference(
			    &out, haru_number(added[part->object]));
	}
	if (object->stream && object->plain)
		strbuf_add_text(&out, "/Filter/FlateDecode");
	struct slice entries = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return entries;
}

static bool
fill_all(const struct foreign *foreign, struct haru_object *const *added,
    struct haru *haru, struct arena *mem, struct diag *diag)
{
	for (size_t i = 0; i < foreign->excerpt->count; i++) {
		const struct excerpt_object *object =
		    &foreign->excerpt->objects[i];
		struct slice entries = write_entries(mem, object, added);
		if (!object->stream)
			haru_fill(haru, added[i], entries);
		else if (!haru_fill_stream(
			     haru, added[i], entries, foreign->bytes[i], diag))
			return false;
	}
	return true;
}

uint32_t
foreign_add(struct foreigns *foreigns, const struct foreign *foreign,
    uint32_t page, struct haru *haru, struct arena *batch_mem,
    struct diag *diag)
{
	const struct excerpt *excerpt = foreign->excerpt;
	struct haru_object **added = foreigns->added[foreign->index];
	if (!added) {
		added = ARENA_ARRAY(
		    batch_mem, struct haru_object *, excerpt->count);
		for (size_t i = 0; i < excerpt->count; i++) {
			added[i] = haru_add(haru, diag);
			if (!added[i])
				return 0;
		}
		if (!fill_all(foreign, added, haru, batch_mem, diag))
			return 0;
		foreigns->added[foreign->index] = added;
	}
	return haru_number(added[excerpt->pages[page].form]);
}
