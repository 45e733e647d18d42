#include "record/stand_in.h"

#include "base/code.h"
#include "base/utf8.h"
#include "text/normal.h"

/* Longer than any of the words, in bytes, with what may stand around them. */
#define LONGEST 64

enum {
	NAME = STAND_IN_NAME,
	LINE = STAND_IN_LINE,
	TOWN = STAND_IN_TOWN,
	SHOWN = STAND_IN_SHOWN,
	KEY = STAND_IN_KEY,
	ALL = NAME | LINE | TOWN | SHOWN | KEY,
	TITLE = 32, /* with one capital, Null, it is somebody's name */
};

/*
 * Folded, without signs at either end, sorted by bytes; none has a digit. The
 * languages are those in which registers were met or are kept; "" is what
 * programs write.
 */
static const struct word {
	const char *text, *languages;
	unsigned places;
} words[] = {
    {"address missing", "en", LINE | TOWN | SHOWN},
    {"address unknown", "en", LINE | TOWN | SHOWN},
    {"address withheld", "en", LINE | TOWN | SHOWN},
    {"adress okänd", "sv", LINE | TOWN | SHOWN},
    {"adress saknas", "sv", LINE | TOWN | SHOWN},
    {"adress skyddad", "sv", LINE | TOWN | SHOWN},
    {"adresse fehlt", "de", LINE | TOWN | SHOWN},
    {"adresse gesperrt", "de", LINE | TOWN | SHOWN},
    {"adresse mangler", "no da", LINE | TOWN | SHOWN},
    {"adresse ukendt", "da", LINE | TOWN | SHOWN},
    {"adresse ukjent", "no", LINE | TOWN | SHOWN},
    {"adresse unbekannt", "de", LINE | TOWN | SHOWN},
    {"adressebeskyttelse", "da", LINE | TOWN | SHOWN},
    {"adressebeskyttet", "da", LINE | TOWN | SHOWN},
    {"adressen okänd", "sv", LINE | TOWN | SHOWN},
    {"adressen saknas", "sv", LINE | TOWN | SHOWN},
    {"anschrift fehlt", "de", LINE | TOWN | SHOWN},
    {"anschrift unbekannt", "de", LINE | TOWN | SHOWN},
    {"asunnoton", "fi", LINE | TOWN | SHOWN},
    {"auskunftssperre", "de", ALL},
    {"avflyttad", "sv", LINE | TOWN},
    {"avflyttat", "sv", LINE | TOWN},
    {"avliden", "sv", LINE | TOWN},
    {"avregistrerad", "sv", LINE | TOWN | SHOWN},
    {"beskyttet", "no da", ALL},
    {"blank", "sv", LINE | TOWN | KEY},
    {"bostadslös", "sv", LINE | TOWN | SHOWN},
    {"confidential", "en", ALL},
    {"confidential address", "en", LINE | TOWN | SHOWN},
    {"d.o", "sv", LINE | TOWN},
    {"deceased", "en", LINE | TOWN},
    {"dito", "sv de", LINE | TOWN},
    {"ditto", "en", LINE | TOWN},
    {"död", "sv", LINE | TOWN},
    {"død", "no", LINE | TOWN},
    {"ei", "fi", LINE | TOWN},
    {"ei annettu", "fi", ALL},
    {"ei ilmoitettu", "fi", ALL},
    {"ei ole", "fi", LINE | TOWN},
    {"ei osoitetta", "fi", LINE | TOWN | SHOWN},
    {"ei saatavilla", "fi", ALL},
    {"ei sovellu", "fi", ALL},
    {"ei tiedossa", "fi", ALL},
    {"ei tietoa", "fi", ALL},
    {"ei tietoja", "fi", ALL},
    {"ei tunnettua osoitetta", "fi", LINE | TOWN | SHOWN},
    {"ei vakinaista asuntoa", "fi", LINE | TOWN | SHOWN},
    {"ei vakinaista osoitetta", "fi", LINE | TOWN | SHOWN},
    {"ej aktuellt", "sv", ALL},
    {"ej angett", "sv", ALL},
    {"ej angiven", "sv", ALL},
    {"ej angivet", "sv", ALL},
    {"ej angivna", "sv", ALL},
    {"ej ifylld", "sv", ALL},
    {"ej ifyllt", "sv", ALL},
    {"ej känd", "sv", ALL},
    {"ej känt", "sv", ALL},
    {"ej registrerad", "sv", ALL},
    {"ej registrerat", "sv", ALL},
    {"ej tillämpligt", "sv", ALL},
    {"ej uppgett", "sv", ALL},
    {"emigrerad", "sv", LINE | TOWN | SHOWN},
    {"empty", "en", LINE | TOWN | KEY},
    {"enligt ovan", "sv", LINE | TOWN},
    {"entfällt", "de", ALL},
    {"false", "", NAME | LINE | TOWN},
    {"falskt", "", NAME | LINE | TOWN},
    {"fehlt", "de", ALL},
    {"finns ej", "sv", ALL},
    {"finns inte", "sv", ALL},
    {"flyttad", "sv", LINE | TOWN},
    {"flyttat", "sv", LINE | TOWN},
    {"folkbokföringsadress saknas", "sv", LINE | TOWN | SHOWN},
    {"fortrolig", "no", ALL},
    {"fortrolig adresse", "no", LINE | TOWN | SHOWN},
    {"fortroligt", "da", ALL},
    {"geschützt", "de", ALL},
    {"gesperrt", "de", ALL},
    {"gradert", "no", ALL},
    {"hemlig", "sv", LINE | TOWN},
    {"hemlig adress", "sv", LINE | TOWN | SHOWN},
    {"hemlig uppgift", "sv", ALL},
    {"hemlös", "sv", LINE | TOWN | SHOWN},
    {"hemmelig adresse", "no da", LINE | TOWN | SHOWN},
    {"i kommunen skriven", "sv", LINE | TOWN | SHOWN},
    {"ikke aktuelt", "no", ALL},
    {"ikke angitt", "no", ALL},
    {"ikke angivet", "da", ALL},
    {"ikke kendt", "da", ALL},
    {"ikke kjent", "no", ALL},
    {"ikke oplyst", "da", ALL},
    {"ikke oppgitt", "no", ALL},
    {"ikke oppgitte", "no", ALL},
    {"ikke registrert", "no", ALL},
    {"ikke tilgjengelig", "no", ALL},
    {"ikke tilgængelig", "da", ALL},
    {"inga", "sv", LINE | TOWN},
    {"inga uppgifter", "sv", ALL},
    {"ingen", "sv", LINE | TOWN | KEY},
    {"ingen adress", "sv", LINE | TOWN | SHOWN},
    {"ingen adresse", "no da", LINE | TOWN | SHOWN},
    {"ingen fast adress", "sv", LINE | TOWN | SHOWN},
    {"ingen folkbokföringsadress", "sv", LINE | TOWN | SHOWN},
    {"ingen kendt adresse", "da", LINE | TOWN | SHOWN},
    {"ingen kjent adresse", "no", LINE | TOWN | SHOWN},
    {"ingen känd adress", "sv", LINE | TOWN | SHOWN},
    {"ingen oplysninger", "da", ALL},
    {"ingen opplysning", "no", ALL},
    {"ingen opplysninger", "no", ALL},
    {"ingen uppgift", "sv", ALL},
    {"inget", "sv", LINE | TOWN | KEY},
    {"inte angiven", "sv", ALL},
    {"inte angivet", "sv", ALL},
    {"inte känd", "sv", ALL},
    {"inte känt", "sv", ALL},
    {"ja", "sv", LINE | TOWN},
    {"k. a", "de", ALL},
    {"k.a", "de", ALL},
    {"keine", "de", LINE | TOWN},
    {"keine adresse", "de", LINE | TOWN | SHOWN},
    {"keine angabe", "de", ALL},
    {"keine angaben", "de", ALL},
    {"keine anschrift", "de", LINE | TOWN | SHOWN},
    {"keiner", "de", LINE | TOWN},
    {"kunnassa kirjoilla", "fi", LINE | TOWN | SHOWN},
    {"kuollut", "fi", LINE | TOWN},
    {"kyllä", "fi", LINE | TOWN},
    {"leer", "de", LINE | KEY},
    {"mangler", "no", ALL},
    {"missing", "en", ALL},
    {"muuttanut", "fi", LINE | TOWN},
    {"n.n", "", NAME | LINE | TOWN | KEY},
    {"n/a", "", ALL},
    {"na", "", LINE | KEY},
    {"name fehlt", "de", ALL},
    {"name unbekannt", "de", ALL},
    {"namn saknas", "sv", ALL},
    {"namnlös", "sv", ALL},
    {"nan", "", ALL | TITLE},
    {"nat", "", NAME | LINE | TOWN | TITLE}, /* NaT: no time */
    {"navn mangler", "no da", ALL},
    {"navne- og adressebeskyttet", "da", ALL},
    {"navnebeskyttet", "da", ALL},
    {"nei", "no", LINE | TOWN},
    {"nein", "de", LINE | TOWN},
    {"nej", "sv", LINE | TOWN},
    {"nicht angegeben", "de", ALL},
    {"nicht bekannt", "de", ALL},
    {"nicht verfügbar", "de", ALL},
    {"nicht vorhanden", "de", ALL},
    {"nil", "", LINE | KEY},
    {"nimi puuttuu", "fi", ALL},
    {"nimi tuntematon", "fi", ALL},
    {"nn", "", NAME | LINE | TOWN | KEY},
    {"no", "en", LINE | TOWN},
    {"no address", "en", LINE | TOWN | SHOWN},
    {"no data", "en", ALL},
    {"no fixed abode", "en", LINE | TOWN | SHOWN},
    {"no fixed address", "en", LINE | TOWN | SHOWN},
    {"no information", "en", ALL},
    {"no known address", "en", LINE | TOWN | SHOWN},
    {"no name", "en", ALL},
    {"nomen nescio", "sv", ALL},
    {"none", "", ALL | TITLE},
    {"not applicable", "", ALL},
    {"not available", "", ALL},
    {"not given", "en", ALL},
    {"not known", "en", ALL},
    {"not provided", "en", ALL},
    {"not recorded", "en", ALL},
    {"not specified", "en", ALL},
    {"not stated", "en", ALL},
    {"null", "", ALL | TITLE},
    {"o.a", "de", ALL},
    {"o.f.w", "de", LINE | TOWN | SHOWN},
    {"obefintlig", "sv", LINE | TOWN | SHOWN},
    {"ofw", "de", LINE | TOWN | SHOWN},
    {"ohne adresse", "de", LINE | TOWN | SHOWN},
    {"ohne angabe", "de", ALL},
    {"ohne anschrift", "de", LINE | TOWN | SHOWN},
    {"ohne festen wohnsitz", "de", LINE | TOWN | SHOWN},
    {"okänd", "sv", ALL},
    {"okänd adress", "sv", LINE | TOWN | SHOWN},
    {"okänd gata", "sv", LINE | TOWN | SHOWN},
    {"okänd ort", "sv", LINE | TOWN | SHOWN},
    {"okända", "sv", ALL},
    {"okänt", "sv", ALL},
    {"okänt namn", "sv", ALL},
    {"ort saknas", "sv", LINE | TOWN | SHOWN},
    {"osoite puuttuu", "fi", LINE | TOWN | SHOWN},
    {"osoite salainen", "fi", LINE | TOWN | SHOWN},
    {"osoite tuntematon", "fi", LINE | TOWN | SHOWN},
    {"postadress saknas", "sv", LINE | TOWN | SHOWN},
    {"protected", "en", ALL},
    {"protected address", "en", LINE | TOWN | SHOWN},
    {"puuttuu", "fi", ALL},
    {"på församlingen skriven", "sv", LINE | TOWN | SHOWN},
    {"på kommun skriven", "sv", LINE | TOWN | SHOWN},
    {"på kommunen skriven", "sv", LINE | TOWN | SHOWN},
    {"redacted", "en", ALL},
    {"saknar adress", "sv", LINE | TOWN | SHOWN},
    {"saknas", "sv", ALL},
    {"salainen", "fi", ALL},
    {"salainen osoite", "fi", LINE | TOWN | SHOWN},
    {"salattu", "fi", ALL},
    {"sama", "fi", LINE | TOWN},
    {"sama kuin yllä", "fi", LINE | TOWN},
    {"same", "en", LINE | TOWN},
    {"same as above", "en", LINE | TOWN},
    {"samma", "sv", LINE | TOWN},
    {"samma adress", "sv", LINE | TOWN},
    {"samme", "no da", LINE | TOWN},
    {"sant", "", NAME | LINE | TOWN | TITLE},
    {"se anm", "sv", LINE | TOWN},
    {"se anmärkning", "sv", LINE | TOWN},
    {"se ovan", "sv", LINE | TOWN},
    {"se ovenfor", "da", LINE | TOWN},
    {"se over", "no", LINE | TOWN},
    {"see above", "en", LINE | TOWN},
    {"sekretess", "sv", ALL},
    {"sekretessbelagd", "sv", ALL},
    {"sekretessbelagt", "sv", ALL},
    {"sekretessmarkerad", "sv", ALL},
    {"sekretessmarkering", "sv", ALL},
    {"siehe oben", "de", LINE | TOWN},
    {"skriven på församlingen", "sv", LINE | TOWN | SHOWN},
    {"skriven på kommunen", "sv", LINE | TOWN | SHOWN},
    {"skyddad", "sv", ALL},
    {"skyddad adress", "sv", LINE | TOWN | SHOWN},
    {"skyddad folkbokföring", "sv", ALL},
    {"skyddad identitet", "sv", ALL},
    {"skyddad personuppgift", "sv", ALL},
    {"skyddad uppgift", "sv", ALL},
    {"skyddade", "sv", ALL},
    {"skyddade personuppgifter", "sv", ALL},
    {"skyddade uppgifter", "sv", ALL},
    {"skyddat", "sv", ALL},
    {"sperret adresse", "no", LINE | TOWN | SHOWN},
    {"strengt fortrolig", "no", ALL},
    {"strengt fortrolig adresse", "no", LINE | TOWN | SHOWN},
    {"tba", "en", ALL},
    {"tbc", "en", ALL},
    {"tbd", "en", ALL},
    {"tiedot puuttuvat", "fi", ALL},
    {"tieto puuttuu", "fi", ALL},
    {"to be announced", "en", ALL},
    {"to be determined", "en", ALL},
    {"tom", "sv", LINE | TOWN | KEY},
    {"tomt", "sv", LINE | TOWN | KEY},
    {"true", "", NAME | LINE | TOWN | TITLE},
    {"tuntematon", "fi", ALL},
    {"tuntematon osoite", "fi", LINE | TOWN | SHOWN},
    {"turvakiellon alainen", "fi", ALL},
    {"turvakielto", "fi", ALL},
    {"tyhjä", "fi", LINE | TOWN | KEY},
    {"uden adresse", "da", LINE | TOWN | SHOWN},
    {"uden fast adresse", "da", LINE | TOWN | SHOWN},
    {"uden fast bopæl", "da", LINE | TOWN | SHOWN},
    {"ukendt", "da", ALL},
    {"ukendt adresse", "da", LINE | TOWN | SHOWN},
    {"ukendt navn", "da", ALL},
    {"ukjent", "no", ALL},
    {"ukjent adresse", "no", LINE | TOWN | SHOWN},
    {"ukjent navn", "no", ALL},
    {"ulkomailla", "fi", LINE | TOWN | SHOWN},
    {"unbekannt", "de", ALL},
    {"unbekannt verzogen", "de", LINE | TOWN | SHOWN},
    {"unbekannte adresse", "de", LINE | TOWN | SHOWN},
    {"unbekannte anschrift", "de", LINE | TOWN | SHOWN},
    {"undefined", "", ALL},
    {"unknown", "en", ALL},
    {"unknown address", "en", LINE | TOWN | SHOWN},
    {"unspecified", "en", ALL},
    {"uppgift okänd", "sv", ALL},
    {"uppgift saknas", "sv", ALL},
    {"uppgift saknas i registret", "sv", ALL},
    {"uppgifter saknas", "sv", ALL},
    {"utan adress", "sv", LINE | TOWN | SHOWN},
    {"utan fast adress", "sv", LINE | TOWN | SHOWN},
    {"utan fast bostad", "sv", LINE | TOWN | SHOWN},
    {"utan hemvist", "sv", LINE | TOWN | SHOWN},
    {"utan känd adress", "sv", LINE | TOWN | SHOWN},
    {"utan känd hemvist", "sv", LINE | TOWN | SHOWN},
    {"uten adresse", "no", LINE | TOWN | SHOWN},
    {"uten fast adresse", "no", LINE | TOWN | SHOWN},
    {"uten fast bopel", "no", LINE | TOWN | SHOWN},
    {"uten fast bosted", "no", LINE | TOWN | SHOWN},
    {"utflyttad", "sv", LINE | TOWN},
    {"utvandrad", "sv", LINE | TOWN | SHOWN},
    {"vacant", "en", LINE | TOWN},
    {"vailla vakinaista asuntoa", "fi", LINE | TOWN | SHOWN},
    {"vakant", "sv", LINE | TOWN},
    {"verstorben", "de", LINE | TOWN},
    {"vertraulich", "de", ALL},
    {"verzogen", "de", LINE | TOWN},
    {"vet ej", "sv", ALL},
    {"vet inte", "sv", ALL},
    {"withheld", "en", ALL},
    {"x", "", NAME | LINE | TOWN | KEY},
    {"xx", "", NAME | LINE | TOWN | KEY},
    {"xxx", "", NAME | LINE | TOWN | KEY},
    {"xxxx", "", NAME | LINE | TOWN | KEY},
    {"yes", "en", LINE | TOWN},
};

