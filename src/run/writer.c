#include "run/writer.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/memory.h"
#include "beside/beside.h"
#include "compose/composer.h"
#include "font/pins.h"
#include "job/computed.h"
#include "layout/hyphenate.h"
#include "ledger/read.h"
#include "ledger/result.h"
#include "pdf/batch.h"
#include "plan/messages.h"
#include "plan/planned.h"
#include "run/messages.h"
#include "run/part.h"
#include "set/banner_sheet.h"

/* The things that one worker holds for all its batches. */
struct writer {
	struct job *job;
	struct diag *diag;
	const struct write_spec *spec;
	struct ledger *ledger;
	struct planned planned;
	struct digest plan;
	struct composer *composer;
	struct typesetter *typesetter;
	struct pdf_job *pdf;
	struct pdf_batch *batch;
	struct arena *letter_mem;
	struct value *values;
	struct slice run_number; /* on the print shop's marks */
	/* Of the batch at hand. */
	struct arena *batch_mem;
	const char *folder, *own_folder;
	uint32_t number;
	uint32_t letters, sheets; /* so far */
	struct banner *banners;
	size_t banner_count, banner_room, next_banner;
};

static bool
read_codes(struct writer *writer, struct glyph_codes **codes)
{
	struct job *job = writer->job;
	if (!font_set_open_pins(job->paper.fonts,
		ledger_text(writer->ledger, job->mem, "fonts"), writer->diag) ||
	    !hyphenator_check_pins(
		ledger_text(writer->ledger, job->mem, "dictionaries"),
		job->paper.lists, job->paper.list_count, writer->diag))
		return false;
	struct glyph_use *use = glyph_use_new(job->paper.fonts);
	struct slice written = ledger_text(writer->ledger, job->mem, "glyphs");
	bool ok = glyph_use_merge(use, written);
	if (ok)
		*codes = glyph_codes_new(job->mem, job->paper.fonts, use);
	else
		REPORT(writer->diag, NO_SPAN, &plan_plan_broken,
		    ARGS(writer->spec->plan));
	glyph_use_free(use);
	return ok;
}

static bool
open_pdf(struct writer *writer)
{
	struct job *job = writer->job;
	struct glyph_codes *codes;
	if (!read_codes(writer, &codes))
		return false;
	struct pdf_setup setup = {
	    .profile = (enum pdf_profile)writer->planned.profile,
	    .bookmarks = writer->planned.options.bookmarks,
	    .title = writer->planned.options.title,
	    .language = writer->planned.options.language,
	    .producer = SLICE("utskick " UTSKICK_VERSION),
	    .fonts = job->paper.fonts,
	    .codes = codes,
	};
	memcpy(setup.date, writer->planned.date, sizeof setup.date);
	writer->pdf = pdf_job_new(job->mem, &setup, writer->diag);
	return writer->pdf;
}

/* Its hash, which stands in each result. */
static bool
know_plan(struct writer *writer)
{
	const struct write_spec *spec = writer->spec;
	if (!spec->place)
		return hash_file(spec->plan, writer->diag, &writer->plan);
	writer->plan = spec->place->plan;
	return true;
}

static bool
open_plan(struct writer *writer)
{
	struct job *job = writer->job;
	writer->values =
	    ARENA_ARRAY(job->mem, struct value, job->reads.columns.count + 1);
	writer->ledger = ledger_open(writer->spec->plan, writer->diag);
	if (!writer->ledger ||
	    !planned_read(
		writer->ledger, job->mem, &writer->planned, writer->diag) ||
	    !planned_settle(
		writer->ledger, job->mem, &job->reads.columns, writer->diag) ||
	    !know_plan(writer))
		return false;
	writer->typesetter = typesetter_new(job->mem, &job->writes, &job->paper,
	    &job->file->print, job->file->date.when, NULL, writer->diag);
	writer->run_number =
	    ledger_text(writer->ledger, job->mem, "run_number");
	/* what the plan's letters were set with */
	job->response_key =
	    ledger_text(writer->ledger, job->mem, "response_key");
	if (writer->typesetter)
		writer->composer = composer_new(job, writer->diag);
	return writer->composer && open_pdf(writer);
}

struct writer *
writer_open(struct job *job, const struct write_spec *spec, struct diag *diag)
{
	struct writer *writer = mem_new(1, sizeof *writer);
	writer->job = job;
	writer->diag = diag;
	writer->spec = spec;
	writer->letter_mem = arena_new();
	if (open_plan(writer))
		return writer;
	writer_close(writer);
	return NULL;
}

