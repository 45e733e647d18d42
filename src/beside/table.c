#include "beside/table.h"

#include "base/messages.h"
#include "beside/messages.h"

/* ---- what the job says */

static bool
find_register_column(
    struct table *table, const struct conf_text *name, size_t *index)
{
	const struct beside_setting *setting = table->file.setting;
	*index = columns_find(setting->columns, name->text);
	if (*index != COLUMN_NONE)
		return true;
	REPORT(setting->diag, name->span, &beside_no_register_column,
	    ARGS(name->text));
	struct slice nearest = columns_nearest(setting->columns, name->text);
	if (nearest.len)
		HINT(setting->diag, &base_did_you_mean, ARGS(nearest));
	return false;
}

static bool
read_match(struct table *table, const struct yaml_pair *pair,
    struct table_match *match)
{
	struct side *file = &table->file;
	struct conf_text there;
	bool ok =
	    side_find_column(file, pair->key, pair->key_span, &match->here);
	ok = conf_read_text(pair->value, &there, file->setting->diag) &&
	     find_register_column(table, &there, &match->there) && ok;
	ok = ok && side_match_column(file, match->here,
		       &file->setting->columns->at[match->there],
		       pair->key_span, &match->as);
	match->exact = ok && file->setting->similar_differ &&
		       match->there == file->setting->key &&
		       match->as.type == COLUMN_TEXT;
	table->exact.asked |= match->exact;
	return ok && side_check_header(file, match->here);
}

static bool
read_matches(struct table *table)
{
	const struct yaml *yaml = table->file.said.match;
	struct diag *diag = table->file.setting->diag;
	bool ok = true;
	if (yaml->kind != YAML_MAP || !yaml->count ||
	    yaml->count > MATCHES_MOST) {
		REPORT(diag, yaml->span, &beside_bad_match, NO_ARGS);
		return false;
	}
	for (size_t i = 0; i < yaml->count; i++)
		ok = read_match(table, &yaml->pairs[i], &table->matches[i]) &&
		     ok;
	table->match_count = yaml->count;
	return ok;
}

bool
table_open(struct table *table, const struct beside_setting *setting,
    const struct yaml_pair *pair)
{
	struct side *file = &table->file;
	*table = (struct table){
	    .name = pair->key,
	    .order = COLUMN_NONE,
	    .file = {.setting = setting, .role = INPUT_TABLE},
	};
	if (!said_read_table(setting->mem, pair, &file->said, setting->diag))
		return false;
	file->name = file->said.file.text;
	file->asked = file->said.file.span;
	if (!side_open(file))
		return false;
	bool ok = side_type_columns(file);
	ok = read_matches(table) && ok;
	if (file->said.order.span.file)
		ok = side_find_column(file, file->said.order.text,
			 file->said.order.span, &table->order) &&
		     ok;
	for (size_t i = 0; i < file->columns.count; i++)
		file->used[i] = true;
	return side_guard(file) && ok;
}
