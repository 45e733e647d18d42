/*
 * record/beneath.h - what lies beneath a spreadsheet's cell.
 *
 * A cell shows "1 235 kr" and holds 1234.5; columns of text take the one and
 * columns of numbers and dates the other (record/column.h).
 */
#ifndef RECORD_BENEATH_H
#define RECORD_BENEATH_H

#include "base/message.h"

struct beneath {
	/* "1234.5" or "2012-03-19"; empty where what is shown is all there is.
	 */
	struct slice value;
	bool is_date;
	/* Why what the cell shows cannot be used: an error, a format that is
	 * not surely drawn. NULL: it can. */
	const struct message *fault;
};

#endif
