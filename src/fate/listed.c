#include "fate/listed.h"

#include "base/file.h"
#include "fate/messages.h"
#include "intake/intake.h"
#include "intake/messages.h"
#include "ledger/responses.h"
#include "text/normal.h"

/* A word in either file, and its meaning. */
struct meaning {
	const char *word;
	enum fate_change change;
};

static const struct meaning of_returns[] = {
    {"undelivered", CHANGE_RETURNED},
    {"returned", CHANGE_RETURNED},
    {"obeställbar", CHANGE_RETURNED},
    {"obeställbart", CHANGE_RETURNED},
    {"retur", CHANGE_RETURNED},
    {"returnert", CHANGE_RETURNED},
    {"answered", CHANGE_ANSWERED},
    {"answer", CHANGE_ANSWERED},
    {"besvarat", CHANGE_ANSWERED},
    {"svar", CHANGE_ANSWERED},
    {"besvart", CHANGE_ANSWERED},
    {NULL, CHANGE_COUNT},
};

static const struct meaning of_reconciled[] = {
    {"ok", CHANGE_POSTED},
    {"reprint", CHANGE_WANTED},
    {"omtryck", CHANGE_WANTED},
    {"trykk på nytt", CHANGE_WANTED},
    {"pulled", CHANGE_WITHDRAWN},
    {"uttagen", CHANGE_WITHDRAWN},
    {"uttaget", CHANGE_WITHDRAWN},
    {"tatt ut", CHANGE_WITHDRAWN},
    {NULL, CHANGE_COUNT},
};

static const char *const letter_names[] = {"letter", "brev", "nummer", "number",
    "code", "kod", "svarskod", "response_code", "svarskode", NULL};
static const char *const result_names[] = {
    "result", "utfall", "resultat", "status", NULL};
#define COLUMNS_MOST 9 /* of either */

/* Where the file says one thing; more than once perhaps. */
struct said_in {
	size_t at[COLUMNS_MOST];
	size_t count;
};

struct listing {
	struct chain *chain;
	struct intake *intake;
	const char *path;
	enum listed_use use;
	uint8_t *found; /* by letter: a change and one, 0 for none */
	struct ledger *ledger; /* open where letters have response codes */
	struct response_codes *codes; /* NULL: they have none */
	struct said_in letter, result; /* columns */
	struct diag *diag;
};

static struct said_in
find_columns_called(const struct intake_found *found, const char *const *names)
{
	struct said_in said = {.count = 0};
	for (; *names; names++) {
		for (size_t i = 0; i < found->count; i++) {
			if (said.count < COLUMNS_MOST &&
			    text_same(found->names[i], slice_view(*names)))
				said.at[said.count++] = i;
		}
	}
	return said;
}

static bool
fault(struct listing *listing, uint32_t line, const struct message *what)
{
	REPORT(listing->diag, NO_SPAN, what, ARGS(listing->path, line));
	return false;
}

/* Says whether the letter was made apart, without saying whose it is. */
static bool
no_letter(struct listing *listing, uint32_t line, const char *code)
{
	bool apart;
	if (!ledger_is_made_apart(
		listing->ledger, listing->codes, code, &apart, listing->diag))
		return false;
	fault(listing, line, apart ? &fate_list_apart : &fate_list_code);
	if (apart)
		HINT(listing->diag, &fate_list_apart_hint, NO_ARGS);
	return false;
}

/* A response code, as somebody wrote it. It begins with a letter, as no number
 * does, so neither is ever taken for the other. */
static bool
read_code(struct listing *listing, const struct intake_record *record,
    struct slice text, uint32_t *letter)
{
	char code[RESPONSE_SIZE];
	if (!listing->codes)
		return fault(listing, record->line, &fate_list_number);
	switch (response_read(listing->codes, text, code)) {
	case RESPONSE_GOOD:
		break;
	case RESPONSE_NONE:
		return fault(listing, record->line, &fate_list_no_code);
	case RESPONSE_WRONG:
		return fault(listing, record->line, &fate_list_wrong_code);
	}
	if (!ledger_find_response(listing->ledger, code, letter, listing->diag))
		return false;
	return *letter ? true : no_letter(listing, record->line, code);
}

