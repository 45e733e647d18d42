#include "conf/keynames.h"

#include "conf/messages.h"
#include "text/normal.h"

/* With its length: every key of a job is compared with all of them. */
struct name {
	const char *text;
	size_t len;
};

#define NAME(text)                                                             \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}
#define KEYNAME(english, swedish) {NAME(english), NAME(swedish)},

static const struct {
	struct name english, swedish;
} names[] = {
#include "conf/keynames.def"
};

#define NAME_COUNT (sizeof names / sizeof *names)

static bool
is_written(struct slice written, const struct name *name)
{
	return written.len == name->len &&
	       memcmp(written.at, name->text, name->len) == 0;
}

bool
keyname_is(struct slice written, const char *key)
{
	if (slice_is(written, key))
		return true;
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (is_written(written, &names[i].swedish) &&
		    strcmp(names[i].english.text, key) == 0)
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
		if (strcmp(names[i].english.text, word) == 0 &&
		    text_same(written, slice_view(names[i].swedish.text)))
			return true;
	}
	return false;
}

const char *
keyname_swedish(const char *key)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (strcmp(names[i].english.text, key) == 0)
			return names[i].swedish.text;
	}
	return key;
}

size_t
keyname_place(const char *key)
{
	return keyname_place_of(slice_view(key));
}

size_t
keyname_place_of(struct slice written)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (is_written(written, &names[i].english) ||
		    is_written(written, &names[i].swedish))
			return i + 1;
	}
	return 0;
}

static bool
is_swedish(struct slice written)
{
	bool swedish = false;
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (is_written(written, &names[i].english))
			return false;
		swedish = swedish || is_written(written, &names[i].swedish);
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
		if (strcmp(names[i].english.text, key) == 0)
			suggestion_offer(
			    best, slice_view(names[i].swedish.text));
	}
}

/* Two keys that are not written alike, of one English name. */
static bool
is_same_key(struct slice a, struct slice b)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if ((is_written(a, &names[i].english) ||
			is_written(a, &names[i].swedish)) &&
		    keyname_is(b, names[i].english.text))
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
