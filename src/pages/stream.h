/*
 * pages/stream.h - the operators of a content stream, read and written again.
 *
 * ISO 32000-1 7.8.2 and annex A. Marked content goes, since its tags mean
 * nothing in another document; everything else stays as it is.
 */
#ifndef PAGES_STREAM_H
#define PAGES_STREAM_H

#include "base/arena.h"
#include "base/strbuf.h"

enum stream_fault {
	STREAM_WHOLE,
	STREAM_BROKEN, /* not operands and operators, or not balanced */
	STREAM_COLOUR, /* in `which` */
	STREAM_THING, /* an operator or filter that PDF/A does not allow */
	STREAM_DEEP, /* q in q beyond what PDF/A allows */
};

struct stream_account {
	enum stream_fault fault;
	const char *which;
	bool coloured; /* asks for another colour than grey, or may */
	struct slice *names; /* that operators name, without order, each once */
	size_t name_count, name_room;
};

/* Adds the stream without its marks to `out`. Names live in the arena and
 * point into `content`. */
void stream_copy(struct arena *mem, struct slice content, struct strbuf *out,
    struct stream_account *account);

bool stream_names(const struct stream_account *account, struct slice name);

#endif
