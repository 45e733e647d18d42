#include "record/identity_text.h"

#include "test.h"

static const struct {
	const char *text, *want; /* NULL: none */
} cases[] = {
    {"Ditt ärende 19340412-9805 är klart", "19340412-9805"},
    {"193404129805", "193404129805"},
    {"340412-9805", "340412-9805"},
    {"3404129805.", "3404129805"},
    {"340412+9805", "340412+9805"},
    {"(19340412-9805)", "19340412-9805"},
    {"19340412 - 9805", "19340412 - 9805"},
    {"19340412\u20139805", "19340412\u20139805"},
    {"19340412\u00a0\u2013\u00a09805", "19340412\u00a0\u2013\u00a09805"},
    {"19340412 9805", "19340412 9805"},
    {"1934-04-12-9805", "1934-04-12-9805"},
    {"1934-04-12 9805", "1934-04-12 9805"},
    {"34 04 12-9805", "34 04 12-9805"},
    {"1934.04.12-9805", "1934.04.12-9805"},
    {"samordningsnummer 19340472-9802", "19340472-9802"},
    {"hetu 131052-308T", "131052-308T"},
    {"131052\u2013308t", "131052\u2013308t"},
    {"fødselsnummer 01015098089.", "01015098089"},
    {"010150 98089", "010150 98089"},
    {"010150-98089", "010150-98089"},
    {"19340412\u22129805", "19340412\u22129805"},
    {"19340412\ufe639805", "19340412\ufe639805"},
    {"19340412\uff0d9805", "19340412\uff0d9805"},
    {"19340412\u200b-\u200b9805", "19340412\u200b-\u200b9805"},
    {"34-04-12-9805", "34-04-12-9805"},
    {"1934/04/12 9805", "1934/04/12 9805"},
    {"070101-9804", "070101-9804"},
    /* between the parts of a day and the last four it is too much */
    {"34.04.12-9805", NULL},
    {"34 04 12 9805", NULL},
    {"1934-04.12-9805", NULL},
    {"131052\u00e9308T", NULL},
    {"131052", NULL},
    {"131052-308", NULL},
    /* mobile and nation-wide telephones */
    {"0701019804", NULL},
    {"0101019800", NULL},
    {"tel.: 3404129805", NULL},
    {"01015098088", NULL},
    {"tlf. 01015098089", NULL},
    {"kontonr 01015098089", NULL},
    {"först 19340412-9806, sedan 19340412-9805", "19340412-9805"},
    {"Personnummer: 19340412-9805", "19340412-9805"},
    /* another check digit, another number */
    {"19340412-9806", NULL},
    {"131052-308U", NULL},
    {"19341312-9805", NULL},
    {"a19340412-9805", NULL},
    {"19340412-98051", NULL},
    {"119340412-9805", NULL},
    {"20990412-9801", NULL},
    /* organisations: no third digit of theirs makes a month */
    {"212000-0142", NULL},
    {"556703-7485", NULL},
    {"16212000-0142", NULL},
    {"Org.nr 802001-1129", NULL},
    /* telephones, giros, accounts, diary numbers, days with times */
    {"070-123 45 67", NULL},
    {"0701234567", NULL},
    {"Telefon: 3404129805", NULL},
    {"bankgiro 340412-9805", NULL},
    {"Bg: 340412-9805", NULL},
    {"OCR\u00a03404129805", NULL},
    {"Dnr 340412-9805", NULL},
    {"konto 3404129805", NULL},
    {"+463404129805", NULL},
    {"SN-2012-0047", NULL},
    {"den 2012-03-19 kl. 14.00", NULL},
    {"2012-03-19 1406", NULL},
    {"1000-1200", NULL},
    {"", NULL},
};

int
main(void)
{
	day today = day_parse_iso(SLICE("2024-03-19"));
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice text = slice_view(cases[i].text);
		size_t at = 0, len = 0;
		bool found = identity_find(text, today, &at, &len);
		test_slice(text.len ? cases[i].text : "no text",
		    found ? slice_part(text, at, len) : SLICE("none"),
		    cases[i].want ? cases[i].want : "none");
	}
	return test_end();
}
