/* Files that `utskick new` made are told from those somebody has written in. */
#include "new/new_again.h"

#include <stdlib.h>

#include "base/file.h"
#include "test.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Last lines that are none of ours. */
static const struct {
	const char *name, *line;
	bool said;
} lines[] = {
    {"as it is", "# utskick new: " HASH " " HASH " " HASH "\n", true},
    {"nothing else", "", false},
    {"another mark", "# utskick old: " HASH " " HASH " " HASH "\n", false},
    {"a capital",
	"# utskick new: A123456789abcdef0123456789abcdef0123456789abcdef"
	"0123456789abcdef " HASH " " HASH "\n",
	false},
    {"a second digit that is none",
	"# utskick new: " HASH " " HASH " 0g23456789abcdef0123456789abcdef"
	"0123456789abcdef0123456789abcdef\n",
	false},
    {"no blank between", "# utskick new: " HASH "-" HASH " " HASH "\n", false},
    {"no end of line", "# utskick new: " HASH " " HASH " " HASH ".", false},
    {"two hashes", "# utskick new: " HASH " " HASH "\n", false},
};

static struct arena *mem;
static struct diag *diag;
static const char *job, *letter, *paper;

static void
put(const char *path, struct slice text)
{
	test_true("written", file_write_whole(path, text, diag));
}

/* The three files as they are made. */
static void
put_made(void)
{
	struct strbuf text = {0};
	strbuf_add_text(&text, "name: x\n");
	new_again_write(&text, SLICE("letter"), SLICE("paper"));
	put(job, strbuf_view(&text));
	put(letter, SLICE("letter"));
	put(paper, SLICE("paper"));
	strbuf_fini(&text);
}

static void
test_untouched(const char *name, bool of_job, bool of_letter, bool of_paper)
{
	struct new_again again;
	new_again_read(job, &again);
	test_true(
	    name, new_again_untouched(&again, NEW_FILE_JOB, job) == of_job);
	test_true(name,
	    new_again_untouched(&again, NEW_FILE_LETTER, letter) == of_letter);
	test_true(name,
	    new_again_untouched(&again, NEW_FILE_PAPER, paper) == of_paper);
}

static void
test_changes(void)
{
	struct strbuf much = {0};
	put_made();
	test_untouched("as made", true, true, true);
	put(letter, SLICE("letter "));
	test_untouched("another letter", true, false, true);
	test_true("no paper", remove(paper) == 0);
	test_untouched("a paper that is gone", true, false, false);
	put_made();
	put(job, SLICE("name: x\n"));
	test_untouched("a job of one's own", false, false, false);
	test_true("no job", remove(job) == 0);
	test_untouched("no job file", false, false, false);

	/* More than any of ours is nobody's work of a minute. */
	for (size_t i = 0; i < ((size_t)4 << 20) + 1; i++)
		strbuf_add_char(&much, '#');
	put_made();
	new_again_write(&much, SLICE("letter"), SLICE("paper"));
	put(job, strbuf_view(&much));
	test_untouched("a job too long to be ours", false, false, false);
	strbuf_fini(&much);
}

static void
test_lines(void)
{
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct new_again again;
		struct strbuf text = {0};
		strbuf_add_text(&text, "name: x\n");
		strbuf_add_text(&text, lines[i].line);
		put(job, strbuf_view(&text));
		new_again_read(job, &again);
		test_true(lines[i].name, again.said == lines[i].said);
		test_true("another job's hash", !again.known);
		strbuf_fini(&text);
	}
}

/* Somebody has written in the job file: what it says of others still holds. */
static void
test_own(void)
{
	struct strbuf text = {0};
	strbuf_add_text(&text, "name: x\n");
	new_again_write(&text, SLICE("letter"), SLICE("paper"));
	put_made();
	text.at[6] = 'y';
	put(job, strbuf_view(&text));
	test_untouched("a written job", false, false, false);
	test_true(
	    "its own letter", new_again_is_own(job, NEW_FILE_LETTER, letter));
	put(letter, SLICE("other"));
	test_true(
	    "another letter", !new_again_is_own(job, NEW_FILE_LETTER, letter));
	strbuf_fini(&text);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	struct sources *sources = sources_new();
	if (!mkdtemp(folder))
		return 1;
	mem = arena_new();
	diag = diag_new(sources);
	job = path_join(mem, folder, "job.yaml");
	letter = path_join(mem, folder, "brev.md");
	paper = path_join(mem, folder, "stationery.yaml");
	test_changes();
	test_lines();
	test_own();
	folder_remove(folder, NULL);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
