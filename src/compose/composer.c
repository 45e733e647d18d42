#include "compose/composer.h"

#include <stdlib.h>

#include "base/memory.h"
#include "compose/messages.h"
#include "compose/said.h"
#include "job/composed.h"
#include "job/row_scope.h"
#include "text/words.h"

struct composer {
	const struct job *job;
	struct diag *diag;
	struct row_scope row;
	struct response_codes *codes; /* NULL: no letter has one */
	/* Frame texts that are the same in all letters of a text:
	 * [slot * frame_count + frame], frames of all stationeries. */
	struct merged *fixed_frames;
	uint32_t next_block; /* numbers them */
	struct branch_set *met; /* NULL: nobody asks */
};

static const struct row no_row;

/* ---- what does not depend on a row */

/*
 * A block merged once for the whole job depends on no row: it may be kept by
 * layout like a template's own. The copy gets an id of its own per text,
 * since its words differ by the text's language. Every process goes through
 * the texts in this order, so it comes to the same ids, and they follow on
 * those of the templates: layout keeps blocks by them.
 */
static void
fix_blocks(struct composer *composer, struct merged *merged)
{
	for (size_t i = 0; i < merged->count; i++) {
		if (merged->blocks[i]->fixed)
			continue;
		struct node *copy = ARENA_NEW(composer->job->mem, struct node);
		*copy = *merged->blocks[i];
		copy->fixed = true;
		copy->id = composer->next_block++;
		merged->blocks[i] = copy;
	}
}

static bool
merge_fixed_frame(
    struct composer *composer, const struct job_text *text, size_t frame)
{
	const struct job *job = composer->job;
	const struct job_frame *of = &job->writes.frames[frame];
	struct merged merged;
	struct problem why = {0};
	struct expr_context context = row_scope_context(
	    &composer->row, job->mem, &no_row, text->language);
	if (!merge_letter(
		job->mem, of->letter, &context, &merged, NULL, &why)) {
		struct slice reason =
		    problem_text(job->mem, diag_words(composer->diag), &why);
		REPORT(composer->diag, of->span, &compose_frame_not_filled,
		    ARGS(of->name, reason));
		return false;
	}
	fix_blocks(composer, &merged);
	composer->fixed_frames[text->slot * job->writes.frame_count + frame] =
	    merged;
	return true;
}

static bool
merge_fixed_frames(struct composer *composer, const struct job_letter *letter,
    const struct job_text *text)
{
	const struct job_writes *writes = &composer->job->writes;
	bool ok = true;
	for (size_t f = letter->first_frame; f < letter->frame_end; f++) {
		if (writes->frames[f].letter && !writes->frames[f].by_row)
			ok = merge_fixed_frame(composer, text, f) && ok;
	}
	return ok;
}

static bool
prepare_texts(struct composer *composer)
{
	const struct job_writes *writes = &composer->job->writes;
	bool ok = true;
	for (size_t v = 0; v < writes->letter_count; v++) {
		const struct job_letter *letter = &writes->letters[v];
		for (size_t t = 0; t < letter->count; t++)
			ok = merge_fixed_frames(
				 composer, letter, &letter->texts[t]) &&
			     ok;
	}
	return ok;
}

struct composer *
composer_new(const struct job *job, struct diag *diag)
{
	struct composer *composer = mem_new(1, sizeof *composer);
	composer->job = job;
	composer->diag = diag;
	composer->row = row_scope_make(job->mem, &job->decides.scope);
	composer->next_block = job->writes.next_block;
	composer->fixed_frames = ARENA_ARRAY(job->mem, struct merged,
	    job->writes.text_count * job->writes.frame_count + 1);
	if (job->response_key.len)
		composer->codes = response_codes_new(job->response_key);
	if (prepare_texts(composer))
		return composer;
	composer_free(composer);
	return NULL;
}

void
composer_free(struct composer *composer)
{
	if (composer)
		response_codes_free(composer->codes);
	free(composer);
}

/* ---- one row */

void
composer_set_tables(struct composer *composer, const struct expr_rows *rows)
{
	row_scope_set_tables(&composer->row, rows);
}

void
composer_watch(struct composer *composer, struct branch_set *met)
{
	composer->met = met;
}

