#include "pages/excerpt_private.h"

#include <stdlib.h>

#include "base/memory.h"
#include "pages/messages.h"
#include "pages/stream.h"
#include "pages/tags.h"

enum { DEPTH_MOST = 30 }; /* of arrays and dictionaries in each other */

/* ---- the object being written */

bool
excerpt_count_bytes(struct excerpt_walk *walk, size_t bytes)
{
	walk->bytes += bytes;
	if (walk->bytes <= EXCERPT_BYTES_MAX)
		return true;
	excerpt_refuse_large(walk);
	return false;
}

void
excerpt_end_part(struct excerpt_walk *walk, uint32_t object)
{
	struct taken *taken = &walk->taken[walk->current];
	struct excerpt_object *own = &taken->object;
	if (!excerpt_count_bytes(walk, walk->text.len + sizeof *own->parts))
		return;
	own->parts = arena_grow(walk->mem, own->parts, &taken->part_room,
	    own->part_count + 1, sizeof *own->parts);
	own->parts[own->part_count++] = (struct excerpt_part){
	    arena_dup(walk->mem, strbuf_view(&walk->text)), object};
	strbuf_reset(&walk->text);
}

uint32_t
excerpt_find_or_add(struct excerpt_walk *walk, qpdf_oh value, enum taken_as as)
{
	int number = qpdf_oh_get_object_id(walk->pdf, value);
	for (size_t i = 0; number && i < walk->count; i++)
		if (walk->taken[i].number == number && walk->taken[i].as == as)
			return (uint32_t)i;
	if (walk->count == EXCERPT_OBJECTS_MAX) {
		excerpt_refuse_large(walk);
		return 0;
	}
	walk->taken = mem_grow(
	    walk->taken, &walk->room, walk->count + 1, sizeof *walk->taken);
	walk->taken[walk->count] =
	    (struct taken){.number = number, .as = as, .handle = value};
	return (uint32_t)walk->count++;
}

/* ---- values */

static void
write_entries(
    struct excerpt_walk *walk, qpdf_oh holder, enum taken_as as, int depth)
{
	const struct excerpt_entry *entry = excerpt_entries(as);
	excerpt_check_keys(walk, holder, as);
	strbuf_add_text(&walk->text, excerpt_head(as));
	for (; entry && entry->key && !walk->failed; entry++) {
		if (!qpdf_oh_has_key(walk->pdf, holder, entry->key))
			continue;
		strbuf_add_text(&walk->text, entry->key);
		strbuf_add_char(&walk->text, ' ');
		excerpt_write(walk, excerpt_key(walk, holder, entry->key),
		    entry->as, depth);
	}
}

/* The keys of a dictionary: its iterator serves one at a time. */
struct slice *
excerpt_list_keys(struct excerpt_walk *walk, qpdf_oh dictionary, size_t *count)
{
	struct slice *keys = NULL;
	size_t room = 0;
	*count = 0;
	qpdf_oh_begin_dict_key_iter(walk->pdf, dictionary);
	while (qpdf_oh_dict_more_keys(walk->pdf)) {
		struct slice key = slice_view(qpdf_oh_dict_next_key(walk->pdf));
		keys = arena_grow(
		    walk->mem, keys, &room, *count + 1, sizeof *keys);
		keys[(*count)++] = arena_dup(walk->mem, key);
	}
	return keys;
}

static void
write_key(struct excerpt_walk *walk, struct slice key)
{
	qpdf_oh name = qpdf_oh_new_name(walk->pdf, key.at);
	strbuf_add_text(&walk->text, qpdf_oh_unparse(walk->pdf, name));
	strbuf_add_char(&walk->text, ' ');
	qpdf_oh_release(walk->pdf, name);
}

/* All of a dictionary such as /CIDSystemInfo. */
static void
write_dictionary(struct excerpt_walk *walk, qpdf_oh value, int depth)
{
	size_t count;
	struct slice *keys = excerpt_list_keys(walk, value, &count);
	strbuf_add_text(&walk->text, "<<");
	for (size_t i = 0; i < count && !walk->failed; i++) {
		write_key(walk, keys[i]);
		excerpt_write(walk, excerpt_key(walk, value, keys[i].at),
		    AS_PLAIN, depth);
	}
	strbuf_add_text(&walk->text, ">>");
}

