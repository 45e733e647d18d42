#include "paper/draft.h"

#include <assert.h>

#include "conf/scalar.h"
#include "letter/write.h"
#include "paper/messages.h"

const char *const paper_bases[] = {
    "kommun-h2", "kommun-v2", "suomi-c5", "enkel-a4", NULL};

/* ---- words on the paper, also in a language that nothing else is said in */

static const struct paper_words {
	const char *language;
	const char *date, *number;
	const char *address, *post, *visit, *phone;
} all_words[] = {
    {"sv", "Datum", "Diarienummer", "Adress", "Postadress", "Besöksadress",
	"Telefon"},
    {"nb", "Dato", "Saksnummer", "Adresse", "Postadresse", "Besøksadresse",
	"Telefon"},
    {"fi", "Päivämäärä", "Asianumero", "Osoite", "Postiosoite", "Käyntiosoite",
	"Puhelin"},
    {"en", "Date", "Reference", "Address", "Postal address", "Visiting address",
	"Telephone"},
};

static const struct paper_words *
words_of(const char *language)
{
	size_t i = sizeof all_words / sizeof *all_words - 1;
	while (i && strcmp(all_words[i].language, language) != 0)
		i--;
	return &all_words[i];
}

const char *
paper_language(struct slice shipped, const struct words *words)
{
	struct slice finnish = SLICE("\nlanguage: fi\n");
	if (slice_find(shipped, finnish) < shipped.len)
		return "fi";
	return words_of(words_language(words))->language;
}

/* ---- places, hundredths of a millimetre */

struct place {
	int x, y, width, height;
};

enum {
	LEFT = 2400, /* column T0 */
	HEAD_RIGHT = 11200, /* before the date's column */
	HEAD_TOP = 1360,
	NAME_HEIGHT = 750,
	NAME_LINE = 680, /* a second one */
	UNIT_BELOW = 830, /* from the name's top */
	UNIT_HEIGHT = 500,
	LOGO_TOP = 1300,
	LOGO_HEIGHT = 1500,
	LOGO_WIDTH = 8400,
	LOGO_GAP = 400, /* to what stands beside it */
	FOOT_TOP = 27500,
	FOOT_WIDTH = 4400,
	FOOT_HEIGHT = 1400,
	FOOT_STEP = 4570, /* T2, T4 … */
};

struct head {
	bool has_logo, has_name;
	struct place logo, name, unit;
};

/*
 * A logo at least twice as wide as high is taken to show the municipality's
 * name; beside any other, such as a coat of arms, it is written.
 */
static struct head
place_head(const struct paper_draft *draft)
{
	struct head head = {
	    .has_logo = draft->logo,
	    .has_name = true,
	    .name = {LEFT, HEAD_TOP, HEAD_RIGHT - LEFT, NAME_HEIGHT},
	    .unit = {LEFT, HEAD_TOP + UNIT_BELOW, HEAD_RIGHT - LEFT,
		UNIT_HEIGHT},
	};
	if (draft->tall) {
		head.name.height += NAME_LINE;
		head.unit.y += NAME_LINE;
	}
	if (!draft->logo)
		return head;
	int64_t columns = draft->logo_columns, rows = draft->logo_rows;
	int64_t width = LOGO_HEIGHT * columns / rows, height = LOGO_HEIGHT;
	if (width > LOGO_WIDTH) {
		width = LOGO_WIDTH;
		height = LOGO_WIDTH * rows / columns;
	}
	/* whole tenths, so that the file reads well */
	head.logo = (struct place){LEFT, LOGO_TOP, (int)(width / 10 + 1) * 10,
	    (int)(height / 10 + 1) * 10};
	head.has_name = columns < 2 * rows;
	if (head.has_name) {
		head.name.x = head.unit.x = LEFT + head.logo.width + LOGO_GAP;
		head.name.width = head.unit.width = HEAD_RIGHT - head.name.x;
	} else {
		head.unit.y = LOGO_TOP + head.logo.height + 150;
	}
	return head;
}

/* ---- lines of the file */

static void
add_comment(struct strbuf *out, const struct paper_draft *draft,
    const char *indent, const struct message *message, size_t count,
    const struct argument *arguments)
{
	strbuf_add_text(out, indent);
	strbuf_add_text(out, "# ");
	message_write(out, draft->words, message, count, arguments);
	strbuf_add_char(out, '\n');
}

