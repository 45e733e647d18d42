#include "run/delivery.h"

#include "base/file.h"
#include "base/json.h"
#include "manifest/control.h"
#include "pdf/batch.h"
#include "plan/planned.h"
#include "set/delivery_note.h"
#include "text/date.h"

struct writing {
	const struct job *job;
	struct arena *mem;
	const char *folder;
	struct delivery delivery;
	struct planned planned;
	struct diag *diag;
};

static bool
add_file(const struct ledger_batch *batch, void *ctx)
{
	struct writing *writing = ctx;
	struct delivery *delivery = &writing->delivery;
	struct arena *mem = writing->mem;
	delivery->files = arena_grow(mem, delivery->files, &delivery->room,
	    delivery->count + 1, sizeof *delivery->files);
	delivery->files[delivery->count++] = (struct delivery_file){
	    .file = arena_dup(mem, batch->file),
	    .envelope = arena_dup(mem, batch->envelope),
	    .stationery = arena_dup(mem, batch->stationery),
	    .digest = arena_dup(mem, batch->digest),
	    .letters = batch->letters,
	    .first_letter = batch->first_letter,
	    .last_letter = batch->last_letter,
	    .banners = batch->banners,
	    .pages = batch->pages,
	    .sheets = batch->sheets,
	    .bytes = batch->bytes,
	};
	delivery->letters += batch->letters;
	delivery->pages += batch->pages;
	delivery->sheets += batch->sheets;
	return true;
}

/* ---- the note */

static bool
write_pages(const struct writing *writing, const struct pages *pages,
    const struct glyph_codes *codes)
{
	const struct job *job = writing->job;
	const struct planned *planned = &writing->planned;
	struct diag *diag = writing->diag;
	struct pdf_setup setup = {
	    .profile = (enum pdf_profile)planned->profile,
	    .title = planned->options.title,
	    .language = planned->options.language,
	    .producer = SLICE("utskick " UTSKICK_VERSION),
	    .fonts = job->paper.fonts,
	    .codes = codes,
	};
	memcpy(setup.date, planned->date, sizeof setup.date);
	const struct pdf_letter note = {
	    .number = 1,
	    .banner = true,
	    .language = job->language,
	};
	struct pdf_job *pdf = pdf_job_new(writing->mem, &setup, diag);
	struct pdf_batch *batch =
	    pdf ? pdf_batch_new(pdf, setup.title, diag) : NULL;
	struct sink *sink = sink_to_path(
	    path_join(writing->mem, writing->folder, "foljesedel.pdf"));
	bool ok = sink_end(sink,
	    batch && pdf_batch_add(batch, &note, pages, diag) &&
		pdf_batch_write(batch, sink, diag),
	    diag);
	pdf_batch_free(batch);
	pdf_job_free(pdf);
	return ok;
}

static bool
write_note(const struct writing *writing)
{
	const struct job *job = writing->job;
	struct pages pages;
	struct glyph_use *use = glyph_use_new(job->paper.fonts);
	struct typesetter *typesetter =
	    typesetter_new(writing->mem, &job->writes, &job->paper,
		&job->file->print, job->file->date.when, use, writing->diag);
	bool ok = typesetter &&
		  delivery_note_set(job, typesetter, writing->mem,
		      &writing->delivery, &pages, writing->diag) &&
		  write_pages(writing, &pages,
		      glyph_codes_new(writing->mem, job->paper.fonts, use));
	typesetter_free(typesetter);
	glyph_use_free(use);
	return ok;
}

/* ---- delivery.json */

static void
add_given(struct json *json, const char *key, const struct conf_text *text)
{
	if (text->text.len)
		json_add_text(json, key, text->text);
}

static void
add_day(struct json *json, const char *key, const struct conf_date *date)
{
	char written[11];
	if (!date->span.file)
		return;
	day_write_iso(date->when, written);
	json_add_text(json, key, slice_view(written));
}

static void
add_orders(struct json *json, const struct job_delivery *orders)
{
	add_day(json, "arrives", &orders->arrives);
	add_day(json, "posted", &orders->posted);
	add_given(json, "paper", &orders->paper);
	json_key(json, "inserts");
	json_open(json, '[');
	for (size_t i = 0; i < orders->inserts.count; i++)
		json_text(json, orders->inserts.at[i].text);
	json_close(json, ']');
	add_given(json, "contact", &orders->contact);
	add_day(json, "destroy_by", &orders->destroy_by);
}

