/*
 * record/value.h - a typed value: of a cell, a fact, or an expression.
 *
 * There is no NULL. An empty cell is VALUE_EMPTY and equal to nothing but an
 * empty text; ordering or computing with it makes the answer undecidable
 * (expr/eval.h).
 */
#ifndef RECORD_VALUE_H
#define RECORD_VALUE_H

#include <stdint.h>

#include "base/slice.h"
#include "text/date.h"

enum value_kind {
	VALUE_EMPTY,
	VALUE_TEXT, /* text; a choice is the text its column lists */
	VALUE_NUMBER, /* micro, text/number.h */
	VALUE_DATE,
	VALUE_FLAG,
	VALUE_UNFIT, /* a cell that does not fit its column's type */
	VALUE_UNDECIDABLE, /* of expressions only */
};

struct value {
	enum value_kind kind;
	struct slice text; /* normalised text of any cell, otherwise of TEXT */
	union {
		int64_t micro;
		day when;
		bool flag;
	};
};

#endif
