/* A line more, changed or less: every other byte of the list stays. */
#include "correct/list.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "reported.h"

#define HEAD "nyckel;kolumn;gammalt;nytt;vem\r\n"
#define ONE "1;Ort;A;B;Eva\r\n"
#define TWO "2;Ort;C;D;Bo\r\n"
#define BOM "\xEF\xBB\xBF"

enum act { ADD, CHANGE, REMOVE };

static const struct {
	const char *name, *in;
	enum act act;
	uint32_t line; /* to be changed or removed */
	const char *field[LIST_FIELDS];
	const char *want; /* NULL: refused with */
	const char *code;
} cases[] = {
    {"one more", HEAD ONE, ADD, 0, {"2", "Ort", "C", "D", "Bo"}, HEAD ONE TWO,
	NULL},
    {"the first", HEAD, ADD, 0, {"2", "Ort", "C", "D", "Bo"}, HEAD TWO, NULL},
    {"behind a line that has no end", "key;column;old;new;who\n1;Ort;A;B;Eva",
	ADD, 0, {"2", "Ort", "C", "D", "Bo"},
	"key;column;old;new;who\n1;Ort;A;B;Eva\n2;Ort;C;D;Bo\n", NULL},
    {"lines that end in CR", "key;column;old;new;who\r1;Ort;A;B;Eva\r", ADD, 0,
	{"2", "Ort", "C", "D", "Bo"},
	"key;column;old;new;who\r1;Ort;A;B;Eva\r2;Ort;C;D;Bo\r", NULL},
    {"a header without an end", "key;column;old;new;who", ADD, 0,
	{"2", "Ort", "C", "D", "Bo"},
	"key;column;old;new;who\r\n2;Ort;C;D;Bo\r\n", NULL},
    {"columns of its own, in another order",
	"vem,not,nyckel,nytt,gammalt,kolumn\nEva,x,1,B,A,Ort\n", ADD, 0,
	{"2", "Ort", "C", "D, E", "Bo"},
	"vem,not,nyckel,nytt,gammalt,kolumn\nEva,x,1,B,A,Ort\n"
	"Bo,,2,\"D, E\",C,Ort\n",
	NULL},
    {"quotes around each",
	"\"key\";\"column\";\"old\";\"new\";\"who\"\n"
	"\"1\";\"Ort\";\"A\";\"B\";\"Eva\"\n",
	ADD, 0, {"2", "Ort", "C", "", "Bo"},
	"\"key\";\"column\";\"old\";\"new\";\"who\"\n"
	"\"1\";\"Ort\";\"A\";\"B\";\"Eva\"\n"
	"\"2\";\"Ort\";\"C\";\"\";\"Bo\"\n",
	NULL},
    {"quotes in a value", HEAD, ADD, 0, {"2", "Ort", "\"C\"", "D;", "B\no"},
	HEAD "2;Ort;\"\"\"C\"\"\";\"D;\";\"B\no\"\r\n", NULL},
    {"blanks at an end", HEAD, ADD, 0, {" 2", "Ort ", "C", "D", "B\ro"},
	HEAD "\" 2\";\"Ort \";C;D;\"B\ro\"\r\n", NULL},
    {"in Windows-1252",
	"nyckel;kolumn;gammalt;nytt;vem\r\n1;Ort;G\xF6teborg;\xC5s\xE4n;"
	"Eva\r\n",
	ADD, 0, {"2", "Ort", "\xC3\x85", "\xC3\xA4;", "Bo"},
	"nyckel;kolumn;gammalt;nytt;vem\r\n1;Ort;G\xF6teborg;\xC5s\xE4n;Eva\r\n"
	"2;Ort;\xC5;\"\xE4;\";Bo\r\n",
	NULL},
    {"a character that it has not",
	"nyckel;kolumn;gammalt;nytt;vem\r\n1;Ort;G\xF6teborg;\xC5s\xE4n;"
	"Eva\r\n",
	ADD, 0, {"2", "Ort", "C", "\xC4\x8D", "Bo"}, NULL, "correction-sign"},
    {"a character that it has not, in quotes",
	"nyckel;kolumn;gammalt;nytt;vem\r\n1;Ort;G\xF6teborg;\xC5s\xE4n;"
	"Eva\r\n",
	ADD, 0, {"2", "Ort", "C", ";\xC4\x8D", "Bo"}, NULL, "correction-sign"},
    {"changed", HEAD ONE TWO, CHANGE, 2, {"1", "Ort", "A", "E", "Li"},
	HEAD "1;Ort;A;E;Li\r\n" TWO, NULL},
    {"the last is changed", HEAD ONE TWO, CHANGE, 3,
	{"2", "Ort", "C", "E", "Li"}, HEAD ONE "2;Ort;C;E;Li\r\n", NULL},
    {"changed where no line ends", HEAD "1;Ort;A;B;Eva", CHANGE, 2,
	{"1", "Ort", "A", "E", "Li"}, HEAD "1;Ort;A;E;Li", NULL},
    {"changed where a quote ends all", HEAD "1;Ort;A;\"B\";\"E\"\"va\"", CHANGE,
	2, {"1", "Ort", "A", "E", "Li"}, HEAD "1;Ort;A;E;Li", NULL},
    {"changed where quotes are doubled", HEAD "1;Ort;\"\"\"\";B;\"\"\r\n",
	CHANGE, 2, {"1", "Ort", "A", "E", "Li"}, HEAD "1;Ort;A;E;Li\r\n", NULL},
    {"nothing but blanks", "\n", ADD, 0, {"2", "Ort", "C", "D", "Bo"}, NULL,
	"empty-register"},
    {"below a mark and lines in quotes",
	BOM "nyckel;kolumn;gammalt;nytt;vem;not\n1;Ort;A;B;Eva;\"x\n\"\"y\"\n"
	    "2;Ort;C;D;Bo; z \n",
	CHANGE, 4, {"2", "Ort", "C", "E", "Li"},
	BOM "nyckel;kolumn;gammalt;nytt;vem;not\n1;Ort;A;B;Eva;\"x\n\"\"y\"\n"
	    "2;Ort;C;E;Li; z \n",
	NULL},
    {"a change in a sign that it has not",
	"nyckel;kolumn;gammalt;nytt;vem\r\n1;Ort;G\xF6teborg;\xC5s\xE4n;"
	"Eva\r\n",
	CHANGE, 2, {"1", "Ort", "\xC3\x85", "\xC4\x8D", "Li"}, NULL,
	"correction-sign"},
    {"removed", HEAD ONE TWO, REMOVE, 2, {NULL}, HEAD TWO, NULL},
    {"the last is removed", HEAD ONE TWO, REMOVE, 3, {NULL}, HEAD ONE, NULL},
    {"removed where no line ends", HEAD ONE "2;Ort;C;D;Bo", REMOVE, 3, {NULL},
	HEAD ONE, NULL},
    {"removed with lines in quotes",
	"key;column;old;new;who\n1;Ort;A;\"B\n;\";Eva\n2;Ort;C;D;Bo\n", REMOVE,
	2, {NULL}, "key;column;old;new;who\n2;Ort;C;D;Bo\n", NULL},
    {"no line there, and none is removed", HEAD ONE, REMOVE, 9, {NULL},
	HEAD ONE, NULL},
    {"no list of corrections", "nyckel;kolumn;gammalt;nytt\r\n", ADD, 0,
	{"2", "Ort", "C", "D", "Bo"}, NULL, "corrections-not-text"},
    {"two bytes a character",
	"\xFF\xFEk\0e\0y\0;\0c\0o\0l\0u\0m\0n\0;\0o\0l\0d\0;\0n\0e\0w\0;\0w\0"
	"h\0o\0\n\0",
	ADD, 0, {"2", "Ort", "C", "D", "Bo"}, NULL, "corrections-not-text"},
};

