/*
 * base/message.h - what the program can say, each thing once.
 *
 * Each folder lists its messages in <folder>/messages.def:
 *
 *	MESSAGE(expr_unknown_name, "unknown-name", ERROR,
 *	    N_("the register has no column '{1}'"))
 *
 * The code stands behind the message in brackets and never changes; the
 * wording is translated (src/po). {1}, {2} … are the arguments, in any order.
 * Where the wording differs by a number it is N_MANY("{1} row is held",
 * "{1} rows are held"). Wordings are one line, impersonal, without a full stop,
 * and never hold a person's value: row number and column name instead.
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include <stdint.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "base/words.h"

enum level {
	LEVEL_NOTE, /* also the level of hints and of words */
	LEVEL_WARNING,
	LEVEL_HOLD, /* a row is held; the job goes on */
	LEVEL_ERROR, /* the job is refused: exit code 2 */
	LEVEL_SYSTEM, /* disk, memory, a library: exit code 4 */
};

struct message {
	const char *code; /* "unknown-name"; "" for a hint */
	enum level level;
	const char *wording; /* untranslated */
};

/*
 * An argument: text, a whole number, or a wording of ours, which is translated
 * when the message is written, as late as the message itself. Borrowed.
 */
struct argument {
	bool is_number;
	long long number;
	const char *wording; /* NULL: not one */
	struct slice text;
};

#define ARGUMENTS_MAX 6

/* The wording with its arguments, in the language of `words`. */
void message_write(struct strbuf *out, const struct words *words,
    const struct message *message, size_t count,
    const struct argument *arguments);

/* The wording of a message that takes no arguments. */
static inline struct slice
message_text(const struct words *words, const struct message *message)
{
	return slice_view(words_translate(words, message->wording));
}

static inline struct argument
argument_slice(struct slice text)
{
	return (struct argument){.text = text};
}

static inline struct argument
argument_text(const char *text)
{
	return (struct argument){.text = slice_view(text)};
}

static inline struct argument
argument_number(long long number)
{
	return (struct argument){.is_number = true, .number = number};
}

/* "a text", "the job": N_() marked it. */
static inline struct argument
argument_wording(const char *wording)
{
	return (struct argument){.wording = wording};
}

static inline struct argument
argument_itself(struct argument argument)
{
	return argument;
}

/* Any slice, C string, integer or argument as an argument. */
#define ARG(x)                                                                 \
	_Generic((x), struct slice: argument_slice, char *: argument_text,     \
	    const char *: argument_text, struct argument: argument_itself,     \
	    default: argument_number)(x)

/* ARGS(a, b, c) expands to "count, array", for 1 to 6 arguments. */
#define NO_ARGS 0, NULL
#define ARGS(...) ARGS_PICK(__VA_ARGS__, 6, 5, 4, 3, 2, 1, 0)(__VA_ARGS__)
#define ARGS_PICK(...) ARGS_PICK_(__VA_ARGS__, 0)
#define ARGS_PICK_(a, b, c, d, e, f, n, ...) ARGS_##n
#define ARGS_1(a)                                                              \
	1, (const struct argument[])                                           \
	{                                                                      \
		ARG(a)                                                         \
	}
#define ARGS_2(a, b)                                                           \
	2, (const struct argument[])                                           \
	{                                                                      \
		ARG(a), ARG(b)                                                 \
	}
#define ARGS_3(a, b, c)                                                        \
	3, (const struct argument[])                                           \
	{                                                                      \
		ARG(a), ARG(b), ARG(c)                                         \
	}
#define ARGS_4(a, b, c, d)                                                     \
	4, (const struct argument[])                                           \
	{                                                                      \
		ARG(a), ARG(b), ARG(c), ARG(d)                                 \
	}
#define ARGS_5(a, b, c, d, e)                                                  \
	5, (const struct argument[])                                           \
	{                                                                      \
		ARG(a), ARG(b), ARG(c), ARG(d), ARG(e)                         \
	}
#define ARGS_6(a, b, c, d, e, f)                                               \
	6, (const struct argument[])                                           \
	{                                                                      \
		ARG(a), ARG(b), ARG(c), ARG(d), ARG(e), ARG(f)                 \
	}

#endif
