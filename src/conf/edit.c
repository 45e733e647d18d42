#include "conf/edit.h"

#include "base/utf8.h"
#include "conf/edit_own.h"
#include "conf/keynames.h"
#include "conf/messages.h"
#include "text/normal.h"

#define BOM "\xEF\xBB\xBF"

/* ---- reading */

static struct slice
unify(struct edit *edit, struct slice bytes)
{
	struct strbuf text = {0};
	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.at[i] != '\r')
			strbuf_add_char(&text, bytes.at[i]);
	}
	struct slice kept = arena_dup(edit->mem, strbuf_view(&text));
	strbuf_fini(&text);
	return kept;
}

/* All lines end alike, and nothing would be lost by reading it. */
static bool
read_bytes(struct edit *edit, struct slice bytes)
{
	size_t pairs = 0, feeds = 0, returns = 0;
	edit->bom = slice_starts(bytes, BOM);
	if (edit->bom)
		bytes = slice_from(bytes, strlen(BOM));
	for (size_t i = 0; i < bytes.len; i++) {
		bool feed = bytes.at[i] == '\n';
		feeds += feed;
		returns += bytes.at[i] == '\r';
		pairs += feed && i && bytes.at[i - 1] == '\r';
	}
	edit->crlf = pairs;
	edit->text = unify(edit, bytes);
	return returns == pairs && (!pairs || pairs == feeds) &&
	       utf8_check(bytes) == bytes.len &&
	       slice_find(bytes, SLICE(BOM)) == bytes.len;
}

/* By how much the first map or list in a map is indented more. */
static size_t
find_step(const struct edit *edit)
{
	const struct laid *root = edit->laid;
	for (size_t i = 0; root && !root->flow && i < root->count; i++) {
		const struct laid *value = root->parts[i].value;
		size_t column =
		    value->from - laid_line_start(edit->text, value->from);
		if (value->kind == YAML_MAP && !value->flow && column <= 8)
			return column;
	}
	return 2;
}

struct edit *
edit_open(
    struct arena *mem, const char *name, struct slice bytes, struct diag *diag)
{
	struct edit *edit = ARENA_NEW(mem, struct edit);
	*edit = (struct edit){.mem = mem, .diag = diag, .name = name};
	if (!read_bytes(edit, bytes)) {
		REPORT(diag, NO_SPAN, &conf_odd_bytes, ARGS(name));
		return NULL;
	}
	uint32_t file = sources_add(diag_sources(diag), name, edit->text);
	edit->tree = yaml_parse(mem, file, 0, edit->text.len, diag);
	edit->laid = edit->tree ? laid_read(mem, edit->text) : NULL;
	edit->step = edit->tree ? find_step(edit) : 0;
	return edit->tree ? edit : NULL;
}

/* ---- finding */

static bool
is_number(const struct edit_step *step)
{
	return !step->key && !step->name.at;
}

/* As far as there is something; what is there. */
static const struct yaml *
walk(const struct edit *edit, const struct edit_step *path, size_t count,
    struct way *way)
{
	const struct yaml *yaml = edit->tree;
	*way = (struct way){.depth = 0};
	for (size_t i = 0; i < count && i < PATH_MOST; i++) {
		enum yaml_kind kind =
		    is_number(&path[i]) ? YAML_LIST : YAML_MAP;
		if (yaml->kind != kind)
			break;
		size_t at = kind == YAML_LIST ? path[i].item
					      : edit_pair_of(yaml, &path[i]);
		if (at >= yaml->count)
			break;
		way->at[way->depth++] = at;
		yaml = edit_part(yaml, at);
	}
	return yaml;
}

const struct yaml *
edit_find(const struct edit *edit, const struct edit_step *path, size_t count)
{
	struct way way;
	const struct yaml *yaml = walk(edit, path, count, &way);
	return way.depth == count ? yaml : NULL;
}

/* ---- what is asked for */

static bool
refuse(struct edit *edit, struct slice key, struct span span)
{
	if (edit->changed)
		span = NO_SPAN;
	REPORT(edit->diag, span, &conf_not_by_form, ARGS(key));
	HINT(edit->diag, &conf_change_text, ARGS(edit->name));
	return false;
}

static struct slice
name_of(const struct edit *edit, const struct yaml *map,
    const struct edit_step *step)
{
	bool swedish;
	if (!step->key)
		return text_nfc(edit->mem, step->name);
	swedish = map && map->count ? keyname_map_is_swedish(map)
				    : keyname_map_is_swedish(edit->tree);
	return slice_view(swedish ? keyname_swedish(step->key) : step->key);
}

struct slice
edit_word(const struct edit *edit, const char *word)
{
	const struct edit_step step = EDIT_KEY(word);
	return name_of(edit, NULL, &step);
}

