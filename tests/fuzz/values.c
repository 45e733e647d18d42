/*
 * Any text as a cell of each type, and as what the register's texts are searched
 * for: what fits stays as it is when it is read again, what is found lies in the
 * text, and what is drawn by a number's format has a value.
 *
 * The first byte says which type, the second which country; a line feed parts the
 * cell from a second text: the code of a format, a picture of a date.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "format/format.h"
#include "record/address_cell.h"
#include "record/apartment.h"
#include "record/column.h"
#include "record/identity_text.h"
#include "record/land.h"
#include "record/likeness.h"
#include "record/mark_words.h"
#include "record/misspelt.h"
#include "record/people.h"
#include "record/person_name.h"
#include "record/protection.h"
#include "record/stand_in.h"
#include "record/street_form.h"
#include "text/bidi.h"
#include "text/file_name.h"
#include "text/gap.h"
#include "text/keep.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/pairs.h"
#include "text/skeleton.h"
#include "text/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char *const languages[] = {"sv", "fi", "en", "nb", "de", "ar"};
static const char *const lands[] = {"SE", "FI", "NO", "GB", "NL", "US", "LV"};

/* ---- a cell of a column */

static void
check_typed(struct arena *mem, enum column_type type, struct slice cell)
{
	static struct slice spellings[] = {{"eget", 4}, {"", 0}};
	static struct choice choices[] = {{.value = {"Eget boende", 11},
					      .spellings = spellings,
					      .spelling_count = 2},
	    {.value = {"SH", 2}}};
	struct column column = {.name = SLICE("Kolumn"), .type = type};
	struct value value, again;
	struct problem why;
	if (type == COLUMN_CHOICE) {
		column.choices = choices;
		column.choice_count = 2;
	}
	column_prepare(mem, &column, 15000);
	if (!column_read(&column, mem, cell, &value, &why)) {
		assert(value.kind == VALUE_UNFIT && why.message);
		return;
	}
	struct slice clean = arena_dup(mem, value.text);
	bool fits = column_read(&column, mem, clean, &again, &why);
	assert(fits && again.kind == value.kind);
	assert(slice_equal(again.text, clean));
	if (value.kind == VALUE_DATE)
		assert(again.when == value.when);
	else if (value.kind == VALUE_NUMBER)
		assert(again.micro == value.micro);
	else if (value.kind == VALUE_FLAG)
		assert(again.flag == value.flag);
	column_settle(&column);
	column_birth(type, clean, 15000);
}

/* ---- what a text is searched for */

static bool
see(const struct likeness *number, void *ctx)
{
	*(size_t *)ctx += likeness_has_date(number);
	return false;
}

static bool
lies_in(struct slice part, struct slice text)
{
	return !part.len ||
	       (part.at >= text.at && part.at + part.len <= text.at + text.len);
}

static void
check_search(struct arena *mem, struct slice text)
{
	struct strbuf scratch = {0};
	size_t seen = 0, at, len, from = 0;
	if (likeness_may_hold(text))
		likeness_each(text, &scratch, see, &seen);
	misspelt_each(mem, text, see, &seen);
	strbuf_fini(&scratch);
	assert(lies_in(apartment_find(text), text));
	struct slice line = arena_dup(mem, apartment_write(mem, text));
	assert(slice_equal(apartment_write(mem, line), line));
	while (gap_find(text, from, &at, &len)) {
		assert(at >= from && len && at + len <= text.len);
		from = at + len;
	}
	if (identity_find(text, 15000, &at, &len))
		assert(at + len <= text.len);
	mark_words_find(text);
	marks_find(mem, text);
	mark_is_set(text);
	death_read(text);
	street_may_be(text);
	street_form_hash(mem, text, true);
}

static void
check_people(struct arena *mem, struct slice text, struct slice other)
{
	struct people *people = people_new();
	const struct slice names[] = {other, {NULL, 0}};
	struct person_name name;
	people_add_number(people, text);
	people_add_misspelt_number(people, text);
	people_add_home(people, names, 1, text, SLICE("999 32"));
	people_close(people);
	people_has_number(people, other);
	people_has_home_in(people, text, names, 1);
	people_free(people);
	if (!person_name_read(mem, text, &name))
		assert(name.surname.len && name.first_names.len);
}