static void
write_array(
    struct excerpt_walk *walk, qpdf_oh value, enum taken_as as, int depth)
{
	int count = qpdf_oh_get_array_n_items(walk->pdf, value);
	strbuf_add_char(&walk->text, '[');
	for (int i = 0; i < count && !walk->failed; i++) {
		qpdf_oh item = qpdf_oh_get_array_item(walk->pdf, value, i);
		excerpt_write(walk, item, as, depth);
		strbuf_add_char(&walk->text, ' ');
		if (!excerpt_count_bytes(walk, 1))
			return;
	}
	strbuf_add_char(&walk->text, ']');
}

static void
write_object(
    struct excerpt_walk *walk, qpdf_oh value, enum taken_as as, int depth)
{
	bool stream = qpdf_oh_is_stream(walk->pdf, value);
	if (stream && (as == AS_PLAIN || as == AS_GROUP || as == AS_STATE)) {
		excerpt_refuse_broken(walk, "stream");
	} else if (as == AS_PLAIN) {
		write_dictionary(walk, value, depth);
	} else if (stream || qpdf_oh_is_indirect(walk->pdf, value)) {
		excerpt_end_part(walk, excerpt_find_or_add(walk, value, as));
	} else {
		strbuf_add_text(&walk->text, "<<");
		write_entries(walk, value, as, depth);
		strbuf_add_text(&walk->text, ">>");
	}
}

static enum taken_as
kind_of_xobject(struct excerpt_walk *walk, qpdf_oh value)
{
	qpdf_oh dictionary = qpdf_oh_is_stream(walk->pdf, value)
				 ? qpdf_oh_get_dict(walk->pdf, value)
				 : value;
	const char *kind =
	    excerpt_name(walk, excerpt_key(walk, dictionary, "/Subtype"));
	if (strcmp(kind, "/Image") == 0)
		return AS_IMAGE;
	if (strcmp(kind, "/Form") != 0)
		excerpt_refuse_thing(walk, "/XObject");
	return AS_FORM;
}

void
excerpt_write(
    struct excerpt_walk *walk, qpdf_oh value, enum taken_as as, int depth)
{
	qpdf_data pdf = walk->pdf;
	bool dictionary =
	    qpdf_oh_is_dictionary(pdf, value) || qpdf_oh_is_stream(pdf, value);
	if (walk->failed)
		return;
	if (depth > DEPTH_MOST) {
		excerpt_refuse_broken(walk, "depth");
		return;
	}
	if (as == AS_XOBJECT)
		as = kind_of_xobject(walk, value);
	if (as == AS_FONT && !excerpt_check_font(walk, value))
		return;
	if (as == AS_COLOUR)
		excerpt_write_colour(walk, value, depth + 1);
	else if (dictionary)
		write_object(walk, value, as, depth + 1);
	else if (qpdf_oh_is_array(pdf, value))
		write_array(walk, value, as, depth + 1);
	else /* a scalar or null: a file has nothing else */
		strbuf_add_text(
		    &walk->text, qpdf_oh_unparse_resolved(pdf, value));
}

/* ---- resources: those that the content names */

void
excerpt_write_resources(struct excerpt_walk *walk, qpdf_oh resources,
    const struct stream_account *names)
{
	static const struct excerpt_entry classes[] = {{"/ExtGState", AS_STATE},
	    {"/ColorSpace", AS_COLOUR}, {"/Pattern", AS_PATTERN},
	    {"/Shading", AS_SHADING}, {"/Font", AS_FONT},
	    {"/Properties", AS_PROPERTIES}, {"/XObject", AS_XOBJECT}, {0}};
	const struct excerpt_entry *of = classes;
	for (; of->key; of++) {
		size_t count = 0;
		qpdf_oh held = excerpt_key(walk, resources, of->key);
		struct slice *keys = NULL;
		if (of->as == AS_PROPERTIES && !names->marks)
			continue;
		if (qpdf_oh_is_dictionary(walk->pdf, held))
			keys = excerpt_list_keys(walk, held, &count);
		strbuf_add_text(&walk->text, of->key);
		strbuf_add_text(&walk->text, "<<");
		for (size_t i = 0; i < count && !walk->failed; i++) {
			if (!stream_names(names, keys[i]) &&
			    !slice_starts(keys[i], "/Default"))
				continue;
			write_key(walk, keys[i]);
			excerpt_write(walk, excerpt_key(walk, held, keys[i].at),
			    of->as, 0);
			if (slice_is(keys[i], EXCERPT_OVERLAY) ||
			    slice_is(keys[i], EXCERPT_UNDERLAY))
				excerpt_refuse_thing(walk, keys[i].at);
		}
		if (of->as != AS_XOBJECT)
			strbuf_add_text(&walk->text, ">>");
	}
}

