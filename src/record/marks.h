/*
 * record/marks.h - headers that look like a mark of protection, of death or of
 * guardianship.
 *
 * One table of how Swedish, Finnish, Norwegian, Danish and English systems
 * call such columns, with their compounds: what a new job is guessed from, and
 * what no job may pass over in silence.
 */
#ifndef RECORD_MARKS_H
#define RECORD_MARKS_H

#include "base/arena.h"

enum mark_kind {
	MARK_KIND_NONE,
	MARK_KIND_PROTECTED, /* Sekretessmarkering, Skyddad identitet … */
	MARK_KIND_DECEASED, /* Avliden, Dödsdatum, Dödsbo … */
	MARK_KIND_GUARDIAN, /* God man, Förvaltare, Ombud … */
};

struct header_mark {
	enum mark_kind kind;
	const char *stem; /* the same one: columns of one thing, as "God man"
			     and "God man adress" */
};

/* Whatever the case, and whatever signs stand for its blanks. */
struct header_mark marks_find(struct arena *mem, struct slice header);

/* Whether a header speaks of identity numbers: Personnummer, Pnr, Hetu … */
bool marks_identity(struct arena *mem, struct slice header);

#endif
