/*
 * pages/stream.h - the operators of a content stream, read and written again.
 *
 * ISO 32000-1 7.8.2 and annex A. Marked content goes, unless the tags come
 * along that name it; everything else stays as it is.
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
	STREAM_UNTAGGED, /* shows what no tag names */
	STREAM_TAGGED_TWICE, /* or in what is not read aloud */
};

/* A property list that marks may name: /Properties of the resources. */
struct stream_property {
	struct slice name; /* "/MC0" */
	int64_t mcid; /* -1: it has none */
};

/*
 * The marks of a page whose tags come along. What shows lines and areas alone
 * and is not marked becomes an artifact; anything else that is not is a fault.
 */
struct stream_marks {
	const struct stream_property *properties;
	size_t property_count;
	const char *const *roles; /* by MCID; NULL: of no element */
	size_t role_count;
	bool *found; /* by MCID, as many: marks some content */
	size_t depth; /* marks that are open */
	struct {
		enum {
			MARK_PLAIN, /* a span with words of its own … */
			MARK_ELEMENT,
			MARK_ARTIFACT,
			MARK_DROPPED,
		} kind;
		bool in_text;
	} open[16];
};

struct stream_account {
	enum stream_fault fault;
	const char *which;
	bool coloured; /* asks for another colour than grey, or may */
	bool marked; /* had marks that say something */
	bool shows; /* paints something; a text of blanks is none */
	struct stream_marks *marks; /* NULL: they go */
	struct slice *names; /* that operators name, without order, each once */
	size_t name_count, name_room;
};

/* Adds the stream without its marks to `out`. Names live in the arena and
 * point into `content`. */
void stream_copy(struct arena *mem, struct slice content, struct strbuf *out,
    struct stream_account *account);

bool stream_names(const struct stream_account *account, struct slice name);

#endif
