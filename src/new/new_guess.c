#include "new/new_guess.h"

#include "text/normal.h"

/* Spellings in small letters with single blanks; the best of a role first. */
static const struct {
	enum new_role role;
	const char *name;
} spellings[] = {
    {NEW_FIRST_NAME, "tilltalsnamn"},
    {NEW_FIRST_NAME, "förnamn"},
    {NEW_FIRST_NAME, "fornamn"},
    {NEW_FIRST_NAME, "etunimi"},
    {NEW_FIRST_NAME, "etunimet"},
    {NEW_FIRST_NAME, "first name"},
    {NEW_LAST_NAME, "efternamn"},
    {NEW_LAST_NAME, "sukunimi"},
    {NEW_LAST_NAME, "last name"},
    {NEW_LAST_NAME, "surname"},
    {NEW_NAME, "namn"},
    {NEW_NAME, "aviseringsnamn"},
    {NEW_NAME, "klient"},
    {NEW_NAME, "klientnamn"},
    {NEW_NAME, "företag"},
    {NEW_NAME, "organisation"},
    {NEW_NAME, "nimi"},
    {NEW_NAME, "name"},
    {NEW_CO, "c o"},
    {NEW_CO, "co"},
    {NEW_CO, "c o adress"},
    {NEW_CO, "co adress"},
    {NEW_CO, "care of"},
    {NEW_STREET, "gatuadress"},
    {NEW_STREET, "utdelningsadress"},
    {NEW_STREET, "utdelningsadress2"},
    {NEW_STREET, "adress"},
    {NEW_STREET, "adress 1"},
    {NEW_STREET, "postadress"},
    {NEW_STREET, "gata"},
    {NEW_STREET, "katuosoite"},
    {NEW_STREET, "osoite"},
    {NEW_STREET, "street"},
    {NEW_STREET, "address"},
    {NEW_STREET2, "adress 2"},
    {NEW_STREET2, "utdelningsadress1"},
    {NEW_POSTCODE, "postnummer"},
    {NEW_POSTCODE, "postnr"},
    {NEW_POSTCODE, "post nr"},
    {NEW_POSTCODE, "postinumero"},
    {NEW_POSTCODE, "postcode"},
    {NEW_POSTCODE, "zip"},
    {NEW_TOWN, "postort"},
    {NEW_TOWN, "ort"},
    {NEW_TOWN, "stad"},
    {NEW_TOWN, "postitoimipaikka"},
    {NEW_TOWN, "town"},
    {NEW_TOWN, "city"},
    {NEW_COUNTRY, "land"},
    {NEW_COUNTRY, "country"},
    {NEW_GUARDIAN, "god man"},
    {NEW_GUARDIAN, "godman"},
    {NEW_GUARDIAN, "god man namn"},
    {NEW_GUARDIAN, "god man förvaltare"},
    {NEW_GUARDIAN, "förvaltare"},
    {NEW_GUARDIAN, "ställföreträdare"},
    {NEW_GUARDIAN_STREET, "god man adress"},
    {NEW_GUARDIAN_STREET, "förvaltare adress"},
    {NEW_GUARDIAN_POSTCODE, "god man postnr"},
    {NEW_GUARDIAN_POSTCODE, "god man postnummer"},
    {NEW_GUARDIAN_POSTCODE, "förvaltare postnr"},
    {NEW_GUARDIAN_TOWN, "god man ort"},
    {NEW_GUARDIAN_TOWN, "god man postort"},
    {NEW_GUARDIAN_TOWN, "förvaltare ort"},
};

/* Keys that are not identity numbers. */
static const char *const key_names[] = {"organisationsnummer", "orgnr",
    "org nr", "klientnummer", "klientnr", "kundnummer", "kundnr", "personid",
    "id", "ärendenummer", "nummer", "nr", "löpnummer", "löpnr", NULL};

/* Whether a header is the spelling, with any signs for its blanks. */
static bool
is_spelling(struct arena *mem, struct slice header, const char *spelling)
{
	char *bytes = arena_raw(mem, header.len);
	for (size_t i = 0; i < header.len; i++)
		bytes[i] = strchr("-_./,()", header.at[i]) && header.at[i]
			       ? ' '
			       : header.at[i];
	return text_same(
	    (struct slice){bytes, header.len}, slice_view(spelling));
}

