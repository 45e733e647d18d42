/*
 * cli/report_pages.h - pages of a proof as pictures for a report.
 */
#ifndef CLI_REPORT_PAGES_H
#define CLI_REPORT_PAGES_H

#include "cli/command.h"

struct report_pages {
	struct slice *at; /* PNG files */
	size_t count;
};

/*
 * The first pages of invocation->proof, in invocation->mem. False after a
 * report: it is not a proof of the run's mailing, or shows real people, or
 * poppler's pdftoppm is not there.
 */
bool report_pages_read(
    struct invocation *invocation, struct report_pages *pages);

#endif
