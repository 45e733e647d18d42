#include "plan/maker.h"

#include <stdlib.h>

#include "base/memory.h"
#include "job/computed.h"
#include "plan/messages.h"
#include "text/words.h"

struct maker {
	struct job *job;
	struct setter *setter;
	struct value *extras; /* one per scope name */
	const struct expr_rows *tables; /* of the row at hand */
	/* Frame texts that are the same in all letters of a text:
	 * [slot * frame_count + frame]. */
	struct frame_content *fixed_frames;
	struct frame_content *frames; /* of the letter at hand */
};

static const struct row no_row;

static struct frame_content
as_content(const struct merged *merged)
{
	return (struct frame_content){
	    .blocks = merged->blocks,
	    .count = merged->count,
	};
}

/*
 * A block merged once for the whole job depends on no row: it may be kept by
 * layout like a template's own. The copy gets an id of its own per text,
 * since its words differ by the text's language.
 */
static void
fix_blocks(struct arena *job_mem, struct merged *merged, uint32_t version)
{
	for (size_t i = 0; i < merged->count; i++) {
		if (merged->blocks[i]->fixed)
			continue;
		struct node *copy = ARENA_NEW(job_mem, struct node);
		*copy = *merged->blocks[i];
		copy->fixed = true;
		copy->id |= (version + 1) << 20;
		merged->blocks[i] = copy;
	}
}

static bool
merge_fixed_frame(
    struct maker *maker, const struct job_text *text, size_t frame)
{
	struct job *job = maker->job;
	struct merged merged;
	struct problem why = {0};
	struct expr_context context =
	    maker_context(maker, job->mem, &no_row, text->language);
	if (!merge_letter(job->mem, job->writes.frames[frame].letter, &context,
		&merged, &why)) {
		struct slice reason =
		    problem_text(job->mem, diag_words(job->diag), &why);
		REPORT(job->diag,
		    job->paper.stationery->frames[frame].text_span,
		    &plan_frame_not_filled,
		    ARGS(job->paper.stationery->frames[frame].name, reason));
		return false;
	}
	fix_blocks(job->mem, &merged, text->slot);
	maker->fixed_frames[text->slot * job->paper.stationery->frame_count +
			    frame] = as_content(&merged);
	return true;
}

static bool
merge_fixed_frames(struct maker *maker, const struct job_text *text)
{
	struct job *job = maker->job;
	bool ok = true;
	for (size_t f = 0; f < job->paper.stationery->frame_count; f++) {
		if (job->writes.frames[f].letter &&
		    !job->writes.frames[f].by_row)
			ok = merge_fixed_frame(maker, text, f) && ok;
	}
	return ok;
}

/* What does not depend on a row, once for each text of the job. */
static bool
prepare_texts(struct maker *maker)
{
	struct job *job = maker->job;
	bool ok = true;
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++) {
			const struct job_text *text =
			    &job->writes.letters[v].texts[t];
			ok = merge_fixed_frames(maker, text) && ok;
			ok = setter_check_styles(maker->setter,
				 text->letter->root, job->diag) &&
			     ok;
		}
	}
	return ok;
}

bool
maker_check_pictures(struct maker *maker, picture_seen *seen, void *ctx)
{
	struct job *job = maker->job;
	bool ok = true;
	for (size_t f = 0; f < job->paper.stationery->frame_count; f++) {
		const struct letter *letter = job->writes.frames[f].letter;
		if (letter)
			ok &= setter_check_pictures(
			    maker->setter, letter->root, seen, ctx);
	}
	for (size_t v = 0; v < job->writes.letter_count; v++) {
		for (size_t t = 0; t < job->writes.letters[v].count; t++)
			ok &= setter_check_pictures(maker->setter,
			    job->writes.letters[v].texts[t].letter->root, seen,
			    ctx);
	}
	return ok;
}

struct maker *
maker_new(struct job *job, struct glyph_use *use)
{
	struct maker *maker = mem_new(1, sizeof *maker);
	size_t frames = job->paper.stationery->frame_count;
	maker->job = job;
	maker->extras = ARENA_ARRAY(
	    job->mem, struct value, job->decides.scope.name_count + 1);
	for (size_t i = 0; i < job->decides.scope.name_count; i++)
		maker->extras[i] = job->decides.scope.names[i].value;
	maker_set_tables(maker, NULL);
	maker->fixed_frames = ARENA_ARRAY(job->mem, struct frame_content,
	    job->writes.text_count * frames + 1);
	maker->frames = ARENA_ARRAY(job->mem, struct frame_content, frames + 1);
	maker->setter = setter_new(
	    job->mem, job->paper.stationery, job->paper.fonts, use, job->diag);
	if (!maker->setter || !prepare_texts(maker) ||
	    (use && !setter_use_marks(maker->setter, job->diag))) {
		maker_free(maker);
		return NULL;
	}
	return maker;
}

