/*
 * conf/edit_value.c - values that are to be set.
 */
#include "conf/edit.h"
#include "text/normal.h"

static struct yaml *
new_value(
    struct arena *mem, enum yaml_kind kind, struct slice text, bool quoted)
{
	struct yaml *value = ARENA_NEW(mem, struct yaml);
	value->kind = kind;
	value->text = text_nfc(mem, arena_dup(mem, text));
	value->quoted = quoted;
	return value;
}

struct yaml *
edit_text(struct arena *mem, struct slice text)
{
	return new_value(mem, YAML_SCALAR, text, true);
}

struct yaml *
edit_plain(struct arena *mem, struct slice word)
{
	return new_value(mem, YAML_SCALAR, word, false);
}

struct yaml *
edit_list(struct arena *mem)
{
	return new_value(mem, YAML_LIST, SLICE(""), false);
}

struct yaml *
edit_map(struct arena *mem)
{
	return new_value(mem, YAML_MAP, SLICE(""), false);
}

void
edit_add(struct arena *mem, struct yaml *list, struct yaml *item)
{
	struct yaml **items = ARENA_ARRAY(mem, struct yaml *, list->count + 1);
	if (list->count)
		memcpy(items, list->items, list->count * sizeof *items);
	items[list->count++] = item;
	list->items = items;
}

void
edit_put(
    struct arena *mem, struct yaml *map, struct slice key, struct yaml *value)
{
	struct yaml_pair *pairs =
	    ARENA_ARRAY(mem, struct yaml_pair, map->count + 1);
	if (map->count)
		memcpy(pairs, map->pairs, map->count * sizeof *pairs);
	pairs[map->count++] = (struct yaml_pair){
	    .key = text_nfc(mem, arena_dup(mem, key)), .value = value};
	map->pairs = pairs;
}
