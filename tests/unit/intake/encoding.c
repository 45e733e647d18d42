/* One register in every encoding, found and stated; single words, which must
 * be read right or not at all; broken bytes by their place. */
#include <iconv.h>

#include "dump.h"
#include "intake/decode.h"
#include "intake/locate.h"
#include "test.h"

/* `to` as iconv calls it; false where the text has no such bytes. */
static bool
encode(struct strbuf *out, const char *to, const char *text)
{
	union {
		const char *in;
		char *out;
	} from = {.in = text};
	iconv_t open = iconv_open(to, "UTF-8");
	size_t len = strlen(text), room = len * 4 + 16;
	char *end = strbuf_reserve(out, room), *start = end;
	size_t done = iconv(open, &from.out, &len, &end, &room);
	out->len += (size_t)(end - start);
	iconv_close(open);
	return done != (size_t)-1 && len == 0;
}

static const char register_text[] = "Förnamn;Efternamn;Ort\r\n"
				    "Åke;Öhrn;Älvkarleö\r\n"
				    "Märta;Åkerlund-Öberg;Växjö\r\n"
				    "José;Müller;Malmö\r\n";

static const char register_rows[] = "header 1: Förnamn|Efternamn|Ort\n"
				    "1@2: Åke|Öhrn|Älvkarleö\n"
				    "2@3: Märta|Åkerlund-Öberg|Växjö\n"
				    "3@4: José|Müller|Malmö\n"
				    "end: 3 rows, 0 malformed, 0 blank\n";

static const struct {
	const char *mark, *iconv, *name, *want;
} encodings[] = {
    {"", "UTF-8", "utf-8", "utf-8"},
    {"\xef\xbb\xbf", "UTF-8", "utf-8", "utf-8 with BOM"},
    {"", "WINDOWS-1252", "windows-1252", "windows-1252"},
    {"", "ISO-8859-1", "iso-8859-1", "windows-1252"},
    {"", "ISO-8859-15", "iso-8859-15", "windows-1252"},
    {"", "MACINTOSH", "mac-roman", "mac-roman"},
    {"", "CP850", "cp850", "cp850"},
    {"\xff\xfe", "UTF-16LE", "utf-16le", "utf-16le with BOM"},
    {"\xfe\xff", "UTF-16BE", "utf-16be", "utf-16be with BOM"},
    {"", "UTF-16LE", "utf-16le", "utf-16le"},
    {"", "UTF-16BE", "utf-16be", "utf-16be"},
};

static void
test_encoding(size_t i, bool stated)
{
	struct strbuf bytes = {0}, have = {0}, want = {0};
	struct intake_options options = {
	    .path = "r.csv", .encoding = stated ? encodings[i].name : NULL};
	strbuf_add_text(&bytes, encodings[i].mark);
	encode(&bytes, encodings[i].iconv, register_text);
	dump_write_file("r.csv", strbuf_view(&bytes));
	dump_register(&have, &options, true);
	if (stated)
		strbuf_print(&want, "%s%s as stated", encodings[i].name,
		    encodings[i].mark[0] ? " with BOM" : "");
	else
		strbuf_add_text(&want, encodings[i].want);
	strbuf_print(&want, " ; CRLF\n%s", register_rows);
	test_slice(encodings[i].name, strbuf_view(&have), strbuf_text(&want));
	strbuf_fini(&bytes);
	strbuf_fini(&have);
	strbuf_fini(&want);
}

static const char *const words[] = {"Åsa", "Öberg", "Sjöberg", "Ängelholm",
    "Västerås", "GÖTEBORG", "ÅKESSON", "HÄGG", "André", "Linné", "Müller",
    "Renée", "à la carte", "Père", "Bengt Ö", "Å 3", "Östra Ågatan 5 Ö",
    "Jörgen", "Strömstad", "Hämeenlinna", "Järvenpää", "Pääskylä", "Muñoz",
    "Søren", "Bjørn", "Kjær", "Weiß", "Željko", "Šarić", "Ruiz Díaz", "Çelik",
    "5 §", "100 €", "½ tablett", "Persson´s", "Olsson’s", "”Kalle”", "2 – 3",
    "kl. 8–9", "20°", "Café", "SJÖ", "ÄÖÅ", "é", "É", "Karlsson…",
    "Larm · typ B", "Håkan ”Kula” Ek"};

