#include "new/new_text.h"

#include "conf/scalar.h"
#include "new/messages.h"
#include "new/new_write.h"

/* ---- the parts of a job file, in the order a person thinks */

static void
add_day(struct new_writer *writer, day when)
{
	char iso[11];
	day_write_iso(when, iso);
	strbuf_add_text(writer->out, iso);
}

#define YEARS_KEPT 2

/* The same day two years on, so that the first run does not warn; a leap day
 * becomes the day before it. */
static day
kept_until(day taken)
{
	int year, month, of_month;
	day_split(taken, &year, &month, &of_month);
	day until = day_of(year + YEARS_KEPT, month, of_month);
	return until != DAY_NONE
		   ? until
		   : day_of(year + YEARS_KEPT, month, of_month - 1);
}

static void
add_head(struct new_writer *writer)
{
	const struct new_source *source = writer->source;
	NEW_COMMENT(writer, &new_word_head,
	    ARGS(source->file, source->profile->rows, source->profile->count));
	NEW_COMMENT(writer, &new_word_head_read, NO_ARGS);
	new_key(writer, "name");
	new_add_gap(writer);
	NEW_COMMENT(writer, &new_word_name, NO_ARGS);
	new_key(writer, "date");
	add_day(writer, source->taken);
	NEW_COMMENT(writer, &new_word_date, NO_ARGS);
	new_key(writer, "keep_until");
	add_day(writer, kept_until(source->taken));
	NEW_COMMENT(writer, &new_word_keep_until, NO_ARGS);
	new_key(writer, "reference");
	new_add_gap(writer);
	NEW_COMMENT(writer, &new_word_reference, NO_ARGS);
	new_key(writer, "language");
	strbuf_add_text(writer->out, source->language);
	NEW_COMMENT(writer, &new_word_language, NO_ARGS);
}

static void
add_stated_text(struct new_writer *writer, const char *indented,
    const char *text, bool guessed)
{
	if (!text)
		return;
	new_key(writer, indented);
	conf_write_scalar(writer->out, slice_view(text));
	NEW_COMMENT(
	    writer, guessed ? &new_word_guessed : &new_word_stated, NO_ARGS);
}

/* A setting that was stated, not found, must be stated in the job too. */
static void
add_stated(struct new_writer *writer)
{
	const struct new_register *stated = writer->source->stated;
	char delimiter[] = {stated->delimiter, 0};
	add_stated_text(writer, "  encoding", stated->encoding, false);
	if (stated->delimiter)
		add_stated_text(writer, "  delimiter",
		    stated->delimiter == '\t' ? "tab" : delimiter, false);
	add_stated_text(
	    writer, "  sheet", stated->sheet, stated->sheet_guessed);
	if (stated->header_row) {
		new_key(writer, "  header");
		strbuf_add_number(writer->out, stated->header_row);
		NEW_COMMENT(writer,
		    stated->header_guessed ? &new_word_guessed
					   : &new_word_stated,
		    NO_ARGS);
	}
}

static void
add_register(struct new_writer *writer)
{
	const struct new_source *source = writer->source;
	const struct new_guess *guess = source->guess;
	if (guess->organisations) {
		new_key(writer, "persons");
		message_write(
		    writer->out, source->words, &new_word_no, NO_ARGS);
		NEW_COMMENT(writer, &new_word_organisations, NO_ARGS);
	}
	new_map(writer, "register");
	if (source->stated->odbc) {
		new_key(writer, "  odbc");
		conf_write_scalar(
		    writer->out, slice_view(source->stated->odbc));
		new_end_line(writer);
	}
	new_key(writer, source->stated->odbc ? "  query" : "  file");
	conf_write_scalar(writer->out, slice_view(source->file));
	new_end_line(writer);
	add_stated(writer);
	new_key(writer, "  key");
	if (new_has(writer, NEW_KEY))
		conf_write_scalar(
		    writer->out, new_column_name(writer, NEW_KEY));
	else
		new_add_gap(writer);
	NEW_COMMENT(writer,
	    new_has(writer, NEW_PERSON) ? &new_word_key_person : &new_word_key,
	    NO_ARGS);
	new_key(writer, "  taken");
	add_day(writer, source->taken);
	NEW_COMMENT(writer, &new_word_taken, NO_ARGS);
}