void
maker_free(struct maker *maker)
{
	if (!maker)
		return;
	setter_free(maker->setter);
	free(maker);
}

const struct dictionary *
maker_dictionary(const struct maker *maker, size_t index)
{
	return setter_dictionary(maker->setter, index);
}

void
maker_read_row(const struct maker *maker, struct arena *letter_mem,
    const struct slice *cells, struct value *values, struct row *row)
{
	const struct columns *columns = &maker->job->reads.columns;
	for (size_t i = 0; i < columns->count; i++) {
		if (!columns->at[i].computed)
			values[i] = column_value(&columns->at[i], cells[i]);
	}
	row->values = values;
	row->count = columns->count;
	computed_fill(maker->job, letter_mem, cells, values, row);
}

void
maker_set_tables(struct maker *maker, const struct expr_rows *rows)
{
	maker->tables = rows;
	expr_set_tables(&maker->job->decides.scope, rows, maker->extras);
}

struct expr_context
maker_context(struct maker *maker, struct arena *letter_mem,
    const struct row *row, const char *language)
{
	return (struct expr_context){
	    .row = row,
	    .extras = maker->extras,
	    .letter_mem = letter_mem,
	    .language = language,
	    .tables = maker->tables,
	    .near_doubt = true,
	};
}

static bool
find_version(struct maker *maker, struct arena *letter_mem,
    const struct row *row, uint32_t *version, struct problem *why)
{
	struct job *job = maker->job;
	struct expr_context context =
	    maker_context(maker, letter_mem, row, job->language);
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
	PROBLEM(why, &plan_no_version, NO_ARGS);
	return false;
}

static bool
fill_frames(struct maker *maker, const struct expr_context *context,
    uint32_t slot, struct problem *why)
{
	struct job *job = maker->job;
	size_t count = job->paper.stationery->frame_count;
	for (size_t f = 0; f < count; f++) {
		struct merged merged;
		if (!job->writes.frames[f].by_row) {
			maker->frames[f] =
			    maker->fixed_frames[slot * count + f];
			continue;
		}
		if (!merge_letter(context->letter_mem,
			job->writes.frames[f].letter, context, &merged, why))
			return false;
		maker->frames[f] = as_content(&merged);
	}
	return true;
}

/* What {{if addressee = 'guardian'}} sees. */
static void
say_addressee(struct maker *maker, enum addressee addressee)
{
	struct value *value =
	    &maker->extras[maker->job->decides.addressee_name];
	value->kind = VALUE_TEXT;
	value->text = addressee == ADDRESSEE_GUARDIAN ? SLICE("guardian")
						      : SLICE("client");
}

/* What {{names}} prints: the first names of those who share the letter. */
static void
say_names(struct maker *maker, struct arena *letter_mem, const struct row *row,
    const struct household_names *names)
{
	const struct job *job = maker->job;
	struct value *value = &maker->extras[job->decides.names_name];
	struct slice own = row->values[job->reads.address.name[0]].text;
	value->text = names->count > 1 ? word_list(letter_mem, names->first,
					     names->count, job->language)
				       : own;
	value->kind = value->text.len ? VALUE_TEXT : VALUE_EMPTY;
}

/* Sets one text of the letter. */
static bool
make_text(struct maker *maker, struct arena *letter_mem, const struct row *row,
    const struct job_text *text, struct made_letter *made, struct pages *pages,
    enum rule_kind *kind, struct problem *why)
{
	struct merged body;
	struct expr_context context =
	    maker_context(maker, letter_mem, row, text->language);
	*kind = RULE_TEXT;
	if (!merge_letter(letter_mem, text->letter, &context, &body, why) ||
	    !fill_frames(maker, &context, text->slot, why))
		return false;
	struct letter_content content = {
	    .language = text->language,
	    .body = body.blocks,
	    .body_count = body.count,
	    .address = made->address.lines,
	    .address_count = made->address.count,
	    .frames = maker->frames,
	    .large_print = made->large_print,
	};
	*kind = RULE_PAGE;
	return setter_set_letter(
	    maker->setter, letter_mem, &content, pages, why);
}

