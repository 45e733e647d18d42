/* A file that comes takes the place of one that the job names, and of no other. */
#include <fcntl.h>
#include <sys/stat.h>

#include "reported.h"
#include "serve/state.h"
#include "working.h"

#define JOB                                                                    \
	"name: n\ndate: 2012-03-19\nregister: [{file: r.csv, key: Nr}, "       \
	"{file: s.csv, key: Nr}]\ncorrections: k.csv\n"                        \
	"address: {name: Nr, street: Nr, postcode: Nr, town: Nr}\n"            \
	"stationery: kommun-h2\nletters: [{text: b.md, where: {Nr: 1}}, "      \
	"{text: [c.md, ../d.md], where: {Nr: 2}}, "                            \
	"{text: .e.md, where: {Nr: 3}}, f]\n"

#define JOB_HEAD                                                               \
	"name: n\ndate: 2012-03-19\nregister: {file: r.csv, key: Nr}\n"        \
	"address: {name: Nr, street: Nr, postcode: Nr, town: Nr}\n"            \
	"columns: {Nr: {values: {x: []}}}\nstationery: kommun-h2\nletters:\n"
#define JOB_OF_LINES JOB_HEAD "  - b.md\n"
#define JOB_OF_WORD(name)                                                      \
	JOB_HEAD "  - text: " name "\n    where: {Nr: x}\n  - b.md\n"

static const struct {
	const char *name, *as, *came, *field;
	bool passed;
	const char *location;
} cases[] = {
    {"the register", "r.csv", "mars.csv", "", true, "/"},
    {"the second", "s.csv", "x.CSV", "", true, "/"},
    {"corrections", "k.csv", "k.csv", "", true, "/"},
    {"a letter", "b.md", "ny.md", "", true, "/"},
    {"and back to it", "c.md", "ny.md", "back=letter", true, "/letter/c.md"},
    {"back to somewhere else", "c.md", "ny.md", "back=other", true, "/"},
    {"a file that it does not name", "job.yaml", "x.yaml", "", false, ""},
    {"another folder's", "../d.md", "d.md", "", false, ""},
    {"another kind", "r.csv", "mars.xlsx", "", false, ""},
    {"a longer end", "r.csv", "mars.csvx", "", false, ""},
    {"no end", "r.csv", "mars", "", false, ""},
    {"another end as long", "b.md", "b.mx", "", false, ""},
    {"a hidden file", ".e.md", "ny.md", "", false, ""},
    {"a file without an end", "f", "f", "", false, ""},
    {"in the place of one without", "f", "ny.md", "", false, ""},
    {"another kind of letter", "b.md", "b.docx", "back=letter", false, ""},
};

