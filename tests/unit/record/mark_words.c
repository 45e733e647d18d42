#include "record/mark_words.h"

#include "test.h"

static const struct {
	const char *in;
	enum mark_kind want;
} cases[] = {
    {"", MARK_KIND_NONE},
    {"Storgatan 5", MARK_KIND_NONE},
    {"Sekretess", MARK_KIND_PROTECTED},
    {"SEKRETESSMARKERAD", MARK_KIND_PROTECTED},
    {"OBS! Skyddad identitet", MARK_KIND_PROTECTED},
    {"skyddade  personuppgifter", MARK_KIND_PROTECTED},
    {"Skyddad adress, ring", MARK_KIND_PROTECTED},
    {"Kvarskriven", MARK_KIND_PROTECTED},
    {"fingerade uppgifter", MARK_KIND_PROTECTED},
    {"Turvakielto", MARK_KIND_PROTECTED},
    {"bor i skyddat boende", MARK_KIND_PROTECTED},
    {"Sekretess: J", MARK_KIND_PROTECTED},
    {"avliden, skyddad identitet", MARK_KIND_PROTECTED},
    {"Sekretess: nej", MARK_KIND_NONE},
    {"sekretess hävd 2011", MARK_KIND_NONE},
    {"Ej sekretess", MARK_KIND_NONE},
    {"Utan sekretess", MARK_KIND_NONE},
    {"Skyddsrum finns", MARK_KIND_NONE},
    {"Skyddad verkstad", MARK_KIND_NONE},
    {"Sekretessprövad", MARK_KIND_NONE},
    {"Hemlig", MARK_KIND_NONE},
    {"Fingal", MARK_KIND_NONE},
    {"Avliden", MARK_KIND_DECEASED},
    {"AVLIDEN 2011-02-03", MARK_KIND_DECEASED},
    {"avled i mars", MARK_KIND_DECEASED},
    {"Anna Ek (död)", MARK_KIND_DECEASED},
    {"DÖD", MARK_KIND_DECEASED},
    {"do\xCC\x88"
     "d",
	MARK_KIND_DECEASED},
    {"Dödsbo", MARK_KIND_DECEASED},
    {"Dödsboet efter Anna Ek", MARK_KIND_DECEASED},
    {"Dbo Anna Ek", MARK_KIND_DECEASED},
    {"Anna †", MARK_KIND_DECEASED},
    {"Ek†", MARK_KIND_DECEASED},
    {"deceased", MARK_KIND_DECEASED},
    {"Kuollut", MARK_KIND_DECEASED},
    {"Ej avliden", MARK_KIND_NONE},
    {"Maken avliden 2009", MARK_KIND_NONE},
    {"hustrun död", MARK_KIND_NONE},
    {"Maken avliden, själv död 2012", MARK_KIND_DECEASED},
    {"Dödafallet", MARK_KIND_NONE},
    {"Dödsbovägen 3", MARK_KIND_NONE},
    {"Avlidenheten", MARK_KIND_NONE},
    {"Dublin", MARK_KIND_NONE},
    {"Kvar", MARK_KIND_NONE},
    {"Kvist 5", MARK_KIND_NONE},
    {"Kuopio", MARK_KIND_NONE},
    {"Kula", MARK_KIND_NONE},
    {"Hem", MARK_KIND_NONE},
    {"Hemlig adress", MARK_KIND_PROTECTED},
    {"Hemlig identitet", MARK_KIND_PROTECTED},
    {"Hemtj\u00e4nst", MARK_KIND_NONE},
    {"Skyddad id: nej", MARK_KIND_NONE},
    {"Avliden: nej", MARK_KIND_NONE},
    {"\xE2\x80", MARK_KIND_NONE},
    {"d\xC3", MARK_KIND_NONE},
};

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_number(cases[i].in,
		    (long long)mark_words_find(slice_view(cases[i].in)),
		    (long long)cases[i].want);
	return test_end();
}
