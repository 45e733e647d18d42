#include "shop/shop.h"

#include "base/messages.h"
#include "base/named_file.h"
#include "conf/keynames.h"
#include "conf/schema.h"
#include "layout/symbol.h"
#include "shop/messages.h"
#include "shop/shop_read.h"
#include "text/number.h"

const char *const shop_forbidden_words[] = {N_("colour"), N_("hidden text"),
    N_("pictures"), N_("bookmarks"), N_("tags"), N_("two sides"),
    N_("banner sheets"), NULL};

struct clear_part {
	struct conf_length left, right, top, bottom;
};

struct file_part {
	struct conf_text name;
	struct clear_part clear;
	const struct yaml *envelopes, *marks;
	struct conf_number pages, megabytes, notice, inserts;
	struct conf_list forbids;
};

#define SIDE(name)                                                             \
	{                                                                      \
		.key = #name, .kind = FIELD_LENGTH,                            \
		.offset = offsetof(struct file_part, clear.name)               \
	}
static const struct field clear_fields[] = {
    SIDE(left), SIDE(right), SIDE(top), SIDE(bottom), {0}};
#undef SIDE
static const struct schema clear_schema = {N_("the margins"), clear_fields};

#define AT(member) .offset = offsetof(struct file_part, member)
static const struct field fields[] = {
    {.key = "name", .kind = FIELD_TEXT, AT(name), .required = true},
    {.key = "clear", .kind = FIELD_MAP, .schema = &clear_schema},
    {.key = "envelopes", .kind = FIELD_YAML, AT(envelopes)},
    {.key = "pages_per_file",
	.kind = FIELD_NUMBER,
	AT(pages),
	.least = 1,
	.most = 1000000},
    {.key = "megabytes_per_file", .kind = FIELD_DECIMAL, AT(megabytes)},
    {.key = "forbids", .kind = FIELD_LIST, AT(forbids)},
    {.key = "notice", .kind = FIELD_NUMBER, AT(notice), .least = 0, .most = 60},
    {.key = "inserts",
	.kind = FIELD_NUMBER,
	AT(inserts),
	.least = 0,
	.most = 20},
    {.key = "marks", .kind = FIELD_YAML, AT(marks)}, {0}};
#undef AT
static const struct schema schema = {N_("the print shop"), fields};

/* ---- what it asks of the letters */

/* A margin of more than half a page would leave none. */
#define CLEAR_MOST MPT_OF_MM100(10000)

static bool
take_clear(const struct clear_part *part, struct shop *shop, struct diag *diag)
{
	const struct conf_length *sides[] = {
	    &part->left, &part->right, &part->top, &part->bottom};
	for (size_t i = 0; i < 4; i++) {
		if (!sides[i]->em && sides[i]->mpt >= 0 &&
		    sides[i]->mpt <= CLEAR_MOST)
			continue;
		REPORT(diag, sides[i]->span, &shop_bad_clear, NO_ARGS);
		return false;
	}
	shop->clear = (struct stationery_clear){
	    part->left.mpt, part->right.mpt, part->top.mpt, part->bottom.mpt};
	return true;
}

static bool
take_envelopes(struct arena *job_mem, const struct yaml *yaml,
    struct shop *shop, struct diag *diag)
{
	uint32_t least = 0;
	if (!yaml)
		return true;
	bool ok = yaml->kind == YAML_MAP;
	shop->envelopes =
	    ARENA_ARRAY(job_mem, struct shop_envelope, yaml->count + 1);
	for (size_t i = 0; ok && i < yaml->count; i++) {
		struct conf_number sheets = {0};
		const struct yaml_pair *pair = &yaml->pairs[i];
		if (!conf_read_number(pair->value, &sheets, diag))
			return false;
		ok = sheets.number > least && sheets.number <= 1000;
		least = (uint32_t)sheets.number;
		shop->envelopes[shop->envelope_count++] =
		    (struct shop_envelope){{pair->key, pair->key_span}, least};
	}
	if (!ok)
		REPORT(diag, yaml->span, &shop_bad_envelopes, NO_ARGS);
	return ok;
}

