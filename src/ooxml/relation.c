#include "ooxml/relation.h"

#include "base/strbuf.h"
#include "ooxml/xml.h"

static const char *
dup(struct arena *arena, const char *text)
{
	return arena_dup_text(arena, slice_view(text ? text : ""));
}

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	struct relations *relations = ctx;
	const char *mode = xml_attribute(attributes, "TargetMode");
	if (!xml_is(name, "Relationship"))
		return;
	relations->at = arena_grow(relations->mem, relations->at,
	    &relations->room, relations->count + 1, sizeof *relations->at);
	relations->at[relations->count++] = (struct relation){
	    dup(relations->mem, xml_attribute(attributes, "Id")),
	    dup(relations->mem, xml_attribute(attributes, "Type")),
	    dup(relations->mem, xml_attribute(attributes, "Target")),
	    mode && strcmp(mode, "External") == 0};
}

static void
end(void *ctx, struct xml_name name)
{
	(void)ctx, (void)name;
}

static struct slice
folder_of(const char *part)
{
	const char *slash = strrchr(part, '/');
	return (struct slice){part, slash ? (size_t)(slash + 1 - part) : 0};
}

const char *
relations_part(struct arena *arena, const char *part)
{
	struct slice folder = folder_of(part);
	return arena_print(arena, "%.*s_rels/%s.rels", (int)folder.len,
	    folder.at, part + folder.len)
	    .at;
}

bool
relations_read(
    struct relations *relations, struct package *package, const char *part)
{
	static const char *const spaces[] = {XML_RELATIONS, NULL};
	static const struct xml_handlers handlers = {
	    .spaces = spaces, .start = start, .end = end};
	relations->count = 0;
	return xml_read_part(package, relations_part(relations->mem, part),
	    &handlers, relations);
}

bool
relation_is_of_type(const struct relation *relation, const char *type)
{
	const char *have = strrchr(relation->type, '/');
	return have && strcmp(have + 1, type) == 0;
}

const struct relation *
relations_find_type(const struct relations *relations, const char *type)
{
	for (size_t i = 0; i < relations->count; i++) {
		if (!relations->at[i].external &&
		    relation_is_of_type(&relations->at[i], type))
			return &relations->at[i];
	}
	return NULL;
}

const struct relation *
relations_find(const struct relations *relations, const char *id)
{
	for (size_t i = 0; i < relations->count; i++) {
		if (strcmp(relations->at[i].id, id) == 0)
			return &relations->at[i];
	}
	return NULL;
}

const char *
relation_resolve(struct arena *arena, const char *part, const char *target)
{
	struct strbuf out = {0};
	struct slice rest = slice_view(target);
	if (strcspn(target, "/\\") != 0)
		strbuf_add(&out, folder_of(part));
	while (rest.len) {
		size_t len = strcspn(rest.at, "/\\");
		struct slice step = slice_part(rest, 0, len);
		rest = slice_from(rest, len + 1);
		if (slice_is(step, "..")) {
			out.len -= out.len > 0;
			while (out.len && out.at[out.len - 1] != '/')
				out.len--;
		} else if (step.len && !slice_is(step, ".")) {
			strbuf_add(&out, step);
			strbuf_add_text(&out, rest.len ? "/" : "");
		}
	}
	const char *name = arena_dup_text(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return name;
}
