#include "record/marks.h"

#include "base/strbuf.h"
#include "text/normal.h"

/*
 * Found in " header with single blanks ": a blank of the stem is where a word
 * begins or ends. A stem with two spellings of å, ä, ö stands twice.
 */
static const struct header_mark stems[] = {
    {MARK_KIND_PROTECTED, "sekretess"},
    {MARK_KIND_PROTECTED, " sekr "},
    {MARK_KIND_PROTECTED, " sekrmark"},
    {MARK_KIND_PROTECTED, " skydd "},
    {MARK_KIND_PROTECTED, " skyddad"},
    {MARK_KIND_PROTECTED, " skyddat"},
    {MARK_KIND_PROTECTED, " skyddsmark"},
    {MARK_KIND_PROTECTED, " skyddskod"},
    {MARK_KIND_PROTECTED, " skyddsid"},
    {MARK_KIND_PROTECTED, " skydds "},
    {MARK_KIND_PROTECTED, " skyddsgrad"},
    {MARK_KIND_PROTECTED, " skyddsniv"},
    {MARK_KIND_PROTECTED, " skyddstyp"},
    {MARK_KIND_PROTECTED, " skyddsuppgift"},
    {MARK_KIND_PROTECTED, "personskydd"},
    {MARK_KIND_PROTECTED, "identitetsskydd"},
    {MARK_KIND_PROTECTED, "adresskydd"},
    {MARK_KIND_PROTECTED, "adressskydd"},
    {MARK_KIND_PROTECTED, "kvarskriv"},
    {MARK_KIND_PROTECTED, "fingerad"},
    {MARK_KIND_PROTECTED, "fingerat"},
    {MARK_KIND_PROTECTED, " hemlig"},
    {MARK_KIND_PROTECTED, " dold adress"},
    {MARK_KIND_PROTECTED, " dold id"},
    {MARK_KIND_PROTECTED, "spärrmark"},
    {MARK_KIND_PROTECTED, "sparrmark"},
    {MARK_KIND_PROTECTED, " spärr "},
    {MARK_KIND_PROTECTED, " spärrad"},
    {MARK_KIND_PROTECTED, " sparrad"},
    {MARK_KIND_PROTECTED, "turvakiel"},
    {MARK_KIND_PROTECTED, "salassa"},
    {MARK_KIND_PROTECTED, " salainen"},
    {MARK_KIND_PROTECTED, "beskyttel"},
    {MARK_KIND_PROTECTED, " beskyttet"},
    {MARK_KIND_PROTECTED, "fortrolig"},
    {MARK_KIND_PROTECTED, " sperret"},
    {MARK_KIND_PROTECTED, " skjermet"},
    {MARK_KIND_PROTECTED, " gradering"},
    {MARK_KIND_PROTECTED, "adressegrad"},
    {MARK_KIND_PROTECTED, "adressesperre"},
    {MARK_KIND_PROTECTED, "diskresjon"},
    {MARK_KIND_PROTECTED, " hemmelig"},
    {MARK_KIND_PROTECTED, " kode 6 "},
    {MARK_KIND_PROTECTED, " kode 7 "},
    {MARK_KIND_PROTECTED, "protected"},
    {MARK_KIND_PROTECTED, " protection"},
    {MARK_KIND_PROTECTED, "confidential"},
    {MARK_KIND_PROTECTED, "secrecy"},
    {MARK_KIND_PROTECTED, " secret "},
    {MARK_KIND_DECEASED, "avlid"},
    {MARK_KIND_DECEASED, " avl dat"},
    {MARK_KIND_DECEASED, " död"},
    {MARK_KIND_DECEASED, " dod "},
    {MARK_KIND_DECEASED, " dods"},
    {MARK_KIND_DECEASED, " død"},
    {MARK_KIND_DECEASED, "avdød"},
    {MARK_KIND_DECEASED, "avdod"},
    {MARK_KIND_DECEASED, "kuollut"},
    {MARK_KIND_DECEASED, "kuolin"},
    {MARK_KIND_DECEASED, "deceased"},
    {MARK_KIND_DECEASED, " death"},
    {MARK_KIND_DECEASED, "deathdate"},
    {MARK_KIND_DECEASED, " dead "},
    {MARK_KIND_DECEASED, " died "},
    {MARK_KIND_GUARDIAN, " god man "},
    {MARK_KIND_GUARDIAN, " gode man "},
    {MARK_KIND_GUARDIAN, " godman"},
    {MARK_KIND_GUARDIAN, " godeman"},
    {MARK_KIND_GUARDIAN, " förvaltar"},
    {MARK_KIND_GUARDIAN, " forvaltar"},
    {MARK_KIND_GUARDIAN, "ställföretr"},
    {MARK_KIND_GUARDIAN, "stallforetr"},
    {MARK_KIND_GUARDIAN, " legal företr"},
    {MARK_KIND_GUARDIAN, " ombud"},
    {MARK_KIND_GUARDIAN, "fullmakt"},
    {MARK_KIND_GUARDIAN, "vårdnadshav"},
    {MARK_KIND_GUARDIAN, "vardnadshav"},
    {MARK_KIND_GUARDIAN, "förmynd"},
    {MARK_KIND_GUARDIAN, "formynd"},
    {MARK_KIND_GUARDIAN, " verge "},
    {MARK_KIND_GUARDIAN, " vergens "},
    {MARK_KIND_GUARDIAN, "vergemål"},
    {MARK_KIND_GUARDIAN, "hjelpeverge"},
    {MARK_KIND_GUARDIAN, "edunvalv"},
    {MARK_KIND_GUARDIAN, " huoltaja"},
    {MARK_KIND_GUARDIAN, " holhooja"},
    {MARK_KIND_GUARDIAN, "guardian"},
    {MARK_KIND_GUARDIAN, " trustee "},
    {MARK_KIND_GUARDIAN, " attorney "},
    {MARK_KIND_GUARDIAN, "legal representative"},
};

