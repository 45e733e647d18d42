#include "plan/report.h"

#include "base/file.h"
#include "beside/beside.h"
#include "job/computed.h"
#include "letter/readability.h"
#include "letter/usage.h"
#include "plan/messages.h"

static void
tell(struct strbuf *out, const struct words *words,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	message_write(out, words, message, count, arguments);
	strbuf_add_char(out, '\n');
}

static size_t
list_letters(const struct job *job, const struct letter **letters)
{
	size_t count = 0;
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++)
			letters[count++] =
			    job->writes.letters[v].texts[t].letter;
	}
	return count;
}

static void
write_versions(struct strbuf *out, const struct words *words,
    const struct job *job, const struct account *account)
{
	tell(out, words, &plan_report_letters, NO_ARGS);
	for (size_t i = 0; i < account->version_count; i++) {
		const struct account_version *version = &account->versions[i];
		const struct job_letter *letter =
		    &job->writes.letters[version->version];
		strbuf_print(out, "%8u  ", version->count);
		for (size_t t = 0; t < letter->count; t++)
			strbuf_print(out, "%s%s (%s)", t ? " + " : "",
			    path_name(letter->texts[t].letter->path),
			    letter->texts[t].language);
		if (version->large_print) {
			strbuf_add_text(out, ", ");
			message_write(out, words, &plan_report_large, NO_ARGS);
		}
		strbuf_add_char(out, '\n');
	}
}

static void
write_columns(
    struct strbuf *out, const struct job *job, const bool *marks, bool wanted)
{
	bool first = true;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		if (marks[i] != wanted)
			continue;
		strbuf_add_text(out, first ? "  " : ", ");
		strbuf_add(out, job->reads.columns.at[i].name);
		first = false;
	}
	if (!first)
		strbuf_add_char(out, '\n');
}

static void
mark(size_t column, void *ctx)
{
	bool *marks = ctx;
	marks[column] = true;
}

/* With the columns that a computed one is made from. */
static void
mark_sources(const struct job *job, bool *marks)
{
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		if (marks[i])
			computed_each_source(&job->reads, i, mark, marks);
	}
}

static void
mark_one(bool *marks, size_t column)
{
	if (column != COLUMN_NONE)
		marks[column] = true;
}

static void
mark_all(bool *marks, const struct mark_columns *of)
{
	for (size_t i = 0; i < of->count; i++)
		marks[of->at[i].column] = true;
}

static void
mark_address(bool *marks, const struct address_columns *from)
{
	for (size_t i = 0; i < from->name_count; i++)
		mark_one(marks, from->name[i]);
	mark_one(marks, from->co);
	mark_one(marks, from->street);
	mark_one(marks, from->street2);
	mark_one(marks, from->postcode);
	mark_one(marks, from->town);
	mark_one(marks, from->country);
}

static void
mark_condition(bool *marks, const struct expr *condition)
{
	if (condition)
		expr_each_column(condition, mark, marks);
}

/* Which letter a row gets, in which size, and what lies beside it. */
static void
mark_writes(bool *marks, const struct job_writes *writes)
{
	for (size_t i = 0; i < writes->letter_count; i++)
		mark_condition(marks, writes->letters[i].condition);
	for (size_t i = 0; i < writes->enclosure_count; i++)
		mark_condition(marks, writes->enclosures[i].condition);
	for (size_t i = 0; i < writes->frame_count; i++) {
		if (writes->frames[i].letter)
			letter_each_column(
			    writes->frames[i].letter, mark, marks);
	}
	mark_condition(marks, writes->large_print);
}

static void
mark_pile(bool *marks, const struct job_pile *pile)
{
	for (size_t i = 0; i < pile->order_count; i++) {
		for (size_t k = 0; k < pile->order[i].count; k++)
			mark_one(marks, pile->order[i].columns[k]);
	}
	mark_one(marks, pile->new_batch);
	mark_one(marks, pile->group_by);
	mark_one(marks, pile->named_by);
	mark_one(marks, pile->household_column);
	for (size_t i = 0; i < pile->manifest_count; i++)
		mark_one(marks, pile->manifest[i]);
}

/* Columns that letters, rules, address, roles, order or tables look at. */
static void
mark_used(const struct job *job, bool *marks)
{
	for (size_t i = 0; i < job->decides.rules.count; i++)
		mark_condition(marks, job->decides.rules.at[i].condition);
	mark_writes(marks, &job->writes);
	mark_pile(marks, &job->pile);
	beside_each_match(job->reads.beside, mark, marks);
	mark_address(marks, &job->reads.address);
	if (job->reads.guardian != COLUMN_NONE)
		mark_address(marks, &job->reads.guardian_address);
	mark_one(marks, job->reads.key);
	mark_one(marks, job->reads.person);
	mark_all(marks, &job->reads.protected_);
	mark_all(marks, &job->reads.deceased);
	mark_one(marks, job->reads.guardian);
	mark_sources(job, marks);
}

static void
write_fields(struct strbuf *out, const struct words *words, struct job *job,
    const struct letter *const *letters, size_t count)
{
	bool *marks = ARENA_ARRAY(job->mem, bool, job->reads.columns.count + 1);
	letters_mark_columns(letters, count, marks);
	tell(out, words, &plan_report_fields, NO_ARGS);
	write_columns(out, job, marks, true);
	mark_used(job, marks);
	tell(out, words, &plan_report_unused, NO_ARGS);
	write_columns(out, job, marks, false);
}

