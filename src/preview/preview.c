#include "preview/preview.h"

#include "base/file.h"
#include "beside/beside.h"
#include "font/codes.h"
#include "load/open.h"
#include "pdf/batch.h"
#include "preview/people.h"
#include "specimen/inventing.h"
#include "text/date.h"

struct preview {
	struct job job;
	struct diag *diag;
	struct people people;
	struct inventor *inventor;
};

/* ---- the register */

/* The letters as they are now, to know what their conditions ask; what is wrong
 * with them is said when one is shown. */
static void
read_letters_once(struct preview *preview)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	load_open_letters(&preview->job, diag);
}

struct preview *
preview_open(struct arena *mem, const char *job_path, struct diag *diag)
{
	struct preview *preview = ARENA_NEW(mem, struct preview);
	preview->diag = diag;
	if (load_open_rows(&preview->job, mem, job_path, diag)) {
		read_letters_once(preview);
		preview->inventor = inventor_new(preview->job.file->date.when);
		if (people_find(&preview->job, &preview->people,
			preview->inventor, diag))
			return preview;
	}
	preview_close(preview);
	return NULL;
}

void
preview_close(struct preview *preview)
{
	if (!preview)
		return;
	inventor_free(preview->inventor);
	load_close(&preview->job);
}

const struct job *
preview_job(const struct preview *preview)
{
	return &preview->job;
}

static const struct people_row *
find_person(
    const struct preview *preview, uint32_t version, enum preview_why why)
{
	const struct people *people = &preview->people;
	for (size_t i = 0; i < people->count; i++) {
		if (people->at[i].version == version &&
		    people->at[i].why == why)
			return &people->at[i];
	}
	return NULL;
}

bool
preview_has(
    const struct preview *preview, uint32_t version, enum preview_why why)
{
	return find_person(preview, version, why);
}

/* ---- one letter */

struct making {
	struct preview *preview;
	struct maker *maker;
	struct glyph_use *use;
	struct circumstances circumstances;
	struct pdf_job *pdf;
	struct pdf_batch *batch;
	struct preview_made *made;
};

/* The job file says another paper. */
static void
put_on(struct job *job, const struct preview_draft *draft)
{
	struct job_file *file = ARENA_NEW(job->mem, struct job_file);
	*file = *job->file;
	file->versions =
	    ARENA_ARRAY(job->mem, struct job_version, file->version_count + 1);
	memcpy(file->versions, job->file->versions,
	    file->version_count * sizeof *file->versions);
	file->stationery.text = draft->stationery;
	file->versions[draft->version].stationery = file->stationery;
	job->file = file;
}

static bool
read_letters(struct preview *preview, const struct preview_draft *draft)
{
	struct job *job = &preview->job;
	if (draft->version >= job->file->version_count)
		return false;
	if (draft->stationery.len)
		put_on(job, draft);
	if (draft->name)
		sources_hold(diag_sources(preview->diag),
		    path_join(job->mem, job->file->folder, draft->name),
		    draft->text);
	return load_open_letters(job, preview->diag) &&
	       beside_read_more(job->reads.beside, job->file->folder);
}

/* It is shown whoever is to have it: rules were asked when the register was
 * read. */
static void
choose_letter(struct job *job, uint32_t version)
{
	job->writes.letters += version;
	job->writes.letter_count = 1;
	job->writes.letters->condition = NULL;
}

/* Few have few words: some try fits, and if none does the last one says why. */
static bool
invent(struct making *making, const struct people_row *person, uint32_t try,
    struct made *made)
{
	struct inventor *inventor = making->preview->inventor;
	bool failed;
	inventor_start(inventor, maker_memory(making->maker),
	    person->original.number, try);
	return maker_invent(
	    making->maker, &person->original, inventor, made, &failed);
}

