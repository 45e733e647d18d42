/*
 * approve/line.h - a line of approvals.jsonl, written in one form and read in
 * no other.
 *
 *	{"approval":"Anna Ek","date":"2012-03-12","parts":["job job.yaml 9a…",
 *	 "outcomes 284+0+83+29 …","letters … 5b…"],"key":"…","signature":"…"}
 *
 * on one line. The signature covers the line without the signature itself.
 */
#ifndef APPROVE_LINE_H
#define APPROVE_LINE_H

#include "base/arena.h"
#include "base/signing.h"
#include "text/date.h"

struct approval_line {
	struct slice person;
	day date;
	struct slice *parts; /* each ends in a blank and a hash */
	size_t count, room;
	bool is_signed;
	uint8_t key[SIGNING_PUBLIC], signature[SIGNING_SIGNATURE];
};

/* Without its line feed. */
void approval_line_write(struct strbuf *out, const struct approval_line *line);
/* Writes the part that is signed: all before the signature. */
void approval_line_write_bare(
    struct strbuf *out, const struct approval_line *line);
/* Reads into mem. False for any other text, and for a wrong signature. */
bool approval_line_read(
    struct slice text, struct arena *mem, struct approval_line *line);

void approval_line_add_part(
    struct approval_line *line, struct arena *mem, struct slice part);

#endif
