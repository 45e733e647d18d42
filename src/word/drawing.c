/*
 * Pictures: w:drawing with a picture in it, and nothing else that can be drawn.
 */
#include "base/file.h"
#include "word/body.h"
#include "word/messages.h"

/* The limit of all pictures of a letter together, unpacked. */
#define PICTURES_MAX (48u << 20)

void
drawing_begin(struct body *body)
{
	body->drawing = (struct drawing){0};
	body_see(body, LEFT_DRAWN);
}

static void
refuse(struct body *body, enum word_thing thing)
{
	if (!body->drawing.boxed)
		body_see(body, thing);
	body->drawing.boxed = true;
}

/* Kinds of drawing, by their addresses. */
static void
read_kind(struct body *body, const char *uri)
{
	struct slice kind = slice_view(uri);
	if (slice_ends(kind, "/picture"))
		return;
	bool shape = slice_ends(kind, "Shape") || slice_ends(kind, "Group") ||
		     slice_ends(kind, "Canvas");
	refuse(body, shape ? NOT_BOX : NOT_OBJECT);
}

static void
read_blip(struct body *body, const char **attributes)
{
	const char *id = wml_relation(attributes, "embed");
	if (!id && wml_relation(attributes, "link"))
		refuse(body, NOT_LINKED_PICTURE);
	if (!id)
		return;
	if (body->drawing.has_picture)
		refuse(body, NOT_BOX);
	body->drawing.has_picture = true;
	body->drawing.relation =
	    arena_dup_text(body->document->mem, slice_view(id));
}

static void
read_description(struct body *body, const char **attributes)
{
	const char *said = xml_attribute(attributes, "descr");
	if (!said || !*said)
		said = xml_attribute(attributes, "title");
	if (!said)
		return;
	struct strbuf line = {0};
	strbuf_add_line(&line, slice_view(said));
	body->drawing.description =
	    slice_trim(arena_dup(body->document->mem, strbuf_view(&line)));
	strbuf_fini(&line);
}

static bool
is_cropped(const char **attributes)
{
	static const char *const sides[] = {"l", "t", "r", "b"};
	for (size_t i = 0; i < 4; i++) {
		if (wml_number(xml_attribute(attributes, sides[i]), 0) > 0)
			return true;
	}
	return false;
}

void
drawing_element(
    struct body *body, struct xml_name name, const char **attributes)
{
	if (wml_is_word(name)) {
		refuse(body, NOT_BOX);
	} else if (xml_is(name, "docPr")) {
		read_description(body, attributes);
	} else if (xml_is(name, "graphicData")) {
		const char *uri = xml_attribute(attributes, "uri");
		read_kind(body, uri ? uri : "");
	} else if (xml_is(name, "blip")) {
		read_blip(body, attributes);
	} else if (xml_is(name, "srcRect") && is_cropped(attributes)) {
		refuse(body, NOT_WHOLE_PICTURE);
	} else if (xml_is(name, "xfrm")) {
		if (wml_number(xml_attribute(attributes, "rot"), 0) != 0)
			refuse(body, NOT_WHOLE_PICTURE);
	}
}

static bool
is_known_kind(struct slice bytes)
{
	return slice_starts(bytes, "\x89PNG\r\n\x1a\n") ||
	       slice_starts(bytes, "\xff\xd8\xff");
}

/*
 * The bytes are kept where layout looks for the picture: as if the document
 * were a folder that its parts lie in.
 */
static const char *
keep_picture(struct body *body, const char *part)
{
	struct word_document *document = body->document;
	struct slice bytes;
	const char *target =
	    arena_print(document->mem, "%s/%s", path_name(document->path), part)
		.at;
	const char *path = path_join(
	    document->mem, path_folder(document->mem, document->path), target);
	struct sources *sources = diag_sources(document->diag);
	if (sources_find_held(sources, path, &bytes))
		return target;
	if (!package_read(document->mem, document->package, part, &bytes))
		return NULL;
	body->picture_bytes += bytes.len;
	if (body->picture_bytes > PICTURES_MAX)
		body_refuse(body, "too many or too large pictures");
	if (!is_known_kind(bytes)) {
		refuse(body, NOT_PICTURE_KIND);
		return NULL;
	}
	sources_hold(sources, path, bytes);
	return target;
}

void
drawing_end(struct body *body)
{
	struct word_document *document = body->document;
	if (body->drawing.boxed)
		return;
	const struct relation *relation =
	    body->drawing.has_picture
		? relations_find(&document->relations, body->drawing.relation)
		: NULL;
	if (!relation || relation->external) {
		refuse(body, relation ? NOT_LINKED_PICTURE : NOT_OBJECT);
		return;
	}
	const char *target = keep_picture(body,
	    relation_resolve(document->mem, document->main, relation->target));
	if (!target)
		return;
	struct word_picture *picture =
	    ARENA_NEW(document->mem, struct word_picture);
	picture->target = target;
	picture->description = body->drawing.description;
	body_add_picture(body, picture);
}