void
writer_close(struct writer *writer)
{
	if (!writer)
		return;
	pdf_batch_free(writer->batch);
	pdf_job_free(writer->pdf);
	composer_free(writer->composer);
	typesetter_free(writer->typesetter);
	ledger_close(writer->ledger);
	arena_free(writer->letter_mem);
	free(writer);
}

static void
report_difference(struct writer *writer, const struct ledger_print *print,
    const struct problem *why)
{
	struct slice reason = why->message ? problem_text(writer->letter_mem,
						 diag_words(writer->diag), why)
					   : (struct slice){"", 0};
	REPORT(writer->diag, NO_SPAN, &run_letter_differs,
	    ARGS(print->number, print->row, reason));
}

/* Sheets are counted as manifest/control.c counts them. */
static void
mark_sheets(struct writer *writer, uint32_t letter, struct set_letter *set)
{
	const struct shop_sheet first = {
	    .run = writer->run_number,
	    .letter = letter,
	    .sequence = writer->sheets + 1,
	};
	typesetter_mark_sheets(
	    writer->typesetter, writer->letter_mem, &first, set);
	writer->sheets += set->sheets;
	writer->letters++;
}

/* Lays the letter out again; false after a report if it is not as planned. */
static bool
make_letter(struct writer *writer, const struct ledger_print *print,
    struct composed *letter, struct set_letter *set)
{
	enum rule_kind kind;
	struct problem why = {0};
	char hex[65];
	struct row row = {.number = print->row, .line = print->line};
	const struct job_reads *reads = &writer->job->reads;
	/* A row with a letter fits, and so does its address. */
	computed_read_row(reads, !reads->unfit_passes, writer->letter_mem,
	    print->cells, writer->values, &row);
	letter->address_judged = letter->pages_judged = true;
	const struct expr_rows *rows;
	if (!beside_recall(writer->job->reads.beside, writer->ledger,
		writer->letter_mem, &row, &rows))
		return false;
	composer_set_tables(writer->composer, rows);
	bool same = typesetter_make(writer->typesetter, writer->composer,
	    writer->letter_mem, &row, letter, set, &kind, &why);
	if (same) {
		digest_write_hex(set->pages.digest, hex);
		same = slice_is(print->digest, hex) &&
		       letter->version == print->version;
	}
	if (same && typesetter_mark(writer->typesetter, writer->letter_mem,
			letter, print->number, set, &why)) {
		mark_sheets(writer, print->number, set);
		return true;
	}
	report_difference(writer, print, &why);
	return false;
}

/* The banner that lies before the letter, if one does. */
static bool
add_banner(struct writer *writer, uint32_t letter)
{
	struct job *job = writer->job;
	struct pages pages;
	if (writer->next_banner == writer->banner_count)
		return true;
	const struct banner *banner = &writer->banners[writer->next_banner];
	if (banner->first_letter != letter)
		return true;
	writer->next_banner++;
	struct slice without; /* said when it was planned */
	bool ok = banner_sheet_set(job, writer->typesetter, writer->letter_mem,
	    banner, &pages, &without, writer->diag);
	struct pdf_letter sheet = {
	    .number = banner->number,
	    .banner = true,
	    .language = job->language,
	    .blank_pages = writer->planned.options.sides - 1,
	};
	ok = ok && pdf_batch_add(writer->batch, &sheet, &pages, writer->diag);
	arena_reset(writer->letter_mem);
	return ok;
}

/* "Fritt val 7 (12)" */
static struct slice
make_title(struct writer *writer, uint32_t number, uint32_t count)
{
	struct slice name = writer->planned.options.title;
	return arena_print(writer->batch_mem, "%.*s %u (%u)", (int)name.len,
	    name.at, number, count);
}

static bool
save_batch(struct pdf_batch *batch, const char *path, struct diag *diag)
{
	struct sink *sink = sink_to_path(path);
	return sink_end(sink, pdf_batch_write(batch, sink, diag), diag);
}

/* The letter in a file of its own, without what fills its last sheet. */
static bool
write_own(struct writer *writer, const struct ledger_print *print,
    const struct pdf_letter *letter, const struct pages *pages)
{
	struct diag *diag = writer->diag;
	struct arena *mem = writer->letter_mem;
	struct pdf_letter own = *letter;
	own.blank_pages = 0;
	if (!print->own_file.len || !writer->own_folder)
		return true;
	struct pdf_batch *batch = pdf_batch_new(writer->pdf,
	    make_title(writer, print->number, writer->spec->letters), diag);
	const char *path = path_join(
	    mem, writer->own_folder, arena_dup_text(mem, print->own_file));
	bool ok = batch && pdf_batch_add(batch, &own, pages, diag) &&
		  save_batch(batch, path, diag);
	pdf_batch_free(batch);
	return ok;
}