/* Whether it was read right, in `times` rows; to be read wrong is a failure. */
static bool
read_word(const char *iconv_name, const char *word, int times)
{
	struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0}, bytes = {0}, have = {0};
	bool read = false, unclear = false;
	strbuf_add_text(&text, "A;B\n");
	for (int i = 0; i < times; i++)
		strbuf_print(&text, "x;%s\n", word);
	if (encode(&bytes, iconv_name, strbuf_text(&text))) {
		dump_write_file("r.csv", strbuf_view(&bytes));
		dump_register(&have, &options, true);
		struct slice said = strbuf_view(&have);
		read = slice_find(said, slice_view(word)) < said.len;
		unclear = slice_find(said, SLICE("[encoding-un")) < said.len;
		test_true(word, read || unclear);
		if (!read && !unclear)
			printf(
			    "  %s: %.*s\n", iconv_name, (int)said.len, said.at);
	}
	strbuf_fini(&text);
	strbuf_fini(&bytes);
	strbuf_fini(&have);
	return read && !unclear;
}

static size_t
read_words(const char *iconv_name)
{
	/* Letters alone, as marks in a column are: "Ä" of one encoding is "é"
	 * in another, and many of them are no better proof than one. */
	static const char *const letters[] = {
	    "Å", "Ä", "Ö", "å", "ä", "ö", "É", "é"};
	size_t right = 0;
	for (size_t i = 0; i < COUNT(words); i++) {
		right += read_word(iconv_name, words[i], 1);
		read_word(iconv_name, words[i], 30);
	}
	for (size_t i = 0; i < COUNT(letters); i++) {
		for (int times = 1; times <= 30; times += 4)
			read_word(iconv_name, letters[i], times);
	}
	return right;
}

