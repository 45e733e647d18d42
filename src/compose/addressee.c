#include "compose/addressee.h"
#include "base/code.h"
#include "compose/messages.h"
#include "record/beside_name.h"
#include "text/normal.h"

static const char *const addressee_names[] = {"client", "care-of", "guardian"};

const char *
addressee_name(enum addressee addressee)
{
	return addressee_names[addressee];
}

enum addressee
addressee_of(struct slice name)
{
	if (slice_is(name, addressee_names[ADDRESSEE_GUARDIAN]))
		return ADDRESSEE_GUARDIAN;
	if (slice_is(name, addressee_names[ADDRESSEE_CARE_OF]))
		return ADDRESSEE_CARE_OF;
	return ADDRESSEE_CLIENT;
}

size_t
addressee_list(const struct job_reads *reads, enum guardian_mail mail,
    const struct row *row, enum addressee to[ADDRESSEES_MAX])
{
	to[0] = ADDRESSEE_CLIENT;
	if (reads->guardian == COLUMN_NONE ||
	    row->values[reads->guardian].kind == VALUE_EMPTY)
		return 1;
	switch (mail) {
	case GUARDIAN_CLIENT:
		break;
	case GUARDIAN_INSTEAD:
		to[0] = ADDRESSEE_GUARDIAN;
		break;
	case GUARDIAN_CARE_OF:
		to[0] = ADDRESSEE_CARE_OF;
		break;
	case GUARDIAN_BOTH:
		to[1] = ADDRESSEE_GUARDIAN;
		return 2;
	}
	return 1;
}

static bool
is_filled(const struct row *row, size_t column)
{
	return column != COLUMN_NONE && row->values[column].kind != VALUE_EMPTY;
}

static bool
has_guardian_address(const struct job_reads *reads, const struct row *row)
{
	const struct address_columns *client = &reads->address,
				     *at = &reads->guardian_address;
	const size_t theirs[] = {
	    at->street, at->street2, at->co, at->postcode, at->town};
	const size_t ours[] = {client->street, client->street2, client->co,
	    client->postcode, client->town};
	for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++) {
		if (theirs[i] != ours[i] && is_filled(row, theirs[i]))
			return true;
	}
	return false;
}

/* Whole cells. */
static const char *const no_names[] = {"ja", "j", "yes", "y", "x", "nej", "n",
    "no", "nei", "kyllä", "ei", "inga", "true", "false", "sant", "falskt",
    "finns", "har", "förordnad", "förordnat", "anhörig", "anhöriga", "fullmakt",
    "framtidsfullmakt", "oppnevnt", "pårørende", "määrätty", "omainen",
    "ei ole", NULL};
/*
 * Words that no name has. Not inga, tom, ole and ska, which are parts of names:
 * the dates behind "tom" tell it apart.
 */
static const char *const ended[] = {
    /* there is none, or not yet */
    "ingen", "inget", "ej", "inte", "utan", "saknas", "saknar", "nej", "okänd",
    "okänt", "oklar", "oklart", "aktuell", "aktuellt", "behövs", "behöver",
    "ansökan", "ansökt", "anmälan", "utreds", "utredning", "utse", "utses",
    "utsedd", "utsett", "förordnas", "tillsätts", "tillsättas", "väntar",
    "väntas", "inväntar", "pågår", "pågående", "vakant", "akt",
    /* or no more */
    "upphör", "upphörde", "upphört", "upphörd", "upphävd", "upphävs", "upphävt",
    "avslutad", "avslutas", "avslutat", "avslutats", "entledigad", "entledigas",
    "entledigat", "tidigare", "förra", "förre", "fd", "avgått", "avgår",
    "avsagt", "avböjt", "slutar", "slutade", "slutat", "byte", "bytas", "byter",
    "byts", "bytt", "bytts", "ersatt", "ersätts", "ersättare", "vilande",
    "återkallad", "återkallat", "överklagad", "överklagan", "överklagas",
    "överklagat", "avliden", "avlidit", "avled", "död",
    /* Norwegian and Danish */
    "ikke", "uten", "uden", "mangler", "nei", "ukjent", "ukendt", "oppnevnes",
    "oppnevning", "søkt", "søknad", "opphører", "opphørt", "ophørt",
    "avsluttet", "afsluttet", "tidligere", "fratrådt", "bytte", "byttes",
    "byttet", "erstattet", "avdød", "død",
    /* Finnish */
    "edunvalvojaa", "puuttuu", "määrätään", "vireillä", "päättyy", "päättynyt",
    "lakannut", "entinen", "eronnut", "vaihtuu", "kuollut", "tuntematon",
    /* English */
    "former", "ended", "until", "pending", "vacant", "unknown", "replaced",
    "resigned", "deceased", NULL};

static bool
is_one_of(struct slice word, const char *const *words)
{
	for (size_t i = 0; words[i]; i++) {
		if (slice_is(word, words[i]))
			return true;
	}
	return false;
}

static bool
is_in_word(char c)
{
	return char_is_letter(c) || char_is_digit(c) ||
	       (unsigned char)c >= 0x80;
}