static void
add_guardian(struct new_writer *writer)
{
	if (!new_has(writer, NEW_GUARDIAN))
		return;
	if (!new_has(writer, NEW_GUARDIAN_STREET) ||
	    !new_has(writer, NEW_GUARDIAN_POSTCODE) ||
	    !new_has(writer, NEW_GUARDIAN_TOWN)) {
		new_add_role(writer, "  guardian", NEW_GUARDIAN, false);
		return;
	}
	new_map(writer, "  guardian");
	new_add_role(writer, "    name", NEW_GUARDIAN, true);
	new_add_role(writer, "    street", NEW_GUARDIAN_STREET, true);
	new_add_role(writer, "    postcode", NEW_GUARDIAN_POSTCODE, true);
	new_add_role(writer, "    town", NEW_GUARDIAN_TOWN, true);
	new_key(writer, "    mail");
	new_word(writer, "client");
	NEW_COMMENT(writer, &new_word_mail, NO_ARGS);
}

static size_t
count_marks(const struct new_writer *writer, enum mark_kind kind)
{
	const struct new_guess *guess = writer->source->guess;
	size_t count = 0;
	for (size_t i = 0; i < guess->count; i++)
		count += guess->marks[i] == kind;
	return count;
}

/* "  deceased: [Avliden, Dödsdatum]"; all that look like such a mark. */
static void
add_marks(struct new_writer *writer, const char *indented, enum mark_kind kind)
{
	const struct new_guess *guess = writer->source->guess;
	size_t count = count_marks(writer, kind), added = 0;
	if (!count)
		return;
	new_key(writer, indented);
	strbuf_add_text(writer->out, count > 1 ? "[" : "");
	for (size_t i = 0; i < guess->count; i++) {
		if (guess->marks[i] != kind)
			continue;
		strbuf_add_text(writer->out, added++ ? ", " : "");
		conf_write_scalar(
		    writer->out, writer->source->profile->columns[i].name);
	}
	strbuf_add_text(writer->out, count > 1 ? "]" : "");
	new_end_line(writer);
}

/*
 * Other columns that may name a guardian: somebody has to say that they do not.
 */
static void
add_not_marks(struct new_writer *writer)
{
	const struct new_guess *guess = writer->source->guess;
	bool first = true;
	for (size_t i = 0; i < guess->count; i++) {
		if (!guess->open[i])
			continue;
		if (first) {
			new_map(writer, "  not_marks");
		}
		first = false;
		strbuf_add_text(writer->out, "    ");
		conf_write_scalar(
		    writer->out, writer->source->profile->columns[i].name);
		strbuf_add_text(writer->out, ": ");
		new_add_gap(writer);
		NEW_COMMENT(writer, &new_word_not_mark, NO_ARGS);
	}
}

static void
add_protected(struct new_writer *writer, bool persons)
{
	add_marks(writer, "  protected", MARK_KIND_PROTECTED);
	if (!persons || count_marks(writer, MARK_KIND_PROTECTED))
		return;
	new_key(writer, "  protected");
	new_add_gap(writer);
	NEW_COMMENT(writer, &new_word_which_column, NO_ARGS);
	NEW_COMMENT(writer, &new_word_protected, NO_ARGS);
}

static bool
has_any_mark(const struct new_writer *writer)
{
	return count_marks(writer, MARK_KIND_PROTECTED) ||
	       count_marks(writer, MARK_KIND_DECEASED) ||
	       count_marks(writer, MARK_KIND_GUARDIAN);
}

static void
add_roles(struct new_writer *writer)
{
	bool persons = !writer->source->guess->organisations;
	if (!persons && !has_any_mark(writer))
		return;
	new_end_line(writer);
	new_map(writer, "roles");
	new_add_role(writer, "  person", NEW_PERSON, false);
	add_protected(writer, persons);
	add_marks(writer, "  deceased", MARK_KIND_DECEASED);
	if (!count_marks(writer, MARK_KIND_DECEASED))
		NEW_COMMENT(writer, &new_word_deceased, NO_ARGS);
	add_guardian(writer);
	add_not_marks(writer);
}

static void
add_rules(struct new_writer *writer)
{
	const uint32_t rows = writer->source->profile->rows;
	NEW_COMMENT(writer, &new_word_rules, NO_ARGS);
	NEW_COMMENT(writer, &new_word_rule_example, NO_ARGS);
	new_key(writer, "expect");
	strbuf_add_char(writer->out, '{');
	new_key(writer, "rows");
	strbuf_print(
	    writer->out, "%u-%u, ", rows - rows / 20, rows + rows / 20);
	new_key(writer, "letters");
	strbuf_print(writer->out, "1-%u}", rows);
	NEW_COMMENT(writer, &new_word_expect, NO_ARGS);
}