static void
check_address(struct arena *mem, const struct land *land, struct slice text)
{
	struct slice clean, town, again;
	struct problem why;
	assert(land);
	text = text_clean(mem, text);
	if (land_read_postcode(mem, land, text, &clean)) {
		bool ok = land_read_postcode(mem, land, clean, &again);
		assert(ok && slice_equal(clean, again));
	}
	if (land_split_postal(mem, land, text, &clean, &town))
		assert(clean.len && town.len);
	for (int part = PART_NAME; text.len && part <= PART_COUNTRY; part++) {
		if (!address_cell_fits(mem, (enum address_part)part,
			SLICE("Kolumn"), text, &why))
			assert(why.message);
	}
	stand_in_is(mem, text, STAND_IN_NAME);
	stand_in_is(mem, text, STAND_IN_SHOWN);
	error_word_is(text);
	land_find(text);
}

/* ---- text itself */

static void
check_text(struct arena *mem, const char *language, struct slice text)
{
	struct slice clean = text_clean(mem, text);
	struct slice folded = text_fold(mem, clean);
	struct slice name;
	char digits[WORD_PHONE_DIGITS];
	assert(slice_equal(text_clean(mem, clean), clean));
	assert(slice_equal(text_nfc(mem, clean), clean));
	assert(text_same(clean, clean));
	text_bare(mem, text_skeleton(mem, folded));
	if (text_file_name(mem, text, &name))
		assert(name.len);
	word_genitive(mem, clean, language);
	struct slice phone = word_phone(mem, clean, "sv");
	if (word_phone_digits(clean, digits))
		assert(word_phone_digits(phone, digits));
	word_unbroken(mem, clean);
	number_join_groups(mem, clean);
	text_upper(mem, clean, language);
	text_lower(mem, clean, language);
	if (!bidi_is_plain(clean)) {
		size_t count;
		bidi_runs(mem, clean, false, &count);
	}
}

static void
check_breaks(struct slice text)
{
	uint8_t *breaks = calloc(text.len + 1, 1);
	assert(breaks);
	memset(breaks, 1, text.len + 1);
	keep_together(text, breaks);
	pairs_find(text, breaks);
	free(breaks);
}

/* ---- formats of spreadsheets, pictures of dates */

static void
check_format(struct arena *mem, struct slice cell, struct slice code)
{
	const struct format *format = format_of_code(mem, code);
	struct strbuf shown = {0}, value = {0};
	struct format_result result =
	    format_write(&shown, &value, format, cell, code.len & 1);
	if (result.fault == FORMAT_FINE)
		assert(utf8_check(strbuf_view(&shown)) == shown.len);
	strbuf_reset(&shown);
	strbuf_reset(&value);
	format_write_iso(&shown, &value, format, cell);
	format_shows_text(format);
	strbuf_fini(&shown);
	strbuf_fini(&value);
}

static void
check_picture(struct arena *mem, const char *language, struct slice picture)
{
	if (date_picture_is_known(picture, language))
		date_write_as(mem, 15000, picture, language);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice text = {(const char *)bytes + 2, len - 2};
	if (len < 2 || len > 2000 || utf8_check(text) != text.len)
		return 0;
	struct arena *mem = arena_new();
	size_t end = slice_find_char(text, '\n');
	struct slice cell = slice_part(text, 0, end);
	struct slice other = slice_from(text, end + 1);
	const char *language = languages[bytes[1] % 6];
	check_typed(
	    mem, (enum column_type)(bytes[0] % (COLUMN_PHONE + 1)), cell);
	check_search(mem, cell);
	check_people(mem, cell, other);
	check_address(mem, land_find(slice_view(lands[bytes[1] % 7])), cell);
	check_text(mem, language, cell);
	check_breaks(cell);
	check_format(mem, cell, other);
	check_picture(mem, language, other);
	arena_free(mem);
	return 0;
}
