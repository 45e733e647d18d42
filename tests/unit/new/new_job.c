/* What the job and the letter say that are made from a register. */
#include "new/new_job.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "reported.h"

#define N50 "Namnet på den här kolumnen är längre än någon läser"
#define N200 N50 N50 N50 N50
#define V80                                                                      \
	"Bor kvar i det egna hemmet tills vidare men har sökt en plats på ett" \
	" boende i kommunen"
#define FIVE(row) row row row row row
#define WANT_MOST 4

static const struct {
	const char *name, *rows;
	/* Each stands in the job or the letter; with '!' before it in neither. */
	const char *want[WANT_MOST];
} cases[] = {
    {"two values", "Status;Nr\n" FIVE("A;1\n") FIVE("B;2\n"),
	{"    values:\n      A:", "      B:",
	    "  where:\n    Status:\n      - A\n"}},
    {"a value too long to choose by",
	"Status;Nr\n" FIVE("A;1\n") FIVE(V80 ";2\n"),
	{"# Text: Status", "!values:", "!where:\n"}},
    {"a column whose name is too long",
	N200 ";Nr\n" FIVE("A;1\n") FIVE("B;2\n"),
	{"# Text: " N200, "!values:"}},
    {"ticks under such a name", N200 ";Nr\n" FIVE("x;1\n") FIVE(";2\n"),
	{"# Text: " N200, "!flag"}},
    {"dates under such a name", N200 ";Nr\n" FIVE("2012-03-19;1\n"),
	{"# Text: " N200, "!: date"}},
    {"dates of a column with a role", "Nr\n" FIVE("2012-03-19\n"),
	{"key: Nr", "!: date"}},
    {"too many rare values", "Status;Nr\n" FIVE("A;1\n") FIVE("B;2\n") "C;3\n",
	{"# Text: Status", "!values:"}},
    {"few enough",
	"Status;Nr\n" FIVE(FIVE("A;1\n")) FIVE(FIVE("B;2\n")) "C;3\n",
	{"      B:", "not shown; rows: 1"}},
    {"a choice of dates", "Status;Nr\n" FIVE("2012-03-19;1\n2012-03-20;2\n"),
	{"  Status: date", "!values:"}},
    {"a choice of postcodes", "Status;Nr\n" FIVE("99912;1\n99934;2\n"),
	{"# Text: Status", "!values:"}},
    {"a choice of addresses", "Status;Nr\n" FIVE("a@b.se;1\nb@b.se;2\n"),
	{"  Status: email", "!values:"}},
    {"some are identity numbers", "Status;Nr\n" FIVE("19121212-1212;1\nB;2\n"),
	{"# Text: Status", "!values:"}},
    {"more spellings than are looked at",
	"Status;Nr\nhemma;1\nHemma;2\nHEmma;3\nHEMma;4\nHEMMa;5\nHEMMA;6\n"
	"heMMA;7\nheMMA;8\n" FIVE("B;9\n"),
	{"      hemma:", "# rows: 8\n"}},
    {"nothing that names a row", "A;B\n1;1\n1;\n", {"  key: FILL IN"}},
    {"a row alone names nothing", "A;B\n1;1\n", {"  key: FILL IN"}},
    {"what is empty once names nothing", "A;B\n1;1\n1;2\n1;\n",
	{"  key: FILL IN"}},
    {"what never comes twice", "A;B\n1;1\n1;2\n", {"  key: B"}},
    {"a case worker's number first",
	"A;B\n191212121212;191212121212\n191212121212;201212121210\n",
	{"  person: B\n"}},
    {"and last", "A;B\n191212121212;191212121212\n201212121210;191212121212\n",
	{"  person: A\n"}},
    {"both come twice",
	"A;B\n191212121212;191212121212\n191212121212;191212121212\n",
	{"  person: A\n"}},
    {"a postcode without a town",
	"Adress;Postnr;Nr\n999 12 Norrby;x;1\n999 34 Norrby;x;2\n",
	{"  postal: Adress\n", "  street: FILL IN", "!postcode: P"}},
    {"a postcode and a town",
	"Post;Postnr;Ort;Nr\n999 12 Norrby;99912;Norrby;1\n",
	{"  postcode: Postnr\n", "  town: Ort\n", "!postal:"}},
    {"a name of two lines", "\"First\nname\";Surname;Nr\nÅsa;Ek;1\n",
	{"Hello!", "name: [\"First\\u000Aname\", Surname]"}},
    {"a surname alone", "Surname;Nr\nEk;1\n", {"  name: [Surname]\n"}},
    {"a surname first", "Name;Nr\n\"Ek, Åsa\";1\n\"Al, Bo\";2\n",
	{"  Called: {is: ", "Dear {{Called}},",
	    "  name: [first_names(Name), surname(Name)]"}},
    {"where somebody is called already",
	"Name;Nr;Called\n\"Ek, Åsa\";1;Å\n\"Al, Bo\";2;B\n",
	{"!Called: {is:", "Dear {{first_names(Name)}},"}},
    {"and the column has braces",
	"N}};Nr;Called\n\"Ek, Åsa\";1;Å\n\"Al, Bo\";2;B\n",
	{"!Called: {is:", "Hello!"}},
    {"a guardian with a whole address",
	"God man;God man adress;God man postnr;God man ort;Nr\nBo;G "
	"1;99912;N;1\n",
	{"  guardian:\n    name: God man\n", "    mail: client"}},
    {"without a street",
	"God man;God man postnr;God man ort;Nr\nBo;99912;N;1\n",
	{"  guardian: God man\n", "!mail:"}},
    {"without a postcode",
	"God man;God man adress;God man ort;Nr\nBo;G 1;N;1\n",
	{"  guardian: God man\n", "!mail:"}},
    {"without a town",
	"God man;God man adress;God man postnr;Nr\nBo;G 1;99912;1\n",
	{"  guardian: God man\n", "!mail:"}},
    {"two marks of a kind", "Avliden;Dödsdatum;Nr\n;;1\n",
	{"  deceased: [Avliden, Dödsdatum]\n"}},
    {"two that may be guardians", "God man;Ombud;Anhörig;Nr\n;;;1\n",
	{"  not_marks:\n    Ombud: FILL IN"}},
    {"three", "God man;Ombud;Förmyndare;Nr\n;;;1\n",
	{"  not_marks:\n    Ombud: FILL IN", "\n    Förmyndare: FILL IN"}},
    {"organisations", "Organisation;Orgnr\nA;212000-0142\nB;212000-0159\n",
	{"persons: no", "!roles:", "!protected"}},
    {"with protected people", "Orgnr;Skyddad identitet\n212000-0142;\n",
	{"persons: no", "  protected: Skyddad identitet\n"}},
    {"with people who died", "Orgnr;Avliden\n212000-0142;\n",
	{"persons: no", "  deceased: Avliden\n", "!protected:"}},
    {"with guardians", "Orgnr;God man\n212000-0142;\n",
	{"persons: no", "  guardian: God man\n", "!protected:"}},
    {"a name that would end the comment", "\"A\nb: c\";Nr\nx y;1\nz y;2\n",
	{"# Text: A b: c\n", "!# Text: A\n"}},
    {"nor a sign that nobody sees", "A\x01x\xC2\x85y;Nr\nx y;1\nz y;2\n",
	{"# Text: A x y\n"}},
    {"a value up to its comment", "ABCDEFGHIJKLMNOPQRSTUVWXYZA;B\n1;1\n2;1\n",
	{"  key: ABCDEFGHIJKLMNOPQRSTUVWXYZA  # guessed"}},
    {"and one shorter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ;B\n1;1\n2;1\n",
	{"  key: ABCDEFGHIJKLMNOPQRSTUVWXYZ # guessed"}},
    {"a sum", "Nr;A;B;C\n1;a;b;c\nSumma:;;;\n", {"# Made by"}},
    {"signs alone are no sum", "Nr;A;B;C\n1;a;b;c\n:=;;;\n", {"# Made by"}},
    {"a long text is no sum",
	"Nr;A;B;C\n1;a;b;c\nSumma av alla dessa rader;;;\n", {"# Made by"}},
};

