/* Every field against the register and the job, before any row is read. */
#include "base/messages.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "letter/letter.h"
#include "letter/messages.h"
#include "text/language.h"
#include "text/normal.h"

/* A name without the brackets round it; empty where it is not a bare name. */
static struct slice
bare_name(struct slice source)
{
	if (source.len > 2 && source.at[0] == '[' &&
	    slice_find_char(source, ']') == source.len - 1)
		return slice_part(source, 1, source.len - 2);
	return source;
}

struct columns_seen {
	size_t first;
	size_t count;
};

static void
see_column(size_t column, void *ctx)
{
	struct columns_seen *seen = ctx;
	if (seen->count && column == seen->first)
		return;
	seen->first = column;
	seen->count++;
}

/* The origin of a value: its column, or the text in the braces. */
static struct slice
origin_of(const struct letter_field *field, const struct scope *scope)
{
	struct columns_seen seen = {0};
	expr_each_column(field->expr, see_column, &seen);
	if (seen.count == 1 && scope->columns &&
	    seen.first < scope->columns->count)
		return scope->columns->at[seen.first].name;
	return bare_name(field->source);
}

/* ICU would write "2012 M02 29" in a language that it has no data for. */
static bool
check_spoken(
    const struct letter_field *field, struct slice language, struct diag *diag)
{
	if (!field->expr || !expr_speaks(field->expr) ||
	    language_has_months(language.at))
		return true;
	REPORT(diag, field->span, &letter_unspoken, ARGS(language));
	HINT(diag, &letter_spoken_are, NO_ARGS);
	return false;
}

/* In the language of the block that each field stands in. */
static bool
check_languages(const struct letter *letter, const struct node *node,
    struct slice language, struct diag *diag)
{
	bool fine = true;
	if (node->language.len)
		language = node->language;
	if (node->kind == NODE_FIELD)
		fine =
		    check_spoken(&letter->fields[node->field], language, diag);
	for (size_t at = 0; at < node->target.len;) {
		uint32_t code = utf8_next(node->target, &at);
		if (code >= LETTER_PLACEHOLDER &&
		    code - LETTER_PLACEHOLDER < letter->field_count)
			fine &= check_spoken(
			    &letter->fields[code - LETTER_PLACEHOLDER],
			    language, diag);
	}
	for (const struct node *child = node->first; child; child = child->next)
		fine &= check_languages(letter, child, language, diag);
	return fine;
}

static bool
check_value(
    struct letter_field *field, const struct scope *scope, struct diag *diag)
{
	if (!field->expr || !expr_check(field->expr, scope, diag))
		return false;
	field->origin = origin_of(field, scope);
	if (expr_type(field->expr) != EXPR_FLAG)
		return true;
	REPORT(diag, field->span, &letter_flag_field, NO_ARGS);
	HINT(diag, &letter_write_if, ARGS(field->source));
	return false;
}

static bool
check_table(
    struct letter_field *field, const struct scope *scope, struct diag *diag)
{
	struct suggestion best = suggestion_start(field->source);
	for (size_t i = 0; i < scope->table_count; i++) {
		field->table = i;
		if (text_same(scope->tables[i].name, field->source))
			return true;
		suggestion_offer(&best, scope->tables[i].name);
	}
	REPORT(diag, field->span, &letter_no_tables, ARGS(field->source));
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	else
		HINT(diag, &letter_tables_are, NO_ARGS);
	return false;
}

static bool
check_field(
    struct letter_field *field, const struct scope *scope, struct diag *diag)
{
	switch (field->use) {
	case USE_VALUE:
		return check_value(field, scope, diag);
	case USE_CONDITION:
		return field->expr && expr_check_flag(field->expr, scope, diag);
	case USE_TABLE:
		return check_table(field, scope, diag);
	}
	return false;
}

static void
set_default(struct letter *letter, const struct letter_default *entry,
    struct diag *diag)
{
	bool used = false;
	for (size_t i = 0; i < letter->field_count; i++) {
		struct letter_field *field = &letter->fields[i];
		if (field->use != USE_VALUE ||
		    !text_same(bare_name(field->source), entry->name))
			continue;
		field->fallback = entry->text;
		field->has_fallback = true;
		used = true;
	}
	if (!used)
		REPORT(diag, entry->span, &letter_unused_default,
		    ARGS(entry->name));
}

