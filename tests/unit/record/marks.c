#include "record/marks.h"

#include "test.h"

static const struct {
	const char *header;
	enum mark_kind kind;
} cases[] = {
    {"Skydd", MARK_KIND_PROTECTED},
    {"SKYDD", MARK_KIND_PROTECTED},
    {" Sekretess\u00a0markering", MARK_KIND_PROTECTED},
    {"Sekretessmarkering", MARK_KIND_PROTECTED},
    {"Sekretess", MARK_KIND_PROTECTED},
    {"Sekr.", MARK_KIND_PROTECTED},
    {"Sekr.mark", MARK_KIND_PROTECTED},
    {"Personsekretess", MARK_KIND_PROTECTED},
    {"Skyddad identitet", MARK_KIND_PROTECTED},
    {"Skyddad_id", MARK_KIND_PROTECTED},
    {"Skyddade personuppgifter", MARK_KIND_PROTECTED},
    {"SkyddadFolkbokföring", MARK_KIND_PROTECTED},
    {"Skyddskod", MARK_KIND_PROTECTED},
    {"Skydds-ID", MARK_KIND_PROTECTED},
    {"Kvarskrivning", MARK_KIND_PROTECTED},
    {"Kvarskriven (J/N)", MARK_KIND_PROTECTED},
    {"Fingerade uppgifter", MARK_KIND_PROTECTED},
    {"Hemlig adress", MARK_KIND_PROTECTED},
    {"Turvakielto", MARK_KIND_PROTECTED},
    {"turvakiellon tyyppi", MARK_KIND_PROTECTED},
    {"Adressebeskyttelse", MARK_KIND_PROTECTED},
    {"Strengt fortrolig", MARK_KIND_PROTECTED},
    {"Sperret adresse", MARK_KIND_PROTECTED},
    {"Adressegradering", MARK_KIND_PROTECTED},
    {"Gradering", MARK_KIND_PROTECTED},
    {"Adressesperre", MARK_KIND_PROTECTED},
    {"Behovsgradering", MARK_KIND_NONE},
    {"Protected identity", MARK_KIND_PROTECTED},
    {"isProtected", MARK_KIND_PROTECTED},
    {"Confidential", MARK_KIND_PROTECTED},
    {"Avliden", MARK_KIND_DECEASED},
    {"Avl.datum", MARK_KIND_DECEASED},
    {"Avl. tim", MARK_KIND_NONE},
    {"Spärr", MARK_KIND_PROTECTED},
    {"Spärrad", MARK_KIND_PROTECTED},
    {"AvlidenDatum", MARK_KIND_DECEASED},
    {"Datum avliden", MARK_KIND_DECEASED},
    {"Avl.", MARK_KIND_DECEASED},
    {"Avlidendatum", MARK_KIND_DECEASED},
    {"Död", MARK_KIND_DECEASED},
    {"Do\u0308d", MARK_KIND_DECEASED},
    {"DÖDSDATUM", MARK_KIND_DECEASED},
    {"Dodsdatum", MARK_KIND_DECEASED},
    {"Dödsbo", MARK_KIND_DECEASED},
    {"Kuollut", MARK_KIND_DECEASED},
    {"Kuolinpäivä", MARK_KIND_DECEASED},
    {"Dødsdato", MARK_KIND_DECEASED},
    {"Avdød", MARK_KIND_DECEASED},
    {"Deceased", MARK_KIND_DECEASED},
    {"Date of death", MARK_KIND_DECEASED},
    {"God man", MARK_KIND_GUARDIAN},
    {"God_man.Adress", MARK_KIND_GUARDIAN},
    {"Godman postnr", MARK_KIND_GUARDIAN},
    {"God man/förvaltare", MARK_KIND_GUARDIAN},
    {"Förvaltare", MARK_KIND_GUARDIAN},
    {"Ställföreträdare", MARK_KIND_GUARDIAN},
    {"Ombud", MARK_KIND_GUARDIAN},
    {"Framtidsfullmakt", MARK_KIND_GUARDIAN},
    {"Vårdnadshavare 1", MARK_KIND_GUARDIAN},
    {"Edunvalvoja", MARK_KIND_GUARDIAN},
    {"Verge", MARK_KIND_GUARDIAN},
    {"Guardian name", MARK_KIND_GUARDIAN},
    {"Personnummer", MARK_KIND_NONE},
    {"Förnamn", MARK_KIND_NONE},
    {"Adress", MARK_KIND_NONE},
    {"Boendeform", MARK_KIND_NONE},
    {"Skyddsombud", MARK_KIND_NONE},
    {"Skyddsrum", MARK_KIND_NONE},
    {"Fingeravtryck", MARK_KIND_NONE},
    {"Förvaltning", MARK_KIND_NONE},
    {"Godkänd", MARK_KIND_NONE},
    {"Handläggare", MARK_KIND_NONE},
    {"Beslut till", MARK_KIND_NONE},
    {"Vergelöse", MARK_KIND_NONE},
    {"Rättighet", MARK_KIND_NONE},
    {"", MARK_KIND_NONE},
    {"#3", MARK_KIND_NONE},
};

static const struct {
	const char *header;
	bool identity;
} identities[] = {
    {"Personnummer", true},
    {"Anhörigs personnr", true},
    {"Pnr", true},
    {"PERSON-NR", true},
    {"Henkilötunnus", true},
    {"Hetu", true},
    {"Personal identity number", true},
    {"Samordningsnummer", true},
    {"Postnr", false},
    {"Kundnr", false},
    {"Personal", false},
    {"Telefonnummer", false},
};

static void
check_stems(struct arena *mem)
{
	struct header_mark name = marks_find(mem, SLICE("God man"));
	struct header_mark street = marks_find(mem, SLICE("God man adress"));
	struct header_mark other = marks_find(mem, SLICE("Ombud"));
	test_true("columns of one thing share a stem",
	    name.stem && name.stem == street.stem);
	test_true("another's do not", name.stem != other.stem);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_number(cases[i].header,
		    marks_find(mem, slice_view(cases[i].header)).kind,
		    cases[i].kind);
	for (size_t i = 0; i < COUNT(identities); i++)
		test_number(identities[i].header,
		    marks_identity(mem, slice_view(identities[i].header)),
		    identities[i].identity);
	check_stems(mem);
	arena_free(mem);
	return test_end();
}