static struct arena *mem;
static struct sources *sources;
static struct diag *diag;
static const char *folder, *csv;

/* What was read of a register that is written anew is forgotten. */
static void
renew(void)
{
	diag_free(diag);
	sources_free(sources);
	sources = sources_new();
	diag = diag_new(sources);
}

static bool
make(const char *rows, const char *to, struct new_job *made)
{
	const struct new_register from = {.path = csv};
	renew();
	test_true("written", file_write_whole(csv, slice_view(rows), diag));
	return new_job_write(mem, &from, to, NULL, diag, made);
}

static struct slice
take(const char *path)
{
	struct slice text = {"", 0};
	file_read(mem, path, INPUT_NONE, 1 << 20, diag, NO_SPAN, &text);
	remove(path);
	return arena_dup(mem, text);
}

static void
test_case(size_t index)
{
	struct new_job made;
	bool ok = make(cases[index].rows, NULL, &made);
	test_true(cases[index].name, ok);
	if (!ok)
		return;
	const struct slice both[] = {take(made.job), take(made.letter)};
	struct slice text = arena_join(mem, both, 2, SLICE("\n"));
	remove(made.paper);
	for (size_t i = 0; i < WANT_MOST && cases[index].want[i]; i++) {
		const char *want = cases[index].want[i];
		bool not = want[0] == '!';
		bool there =
		    slice_find(text, slice_view(want + not )) < text.len;
		test_true(cases[index].name, there != not );
		if (there == not )
			printf("  %s\n%.*s\n", want, (int)text.len, text.at);
	}
}