static bool
take_forbidden(
    const struct conf_list *said, struct shop *shop, struct diag *diag)
{
	bool ok = true;
	for (size_t i = 0; i < said->count; i++) {
		const struct conf_text *text = &said->at[i];
		struct suggestion best = suggestion_start(text->text);
		size_t w = 0;
		while (shop_forbidden_words[w] &&
		       !keyname_is_word(text->text, shop_forbidden_words[w]))
			keyname_offer(&best, shop_forbidden_words[w++]);
		if (shop_forbidden_words[w]) {
			shop->forbidden |= 1U << w;
			continue;
		}
		REPORT(diag, text->span, &shop_cannot_judge, ARGS(text->text));
		if (best.nearest.len)
			HINT(diag, &base_did_you_mean, ARGS(best.nearest));
		ok = false;
	}
	return ok;
}

/* A tenth of a megabyte to two thousand: more, no file of ours can have. */
static bool
take_size(const struct conf_number *said, struct shop *shop, struct diag *diag)
{
	if (!said->span.file)
		return true;
	if (said->number < MICRO / 10 || said->number > 2000 * MICRO) {
		REPORT(diag, said->span, &shop_bad_size, NO_ARGS);
		return false;
	}
	/* a millionth of a megabyte is a byte */
	shop->bytes_per_file = (uint64_t)said->number;
	return true;
}

static bool
take_file(struct arena *job_mem, const struct file_part *part,
    struct shop *shop, struct diag *diag)
{
	shop->name = part->name.text;
	shop->pages_per_file = (uint32_t)part->pages.number;
	shop->notice = (uint32_t)part->notice.number;
	shop->inserts = part->inserts.span.file ? part->inserts.number : -1;
	bool ok = take_clear(&part->clear, shop, diag);
	ok = take_envelopes(job_mem, part->envelopes, shop, diag) && ok;
	ok = take_forbidden(&part->forbids, shop, diag) && ok;
	ok = take_size(&part->megabytes, shop, diag) && ok;
	return (!part->marks ||
		   shop_read_marks(job_mem, part->marks, shop, diag)) &&
	       ok;
}

struct shop *
shop_read(struct arena *job_mem, const struct conf_text *name,
    const char *const *folders, struct diag *diag)
{
	struct suggestion best;
	struct file_part part = {0};
	const char *path = named_file_find(job_mem, name->text, folders, &best);
	if (!path) {
		REPORT(diag, name->span, &shop_not_found, ARGS(name->text));
		if (best.nearest.len)
			HINT(diag, &base_did_you_mean, ARGS(best.nearest));
		return NULL;
	}
	const struct yaml *yaml =
	    yaml_read(job_mem, path, INPUT_SHOP, diag, name->span);
	struct shop *shop = ARENA_NEW(job_mem, struct shop);
	shop->asked = name->span;
	return yaml && schema_read(&schema, yaml, job_mem, &part, diag) &&
		       take_file(job_mem, &part, shop, diag)
		   ? shop
		   : NULL;
}

/* ---- zones */

static struct shop_box
omr_zone(const struct shop_omr *omr)
{
	mpt high =
	    omr->thickness * (mpt)omr->count + omr->gap * (mpt)(omr->count - 1);
	return (struct shop_box){omr->x - omr->quiet, omr->y - omr->quiet,
	    omr->length + 2 * omr->quiet, high + 2 * omr->quiet};
}

static struct shop_box
code_zone(const struct shop_code *code)
{
	mpt edge = (code->kind == SYMBOL_QR ? SYMBOL_QUIET : 1) * code->cell;
	mpt side = (mpt)code->cells * code->cell + 2 * edge;
	return (struct shop_box){code->x - edge, code->y - edge, side, side};
}

size_t
shop_zones(const struct shop *shop, struct shop_box zones[SHOP_ZONES_MAX])
{
	size_t count = 0;
	if (shop->omr.given)
		zones[count++] = omr_zone(&shop->omr);
	if (shop->code.given)
		zones[count++] = code_zone(&shop->code);
	if (shop->text.given)
		zones[count++] = shop->text.box;
	return count;
}
