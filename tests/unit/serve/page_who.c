/* The page of who gets a letter: what becomes of all rows, columns that could
 * have a list of values, and what was tried of a form. */
#include "forked.h"
#include "madeform.h"
#include "working.h"

#define FIRST                                                                  \
	"name: n\ndate: 2012-03-19\nregister: {file: r.csv, key: Nr}\n"        \
	"address: {name: Namn, street: Gata, postcode: Postnr, town: Ort}\n"   \
	"letters: [b.md]\nstationery: kommun-h2\n"
#define ROLES "roles: {protected: Skydd, deceased: Avliden}\n"
#define JOB FIRST ROLES
#define ROWS 44

/* Each column but the first six has two values, by turns. */
static const struct {
	const char *name, *one, *other, *rare; /* of the first rows */
	bool is_offer;
	size_t rare_rows;
} columns[] = {
    {"Enhet", "A", "B", NULL, true},
    {"Rar", "A", "B", "C", false, 4},
    {"Sall", "A", "B", "C", true, 2},
    {"Dagar", "2012-03-19", "2012-03-20", NULL, false},
    {"Koder", "99912", "99934", NULL, false},
    {"Mejl", "a@exempel.se", "b@exempel.se", NULL, false},
    {"Linje", "0999-10 01 31", "0999-10 01 40", NULL, false},
    {"Nummer", "19121212-1212", "B", NULL, false},
    {"Typ", "2012", "2013", NULL, false},
    {"Ensam", "A", "A", NULL, false},
    {"Avliden", "nej", "", NULL, false},
};

static void
put_register(size_t more)
{
	struct strbuf csv = {0};
	strbuf_add_text(&csv, "Nr;Namn;Gata;Postnr;Ort;Skydd;Lopare");
	for (size_t k = 0; k < COUNT(columns); k++)
		strbuf_print(&csv, ";%s", columns[k].name);
	for (size_t k = 0; k < more; k++)
		strbuf_print(&csv, ";Till%zu", k);
	strbuf_add_char(&csv, '\n');
	for (size_t i = 0; i < ROWS; i++) {
		strbuf_print(&csv, "%zu;Eva Ek;G 1;99912;Norrby;;r%zu", i, i);
		for (size_t k = 0; k < COUNT(columns); k++)
			strbuf_print(&csv, ";%s",
			    i < columns[k].rare_rows ? columns[k].rare
			    : i % 2		     ? columns[k].one
						     : columns[k].other);
		for (size_t k = 0; k < more; k++)
			strbuf_add_text(&csv, i % 2 ? ";p" : ";q");
		strbuf_add_char(&csv, '\n');
	}
	put("r.csv", strbuf_text(&csv));
	strbuf_fini(&csv);
}

static void
test_offers(size_t more)
{
	(void)more;
	begin(JOB "columns: {Typ: integer}\n", "", "");
	put_register(0);
	work_who(&work);
	for (size_t k = 0; k < COUNT(columns); k++) {
		const char *first = arena_print(
		    work.mem, "name=\"on-0\" value=\"%s\"", columns[k].name)
					.at;
		const char *second = arena_print(
		    work.mem, "name=\"on-1\" value=\"%s\"", columns[k].name)
					 .at;
		test_true(columns[k].name,
		    (has(first) || has(second)) == columns[k].is_offer);
	}
	test_true("two alone", !has("name=\"on-2\""));
	test_true("nothing rare", has("A (21) · B (21)") && !has("C (2)"));
	test_true(
	    "with its rows", has("A (22) · B (22)") || has("B (22) · A (22)"));
	end();
}

/* No more than a page can hold. */
static void
test_most(size_t more)
{
	begin(JOB, "", "");
	put_register(more);
	work_who(&work);
	test_true("twelve", has("name=\"on-11\"") && !has("name=\"on-12\""));
	end();
}

static const struct {
	const char *name, *job;
	const char *want[5];
} pages[] = {
    {"all", JOB, {"<dd>44</dd>", "data-live", "!on-0-"}},
    {"values with their rows",
	JOB "columns: {Enhet: {values: {A: [], B: []}}}\n",
	{"A <span class=\"rows\">22 rows", "!class=\"hint inner\"",
	    "name=\"v-0-1\" value=\"B\""}},
    {"others", JOB "columns: {Rar: {values: {A: []}}}\n",
	{"A <span class=\"rows\">20 rows", "class=\"hint inner\""}},
    {"a column that is not there", JOB "columns: {Enhe: {values: {A: []}}}\n",
	{"verdict wait", "!<dd>", "no column"}},
    {"what marks somebody is no offer",
	FIRST "roles: {protected: Skydd, deceased: [Avliden, Enhet]}\n",
	{"!value=\"Enhet\"", "name=\"on-0\" value=\"Sall\""}},
    {"nor what marks protection",
	FIRST "roles: {protected: [Skydd, Enhet], deceased: Avliden}\n",
	{"!value=\"Enhet\""}},
    {"a job that cannot be read", "name: [\n", {"!<form", "verdict stop"}},
    {"a rule", JOB "rules: [{exclude: r, when: \"Enhet = 'A'\"}]\n",
	{"name=\"rule-goes-0\" value=\"1\">", "<dd>22</dd>"}},
    {"send by more",
	JOB "columns: {Enhet: {values: {A: [], B: []}}}\n"
	    "send: {where: {Enhet: A, Ort: Norrby}, when: \"Ort = "
	    "'Norrby'\", else: e}\n",
	{"Ort: Norrby", "id=\"send-when\"", "<dd>22</dd>"}},
};