static void
write_reading(struct strbuf *out, const struct words *words, struct job *job,
    const struct letter *letter)
{
	struct readability read = readability_measure(job->mem, letter);
	struct strbuf level = {0};
	message_write(&level, words, readability_level(read.lix), NO_ARGS);
	tell(out, words, &plan_report_lix,
	    ARGS(path_name(letter->path), read.lix, strbuf_view(&level),
		read.words));
	strbuf_fini(&level);
	for (size_t i = 0; i < read.longest_count; i++)
		tell(out, words, &plan_report_sentence,
		    ARGS(read.longest[i].words, read.longest[i].span.line,
			read.longest[i].text));
}

static void
write_unruled(struct strbuf *out, const struct words *words,
    const struct job *job, const struct account *account)
{
	if (!account->unruled_count)
		return;
	tell(out, words, &plan_report_unruled, NO_ARGS);
	for (size_t i = 0; i < account->unruled_count; i++) {
		const struct unruled_column *of = &account->unruled[i];
		strbuf_print(out, "%8u  ", of->rows);
		strbuf_add(out, job->reads.columns.at[of->column].name);
		strbuf_add_text(out, of->shown.len ? ": " : "");
		strbuf_add(out, of->shown);
		if (of->hidden_rows) {
			strbuf_add_text(out, "\n          ");
			message_write(out, words, &plan_unruled_hidden,
			    ARGS(
				of->hidden_values, of->hidden_rows, of->lines));
		}
		strbuf_add_char(out, '\n');
	}
	strbuf_add_char(out, '\n');
}

static void
write_repairs(struct strbuf *out, const struct words *words,
    const struct account *account)
{
	if (!account->cause_count)
		return;
	tell(out, words, &plan_report_repairs, NO_ARGS);
	for (size_t i = 0; i < account->cause_count; i++) {
		const struct account_cause *cause = &account->causes[i];
		strbuf_print(out, "%8u  ", cause->count);
		strbuf_add(out, cause->reason);
		strbuf_add_text(out, "\n          ");
		tell(out, words,
		    cause->count > cause->line_count ? &plan_report_first_lines
						     : &plan_report_lines,
		    ARGS(cause->lines));
	}
	strbuf_add_char(out, '\n');
}

static void
write_shapes(struct strbuf *out, const struct words *words,
    const struct job *job, const struct column_shapes *shapes)
{
	tell(out, words, &plan_report_shapes, NO_ARGS);
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		const struct column_shapes *of = &shapes[i];
		strbuf_print(out, "%8u  %.*s", of->filled,
		    (int)job->reads.columns.at[i].name.len,
		    job->reads.columns.at[i].name.at);
		for (size_t s = 0; s < of->common_count; s++)
			strbuf_print(out, "%s%.*s %u", s ? ", " : ": ",
			    (int)of->common[s].shape.len,
			    of->common[s].shape.at, of->common[s].count);
		if (of->kinds > of->common_count) {
			strbuf_add_text(out, of->common_count ? ", " : ": ");
			message_write(out, words, &plan_report_more_shapes,
			    ARGS(of->kinds - (uint32_t)of->common_count));
		}
		strbuf_add_char(out, '\n');
	}
}

static bool
has_hidden(const struct column_tally *tally)
{
	uint32_t cells = 0;
	for (int kind = HIDDEN_LINE_BREAK; kind < HIDDEN_COUNT; kind++)
		cells += tally->hidden[kind];
	return cells > 0;
}

static void
write_hidden_column(
    struct strbuf *out, const struct words *words, const struct column *column)
{
	static const struct message *const kinds[HIDDEN_COUNT] = {
	    [HIDDEN_LINE_BREAK] = &plan_report_line_break,
	    [HIDDEN_TAB] = &plan_report_tab,
	    [HIDDEN_JOINER] = &plan_report_joiner,
	    [HIDDEN_ZERO_WIDTH] = &plan_report_zero_width,
	    [HIDDEN_MARK] = &plan_report_mark,
	    [HIDDEN_CONTROL] = &plan_report_control,
	    [HIDDEN_OVERRIDE] = &plan_report_override,
	    [HIDDEN_PRIVATE] = &plan_report_private,
	    [HIDDEN_LOST] = &plan_report_lost,
	};
	const char *between = ": ";
	strbuf_add_text(out, "  ");
	strbuf_add(out, column->name);
	for (int kind = HIDDEN_LINE_BREAK; kind < HIDDEN_COUNT; kind++) {
		uint32_t cells = column->tally->hidden[kind];
		if (!cells)
			continue;
		strbuf_add_text(out, between);
		message_write(out, words, kinds[kind], ARGS(cells));
		between = "; ";
	}
	strbuf_add_char(out, '\n');
}

static void
write_hidden(
    struct strbuf *out, const struct words *words, const struct job *job)
{
	bool first = true;
	for (size_t i = 0; i < job->reads.columns.count; i++) {
		const struct column *column = &job->reads.columns.at[i];
		if (!has_hidden(column->tally))
			continue;
		if (first)
			tell(out, words, &plan_report_hidden, NO_ARGS);
		first = false;
		write_hidden_column(out, words, column);
	}
	if (!first)
		strbuf_add_char(out, '\n');
}

void
report_write_repairs(struct strbuf *out, const struct words *words,
    const struct job *job, const struct account *account)
{
	write_repairs(out, words, account);
	write_unruled(out, words, job, account);
}

void
report_write(struct strbuf *out, const struct words *words, struct job *job,
    const struct account *account)
{
	const struct letter **letters = ARENA_ARRAY(
	    job->mem, const struct letter *, job->writes.text_count + 1);
	size_t count = list_letters(job, letters);
	write_versions(out, words, job, account);
	strbuf_add_char(out, '\n');
	for (size_t i = 0; i < count; i++)
		write_reading(out, words, job, letters[i]);
	strbuf_add_char(out, '\n');
	write_fields(out, words, job, letters, count);
	strbuf_add_char(out, '\n');
	write_hidden(out, words, job);
	if (account->shapes)
		write_shapes(out, words, job, account->shapes);
}