/* "Eva Ek t.o.m. mars", "f.d. Eva Ek"; F.D. may be initials. */
static bool
has_short_form(struct slice text)
{
	static const char *const forms[] = {"t.o.m", "T.o.m", "f.d", "F.d"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (slice_find(text, slice_view(forms[i])) < text.len)
			return true;
	}
	return false;
}

/* A digit is of the day on which it began or ended, or of something else that
 * is no name; a telephone number the address says. Ole is one. */
static bool
is_no_name(struct slice text, struct slice folded)
{
	if ((slice_has_digit(text) && !beside_name_is_found(text)) ||
	    has_short_form(text) || slice_starts(folded, "ei ole "))
		return true;
	for (size_t i = 0; i < folded.len;) {
		size_t from = i;
		while (i < folded.len && is_in_word(folded.at[i]))
			i++;
		if (is_one_of(slice_part(folded, from, i - from), ended))
			return true;
		i += i == from;
	}
	return false;
}

bool
addressee_is_clear(const struct job_reads *reads, enum guardian_mail mail,
    struct arena *letter_mem, const struct row *row, struct problem *why)
{
	if (reads->guardian == COLUMN_NONE || mail == GUARDIAN_CLIENT)
		return true;
	struct slice column = reads->columns.at[reads->guardian].name;
	if (!is_filled(row, reads->guardian)) {
		if (!has_guardian_address(reads, row))
			return true;
		PROBLEM(why, &compose_guardian_nameless, ARGS(column));
		return false;
	}
	struct slice name = row->values[reads->guardian].text;
	/* what the job lists as a value is meant */
	bool is_meant =
	    reads->columns.at[reads->guardian].type == COLUMN_CHOICE;
	struct slice folded = text_fold(letter_mem, name);
	if (!is_one_of(folded, no_names) &&
	    (is_meant || !is_no_name(name, folded)))
		return true;
	PROBLEM(why, &compose_guardian_word, ARGS(column));
	return false;
}

static void
move_line(struct address *address, size_t to, size_t from)
{
	address->lines[to] = address->lines[from];
	address->kinds[to] = address->kinds[from];
}

/* Puts a line second, after the name. */
static void
insert_line(struct address *address, enum address_line kind, struct slice line)
{
	for (size_t i = address->count; i > 1; i--)
		move_line(address, i, i - 1);
	address->lines[1] = line;
	address->kinds[1] = kind;
	address->count++;
}

static struct slice
client_name(const struct job_reads *reads, struct arena *letter_mem,
    const struct row *row)
{
	struct slice parts[4];
	size_t count = 0;
	for (size_t i = 0; i < reads->address.name_count; i++) {
		struct slice part = row->values[reads->address.name[i]].text;
		if (part.len)
			parts[count++] = part;
	}
	return arena_join(letter_mem, parts, count, SLICE(" "));
}

/* A line for each name of a household in place of the first line. */
static void
name_all(struct address *address, const struct household_names *names)
{
	if (names->count < 2)
		return;
	for (size_t i = address->count; i > 1; i--)
		move_line(address, i + names->count - 2, i - 1);
	for (size_t i = 0; i < names->count; i++) {
		address->lines[i] = names->full[i];
		address->kinds[i] = ADDRESS_NAME;
	}
	address->count += names->count - 1;
}

struct slice
household_names_write(struct arena *arena, const struct household_names *names)
{
	struct slice parts[2 * NAMES_MAX];
	for (size_t i = 0; i < names->count; i++) {
		parts[2 * i] = names->first[i];
		parts[2 * i + 1] = names->full[i];
	}
	return arena_join(arena, parts, 2 * names->count, SLICE("\n"));
}

struct household_names
household_names_read(struct slice text)
{
	struct household_names names = {.count = 0};
	while (text.len && names.count < NAMES_MAX) {
		size_t end = slice_find_char(text, '\n');
		names.first[names.count] = slice_part(text, 0, end);
		text = slice_from(text, end + 1);
		end = slice_find_char(text, '\n');
		names.full[names.count++] = slice_part(text, 0, end);
		text = slice_from(text, end + 1);
	}
	return names;
}

bool
addressee_address(const struct job_reads *reads, const char *concerning,
    struct arena *letter_mem, const struct row *row, enum addressee addressee,
    const struct household_names *names, bool judged, struct address *address,
    struct problem *why)
{
	if (addressee == ADDRESSEE_CLIENT) {
		if (!address_make(letter_mem, &reads->address, &reads->columns,
			row, judged, address, why))
			return false;
		name_all(address, names);
		return true;
	}
	if (!address_make(letter_mem, &reads->guardian_address, &reads->columns,
		row, judged, address, why))
		return false;
	struct slice client = client_name(reads, letter_mem, row);
	if (!client.len) {
		PROBLEM(why, &compose_no_client_name, NO_ARGS);
		return false;
	}
	if (addressee == ADDRESSEE_GUARDIAN) {
		insert_line(address, ADDRESS_CONCERNING,
		    arena_print(letter_mem, "%s %.*s", concerning,
			(int)client.len, client.at));
		return true;
	}
	struct slice guardian = address->lines[0];
	address->lines[0] = client;
	insert_line(address, ADDRESS_CARE_OF,
	    arena_print(
		letter_mem, "c/o %.*s", (int)guardian.len, guardian.at));
	return true;
}
