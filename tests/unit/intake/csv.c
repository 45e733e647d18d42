/* Dialects, line ends, quotes and bad rows, read to the end and compared. */
#include "dump.h"
#include "test.h"

#define HEAD "Namn;Ort;Postnr\n"
#define FOUND "utf-8 ; LF\nheader 1: Namn|Ort|Postnr\n"

static const struct {
	const char *name;
	const char *in;
	const char *want; /* without diagnostics; "" where it is refused */
	const char *code; /* one that must be reported, or NULL: none may be */
} cases[] = {
    {"plain", HEAD "Ek;Vik;99912\n",
	FOUND "1@2: Ek|Vik|99912\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"no line end at the end", HEAD "Ek;Vik;99912",
	FOUND "1@2: Ek|Vik|99912\nend: 1 rows, 0 malformed, 0 blank\n", NULL},
    {"nothing is trimmed", HEAD " Ek ;\tVik; 0012 \n",
	FOUND "1@2:  Ek |\\x09Vik| 0012 \n"
	      "end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"empty cells", HEAD ";;1\nEk;;\n",
	FOUND "1@2: ||1\n2@3: Ek||\nend: 2 rows, 0 malformed, 0 blank\n", NULL},
    {"CRLF", "A;B\r\n1;2\r\n",
	"utf-8 ; CRLF\nheader 1: A|B\n1@2: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"CR", "A;B\r1;2\r3;4\r",
	"utf-8 ; CR\nheader 1: A|B\n1@2: 1|2\n2@3: 3|4\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"CRCRLF", "A;B\r\r\n1;2\r\r\n3;4\r\r\n",
	"utf-8 ; CRCRLF\nheader 1: A|B\n1@2: 1|2\n2@3: 3|4\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a mixture", "A;B\n1;2\r\n3;4\r5;6\r\r\n7;8",
	"utf-8 ; LF CRLF CR CRCRLF\nheader 1: A|B\n1@2: 1|2\n2@3: 3|4\n"
	"3@4: 5|6\n4@5: 7|8\nend: 4 rows, 0 malformed, 0 blank\n",
	NULL},
    {"blank lines", "\nA;B\n\n1;2\n \n;\n  ;\t\n3;4\n\n\n",
	"utf-8 ; LF\nheader 2: A|B\n1@4: 1|2\n2@8: 3|4\n"
	"end: 2 rows, 0 malformed, 7 blank\n",
	NULL},
    {"Ctrl-Z", "A;B\r\n1;2\r\n\x1a",
	"utf-8 ; CRLF\nheader 1: A|B\n1@2: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"Ctrl-Z after the last cell", "A;B\r\n1;2\x1a",
	"utf-8 ; CRLF\nheader 1: A|B\n1@2: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"comma", "A,B,C\n1,2,3\n",
	"utf-8 , LF\nheader 1: A|B|C\n1@2: 1|2|3\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"tab", "A\tB\n1\t 2\n",
	"utf-8 tab LF\nheader 1: A|B\n1@2: 1| 2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"bar", "A|B\n1|2\n",
	"utf-8 | LF\nheader 1: A|B\n1@2: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"semicolons with decimal commas", "A;B;C\n1,5;2,5;3,5\n1,1;2,2;3,3\n",
	"utf-8 ; LF\nheader 1: A|B|C\n1@2: 1,5|2,5|3,5\n2@3: 1,1|2,2|3,3\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"semicolons with prose in the header", "Namn;Adress, ort\nEk;A 1, Vik\n",
	"utf-8 ; LF\nheader 1: Namn|Adress, ort\n1@2: Ek|A 1, Vik\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"one column", "Namn\nEk\nLind\n",
	"utf-8 ; LF\nheader 1: Namn\n1@2: Ek\n2@3: Lind\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"sep=", "sep=,\r\nA;B,C\r\n1;2,3\r\n",
	"utf-8 , CRLF\nheader 2: A;B|C\n1@3: 1;2|3\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"quotes", "\"A\";B\n\"1;1\";\"say \"\"hi\"\"\"\n\"\";x\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 1;1|say \"hi\"\n2@3: |x\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a quoted line end", "A;B\n\"1\n2\";3\n4;5\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 1\\x0a2|3\n2@4: 4|5\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a quoted CRLF", "A;B\r\n\"1\r\n2\";3\r\n4;5\r\n",
	"utf-8 ; CRLF\nheader 1: A|B\n1@2: 1\\x0d\\x0a2|3\n2@4: 4|5\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"blanks round quotes", "A;B\n \"1\" ;\t\"2;2\"\t\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 1|2;2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"blanks inside quotes stay", "A;B\n \" 1 \"\" \" ; 2 \n",
	"utf-8 ; LF\nheader 1: A|B\n1@2:  1 \" | 2 \n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a tab as delimiter is no blank", "A\tB\n\"1\"\t\"2\"\n",
	"utf-8 tab LF\nheader 1: A|B\n1@2: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a quote inside a field", "A;B\nKarl \"Kalle\" Ek;12\" rör\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: Karl \"Kalle\" Ek|12\" rör\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"bare-quotes"},
    {"a formula's quotes", "A;B\n=\"0012\";x\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: =\"0012\"|x\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"bare-quotes"},
    {"text after a quote", "A;B\n\"1\"x;2\n3;4\n", NULL, "stray-quote"},
    {"an open quote that another row's closes", "A;B\n1;\"2\n3;\"4\"\n5;6\n",
	NULL, "stray-quote"},
    {"an open quote to the end", "A;B\n1;\"2\n3;4\n", NULL, "unclosed-quote"},
    {"an open quote in the last field", "A;B\n1;\"", NULL, "unclosed-quote"},
    {"swallowed rows", "A;B;C;D;E\n1;2;\"3;4;5\n1;2;3;4;5\n1;2;3\";4;5\n", NULL,
	"swallowed-rows"},
    {"swallowed, of few columns", "A;B\n1;\"2\n3;4\n5;6\"\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 1|2\\x0a3;4\\x0a5;6 [swallowed-row] "
	"a quoted field of the row on line 2 holds what looks like 3 whole "
	"rows\nend: 1 rows, 1 malformed, 0 blank\n",
	NULL},
    {"a note of several lines with semicolons is none",
	"A;B;C;D;E\n1;2;\"3;\n4;\n5\";4;5\n",
	"utf-8 ; LF\nheader 1: A|B|C|D|E\n1@2: 1|2|3;\\x0a4;\\x0a5|4|5\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"too few and too many", "A;B\n1\n1;2\n1;2;3\n1;2;\n",
	"utf-8 ; LF\nheader 1: A|B\n"
	"1@2: 1 [too-few-fields] the row on line 2 has only 1 fields, the "
	"header 2\n"
	"2@3: 1|2\n"
	"3@4: 1|2|3 [too-many-fields] the row on line 4 has 3 fields, the "
	"header 2\n"
	"4@5: 1|2| [too-many-fields] the row on line 5 has 3 fields, the "
	"header 2\n"
	"end: 4 rows, 3 malformed, 0 blank\n",
	NULL},
    {"every line ends with a delimiter", "A;B;\n1;2;\n3;;\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 1|2\n2@3: 3|\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"every row but the header does", "A;B\n1;2;\n3;;\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 1|2\n2@3: 3|\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"the header ends with one, and the rows fill it", "A;B;\n1;2;3\n",
	"utf-8 ; LF\nheader 1: A|B|#3\n1@2: 1|2|3\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"unnamed-column"},
    {"padded names", " A ;\u00a0B\n1;2\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"an empty name", "A;;C\n1;2;3\n",
	"utf-8 ; LF\nheader 1: A|#2|C\n1@2: 1|2|3\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"unnamed-column"},
    {"a double name", "Namn;Ort;NAMN \n1;2;3\n",
	"utf-8 ; LF\nheader 1: Namn #1|Ort|NAMN #3\n1@2: 1|2|3\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"double-column"},
    {"a name as another is called", "Ort;Ort;Ort #1\n1;2;3\n",
	"utf-8 ; LF\nheader 1: Ort #1 #1|Ort #2|Ort #1 #3\n1@2: 1|2|3\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	"double-column"},
    {"no header", "500101-9800;Ek\n510101-9809;Lind\n", NULL, "no-header"},
    {"empty", "", NULL, "empty-register"},
    {"nothing but blank lines", "\n\n \n", NULL, "empty-register"},
    {"nothing but a BOM", "\xef\xbb\xbf", NULL, "empty-register"},
    {"a header alone", "A;B\n",
	"utf-8 ; LF\nheader 1: A|B\nrefused: 0 rows, 0 malformed, 0 blank\n",
	"no-rows"},
    {"two delimiters", "A,1;B\n1,2;3\n", NULL, "delimiter-unclear"},
    {"a degree twice", "A;B\n20 Â°C;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 20 Â°C|x [encoded-twice] column "
	"'A' holds text that was encoded twice\n2@3: Ek|y\n"
	"end: 2 rows, 1 malformed, 0 blank\n",
	NULL},
    {"capitals twice", "A;B\nÃ„ng;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: Ã„ng|x [encoded-twice] column "
	"'A' holds text that was encoded twice\n2@3: Ek|y\n"
	"end: 2 rows, 1 malformed, 0 blank\n",
	NULL},
    {"as a Macintosh had it twice", "A;B\nH√∂gman;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: H√∂gman|x [encoded-twice] column "
	"'A' holds text that was encoded twice\n2@3: Ek|y\n"
	"end: 2 rows, 1 malformed, 0 blank\n",
	NULL},
    {"as DOS had it twice", "A;B\nH├Âgman;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: H├Âgman|x [encoded-twice] column "
	"'A' holds text that was encoded twice\n2@3: Ek|y\n"
	"end: 2 rows, 1 malformed, 0 blank\n",
	NULL},
    {"a Portuguese name", "A;B\nSÃ o;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: SÃ o|x\n2@3: Ek|y\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a name of capitals", "A;B\nÃlida Ângela Ã;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: Ãlida Ângela Ã|x\n2@3: Ek|y\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a root", "A;B\n√x;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: √x|x\n2@3: Ek|y\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a tree", "A;B\n├a;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: ├a|x\n2@3: Ek|y\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a tilde behind", "A;B\nÃÀx;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: ÃÀx|x\n2@3: Ek|y\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"an euro", "A;B\n5 €;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: 5 €|x\n2@3: Ek|y\n"
	"end: 2 rows, 0 malformed, 0 blank\n",
	NULL},
    {"blanks round quotes between tabs", "A\tB\n \"1\" \t 2\n",
	"utf-8 tab LF\nheader 1: A|B\n1@2: 1| 2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"blanks round quotes in quotes", "A;B\n \"a\"\"b\" ; \"c\" \n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: a\"b|c\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a stated delimiter with three signs", "sep=;\r\r\nA;B\r\r\n1;2\r\r\n",
	"utf-8 ; CRCRLF\nheader 2: A|B\n1@3: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a stated delimiter and a CR", "sep=;\rA;B\r1;2\r",
	"utf-8 ; CR\nheader 2: A|B\n1@3: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"a line that states two delimiters", "sep=;x\n1;2\n",
	"utf-8 ; LF\nheader 1: sep=|x\n1@2: 1|2\n"
	"end: 1 rows, 0 malformed, 0 blank\n",
	NULL},
    {"encoded twice", "A;B\nHÃ¶gman;x\nEk;y\n",
	"utf-8 ; LF\nheader 1: A|B\n1@2: HÃ¶gman|x [encoded-twice] column "
	"'A' holds text that was encoded twice\n2@3: Ek|y\n"
	"end: 2 rows, 1 malformed, 0 blank\n",
	NULL},
};

static void
test_case(size_t i)
{
	struct strbuf have = {0};
	struct intake_options options = {.path = "r.csv"};
	dump_write_file("r.csv", slice_view(cases[i].in));
	dump_register(&have, &options, true);
	struct slice text = strbuf_view(&have);
	size_t said = slice_find(text, SLICE("r.csv:"));
	if (cases[i].want)
		test_slice(
		    cases[i].name, slice_part(text, 0, said), cases[i].want);
	char code[64] = "";
	if (cases[i].code)
		snprintf(code, sizeof code, "[%s]", cases[i].code);
	bool ok = cases[i].code ? slice_find(text, slice_view(code)) < text.len
				: said == text.len;
	/* A refused file gives no END. */
	ok &= cases[i].want || slice_find(text, SLICE("end: ")) == text.len;
	test_true(cases[i].name, ok);
	if (!ok)
		printf("  have: %.*s\n", (int)text.len, text.at);
	strbuf_fini(&have);
}

/* 20 bad rows of 100 are held, 21 are a wrong file; and 1 % may be. */
static void
test_limit(const char *name, int bad, int rows, bool refused)
{
	struct strbuf text = {0}, have = {0};
	struct intake_options options = {.path = "r.csv"};
	strbuf_add_text(&text, "A;B\n");
	for (int i = 0; i < rows; i++)
		strbuf_add_text(&text, i < bad ? "1\n" : "1;2\n");
	dump_write_file("r.csv", strbuf_view(&text));
	dump_register(&have, &options, false);
	struct slice said = strbuf_view(&have);
	bool is_refused =
	    slice_find(said, SLICE("[too-many-malformed]")) < said.len;
	test_true(name, is_refused == refused);
	strbuf_fini(&text);
	strbuf_fini(&have);
}

/* Wherever a block ends, line ends of one, two and three signs are whole. */
static void
test_borders(void)
{
	static const char *const ends[] = {"\n", "\r\n", "\r\r\n", "\r"};
	static const char *const names[] = {"LF", "CRLF", "CRCRLF", "CR"};
	for (size_t border = 4096; border <= 1u << 20; border *= 2) {
		for (size_t i = 0; i < 16; i++) {
			struct strbuf text = {0}, have = {0};
			struct intake_options options = {.path = "r.csv"};
			const char *end = ends[i % 4];
			strbuf_print(&text, "A;B%s1;", end);
			while (text.len + 1 + i / 4 < border)
				strbuf_add_char(&text, 'x');
			strbuf_print(&text, "%s3;4%s", end, end);
			dump_write_file("r.csv", strbuf_view(&text));
			dump_register(&have, &options, true);
			struct slice said = strbuf_view(&have);
			char want[32];
			snprintf(
			    want, sizeof want, "utf-8 ; %s\n", names[i % 4]);
			test_true(names[i % 4],
			    slice_starts(said, slice_view(want).at) &&
				slice_find(said,
				    SLICE("2@3: 3|4\nend: 2 rows, "
					  "0 malformed, 0 blank")) < said.len);
			strbuf_fini(&text);
			strbuf_fini(&have);
		}
	}
}

/* A field, a record, a row over the limits; with a block's border inside. */
static void
test_large(const char *name, size_t len, bool quoted, const char *code)
{
	struct strbuf text = {0}, have = {0};
	struct intake_options options = {.path = "r.csv"};
	strbuf_add_text(&text, quoted ? "A;B\n1;\"" : "A;B\n1;");
	memset(strbuf_reserve(&text, len), 'x', len);
	text.len += len;
	strbuf_add_text(&text, quoted ? "\"\n" : "\n");
	dump_write_file("r.csv", strbuf_view(&text));
	dump_register(&have, &options, false);
	struct slice said = strbuf_view(&have);
	test_true(name, slice_find(said, slice_view(code)) < said.len);
	strbuf_fini(&text);
	strbuf_fini(&have);
}

static void
test_long_row(void)
{
	struct strbuf text = {0}, have = {0};
	struct intake_options options = {.path = "r.csv"};
	strbuf_add_text(&text, "A;B\n");
	for (int i = 0; i < 18; i++) {
		memset(strbuf_reserve(&text, 1u << 20), 'x', 1u << 20);
		text.len += 1u << 20;
		strbuf_add_char(&text, ';');
	}
	dump_write_file("r.csv", strbuf_view(&text));
	dump_register(&have, &options, false);
	test_true("a row over 16 MiB",
	    slice_find(strbuf_view(&have), SLICE("[row-too-long]")) < have.len);
	strbuf_fini(&text);
	strbuf_fini(&have);
}

/* The file is another one when its rows are read. */
static void
test_changed(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct intake_options options = {.path = "r.csv"};
	struct strbuf text = {0}, said = {0};
	strbuf_add_text(&text, "A;B\n");
	for (int i = 0; i < 200000; i++)
		strbuf_add_text(&text, "Vik;1\n");
	dump_write_file("r.csv", strbuf_view(&text));
	struct intake *intake = intake_open(mem, &options, diag);
	FILE *file = fopen("r.csv", "r+b");
	if (!file || fseek(file, -4, SEEK_END) != 0)
		abort();
	fputs("9", file);
	fclose(file);
	struct intake_record record;
	enum intake_result result;
	while ((result = intake_next(intake, &record)) == INTAKE_ROW)
		;
	test_number("changed while read", result, INTAKE_FAILED);
	dump_diag(&said, diag);
	test_true("and said", slice_find(strbuf_view(&said),
				  SLICE("[register-changed]")) < said.len);
	intake_close(intake);
	strbuf_fini(&text);
	strbuf_fini(&said);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_columns(size_t count, const char *code)
{
	struct strbuf text = {0}, have = {0};
	struct intake_options options = {.path = "r.csv"};
	for (size_t i = 0; i < count; i++)
		strbuf_print(&text, "%sa%zu", i ? ";" : "", i);
	strbuf_add_text(&text, "\n1");
	for (size_t i = 1; i < count; i++)
		strbuf_add_char(&text, ';');
	dump_write_file("r.csv", strbuf_view(&text));
	dump_register(&have, &options, false);
	struct slice said = strbuf_view(&have);
	test_true(code, slice_find(said, slice_view(code)) < said.len);
	strbuf_fini(&text);
	strbuf_fini(&have);
}

static void
test_stated(void)
{
	struct strbuf have = {0};
	struct intake_options options = {
	    .path = "r.csv", .delimiter = ':', .header_row = 3};
	dump_write_file("r.csv", SLICE("Utdrag: 2012-03-12\n\nA:B\n1;1:2\n"));
	dump_register(&have, &options, true);
	test_slice("stated delimiter and header", strbuf_view(&have),
	    "utf-8 : LF\nheader 3: A|B\n1@4: 1;1|2\n"
	    "end: 1 rows, 0 malformed, 0 blank\n");
	static const char *const ends[] = {"\n", "\r\n", "\r", "\r\r\n"};
	for (size_t i = 0; i < COUNT(ends); i++) {
		struct strbuf text = {0};
		strbuf_print(&text, "\"Utdrag%s%sA;B%s1;2%s", ends[i], ends[i],
		    ends[i], ends[i]);
		dump_write_file("r.csv", strbuf_view(&text));
		strbuf_reset(&have);
		options =
		    (struct intake_options){.path = "r.csv", .header_row = 3};
		dump_register(&have, &options, true);
		test_true("header by line, of any end",
		    slice_find(strbuf_view(&have),
			SLICE("header 3: A|B\n1@4: 1|2\n")) < have.len);
		strbuf_fini(&text);
	}
	strbuf_reset(&have);
	options = (struct intake_options){.path = "r.csv", .delimiter = ','};
	dump_write_file("r.csv", SLICE("sep=;\nA;B\n1;2\n"));
	dump_register(&have, &options, true);
	test_true("another sep=", slice_find(strbuf_view(&have),
				      SLICE("[other-delimiter]")) < have.len);
	strbuf_reset(&have);
	options =
	    (struct intake_options){.path = "r.csv", .may_be_empty = true};
	dump_write_file("r.csv", SLICE("A;B\n"));
	dump_register(&have, &options, true);
	test_slice("a table may be empty", strbuf_view(&have),
	    "utf-8 ; LF\nheader 1: A|B\n"
	    "end: 0 rows, 0 malformed, 0 blank\n");
	strbuf_fini(&have);
}

static void
test_files(void)
{
	struct strbuf have = {0};
	struct intake_options options = {.path = "none.csv"};
	dump_register(&have, &options, true);
	test_true("no such file",
	    slice_find(strbuf_view(&have), SLICE("[no-such-file]")) < have.len);
	strbuf_reset(&have);
	options.path = ".";
	dump_register(&have, &options, true);
	test_true("a folder",
	    slice_find(strbuf_view(&have), SLICE("[not-a-file]")) < have.len);
	strbuf_fini(&have);
}

int
main(void)
{
	char folder[32];
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_limit("20 bad of 100", 20, 100, false);
	test_limit("21 bad of 100", 21, 100, true);
	test_limit("21 bad of 2100", 21, 2100, false);
	test_limit("21 bad of 2099", 21, 2099, true);
	test_large("1 MiB", 1u << 20, false, "end: 1 rows, 0 malformed");
	test_large("1 MiB in quotes", (1u << 20) - 2, true,
	    "end: 1 rows, 0 malformed");
	test_large("over 1 MiB", (1u << 20) + 1, false, "[field-too-long]");
	test_large("over 1 MiB in quotes", 3u << 20, true, "[field-too-long]");
	test_columns(1980, "end: 1 rows, 0 malformed");
	test_columns(1981, "[too-many-columns]");
	test_long_row();
	test_borders();
	test_changed();
	test_stated();
	test_files();
	dump_leave_folder(folder, "r.csv");
	return test_end();
}
