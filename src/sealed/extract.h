/*
 * sealed/extract.h - everything that a sealed run holds of one person: for
 * the person, who may ask for it (article 15 of the GDPR).
 *
 * extract.json for programs, extract.html to be read, and letters.pdf, the
 * pages of the person's own letters, copied from the sealed batches where they
 * still are. Nothing of anybody else, but that a letter to several rows is
 * theirs together.
 */
#ifndef SEALED_EXTRACT_H
#define SEALED_EXTRACT_H

#include "base/diag.h"

struct extract_spec {
	const char *run;
	struct slice key;
	const char *folder; /* empty, there already */
};

/* *rows is 0 where the run has nothing of the person, and then nothing is
 * written. False after reports. */
bool extract_person(
    const struct extract_spec *spec, uint32_t *rows, struct diag *diag);

#endif
