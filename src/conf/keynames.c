#include "conf/keynames.h"

#include "conf/messages.h"
#include "text/normal.h"

#define KEYNAME(english, swedish) {english, swedish},

static const struct {
	const char *english, *swedish;
} names[] = {
#include "conf/keynames.def"
};

#define NAME_COUNT (sizeof names / sizeof *names)

bool
keyname_is(struct slice written, const char *key)
{
	if (slice_is(written, key))
		return true;
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (slice_is(written, names[i].swedish) &&
		    strcmp(names[i].english, key) == 0)
			return true;
	}
	return false;
}

bool
keyname_is_word(struct slice written, const char *word)
{
	if (text_same(written, slice_view(word)))
		return true;
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (strcmp(names[i].english, word) == 0 &&
		    text_same(written, slice_view(names[i].swedish)))
			return true;
	}
	return false;
}

const char *
keyname_swedish(const char *key)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (strcmp(names[i].english, key) == 0)
			return names[i].swedish;
	}
	return key;
}

static bool
is_swedish(struct slice written)
{
	bool swedish = false;
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (slice_is(written, names[i].english))
			return false;
		swedish = swedish || slice_is(written, names[i].swedish);
	}
	return swedish;
}

bool
keyname_map_is_swedish(const struct yaml *map)
{
	for (size_t i = 0; map->kind == YAML_MAP && i < map->count; i++) {
		if (is_swedish(map->pairs[i].key))
			return true;
	}
	return false;
}

void
keyname_offer(struct suggestion *best, const char *key)
{
	suggestion_offer(best, slice_view(key));
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (strcmp(names[i].english, key) == 0)
			suggestion_offer(best, slice_view(names[i].swedish));
	}
}

/* Two keys that are not written alike, of one English name. */
static bool
is_same_key(struct slice a, struct slice b)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (keyname_is(a, names[i].english) &&
		    keyname_is(b, names[i].english))
			return true;
	}
	return false;
}

bool
keyname_check_twice(const struct yaml *map, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < map->count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct yaml_pair *first = &map->pairs[j],
					       *second = &map->pairs[i];
			if (!is_same_key(first->key, second->key))
				continue;
			REPORT(diag, second->key_span, &conf_key_twice,
			    ARGS(second->key, first->key));
			ALSO(diag, first->key_span, &conf_first_here, NO_ARGS);
			ok = false;
		}
	}
	return ok;
}