/* Puts the pages of several texts behind each other; one hash for all. */
static void
join_pages(struct arena *letter_mem, const struct pages *texts, size_t count,
    struct pages *pages)
{
	*pages = texts[0];
	if (count == 1)
		return;
	struct strbuf digests = {0};
	pages->count = 0;
	for (size_t i = 0; i < count; i++)
		pages->count += texts[i].count;
	pages->at = ARENA_ARRAY(letter_mem, struct page, pages->count);
	for (size_t i = 0, at = 0; i < count; at += texts[i++].count) {
		memcpy(pages->at + at, texts[i].at,
		    texts[i].count * sizeof *texts[i].at);
		strbuf_add(&digests,
		    (struct slice){(const char *)texts[i].digest.bytes,
			sizeof texts[i].digest.bytes});
	}
	pages->digest = hash_of(strbuf_view(&digests));
	strbuf_fini(&digests);
}

static bool
decide_large_print(struct maker *maker, struct arena *letter_mem,
    const struct row *row, bool *large, struct problem *why)
{
	struct job *job = maker->job;
	*large = false;
	if (!job->writes.large_print)
		return true;
	struct expr_context context =
	    maker_context(maker, letter_mem, row, job->language);
	enum verdict verdict =
	    expr_decide(job->writes.large_print, &context, why);
	*large = verdict == VERDICT_YES;
	return verdict != VERDICT_UNDECIDABLE;
}

/* Counts the sheets and finds the smallest envelope that takes them. */
static bool
find_envelope(
    const struct job *job, struct made_letter *made, struct problem *why)
{
	const struct job_file *file = job->file;
	uint32_t sides = (uint32_t)file->print.sides.number;
	made->sheets = ((uint32_t)made->pages.count + sides - 1) / sides;
	made->envelope = 0;
	while (made->envelope < file->print.envelope_count &&
	       made->sheets > file->print.envelopes[made->envelope].sheets)
		made->envelope++;
	if (!file->print.envelope_count ||
	    made->envelope < file->print.envelope_count)
		return true;
	PROBLEM(why, &plan_no_envelope, ARGS(made->sheets));
	return false;
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
find_doubt(const struct job *job, const struct row *row)
{
	const size_t single[] = {job->pile.new_batch, job->pile.group_by,
	    job->pile.named_by, job->pile.household_column};
	const struct problem *doubt = NULL;
	if (!row->doubts)
		return NULL;
	for (size_t i = 0; !doubt && i < job->pile.order_count; i++) {
		const struct order_key *key = &job->pile.order[i];
		for (size_t k = 0; !doubt && k < key->count; k++)
			doubt = row_doubt(row, key->columns[k]);
	}
	for (size_t i = 0; !doubt && i < job->pile.manifest_count; i++)
		doubt = row_doubt(row, job->pile.manifest[i]);
	for (size_t i = 0; !doubt && i < sizeof single / sizeof *single; i++)
		doubt = doubt_of(row, single[i]);
	return doubt;
}

bool
maker_make(struct maker *maker, struct arena *letter_mem, const struct row *row,
    struct made_letter *made, enum rule_kind *kind, struct problem *why)
{
	struct job *job = maker->job;
	say_addressee(maker, made->addressee);
	say_names(maker, letter_mem, row, &made->names);
	const struct problem *doubt = find_doubt(job, row);
	*kind = RULE_UNFIT;
	if (doubt) {
		*why = *doubt;
		return false;
	}
	*kind = RULE_VERSION;
	if (!find_version(maker, letter_mem, row, &made->version, why) ||
	    !decide_large_print(
		maker, letter_mem, row, &made->large_print, why))
		return false;
	*kind = RULE_ADDRESS;
	if (!addressee_address(job, letter_mem, row, made->addressee,
		&made->names, &made->address, why))
		return false;
	const struct job_letter *version = &job->writes.letters[made->version];
	struct pages *texts =
	    ARENA_ARRAY(letter_mem, struct pages, version->count);
	for (size_t t = 0; t < version->count; t++) {
		if (!make_text(maker, letter_mem, row, &version->texts[t], made,
			&texts[t], kind, why))
			return false;
	}
	join_pages(letter_mem, texts, version->count, &made->pages);
	return find_envelope(job, made, why);
}

bool
maker_mark(struct maker *maker, struct arena *letter_mem, uint32_t number,
    struct made_letter *made, struct problem *why)
{
	return setter_mark_letter(
	    maker->setter, letter_mem, number, &made->pages, why);
}

bool
maker_set_blocks(struct maker *maker, struct arena *letter_mem,
    const struct node *const *blocks, size_t count, struct pages *pages,
    struct problem *why)
{
	size_t frames = maker->job->paper.stationery->frame_count;
	struct letter_content content = {
	    .language = maker->job->language,
	    .body = blocks,
	    .body_count = count,
	    .frames = ARENA_ARRAY(letter_mem, struct frame_content, frames + 1),
	    .large_print = true,
	};
	return setter_set_letter(
	    maker->setter, letter_mem, &content, pages, why);
}