static void
add_length(struct strbuf *out, const char *key, int mm100)
{
	assert(mm100 % 10 == 0);
	strbuf_print(out, "    %s: %d", key, mm100 / 100);
	if (mm100 % 100)
		strbuf_print(out, ".%d", mm100 % 100 / 10);
	strbuf_add_text(out, "mm\n");
}

static void
add_frame(struct strbuf *out, const char *name, const char *more,
    const struct place *place)
{
	strbuf_print(out, "  %s:\n%s", name, more);
	add_length(out, "x", place->x);
	add_length(out, "y", place->y);
	add_length(out, "width", place->width);
	add_length(out, "height", place->height);
}

/* A block of Markdown that shows the lines, under a bold word or none. */
static void
add_text(
    struct strbuf *out, const char *style, const char *word, struct slice lines)
{
	struct strbuf text = {0};
	strbuf_print(out, "    style: %s\n    text: |\n", style);
	if (word)
		strbuf_print(out, "      **%s**\n", word);
	letter_write_plain(&text, lines);
	for (struct slice rest = strbuf_view(&text); rest.len;) {
		size_t end = slice_find_char(rest, '\n');
		strbuf_add_text(out, "      ");
		strbuf_add(out, slice_part(rest, 0, end));
		strbuf_add_char(out, '\n');
		rest = slice_from(rest, end + 1);
	}
	strbuf_fini(&text);
}

static void
add_logo(struct strbuf *out, const struct paper_draft *draft,
    const struct head *head)
{
	add_comment(out, draft, "  ",
	    head->has_name ? &paper_word_logo_beside : &paper_word_logo_wide,
	    NO_ARGS);
	add_frame(
	    out, "logo", "    role: picture\n    pages: first\n", &head->logo);
	strbuf_add_text(out, "    file: ");
	conf_write_scalar(out, slice_view(draft->logo));
	strbuf_add_text(out, "\n    alt: ");
	conf_write_scalar(out, draft->answers[PAPER_MUNICIPALITY]);
	strbuf_add_char(out, '\n');
}

static void
add_head(struct strbuf *out, const struct paper_draft *draft)
{
	const struct head head = place_head(draft);
	struct slice unit = draft->answers[PAPER_UNIT];
	if (head.has_logo)
		add_logo(out, draft, &head);
	if (head.has_name) {
		add_frame(out, "letterhead", "    pages: first\n", &head.name);
		add_text(out, "letterhead", NULL,
		    draft->answers[PAPER_MUNICIPALITY]);
	}
	if (unit.len) {
		add_frame(out, "unit", "    pages: first\n", &head.unit);
		add_text(out, "unit", NULL, unit);
	}
}

/* The columns of the foot are filled from the left. */
static void
add_column(struct strbuf *out, const struct paper_draft *draft, int *column,
    const char *name, const char *word, struct slice answer)
{
	struct place place = {
	    LEFT + *column * FOOT_STEP, FOOT_TOP, FOOT_WIDTH, FOOT_HEIGHT};
	bool phone = strcmp(name, "phone") == 0;
	struct slice lines = paper_lines(draft->mem, answer);
	if (!lines.len)
		return;
	if (phone)
		add_comment(out, draft, "  ", &paper_word_phone, NO_ARGS);
	add_frame(out, name, phone ? "    large_print: yes\n" : "", &place);
	add_text(out, "footer", word, lines);
	++*column;
}

static void
add_foot(struct strbuf *out, const struct paper_draft *draft)
{
	const struct paper_words *words = words_of(draft->language);
	struct slice places[PAPER_PLACES_MOST] = {{NULL, 0}};
	size_t count = paper_places(draft->answers[PAPER_ADDRESSES], places);
	int column = 0;
	add_column(out, draft, &column, "post",
	    count > 1 ? words->post : words->address, places[0]);
	add_column(out, draft, &column, "visit", words->visit, places[1]);
	add_column(out, draft, &column, "phone", words->phone,
	    draft->answers[PAPER_TELEPHONES]);
}

/* ---- the shipped file's lines, some of them changed */

struct reading {
	const struct paper_draft *draft;
	struct strbuf *out;
	struct slice frame; /* that the line stands in */
	bool label; /* the next line is the word above date or number */
	bool named, spoken, framed, headed; /* what has been changed */
};

