#include "base/messages.h"
#include "base/strbuf.h"
#include "base/suggest.h"
#include "base/unit.h"
#include "conf/keynames.h"
#include "conf/messages.h"
#include "conf/schema.h"
#include "text/normal.h"
#include "text/number.h"

#define EN_DASH "\xE2\x80\x93"

/* Lengths beyond this (ten metres) are slips, and would not fit an int32. */
#define LONGEST_MPT 28346457

static bool
refuse(struct diag *diag, const struct yaml *yaml,
    const struct message *message, const char *example)
{
	REPORT(diag, yaml->span, message, NO_ARGS);
	if (example)
		HINT(diag, &conf_as_in, ARGS(example));
	return false;
}

static bool
is_scalar(const struct yaml *yaml)
{
	return yaml->kind == YAML_SCALAR;
}

bool
conf_read_text(const struct yaml *yaml, struct conf_text *to, struct diag *diag)
{
	if (!is_scalar(yaml)) {
		REPORT(diag, yaml->span, &conf_not_text, NO_ARGS);
		/* [Beslut till] alone is a list of one to YAML. */
		HINT(diag, &conf_as_text, NO_ARGS);
		return false;
	}
	if (text_is_blank(yaml->text))
		return refuse(diag, yaml, &conf_empty_text, NULL);
	to->text = yaml->text;
	to->span = yaml->span;
	return true;
}

bool
conf_read_number(
    const struct yaml *yaml, struct conf_number *to, struct diag *diag)
{
	int64_t micro;
	if (!is_scalar(yaml) || !number_parse(yaml->text, &micro) ||
	    micro % MICRO != 0)
		return refuse(diag, yaml, &conf_not_number, "1000");
	to->number = micro / MICRO;
	to->span = yaml->span;
	return true;
}

bool
conf_read_decimal(
    const struct yaml *yaml, struct conf_number *to, struct diag *diag)
{
	int64_t micro;
	if (!is_scalar(yaml) || !number_parse(yaml->text, &micro))
		return refuse(diag, yaml, &conf_not_decimal, "1.5");
	to->number = micro;
	to->span = yaml->span;
	return true;
}

/* One end of a range: digits, perhaps parted by blanks. */
static bool
parse_end(struct slice text, int64_t *number)
{
	int64_t micro;
	if (!number_parse(text, &micro) || micro < 0 || micro % MICRO != 0)
		return false;
	*number = micro / MICRO;
	return true;
}

static bool
parse_range(struct slice text, struct conf_range *to)
{
	size_t dash = slice_find_char(text, '-'), wide = 1;
	if (dash == text.len) {
		dash = slice_find(text, SLICE(EN_DASH));
		wide = strlen(EN_DASH);
	}
	if (!parse_end(slice_part(text, 0, dash), &to->least))
		return false;
	if (dash == text.len) {
		to->most = to->least;
		return true;
	}
	struct slice end = slice_trim(slice_from(text, dash + wide));
	to->most = INT64_MAX;
	return !end.len || parse_end(end, &to->most);
}

bool
conf_read_range(
    const struct yaml *yaml, struct conf_range *to, struct diag *diag)
{
	struct conf_range range = {.span = yaml->span};
	if (!is_scalar(yaml) || !parse_range(yaml->text, &range))
		return refuse(diag, yaml, &conf_not_range, "350-450");
	if (range.least > range.most)
		return refuse(diag, yaml, &conf_reversed, NULL);
	*to = range;
	return true;
}

bool
conf_read_date(const struct yaml *yaml, struct conf_date *to, struct diag *diag)
{
	day when = is_scalar(yaml) ? day_parse_iso(yaml->text) : DAY_NONE;
	if (when == DAY_NONE) {
		char iso[11] = "2012-03-19";
		day meant = is_scalar(yaml) ? day_parse(yaml->text) : DAY_NONE;
		if (meant != DAY_NONE)
			day_write_iso(meant, iso);
		return refuse(diag, yaml, &conf_not_date, iso);
	}
	to->when = when;
	to->span = yaml->span;
	return true;
}

