/* The register's page: what is still missing of it, and what a form makes of
 * the job. */
#include "forked.h"
#include "working.h"

#define FILE "register: {file: r.csv, key: Nr}\n"
#define PROTECTED "roles: {protected: Skydd}\n"
#define ADDRESS                                                                \
	"address: {name: Namn, street: Gata, postcode: Postnr, town: Ort}\n"
#define FINE FILE PROTECTED ADDRESS
#define ROWS "Nr;Namn;Gata;Postnr;Ort;Skydd;Dag\n1;Åsa Ek;G 1;99912;Norrby;;x\n"

static const struct {
	const char *name, *job, *rows;
	const char *want[5];
} pages[] = {
    {"nothing is missing", FINE, ROWS,
	{"verdict good", "!missing-list", "/who"}},
    {"everything is", "register: {file: r.csv, key: FILL IN}\n", ROWS,
	{"verdict wait", "#role-5", "#columns", "!verdict good"}},
    {"a column of two roles is each of them",
	FILE "roles: {protected: Skydd, person: Namn}\naddress: {name: Namn, "
	     "street: Gata, postcode: Postnr, town: Ort}\n",
	ROWS, {"name=\"role-1\" value=\"several\"", "!missing-list"}},
    {"a number that is the key",
	"register: {file: r.csv, key: Nr}\nroles: "
	"{person: Nr, protected: Skydd}\n" ADDRESS,
	ROWS, {"verdict good", "value=\"number-key\" selected"}},
    {"why nobody is protected",
	"persons: yes\n" FILE "roles: {protected: {none: why}, not_marks: "
	"{Skydd: kläder}}\n" ADDRESS,
	ROWS, {"verdict good", "!#role-5"}},
    {"no persons", "persons: no\n" FILE ADDRESS, ROWS,
	{"verdict good", "!#role-5"}},
    {"a surname alone",
	FILE PROTECTED
	"address: {name: [\"f(x)\", Namn], street: Gata, postcode: Postnr, "
	"town: Ort}\n",
	ROWS, {"verdict good", "value=\"last\" selected"}},
    {"a second street alone",
	FILE PROTECTED
	"address: {name: Namn, street2: Gata, postcode: Postnr, town: Ort}\n",
	ROWS, {"verdict good"}},
    {"postcode and town in one",
	FILE PROTECTED "address: {name: Namn, street: Gata, postal: Ort}\n",
	ROWS, {"verdict good"}},
    {"no town",
	FILE PROTECTED
	"address: {name: Namn, street: Gata, postcode: Postnr}\n",
	ROWS, {"verdict wait", "!verdict good"}},
    {"no street",
	FILE PROTECTED "address: {name: Namn, postcode: Postnr, town: Ort}\n",
	ROWS, {"verdict wait", "!verdict good"}},
    {"no name",
	FILE PROTECTED "address: {street: Gata, postcode: Postnr, town: Ort}\n",
	ROWS, {"verdict wait", "!verdict good"}},
    {"types",
	FINE "columns: {Dag: date, Ort: {values: [Norrby]}, Namn: "
	     "{type: text}, Gata: {is: x}, Postnr: postkod}\n",
	ROWS,
	{"value=\"date\" selected", "!name=\"type-4\"", "!name=\"type-2\"",
	    "name=\"type-1\""}},
    {"a first name alone",
	FILE PROTECTED
	"address: {name: [Namn, \"f(x)\"], street: Gata, postcode: Postnr, "
	"town: Ort}\n",
	ROWS, {"verdict good"}},
    {"a name that is computed",
	FILE PROTECTED
	"address: {name: \"f(x)\", street: Gata, postcode: Postnr, "
	"town: Ort}\n",
	ROWS, {"verdict good"}},
    {"first and last names",
	FILE PROTECTED
	"address: {name: [Namn, Dag], street: Gata, postcode: Postnr, town: "
	"Ort}\n",
	ROWS, {"verdict good"}},
    {"nobody says who is protected", FILE ADDRESS, ROWS,
	{"verdict wait", "2 things", "!<td>Åsa Ek"}},
    {"a file without a name", "register: {file: '', key: Nr}\n", ROWS,
	{"verdict stop", "!type=\"file\""}},
    {"a query", "register: {odbc: DSN=x, query: q.sql, key: Nr}\n", ROWS,
	{"verdict stop", "!type=\"file\""}},
    {"a file that is not there", "register: {file: q.csv, key: Nr}\n", ROWS,
	{"verdict stop", "type=\"file\""}},
    {"a job that cannot be read", "register: [\n", ROWS,
	{"verdict stop", "!type=\"file\""}},
    {"a job that cannot be edited", "a: &b c\n" FINE, ROWS,
	{"verdict stop", "!verdict good"}},
};

#define READING "part=reading&"
#define COLUMNS "part=columns&"

#define TWENTY "abcdefghijklmnopqrst"
#define HUNDRED TWENTY TWENTY TWENTY TWENTY TWENTY