/* Rows that add up others are told of. */
static void
test_sums(void)
{
	struct new_job made;
	test_true("a sum", make("Nr;A;B;C\n1;a;b;c\nSumma:;;;\n", NULL, &made));
	test_number("a warning", (long long)diag_count(diag), 1);
	test_reported("a sum", diag, "sum-rows");
	take(made.job), take(made.letter), take(made.paper);
}

/* A key that repeats is looked for in the first 20,000 rows. */
static void
test_many(void)
{
	static const struct {
		unsigned rows;
		const char *want;
	} many[] = {{20000, "  key: FILL IN"}, {20001, "  key: A"}};
	for (size_t i = 0; i < COUNT(many); i++) {
		struct new_job made;
		struct strbuf rows = {0};
		strbuf_add_text(&rows, "A\n");
		for (unsigned row = 1; row < many[i].rows; row++)
			strbuf_print(&rows, "%u\n", row);
		strbuf_add_text(&rows, "1\n");
		strbuf_add_char(&rows, '\0');
		rows.len--;
		test_true("many", make(rows.at, NULL, &made));
		struct slice job = take(made.job);
		test_true(many[i].want,
		    slice_find(job, slice_view(many[i].want)) < job.len);
		take(made.letter), take(made.paper);
		strbuf_fini(&rows);
	}
}

static void
test_refused(void)
{
	struct new_job made;
	const char *other = path_join(mem, folder, "other");
	test_true("no rows", !make("Nr;A\n", NULL, &made));
	test_reported("no rows", diag, "no-rows");

	/* A disk that takes nothing. */
	const char *rows = "Nr;A\n1;2\n";
	struct rlimit was;
	getrlimit(RLIMIT_FSIZE, &was);
	signal(SIGXFSZ, SIG_IGN);
	const struct rlimit few = {100, was.rlim_max};
	setrlimit(RLIMIT_FSIZE, &few);
	test_true("a fresh folder", !make(rows, other, &made));
	test_true("it is taken away", !folder_exists(other));
	mkdir(other, 0700);
	test_true("a folder that was there", !make(rows, other, &made));
	test_true("it stays", folder_exists(other));
	test_true("empty", rmdir(other) == 0);
	setrlimit(RLIMIT_FSIZE, &was);

	mkdir(other, 0700);
	test_true("another folder", make(rows, other, &made));
	struct slice job = take(made.job);
	test_true("names the register in full",
	    slice_find(job, slice_view(csv)) < job.len);

	mkdir(path_join(mem, other, "templates"), 0700);
	setenv("UTSKICK_DATA", other, 1);
	test_true("no stationery", !make(rows, NULL, &made));
	test_true("no job then", !file_exists(made.job));
	unsetenv("UTSKICK_DATA");
}

/* A header that is stated is not looked for, whatever it holds. */
static void
test_stated(void)
{
	const struct new_register from = {.path = csv, .header_row = 2};
	struct new_job made;
	renew();
	test_true(
	    "written", file_write_whole(csv,
			   SLICE("A;B\nC;D\nFörnamn;Efternamn\nx;y\n"), diag));
	test_true("stated", new_job_write(mem, &from, NULL, NULL, diag, &made));
	struct slice job = take(made.job);
	test_true(
	    "it is taken", slice_find(job, SLICE("  header: 2")) < job.len);
	test_number("rows", made.rows, 2);
	take(made.letter), take(made.paper);
}

int
main(void)
{
	char path[] = "/tmp/utskick-unit-XXXXXX";
	folder = mkdtemp(path);
	if (!folder)
		return 1;
	mem = arena_new();
	csv = path_join(mem, folder, "r.csv");
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_sums();
	test_stated();
	test_many();
	test_refused();
	folder_remove(folder, NULL);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