static bool
read_one(struct listing *listing, const struct intake_record *record,
    struct slice text, uint32_t *letter)
{
	struct numbers numbers;
	if (!numbers_read(&numbers, listing->chain->mem, text) ||
	    numbers_count(&numbers) != 1)
		return read_code(listing, record, text, letter);
	*letter = numbers.at[0].first;
	return true;
}

/* By its number, its code or both, which must agree: a number beside a code may
 * be something else's. */
static bool
read_letter(struct listing *listing, const struct intake_record *record,
    uint32_t *letter)
{
	const struct said_in *said = &listing->letter;
	*letter = 0;
	for (size_t i = 0; i < said->count; i++) {
		struct slice text = record->cells[said->at[i]];
		bool last = i + 1 == said->count && !*letter;
		uint32_t one;
		if (slice_is_blank(text) && !last)
			continue;
		if (!read_one(listing, record, text, &one))
			return false;
		if (*letter && *letter != one)
			return fault(listing, record->line, &fate_list_differ);
		*letter = one;
	}
	if (*letter > listing->chain->fates.letters)
		return fault(listing, record->line, &fate_list_unknown);
	if (listing->found[*letter])
		return fault(listing, record->line, &fate_list_twice);
	return true;
}

static enum fate_change
meaning_in(const struct meaning *meaning, struct slice text)
{
	while (meaning->word && !text_same(text, slice_view(meaning->word)))
		meaning++;
	return meaning->change;
}

/* CHANGE_COUNT: it means nothing here. A list of letters to print again may be
 * either file; what is spoiled or came back is printed. */
static enum fate_change
meaning_of(const struct listing *listing, struct slice text)
{
	if (listing->use == LISTED_RETURNS)
		return meaning_in(of_returns, text);
	enum fate_change said = meaning_in(of_reconciled, text);
	if (listing->use == LISTED_RECONCILED)
		return said;
	if (said == CHANGE_COUNT)
		said = meaning_in(of_returns, text);
	return said == CHANGE_WANTED || said == CHANGE_RETURNED
		   ? CHANGE_REPRINTED
		   : said;
}

/* Of several columns the first counts; another may say something else
 * altogether, but not another result. */
static bool
read_change(struct listing *listing, const struct intake_record *record,
    enum fate_change *change)
{
	const struct said_in *said = &listing->result;
	*change =
	    listing->use == LISTED_LETTERS ? CHANGE_REPRINTED : CHANGE_RETURNED;
	if (!said->count)
		return true;
	*change = meaning_of(listing, record->cells[said->at[0]]);
	if (*change == CHANGE_COUNT)
		return fault(listing, record->line, &fate_list_result);
	for (size_t i = 1; i < said->count; i++) {
		enum fate_change other =
		    meaning_of(listing, record->cells[said->at[i]]);
		if (other != CHANGE_COUNT && other != *change)
			return fault(listing, record->line, &fate_list_differ);
	}
	if (listing->use == LISTED_LETTERS && *change != CHANGE_REPRINTED)
		return fault(listing, record->line, &fate_list_not_again);
	return true;
}

static bool
take_record(struct listing *listing, const struct intake_record *record)
{
	const struct fates *fates = &listing->chain->fates;
	uint32_t letter;
	enum fate_change change;
	if (!read_letter(listing, record, &letter) ||
	    !read_change(listing, record, &change))
		return false;
	/* posting its batch has already said so */
	if (listing->use == LISTED_RECONCILED && change == CHANGE_POSTED &&
	    fates_of(fates, letter) == FATE_POSTED)
		return true;
	if (!fates_allow(fates, letter, change))
		return fault(listing, record->line, &fate_list_not_allowed);
	listing->found[letter] = (uint8_t)(change + 1);
	return true;
}

/* Whether a column is called as a result is: "answered", with a cross or a
 * "no" in it, which nobody reads. */
static bool
has_result_as_name(const struct intake_found *found)
{
	for (size_t i = 0; i < found->count; i++) {
		if (meaning_in(of_returns, found->names[i]) != CHANGE_COUNT ||
		    meaning_in(of_reconciled, found->names[i]) != CHANGE_COUNT)
			return true;
	}
	return false;
}

