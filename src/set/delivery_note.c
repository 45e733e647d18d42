#include "set/delivery_note.h"

#include "pdf/profile.h"
#include "set/messages.h"
#include "set/own_blocks.h"
#include "text/date.h"
#include "text/number.h"

/* More files than this are not listed: a file for each letter. */
#define FILES_LISTED 200

struct note {
	const struct job *job;
	bool listed; /* with its files */
	const struct delivery *delivery;
	struct own_blocks blocks;
};

static struct slice
number(struct note *note, uint64_t value)
{
	return arena_print(note->blocks.mem, "%llu", (unsigned long long)value);
}

/* "suomi-c5, 210 × 297 mm: batch-0001.pdf, batch-0004.pdf" */
static void
add_stationery(struct note *note, const struct job_stationery *of)
{
	struct arena *mem = note->blocks.mem;
	const struct delivery *delivery = note->delivery;
	struct slice *files =
	    ARENA_ARRAY(mem, struct slice, delivery->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < delivery->count; i++) {
		if (slice_equal(delivery->files[i].stationery, of->name))
			files[count++] = delivery->files[i].file;
	}
	if (!count)
		return;
	struct slice list = note->listed
				? arena_join(mem, files, count, SLICE(", "))
				: number(note, count);
	own_add_words(&note->blocks,
	    note->listed ? &set_note_stationery : &set_note_stationery_many,
	    ARGS(of->name, MM_OF_MPT(of->stationery->page_width),
		MM_OF_MPT(of->stationery->page_height), list));
}

static void
add_date(struct note *note, const struct message *message,
    const struct conf_date *date)
{
	if (!date->span.file)
		return;
	struct slice written = date_write(
	    note->blocks.mem, date->when, DATE_LONG, note->job->language);
	own_add_words(&note->blocks, message, ARGS(written));
}

/* "anslag", to be cut; the bleed in tenths, "2,5". */
static void
add_cut(struct note *note, const struct job_stationery *of)
{
	const struct stationery *s = of->stationery;
	struct slice bleed = number_write(note->blocks.mem,
	    MM_OF_MPT(10 * (int64_t)s->bleed) * (MICRO / 10), -1,
	    note->job->language);
	if (of->has_letters && (s->bleed || s->crop_marks))
		own_add_words(&note->blocks,
		    s->crop_marks ? &set_note_cut_marks : &set_note_cut,
		    ARGS(of->name, MM_OF_MPT(s->page_width),
			MM_OF_MPT(s->page_height), bleed));
}

/* Each stationery with its files, where there are several. */
static void
add_stationeries(struct note *note)
{
	const struct job_paper *paper = &note->job->paper;
	size_t used = 0;
	for (size_t i = 0; i < paper->count; i++)
		used += paper->at[i].has_letters;
	for (size_t i = 0; used > 1 && i < paper->count; i++)
		add_stationery(note, &paper->at[i]);
	for (size_t i = 0; i < paper->count; i++)
		add_cut(note, &paper->at[i]);
}

/* What the shop is to do with the files, as the job says. */
static void
add_orders(struct note *note)
{
	const struct job *job = note->job;
	const struct job_delivery *orders = &job->file->delivery;
	struct own_blocks *blocks = &note->blocks;
	if (job->paper.shop)
		own_add_words(
		    blocks, &set_note_shop, ARGS(job->paper.shop->name));
	add_date(note, &set_note_arrives, &orders->arrives);
	add_date(note, &set_note_posted, &orders->posted);
	if (orders->paper.text.len)
		own_add_words(
		    blocks, &set_note_paper, ARGS(orders->paper.text));
	own_add_words(blocks,
	    job->file->print.sides.number == 2 ? &set_note_two_sides
					       : &set_note_one_side,
	    NO_ARGS);
	own_add_words(blocks, &set_note_standard,
	    ARGS(pdf_profile_standard(
		(enum pdf_profile)job->file->print.profile.index)));
	for (size_t i = 0; i < orders->inserts.count; i++)
		own_add_words(
		    blocks, &set_note_insert, ARGS(orders->inserts.at[i].text));
	if (orders->contact.text.len)
		own_add_words(
		    blocks, &set_note_contact, ARGS(orders->contact.text));
	add_date(note, &set_note_destroy, &orders->destroy_by);
}

