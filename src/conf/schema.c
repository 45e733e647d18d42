#include "conf/schema.h"

#include "base/messages.h"
#include "base/suggest.h"
#include "conf/keynames.h"
#include "conf/messages.h"
#include "text/number.h"

struct reader {
	struct arena *mem;
	struct diag *diag;
};

static bool read_map(const struct reader *reader, const struct schema *schema,
    const struct yaml *yaml, struct span place, void *into);

#define NAMES_SHOWN 12

static const char *
name_in(bool swedish, const char *key)
{
	return swedish ? keyname_swedish(key) : key;
}

/* "by, most": the names that can stand there, where they are few. */
static void
hint_names(struct diag *diag, const char *const *names, bool swedish)
{
	struct strbuf all = {0};
	size_t count = 0;
	for (; names[count]; count++) {
		strbuf_add_text(&all, count ? ", " : "");
		strbuf_add_text(&all, name_in(swedish, names[count]));
	}
	if (count && count <= NAMES_SHOWN)
		HINT(diag, &conf_names_are, ARGS(strbuf_view(&all)));
	strbuf_fini(&all);
}

void
conf_report_unknown(struct diag *diag, const struct yaml *map,
    const struct yaml_pair *pair, const char *what, const char *const *names)
{
	bool swedish = keyname_map_is_swedish(map);
	struct suggestion best = suggestion_start(pair->key);
	for (const char *const *name = names; *name; name++)
		keyname_offer(&best, *name);
	REPORT(diag, pair->key_span, &conf_unknown_key,
	    ARGS(argument_wording(what), pair->key));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	else
		hint_names(diag, names, swedish);
}

static const struct field *
find_field(const struct schema *schema, struct slice key)
{
	for (const struct field *field = schema->fields; field->key; field++) {
		if (keyname_is(key, field->key))
			return field;
	}
	return NULL;
}

/* The key of the field whose name is nearest, in either language. */
static const char *
nearest_field(const struct schema *schema, struct slice key)
{
	struct suggestion best = suggestion_start(key);
	const char *nearest = NULL;
	for (const struct field *field = schema->fields; field->key; field++) {
		size_t before = best.nearest.len ? best.distance : SIZE_MAX;
		keyname_offer(&best, field->key);
		if (best.nearest.len && best.distance < before)
			nearest = field->key;
	}
	return nearest;
}

static void
report_unknown(const struct reader *reader, const struct schema *schema,
    const struct yaml *map, const struct yaml_pair *pair)
{
	size_t count = 0;
	while (schema->fields[count].key)
		count++;
	const char **names = ARENA_ARRAY(reader->mem, const char *, count + 1);
	for (size_t i = 0; i < count; i++)
		names[i] = schema->fields[i].key;
	conf_report_unknown(reader->diag, map, pair, schema->what, names);
}

static bool
check_limits(const struct reader *reader, const struct field *field,
    const struct conf_number *number)
{
	int64_t unit = field->kind == FIELD_DECIMAL ? MICRO : 1;
	if ((!field->least && !field->most) ||
	    (number->number >= field->least * unit &&
		number->number <= field->most * unit))
		return true;
	REPORT(reader->diag, number->span, &conf_outside,
	    ARGS(field->least, field->most));
	return false;
}

static bool
check_count(const struct reader *reader, const struct field *field,
    const struct conf_list *list)
{
	if (list->count || !field->required)
		return true;
	REPORT(reader->diag, list->span, &conf_empty_list, NO_ARGS);
	return false;
}

/* The kinds whose value is one scalar. */
static bool
read_scalar(const struct reader *reader, const struct field *field,
    const struct yaml *yaml, void *to)
{
	struct diag *diag = reader->diag;
	switch (field->kind) {
	case FIELD_TEXT:
		return conf_read_text(yaml, to, diag);
	case FIELD_NUMBER:
		return conf_read_number(yaml, to, diag) &&
		       check_limits(reader, field, to);
	case FIELD_DECIMAL:
		return conf_read_decimal(yaml, to, diag) &&
		       check_limits(reader, field, to);
	case FIELD_RANGE:
		return conf_read_range(yaml, to, diag);
	case FIELD_DATE:
		return conf_read_date(yaml, to, diag);
	case FIELD_FLAG:
		return conf_read_flag(yaml, to, diag);
	case FIELD_LENGTH:
		return conf_read_length(yaml, to, diag);
	case FIELD_WORD:
		return conf_read_word(yaml, field->words, to, diag);
	case FIELD_LIST:
	case FIELD_MAP:
	case FIELD_YAML:
		break;
	}
	return false;
}

static bool
read_field(const struct reader *reader, const struct field *field,
    const struct yaml_pair *pair, char *into)
{
	const struct yaml *yaml = pair->value;
	void *to = into + field->offset;
	if (field->kind == FIELD_YAML) {
		*(const struct yaml **)to = yaml;
		return true;
	}
	if (yaml->kind == YAML_SCALAR && !yaml->text.len && !yaml->quoted) {
		REPORT(reader->diag, pair->key_span, &conf_no_value,
		    ARGS(pair->key));
		return false;
	}
	if (field->kind == FIELD_MAP)
		return read_map(
		    reader, field->schema, yaml, pair->key_span, to);
	if (field->kind == FIELD_LIST)
		return conf_read_list(yaml, reader->mem, to, reader->diag) &&
		       check_count(reader, field, to);
	return read_scalar(reader, field, yaml, to);
}

/* Whether a key that is unknown was meant to be this one. */
static bool
is_misspelt(
    const struct schema *schema, const struct yaml *yaml, const char *key)
{
	for (size_t i = 0; i < yaml->count; i++) {
		struct slice have = yaml->pairs[i].key;
		if (find_field(schema, have))
			continue;
		const char *nearest = nearest_field(schema, have);
		if (nearest && strcmp(nearest, key) == 0)
			return true;
	}
	return false;
}

static bool
check_required(const struct reader *reader, const struct schema *schema,
    const struct yaml *yaml, struct span place)
{
	bool ok = true;
	for (const struct field *field = schema->fields; field->key; field++) {
		if (!field->required || yaml_find(yaml, field->key))
			continue;
		ok = false;
		/* One slip, one report: the unknown key names this one. */
		if (!is_misspelt(schema, yaml, field->key))
			REPORT(reader->diag, place, &conf_missing_key,
			    ARGS(argument_wording(schema->what),
				name_in(
				    keyname_map_is_swedish(yaml), field->key)));
	}
	return ok;
}

static bool
read_map(const struct reader *reader, const struct schema *schema,
    const struct yaml *yaml, struct span place, void *into)
{
	if (yaml->kind != YAML_MAP) {
		REPORT(reader->diag, yaml->span, &conf_not_map, NO_ARGS);
		return false;
	}
	bool ok = keyname_check_twice(yaml, reader->diag);
	for (size_t i = 0; i < yaml->count; i++) {
		const struct yaml_pair *pair = &yaml->pairs[i];
		const struct field *field = find_field(schema, pair->key);
		if (field) {
			ok = read_field(reader, field, pair, into) && ok;
		} else {
			report_unknown(reader, schema, yaml, pair);
			ok = false;
		}
	}
	return check_required(reader, schema, yaml, place) && ok;
}

bool
schema_read(const struct schema *schema, const struct yaml *yaml,
    struct arena *job_mem, void *into, struct diag *diag)
{
	struct reader reader = {.mem = job_mem, .diag = diag};
	return read_map(&reader, schema, yaml, yaml->span, into);
}
