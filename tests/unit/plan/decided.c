/*
 * What becomes of each row by the register, the rules and the files beside it,
 * before any letter is set.
 */
#include "decided.h"

#define HEADER "Nr;Namn;Adress;Postnr;Ort;Kod\n"
#define ANNA "1;Anna Ek;Gatan 1;99912;Norrby;"
#define BO "2;Bo Al;Gatan 2;99912;Norrby;"
#define CIA "3;Cia Ro;Gatan 3;99912;Norrby;"

#define LISTED(asked) "rules: [{exclude: A, when: \"" asked "\"}]\n"

#define PROTECTED "{protected: Skydd}"
#define PEOPLE "Nr;Pnr;Namn;Adress;Postnr;Ort;Skydd\n"
#define EVA "1;19310202-9810;Eva Ek;Gatan 1;99912;Norrby;"
#define ULF "2;19320303-9825;Ulf Al;Gatan 2;99912;Norrby;"
#define LIV "3;19330404-9830;Liv Ro;Gatan 3;99912;Norrby;"

#define DIED "Nr;Namn;Adress;Postnr;Ort;Avliden\n"
#define DEAD "{protected: {none: a}, deceased: Avliden}"

#define BORN                                                                   \
	"Nr;Namn;Adress;Postnr;Ort;Född\n"                                    \
	"19310202-9810;A E;Gatan 1;99912;Norrby;1932-03-03\n"                  \
	"19320303-9825;B E;Gatan 2;99912;Norrby;1933-04-04\n"                  \
	"19330404-9830;C E;Gatan 3;99912;Norrby;1934-05-05\n"                  \
	"19340505-9845;D E;Gatan 4;99912;Norrby;1935-06-06\n"                  \
	"19350606-9859;E E;Gatan 5;99912;Norrby;1931-02-02\n"
#define TYPED "columns: {Nr: personnummer}\n"

#define TABLE "tables: {m: {file: t.csv, match: "