/* NULL: the job is as it was, and the page says why. */
static const struct {
	const char *name, *job, *sent, *want;
} forms[] = {
    {"nothing", FINE, READING, FINE},
    {"a header", FILE, READING "header-was=1&header=3",
	"register: {file: r.csv, key: Nr, header: 3}\n"},
    {"the same", FILE, READING "header-was=1&header=1", FILE},
    {"no number", FILE, READING "header-was=1&header=3a", FILE},
    {"nor this", FILE, READING "header-was=1&header=/", FILE},
    {"nor one of eight signs", FILE, READING "header-was=1&header=12345678",
	FILE},
    {"an encoding", FILE, READING "encoding=cp850&delimiter=",
	"register: {file: r.csv, key: Nr, encoding: cp850}\n"},
    {"found by itself again",
	"register: {file: r.csv, encoding: cp850, delimiter: tab}\n",
	READING "encoding=&delimiter=", "register: {file: r.csv}\n"},
    {"a delimiter", FILE, READING "delimiter=tab",
	"register: {file: r.csv, key: Nr, delimiter: tab}\n"},
    {"a job that says nothing of one", "name: n\n", READING "delimiter=tab",
	"name: n\nregister: {delimiter: tab}\n"},
    {"of the first of two", "register: [{file: r.csv}, {file: s.csv}]\n",
	READING "delimiter=tab",
	"register: [{file: r.csv, delimiter: tab}, {file: s.csv}]\n"},
    {"another sheet has a header of its own",
	"register: {file: r.xlsx, sheet: A, header: 3}\n",
	READING "other=1&sheet=B&header-was=1&header=1",
	"register: {file: r.xlsx, sheet: B}\n"},
    {"and may have another", "register: {file: r.xlsx, sheet: A, header: 3}\n",
	READING "other=1&sheet=B&header-was=1&header=2",
	"register: {file: r.xlsx, sheet: B, header: 2}\n"},
    {"the same sheet keeps its own",
	"register: {file: r.xlsx, sheet: A, header: 3}\n",
	READING "other=1&sheet=A&header-was=3&header=3",
	"register: {file: r.xlsx, sheet: A, header: 3}\n"},
    {"so does that of the first of two",
	"register: [{file: r.xlsx, sheet: A, header: 3}, {file: s.csv}]\n",
	READING "other=1&sheet=A&header-was=3&header=3",
	"register: [{file: r.xlsx, sheet: A, header: 3}, {file: s.csv}]\n"},
    {"a sheet where none is said", "register: {file: r.xlsx, header: 3}\n",
	READING "other=1&sheet=B&header-was=1&header=1",
	"register: {file: r.xlsx, sheet: B}\n"},
    {"a sheet that is shown is not another",
	"register: {file: r.xlsx, header: 3}\n",
	READING "sheet=B&header-was=3&header=3",
	"register: {file: r.xlsx, header: 3}\n"},
    {"a sheet of what is no map", "register: r.xlsx\n",
	READING "other=1&sheet=B", NULL},
    {"an encoding of it", "register: r.csv\n", READING "encoding=cp850", NULL},
    {"a delimiter of it", "register: r.csv\n", READING "delimiter=tab", NULL},
    {"a header of it", "register: r.csv\n", READING "header-was=1&header=3",
	NULL},
    {"all of it", "register: r.csv\n",
	READING "other=1&sheet=B&encoding=cp850&delimiter=tab&header-was=1"
		"&header=3",
	NULL},
    {"too long an encoding", FILE,
	READING "encoding=" HUNDRED HUNDRED HUNDRED HUNDRED "0", FILE},
    {"an encoding as long as may be", FILE,
	READING "encoding=" HUNDRED HUNDRED HUNDRED HUNDRED,
	"register: {file: r.csv, key: Nr, encoding: " HUNDRED HUNDRED HUNDRED
	    HUNDRED "}\n"},
    {"types of what is no map", FILE "columns: x\n",
	COLUMNS "name-0=Nr&role-0=key&type-0=date&name-1=Ort&role-1=&type-1="
		"email",
	NULL},
    {"a reason of what is no map", FILE "roles: x\n",
	COLUMNS "name-0=Nr&role-0=key&unprotected=why", NULL},
    {"no sheet", FILE, READING "other=1&sheet=", FILE},
    {"a type", FILE, COLUMNS "name-0=Dag&role-0=&type-0=date",
	FILE "columns: {Dag: date}\n"},
    {"another", FILE "columns: {Dag: date}\n",
	COLUMNS "name-0=Dag&role-0=&type-0=email",
	FILE "columns: {Dag: email}\n"},
    {"in a map", FILE "columns: {Dag: {type: date, required: no}}\n",
	COLUMNS "name-0=Dag&role-0=&type-0=email",
	FILE "columns: {Dag: {type: email, required: no}}\n"},
    {"into a map", FILE "columns: {Dag: {required: no}}\n",
	COLUMNS "name-0=Dag&role-0=&type-0=email",
	FILE "columns: {Dag: {required: no, type: email}}\n"},
    {"no type", FILE "columns: {Dag: date, Ort: text}\n",
	COLUMNS "name-0=Dag&role-0=&type-0=", FILE "columns: {Ort: text}\n"},
    {"a type that is none", FILE, COLUMNS "name-0=Dag&role-0=&type-0=dag",
	FILE},
    {"choices are not asked for", FILE,
	COLUMNS "name-0=Dag&role-0=&type-0=choice", FILE},
    {"nor is a computed one's", FILE "columns: {Dag: {is: x}}\n",
	COLUMNS "name-0=Dag&role-0=&type-0=date",
	FILE "columns: {Dag: {is: x}}\n"},
    {"a role", FILE, COLUMNS "name-0=Nr&role-0=key&name-1=G&role-1=street",
	FILE "address: {street: G}\n"},
    {"no key", FILE, COLUMNS "name-0=Nr&role-0=&type-0=date", NULL},
    {"a reason", FILE "roles: {person: Nr}\n",
	COLUMNS "name-0=Nr&role-0=number-key&unprotected= why ",
	FILE "roles: {person: Nr, protected: {none: why}}\n"},
    {"the same reason", FILE "roles: {protected: {none: why}}\n",
	COLUMNS "name-0=Nr&role-0=key&unprotected=why",
	FILE "roles: {protected: {none: why}}\n"},
    {"no reason any more", FILE "roles: {person: Nr, protected: {none: w}}\n",
	COLUMNS "name-0=Nr&role-0=number-key&unprotected=",
	FILE "roles: {person: Nr}\n"},
    {"a reason in a column's place", FILE PROTECTED,
	COLUMNS "name-0=Skydd&role-0=&unprotected=why",
	FILE "roles: {protected: {none: why}}\n"},
    {"a column and a reason", FILE PROTECTED,
	COLUMNS "name-0=Skydd&role-0=protected&unprotected=why", NULL},
};

