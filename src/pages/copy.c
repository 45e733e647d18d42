#include "pages/copy.h"

#include <ctype.h>
#include <stdlib.h>

#include "base/memory.h"
#include "pages/bridge.h"

struct copying {
	struct arena *mem; /* the files' bytes */
	qpdf_data to;
	qpdf_data *from; /* every file opened: streams are read at the end */
	size_t count, room;
	const char *path; /* of the file opened last */
	struct diag *diag;
};

/* ---- a page alone */

/* Whether a content names this resource: "/F1" and then no more of a name. */
static bool
is_named(struct slice content, struct slice name)
{
	for (size_t at = 0; at + name.len < content.len;) {
		at += slice_find(slice_from(content, at), name);
		size_t end = at + name.len;
		if (end >= content.len)
			return false;
		if (!isgraph((unsigned char)content.at[end]) ||
		    strchr("/[(<", content.at[end]))
			return true;
		at = end;
	}
	return false;
}

/* Keeps what the content names of a dictionary such as /Font or /XObject. */
static qpdf_oh
keep_named(qpdf_data pdf, qpdf_oh dictionary, struct slice content)
{
	qpdf_oh kept = qpdf_oh_new_dictionary(pdf);
	qpdf_oh_begin_dict_key_iter(pdf, dictionary);
	while (qpdf_oh_dict_more_keys(pdf)) {
		const char *name = qpdf_oh_dict_next_key(pdf);
		if (is_named(content, slice_view(name)))
			qpdf_oh_replace_key(pdf, kept, name,
			    qpdf_oh_get_key(pdf, dictionary, name));
	}
	return kept;
}

/* The kinds of resources that a content names (ISO 32000-1, table 33). */
static const char *const kinds[] = {"/ExtGState", "/ColorSpace", "/Pattern",
    "/Shading", "/XObject", "/Font", "/Properties"};

static qpdf_oh
keep_resources(qpdf_data pdf, qpdf_oh page)
{
	unsigned char *bytes = NULL;
	size_t len = 0;
	qpdf_oh resources = qpdf_oh_get_key(pdf, page, "/Resources");
	qpdf_oh kept = qpdf_oh_new_dictionary(pdf);
	qpdf_oh_get_page_content_data(pdf, page, &bytes, &len);
	struct slice content = {(const char *)bytes, len};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		qpdf_oh of_kind = qpdf_oh_get_key(pdf, resources, kinds[i]);
		if (qpdf_oh_is_dictionary(pdf, of_kind))
			qpdf_oh_replace_key(pdf, kept, kinds[i],
			    keep_named(pdf, of_kind, content));
	}
	free(bytes);
	return kept;
}

/* Keeps the boxes, the content and the resources that it names; nothing that
 * leads to other pages. */
static qpdf_oh
page_alone(qpdf_data pdf, qpdf_oh page)
{
	static const char *const kept[] = {"/Type", "/MediaBox", "/CropBox",
	    "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit",
	    "/Group", "/Contents"};
	qpdf_oh alone = qpdf_oh_new_dictionary(pdf);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		if (qpdf_oh_has_key(pdf, page, kept[i]))
			qpdf_oh_replace_key(pdf, alone, kept[i],
			    qpdf_oh_get_key(pdf, page, kept[i]));
	}
	qpdf_oh_replace_key(
	    pdf, alone, "/Resources", keep_resources(pdf, page));
	return qpdf_make_indirect_object(pdf, alone);
}

/* ---- files */

static bool
open_file(struct copying *copying, const char *path)
{
	if (copying->path && strcmp(copying->path, path) == 0)
		return true;
	qpdf_data pdf = pages_open(copying->mem, path, copying->diag);
	if (!pdf)
		return false;
	copying->from = mem_grow(copying->from, &copying->room,
	    copying->count + 1, sizeof *copying->from);
	copying->from[copying->count++] = pdf;
	copying->path = path;
	qpdf_push_inherited_attributes_to_page(pdf);
	return pages_are_fine(pdf, path, copying->diag);
}

/* The output intent of the first file serves all. */
static void
copy_intents(struct copying *copying)
{
	qpdf_data from = copying->from[0], to = copying->to;
	qpdf_oh intents =
	    qpdf_oh_get_key(from, qpdf_get_root(from), "/OutputIntents");
	if (!qpdf_oh_is_array(from, intents))
		return;
	qpdf_oh whole = qpdf_make_indirect_object(from, intents);
	qpdf_oh_replace_key(to, qpdf_get_root(to), "/OutputIntents",
	    qpdf_oh_copy_foreign_object(to, from, whole));
}

static bool
copy_part(struct copying *copying, const struct pages_part *part)
{
	if (!open_file(copying, part->path))
		return false;
	qpdf_data from = copying->from[copying->count - 1];
	for (uint32_t i = 0; i < part->count; i++) {
		qpdf_oh page = qpdf_get_page_n(from, part->first - 1 + i);
		qpdf_add_page(
		    copying->to, from, page_alone(from, page), QPDF_FALSE);
		qpdf_oh_release_all(from);
	}
	return pages_are_fine(from, part->path, copying->diag) &&
	       pages_are_fine(copying->to, part->path, copying->diag);
}

/* Writes streams unchanged; the same pages give the same bytes. */
static bool
write_all(struct copying *copying, struct sink *sink)
{
	qpdf_data to = copying->to;
	copy_intents(copying);
	if (qpdf_init_write_memory(to) != QPDF_SUCCESS)
		return pages_are_fine(to, sink_name(sink), copying->diag);
	qpdf_set_minimum_pdf_version(
	    to, qpdf_get_pdf_version(copying->from[0]));
	qpdf_set_object_stream_mode(to, qpdf_o_disable);
	qpdf_set_stream_data_mode(to, qpdf_s_preserve);
	qpdf_set_deterministic_ID(to, QPDF_TRUE);
	qpdf_write(to);
	if (!pages_are_fine(to, sink_name(sink), copying->diag))
		return false;
	sink_write(sink, (struct slice){(const char *)qpdf_get_buffer(to),
			     qpdf_get_buffer_length(to)});
	return true;
}

bool
pages_copy(struct sink *sink, const struct pages_part *parts, size_t count,
    struct diag *diag)
{
	struct copying copying = {
	    .mem = arena_new(), .to = qpdf_init(), .diag = diag};
	bool ok = true;
	qpdf_silence_errors(copying.to);
	qpdf_set_suppress_warnings(copying.to, QPDF_TRUE);
	qpdf_empty_pdf(copying.to);
	for (size_t i = 0; ok && i < count; i++)
		ok = copy_part(&copying, &parts[i]);
	ok = ok && copying.count && write_all(&copying, sink);
	pages_close(copying.to);
	for (size_t i = 0; i < copying.count; i++)
		pages_close(copying.from[i]);
	free(copying.from);
	arena_free(copying.mem);
	return ok;
}
