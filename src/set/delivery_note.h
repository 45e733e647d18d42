/*
 * set/delivery_note.h - the note that goes with the files to the print shop,
 * set on the job's own paper.
 *
 * In the language of the job. It names files and numbers, never a person.
 */
#ifndef SET_DELIVERY_NOTE_H
#define SET_DELIVERY_NOTE_H

#include "job/job.h"
#include "set/typesetter.h"

struct delivery_file {
	struct slice file, envelope, stationery;
	struct slice digest; /* SHA-256, hexadecimal */
	uint32_t letters, first_letter, last_letter, banners;
	uint32_t pages, sheets;
	uint64_t bytes;
};

struct delivery {
	struct delivery_file *files;
	size_t count, room;
	uint32_t letters, pages, sheets;
};

/*
 * Without the list of files where there are very many or their names are wider
 * than the page. False after a report: a text of the job cannot be set.
 */
bool delivery_note_set(const struct job *job, struct typesetter *typesetter,
    struct arena *mem, const struct delivery *delivery, struct pages *pages,
    struct diag *diag);

/* Sets one without files, to be refused before any letter is made. */
bool delivery_note_check(const struct job *job, struct diag *diag);

#endif