static bool
find_version(struct composer *composer, struct arena *letter_mem,
    const struct row *row, uint32_t *version, struct problem *why)
{
	const struct job *job = composer->job;
	struct expr_context context =
	    row_scope_context(&composer->row, letter_mem, row, job->language);
	for (size_t i = 0; i < job->writes.letter_count; i++) {
		enum verdict verdict =
		    job->writes.letters[i].condition
			? expr_decide(
			      job->writes.letters[i].condition, &context, why)
			: VERDICT_YES;
		*version = (uint32_t)i;
		if (verdict == VERDICT_YES)
			return true;
		if (verdict == VERDICT_UNDECIDABLE)
			return false;
	}
	PROBLEM(why, &compose_no_version, NO_ARGS);
	return false;
}

static bool
fill_frames(struct composer *composer, const struct expr_context *context,
    const struct job_letter *letter, uint32_t slot, struct merged *frames,
    struct problem *why)
{
	const struct job_writes *writes = &composer->job->writes;
	const struct merged *fixed =
	    &composer->fixed_frames[slot * writes->frame_count];
	for (size_t f = letter->first_frame; f < letter->frame_end; f++) {
		struct merged *to = &frames[f - letter->first_frame];
		*to = fixed[f];
		if (writes->frames[f].by_row &&
		    !merge_letter(context->letter_mem, writes->frames[f].letter,
			context, to, composer->met, why))
			return false;
	}
	return true;
}

/* The value that {{if addressee = 'guardian'}} sees. */
static void
say_addressee(struct composer *composer, enum addressee addressee)
{
	struct value *value =
	    &composer->row.names[composer->job->decides.addressee_name];
	value->kind = VALUE_TEXT;
	value->text = addressee == ADDRESSEE_GUARDIAN ? SLICE("guardian")
						      : SLICE("client");
}

/*
 * The text that {{names}} prints: the first names of those who share the
 * letter, as the language joins them.
 */
static void
say_names(struct composer *composer, struct arena *letter_mem,
    const struct row *row, const struct household_names *names,
    const char *language)
{
	const struct job *job = composer->job;
	struct value *value = &composer->row.names[job->decides.names_name];
	struct slice own = row->values[job->reads.address.name[0]].text;
	value->text = names->count > 1 ? word_list(letter_mem, names->first,
					     names->count, language)
				       : own;
	value->kind = value->text.len ? VALUE_TEXT : VALUE_EMPTY;
}

/* The code that {{response_code}} prints, in either language. */
static void
say_code(
    struct composer *composer, const struct row *row, struct composed *letter)
{
	letter->code[0] = '\0';
	if (!composer->codes)
		return;
	letter->code_number =
	    response_number(row->number, (uint32_t)letter->addressee);
	response_write(composer->codes, letter->code_number, letter->code);
	struct value *value =
	    &composer->row.names[composer->job->decides.code_name];
	for (size_t i = 0; i < 2; i++, value++) {
		value->kind = VALUE_TEXT;
		value->text = slice_view(letter->code);
	}
}

static bool
decide_large_print(struct composer *composer, struct arena *letter_mem,
    const struct row *row, bool *large, struct problem *why)
{
	const struct job *job = composer->job;
	*large = false;
	if (!job->writes.large_print)
		return true;
	struct expr_context context =
	    row_scope_context(&composer->row, letter_mem, row, job->language);
	enum verdict verdict =
	    expr_decide(job->writes.large_print, &context, why);
	*large = verdict == VERDICT_YES;
	return verdict != VERDICT_UNDECIDABLE;
}

/* Each is asked of the row as by a rule; none is left out in doubt. */
static bool
choose_enclosures(struct composer *composer, struct arena *letter_mem,
    const struct row *row, struct composed *letter, struct problem *why)
{
	const struct job *job = composer->job;
	const struct job_writes *writes = &job->writes;
	struct expr_context context =
	    row_scope_context(&composer->row, letter_mem, row, job->language);
	context.doubt = true;
	letter->enclosure_count = 0;
	letter->enclosed = 0;
	if (writes->enclosure_count)
		letter->enclosures = ARENA_ARRAY(letter_mem,
		    const struct enclosure *, writes->enclosure_count);
	for (size_t i = 0; i < writes->enclosure_count; i++) {
		const struct job_enclosure *of = &writes->enclosures[i];
		enum verdict verdict =
		    of->condition ? expr_decide(of->condition, &context, why)
				  : VERDICT_YES;
		if (verdict == VERDICT_UNDECIDABLE)
			return false;
		if (verdict != VERDICT_YES)
			continue;
		letter->enclosed |= (uint32_t)1 << i;
		letter->enclosures[letter->enclosure_count++] = of->enclosure;
	}
	return true;
}

