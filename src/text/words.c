#include "text/words.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/ulistformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

#include "base/languages.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "text/language.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/utf16.h"

#define NBSP "\xC2\xA0"

static struct slice
join_by_table(struct arena *arena, const struct slice *items, size_t count,
    const char *conjunction)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < count; i++) {
		if (i && i + 1 == count)
			strbuf_print(&out, " %s ", conjunction);
		else if (i)
			strbuf_add_text(&out, ", ");
		strbuf_add(&out, items[i]);
	}
	struct slice text = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

static int32_t
format_list(UListFormatter *format, const struct utf16 *wides, size_t count,
    struct utf16 *out, UErrorCode *status)
{
	const UChar **at = mem_new(count, sizeof *at);
	int32_t *lengths = mem_new(count, sizeof *lengths), need = 0;
	for (size_t i = 0; i < count; i++) {
		at[i] = wides[i].at;
		lengths[i] = wides[i].len;
		need += wides[i].len + UTF16_FIXED / 4;
	}
	utf16_reserve(out, need);
	int32_t len = ulistfmt_format(
	    format, at, lengths, (int32_t)count, out->at, out->room, status);
	free(at);
	free(lengths);
	return len;
}

static struct slice
join_by_icu(struct arena *arena, const struct slice *items, size_t count,
    enum word_joint joint, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	struct utf16 out, *wides = mem_new(count, sizeof *wides);
	utf16_init(&out);
	for (size_t i = 0; i < count; i++) {
		utf16_init(&wides[i]);
		utf16_set(&wides[i], items[i]);
	}
	UListFormatter *format =
	    ulistfmt_openForType(language_or_root(language),
		joint == JOINT_AND ? ULISTFMT_TYPE_AND : ULISTFMT_TYPE_OR,
		ULISTFMT_WIDTH_WIDE, &status);
	if (U_SUCCESS(status))
		out.len = format_list(format, wides, count, &out, &status);
	if (U_FAILURE(status))
		memory_exhausted();
	ulistfmt_close(format);
	struct slice text = utf16_write(arena, &out);
	for (size_t i = 0; i < count; i++)
		utf16_fini(&wides[i]);
	utf16_fini(&out);
	free(wides);
	return text;
}

struct slice
word_join(struct arena *arena, const struct slice *items, size_t count,
    enum word_joint joint, const char *language)
{
	size_t kept = 0;
	struct slice *list = ARENA_ARRAY(arena, struct slice, count);
	for (size_t i = 0; i < count; i++) {
		if (!text_is_blank(items[i]))
			list[kept++] = items[i];
	}
	if (kept < 2)
		return kept ? list[0] : (struct slice){NULL, 0};
	const struct language *row = language_find(language);
	if (!row)
		return join_by_icu(arena, list, kept, joint, language);
	return join_by_table(arena, list, kept,
	    joint == JOINT_AND ? row->list_and : row->list_or);
}

struct slice
word_list(struct arena *arena, const struct slice *items, size_t count,
    const char *language)
{
	return word_join(arena, items, count, JOINT_AND, language);
}

static enum word_plural
plural_by_icu(int64_t micro, const char *language)
{
	static const struct {
		const char *name;
		enum word_plural plural;
	} names[] = {{"zero", PLURAL_ZERO}, {"one", PLURAL_ONE},
	    {"two", PLURAL_TWO}, {"few", PLURAL_FEW}, {"many", PLURAL_MANY}};
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[16];
	char name[16] = "";
	UPluralRules *rules =
	    uplrules_open(language_or_root(language), &status);
	uplrules_select(
	    rules, (double)micro / (double)MICRO, wide, 16, &status);
	if (U_FAILURE(status))
		memory_exhausted();
	u_austrncpy(name, wide, sizeof name - 1);
	uplrules_close(rules);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(name, names[i].name) == 0)
			return names[i].plural;
	}
	return PLURAL_OTHER;
}

enum word_plural
word_plural(int64_t micro, const char *language)
{
	if (language_find(language))
		return micro == MICRO || micro == -MICRO ? PLURAL_ONE
							 : PLURAL_OTHER;
	return plural_by_icu(micro < 0 ? -micro : micro, language);
}

bool
word_is_one(int64_t micro, const char *language)
{
	return word_plural(micro, language) == PLURAL_ONE;
}

struct slice
word_money(struct arena *arena, int64_t micro, const char *language)
{
	return word_amount(arena, micro, SLICE("kr"), language);
}

struct slice
word_amount(
    struct arena *arena, int64_t micro, struct slice unit, const char *language)
{
	int64_t cents = micro % MICRO;
	bool whole = cents > -MICRO / 200 && cents < MICRO / 200;
	struct slice parts[] = {
	    number_write(arena, micro, whole ? 0 : 2, language), unit};
	return arena_join(arena, parts, unit.len ? 2 : 1, SLICE(NBSP));
}

static uint32_t
last_code(struct slice text, size_t *from)
{
	size_t at = text.len;
	while (at > 0 && ((unsigned char)text.at[at - 1] & 0xC0) == 0x80)
		at--;
	at -= at > 0;
	*from = at;
	return text.len ? utf8_next(text, &at) : 0;
}

/* The ending that makes a name a genitive. */
static const char *
nordic_ending(struct slice name, const char *after_s)
{
	size_t from;
	uint32_t last = last_code(name, &from);
	if (last < 0x80 && last && strchr("sSxXzZ", (int)last))
		return after_s;
	if (!u_isalpha((UChar32)last))
		return last == '.' || u_isdigit((UChar32)last) ? ":s" : "";
	uint32_t before = last_code(slice_part(name, 0, from), &from);
	return u_isupper((UChar32)last) && u_isupper((UChar32)before) ? "S"
								      : "s";
}

static const char *
english_ending(struct slice name)
{
	size_t from;
	uint32_t last = last_code(name, &from);
	return last == 's' || last == 'S' ? "\xE2\x80\x99" : "\xE2\x80\x99s";
}

static const char *
genitive_ending(struct slice name, enum genitive genitive)
{
	if (genitive == GENITIVE_ENGLISH)
		return english_ending(name);
	return nordic_ending(
	    name, genitive == GENITIVE_NORWEGIAN ? "\xE2\x80\x99" : "");
}

struct slice
word_genitive(struct arena *arena, struct slice name, const char *language)
{
	const struct language *row = language_find(language);
	if (!name.len || !row || row->genitive == GENITIVE_NONE)
		return name;
	const char *ending = genitive_ending(name, row->genitive);
	struct slice parts[] = {name, slice_view(ending)};
	return *ending ? arena_join(arena, parts, 2, (struct slice){NULL, 0})
		       : name;
}

struct slice
word_unbroken(struct arena *arena, struct slice text)
{
	char *to = arena_raw(arena, text.len * 3 + 1);
	size_t len = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code_is_blank(code))
			code = 0xA0;
		len +=
		    utf8_encode(to + len, code == UTF8_INVALID ? 0xFFFD : code);
	}
	return (struct slice){to, len};
}