/* Behind the key that stands before it in the table of keys. */
static size_t
find_place(const struct yaml *map, const struct edit_step *step, bool root)
{
	size_t place = map->count, best = 0;
	size_t own = root && step->key ? keyname_place(step->key) : 0;
	for (size_t i = 0; own && i < map->count; i++) {
		size_t other = keyname_place_of(map->pairs[i].key);
		if (other && other < own && other >= best) {
			best = other;
			place = i + 1;
		}
	}
	return place;
}

/* The rest of the path around the value. */
static struct yaml *
wrap(const struct edit *edit, const struct edit_step *path, size_t count,
    const struct yaml *value)
{
	struct yaml *inner = ARENA_NEW(edit->mem, struct yaml);
	*inner = *value;
	while (count-- > 0) {
		struct yaml *outer = is_number(&path[count])
					 ? edit_list(edit->mem)
					 : edit_map(edit->mem);
		if (is_number(&path[count]))
			edit_add(edit->mem, outer, inner);
		else
			edit_put(edit->mem, outer,
			    name_of(edit, NULL, &path[count]), inner);
		inner = outer;
	}
	return inner;
}

/* Something that is not there yet; `way` leads as far as there is. */
static bool
make(struct edit *edit, const struct way *way, const struct edit_step *path,
    size_t count, const struct yaml *value)
{
	const struct edit_step *step = &path[way->depth];
	const struct yaml *there = edit_tree_at(edit, way, way->depth);
	enum yaml_kind kind = is_number(step) ? YAML_LIST : YAML_MAP;
	const struct yaml *inner =
	    wrap(edit, step + 1, count - way->depth - 1, value);
	/* Not the whole: of nothing it is an empty map (conf/yaml.h). */
	bool none =
	    there->kind == YAML_SCALAR && !there->text.len && !there->quoted;
	if (none || (there->kind == kind && !there->count && way->depth))
		return edit_do_replace(edit, way, wrap(edit, step, 1, inner));
	if (there->kind != kind)
		return false;
	struct way on = edit_way_on(way, 0);
	on.at[way->depth] =
	    kind == YAML_LIST
		? (step->item < there->count ? step->item : there->count)
		: find_place(there, step, !way->depth);
	return edit_do_insert(edit, &on,
	    kind == YAML_LIST ? (struct slice){NULL, 0}
			      : name_of(edit, there, step),
	    inner);
}

/* What a report calls it. */
static struct slice
shown_name(const struct edit *edit, const struct edit_step *path, size_t count)
{
	while (count > 0 && is_number(&path[count - 1]))
		count--;
	return count ? name_of(edit, edit->tree, &path[count - 1])
		     : slice_view(edit->name);
}

static bool
finish(struct edit *edit, const struct edit *before, bool ok,
    const struct edit_step *path, size_t count)
{
	struct way way;
	if (ok)
		return true;
	*edit = *before;
	struct span span = walk(edit, path, count, &way)->span;
	return refuse(edit, shown_name(edit, path, count), span);
}

bool
edit_set(struct edit *edit, const struct edit_step *path, size_t count,
    const struct yaml *value)
{
	struct way way;
	const struct edit before = *edit;
	walk(edit, path, count, &way);
	bool ok = count && count < PATH_MOST;
	if (ok)
		ok = way.depth == count ? edit_do_merge(edit, &way, value)
					: make(edit, &way, path, count, value);
	return finish(edit, &before, ok, path, count);
}

bool
edit_remove(struct edit *edit, const struct edit_step *path, size_t count)
{
	struct way way;
	const struct edit before = *edit;
	walk(edit, path, count, &way);
	bool ok = !count || way.depth < count || edit_do_remove(edit, &way);
	return finish(edit, &before, ok, path, count);
}

bool
edit_insert(struct edit *edit, const struct edit_step *path, size_t count,
    const struct yaml *value)
{
	struct way way;
	const struct edit before = *edit;
	bool ok = count && count < PATH_MOST && is_number(&path[count - 1]);
	walk(edit, path, count, &way);
	if (ok && way.depth == count)
		ok = edit_do_insert(edit, &way, (struct slice){NULL, 0}, value);
	else if (ok)
		ok = make(edit, &way, path, count, value);
	return finish(edit, &before, ok, path, count);
}

bool
edit_is_changed(const struct edit *edit)
{
	return edit->changed;
}

struct slice
edit_bytes(const struct edit *edit)
{
	struct strbuf out = {0};
	if (edit->bom)
		strbuf_add_text(&out, BOM);
	for (size_t i = 0; i < edit->text.len; i++) {
		if (edit->text.at[i] == '\n' && edit->crlf)
			strbuf_add_char(&out, '\r');
		strbuf_add_char(&out, edit->text.at[i]);
	}
	struct slice bytes = arena_dup(edit->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return bytes;
}