static const struct {
	const char *name, *sent;
	const char *want[5];
} tries[] = {
    {"nothing", "", {"name=\"rule-goes-0\" value=\"1\">", "<dd>44</dd>"}},
    {"a rule goes", "rule-goes-0=1",
	{"name=\"rule-goes-0\" value=\"1\" checked>", "<dd>44</dd>"}},
    {"a new one", "new-when=Enhet = 'B'&new-kind=waits",
	{"<details open>\n<summary>", "value=\"Enhet = 'B'\"", "<dd>22</dd>"}},
    {"with a reason", "new-reason=r",
	{"<details open>\n<summary>", "value=\"r\""}},
    {"a list", "on-0=Enhet&ov-0-0=A&ov-0-1=B&offer-0=1",
	{"name=\"offer-0\" value=\"1\" checked>"}},
    {"none", "on-0=Enhet&ov-0-0=A&ov-0-1=B", {"name=\"offer-0\" value=\"1\">"}},
    {"a warning", "new-reason=r&new-when=Enhet = 'B?'",
	{"value=\"Enhet = 'B?'\"", "<dd>44</dd>", "verdict wait"}},
    {"a fault", "new-reason=r&new-when=Enhe = 'B'",
	{"new-when-fault", "verdict wait", "!<dd>"}},
};

/* A key without a colon is none that a form can write. */
static void
test_try_odd(size_t i)
{
	static const char *const odd = JOB "rules: [{exclude, when: \"Nr = "
					   "'1'\"}]\n",
				 *const unread = "name: [\n";
	static const char *const faults[] = {"cannot be counted yet",
	    "!<dd>44</dd>"},
				 *const none[] = {"!<form", "verdict stop"};
	begin(i ? odd : unread, i ? odd : unread, "rule-reason-0=s");
	put_register(0);
	work_try_who(&work);
	test_has("odd", i ? faults : none, 2);
	test_slice("odd", read_job(), i ? odd : unread);
}

/* A large register is counted when somebody asks, not with each tick. */
static void
test_large(size_t rows)
{
	struct strbuf csv = {0};
	begin(JOB, "", "");
	strbuf_add_text(&csv, "Nr;Namn;Gata;Postnr;Ort;Skydd;Avliden\n");
	for (size_t i = 1; i <= rows; i++)
		strbuf_print(&csv, "%zu;Eva Ek;G 1;99912;Norrby;;\n", i);
	put("r.csv", strbuf_text(&csv));
	work_who(&work);
	test_true("live", has("data-live") == (rows <= 20000));
	test_true(
	    "counted", has(arena_print(work.mem, "<dd>%zu</dd>", rows).at));
}

#define RULE JOB "rules: [{exclude: r, when: \"Enhet = 'C'\"}]\n"

static void
test_page(size_t i)
{
	begin(pages[i].job, "", "");
	put_register(0);
	work_who(&work);
	test_has(pages[i].name, pages[i].want, 5);
	end();
}

/* A form that was made of the job that is there. */
static void
begin_made(const char *seen, const char *sent)
{
	struct who who;
	begin(RULE, seen, sent);
	if (who_read(&who, &work))
		add_made_of(&asked, &who);
}

static void
test_try(size_t i)
{
	begin_made(RULE, tries[i].sent);
	put_register(0);
	work_try_who(&work);
	test_has(tries[i].name, tries[i].want, 5);
	test_slice(tries[i].name, read_job(), RULE);
	end();
}

static const struct {
	const char *name, *seen, *sent, *want; /* NULL: refused */
	unsigned status;
} saves[] = {
    {"nothing", RULE, "", RULE, 0},
    {"a rule goes", RULE, "rule-goes-0=1", JOB "rules: []\n", 0},
    {"of another version", JOB, "rule-goes-0=1", NULL, 409},
    {"a warning", RULE, "rule-when-0=Enhet = 'C?'",
	JOB "rules: [{exclude: r, when: \"Enhet = 'C?'\"}]\n", 0},
    {"a fault", RULE, "rule-when-0=Enhe = 'C'", NULL, 400},
    {"not whole", RULE, "new-reason=r", NULL, 400},
};

static void
test_save(size_t i)
{
	const char *want = saves[i].want;
	begin_made(saves[i].seen, saves[i].sent);
	put_register(0);
	work_save_who(&work);
	test_slice(saves[i].name, read_job(), want ? want : RULE);
	test_number(saves[i].name, shared.status, saves[i].status);
	test_text(saves[i].name, shared.location, want ? "/who" : "");
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	test_forked(test_offers, 0);
	test_forked(test_most, 20);
	for (size_t i = 0; i < COUNT(pages); i++)
		test_forked(test_page, i);
	for (size_t i = 0; i < COUNT(tries); i++)
		test_forked(test_try, i);
	for (size_t i = 0; i < COUNT(saves); i++)
		test_forked(test_save, i);
	test_forked(test_try_odd, 0);
	test_forked(test_try_odd, 1);
	test_forked(test_large, 20001);
	folder_remove(folder, NULL);
	return test_end();
}
