#include "conf/edit_same.h"

#include "conf/edit_write.h"

static const struct yaml *
find_key(const struct yaml *map, struct slice key)
{
	for (size_t i = 0; i < map->count; i++) {
		if (slice_equal(map->pairs[i].key, key))
			return map->pairs[i].value;
	}
	return NULL;
}

static bool
scalar_means(const struct yaml *value, const struct yaml *read)
{
	if (!slice_equal(value->text, read->text))
		return false;
	return value->quoted ? read->quoted || edit_is_plain(value->text)
			     : !read->quoted;
}

bool
edit_means(const struct yaml *value, const struct yaml *read)
{
	if (value->kind != read->kind)
		return false;
	if (value->kind == YAML_SCALAR)
		return scalar_means(value, read);
	if (value->count != read->count)
		return false;
	for (size_t i = 0; i < value->count; i++) {
		const struct yaml *one = value->kind == YAML_LIST
					     ? value->items[i]
					     : value->pairs[i].value;
		const struct yaml *other =
		    value->kind == YAML_LIST
			? read->items[i]
			: find_key(read, value->pairs[i].key);
		if (!other || !edit_means(one, other))
			return false;
	}
	return true;
}

static const struct yaml *
part_of(const struct yaml *yaml, size_t i)
{
	return yaml->kind == YAML_LIST ? yaml->items[i] : yaml->pairs[i].value;
}

static bool same(const struct yaml *a, const struct yaml *b);

static bool
same_part(const struct yaml *a, size_t i, const struct yaml *b, size_t k)
{
	return (a->kind == YAML_LIST ||
		   slice_equal(a->pairs[i].key, b->pairs[k].key)) &&
	       same(part_of(a, i), part_of(b, k));
}

static bool
same(const struct yaml *a, const struct yaml *b)
{
	if (a->kind != b->kind || a->count != b->count)
		return false;
	if (a->kind == YAML_SCALAR)
		return slice_equal(a->text, b->text) && a->quoted == b->quoted;
	for (size_t i = 0; i < a->count; i++) {
		if (!same_part(a, i, b, i))
			return false;
	}
	return true;
}

/* The part of that number, in one that has it. */
static bool
part_is_done(const struct yaml *before, const struct yaml *after, size_t at,
    const struct edit_done *done)
{
	if (done->kind == EDIT_REMOVES)
		return true;
	if (after->kind == YAML_MAP &&
	    !slice_equal(after->pairs[at].key,
		done->kind == EDIT_INSERTS ? done->key : before->pairs[at].key))
		return false;
	return edit_means(done->value, part_of(after, at));
}

/* Where the last step leads to. */
static bool
last_is_done(const struct yaml *before, const struct yaml *after,
    const struct edit_done *done)
{
	size_t at = done->at[done->depth - 1];
	size_t gone = done->kind == EDIT_REMOVES,
	       come = done->kind == EDIT_INSERTS;
	if (before->count + come != after->count + gone)
		return false;
	for (size_t i = 0; i < before->count; i++) {
		if (i == at && !come)
			continue;
		size_t k = i < at ? i : i + come - gone;
		if (!same_part(before, i, after, k))
			return false;
	}
	return part_is_done(before, after, at, done);
}

bool
edit_is_done(const struct yaml *before, const struct yaml *after,
    const struct edit_done *done)
{
	struct edit_done rest = *done;
	if (before->kind != after->kind || before->kind == YAML_SCALAR)
		return false;
	if (done->depth == 1)
		return last_is_done(before, after, done);
	if (before->count != after->count)
		return false;
	rest.at++;
	rest.depth--;
	for (size_t i = 0; i < before->count; i++) {
		bool on = i == done->at[0];
		if (!on && !same_part(before, i, after, i))
			return false;
		if (on && before->kind == YAML_MAP &&
		    !slice_equal(before->pairs[i].key, after->pairs[i].key))
			return false;
		if (on &&
		    !edit_is_done(part_of(before, i), part_of(after, i), &rest))
			return false;
	}
	return true;
}
