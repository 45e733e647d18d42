#include "paper/paper.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/messages.h"
#include "base/places.h"
#include "base/suggest.h"
#include "layout/picture.h"
#include "new/new_again.h"
#include "paper/draft.h"
#include "paper/messages.h"
#include "paper/trial.h"
#include "pdf/check.h"
#include "text/normal.h"

#define SHIPPED_MOST (1 << 20)

struct paper {
	struct arena *mem;
	const char *path; /* of the stationery */
	bool again; /* over what `new` wrote there */
	struct paper_draft draft;
	const char *logo; /* where its copy will lie; NULL: none */
	struct slice bytes; /* of the logo */
	bool sheet; /* it is a page as large as paper */
};

/* ---- where it goes */

/* As `new` wrote it beside its job, gaps and all. */
static bool
is_of_new(struct arena *mem, const char *path)
{
	const char *job = path_join(mem, path_folder(mem, path), "job.yaml");
	return new_again_is_own(job, NEW_FILE_PAPER, path);
}

/* Asked again when it is written: somebody has typed in the meantime. */
static bool
may_write(struct paper *paper, struct diag *diag)
{
	const char *path = paper->path;
	if (!path_is_taken(path))
		return true;
	bool own = is_of_new(paper->mem, path);
	if (own && paper->again)
		return true;
	REPORT(diag, NO_SPAN, &paper_exists, ARGS(path));
	HINT(diag, own ? &paper_again_hint : &paper_exists_hint, NO_ARGS);
	return false;
}

static bool
find_place(
    struct paper *paper, const struct paper_spec *spec, struct diag *diag)
{
	static const char *const ends[] = {".yaml", NULL};
	const char *path = spec->where;
	bool swedish = strcmp(words_language(spec->words), "sv") == 0;
	if (folder_exists(path))
		path = path_join(paper->mem, strcmp(path, ".") == 0 ? "" : path,
		    swedish ? "brevpapper.yaml" : "stationery.yaml");
	paper->path = path;
	paper->again = spec->again;
	if (path_ends_in(path, ends))
		return may_write(paper, diag);
	REPORT(diag, NO_SPAN, &paper_name, ARGS(spec->where));
	return false;
}

/* ---- what it is made of */

static void
report_base(const char *base, struct diag *diag)
{
	struct suggestion best = suggestion_start(slice_view(base));
	struct strbuf list = {0};
	REPORT(diag, NO_SPAN, &paper_no_base, ARGS(base));
	for (const char *const *at = paper_bases; *at; at++) {
		suggestion_offer(&best, slice_view(*at));
		strbuf_add_text(&list, list.len ? ", " : "");
		strbuf_add_text(&list, *at);
	}
	if (best.nearest.len)
		HINT(diag, &base_did_you_mean, ARGS(best.nearest));
	HINT(diag, &paper_base_list, ARGS(strbuf_view(&list)));
	strbuf_fini(&list);
}

static const char *
find_base(const char *asked)
{
	const char *const *at = paper_bases;
	while (asked && *at && strcmp(*at, asked) != 0)
		at++;
	return *at;
}

static bool
read_base(struct paper *paper, const struct paper_spec *spec, struct diag *diag)
{
	struct paper_draft *draft = &paper->draft;
	const char *folder = places_find(paper->mem, "templates");
	draft->base = find_base(spec->base);
	if (!draft->base) {
		report_base(spec->base, diag);
		return false;
	}
	if (!folder) {
		REPORT(diag, NO_SPAN, &base_no_own_files, ARGS("templates"));
		return false;
	}
	const char *name = arena_print(paper->mem, "%s.yaml", draft->base).at;
	if (!file_read(paper->mem, path_join(paper->mem, folder, name),
		INPUT_NONE, SHIPPED_MOST, diag, NO_SPAN, &draft->shipped))
		return false;
	draft->mem = paper->mem;
	draft->words = spec->words;
	draft->language = paper_language(draft->shipped, spec->words);
	return true;
}