/* Broken registers: what is said, and that it is refused. */
static const struct {
	const char *name, *encoding, *in;
	size_t len; /* of `in` where it holds a NUL, else 0 */
	const char *want;
} broken[] = {
    {"a foreign byte in UTF-8", NULL,
	"N;Ort\nÅke;Växjö\nÖrn;Malm\xf6\nÄng;Åmål\n", 0,
	"r.csv:3:9: error: the byte 0xF6 is not a character in utf-8, in which "
	"the rest is written [two-encodings]\n"},
    {"the same, behind UTF-8's mark", NULL, "\xef\xbb\xbfN;Ort\nx;Malm\xf6\n",
	0,
	"r.csv:2:7: error: the byte 0xF6 is not a character in utf-8 "
	"[bad-byte]\n"},
    {"stated, and not so", "utf-8", "N;Ort\nx;Malm\xf6\n", 0,
	"r.csv:2:7: error: the byte 0xF6 is not a character in utf-8 "
	"[bad-byte]\n"},
    {"overlong", "utf-8", "N;Ort\nx;\xc0\xaf\n", 0,
	"r.csv:2:3: error: the byte 0xC0 is not a character in utf-8 "
	"[bad-byte]\n"},
    {"a surrogate", "utf-8", "N;Ort\nx;\xed\xa0\x80\n", 0,
	"r.csv:2:3: error: the byte 0xED is not a character in utf-8 "
	"[bad-byte]\n"},
    {"cut short", "utf-8", "N;Ort\nx;Malm\xc3", 0,
	"r.csv:2:7: error: the byte 0xC3 is not a character in utf-8 "
	"[bad-byte]\n"},
    {"undefined in Windows-1252", "windows-1252", "N;Ort\r\nx;y\x81z\r\n", 0,
	"r.csv:2:4: error: the byte 0x81 is not a character in windows-1252 "
	"[bad-byte]\n"},
    {"one byte is broken in the encoding found", NULL,
	"N;Ort\r\nV\xe4xj\xf6;\xc5m\x81l\r\n\xd6rebro;G\xe4vle\r\n", 0,
	"r.csv:2:9: error: the byte 0x81 is not a character in windows-1252, "
	"in "
	"which the rest is written [two-encodings]\n"},
    {"no Swedish at all", NULL, "N;Ort\nx\xd7y\xd7z;h\xd7r\xd7h\xd7n\n", 0,
	"r.csv: error: no encoding makes Swedish or Finnish text of the "
	"register's bytes above 0x7F [encoding-unknown]\n"},
    {"a C1 control in ISO 8859-1", "iso-8859-1",
	"N;Ort\rx;\xc5m\xe5l \x96 V\xe4xj\xf6\r", 0,
	"r.csv:2:8: error: the byte 0x96 is not a character in iso-8859-1 "
	"[bad-byte]\n      = every byte is a character in windows-1252: state "
	"'encoding: windows-1252'\n"},
    {"UTF-8 stated as Windows-1252", "windows-1252", "N;Ort\nx;Växjö\n", 0,
	"error: the register is written in UTF-8, not in windows-1252 "
	"[other-encoding]\n"},
    {"a NUL", NULL, "N;Ort\nx;y\0z\n", 12,
	"r.csv:2:4: error: a NUL byte: no text holds one [nul-byte]\n"},
    {"half a surrogate pair", NULL,
	"\xff\xfeN\0;\0O\0\n\0x\0;\0\x3d\xd8y\0\n\0", 20,
	"r.csv:2:3: error: the byte 0x3D is not a character in utf-16le "
	"[bad-byte]\n"},
    {"an odd byte at the end of UTF-16", NULL, "\xff\xfeN\0;\0O\0\n\0x", 11,
	"r.csv:2:1: error: the byte 0x78 is not a character in utf-16le "
	"[bad-byte]\n"},
    {"a NUL where UTF-8 is stated", "utf-8", "N;Ort\nx;y\0z\n", 12,
	"r.csv:2:4: error: a NUL byte: no text holds one [nul-byte]\n"},
    {"a NUL where Windows-1252 is stated", "windows-1252", "N;Ort\nx;y\0z\n",
	12, "r.csv:2:4: error: a NUL byte: no text holds one [nul-byte]\n"},
    {"the mark of UTF-8 where Windows-1252 is stated", "windows-1252",
	"\xef\xbb\xbfN;Ort\nx;y\n", 0,
	"error: the register is written in UTF-8, not in windows-1252 "
	"[other-encoding]\n"},
    {"the mark of UTF-16 where Windows-1252 is stated", "windows-1252",
	"\xff\xfeN\0;\0O\0\n\0x\0;\0y\0\n\0", 18,
	"error: the register is written in UTF-16, not in windows-1252 "
	"[other-encoding]\n      = state what is right, as in 'encoding: "
	"utf-16le'\n"},
    {"UTF-16 where UTF-8 is stated", "utf-8",
	"\xff\xfeN\0;\0O\0\n\0x\0;\0y\0\n\0", 18,
	"error: the register is written in UTF-16, not in utf-8 "
	"[other-encoding]\n      = state what is right, as in 'encoding: "
	"utf-16le'\n"},
    {"the other UTF-16 is stated", "utf-16be",
	"\xff\xfeN\0;\0O\0\n\0x\0;\0y\0\n\0", 18,
	"error: the register is written in UTF-16, not in utf-16be "
	"[other-encoding]\n      = state what is right, as in 'encoding: "
	"utf-16le'\n"},
    {"the mark of UTF-8 where UTF-16 is stated", "utf-16le",
	"\xef\xbb\xbfN;Ort\nx;y\n", 0,
	"error: the register is written in UTF-8, not in utf-16le "
	"[other-encoding]\n      = state what is right, as in 'encoding: "
	"utf-8'\n"},
    {"half a pair where UTF-16 is stated", "utf-16le",
	"N\0;\0O\0\n\0x\0;\0\x3d\xd8y\0\n\0", 18,
	"r.csv:2:3: error: the byte 0x3D is not a character in utf-16le "
	"[bad-byte]\n"},
    {"half a pair behind the mark", "utf-16be",
	"\xfe\xff\0N\0;\0O\0\n\0x\0;\xd8\x3d\0y\0\n", 20,
	"r.csv:2:3: error: the byte 0xD8 is not a character in utf-16be "
	"[bad-byte]\n"},
    {"UTF-16 of the other order where UTF-8 is stated", "utf-8",
	"\xfe\xff\0N\0;\0O\0\n\0x\0;\0y\0\n", 18,
	"error: the register is written in UTF-16, not in utf-8 "
	"[other-encoding]\n      = state what is right, as in 'encoding: "
	"utf-16be'\n"},
    {"stated, not so, and in no encoding", "utf-8",
	"N;Ort\r\nV\xe4xj\xf6;\xc5m\x81l\r\n\xd6rebro;G\xe4vle\r\n", 0,
	"r.csv:2:2: error: the byte 0xE4 is not a character in utf-8 "
	"[bad-byte]\n"
	"r.csv:2:5: error: the byte 0xF6 is not a character in utf-8 "
	"[bad-byte]\n"
	"r.csv:2:7: error: the byte 0xC5 is not a character in utf-8 "
	"[bad-byte]\n"
	"r.csv:2:9: error: the byte 0x81 is not a character in utf-8 "
	"[bad-byte]\n"
	"r.csv:3:1: error: the byte 0xD6 is not a character in utf-8 "
	"[bad-byte]\n      = 6 such bytes in all\n"
	"      = export the register again, as UTF-8 where there is a "
	"choice\n"},
    {"unknown and like none", "qqqqqqqqqqqq", "N;Ort\nx;y\n", 0,
	"error: there is no encoding 'qqqqqqqqqqqq' [unknown-encoding]\n"},
    {"unknown", "win-1252", "N;Ort\nx;y\n", 0,
	"error: there is no encoding 'win-1252' [unknown-encoding]\n"},
    {"two readings", NULL, "N;Pris\nx;\xa4 5\n", 0,
	"r.csv:2:3: error: the byte 0xA4 is '¤' in windows-1252 and '€' in "
	"iso-8859-15, and both may be meant [encoding-unclear]\n"},
};