static bool
find_try(struct making *making, const struct people_row *person, uint32_t *try)
{
	struct made made;
	bool ok = false;
	for (*try = 0; !ok && *try < INVENT_TRIES; (*try)++) {
		maker_forget(making->maker);
		ok = invent(making, person, *try, &made);
	}
	if (ok) {
		(*try)--;
		making->made->pages = (uint32_t)made.set.pages.count;
	} else {
		making->made->problem = problem_dup(
		    making->preview->job.mem, *maker_why(making->maker));
	}
	maker_forget(making->maker);
	return ok;
}

/* The one that was asked for, otherwise anybody who can have it. */
static const struct people_row *
choose_person(
    struct making *making, const struct preview_draft *draft, uint32_t *try)
{
	const struct preview *preview = making->preview;
	struct problem first = {0};
	making->made->is_nobody = true;
	for (int i = 0; i <= PREVIEW_WHYS; i++) {
		enum preview_why why =
		    i ? (enum preview_why)(i - 1) : draft->why;
		const struct people_row *person =
		    find_person(preview, draft->version, why);
		if (!person || (i && why == draft->why))
			continue;
		making->made->is_nobody = false;
		making->made->why = why;
		if (find_try(making, person, try))
			return person;
		if (!first.message)
			first = making->made->problem;
	}
	making->made->problem = first;
	return NULL;
}

static bool
open_pdf(struct making *making)
{
	struct job *job = &making->preview->job;
	struct diag *diag = making->preview->diag;
	struct pdf_setup setup = {
	    .profile = (enum pdf_profile)job->file->print.profile.index,
	    .title = job->file->name.text,
	    .language = slice_view(job->language),
	    .producer = SLICE("utskick"),
	    .fonts = job->paper.fonts,
	    .codes = glyph_codes_new(job->mem, job->paper.fonts, making->use),
	};
	day_split(job->file->date.when, &setup.date[0], &setup.date[1],
	    &setup.date[2]);
	making->pdf = pdf_job_new(job->mem, &setup, diag);
	if (making->pdf)
		making->batch = pdf_batch_new(making->pdf, setup.title, diag);
	return making->batch;
}

static bool
write_pdf(struct making *making, const struct people_row *person, uint32_t try,
    struct strbuf *pdf)
{
	struct diag *diag = making->preview->diag;
	struct made made;
	struct pdf_letter letter = {.number = 1};
	if (!open_pdf(making) || !invent(making, person, try, &made) ||
	    !typesetter_mark(maker_typesetter(making->maker),
		maker_memory(making->maker), &made.letter, 0, &made.set,
		&making->made->problem))
		return false;
	letter.language =
	    making->preview->job.writes.letters[0].texts[0].language;
	struct sink *sink = sink_to_memory(pdf);
	bool ok =
	    pdf_batch_add(making->batch, &letter, &made.set.pages, diag) &&
	    pdf_batch_write(making->batch, sink, diag);
	return sink_end(sink, ok, diag);
}

static bool
make(struct making *making, const struct preview_draft *draft,
    struct strbuf *pdf)
{
	struct job *job = &making->preview->job;
	uint32_t try;
	choose_letter(job, draft->version);
	inventor_keep_job(making->preview->inventor, &job->writes);
	making->circumstances = circumstances_list(job);
	making->use = glyph_use_new(job->paper.fonts);
	making->maker = maker_open(job, NULL, &making->circumstances,
	    making->use, making->preview->diag);
	if (!making->maker)
		return false;
	const struct people_row *person = choose_person(making, draft, &try);
	return person && write_pdf(making, person, try, pdf);
}

bool
preview_make(struct preview *preview, const struct preview_draft *draft,
    struct strbuf *pdf, struct preview_made *made)
{
	struct making making = {.preview = preview, .made = made};
	*made = (struct preview_made){0};
	made->is_read = read_letters(preview, draft);
	made->is_made = made->is_read && make(&making, draft, pdf);
	pdf_batch_free(making.batch);
	pdf_job_free(making.pdf);
	maker_close(making.maker);
	glyph_use_free(making.use);
	return made->is_made;
}