static size_t
find_spelling(struct arena *mem, const struct slice *names, size_t count,
    const char *spelling)
{
	for (size_t i = 0; i < count; i++) {
		if (is_spelling(mem, names[i], spelling))
			return i;
	}
	return NEW_NONE;
}

/* A guardian's column of another kind than the one that was found. */
static void
find_open(struct arena *mem, const struct slice *names, struct new_guess *guess)
{
	size_t guardian = guess->columns[NEW_GUARDIAN];
	const char *stem =
	    guardian == NEW_NONE ? NULL : marks_find(mem, names[guardian]).stem;
	for (size_t i = 0; i < guess->count; i++)
		guess->open[i] = guess->marks[i] == MARK_KIND_GUARDIAN &&
				 marks_find(mem, names[i]).stem != stem;
}

static void
find_marks(struct arena *job_mem, struct arena *mem, const struct slice *names,
    size_t count, struct new_guess *guess)
{
	guess->count = count;
	guess->marks = ARENA_ARRAY(job_mem, enum mark_kind, count + 1);
	guess->open = ARENA_ARRAY(job_mem, bool, count + 1);
	for (size_t i = 0; i < count; i++)
		guess->marks[i] = marks_find(mem, names[i]).kind;
}

void
new_guess_by_name(struct arena *job_mem, const struct slice *names,
    size_t count, struct new_guess *guess)
{
	struct arena *mem = arena_new();
	find_marks(job_mem, mem, names, count, guess);
	for (size_t role = 0; role < NEW_ROLES; role++)
		guess->columns[role] = NEW_NONE;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		size_t *column = &guess->columns[spellings[i].role];
		if (*column == NEW_NONE)
			*column =
			    find_spelling(mem, names, count, spellings[i].name);
	}
	find_open(mem, names, guess);
	guess->organisations = guess->surname_first = false;
	arena_free(mem);
}

/* Nine of ten filled cells, and half of the rows filled. */
static bool
is_mostly(const struct profile *profile, const struct profile_column *column,
    uint32_t such)
{
	return column->filled > 0 && column->filled * 2 >= profile->rows &&
	       (uint64_t)such * 10 >= (uint64_t)column->filled * 9;
}

static size_t
find_key_by_name(const struct profile *profile)
{
	struct arena *mem = arena_new();
	size_t found = NEW_NONE;
	for (const char *const *name = key_names; *name && found == NEW_NONE;
	     name++) {
		for (size_t i = 0; i < profile->count; i++) {
			if (is_spelling(mem, profile->columns[i].name, *name))
				found = i;
		}
	}
	arena_free(mem);
	return found;
}

/* A column that is never empty and never the same twice. */
static size_t
find_key_by_values(const struct profile *profile)
{
	for (size_t i = 0; i < profile->count; i++) {
		const struct profile_column *column = &profile->columns[i];
		if (column->filled > 1 && !column->empty && !column->repeats)
			return i;
	}
	return NEW_NONE;
}

/* The first column of identity numbers; a case worker's repeat. */
static void
person_at(const struct profile *profile, size_t index, size_t *person)
{
	if (*person == NEW_NONE || !profile->columns[index].repeats ||
	    profile->columns[*person].repeats)
		*person = index;
}

void
new_guess_key(const struct profile *profile, struct new_guess *guess)
{
	size_t organisation = NEW_NONE;
	size_t *key = &guess->columns[NEW_KEY];
	size_t *person = &guess->columns[NEW_PERSON];
	for (size_t i = profile->count; i-- > 0;) {
		const struct profile_column *column = &profile->columns[i];
		if (is_mostly(profile, column, column->identities))
			person_at(profile, i, person);
		else if (is_mostly(profile, column, column->organisations))
			organisation = i;
	}
	guess->organisations = *person == NEW_NONE && organisation != NEW_NONE;
	*key = guess->organisations ? organisation : *person;
	if (*key == NEW_NONE)
		*key = find_key_by_name(profile);
	if (*key == NEW_NONE)
		*key = find_key_by_values(profile);
}

/* The street that `except` was taken for by its name, if another has one. */
static void
find_other_street(
    const struct profile *profile, struct new_guess *guess, size_t except)
{
	struct arena *mem = arena_new();
	size_t *street = &guess->columns[NEW_STREET];
	*street = NEW_NONE;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		for (size_t c = 0; c < profile->count; c++) {
			if (spellings[i].role == NEW_STREET && c != except &&
			    *street == NEW_NONE &&
			    is_spelling(mem, profile->columns[c].name,
				spellings[i].name))
				*street = c;
		}
	}
	arena_free(mem);
}