/* What came, as the server has it: a file without a name. */
static void
send_file(const char *as, const char *name)
{
	char hex[65];
	work.with = open(".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	test_true("sent", write(work.with, "new", 3) == 3);
	digest_write_hex(state_of_folder("."), hex);
	asked.seen = arena_dup(work.mem, slice_view(hex));
	asked.as = slice_view(as);
	asked.file_name = slice_view(name);
}

static struct slice
read_one(const char *name)
{
	struct slice text = {NULL, 0};
	file_read(work.mem, name, INPUT_NONE, 100, work.diag, NO_SPAN, &text);
	return text;
}

static void
test_case(size_t i)
{
	const char *name = cases[i].name, *as = cases[i].as;
	begin(JOB, "", cases[i].field);
	put("r.csv", "old");
	put("s.csv", "old");
	put("k.csv", "old");
	put("b.md", "old");
	put("c.md", "old");
	send_file(as, cases[i].came);
	work_place(&work);
	test_true(name, shared.passed == cases[i].passed);
	test_text(name, shared.location, cases[i].location);
	if (cases[i].passed)
		test_slice(name, read_one(as), "new");
	else
		test_slice(name, read_job(), JOB);
	test_slice(name, read_one("r.csv"),
	    cases[i].passed && strcmp(as, "r.csv") == 0 ? "new" : "old");
	close(work.with);
	end();
}

/* A letter in Word, new or in another's place: the job names it. */
static void
test_letters(void)
{
	static const struct {
		const char *came, *field, *location; /* "": refused */
		const char *want;
	} letters[] = {
	    {"ny.docx", "letter=new&to=0.0", "/letter/brev.docx",
		"- text: brev.docx\n    where: {Nr: x}\n  - b.md"},
	    {"ny.docx", "letter=new", "", "b.md"},
	    {"ny.DOCX", "letter=1&instead=b.md", "/letter/b.docx",
		"{text: b.docx}"},
	    {"ny.txt", "letter=new", "", "b.md"},
	    {"ny.docx", "letter=new&to=0.1", "", "b.md"},
	    {"ny.docx", "letter=1&instead=x.md", "", "b.md"},
	};
	for (size_t i = 0; i < COUNT(letters); i++) {
		begin(JOB_OF_LINES, "", letters[i].field);
		send_file("", letters[i].came);
		work_place(&work);
		test_text(
		    letters[i].field, shared.location, letters[i].location);
		struct slice job = read_job();
		test_true(letters[i].field,
		    slice_find(job, slice_view(letters[i].want)) < job.len);
		test_true(letters[i].field,
		    letters[i].location[0] || slice_is(job, JOB_OF_LINES));
		unlink("brev.docx");
		unlink("b.docx");
		close(work.with);
		end();
	}
}

/* A letter of another folder, none of the job's, and a job that is not read
 * become no Markdown. */
static void
test_converted(void)
{
	static const struct {
		const char *job, *name, *code;
	} letters[] = {{JOB_OF_LINES, "x.docx", "serve-no-place"},
	    {"name: [\n", "b.md", "yaml-indent"},
	    {JOB_OF_WORD("../d.docx"), "../d.docx", "serve-no-place"},
	    {JOB_OF_WORD("brev/d.docx"), "brev/d.docx", "serve-no-place"},
	    {JOB_OF_WORD("none.docx"), "none.docx", "no-such-file"}};
	for (size_t i = 0; i < COUNT(letters); i++) {
		begin(letters[i].job, "", "");
		asked.file_name = slice_view(letters[i].name);
		work_letter_convert(&work);
		test_reported(letters[i].name, work.diag, letters[i].code);
		test_number(letters[i].name, shared.status, 409);
		test_text(letters[i].name, shared.location, "");
		test_slice(letters[i].name, read_job(), letters[i].job);
		end();
	}
	begin("name: [\n", "", "letter=new");
	send_file("", "ny.docx");
	work_place(&work);
	test_number("a job that is not read", shared.status, 400);
	test_true("nothing is put", !file_exists("brev.docx"));
	close(work.with);
	end();
}

/* Where there is no job, what cannot begin one leaves nothing. */
static void
test_begun(void)
{
	static const char *const came[] = {"ny.csv", "ny.txt"};
	for (size_t i = 0; i < COUNT(came); i++) {
		begin("", "", "");
		unlink("job.yaml");
		send_file("", came[i]);
		work_place(&work);
		test_number(came[i], shared.status, 400);
		test_true(came[i], !file_exists("register.csv"));
		test_true(came[i], !file_exists("job.yaml"));
		close(work.with);
		end();
	}
	begin(JOB, "", "");
	send_file("r.csv", "r.csv");
	close(work.with);
	work.with = 0;
	work_place(&work);
	test_number("nothing came", shared.status, 400);
	end();
}

/* Files that are others than the form was made of. */
static void
test_stale(void)
{
	begin(JOB, "", "");
	put("r.csv", "old");
	send_file("r.csv", "r.csv");
	put("b.md", "old and more");
	work_place(&work);
	test_number("stale", shared.status, 409);
	test_slice("as it was", read_one("r.csv"), "old");
	close(work.with);
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_stale();
	test_letters();
	test_converted();
	test_begun();
	folder_remove(folder, NULL);
	return test_end();
}