static bool
add_letter(const struct ledger_print *print, void *ctx)
{
	struct writer *writer = ctx;
	struct job *job = writer->job;
	struct set_letter set;
	struct composed composed = {
	    .addressee = addressee_of(print->addressee),
	    .names = household_names_read(print->names),
	};
	if (!add_banner(writer, print->number) ||
	    !make_letter(writer, print, &composed, &set))
		return false;
	struct pdf_letter letter = {
	    .number = print->number,
	    .language = job->writes.letters[composed.version].texts[0].language,
	    .blank_pages =
		print->sheets * writer->planned.options.sides - print->pages,
	};
	bool ok =
	    pdf_batch_add(writer->batch, &letter, &set.pages, writer->diag) &&
	    write_own(writer, print, &letter, &set.pages);
	arena_reset(writer->letter_mem);
	return ok;
}

static bool
keep_banner(const struct banner *banner, void *ctx)
{
	struct writer *writer = ctx;
	struct arena *mem = writer->batch_mem;
	writer->banners = arena_grow(mem, writer->banners, &writer->banner_room,
	    writer->banner_count + 1, sizeof *writer->banners);
	struct banner *kept = &writer->banners[writer->banner_count++];
	*kept = *banner;
	kept->envelope = arena_dup(mem, banner->envelope);
	kept->stationery = arena_dup(mem, banner->stationery);
	kept->part = arena_dup(mem, banner->part);
	kept->group = arena_dup(mem, banner->group);
	return true;
}

static bool
read_banners(struct writer *writer)
{
	writer->banners = NULL;
	writer->banner_count = writer->banner_room = writer->next_banner = 0;
	return ledger_each_banner(
	    writer->ledger, writer->number, keep_banner, writer, writer->diag);
}

/* What a file will weigh is known when it is written. */
static bool
check_size(struct writer *writer, uint64_t bytes)
{
	const struct shop *shop = writer->job->paper.shop;
	uint64_t most = shop ? shop->bytes_per_file : 0;
	if (!most || bytes <= most)
		return true;
	REPORT(writer->diag, shop->asked, &run_file_size,
	    ARGS(writer->number, bytes, most));
	/* a tenth less than in proportion: what all letters share stays */
	uint64_t letters = writer->letters * most / bytes * 9 / 10;
	if (letters)
		HINT(writer->diag, &run_file_size_hint, ARGS(letters));
	return false;
}

static bool
leave_result(struct writer *writer, const char *path)
{
	struct stat st;
	struct batch_result result = {
	    .batch = writer->number,
	    .pages = pdf_batch_pages(writer->batch),
	    .plan = writer->plan,
	};
	if (stat(path, &st) != 0) {
		file_report(writer->diag, path, errno);
		return false;
	}
	result.bytes = (uint64_t)st.st_size;
	return check_size(writer, result.bytes) &&
	       hash_file(path, writer->diag, &result.digest) &&
	       result_write(writer->folder, &result,
		   writer->spec->passing_results, writer->diag);
}

static bool
write_file(struct writer *writer)
{
	struct job *job = writer->job;
	const char *file;
	if (!read_banners(writer) ||
	    !ledger_find_file(writer->ledger, writer->batch_mem, writer->number,
		&file, writer->diag))
		return false;
	if (!*file) {
		REPORT(writer->diag, NO_SPAN, &plan_plan_broken,
		    ARGS(writer->spec->plan));
		return false;
	}
	const char *path = path_join(writer->batch_mem, writer->folder, file);
	writer->batch = pdf_batch_new(writer->pdf,
	    make_title(writer, writer->number, writer->spec->batches),
	    writer->diag);
	bool ok =
	    writer->batch &&
	    ledger_each_print(writer->ledger, writer->number,
		job->reads.columns.count, add_letter, writer, writer->diag) &&
	    save_batch(writer->batch, path, writer->diag) &&
	    leave_result(writer, path);
	pdf_batch_free(writer->batch);
	writer->batch = NULL;
	return ok;
}

bool
writer_write(struct writer *writer, uint32_t number, const char *folder,
    const char *own_folder)
{
	writer->folder = folder;
	writer->own_folder = own_folder;
	writer->number = number;
	writer->letters = writer->sheets = 0;
	writer->batch_mem = arena_new();
	bool ok = write_file(writer);
	arena_free(writer->batch_mem);
	return ok;
}