/* ---- streams */

static void
refuse_stream(struct excerpt_walk *walk, const struct stream_account *account)
{
	switch (account->fault) {
	case STREAM_WHOLE:
		break;
	case STREAM_BROKEN:
		excerpt_refuse_broken(walk, account->which);
		break;
	case STREAM_COLOUR:
		excerpt_refuse_colour(walk, account->which);
		break;
	case STREAM_THING:
	case STREAM_DEEP:
		excerpt_refuse_thing(walk, account->which);
		break;
	case STREAM_UNTAGGED:
		tags_refuse(walk, walk->page - 1,
		    N_("something is shown that no tag names"), account->which);
		break;
	case STREAM_TAGGED_TWICE:
		tags_refuse(walk, walk->page - 1,
		    N_("something is marked twice, or inside what is not "
		       "read aloud"),
		    account->which);
		break;
	}
}

struct slice
excerpt_copy_content(struct excerpt_walk *walk, struct slice content,
    struct stream_account *account)
{
	struct strbuf copied = {0};
	if (excerpt_count_bytes(walk, content.len))
		stream_copy(walk->mem, content, &copied, account);
	struct slice kept = arena_dup(walk->mem, strbuf_view(&copied));
	strbuf_fini(&copied);
	walk->coloured |= account->coloured;
	walk->shows = account->shows;
	refuse_stream(walk, account);
	return kept;
}

/*
 * Keeps a content stream of the current object, and the resources it names.
 * Marks inside a form would be those of each page that paints it.
 */
void
excerpt_keep_content(
    struct excerpt_walk *walk, struct slice content, qpdf_oh resources)
{
	struct stream_account account = {0};
	struct excerpt_object *own = &walk->taken[walk->current].object;
	own->stream = own->plain = true;
	own->bytes = excerpt_copy_content(walk, content, &account);
	if (walk->tags && account.marked)
		tags_refuse(walk, walk->page - 1,
		    N_("a picture or form on it has tags of its own"), "BDC");
	if (walk->failed)
		return;
	strbuf_add_text(&walk->text, "/Resources<<");
	excerpt_write_resources(walk, resources, &account);
	strbuf_add_text(&walk->text, ">>>>");
}

static bool
is_any(const char *name, const char *const *of)
{
	while (*of && strcmp(name, *of) != 0)
		of++;
	return *of != NULL;
}

/* Whether the filters may stay: no LZW, and nothing that a reader of PDF/A-2
 * need not know. */
static bool
has_good_filters(struct excerpt_walk *walk, qpdf_oh filter)
{
	static const char *const good[] = {"/FlateDecode", "/DCTDecode",
	    "/CCITTFaxDecode", "/RunLengthDecode", "/ASCII85Decode",
	    "/ASCIIHexDecode", NULL};
	if (qpdf_oh_is_null(walk->pdf, filter))
		return true;
	if (!qpdf_oh_is_array(walk->pdf, filter))
		return is_any(excerpt_name(walk, filter), good);
	int count = qpdf_oh_get_array_n_items(walk->pdf, filter);
	for (int i = 0; i < count; i++)
		if (!is_any(excerpt_name(walk,
				qpdf_oh_get_array_item(walk->pdf, filter, i)),
			good))
			return false;
	return true;
}

/* Reads a stream's bytes, decoded or as they are. False after a report. */
static bool
read_stream(
    struct excerpt_walk *walk, qpdf_oh value, bool decoded, struct slice *bytes)
{
	unsigned char *at = NULL;
	QPDF_BOOL whole = QPDF_TRUE;
	size_t len = 0;
	QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(walk->pdf, value,
	    decoded ? qpdf_dl_generalized : qpdf_dl_none, &whole, &at, &len);
	*bytes = (struct slice){(const char *)at, len};
	if (code < QPDF_ERRORS && (whole || !decoded) &&
	    excerpt_count_bytes(walk, len))
		*bytes = arena_dup(walk->mem, *bytes);
	else if (!walk->failed)
		excerpt_refuse_broken(walk, "stream");
	free(at);
	return !walk->failed;
}