/* Where no column says what became of the letters, nothing else may seem to. */
static bool
goes_without_result(
    const struct listing *listing, const struct intake_found *found)
{
	if (listing->use == LISTED_LETTERS)
		return !has_result_as_name(found);
	return listing->use == LISTED_RETURNS &&
	       found->count == listing->letter.count;
}

static bool
find_columns(struct listing *listing)
{
	const struct intake_found *found = intake_found(listing->intake);
	listing->letter = find_columns_called(found, letter_names);
	listing->result = find_columns_called(found, result_names);
	/* a list of one column needs no header */
	if (!listing->letter.count && found->count == 1)
		listing->letter.count = 1;
	if (listing->letter.count &&
	    (listing->result.count || goes_without_result(listing, found)))
		return true;
	REPORT(listing->diag, NO_SPAN, &fate_list_columns, ARGS(listing->path));
	HINT(listing->diag, &fate_list_columns_hint, NO_ARGS);
	return false;
}

/* The header of a list without one is its first letter, or is refused: it is
 * never passed over. */
static bool
take_header(struct listing *listing)
{
	const struct intake_found *found = intake_found(listing->intake);
	const struct intake_record record = {
	    .line = found->header_line,
	    .cells = found->names,
	    .count = found->count,
	};
	return find_columns_called(found, letter_names).count ||
	       take_record(listing, &record);
}

/* Reports every fault of the file. */
static bool
read_all(struct listing *listing)
{
	struct intake_record record;
	enum intake_result result;
	if (!find_columns(listing))
		return false;
	bool ok = take_header(listing);
	while ((result = intake_next(listing->intake, &record)) <=
	       INTAKE_MALFORMED) {
		bool fine = result == INTAKE_ROW ? take_record(listing, &record)
						 : fault(listing, record.line,
						       &fate_list_number);
		ok = fine && ok;
	}
	return ok && result == INTAKE_END;
}

/* What was said of the file that nobody who looks at it sees, or that somebody
 * took away. Elsewhere it is a warning; an event is never taken back. */
static bool
is_doubt(const struct message *said)
{
	return said == &intake_hidden_rows || said == &intake_struck_rows ||
	       said == &intake_other_sheets || said == &intake_sheets_beyond ||
	       said == &intake_double_name;
}

static bool
leaves_no_doubt(struct listing *listing, size_t from)
{
	for (size_t i = from; i < diag_count(listing->diag); i++) {
		if (!is_doubt(diag_view(listing->diag, i)->main.message))
			continue;
		REPORT(listing->diag, NO_SPAN, &fate_list_doubt,
		    ARGS(listing->path));
		HINT(listing->diag, &fate_list_doubt_hint, NO_ARGS);
		return false;
	}
	return true;
}

static void
fill(struct listing *listing, struct event *event)
{
	struct arena *mem = listing->chain->mem;
	for (uint32_t n = 1; n <= listing->chain->fates.letters; n++) {
		if (listing->found[n])
			numbers_add(
			    &event->letters[listing->found[n] - 1], mem, n);
	}
	event->file = slice_view(path_name(listing->path));
	event->sha256 = intake_found(listing->intake)->digest;
}

static bool
open_codes(struct listing *listing, const char *run)
{
	listing->ledger =
	    ledger_open(path_join(listing->chain->mem, run, "keep/ledger.db"),
		listing->diag);
	if (listing->ledger)
		listing->codes = ledger_codes(listing->ledger);
	return listing->ledger;
}

bool
listed_read(struct chain *chain, const char *run, const char *path,
    enum listed_use use, struct event *event, struct diag *diag)
{
	const struct intake_options options = {.path = path};
	struct listing listing = {
	    .chain = chain,
	    .path = path,
	    .use = use,
	    .diag = diag,
	    .found = ARENA_ARRAY(
		chain->mem, uint8_t, (size_t)chain->fates.letters + 1),
	};
	size_t said = diag_count(diag);
	listing.intake = intake_open(chain->mem, &options, diag);
	bool ok = listing.intake && open_codes(&listing, run) &&
		  read_all(&listing) && leaves_no_doubt(&listing, said);
	if (ok)
		fill(&listing, event);
	intake_close(listing.intake);
	response_codes_free(listing.codes);
	ledger_close(listing.ledger);
	return ok;
}
