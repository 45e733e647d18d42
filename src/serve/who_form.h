/*
 * serve/who_form.h - the form of who gets a letter, and the counts beside it.
 */
#ifndef SERVE_WHO_FORM_H
#define SERVE_WHO_FORM_H

#include "serve/who_count.h"

struct page_who {
	struct work *work;
	struct who who;
	struct who_count count;
	struct diag *faults;
	bool tried; /* it is what somebody has ticked, not saved */
};

/* The part that moves as she ticks. */
void who_form_write_counts(struct page_who *of);
/* All of the form, and that part in it. */
void who_form_write(struct page_who *of);

#endif
