/* A page's own content and resources: as a form, or as a page with its marks. */
#include <stdlib.h>

#include "pages/tags.h"

/* In the arena; empty after a report. */
static struct slice
read_content(struct excerpt_walk *walk, qpdf_oh page)
{
	unsigned char *at = NULL;
	size_t len = 0;
	QPDF_ERROR_CODE code =
	    qpdf_oh_get_page_content_data(walk->pdf, page, &at, &len);
	if (code >= QPDF_ERRORS)
		excerpt_refuse_broken(walk, "content");
	struct slice content = arena_dup(
	    walk->mem, (struct slice){(const char *)at, at ? len : 0});
	free(at);
	return content;
}

uint32_t
excerpt_take_page(struct excerpt_walk *walk, qpdf_oh page, struct slice head)
{
	walk->current = excerpt_find_or_add(walk, page, AS_FORM);
	if (walk->failed)
		return 0;
	uint32_t form = walk->current;
	strbuf_reset(&walk->text);
	strbuf_add(&walk->text, head);
	qpdf_oh group = excerpt_key(walk, page, "/Group");
	if (qpdf_oh_is_dictionary(walk->pdf, group)) {
		strbuf_add_text(&walk->text, "/Group");
		excerpt_write(walk, group, AS_GROUP, 0);
	}
	struct slice content = read_content(walk, page);
	if (!walk->failed)
		excerpt_keep_content(
		    walk, content, excerpt_key(walk, page, "/Resources"));
	excerpt_end_part(walk, EXCERPT_NOTHING);
	return form;
}

/* ---- with its marks */

/* The property lists that marks may name, and their MCIDs. */
static void
read_properties(
    struct excerpt_walk *walk, qpdf_oh resources, struct stream_marks *marks)
{
	size_t count = 0;
	qpdf_oh held = excerpt_key(walk, resources, "/Properties");
	if (!qpdf_oh_is_dictionary(walk->pdf, held))
		return;
	struct slice *names = excerpt_list_keys(walk, held, &count);
	struct stream_property *properties =
	    ARENA_ARRAY(walk->mem, struct stream_property, count + 1);
	for (size_t i = 0; i < count; i++) {
		qpdf_oh mcid = excerpt_key(
		    walk, excerpt_key(walk, held, names[i].at), "/MCID");
		properties[i].name = names[i];
		properties[i].mcid =
		    qpdf_oh_is_integer(walk->pdf, mcid)
			? qpdf_oh_get_int_value(walk->pdf, mcid)
			: -1;
	}
	marks->properties = properties;
	marks->property_count = count;
}

static uint32_t
take_group(struct excerpt_walk *walk, qpdf_oh page)
{
	qpdf_oh group = excerpt_key(walk, page, "/Group");
	return qpdf_oh_is_dictionary(walk->pdf, group)
		   ? excerpt_find_or_add(walk, group, AS_GROUP)
		   : EXCERPT_NOTHING;
}

void
excerpt_take_tagged(struct excerpt_walk *walk, qpdf_oh page, struct slice head,
    struct excerpt_page *taken)
{
	qpdf_oh resources = excerpt_key(walk, page, "/Resources");
	struct stream_marks marks = tags_marks(walk, walk->page - 1);
	struct stream_account account = {.marks = &marks};
	taken->form = EXCERPT_NOTHING;
	read_properties(walk, resources, &marks);
	struct slice content = read_content(walk, page);
	if (walk->failed)
		return;
	const struct slice parts[] = {SLICE("q "), head,
	    excerpt_copy_content(walk, content, &account), SLICE("Q\n")};
	taken->content = arena_join(walk->mem, parts, 4, (struct slice){0});
	taken->resources = excerpt_find_or_add(walk, page, AS_RESOURCES);
	if (walk->failed)
		return;
	walk->current = taken->resources;
	walk->taken[walk->current].object.open = true;
	strbuf_reset(&walk->text);
	excerpt_write_resources(walk, resources, &account);
	excerpt_end_part(walk, EXCERPT_NOTHING);
	taken->group = take_group(walk, page);
}
