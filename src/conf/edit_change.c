/*
 * conf/edit_change.c - one value is another one, comes, or goes.
 */
#include "conf/edit_own.h"

#include "conf/edit_place.h"
#include "conf/edit_same.h"
#include "conf/keynames.h"
#include "text/normal.h"

size_t
edit_pair_of(const struct yaml *map, const struct edit_step *step)
{
	size_t i = 0;
	while (i < map->count &&
	       !(step->key ? keyname_is_word(map->pairs[i].key, step->key)
			   : text_same(map->pairs[i].key, step->name)))
		i++;
	return i;
}

const struct yaml *
edit_part(const struct yaml *yaml, size_t at)
{
	return yaml->kind == YAML_LIST ? yaml->items[at]
				       : yaml->pairs[at].value;
}

const struct yaml *
edit_tree_at(const struct edit *edit, const struct way *way, size_t depth)
{
	const struct yaml *yaml = edit->tree;
	for (size_t i = 0; i < depth; i++)
		yaml = edit_part(yaml, way->at[i]);
	return yaml;
}

static struct laid *
laid_at(const struct edit *edit, const struct way *way, size_t depth)
{
	struct laid *laid = edit->laid;
	for (size_t i = 0; laid && i < depth; i++)
		laid = laid->parts[way->at[i]].value;
	return laid;
}

/* ---- one change */

/* Reads what came of it, and takes it where it is what it should be. */
static bool
take(struct edit *edit, const struct splices *splices,
    const struct edit_done *done)
{
	struct slice text = splices_apply(splices);
	struct sources *sources = sources_new();
	struct diag *silent = diag_new(sources);
	uint32_t file = sources_add(sources, edit->name, text);
	struct yaml *tree = yaml_parse(edit->mem, file, 0, text.len, silent);
	bool ok = tree && edit_is_done(edit->tree, tree, done);
	if (ok) {
		edit->text = text;
		edit->tree = tree;
		edit->laid = laid_read(edit->mem, text);
		edit->changed = true;
	}
	diag_free(silent);
	sources_free(sources);
	return ok;
}

static struct splices
splices_of(const struct edit *edit)
{
	return (struct splices){
	    .mem = edit->mem, .text = edit->text, .step = edit->step};
}

bool
edit_do_replace(
    struct edit *edit, const struct way *way, const struct yaml *value)
{
	struct splices splices = splices_of(edit);
	const struct laid *into = laid_at(edit, way, way->depth - 1);
	const struct edit_done done = {.kind = EDIT_REPLACES,
	    .at = way->at,
	    .depth = way->depth,
	    .value = value};
	if (!into)
		return false;
	place_replace(&splices, &into->parts[way->at[way->depth - 1]], value);
	return take(edit, &splices, &done);
}

/* The last of the way is where it comes. */
bool
edit_do_insert(struct edit *edit, const struct way *way, struct slice key,
    const struct yaml *value)
{
	struct splices splices = splices_of(edit);
	const struct edit_done done = {.kind = EDIT_INSERTS,
	    .at = way->at,
	    .depth = way->depth,
	    .key = key,
	    .value = value};
	const struct laid *into = laid_at(edit, way, way->depth - 1);
	if (into && into->kind != YAML_SCALAR && !into->flow && !into->count)
		return false;
	place_insert(&splices, into, way->at[way->depth - 1], key, value);
	return take(edit, &splices, &done);
}

bool
edit_do_remove(struct edit *edit, const struct way *way)
{
	struct way parent = *way;
	struct splices splices = splices_of(edit);
	const struct yaml *from = edit_tree_at(edit, way, way->depth - 1);
	const struct laid *laid = laid_at(edit, way, way->depth - 1);
	const struct edit_done done = {
	    .kind = EDIT_REMOVES, .at = way->at, .depth = way->depth};
	parent.depth--;
	if (!laid)
		return false;
	if (from->count == 1 && parent.depth)
		return edit_do_replace(edit, &parent,
		    from->kind == YAML_MAP ? edit_map(edit->mem)
					   : edit_list(edit->mem));
	if (from->count == 1)
		place_remove_last(&splices, laid);
	else
		place_remove(&splices, laid, way->at[way->depth - 1]);
	return take(edit, &splices, &done);
}

/* ---- a value that is partly there */

struct way
edit_way_on(const struct way *way, size_t at)
{
	struct way on = *way;
	on.at[on.depth++] = at;
	return on;
}

static size_t
find_key(const struct yaml *map, struct slice key)
{
	const struct edit_step step = EDIT_NAME(key);
	return edit_pair_of(map, &step);
}

static size_t
count_shared(const struct yaml *value, const struct yaml *there)
{
	size_t shared = 0;
	for (size_t i = 0; i < value->count; i++)
		shared += find_key(there, value->pairs[i].key) < there->count;
	return shared;
}

static bool
merge_map(struct edit *edit, const struct way *way, const struct yaml *value)
{
	const struct yaml *there = edit_tree_at(edit, way, way->depth);
	for (size_t i = there->count; i-- > 0;) {
		struct way on = edit_way_on(way, i);
		there = edit_tree_at(edit, way, way->depth);
		if (find_key(value, there->pairs[i].key) == value->count &&
		    !edit_do_remove(edit, &on))
			return false;
	}
	for (size_t i = 0; i < value->count; i++) {
		struct slice key = value->pairs[i].key;
		there = edit_tree_at(edit, way, way->depth);
		size_t at = find_key(there, key);
		struct way on = edit_way_on(way, at);
		if (at < there->count
			? !edit_do_merge(edit, &on, value->pairs[i].value)
			: !edit_do_insert(
			      edit, &on, key, value->pairs[i].value))
			return false;
	}
	return true;
}

static bool
merge_list(struct edit *edit, const struct way *way, const struct yaml *value)
{
	const struct yaml *there = edit_tree_at(edit, way, way->depth);
	size_t first = 0, last = 0, old = there->count, new = value->count;
	while (first < old && first < new &&edit_means(value->items[first],
					  there->items[first]))
		first++;
	while (last < old - first &&
	       last < new - first &&edit_means(value->items[new - last - 1],
				there->items[old - last - 1]))
		last++;
	size_t both = old < new ? old - last : new - last;
	for (size_t i = first; i < both; i++) {
		struct way on = edit_way_on(way, i);
		if (!edit_do_merge(edit, &on, value->items[i]))
			return false;
	}
	for (size_t i = old - last; i-- > both;) {
		struct way on = edit_way_on(way, i);
		if (!edit_do_remove(edit, &on))
			return false;
	}
	for (size_t i = both; i < new - last; i++) {
		struct way on = edit_way_on(way, i);
		if (!edit_do_insert(
			edit, &on, (struct slice){NULL, 0}, value->items[i]))
			return false;
	}
	return true;
}

bool
edit_do_merge(
    struct edit *edit, const struct way *way, const struct yaml *value)
{
	const struct yaml *there = edit_tree_at(edit, way, way->depth);
	if (edit_means(value, there))
		return true;
	bool both = value->kind == there->kind && value->count && there->count;
	if (both && way->depth + 1 < PATH_MOST && value->kind == YAML_LIST)
		return merge_list(edit, way, value);
	if (both && way->depth + 1 < PATH_MOST && value->kind == YAML_MAP &&
	    count_shared(value, there))
		return merge_map(edit, way, value);
	return edit_do_replace(edit, way, value);
}