/* ---- address, letters, print */

static void
add_names(struct new_writer *writer)
{
	new_key(writer, "  name");
	if (writer->source->guess->surname_first) {
		struct arena *mem = arena_new();
		strbuf_add_char(writer->out, '[');
		conf_write_scalar(
		    writer->out, new_name_part(writer, mem, NEW_PART_FIRST));
		strbuf_add_text(writer->out, ", ");
		conf_write_scalar(
		    writer->out, new_name_part(writer, mem, NEW_PART_LAST));
		strbuf_add_char(writer->out, ']');
		NEW_COMMENT(writer, &new_word_taken_apart, NO_ARGS);
		arena_free(mem);
	} else if (new_has(writer, NEW_LAST_NAME)) {
		strbuf_add_char(writer->out, '[');
		if (new_has(writer, NEW_FIRST_NAME)) {
			conf_write_scalar(writer->out,
			    new_column_name(writer, NEW_FIRST_NAME));
			strbuf_add_text(writer->out, ", ");
		}
		conf_write_scalar(
		    writer->out, new_column_name(writer, NEW_LAST_NAME));
		strbuf_add_char(writer->out, ']');
		new_end_line(writer);
	} else if (new_has(writer, NEW_NAME)) {
		conf_write_scalar(
		    writer->out, new_column_name(writer, NEW_NAME));
		new_end_line(writer);
	} else {
		new_add_gap(writer);
		NEW_COMMENT(writer, &new_word_which_column, NO_ARGS);
	}
}

static void
add_address(struct new_writer *writer)
{
	new_end_line(writer);
	new_map(writer, "address");
	add_names(writer);
	new_add_role(writer, "  co", NEW_CO, false);
	new_add_role(writer, "  street", NEW_STREET, true);
	new_add_role(writer, "  street2", NEW_STREET2, false);
	bool postal = new_has(writer, NEW_POSTAL);
	new_add_role(writer, "  postal", NEW_POSTAL, false);
	new_add_role(writer, "  postcode", NEW_POSTCODE, !postal);
	new_add_role(writer, "  town", NEW_TOWN, !postal);
	new_add_role(writer, "  country", NEW_COUNTRY, false);
}

static void
add_order(struct new_writer *writer)
{
	static const char *const usual[] = {"postcode", "street", "name"};
	new_key(writer, "order");
	for (size_t i = 0; i < 3; i++) {
		strbuf_add_text(writer->out, i ? ", " : "[");
		new_word(writer, usual[i]);
	}
	strbuf_add_char(writer->out, ']');
	NEW_COMMENT(writer, &new_word_order, NO_ARGS);
}

static void
add_print(struct new_writer *writer)
{
	new_end_line(writer);
	new_key(writer, "letters");
	strbuf_add_text(writer->out, "[brev.md]");
	NEW_COMMENT(writer, &new_word_letters, NO_ARGS);
	new_key(writer, "stationery");
	strbuf_add_text(writer->out, new_paper_name(writer->source->language));
	NEW_COMMENT(writer, &new_word_stationery, NO_ARGS);
	add_order(writer);
	new_key(writer, "print");
	strbuf_add_char(writer->out, '{');
	new_key(writer, "sides");
	strbuf_add_text(writer->out, "2}");
	new_end_line(writer);
	if (!new_has(writer, NEW_KEY))
		return;
	new_key(writer, "manifest");
	strbuf_add_char(writer->out, '[');
	conf_write_scalar(writer->out, new_column_name(writer, NEW_KEY));
	for (enum new_role role = NEW_FIRST_NAME; role <= NEW_NAME; role++) {
		if (!new_has(writer, role))
			continue;
		strbuf_add_text(writer->out, ", ");
		conf_write_scalar(writer->out, new_column_name(writer, role));
	}
	strbuf_add_char(writer->out, ']');
	NEW_COMMENT(writer, &new_word_manifest, NO_ARGS);
}

void
new_text_job(struct strbuf *out, const struct new_source *source)
{
	struct new_writer writer = {
	    .out = out, .source = source, .line = out->len};
	add_head(&writer);
	add_register(&writer);
	add_roles(&writer);
	new_add_columns(&writer);
	new_add_send(&writer);
	add_rules(&writer);
	add_address(&writer);
	add_print(&writer);
}