/* That of UTF-16 has NULs. */
static struct slice
bytes_of(const char *text)
{
	return (struct slice){
	    text, text[0] == '\xFF' ? 2 + 2 * 23 : strlen(text)};
}

static bool
act(const struct list *list, size_t at, struct strbuf *out, struct diag *diag)
{
	struct list_line line;
	for (size_t i = 0; i < LIST_FIELDS; i++)
		line.field[i] = slice_view(cases[at].field[i]);
	if (cases[at].act == ADD)
		return list_add(list, &line, out, diag);
	if (cases[at].act == CHANGE)
		return list_change(list, cases[at].line, &line, out, diag);
	list_remove(list, cases[at].line, out);
	return true;
}

static void
try_case(const char *path, size_t at)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf out = {0};
	struct list list;
	bool ok = file_write_whole(path, bytes_of(cases[at].in), diag) &&
		  list_open(&list, mem, path, diag) &&
		  act(&list, at, &out, diag);
	test_true(cases[at].name, ok == (cases[at].want != NULL));
	if (cases[at].want)
		test_slice(cases[at].name, strbuf_view(&out), cases[at].want);
	else
		test_reported(cases[at].name, diag, cases[at].code);
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_unreadable(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct list list;
	test_true("no file", !list_open(&list, mem, "/nowhere/a.csv", diag));
	test_number("is told", diag_errors(diag), 1);
	test_true("a workbook",
	    !list_open(
		&list, mem, TESTS_DIR "/e2e/klienter-libreoffice.xlsx", diag));
	test_reported("a workbook", diag, "corrections-not-text");
	struct strbuf out = {0};
	list_begin(&out);
	test_slice("as Excel reads it", strbuf_view(&out), BOM HEAD);
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	char path[] = "/tmp/utskick-list-XXXXXX.csv";
	int fd = mkstemps(path, 4);
	if (fd < 0)
		return 1;
	close(fd);
	for (size_t i = 0; i < COUNT(cases); i++)
		try_case(path, i);
	unlink(path);
	test_unreadable();
	return test_end();
}
