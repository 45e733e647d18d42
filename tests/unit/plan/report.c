/* What `check` tells of letters and columns, once the job is open. */
#include "plan/report.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "load/open.h"
#include "test.h"

#define HEADER "Nr;Pnr;Namn;Adress;Postnr;Ort;Skydd;Enhet;Anm\n"
#define ANNA "1;19310202-9810;Anna Ek;Gatan 1;99912;Norrby;;a;b\n"

/* Beside the job's other keys: the columns that nothing looks at. */
static const struct {
	const char *name, *more, *want;
	const char *letters; /* NULL: one */
} unused[] = {
    {"neither", "", "  Pnr, Enhet, Anm\n"},
    {"printed", "", "  Pnr, Enhet\n", "[{text: b.md}]"},
    {"by which letters differ", "", "  Pnr, Anm\n",
	"[{text: a.md, when: \"Enhet = 'a'\"}, {text: a.md}]"},
    {"a rule's", "rules: [{exclude: A, where: {Anm: x}}]\n", "  Pnr, Enhet\n"},
    {"the order's", "order: [Enhet, -Anm]\n", "  Pnr\n"},
    {"a batch's", "print: {new_batch: Enhet}\n", "  Pnr, Anm\n"},
    {"a group's", "print: {banner: group, group_by: Anm}\n", "  Pnr, Enhet\n"},
    {"a household's", "households: {by: Enhet, most: 2}\n", "  Pnr, Anm\n",
	"[{text: c.md}]"},
    {"the manifest's", "manifest: [Enhet, Anm]\n", "  Pnr\n"},
    {"a size's", "large_print: {where: {Enhet: x}}\n", "  Pnr, Anm\n"},
    {"a table's", "tables: {m: {file: m.csv, match: {Nr: Anm, E: Enhet}}}\n",
	"  Pnr\n"},
    {"one that is made of another",
	"columns: {A: {is: \"upper(Anm)\"}}\nmanifest: [A]\n",
	"  Pnr, Enhet\n"},
};

static const char *folder;

static void
write_file(struct arena *mem, const char *name, struct slice text)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (!file_write_whole(path_join(mem, folder, name), text, diag))
		abort();
	diag_free(diag);
	sources_free(sources);
}

static struct slice
job_text(
    struct arena *mem, const char *roles, const char *letters, const char *more)
{
	return arena_print(mem,
	    "name: Prov\ndate: 2012-03-19\nlanguage: en\n"
	    "register: {file: r.csv, key: Nr}\nroles: {protected: Skydd%s}\n"
	    "address: {name: Namn, street: Adress, postcode: Postnr, town: Ort}"
	    "\nletters: %s\nstationery: enkel-a4\n%s",
	    roles, letters, more);
}

/* Opens it and writes the report. */
static void
test_report(const char *name, struct slice text, const struct account *account,
    const char *from, const char *want)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf out = {0};
	struct job job = {0};
	write_file(mem, "job.yaml", text);
	bool ok =
	    load_open(&job, mem, path_join(mem, folder, "job.yaml"), diag);
	test_true(name, ok);
	if (!ok) {
		diag_print(diag, stdout);
	} else {
		/* As two of its columns would have when they are read. */
		job.reads.columns.at[2].tally->hidden[HIDDEN_TAB] = 2;
		job.reads.columns.at[8].tally->hidden[HIDDEN_TAB] = 1;
		job.reads.columns.at[8].tally->hidden[HIDDEN_MARK] = 3;
		report_write(&out, NULL, &job, account);
	}
	struct slice have = strbuf_view(&out);
	have = slice_from(have, slice_find(have, slice_view(from)));
	test_slice(name, slice_part(have, 0, strlen(want)), want);
	load_close(&job);
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_unused(struct arena *mem, size_t i)
{
	static const struct account account;
	const char *letters =
	    unused[i].letters ? unused[i].letters : "[{text: a.md}]";
	const char *head = "columns that nothing looks at:\n";
	test_report(unused[i].name, job_text(mem, "", letters, unused[i].more),
	    &account, head,
	    arena_print(mem, "%s%s\n", head, unused[i].want).at);
}

static void
test_letters(struct arena *mem)
{
	struct account_version versions[] = {{1, 7, false}, {0, 12, true}};
	struct account account = {
	    .versions = versions, .version_count = COUNT(versions)};
	test_report("two letters, one of two texts",
	    job_text(mem, ", person: Pnr",
		"[{text: [a.md, b.sv.md], where: {Enhet: a}},"
		" {text: b.sv.md}]",
		"large_print: {where: {Anm: x}}\nprint: {new_batch: Ort}\n"),
	    &account, "letters",
	    "letters:\n"
	    "       7  b.sv.md (en)\n"
	    "      12  a.md (en) + b.sv.md (en), large print\n"
	    "\n");
	account.version_count = 0;
	test_report("what does not show",
	    job_text(mem, "", "[{text: a.md}]", ""), &account,
	    "columns with characters",
	    "columns with characters that do not show, by cells:\n"
	    "  Namn: tabs, made blanks: 2\n"
	    "  Anm: tabs, made blanks: 1; direction marks, removed: 3\n"
	    "\n");
}

int
main(void)
{
	char name[] = "/tmp/utskick-report-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	folder = mkdtemp(name);
	if (!folder)
		abort();
	write_file(mem, "r.csv", SLICE(HEADER ANNA));
	write_file(mem, "m.csv", SLICE("Nr;E\nb;a\n"));
	write_file(mem, "a.md", SLICE("# Hej\n\nHej {{Namn}}!\n"));
	write_file(mem, "b.md", SLICE("# Hej\n\nHej {{Namn}}, {{Anm}}!\n"));
	write_file(mem, "b.sv.md", SLICE("# Hej\n\nHej {{Namn}}!\n"));
	write_file(mem, "c.md", SLICE("# Hej\n\nHej {{names}}!\n"));
	for (size_t i = 0; i < COUNT(unused); i++)
		test_unused(mem, i);
	test_letters(mem);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