static const struct problem *
doubt_of(const struct row *row, size_t column)
{
	return column == COLUMN_NONE ? NULL : row_doubt(row, column);
}

/*
 * A computed column that has no value where it is asked for beside the letter:
 * by the order, the batches, the households or the manifest.
 */
static const struct problem *
find_doubt(const struct job_pile *pile, const struct row *row)
{
	const size_t single[] = {pile->new_batch, pile->group_by,
	    pile->named_by, pile->household_column};
	const struct problem *doubt = NULL;
	if (!row->doubts)
		return NULL;
	for (size_t i = 0; !doubt && i < pile->order_count; i++) {
		const struct order_key *key = &pile->order[i];
		for (size_t k = 0; !doubt && k < key->count; k++)
			doubt = row_doubt(row, key->columns[k]);
	}
	for (size_t i = 0; !doubt && i < pile->manifest_count; i++)
		doubt = row_doubt(row, pile->manifest[i]);
	for (size_t i = 0; !doubt && i < sizeof single / sizeof *single; i++)
		doubt = doubt_of(row, single[i]);
	return doubt;
}

static bool
compose_text(struct composer *composer, struct arena *letter_mem,
    const struct row *row, const struct job_letter *letter,
    const struct job_text *text, struct composed_text *to, struct problem *why)
{
	struct expr_context context =
	    row_scope_context(&composer->row, letter_mem, row, text->language);
	to->language = text->language;
	to->frames = ARENA_ARRAY(letter_mem, struct merged,
	    letter->frame_end - letter->first_frame + 1);
	if (!merge_letter(letter_mem, text->letter, &context, &to->body,
		composer->met, why) ||
	    !fill_frames(
		composer, &context, letter, text->slot, to->frames, why))
		return false;
	if (said_something(text->letter, &to->body))
		return true;
	/* An envelope with nothing to read would only worry somebody. */
	PROBLEM(why, &compose_nothing_printed, NO_ARGS);
	return false;
}

static bool
fill_address(const struct job *job, struct arena *letter_mem,
    const struct row *row, struct composed *letter, struct problem *why)
{
	const struct job_reads *reads = &job->reads;
	bool judged = letter->address_judged;
	if (!judged && !addressee_is_clear(reads,
			   (enum guardian_mail)job->file->guardian.mail.index,
			   letter_mem, row, why))
		return false;
	if (!addressee_address(reads, job->concerning, letter_mem, row,
		letter->addressee, &letter->names, judged, &letter->address,
		why))
		return false;
	return judged || composed_fits(reads, job->language, letter_mem, row,
			     letter->addressee == ADDRESSEE_CLIENT
				 ? &reads->address
				 : &reads->guardian_address,
			     why);
}

bool
composer_compose(struct composer *composer, struct arena *letter_mem,
    const struct row *row, struct composed *letter, enum rule_kind *kind,
    struct problem *why)
{
	const struct job *job = composer->job;
	say_addressee(composer, letter->addressee);
	say_names(composer, letter_mem, row, &letter->names, job->language);
	say_code(composer, row, letter);
	const struct problem *doubt = find_doubt(&job->pile, row);
	*kind = RULE_UNFIT;
	if (doubt) {
		*why = *doubt;
		return false;
	}
	*kind = RULE_VERSION;
	if (!find_version(composer, letter_mem, row, &letter->version, why))
		return false;
	*kind = RULE_ADDRESS;
	if (!fill_address(job, letter_mem, row, letter, why))
		return false;
	/* The row has a letter: what it is set in, and with, is another thing. */
	*kind = RULE_TEXT;
	if (!decide_large_print(
		composer, letter_mem, row, &letter->large_print, why) ||
	    !choose_enclosures(composer, letter_mem, row, letter, why))
		return false;
	const struct job_letter *version =
	    &job->writes.letters[letter->version];
	letter->count = version->count;
	letter->texts =
	    ARENA_ARRAY(letter_mem, struct composed_text, version->count);
	for (size_t t = 0; t < version->count; t++) {
		say_names(composer, letter_mem, row, &letter->names,
		    version->texts[t].language);
		if (!compose_text(composer, letter_mem, row, version,
			&version->texts[t], &letter->texts[t], why))
			return false;
	}
	return true;
}