static const char *const identities[] = {" personnummer", " personnr",
    " person nr ", " pnr ", " persnr", " pers nr ", " personbeteckning",
    " samordningsn", " identitetsn", "fødselsn", "fodselsn", " cpr ",
    "henkilötun", "henkilotun", " hetu ", " social security n", " ssn ",
    " national id", " personal id", " personal identity", NULL};

static bool
is_sign(char c)
{
	return c && strchr("-_./,;:()[]\"'#*?!+&", c);
}

/* " god man adress " of "God_man.Adress". */
static struct slice
spread(struct arena *mem, struct slice header)
{
	struct slice folded = text_fold(mem, header);
	char *to = arena_raw(mem, folded.len + 2);
	size_t len = 0;
	to[len++] = ' ';
	for (size_t i = 0; i < folded.len; i++) {
		char c = is_sign(folded.at[i]) ? ' ' : folded.at[i];
		if (c != ' ' || to[len - 1] != ' ')
			to[len++] = c;
	}
	if (to[len - 1] != ' ')
		to[len++] = ' ';
	return (struct slice){to, len};
}

static bool
holds(struct slice spread, const char *stem)
{
	return slice_find(spread, slice_view(stem)) < spread.len;
}

struct header_mark
marks_find(struct arena *mem, struct slice header)
{
	struct slice name = spread(mem, header);
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
		if (holds(name, stems[i].stem))
			return stems[i];
	}
	/* With more words it may be hours of relief ("Avl. tim"). */
	if (slice_is(name, " avl "))
		return (struct header_mark){MARK_KIND_DECEASED, " avl "};
	return (struct header_mark){MARK_KIND_NONE, NULL};
}

bool
marks_identity(struct arena *mem, struct slice header)
{
	struct slice name = spread(mem, header);
	for (const char *const *stem = identities; *stem; stem++) {
		if (holds(name, *stem))
			return true;
	}
	return false;
}