const char *
stand_in_word(size_t index)
{
	return index < sizeof words / sizeof *words ? words[index].text : NULL;
}

/* Nearly all texts are none of them, and most are told apart by a byte. */
static const struct word *
find_word(struct slice folded)
{
	size_t low = 0, high = sizeof words / sizeof *words;
	while (folded.len && low < high) {
		size_t middle = low + (high - low) / 2;
		const char *text = words[middle].text;
		int order =
		    (unsigned char)folded.at[0] - (unsigned char)text[0];
		if (!order)
			order = slice_compare(folded, slice_view(text));
		if (!order)
			return &words[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool
is_plain_sign(uint32_t code)
{
	return (code > ' ' && code < 0x7f) || code == 0xa8 || code == 0xb4 ||
	       code == 0xb7 || (code >= 0x2010 && code <= 0x203e);
}

/* Which characters a cell is made of. */
struct made_of {
	bool letters, digits; /* of any script */
	bool meant; /* signs that mean something where they are shown */
	size_t from, end; /* of letters and digits, first to last */
};

static struct made_of
look(struct slice text)
{
	struct made_of made = {.from = text.len};
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		unsigned char first = (unsigned char)text.at[at];
		uint32_t code =
		    first < 0x80 ? (at++, first) : utf8_next(text, &at);
		bool letter = code < 0x80 ? char_is_letter((char)code)
					  : code_is_letter(code);
		bool digit = !letter && (code < 0x80 ? char_is_digit((char)code)
						     : code_is_digit(code));
		made.letters |= letter;
		made.digits |= digit;
		if (letter || digit) {
			made.from = from < made.from ? from : made.from;
			made.end = at;
		} else if (!is_plain_sign(code) && !code_is_blank(code)) {
			made.meant = true;
		}
	}
	return made;
}

/* "(tom)", "<blank>", "[okänd]": nobody is called so. */
static bool
is_bracketed(struct slice text, const struct made_of *made)
{
	return made->from > 0 && made->end < text.len &&
	       strchr("([{<", text.at[made->from - 1]) &&
	       strchr(")]}>", text.at[made->end]);
}

/* One capital and small letters: Null, as names are written. */
static bool
is_title(struct slice text)
{
	if (text.len < 2 || text.at[0] < 'A' || text.at[0] > 'Z')
		return false;
	for (size_t i = 1; i < text.len; i++) {
		if (text.at[i] < 'a' || text.at[i] > 'z')
			return false;
	}
	return true;
}

bool
stand_in_is(
    struct arena *scratch, struct slice clean, enum stand_in_place place)
{
	if (!clean.len || clean.len > LONGEST)
		return false;
	struct made_of made = look(clean);
	if (!made.letters)
		return !made.digits && !(made.meant && place == STAND_IN_SHOWN);
	if (made.digits)
		return false;
	struct slice bare = slice_part(clean, made.from, made.end - made.from);
	struct slice folded = text_fold(scratch, bare);
	const struct word *found = find_word(folded);
	if (!found)
		return false;
	if (is_bracketed(clean, &made))
		return true;
	if ((found->places & TITLE) && place != STAND_IN_LINE && is_title(bare))
		return false;
	return (found->places & place) != 0;
}