/* What it is printed on. */
static void
add_stationery(
    struct json *json, const struct job_paper *paper, struct slice name)
{
	const struct stationery *of =
	    paper->at[job_paper_find(paper, name)].stationery;
	json_add_text(json, "stationery", name);
	json_add_number(json, "width_mm", MM_OF_MPT(of->page_width));
	json_add_number(json, "height_mm", MM_OF_MPT(of->page_height));
	if (of->bleed)
		json_add_number(json, "bleed_tenths_mm",
		    MM_OF_MPT(10 * (int64_t)of->bleed));
	if (of->crop_marks)
		json_add_bool(json, "crop_marks", true);
}

static void
add_json_file(struct json *json, const struct job_paper *paper,
    const struct delivery_file *file)
{
	json_open(json, '{');
	json_add_text(json, "file", file->file);
	json_add_number(json, "letters", file->letters);
	json_add_number(json, "first_letter", file->first_letter);
	json_add_number(json, "last_letter", file->last_letter);
	json_add_number(json, "banners", file->banners);
	json_add_number(json, "pages", file->pages);
	json_add_number(json, "sheets", file->sheets);
	if (file->envelope.len)
		json_add_text(json, "envelope", file->envelope);
	add_stationery(json, paper, file->stationery);
	json_add_number(json, "bytes", (long long)file->bytes);
	json_add_text(json, "sha256", file->digest);
	json_close(json, '}');
}

static bool
write_json(const struct writing *writing)
{
	const struct plan_options *options = &writing->planned.options;
	const struct delivery *delivery = &writing->delivery;
	struct strbuf out = {0};
	struct json json = {.out = &out};
	json_open(&json, '{');
	json_add_number(&json, "delivery", 1); /* of this form */
	json_add_text(&json, "program", options->program);
	json_add_text(&json, "name", options->title);
	json_add_text(&json, "reference", options->reference);
	json_add_text(&json, "date", options->date);
	json_add_number(&json, "sides", options->sides);
	if (writing->job->paper.shop)
		json_add_text(
		    &json, "print_shop", writing->job->paper.shop->name);
	json_add_text(&json, "written_to",
	    pdf_profile_standard((enum pdf_profile)writing->planned.profile));
	add_orders(&json, &writing->job->file->delivery);
	json_add_number(&json, "letters", delivery->letters);
	json_add_number(&json, "pages", delivery->pages);
	json_add_number(&json, "sheets", delivery->sheets);
	json_key(&json, "files");
	json_open(&json, '[');
	for (size_t i = 0; i < delivery->count; i++)
		add_json_file(&json, &writing->job->paper, &delivery->files[i]);
	json_close(&json, ']');
	json_close(&json, '}');
	strbuf_add_char(&out, '\n');
	bool ok = file_write_whole(
	    path_join(writing->mem, writing->folder, "delivery.json"),
	    strbuf_view(&out), writing->diag);
	strbuf_fini(&out);
	return ok;
}

bool
delivery_write(const struct job *job, struct ledger *ledger, const char *folder,
    struct diag *diag)
{
	struct writing writing = {
	    .job = job,
	    .mem = arena_new(),
	    .folder = folder,
	    .diag = diag,
	};
	bool ok = planned_read(ledger, writing.mem, &writing.planned, diag) &&
		  ledger_each_batch(ledger, add_file, &writing, diag) &&
		  write_note(&writing) && write_json(&writing);
	arena_free(writing.mem);
	return ok;
}

/* ---- control.csv */

static bool
write_control(struct arena *mem, const struct job *job,
    const struct planned *planned, struct sink *sink, struct ledger *plan,
    struct diag *diag)
{
	const struct job_print *print = &job->file->print;
	struct slice *classes =
	    ARENA_ARRAY(mem, struct slice, print->envelope_count + 1);
	for (size_t i = 0; i < print->envelope_count; i++)
		classes[i] = print->envelopes[i].name.text;
	const struct control_spec spec = {
	    .sides = planned->options.sides,
	    .shop = job->paper.shop,
	    .classes = classes,
	    .class_count = print->envelope_count,
	};
	return control_write(sink, plan, &spec, diag);
}

bool
control_file_write(const struct job *job, struct ledger *plan,
    const char *folder, struct diag *diag)
{
	struct arena *mem = arena_new();
	struct planned planned;
	struct sink *sink = sink_to_path(path_join(mem, folder, "control.csv"));
	bool ok = sink_end(sink,
	    planned_read(plan, mem, &planned, diag) &&
		write_control(mem, job, &planned, sink, plan, diag),
	    diag);
	arena_free(mem);
	return ok;
}