static void
guess_postal(const struct profile *profile, struct new_guess *guess)
{
	if (guess->columns[NEW_POSTCODE] != NEW_NONE &&
	    guess->columns[NEW_TOWN] != NEW_NONE)
		return;
	for (size_t i = 0; i < profile->count; i++) {
		const struct profile_column *column = &profile->columns[i];
		if (!is_mostly(profile, column, column->postals))
			continue;
		guess->columns[NEW_POSTAL] = i;
		guess->columns[NEW_POSTCODE] = NEW_NONE;
		guess->columns[NEW_TOWN] = NEW_NONE;
		if (guess->columns[NEW_STREET] == i)
			find_other_street(profile, guess, i);
		return;
	}
}

static void
guess_name(const struct profile *profile, struct new_guess *guess)
{
	size_t *name = &guess->columns[NEW_NAME];
	if (guess->columns[NEW_LAST_NAME] != NEW_NONE || guess->organisations)
		return;
	for (size_t i = 0; i < profile->count; i++) {
		const struct profile_column *column = &profile->columns[i];
		bool is_name = *name == i ||
			       (*name == NEW_NONE && !new_guess_uses(guess, i));
		if (!is_name ||
		    !is_mostly(profile, column, column->surname_first))
			continue;
		*name = i;
		guess->surname_first = true;
		return;
	}
}

void
new_guess_joined(const struct profile *profile, struct new_guess *guess)
{
	guess_postal(profile, guess);
	guess_name(profile, guess);
}

bool
new_guess_uses(const struct new_guess *guess, size_t column)
{
	if (guess->marks[column] == MARK_KIND_PROTECTED ||
	    guess->marks[column] == MARK_KIND_DECEASED)
		return true;
	for (size_t role = 0; role < NEW_ROLES; role++) {
		if (guess->columns[role] == column)
			return true;
	}
	return false;
}

static const struct {
	enum new_choice choice;
	const char *part; /* of a folded header */
} choice_parts[] = {
    {NEW_CHOICE_NEVER, "storstil"},
    {NEW_CHOICE_NEVER, "stor stil"},
    {NEW_CHOICE_NEVER, "textstorlek"},
    {NEW_CHOICE_NEVER, "format"},
    {NEW_CHOICE_NEVER, "utskick"},
    {NEW_CHOICE_NEVER, "språk"},
    {NEW_CHOICE_NEVER, "kieli"},
    {NEW_CHOICE_NEVER, "language"},
    {NEW_CHOICE_NEVER, "kön"},
    {NEW_CHOICE_NEVER, "sukupuoli"},
    {NEW_CHOICE_NEVER, "gender"},
    {NEW_CHOICE_NEVER, "titel"},
    {NEW_CHOICE_NEVER, "handläggare"},
    {NEW_CHOICE_NEVER, "telefon"},
    {NEW_CHOICE_NEVER, "anteckning"},
    {NEW_CHOICE_RESIDENCE, "boende"},
    {NEW_CHOICE_RESIDENCE, "boform"},
    {NEW_CHOICE_RESIDENCE, "asumi"},
    {NEW_CHOICE_RESIDENCE, "residence"},
    {NEW_CHOICE_RESIDENCE, "housing"},
    {NEW_CHOICE_STATUS, "status"},
    {NEW_CHOICE_STATUS, "insats"},
    {NEW_CHOICE_STATUS, "beslut"},
    {NEW_CHOICE_STATUS, "målgrupp"},
    {NEW_CHOICE_STATUS, "kategori"},
    {NEW_CHOICE_STATUS, "ärendetyp"},
    {NEW_CHOICE_STATUS, "kundtyp"},
    {NEW_CHOICE_STATUS, "category"},
};

enum new_choice
new_guess_choice(struct slice name)
{
	struct arena *mem = arena_new();
	struct slice folded = text_fold(mem, name);
	enum new_choice choice = NEW_CHOICE_MAYBE;
	for (size_t i = 0; i < sizeof choice_parts / sizeof *choice_parts;
	     i++) {
		if (slice_find(folded, slice_view(choice_parts[i].part)) ==
		    folded.len)
			continue;
		choice = choice_parts[i].choice;
		break;
	}
	arena_free(mem);
	return choice;
}