static void
test_broken(size_t i)
{
	struct strbuf have = {0};
	struct intake_options options = {
	    .path = "r.csv", .encoding = broken[i].encoding};
	struct slice in = slice_view(broken[i].in);
	if (broken[i].len)
		in.len = broken[i].len;
	dump_write_file("r.csv", in);
	dump_register(&have, &options, true);
	struct slice said = strbuf_view(&have);
	bool ok = slice_starts(said, broken[i].want);
	test_true(broken[i].name, ok);
	if (!ok)
		printf("  want: %s  have: %.*s\n", broken[i].want,
		    (int)said.len, said.at);
	/* A register's text is never quoted. */
	test_true(broken[i].name, slice_find(said, SLICE("|")) == said.len);
	strbuf_fini(&have);
}

/* Where bytes stand, and encodings that nobody knows. */
static void
test_places(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct places places;
	struct code_table table;
	dump_write_file("r.csv", SLICE("a\x81\nb\x81\r\nc\xe5\x81\xe5\n"));
	struct bytes *bytes = bytes_open("r.csv", NO_SPAN, diag);
	bool ok = locate_byte(bytes, "windows-1252", 0xe5, &places, diag);
	test_true("found", ok && places.total == 2 && places.count == 2);
	test_number("behind what is no character", places.at[0].line, 3);
	test_number("its column", places.at[0].column, 2);
	test_number("the next", places.at[1].line, 3);
	test_number("the byte", places.at[1].byte, 0xe5);
	ok = locate_invalid(bytes, "windows-1252", 0, &places, diag);
	test_true("three that are none", ok && places.total == 3);
	test_number("the last's line", places.at[2].line, 3);
	test_number("the last's column", places.at[2].column, 3);
	bytes_close(bytes);
	test_true("no decoder", !decoder_new("none"));
	decoder_free(NULL);
	test_true("no table", !code_table_fill(&table, "none"));
	test_true(
	    "no table of two bytes", !code_table_fill(&table, "utf-16le"));
	diag_free(diag);
	sources_free(sources);
}

/* Some letters of UTF-8 in a register that is stated to be another. */
static void
test_mixed(void)
{
	struct strbuf have = {0};
	struct intake_options options = {
	    .path = "r.csv", .encoding = "windows-1252"};
	dump_write_file("r.csv", SLICE("N;Ort\n\xc5ke;V\xe4xj\xf6\n"
				       "\xc3\x85ke;Vik\n"));
	dump_register(&have, &options, true);
	test_slice("two encodings, one stated", strbuf_view(&have),
	    "windows-1252 as stated ; LF\nheader 1: N|Ort\n1@2: Åke|Växjö\n"
	    "2@3: Ã…ke|Vik [encoded-twice] column 'N' holds text that was "
	    "encoded twice\nend: 2 rows, 1 malformed, 0 blank\n");
	strbuf_fini(&have);
}

/* A row from DOS and one from a Mac among Windows-1252: held. */
static void
test_foreign(void)
{
	struct strbuf have = {0};
	struct intake_options options = {.path = "r.csv"};
	dump_write_file(
	    "r.csv", SLICE("Namn;Ort\n\xc5ke \xd6hrn;V\xe4xj\xf6\n"
			   "M\xe4rta;\xc5m\xe5l\nBj\x94rk;Vik\n"
			   "Hj\x8a"
			   "lm;Vik\nEk;\xd6rebro\nTom\x9a Ek;\x94Vik\x94\n"));
	dump_register(&have, &options, true);
	test_slice("foreign rows", strbuf_view(&have),
	    "windows-1252 ; LF\nheader 1: Namn|Ort\n1@2: Åke Öhrn|Växjö\n"
	    "2@3: Märta|Åmål\n3@4: Bj”rk|Vik [foreign-letters] column "
	    "'Namn' holds letters of another encoding than the register's\n"
	    "4@5: HjŠlm|Vik [foreign-letters] column 'Namn' holds letters of "
	    "another encoding than the register's\n5@6: Ek|Örebro\n"
	    "6@7: Tomš Ek|”Vik”\nend: 6 rows, 2 malformed, 0 blank\n");
	strbuf_fini(&have);
}

int
main(void)
{
	char folder[32];
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(encodings); i++) {
		test_encoding(i, false);
		test_encoding(i, true);
	}
	printf("%zu words: windows-1252 %zu, mac-roman %zu, cp850 %zu\n",
	    COUNT(words), read_words("WINDOWS-1252"), read_words("MACINTOSH"),
	    read_words("CP850"));
	read_words("ISO-8859-15");
	for (size_t i = 0; i < COUNT(broken); i++)
		test_broken(i);
	test_places();
	test_mixed();
	test_foreign();
	dump_leave_folder(folder, "r.csv");
	return test_end();
}
