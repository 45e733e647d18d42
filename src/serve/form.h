/*
 * serve/form.h - what a form says, read as it comes.
 *
 * Fields go into the visit's memory, up to FORM_MOST bytes in all; one file, where
 * it is wanted, goes to a descriptor as it comes.
 */
#ifndef SERVE_FORM_H
#define SERVE_FORM_H

#include "serve/http.h"

struct MHD_Connection;
struct MHD_PostProcessor;

struct form {
	struct MHD_PostProcessor *processor;
	struct arena *mem;
	struct request *request;
	struct form_field *last, **end; /* the one that comes; of the list */
	struct strbuf value; /* of the last field, as far as it has come */
	uint64_t taken; /* bytes of the body */
	size_t fields;
	/* Asked once, when a file begins: a descriptor, or -1. */
	int (*take_file)(void *ctx);
	void *ctx;
};

/* Its fields go to `request`, which is set up; take_file and ctx are too. A form
 * that is none has none, and what comes with anything but POST is counted, and
 * nobody reads it. */
void form_begin(struct form *form, struct MHD_Connection *connection,
    struct arena *mem, struct request *request);
/* The most that may still come of it. */
uint64_t form_most(const struct form *form);
void form_take(struct form *form, struct slice bytes);
void form_end(struct form *form);
/* Wipes what it holds, and closes the file. */
void form_fini(struct form *form);

#endif