bool
conf_read_flag(const struct yaml *yaml, struct conf_flag *to, struct diag *diag)
{
	static const char *const on[] = {"yes", "ja", "true"};
	static const char *const off[] = {"no", "nej", "false"};
	for (size_t i = 0; i < 3 && is_scalar(yaml); i++) {
		bool is_on = text_same(yaml->text, slice_view(on[i]));
		if (is_on || text_same(yaml->text, slice_view(off[i]))) {
			to->on = is_on;
			to->span = yaml->span;
			return true;
		}
	}
	return refuse(diag, yaml, &conf_not_flag, NULL);
}

/* Thousandths of a point, or of an em, per unit: times / over. */
static const struct {
	const char *unit;
	int64_t times, over;
} units[] = {
    {"mm", 720000, 254},
    {"cm", 7200000, 254},
    {"pt", 1000, 1},
    {"em", 1000, 1},
};

static bool
scale(int64_t micro, int64_t times, int64_t over, int32_t *to)
{
	int64_t product, half = over * MICRO / 2;
	if (__builtin_mul_overflow(micro, times, &product))
		return false;
	product = (product + (product < 0 ? -half : half)) / (over * MICRO);
	if (product > LONGEST_MPT || product < -LONGEST_MPT)
		return false;
	*to = (int32_t)product;
	return true;
}

static bool
parse_length(struct slice text, struct conf_length *to)
{
	int64_t micro;
	if (slice_is(text, "0"))
		return true;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!slice_ends(text, units[i].unit))
			continue;
		to->em = units[i].unit[0] == 'e';
		struct slice number = slice_part(text, 0, text.len - 2);
		return number_parse(number, &micro) &&
		       scale(micro, units[i].times, units[i].over, &to->mpt);
	}
	return false;
}

bool
conf_read_length(
    const struct yaml *yaml, struct conf_length *to, struct diag *diag)
{
	struct conf_length length = {.span = yaml->span};
	if (!is_scalar(yaml) || !parse_length(yaml->text, &length))
		return refuse(diag, yaml, &conf_not_length, "24mm, 12pt");
	*to = length;
	return true;
}

static void
hint_words(struct diag *diag, struct slice asked, const char *const *words)
{
	struct strbuf list = {0};
	struct suggestion best = suggestion_start(asked);
	for (size_t i = 0; words[i]; i++) {
		const char *swedish = keyname_swedish(words[i]);
		keyname_offer(&best, words[i]);
		strbuf_add_text(&list, i ? ", " : "");
		strbuf_add_text(&list, words[i]);
		if (strcmp(swedish, words[i]) != 0)
			strbuf_print(&list, " (%s)", swedish);
	}
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	HINT(diag, &conf_one_of, ARGS(strbuf_view(&list)));
	strbuf_fini(&list);
}

bool
conf_read_word(const struct yaml *yaml, const char *const *words,
    struct conf_word *to, struct diag *diag)
{
	struct slice text = is_scalar(yaml) ? yaml->text : (struct slice){0};
	for (int i = 0; words[i]; i++) {
		if (keyname_is_word(text, words[i])) {
			to->index = i;
			to->span = yaml->span;
			return true;
		}
	}
	if (is_scalar(yaml))
		REPORT(diag, yaml->span, &conf_unknown_word, ARGS(text));
	else
		REPORT(diag, yaml->span, &conf_not_text, NO_ARGS);
	hint_words(diag, text, words);
	return false;
}

static bool
read_item(const struct yaml *yaml, struct conf_text *to, struct diag *diag)
{
	/* "" is a value that a column may have; no value at all is a slip. */
	if (!is_scalar(yaml) || (!yaml->text.len && !yaml->quoted))
		return conf_read_text(yaml, to, diag);
	to->text = yaml->text;
	to->span = yaml->span;
	return true;
}

bool
conf_read_list(const struct yaml *yaml, struct arena *job_mem,
    struct conf_list *to, struct diag *diag)
{
	if (yaml->kind == YAML_MAP)
		return refuse(diag, yaml, &conf_not_list, "[a, b]");
	bool ok = true;
	size_t count = yaml->kind == YAML_LIST ? yaml->count : 1;
	to->at = ARENA_ARRAY(job_mem, struct conf_text, count);
	to->count = count;
	to->span = yaml->span;
	for (size_t i = 0; i < count; i++) {
		const struct yaml *item =
		    yaml->kind == YAML_LIST ? yaml->items[i] : yaml;
		ok = read_item(item, &to->at[i], diag) && ok;
	}
	return ok;
}