static const struct decided_case cases[] = {
    {"two letters", "letter letter", HEADER ANNA "a\n" BO "b\n"},

    /* lists and tables: both sides as one of them is typed */
    {"a text beside numbers",
	"excluded held:list-unfit-key held:empty-value letter",
	HEADER ANNA "012\n" BO "x\n" CIA "\n4;D E;G 4;99912;Norrby;13\n",
	"lists: {l.csv: {columns: {Tal: integer}}}\n" LISTED(
	    "in_list('l.csv', Kod)"),
	"Tal\n12\n"},
    {"a number beside texts", "excluded letter", HEADER ANNA "12\n" BO "13\n",
	"columns: {Kod: integer}\nlists: {l.csv: {columns: {Tal: "
	"text}}}\n" LISTED("in_list('l.csv', Kod)"),
	"Tal\n012\n"},
    {"a table found by a number",
	"excluded held:empty-value held:empty-value held:unknown-row",
	HEADER ANNA "012\n" BO "13\n" CIA "\n4;D E;G 4;99912;Norrby;x\n",
	TABLE
	"{Tal: Kod}, columns: {Tal: integer}}}\n" LISTED("m.Plats = 'Skolan'"),
	NULL, "Tal;Plats\n12;Skolan\n"},
    {"a look-up of two answers, one and none",
	"held:several-table-rows excluded held:no-table-row "
	"held:list-unfit-key",
	HEADER ANNA "012\n" BO "13\n" CIA "14\n4;D E;G 4;99912;Norrby;x\n",
	"lists: {t.csv: {columns: {Tal: integer}}}\n" LISTED(
	    "look_up('t.csv', Kod, 'Plats') = 'Skolan'"),
	NULL, "Tal;Plats\n12;Skolan\n13;Skolan\n12;Torget\n"},
    {"an entry that is nearly meant",
	"held:list-nearly letter excluded held:list-nearly",
	HEADER ANNA "Björkgatan 3\n" BO "Storgatan 12\n" CIA
		    "Bjorkgatan 3\n4;D E;G 4;99912;Norrby;Björkgatan 3\n",
	LISTED("in_list('l.csv', Kod)"), "Gata\nBjorkgatan 3\n"},

    {"a list that skips without a reason, and one that is fine",
	"skip-without-why", HEADER ANNA "a\n",
	"lists: {l.csv: {unfit: skip}, t.csv: {columns: {Nr: text}}}\n" LISTED(
	    "in_list('l.csv', Kod) or in_list('t.csv', Kod)")},
    {"a run that is none, and a list that nobody asks", "no-such-run",
	HEADER ANNA "a\n",
	"lists: {inget: {columns: {Nr: text}}}\n" LISTED(
	    "had_letter_in('inge')")},
    {"a list that cannot be read, and one that can", "unfit-entry+",
	HEADER ANNA "1\n",
	"columns: {Kod: integer}\n" LISTED(
	    "in_list('l.csv', Kod) or in_list('t.csv', Kod)"),
	"Nr\na\n", "Nr\n1\n"},
    {"a malformed line of a table", "malformed-list+", PEOPLE EVA "\n",
	TABLE "{Nr: Nr}, protected: Skydd}}\n", NULL, "Nr;Skydd\n1;J;x\n2;J\n",
	NULL, PROTECTED},
    {"one that is passed over", "letter held:protected-twin",
	PEOPLE EVA "\n" ULF "\n",
	TABLE "{Nr: Nr}, protected: Skydd, unfit: skip, why: a}}\n", NULL,
	"Nr;Skydd;Pnr\n1;J;x;x\n2;J;320303-9825\n", NULL, PROTECTED},
    {"a match that the register has not", "no-such-column+ no-such-column",
	HEADER ANNA "1\n", TABLE "{Nr: Kood, Plats: Qwerty}}}\n", NULL,
	"Nr;Plats\n"},

    /* marks in the files beside the register */
    {"a mark by its name twice", "letter held:protected",
	PEOPLE EVA "\n" ULF "J\n",
	TABLE "{Nr: Nr}, protected: [Skydd]}}\n" LISTED("m.Plats = 'a'"), NULL,
	"Nr;Plats;Skydd\n1;b;\n2;a;\n", NULL, PROTECTED},
    {"marks that are not there", "no-list-column+ no-list-column",
	PEOPLE EVA "\n" ULF "J\n",
	TABLE "{Nr: Nr}, protected: [Sekretes, Xyz]}}\n", NULL,
	"Nr;Plats;Sekretess\n1;b;\n", NULL, PROTECTED},
    {"one that is not there, and one that is", "no-list-column",
	PEOPLE EVA "\n" ULF "J\n",
	TABLE "{Nr: Nr}, protected: [Xyz, Sekretess]}}\n", NULL,
	"Nr;Plats;Sekretess\n1;b;\n", NULL, PROTECTED},
    {"a match that the table has not", "no-list-column", HEADER ANNA "1\n",
	TABLE "{Qwerty: Kod}}}\n", NULL, "Nr;Plats\n1;a\n"},
    {"a mark in a table alone", "letter held:protected-twin letter",
	PEOPLE EVA "\n" ULF "\n" LIV "\n",
	TABLE "{Nr: Nr}, protected: Sekretess}}\n", NULL,
	"Nr;Pnr;Sekretess\n1;19310202-9810;\n2;19320303-9825;J\n", NULL,
	PROTECTED},
    {"one number written twice", "letter held:protected-twin letter",
	PEOPLE EVA "\n" ULF "\n" LIV "\n",
	TABLE "{Nr: Nr}, protected: Sekretess}}\n", NULL,
	"Nr;Pnr;Anm;Sekretess\n2;19320303-9825;320303-9825 flyttar;J\n", NULL,
	PROTECTED},
    {"numbers of two people", "letter letter letter",
	PEOPLE EVA "\n" ULF "\n" LIV "\n",
	TABLE "{Nr: Nr}, protected: Sekretess}}\n", NULL,
	"Nr;Pnr;Anm;Sekretess\n2;19320303-9825;god man 330404-9830;J\n", NULL,
	PROTECTED},
    {"a column of numbers that is empty", "letter", HEADER ANNA "\n",
	TABLE "{Nr: Nr}}}\n", NULL, "Nr;Pnr\n1;\n"},
    {"a column of numbers", "protected-untold+", HEADER ANNA "\n",
	TABLE "{Nr: Nr}}}\n", NULL, "Nr;Pnr\n1;x\n"},
    {"numbers in half of the cells", "protected-untold+", HEADER ANNA "\n",
	TABLE "{Nr: Nr}}}\n", NULL, "Nr;Anm\n1;19310202-9810\n2;a\n"},
    {"in fewer", "letter", HEADER ANNA "\n", TABLE "{Nr: Nr}}}\n", NULL,
	"Nr;Anm\n1;19310202-9810\n2;a\n3;b\n"},
    {"protected by the key that a look-up has", "letter held:protected",
	PEOPLE EVA "\n" ULF "J\n",
	"lists: {t.csv: {protected: {none: a}}}\n" LISTED(
	    "look_up('t.csv', Nr, 'Plats') = 'a'"),
	NULL, "Nr;Plats\n1;b\n2;a\n", NULL, PROTECTED},

    /* those who are protected, and whoever may be one of them */
    {"a second address line", "held:protected held:protected-twin letter",
	"Nr;Namn;Adress;Adress 2;Postnr;Ort;Skydd\n"
	"1;Eva Ek;Gatan 1;Torget 7;99912;Norrby;J\n"
	"2;Eva Ek;Torget 7;;99912;Norrby;\n3;Ulf Al;Torget 7;;99912;Norrby;\n",
	NULL, NULL, NULL, NULL, PROTECTED,
	"{name: Namn, street: Adress, street2: Adress 2, postcode: Postnr, "
	"town: Ort}"},
    {"the guardian of one is a client too", "held:protected letter",
	"Nr;Pnr;God man personnummer;Namn;Adress;Postnr;Ort;Skydd\n"
	"1;19310202-9810;19320303-9825;Eva Ek;Gatan 1;99912;Norrby;J\n"
	"2;19320303-9825;;Ulf Al;Gatan 2;99912;Norrby;\n",
	NULL, NULL, NULL, NULL,
	"{protected: Skydd, not_marks: {God man personnummer: a}}"},
    {"a correction that protects", "held:protected held:protected-twin",
	PEOPLE EVA "\n2;;Eva Ek;Gatan 9;99912;Norrby;\n",
	"corrections: k.csv\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n1;Skydd;;J;KE\n1;Adress;Gatan 1;Gatan "
	"9;KE\n",
	PROTECTED},
    {"a correction of one who is protected",
	"held:protected held:protected-twin",
	PEOPLE EVA "J\n2;;Eva Ek;Gatan 9;99912;Norrby;\n",
	"corrections: k.csv\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n1;Adress;Gatan 1;Gatan 9;KE\n",
	PROTECTED},

    {"of whom nothing but a key is known",
	"held:protected held:protected-twin letter",
	"Nr;Namn;Adress;Postnr;Ort;Kod;Skydd\n0123;;;;;;J\n"
	"123;Ulf Al;Gatan 2;99912;Norrby;;\n" CIA ";\n",
	NULL, NULL, NULL, NULL, PROTECTED},
    {"and who is no one like it", "held:protected letter",
	"Nr;Namn;Adress;Postnr;Ort;Kod;Skydd\nA1;;;;;;J\n" CIA ";\n", NULL,
	NULL, NULL, NULL, PROTECTED},
    {"a correction in words", "held:protected letter",
	"Nr;Namn;Adress;Postnr;Ort;Anm;Skydd\n" ANNA ";\n" BO ";\n",
	"corrections: k.csv\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n1;Anm;;skyddade personuppgifter;KE\n",
	PROTECTED},
    {"who is corrected by the key of one who is protected",
	"held:protected held:protected",
	PEOPLE EVA "J\n1;;Ulf Al;Gatan 2;99912;Norrby;\n",
	"corrections: k.csv\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n1;Namn;Ulf Al;Ulf Ax;KE\n", PROTECTED},
    {"who was at home there as read", "held:protected held:protected-twin",
	PEOPLE EVA "J\n2;;Eva Ek;Gatan 1;99912;Norrby;\n",
	"corrections: k.csv\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n2;Adress;Gatan 1;Gatan 2;KE\n",
	PROTECTED},
    {"who is at home there as corrected", "held:protected held:protected-twin",
	PEOPLE EVA "J\n2;;Eva Ek;Gatan 2;99912;Norrby;\n",
	"corrections: k.csv\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n2;Adress;Gatan 2;Gatan 1;KE\n",
	PROTECTED},
    {"whose number is that as corrected",
	"held:protected held:protected held:protected",
	PEOPLE EVA "J\n2;19320303-9825;Eva Ek;Gatan 1;99912;Norrby;\n" LIV "\n",
	"corrections: k.csv\ncolumns: {Pnr: personnummer}\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n2;Pnr;19320303-9825;19310202-9810;KE\n"
	"3;Pnr;19330404-9830;19310202-9810;KE\n",
	"{protected: Skydd, person: Pnr}"},
    {"alone, with a correction that nobody else sees", "letter",
	PEOPLE EVA "\n" ULF "J\n", "corrections: k.csv\n", NULL, NULL,
	"nyckel;kolumn;gammalt;nytt;vem\n1;Namn;Eva Ek;Eva Ax;KE\n", PROTECTED,
	NULL, NULL, .alone = true},

    /* whoever has died, in another row too */
    {"the same home under another number", "excluded letter",
	DIED "19310202-9810;Eva Ek;Gatan 1;99912;Norrby;x\n"
	     "19320303-9825;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {Nr: personnummer}\n", NULL, NULL, NULL, DEAD},
    {"under none", "excluded held:deceased-twin",
	DIED "19310202-9810;Eva Ek;Gatan 1;99912;Norrby;x\n"
	     "a;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {Nr: personnummer}\nallow: {unfit: a}\n", NULL, NULL, NULL,
	DEAD},
    {"under a Finnish number", "excluded letter",
	DIED "131052-308T;Eva Ek;Gatan 1;99912;Norrby;x\n"
	     "010594Y9032;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {Nr: henkilötunnus}\n", NULL, NULL, NULL, DEAD},
    {"under a Norwegian number", "excluded letter",
	DIED "01015098089;Eva Ek;Gatan 1;99912;Norrby;x\n"
	     "02015000190;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {Nr: fødselsnummer}\n", NULL, NULL, NULL, DEAD},
    {"under keys that are no numbers", "excluded held:deceased-twin",
	DIED "A1;Eva Ek;Gatan 1;99912;Norrby;x\n"
	     "B7;Eva Ek;Gatan 1;99912;Norrby;\n",
	NULL, NULL, NULL, NULL, DEAD},
    {"under keys that are no numbers, and somebody else",
	"excluded held:deceased-twin letter",
	DIED
	"A1;Eva Ek;Gatan 1;99912;Norrby;x\n"
	"B7;Eva Ek;Gatan 1;99912;Norrby;\nC9;Eva Ek;Gatan 2;99912;Norrby;\n",
	NULL, NULL, NULL, NULL, DEAD},
    {"under no key at all", "excluded held:required letter",
	DIED "A1;Eva Ek;Gatan 1;99912;Norrby;x\n"
	     ";Eva Ek;Gatan 1;99912;Norrby;\nC9;Eva Ek;Gatan 2;99912;Norrby;\n",
	NULL, NULL, NULL, NULL, DEAD},
    {"under telephones", "excluded held:deceased-twin",
	DIED "070-1234567;Eva Ek;Gatan 1;99912;Norrby;x\n"
	     "070-1234568;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {Nr: phone}\n", NULL, NULL, NULL, DEAD},
    {"a person's number that does not fit",
	"excluded held:deceased-twin held:deceased-twin",
	"Kund;" DIED "1;19310202-9810;Eva Ek;Gatan 1;99912;Norrby;x\n"
	"2;x;Eva Ek;Gatan 1;99912;Norrby;\n3;;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {Nr: personnummer}\nallow: {unfit: a}\n", NULL, NULL, NULL,
	"{protected: {none: a}, deceased: Avliden, person: Nr}", NULL,
	"{file: r.csv, key: Kund}"},
    {"two centuries", "held:two-centuries letter letter",
	DIED "990103-9819;Eva Ek;Gatan 1;99912;Norrby;\n"
	     "18990103-9819;Ulf Ek;Gatan 2;99912;Norrby;\n"
	     "310202-9810;Liv Ek;Gatan 2;99912;Norrby;\n",
	"columns: {Nr: personnummer}\n", NULL, NULL, NULL, DEAD},
    {"two centuries of now", "held:two-centuries letter",
	DIED "050305-9818;Eva Ek;Gatan 1;99912;Norrby;\n"
	     "19050305-9818;Ulf Ek;Gatan 2;99912;Norrby;\n",
	"columns: {Nr: personnummer}\n", NULL, NULL, NULL, DEAD,
	.date = "2024-03-19"},
    {"two centuries in two registers", "held:two-centuries letter",
	DIED "990103-9819;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {Nr: personnummer}\nprefer: B\n",
	DIED "18990103-9819;Ulf Ek;Gatan 2;99912;Norrby;\n", NULL, NULL, DEAD,
	NULL, "[{file: r.csv, key: Nr, source: A}, {file: l.csv, source: B}]"},

    {"days of birth sorted alone", "scrambled-births+", BORN, TYPED},
    {"which is as it should be", "letter letter letter letter letter", BORN,
	TYPED "allow: {scrambled: a}\n"},
    {"a row that fits nothing, computed from crosses",
	"excluded held:not-an-integer letter",
	"Nr;Namn;Adress;Postnr;Ort;Kod;Tal\n" ANNA "x;1\n" BO ";a\n" CIA ";1\n",
	"columns: {Kod: flag, Tal: integer, A: {is: \"Kod\"}}\n"
	"rules: [{exclude: A, when: \"A = 'ja'\"}]\n"},

    {"words of protection where they stand, and in a person's number",
	"held:protected held:not-a-personnummer",
	PEOPLE "1;;Eva Ek;Skyddad adress;99912;Norrby;\n"
	       "2;Skyddad adress;Ulf Al;Gatan 2;99912;Norrby;\n",
	NULL, NULL, NULL, NULL, "{protected: Skydd, person: Pnr}"},
    {"an empty text that is made", "letter excluded", HEADER ANNA "a\n" BO "\n",
	"columns: {A: {is: \"upper(Kod)\"}}\n" LISTED("A is empty")},

    {"a text before the first sign, which is none", "excluded letter",
	HEADER ANNA "ab\n" BO "ba\n",
	"columns: {A: {is: \"before(Kod, 'a')\"}}\n" LISTED("A is empty")},
    {"a mark in a table, where the register has none",
	"letter held:protected-twin",
	"Nr;Pnr;Namn;Adress;Postnr;Ort\n1;19310202-9810;Eva Ek;Gatan "
	"1;99912;Norrby\n"
	"2;19320303-9825;Ulf Al;Gatan 2;99912;Norrby\n",
	TABLE "{Nr: Nr}, protected: Sekretess}}\n", NULL,
	"Nr;Pnr;Sekretess\n1;19310202-9810;\n2;19320303-9825;J\n"},

    /* several registers */
    {"no delimiter in the first", "bad-delimiter", HEADER, NULL, HEADER, NULL,
	NULL, NULL, NULL,
	"[{file: r.csv, key: Nr, delimiter: abc}, {file: l.csv}]"},
    {"no such key in any", "no-such-column", HEADER, "corrections: k.csv\n",
	HEADER, NULL, NULL, NULL, NULL,
	"[{file: r.csv, key: Qwerty}, {file: l.csv}]"},
    {"a column of neither", "no-such-column", HEADER, NULL, HEADER, NULL, NULL,
	NULL, NULL,
	"[{file: r.csv, key: Nr}, {file: l.csv, columns: {Qwerty: Kod}}]"},
    {"the second too old, the third not", "stale-register", HEADER ANNA "a\n",
	NULL, HEADER, HEADER, NULL, NULL, NULL,
	"[{file: r.csv, key: Nr, max_age: 9, taken: 2012-03-18}, {file: l.csv, "
	"taken: 2012-03-01}, {file: t.csv, taken: 2012-03-18}]"},
    {"two of nobody to protect", "letter letter", HEADER ANNA "a\n", NULL,
	HEADER BO "b\n", NULL, NULL, NULL, NULL,
	"[{file: r.csv, key: Nr}, {file: l.csv}]"},

    {"crosses and words", "excluded letter held:protected letter",
	"Nr;Namn;Adress;Postnr;Ort;Kod;Skydd\n" ANNA "x;\n" BO ";\n" CIA
	"x;J\n4;D E;G 4;99912;Norrby;;\n",
	"columns: {Kod: flag, A: {is: \"Kod\"}}\nrules: [{exclude: A, when: "
	"\"A = 'ja'\"}]\n",
	NULL, NULL, NULL, PROTECTED},

    {"a name that is taken apart anew", "held:protected held:protected-twin",
	PEOPLE "1;19310202-9810;Eva Ok;Gatan 1;99912;Norrby;J\n"
	       "2;;Eva Ek;Gatan 1;99912;Norrby;\n",
	"columns: {F: {is: first_names(Namn)}, E: {is: surname(Namn)}}\n"
	"corrections: k.csv\n",
	NULL, NULL, "nyckel;kolumn;gammalt;nytt;vem\n1;Namn;Eva Ok;Eva Ek;KE\n",
	PROTECTED,
	"{name: [F, E], street: Adress, postcode: Postnr, town: Ort}"},

    /* those with protected identity alone */
    {"alone", "letter", PEOPLE EVA "\n" ULF "J\n3;x;y\n", NULL, NULL, NULL,
	NULL, PROTECTED, NULL, NULL, .alone = true},
    {"nobody of them", "", PEOPLE EVA "\n" ULF "\n", NULL, NULL, NULL, NULL,
	PROTECTED, NULL, NULL, .alone = true},
    {"a job that is none", "unknown-key", PEOPLE EVA "\n", "foo: 1\n", NULL,
	NULL, NULL, PROTECTED, NULL, NULL, .alone = true},
    {"malformed", "letter held:too-few-fields", PEOPLE EVA "\n3;x;y\n", NULL,
	NULL, NULL, NULL, PROTECTED},
    {"no rows", "no-rows", PEOPLE, NULL, NULL, NULL, NULL, PROTECTED},

};

int
main(void)
{
	char name[] = "/tmp/utskick-decided-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *folder = mkdtemp(name);
	if (!folder)
		abort();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct decided_case at = cases[i];
		at.explained = !at.alone;
		test_decided(folder, &at);
	}
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
