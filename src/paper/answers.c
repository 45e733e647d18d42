#include "paper/answers.h"

#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "conf/scalar.h"
#include "paper/messages.h"
#include "text/gap.h"
#include "text/normal.h"

static const struct message *const called[] = {
    [PAPER_MUNICIPALITY] = &paper_word_municipality,
    [PAPER_UNIT] = &paper_word_unit,
    [PAPER_ADDRESSES] = &paper_word_addresses,
    [PAPER_TELEPHONES] = &paper_word_telephones,
    [PAPER_LOGO] = &paper_word_logo,
};

const struct message *
paper_question_called(enum paper_question question)
{
	return called[question];
}

static struct argument
name_of(enum paper_question question)
{
	return argument_wording(called[question]->wording);
}

/* ---- one answer */

static bool
is_readable(enum paper_question question, struct slice text, struct diag *diag)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		char hex[12];
		if (code == '\t' || !conf_is_unprintable(code))
			continue;
		snprintf(hex, sizeof hex, "%04X", (unsigned)code);
		if (code == UTF8_INVALID)
			REPORT(diag, NO_SPAN, &paper_not_utf8,
			    ARGS(name_of(question)));
		else
			REPORT(diag, NO_SPAN, &paper_bad_sign,
			    ARGS(name_of(question), (const char *)hex));
		return false;
	}
	return true;
}

/* Blanks in a row become one; a path keeps its own. */
static struct slice
tidy(struct arena *mem, enum paper_question question, struct slice text)
{
	struct strbuf out = {0};
	text = slice_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool blank = text.at[i] == ' ' || text.at[i] == '\t';
		bool again = blank && out.at[out.len - 1] == ' ';
		if (question == PAPER_LOGO || !blank)
			strbuf_add_char(&out, text.at[i]);
		else if (!again)
			strbuf_add_char(&out, ' ');
	}
	struct slice clean = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return question == PAPER_LOGO ? clean : text_clean(mem, clean);
}

/* A file that was dragged to the terminal stands in quotes. */
static struct slice
without_quotes(struct arena *mem, struct slice path)
{
	bool quoted = path.len > 2 && strchr("'\"", path.at[0]) &&
		      path.at[path.len - 1] == path.at[0];
	return quoted && !file_exists(arena_dup_text(mem, path))
		   ? slice_part(path, 1, path.len - 2)
		   : path;
}

static bool
is_wanted(enum paper_question question, struct slice answer, struct diag *diag)
{
	struct slice places[PAPER_PLACES_MOST];
	size_t at, len;
	if (question == PAPER_MUNICIPALITY && !answer.len) {
		REPORT(diag, NO_SPAN, &paper_no_municipality, NO_ARGS);
		return false;
	}
	if (gap_find(answer, 0, &at, &len)) {
		REPORT(diag, NO_SPAN, &paper_gap, ARGS(name_of(question)));
		return false;
	}
	if (question == PAPER_ADDRESSES &&
	    paper_places(answer, places) > PAPER_PLACES_MOST) {
		REPORT(diag, NO_SPAN, &paper_many_addresses, NO_ARGS);
		return false;
	}
	return true;
}

bool
paper_clean_answer(struct arena *mem, enum paper_question question,
    struct slice text, struct slice *clean, struct diag *diag)
{
	if (!is_readable(question, text, diag))
		return false;
	*clean = tidy(mem, question, text);
	if (question == PAPER_LOGO)
		*clean = without_quotes(mem, *clean);
	return is_wanted(question, *clean, diag);
}

/* ---- its parts */

size_t
paper_places(struct slice addresses, struct slice at[PAPER_PLACES_MOST])
{
	size_t count = 0;
	while (addresses.len) {
		size_t end = slice_find_char(addresses, ';');
		struct slice place = slice_trim(slice_part(addresses, 0, end));
		if (place.len && count++ < PAPER_PLACES_MOST)
			at[count - 1] = place;
		addresses = slice_from(addresses, end + 1);
	}
	return count;
}

/* Where a line ends: at ';', or at a comma with a blank behind it. */
static size_t
line_end(struct slice text)
{
	size_t semicolon = slice_find_char(text, ';');
	size_t comma = slice_find(text, SLICE(", "));
	return semicolon < comma ? semicolon : comma;
}

struct slice
paper_lines(struct arena *mem, struct slice answer)
{
	struct strbuf out = {0};
	while (answer.len) {
		size_t end = line_end(answer);
		struct slice line = slice_trim(slice_part(answer, 0, end));
		if (line.len && out.len)
			strbuf_add_char(&out, '\n');
		strbuf_add(&out, line);
		answer = slice_from(answer, end + 1);
	}
	struct slice lines = arena_dup(mem, strbuf_view(&out));
	strbuf_fini(&out);
	return lines;
}
