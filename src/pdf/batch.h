/*
 * pdf/batch.h - pages to one PDF file, by libharu at object level.
 *
 * Same pages, same bytes: no clock, no randomness, no locale. Nothing of a
 * person in metadata or bookmarks.
 */
#ifndef PDF_BATCH_H
#define PDF_BATCH_H

#include "base/sink.h"
#include "font/codes.h"
#include "layout/page.h"
#include "pdf/profile.h"

struct pdf_setup {
	enum pdf_profile profile;
	struct slice title; /* the job's name */
	struct slice language; /* "sv" */
	struct slice producer; /* "utskick 0.1" */
	/* An entry of the caller's in the information dictionary; NULL: none */
	const char *entry_key;
	struct slice entry;
	int date[3]; /* the job's date: year, month, day */
	bool bookmarks; /* one for each letter, by its number */
	const struct font_set *fonts;
	const struct glyph_codes *codes;
};

/* All batches of a job share these: subset fonts, compressed shared galleys. */
struct pdf_job;

struct pdf_job *pdf_job_new(
    struct arena *job_mem, const struct pdf_setup *setup, struct diag *diag);
void pdf_job_free(struct pdf_job *job);

struct pdf_batch;

/* `title` names the batch in its metadata ("… 7 (12)"). */
struct pdf_batch *pdf_batch_new(
    struct pdf_job *job, struct slice title, struct diag *diag);
void pdf_batch_free(struct pdf_batch *batch);

struct pdf_letter {
	uint32_t number; /* of the letter, or of the banner in its file */
	const char *language;
	uint32_t blank_pages; /* added at the end to fill the sheet */
	bool banner; /* a sheet between letters: "B2-1", no bookmark */
};

/* Adds a letter's pages; their memory may go afterwards. */
bool pdf_batch_add(struct pdf_batch *batch, const struct pdf_letter *letter,
    const struct pages *pages, struct diag *diag);

uint32_t pdf_batch_pages(const struct pdf_batch *batch);

/*
 * Writes the whole batch, once. False after a report, or where the sink has an
 * error; the caller ends the sink.
 */
bool pdf_batch_write(
    struct pdf_batch *batch, struct sink *sink, struct diag *diag);

#endif
