#include "pdf/foreign.h"

#include <stdlib.h>

#include "base/memory.h"
#include "pdf/syntax.h"

struct foreign {
	const struct excerpt *excerpt;
	struct slice *bytes; /* of each object that is a stream */
	size_t index;
};

/* A page's content where it stands. */
struct ready_content {
	const struct foreign *foreign;
	uint32_t page;
	mpt shift;
	struct slice bytes;
};

struct foreigns {
	struct arena *mem;
	struct deflater *deflater;
	const struct foreign **at;
	size_t count, room;
	struct ready_content *contents;
	size_t content_count, content_room;
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
	free(foreigns->contents);
	free(foreigns);
}

void
foreign_use_fini(struct foreign_use *use)
{
	free(use->added);
	free(use->contents);
	*use = (struct foreign_use){0};
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
	foreigns->at[foreigns->count++] = foreign;
	return foreign;
}

static void
add_parts(struct strbuf *out, const struct excerpt_object *object,
    struct haru_object *const *added)
{
	for (size_t i = 0; i < object->part_count; i++) {
		const struct excerpt_part *part = &object->parts[i];
		strbuf_add(out, part->text);
		if (part->object != EXCERPT_NOTHING)
			syntax_add_reference(
			    out, haru_number(added[part->object]));
	}
}

static struct slice
write_entries(struct arena *mem, const struct excerpt_object *object,
    struct haru_object *const *added)
{
	struct strbuf out = {0};
	add_parts(&out, object, added);
	if (object->open)
		strbuf_add_text(&out, ">>");
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

/* The objects of an excerpt in a file; NULL after a report. */
static struct haru_object *const *
add_objects(const struct foreign *foreign, const struct foreign_file *file)
{
	const size_t count = foreign->excerpt->count;
	struct foreign_use *use = file->use;
	size_t old = use->room;
	if (foreign->index >= old) {
		use->added = mem_grow(use->added, &use->room,
		    foreign->index + 1, sizeof *use->added);
		for (size_t i = old; i < use->room; i++)
			use->added[i] = NULL;
	}
	if (use->added[foreign->index])
		return use->added[foreign->index];
	struct haru_object **added =
	    ARENA_ARRAY(file->mem, struct haru_object *, count + 1);
	for (size_t i = 0; i < count; i++) {
		added[i] = haru_add(file->haru, file->diag);
		if (!added[i])
			return NULL;
	}
	if (!fill_all(foreign, added, file->haru, file->mem, file->diag))
		return NULL;
	use->added[foreign->index] = added;
	return added;
}

uint32_t
foreign_add(const struct foreign *foreign, uint32_t page,
    const struct foreign_file *file)
{
	struct haru_object *const *added = add_objects(foreign, file);
	return added ? haru_number(added[foreign->excerpt->pages[page].form])
		     : 0;
}

/* ---- a page with its tags */

static size_t
find_content(struct foreigns *foreigns, const struct foreign *foreign,
    uint32_t page, mpt shift)
{
	struct slice content = foreign->excerpt->pages[page].content;
	for (size_t i = 0; i < foreigns->content_count; i++) {
		const struct ready_content *ready = &foreigns->contents[i];
		if (ready->foreign == foreign && ready->page == page &&
		    ready->shift == shift)
			return i;
	}
	struct strbuf out = {0};
	if (shift) {
		strbuf_add_text(&out, "q 1 0 0 1 0 ");
		syntax_add_thousandths(&out, shift);
		strbuf_add_text(&out, " cm\n");
	}
	strbuf_add(&out, content);
	strbuf_add_text(&out, shift ? "Q\n" : "");
	foreigns->contents =
	    mem_grow(foreigns->contents, &foreigns->content_room,
		foreigns->content_count + 1, sizeof *foreigns->contents);
	foreigns->contents[foreigns->content_count] = (struct ready_content){
	    foreign, page, shift,
	    deflate_once(foreigns->deflater, foreigns->mem, strbuf_view(&out))};
	strbuf_fini(&out);
	return foreigns->content_count++;
}

static uint32_t
add_content(
    struct foreigns *foreigns, size_t index, const struct foreign_file *file)
{
	struct foreign_use *use = file->use;
	size_t old = use->content_room;
	if (index >= old) {
		use->contents = mem_grow(use->contents, &use->content_room,
		    index + 1, sizeof *use->contents);
		for (size_t i = old; i < use->content_room; i++)
			use->contents[i] = 0;
	}
	if (use->contents[index])
		return use->contents[index];
	struct haru_object *object = haru_add(file->haru, file->diag);
	if (!object ||
	    !haru_fill_stream(file->haru, object, SLICE("/Filter/FlateDecode"),
		foreigns->contents[index].bytes, file->diag))
		return 0;
	use->contents[index] = haru_number(object);
	return use->contents[index];
}

uint32_t
foreign_add_page(struct foreigns *foreigns, const struct foreign *foreign,
    uint32_t page, mpt shift, struct slice more,
    const struct foreign_file *file, struct strbuf *entries)
{
	const struct excerpt_page *of = &foreign->excerpt->pages[page];
	struct haru_object *const *added = add_objects(foreign, file);
	if (!added)
		return 0;
	strbuf_add_text(entries, "/Resources ");
	if (more.len) {
		strbuf_add_text(entries, "<<");
		add_parts(
		    entries, &foreign->excerpt->objects[of->resources], added);
		strbuf_add(entries, more);
		strbuf_add_text(entries, ">>>>");
	} else {
		syntax_add_reference(
		    entries, haru_number(added[of->resources]));
	}
	if (of->group != EXCERPT_NOTHING) {
		strbuf_add_text(entries, "/Group ");
		syntax_add_reference(entries, haru_number(added[of->group]));
	}
	return add_content(
	    foreigns, find_content(foreigns, foreign, page, shift), file);
}
