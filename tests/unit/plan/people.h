/*
 * tests/unit/plan/people.h - a job with a small register of invented people,
 * for what looks at rows.
 */
#ifndef TESTS_UNIT_PLAN_PEOPLE_H
#define TESTS_UNIT_PLAN_PEOPLE_H

#include <stdlib.h>

#include "job/job.h"
#include "letter/letter.h"
#include "load/watcher.h"

enum { KEY, NAME, LAST, STREET, POSTCODE, TOWN, UNIT, PEOPLE_COLUMNS };

struct people_job {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct job job;
	struct job_file file;
	struct job_register files[2];
	struct register_source register_sources[2];
	struct column columns[PEOPLE_COLUMNS];
	struct value values[PEOPLE_COLUMNS];
	struct row row;
};

static inline void
people_open(struct people_job *people)
{
	static const char *const names[PEOPLE_COLUMNS] = {
	    "Nummer", "Namn", "Efternamn", "Adress", "Postnr", "Ort", "Enhet"};
	*people = (struct people_job){
	    .mem = arena_new(),
	    .sources = sources_new(),
	};
	struct job *job = &people->job;
	job->mem = people->mem;
	people->diag = diag_new(people->sources);
	job->file = &people->file;
	job->language = "sv";
	job->reads = (struct job_reads){
	    .columns = {people->columns, PEOPLE_COLUMNS},
	    .sources = people->register_sources,
	    .source_count = 1,
	    .key = KEY,
	    .person = COLUMN_NONE,
	    .guardian = COLUMN_NONE,
	    .address = {.name = {NAME, LAST},
		.name_count = 2,
		.co = COLUMN_NONE,
		.street = STREET,
		.street2 = COLUMN_NONE,
		.postcode = POSTCODE,
		.town = TOWN,
		.country = COLUMN_NONE},
	};
	people->register_sources[0].name = SLICE("Norr");
	people->register_sources[1].name = SLICE("Syd");
	for (size_t i = 0; i < PEOPLE_COLUMNS; i++) {
		people->columns[i].name = slice_view(names[i]);
		column_prepare(people->mem, &people->columns[i], 0);
	}
	people->row.values = people->values;
	people->row.count = PEOPLE_COLUMNS;
}

static inline void
people_close(struct people_job *people)
{
	diag_free(people->diag);
	sources_free(people->sources);
	arena_free(people->mem);
}

/* The row of these cells, each NULL or a text. */
static inline const struct row *
people_row(struct people_job *people, const char *const *cells)
{
	for (size_t i = 0; i < PEOPLE_COLUMNS; i++) {
		struct value *value = &people->values[i];
		value->text = slice_view(cells[i] ? cells[i] : "");
		value->kind = value->text.len ? VALUE_TEXT : VALUE_EMPTY;
	}
	return &people->row;
}

/* The code of a report, "" where there are not so many. */
static inline const char *
people_code(const struct people_job *people, size_t index)
{
	const struct diag *diag = people->diag;
	return index < diag_count(diag)
		   ? diag_view(diag, index)->main.message->code
		   : "";
}

/* The arguments, one after another: "3 / 2, 4". */
static inline struct slice
people_said(struct people_job *people, const struct diag_said *said)
{
	struct strbuf out = {0};
	for (size_t i = 0; i < said->count; i++) {
		strbuf_add_text(&out, i ? " / " : "");
		const struct argument *argument = &said->arguments[i];
		if (argument->is_number)
			strbuf_print(&out, "%lld", argument->number);
		else
			strbuf_add(&out, argument->text);
	}
	struct slice text = arena_dup(people->mem, strbuf_view(&out));
	strbuf_fini(&out);
	return text;
}

static inline struct slice
people_arguments(struct people_job *people, size_t index)
{
	return people_said(people, &diag_view(people->diag, index)->main);
}

/* Those of one of its hints; empty where there is none. */
static inline struct slice
people_hint(struct people_job *people, size_t index, size_t hint)
{
	const struct diag_report *report = diag_view(people->diag, index);
	return hint < report->hint_count
		   ? people_said(people, &report->hints[hint])
		   : SLICE("");
}

/* A text of letters, whose path is the name; it must be right. */
static inline struct letter *
people_letter(struct people_job *people, const char *name, const char *text)
{
	uint32_t next_id = 0;
	struct letter_options options = {"sv", NULL, &next_id};
	struct slice source = slice_view(text);
	uint32_t file = sources_add(people->sources, name, source);
	const struct span place = {.file = file, .line = 1, .column = 1};
	struct letter *letter = letter_parse(
	    people->mem, file, source, place, &options, people->diag);
	if (!letter ||
	    !letter_check(letter, &people->job.decides.scope, people->diag))
		abort();
	letter->path = name;
	return letter;
}

#endif
