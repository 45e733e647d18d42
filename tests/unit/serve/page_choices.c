/* Which letter goes to whom on which paper: the choices that a page shows of a
 * job, and what a form makes of it. */
#include "working.h"

#define HEAD                                                                   \
	"name: n\ndate: 2012-03-19\nregister: {file: r.csv, key: Nr}\n"        \
	"address: {name: Nr, street: Nr, postcode: Nr, town: Nr}\n"
#define COLUMNS "columns: {A: {values: {x: [], y: []}}, B: {values: {z: []}}}\n"
#define PAPER "stationery: kommun-h2\n"
#define JOB HEAD COLUMNS PAPER
#define ONE(entry) JOB "letters:\n  - " entry "\n"
#define TWO(entry) ONE(entry) "  - c.md\n"
#define OF(what) "{text: b.md, " what "}"

#define IS " selected>"

/* Each stands on the page; with '!' before it it does not. */
static const struct {
	const char *name, *job;
	const char *want[4];
} pages[] = {
    {"everybody", ONE("b.md"),
	{"\"all\"" IS, "\"0.0\">A: x<", "!\"keep\"", "!gone-0"}},
    {"of two each can go", TWO(OF("where: {A: y}")),
	{"gone-0", "gone-1", "!gone-2"}},
    {"a value", ONE(OF("where: {A: y}")), {"\"0.1\"" IS "A: y<", "!\"keep\""}},
    {"of the second column", ONE(OF("where: {B: z}")), {"\"1.0\"" IS}},
    {"a value that is not listed", ONE(OF("where: {A: q}")),
	{"\"keep\"" IS, "A: q<"}},
    {"a column that is not listed", ONE(OF("where: {C: y}")),
	{"\"keep\"" IS, "C: y<"}},
    {"several values", ONE(OF("where: {A: [x, y]}")),
	{"\"keep\"" IS, "A: x, y<"}},
    {"two columns", ONE(OF("where: {A: x, B: z}")),
	{"\"keep\"" IS, "A: x; B: z<"}},
    {"an expression beside one", ONE(OF("where: {A: y}, when: \"B = 'z'\"")),
	{"\"keep\"" IS, "A: y; B = "}},
    {"one column of several values", ONE(OF("where: {A: {x: 1}}")),
	{"\"keep\"" IS, "A: <"}},
    {"an expression", ONE(OF("when: \"A = 'x'\"")), {"\"keep\"" IS, "A = "}},
    {"two texts", ONE("{text: [b.md, c.md]}"), {"<legend>b.md, c.md</legend>"}},
    {"a paper of its own", ONE(OF("stationery: egen")),
	{"\"egen\"" IS, "<option value=\"\">", "\"kommun-h2\"" IS}},
    {"the job's", ONE("b.md"), {"<option value=\"\"" IS, "\"kommun-v2\">"}},
    {"papers of the folder, and nothing else", ONE("b.md"),
	{"\"mitt\">", "!\"text\"", "!\"lista\"", "!\"job\""}},
    {"hidden ones and other files", ONE("b.md"),
	{"!\".dold\"", "!\"b\"", "!\"trasig\""}},
};