/* "Norrvikens kommun, fönster till höger (H2)" of "A4, fönster …". */
static void
change_name(struct reading *reading, struct slice line)
{
	struct strbuf name = {0};
	struct slice size = SLICE("A4, ");
	size_t at = slice_find(line, size);
	strbuf_add(&name, reading->draft->answers[PAPER_MUNICIPALITY]);
	if (at < line.len) {
		strbuf_add_text(&name, ", ");
		strbuf_add(&name, slice_from(line, at + size.len));
	}
	strbuf_add_text(reading->out, "name: ");
	conf_write_scalar(reading->out, strbuf_view(&name));
	strbuf_fini(&name);
	reading->named = true;
}

/* The municipality before date and number of the pages that follow. */
static void
change_following(struct reading *reading)
{
	struct strbuf text = {0};
	letter_write_plain(&text, reading->draft->answers[PAPER_MUNICIPALITY]);
	strbuf_add_text(&text, ", {{datum}}, {{diarienummer}}");
	strbuf_add_text(reading->out, "    text: ");
	conf_write_scalar(reading->out, strbuf_view(&text));
	strbuf_fini(&text);
	reading->headed = true;
}

static void
change_label(struct reading *reading)
{
	const struct paper_words *words = words_of(reading->draft->language);
	strbuf_print(reading->out, "      %s",
	    slice_is(reading->frame, "date") ? words->date : words->number);
	reading->label = false;
}

/* "  following head:" begins a frame. */
static bool
begins_frame(struct slice line)
{
	return line.len > 3 && slice_starts(line, "  ") && line.at[2] != ' ' &&
	       line.at[2] != '#' && slice_find_char(line, ':') < line.len;
}

static void
read_line(struct reading *reading, struct slice line)
{
	struct slice frame = reading->frame;
	bool labelled = slice_is(frame, "date") || slice_is(frame, "number");
	if (begins_frame(line))
		reading->frame =
		    slice_part(line, 2, slice_find_char(line, ':') - 2);
	if (slice_starts(line, "name: ")) {
		change_name(reading, line);
	} else if (slice_starts(line, "language: ")) {
		strbuf_print(
		    reading->out, "language: %s", reading->draft->language);
		reading->spoken = true;
	} else if (reading->label) {
		change_label(reading);
	} else if (slice_is(frame, "following head") &&
		   slice_starts(line, "    text: \"{{datum}}")) {
		change_following(reading);
	} else {
		strbuf_add(reading->out, line);
		reading->label = labelled && slice_is(line, "    text: |");
	}
	strbuf_add_char(reading->out, '\n');
	if (!slice_is(line, "frames:"))
		return;
	add_head(reading->out, reading->draft);
	reading->framed = true;
}

/* Without the comment that speaks of the shipped file. */
static struct slice
without_head(struct slice text)
{
	while (slice_starts(text, "#") || slice_starts(text, "\n"))
		text = slice_from(text, slice_find_char(text, '\n') + 1);
	return text;
}

bool
paper_draft_write(struct strbuf *out, const struct paper_draft *draft)
{
	struct reading reading = {.draft = draft, .out = out};
	add_comment(out, draft, "", &paper_word_head, ARGS(draft->base));
	add_comment(out, draft, "", &paper_word_head_more, NO_ARGS);
	strbuf_add_char(out, '\n');
	for (struct slice rest = without_head(draft->shipped); rest.len;) {
		size_t end = slice_find_char(rest, '\n');
		read_line(&reading, slice_part(rest, 0, end));
		rest = slice_from(rest, end + 1);
	}
	add_foot(out, draft);
	return reading.named && reading.spoken && reading.framed &&
	       reading.headed;
}

/* ---- what is asked of a draft */

mpt
paper_logo_height(const struct paper_draft *draft)
{
	return MPT_OF_MM100(place_head(draft).logo.height);
}

enum paper_question
paper_frame_question(struct slice frame)
{
	static const struct {
		const char *frame;
		enum paper_question question;
	} frames[] = {
	    {"letterhead", PAPER_MUNICIPALITY},
	    {"following head", PAPER_MUNICIPALITY},
	    {"unit", PAPER_UNIT},
	    {"post", PAPER_ADDRESSES},
	    {"visit", PAPER_ADDRESSES},
	    {"phone", PAPER_TELEPHONES},
	};
	for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
		if (slice_is(frame, frames[i].frame))
			return frames[i].question;
	}
	return PAPER_QUESTIONS;
}