static void
test_page(size_t i)
{
	begin(pages[i].job, "", "");
	put("r.csv", pages[i].rows);
	work_register(&work);
	test_has(pages[i].name, pages[i].want, 5);
	end();
}

/* A form of the register that is there. */
static void
begin_form(const char *job, const char *seen, const char *sent)
{
	static char text[4096];
	char file[65];
	digest_write_hex(state_of_file(strstr(job, "file: r.xlsx")  ? "r.xlsx"
				       : strstr(job, "file: r.csv") ? "r.csv"
								    : ""),
	    file);
	snprintf(text, sizeof text, "%s&file=%s", sent, file);
	begin(job, seen, text);
}

static void
test_forms(void)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		const char *job = forms[i].job, *want = forms[i].want;
		begin_form(job, job, forms[i].sent);
		work_save_register(&work);
		test_slice(forms[i].name, read_job(), want ? want : job);
		test_text(
		    forms[i].name, shared.location, want ? "/register" : "");
		test_number(forms[i].name, shared.status, want ? 0 : 400);
		end();
	}
}

/* Of another version, of none that can be read, and where there is none. */
static void
test_refused(size_t index)
{
	(void)index;
	begin_form(FILE, "other", COLUMNS "name-0=Nr&role-0=&type-0=date");
	work_save_register(&work);
	test_slice("another version", read_job(), FILE);
	test_number("another version", shared.status, 409);
	test_true("theirs", has("<pre>register: {file: r.csv"));
	end();
	begin(FILE, FILE, COLUMNS "name-0=Nr&role-0=&type-0=date&file=0");
	work_save_register(&work);
	test_slice("another register", read_job(), FILE);
	test_number("another register", shared.status, 409);
	test_true("what was chosen of it is not offered", !has("role-0"));
	end();
	begin("a: [\n", "a: [\n", READING "header-was=1&header=3");
	work_save_register(&work);
	test_slice("not read", read_job(), "a: [\n");
	test_number("not read", shared.status, 400);
	end();
	begin(FILE, "", "");
	test_true("no job", unlink("job.yaml") == 0);
	work_register(&work);
	test_true("no job", has("verdict wait") && !has("verdict stop"));
	end();
}

/* By its number in the path; nobody's values are shown. */
static void
test_other(size_t index)
{
	(void)index;
	static const char *const parts[] = {"1", "0", "12345"};
	for (size_t i = 0; i < COUNT(parts); i++) {
		begin(FINE, "", "");
		put("r.csv", ROWS);
		asked.part = slice_view(parts[i]);
		work_register_sheet(&work);
		test_true(parts[i], has("name=\"other\""));
		test_true(parts[i], !has("Åsa"));
		end();
	}
	begin("register: {file: q.csv, key: Nr}\n", "", "");
	asked.part = SLICE("1");
	work_register_sheet(&work);
	test_true("no file", has("verdict stop"));
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(pages); i++)
		test_forked(test_page, i);
	test_forms();
	test_forked(test_other, 0);
	test_forked(test_refused, 0);
	folder_remove(folder, NULL);
	return test_end();
}