/* A form's fields by '&'; NULL: the job is as it was. */
static const struct {
	const char *name, *job, *sent, *want;
} forms[] = {
    {"nothing is sent", ONE(OF("where: {A: y}")), "", NULL},
    {"its own", ONE(OF("where: {A: y}")), "to-0=0.1&paper-0=", NULL},
    {"everybody as before", ONE("b.md"), "to-0=all", NULL},
    {"everybody", ONE(OF("where: {A: y}")), "to-0=all", ONE("{text: b.md}")},
    {"another value", ONE(OF("where: {A: y}")), "to-0=0.0",
	ONE(OF("where: {A: x}"))},
    {"of another column", ONE(OF("where: {A: y}")), "to-0=1.0",
	ONE(OF("where: {B: z}"))},
    {"as it is written", ONE(OF("where: {A: [x, y]}")), "to-0=keep", NULL},
    {"what was written goes", ONE(OF("where: {A: [x, y]}")), "to-0=0.1",
	ONE(OF("where: {A: y}"))},
    {"an expression goes", ONE(OF("when: \"A = 'x'\"")), "to-0=0.1",
	ONE(OF("where: {A: y}"))},
    {"a value that was not listed", ONE(OF("where: {A: q}")), "to-0=0.1",
	ONE(OF("where: {A: y}"))},
    {"of a column that was not", ONE(OF("where: {C: y}")), "to-0=0.1",
	ONE(OF("where: {A: y}"))},
    {"a column that is none", ONE(OF("where: {A: y}")), "to-0=2.0", NULL},
    {"a value that is none", ONE(OF("where: {A: y}")), "to-0=1.1", NULL},
    {"no value", ONE(OF("where: {A: y}")), "to-0=1", NULL},
    {"no number", ONE(OF("where: {A: y}")), "to-0=A.x", NULL},
    {"more than a number", ONE(OF("where: {A: y}")),
	"to-0=0.000000000000000000000000000001", NULL},
    {"a paper", ONE(OF("where: {A: y}")), "paper-0=egen",
	ONE(OF("where: {A: y}, stationery: egen"))},
    {"the job's paper again", ONE(OF("stationery: egen")),
	"paper-0=", ONE("{text: b.md}")},
    {"the job's paper", ONE("b.md"), "paper=kommun-v2",
	HEAD COLUMNS "stationery: kommun-v2\nletters:\n  - b.md\n"},
    {"the same", ONE("b.md"), "paper=kommun-h2", NULL},
    {"one goes", TWO(OF("where: {A: y}")), "gone-0=1", ONE("c.md")},
    {"the other, and this is another", TWO(OF("where: {A: y}")),
	"gone-1=1&to-0=0.0", ONE(OF("where: {A: x}"))},
    {"the last one stays", ONE("b.md"), "gone-0=1", NULL},
};

static void
test_pages(void)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		begin(pages[i].job, "", "");
		work_letter_choices(&work);
		test_has(pages[i].name, pages[i].want, 4);
		end();
	}
}

static void
test_forms(void)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		const char *want = forms[i].want;
		begin(forms[i].job, forms[i].job, forms[i].sent);
		work_letter_choose(&work);
		test_slice(
		    forms[i].name, read_job(), want ? want : forms[i].job);
		test_text(forms[i].name, shared.location, "/letter/choices");
		end();
	}
}

/* Nothing is saved, and the page says why. */
static void
test_refused(void)
{
	const char *text = ONE("b.md");
	begin(text, "other", "paper=kommun-v2");
	work_letter_choose(&work);
	test_slice("of another version", read_job(), text);
	test_text("no way on", shared.location, "");
	test_true("theirs is shown", has("stationery: kommun-h2"));
	end();
	begin("name: [\n", "name: [\n", "paper=kommun-v2");
	work_letter_choose(&work);
	test_slice("not read", read_job(), "name: [\n");
	test_true("no form", !has("<select"));
	end();
	text = HEAD PAPER "letters: [b.md, {text: c.md, where: &w {A: y}}]\n";
	begin(text, text, "paper=kommun-v2");
	work_letter_choose(&work);
	test_slice("not to be edited", read_job(), text);
	end();
}

/* No more than a page can show. */
static void
test_many_papers(void)
{
	begin(ONE("b.md"), "", "");
	for (int i = 0; i < 30; i++)
		put(arena_print(work.mem, "papper%02d.yaml", i).at,
		    "name: m\nframes: {}\n");
	work_letter_choices(&work);
	size_t count = 0;
	struct slice page = strbuf_view(&work.out);
	struct slice option = SLICE("<option value=\"papper");
	for (size_t at; (at = slice_find(page, option)) < page.len; count++)
		page = slice_from(page, at + option.len);
	/* for the letter and for all, beside the job's own and another */
	test_number("papers", (long long)count, 2 * (24 - 2));
	for (int i = 0; i < 30; i++)
		unlink(arena_print(work.mem, "papper%02d.yaml", i).at);
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	begin(JOB, "", "");
	put("mitt.yaml", "name: m\nframes: {}\n");
	put(".dold.yaml", "name: m\nframes: {}\n");
	put("text.yaml", "frames\n");
	put("lista.yaml", "- frames\n");
	put("trasig.yaml", "frames: [\n");
	put("b.md", "# B\n");
	end();
	test_pages();
	test_forms();
	test_many_papers();
	test_refused();
	folder_remove(folder, NULL);
	return test_end();
}