/* «Förnamn» from Word's mail merge, {Förnamn}, [Förnamn], <Förnamn>. */
static const struct {
	const char *open, *close;
} look_alikes[] = {{"«", "»"}, {"<<", ">>"}, {"{", "}"}, {"[", "]"}, {"<", ">"},
    {"&lt;", "&gt;"}, {"%", "%"}};

static bool
is_name(struct slice name, const struct scope *scope)
{
	if (!name.len)
		return false;
	if (scope->columns && columns_find(scope->columns, name) != COLUMN_NONE)
		return true;
	for (size_t i = 0; i < scope->name_count; i++) {
		if (text_same(scope->names[i].name, name))
			return true;
	}
	return false;
}

/* A text that may hold one, and where it stands; or what holds it, a link. */
struct looked_at {
	struct slice text;
	struct span span;
	bool within; /* the span is not of the text alone */
};

static void
report_look_alike(const struct looked_at *looked, size_t from, size_t to,
    struct slice name, struct diag *diag)
{
	char cure[128];
	struct slice text = looked->text;
	snprintf(cure, sizeof cure, "{{%.*s}}", (int)name.len, name.at);
	struct span span = looked->span;
	if (!looked->within)
		span = span_part(span,
		    (uint32_t)utf8_count(slice_part(text, 0, from)),
		    (uint32_t)utf8_count(slice_part(text, from, to - from)));
	REPORT(diag, span, &letter_looks_like_field,
	    ARGS(slice_part(text, from, to - from)));
	HINT(diag, &letter_write_this, ARGS(cure));
}

static void
look_for(const struct looked_at *looked, const char *open, const char *close,
    const struct scope *scope, struct diag *diag)
{
	struct slice text = looked->text;
	for (size_t at = 0;;) {
		size_t from =
		    at + slice_find(slice_from(text, at), slice_view(open));
		size_t start = from + strlen(open);
		if (start >= text.len)
			return;
		size_t len =
		    slice_find(slice_from(text, start), slice_view(close));
		if (start + len >= text.len)
			return;
		struct slice name = slice_part(text, start, len);
		if (len < 80 && is_name(name, scope))
			report_look_alike(looked, from,
			    start + len + strlen(close), name, diag);
		at = start;
	}
}

static void
look_at(const struct looked_at *looked, const struct scope *scope,
    struct diag *diag)
{
	for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
		look_for(looked, look_alikes[i].open, look_alikes[i].close,
		    scope, diag);
}

/* Fields stand in it: what is printed of it is not known yet. */
static bool
holds_fields(struct slice target)
{
	for (size_t at = 0; at < target.len;) {
		if (utf8_next(target, &at) >= LETTER_PLACEHOLDER)
			return true;
	}
	return false;
}

/*
 * Of a link, or of a QR code: "https://exempel.se/%C2%ABOrt%C2%BB". One that is
 * printed beside its link as it is has been looked at as text.
 */
static void
look_at_address(
    const struct node *node, const struct scope *scope, struct diag *diag)
{
	struct strbuf address = {0};
	letter_decode_address(&address, node->target);
	struct slice text = strbuf_view(&address);
	bool seen = node->kind == NODE_LINK && !holds_fields(node->target) &&
		    slice_equal(text, node->target);
	if (!seen)
		look_at(
		    &(struct looked_at){text, node->span, true}, scope, diag);
	strbuf_fini(&address);
}

static void
find_look_alikes(
    const struct node *node, const struct scope *scope, struct diag *diag)
{
	if (node->kind == NODE_TEXT)
		look_at(&(struct looked_at){node->text, node->span, false},
		    scope, diag);
	if (node->kind == NODE_LINK || slice_starts(node->target, "qr:"))
		look_at_address(node, scope, diag);
	for (const struct node *child = node->first; child; child = child->next)
		find_look_alikes(child, scope, diag);
}

bool
letter_check(
    struct letter *letter, const struct scope *scope, struct diag *diag)
{
	bool fine = true;
	letter->scope = scope;
	for (size_t i = 0; i < letter->field_count; i++)
		fine &= check_field(&letter->fields[i], scope, diag);
	if (fine)
		fine = check_languages(
		    letter, letter->root, letter->language, diag);
	for (size_t i = 0; i < letter->default_count; i++)
		set_default(letter, &letter->defaults[i], diag);
	find_look_alikes(letter->root, scope, diag);
	return fine && !letter->broken;
}