struct paper *
paper_new(const struct paper_spec *spec, struct diag *diag)
{
	struct paper *paper = mem_new(1, sizeof *paper);
	paper->mem = arena_new();
	if (find_place(paper, spec, diag) && read_base(paper, spec, diag))
		return paper;
	paper_free(paper);
	return NULL;
}

void
paper_free(struct paper *paper)
{
	if (!paper)
		return;
	arena_free(paper->mem);
	free(paper);
}

/* ---- the logo */

/* A PDF's page in the proportions of paper (ISO 216), as large as A5. */
static bool
is_sheet(const struct picture *picture)
{
	int64_t a = picture->columns, b = picture->rows;
	int64_t longer = a > b ? a : b, shorter = a > b ? b : a;
	int64_t differs = longer * 1000 / shorter - 1414;
	return picture->excerpt && shorter > MPT_OF_MM100(14500) &&
	       differs >= -5 && differs <= 5;
}

/* Read, and looked at, as a run would; false after the same reports. */
static bool
read_logo(struct paper *paper, const char *path, struct diag *diag)
{
	bool grey;
	const struct picture *picture =
	    picture_read(paper->mem, path, 0, diag, NO_SPAN);
	if (!picture)
		return false;
	struct pdf_check *check = pdf_check_new(paper->mem, PDF_PRINT);
	bool ok = pdf_check_picture(check, picture, &grey, diag);
	pdf_check_free(check);
	paper->bytes = picture->file;
	paper->sheet = is_sheet(picture);
	paper->draft.logo_columns = picture->columns;
	paper->draft.logo_rows = picture->rows;
	return ok;
}

/* Somebody has printed a document with the logo on it to a PDF. */
static void
warn_of_sheet(const struct paper *paper, struct diag *diag)
{
	const struct paper_draft *draft = &paper->draft;
	if (!paper->sheet)
		return;
	REPORT(diag, NO_SPAN, &paper_logo_page,
	    ARGS(MM_OF_MPT(draft->logo_columns), MM_OF_MPT(draft->logo_rows),
		MM_OF_MPT(paper_logo_height(draft))));
	HINT(diag, &paper_logo_page_hint, NO_ARGS);
}

/* Another file of that name beside the stationery is kept. */
static bool
is_free(struct paper *paper, const char *logo, struct diag *diag)
{
	struct slice there;
	bool other = strcmp(path_name(logo), path_name(paper->path)) != 0;
	if (other && !path_is_taken(logo))
		return true;
	if (other && file_exists(logo) &&
	    file_read(paper->mem, logo, INPUT_NONE, paper->bytes.len + 1, diag,
		NO_SPAN, &there) &&
	    slice_equal(there, paper->bytes))
		return true;
	REPORT(diag, NO_SPAN, &paper_logo_exists, ARGS(logo));
	return false;
}

/* A link beside the stationery to elsewhere: a run takes no such picture. */
static bool
leads_away(struct paper *paper, const char *logo)
{
	return file_exists(logo) &&
	       !path_is_below(logo, path_folder(paper->mem, logo));
}

/* A name is kept as its text is written. */
static const char *
logo_name(struct paper *paper, const char *path)
{
	return arena_dup_text(
	    paper->mem, text_nfc(paper->mem, slice_view(path_name(path))));
}

static bool
take_logo(struct paper *paper, struct slice answer, struct diag *diag)
{
	const char *path = arena_dup_text(paper->mem, answer);
	paper->logo = paper->draft.logo = NULL;
	if (!answer.len)
		return true;
	if (!read_logo(paper, path, diag))
		return false;
	const char *name = logo_name(paper, path);
	const char *logo =
	    path_join(paper->mem, path_folder(paper->mem, paper->path), name);
	if (leads_away(paper, logo)) {
		REPORT(diag, NO_SPAN, &paper_logo_link, ARGS(logo));
		HINT(diag, &paper_logo_link_hint, NO_ARGS);
		return false;
	}
	if (!is_free(paper, logo, diag))
		return false;
	paper->draft.logo = name;
	paper->logo = logo;
	warn_of_sheet(paper, diag);
	return true;
}