static void
keep_data(struct excerpt_walk *walk, qpdf_oh value, qpdf_oh dictionary)
{
	struct slice bytes;
	qpdf_oh filter = excerpt_key(walk, dictionary, "/Filter");
	qpdf_oh parms = excerpt_key(walk, dictionary, "/DecodeParms");
	bool good = has_good_filters(walk, filter);
	if (!good &&
	    (strcmp(excerpt_name(walk, filter), "/JPXDecode") == 0 ||
		strcmp(excerpt_name(walk, filter), "/JBIG2Decode") == 0)) {
		excerpt_refuse_thing(walk, qpdf_oh_get_name(walk->pdf, filter));
		return;
	}
	if (!read_stream(walk, value, !good, &bytes))
		return;
	struct excerpt_object *own = &walk->taken[walk->current].object;
	own->stream = true;
	own->plain = !good || qpdf_oh_is_null(walk->pdf, filter);
	own->bytes = bytes;
	if (own->plain)
		return;
	strbuf_add_text(&walk->text, "/Filter ");
	excerpt_write(walk, filter, AS_PLAIN, 0);
	if (qpdf_oh_is_null(walk->pdf, parms))
		return;
	strbuf_add_text(&walk->text, "/DecodeParms ");
	excerpt_write(walk, parms, AS_PLAIN, 0);
}

static void
take_stream(struct excerpt_walk *walk, qpdf_oh value, enum taken_as as)
{
	struct slice content;
	qpdf_oh dictionary = qpdf_oh_get_dict(walk->pdf, value);
	if (qpdf_oh_has_key(walk->pdf, dictionary, "/F"))
		excerpt_refuse_thing(walk, "/F");
	write_entries(walk, dictionary, as, 0);
	if (walk->failed)
		return;
	if (as != AS_FORM && as != AS_PATTERN)
		keep_data(walk, value, dictionary);
	else if (read_stream(walk, value, true, &content))
		excerpt_keep_content(
		    walk, content, excerpt_key(walk, dictionary, "/Resources"));
}

/* ---- the whole */

/*
 * Whether an object refers to itself, or to others in a chain that is longer
 * than any page needs: a reader would follow it without end.
 */
static bool
is_endless(struct excerpt_walk *walk, uint32_t index, int depth)
{
	struct taken *taken = &walk->taken[index];
	uint8_t height = 1;
	if (taken->height)
		return false;
	if (depth > DEPTH_MOST)
		return true;
	for (size_t i = 0; i < taken->object.part_count; i++) {
		uint32_t to = taken->object.parts[i].object;
		if (to == EXCERPT_NOTHING)
			continue;
		if (is_endless(walk, to, depth + 1))
			return true;
		uint8_t above = (uint8_t)(walk->taken[to].height + 1);
		height = above > height ? above : height;
	}
	taken->height = height;
	return height > DEPTH_MOST;
}

bool
excerpt_take_all(struct excerpt_walk *walk)
{
	for (uint32_t i = 0; i < walk->count && !walk->failed; i++) {
		struct taken *taken = &walk->taken[i];
		if (taken->object.part_count)
			continue; /* a page */
		enum taken_as as = taken->as;
		qpdf_oh value = taken->handle;
		walk->current = i;
		strbuf_reset(&walk->text);
		if (qpdf_oh_is_stream(walk->pdf, value))
			take_stream(walk, value, as);
		else if (as == AS_FORM || as == AS_IMAGE || as == AS_DATA)
			excerpt_refuse_broken(walk, "stream");
		else
			write_entries(walk, value, as, 0);
		excerpt_end_part(walk, EXCERPT_NOTHING);
	}
	for (uint32_t i = 0; i < walk->count && !walk->failed; i++)
		if (is_endless(walk, i, 0))
			excerpt_refuse_thing(walk, "/XObject");
	return !walk->failed;
}