static void
add_table(struct note *note)
{
	static const struct message *const heads[] = {&set_note_file,
	    &set_note_envelope, &set_note_first, &set_note_last,
	    &set_note_letters, &set_note_banners, &set_note_pages,
	    &set_note_sheets};
	enum { COLUMNS = sizeof heads / sizeof *heads };
	struct slice cells[COLUMNS];
	struct node *table = node_new(note->blocks.mem, NODE_TABLE, NO_SPAN);
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = message_text(note->blocks.words, heads[i]);
	own_add_row(&note->blocks, table, cells, COLUMNS, 2);
	for (size_t i = 0; i < note->delivery->count; i++) {
		const struct delivery_file *file = &note->delivery->files[i];
		cells[0] = file->file;
		cells[1] = file->envelope.len ? file->envelope : SLICE("–");
		cells[2] = number(note, file->first_letter);
		cells[3] = number(note, file->last_letter);
		cells[4] = number(note, file->letters);
		cells[5] = number(note, file->banners);
		cells[6] = number(note, file->pages);
		cells[7] = number(note, file->sheets);
		own_add_row(&note->blocks, table, cells, COLUMNS, 2);
	}
	own_add_block(&note->blocks, table);
}

/* In groups of eight, which a line may break between. */
static struct slice
grouped(struct arena *mem, struct slice digest)
{
	char text[80];
	size_t len = 0;
	for (size_t i = 0; i < digest.len && len + 2 < sizeof text; i++) {
		if (i && i % 8 == 0)
			text[len++] = ' ';
		text[len++] = digest.at[i];
	}
	return arena_dup(mem, (struct slice){text, len});
}

static void
add_sums(struct note *note)
{
	own_add_words(&note->blocks, &set_note_check, NO_ARGS);
	for (size_t i = 0; i < note->delivery->count; i++) {
		const struct delivery_file *file = &note->delivery->files[i];
		own_add_words(&note->blocks, &set_note_sum,
		    ARGS(file->file, number(note, file->bytes),
			grouped(note->blocks.mem, file->digest)));
	}
}

static void
write_note(struct note *note)
{
	const struct job_file *file = note->job->file;
	const struct delivery *delivery = note->delivery;
	struct own_blocks *blocks = &note->blocks;
	message_write(&blocks->text, blocks->words, &set_note_title, NO_ARGS);
	own_end_block(blocks, NODE_HEADING);
	strbuf_add(&blocks->text, file->name.text);
	own_end_block(blocks, NODE_PARAGRAPH);
	if (file->reference.text.len)
		own_add_words(
		    blocks, &set_note_reference, ARGS(file->reference.text));
	own_add_words(blocks, &set_note_count,
	    ARGS(delivery->letters, delivery->sheets, delivery->pages));
	add_orders(note);
	add_stationeries(note);
	if (!note->listed) {
		own_add_words(blocks, &set_note_many, ARGS(delivery->count));
		return;
	}
	add_table(note);
	add_sums(note);
}

static bool
try_note(const struct job *job, struct typesetter *typesetter,
    struct arena *mem, const struct delivery *delivery, bool listed,
    struct pages *pages, struct problem *why)
{
	struct note note = {
	    .job = job,
	    .listed = listed,
	    .delivery = delivery,
	    .blocks = {.mem = mem, .words = job->words},
	};
	write_note(&note);
	own_blocks_fini(&note.blocks);
	return typesetter_set_blocks(typesetter, mem, 0, job->language,
	    note.blocks.at, note.blocks.count, false, pages, why);
}

bool
delivery_note_set(const struct job *job, struct typesetter *typesetter,
    struct arena *mem, const struct delivery *delivery, struct pages *pages,
    struct diag *diag)
{
	struct problem why = {0};
	/* Files called after organisations may be wider than the page. */
	if ((delivery->count <= FILES_LISTED &&
		try_note(job, typesetter, mem, delivery, true, pages, &why)) ||
	    try_note(job, typesetter, mem, delivery, false, pages, &why))
		return true;
	struct slice reason = problem_text(mem, diag_words(diag), &why);
	REPORT(diag, job->file->name.span, &set_note_not_set, ARGS(reason));
	return false;
}

bool
delivery_note_check(const struct job *job, struct diag *diag)
{
	struct arena *mem = arena_new();
	const struct delivery none = {0};
	struct pages pages;
	struct typesetter *typesetter = typesetter_new(mem, &job->writes,
	    &job->paper, &job->file->print, job->file->date.when, NULL, diag);
	bool ok = typesetter &&
		  delivery_note_set(job, typesetter, mem, &none, &pages, diag);
	typesetter_free(typesetter);
	arena_free(mem);
	return ok;
}