/* ---- answers */

/* The text of the stationery as it is known; false after a report. */
static bool
write_text(struct paper *paper, struct strbuf *text, struct diag *diag)
{
	if (paper_draft_write(text, &paper->draft))
		return true;
	REPORT(diag, NO_SPAN, &paper_base_changed, ARGS(paper->draft.base));
	return false;
}

static bool
try_draft(struct paper *paper, struct diag *diag)
{
	struct strbuf text = {0};
	struct arena *mem = arena_new();
	bool ok = write_text(paper, &text, diag);
	const struct trial trial = {
	    .path = paper->path,
	    .text = strbuf_view(&text),
	    .logo_path = paper->logo,
	    .logo = paper->bytes,
	};
	ok = ok && trial_passes(mem, &trial, diag);
	arena_free(mem);
	strbuf_fini(&text);
	return ok;
}

/* The same, and nobody is told but of what the system cannot do: that is not an
 * answer which does not fit. */
static bool
fits(struct paper *paper, bool tall, struct diag *diag, bool *failed)
{
	struct diag *apart = diag_new(diag_sources(diag));
	struct strbuf told = {0};
	paper->draft.tall = tall;
	bool ok = try_draft(paper, apart);
	*failed = diag_worst(apart) == LEVEL_SYSTEM;
	if (*failed) {
		diag_pack(apart, 0, &told);
		diag_unpack(diag, strbuf_view(&told));
	}
	strbuf_fini(&told);
	diag_free(apart);
	return ok;
}

/* A long name takes two lines, where one does not hold it. */
static bool
try_answers(struct paper *paper, struct diag *diag)
{
	bool failed;
	if (fits(paper, false, diag, &failed) ||
	    (!failed && fits(paper, true, diag, &failed)))
		return true;
	return !failed && try_draft(paper, diag);
}

bool
paper_answer(struct paper *paper, enum paper_question question,
    struct slice text, struct diag *diag)
{
	struct paper_draft *draft = &paper->draft;
	struct slice *answer = &draft->answers[question];
	struct slice clean;
	*answer = (struct slice){NULL, 0};
	if (!paper_clean_answer(paper->mem, question, text, &clean, diag) ||
	    (question == PAPER_LOGO && !take_logo(paper, clean, diag)))
		return false;
	*answer = clean;
	if (!draft->answers[PAPER_MUNICIPALITY].len || try_answers(paper, diag))
		return true;
	*answer = (struct slice){NULL, 0};
	if (question == PAPER_LOGO)
		paper->logo = draft->logo = NULL;
	return false;
}

/* ---- writing */

static bool
write_files(struct paper *paper, struct slice text, struct diag *diag)
{
	const char *folder = path_folder(paper->mem, paper->path);
	bool copies = paper->logo && !path_is_taken(paper->logo);
	if (!may_write(paper, diag) || !folder_make_lasting(folder, diag) ||
	    (copies && !file_write_whole(paper->logo, paper->bytes, diag)))
		return false;
	if (file_write_whole(paper->path, text, diag))
		return true;
	if (copies)
		unlink(paper->logo);
	return false;
}

bool
paper_write(struct paper *paper, struct paper_made *made, struct diag *diag)
{
	struct strbuf text = {0};
	sigset_t all, before;
	*made = (struct paper_made){.path = paper->path,
	    .base = paper->draft.base,
	    .logo = paper->logo && !path_is_taken(paper->logo) ? paper->logo
							       : NULL};
	bool ok = write_text(paper, &text, diag);
	/* Both or none, whatever signal comes between. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	ok = ok && write_files(paper, strbuf_view(&text), diag);
	sigprocmask(SIG_SETMASK, &before, NULL);
	strbuf_fini(&text);
	return ok;
}
