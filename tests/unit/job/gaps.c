/* Where somebody must still write: in the job file, in letters, in frames. */
#include "job/gaps.h"

#include "test.h"
#include "text/gap.h"

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	struct job job;
	struct job_file file;
};

static struct bench
start(void)
{
	struct bench bench = {
	    .mem = arena_new(),
	    .sources = sources_new(),
	};
	bench.job.mem = bench.mem;
	bench.diag = diag_new(bench.sources);
	return bench;
}

static void
end(struct bench *bench)
{
	diag_free(bench->diag);
	sources_free(bench->sources);
	arena_free(bench->mem);
}

static const struct {
	const char *name, *text;
	uint32_t gaps, line; /* of the first */
} letters[] = {
    {"nothing", "Hej!\n", 0, 0},
    {"one", "Hej!\nFYLL I\n", 1, 2},
    {"two on a line", "FYLL I och FILL IN\n", 2, 1},
    {"a sentence", "Fyll i blanketten\n", 0, 0},
    {"in a comment", "{{! FYLL I }}\nHej\n", 0, 0},
    {"behind a comment", "{{! FYLL I }} FYLL I\n", 1, 1},
    {"between comments", "{{! a }}\nFYLL I {{! FYLL I }}\n", 1, 2},
    {"in an open comment", "{{! FYLL I\n", 0, 0},
};

static void
test_letter(size_t i)
{
	struct bench bench = start();
	struct job *job = &bench.job;
	/* What was there before is another's affair. */
	sources_add(bench.sources, "job.yaml", SLICE("FYLL I\n"));
	uint32_t before = sources_count(bench.sources);
	sources_add(bench.sources, "brev.md", slice_view(letters[i].text));
	gaps_in_texts(job, before, bench.diag);
	test_number(letters[i].name, job->gaps, letters[i].gaps);
	test_number(letters[i].name, (long long)diag_count(bench.diag),
	    letters[i].gaps);
	if (letters[i].gaps)
		test_number(letters[i].name,
		    diag_view(bench.diag, 0)->main.span.line, letters[i].line);
	end(&bench);
}

static const struct {
	const char *name, *yaml, *code;
	uint32_t gaps;
} files[] = {
    {"filled in", "name: Fritt val\n", "", 0},
    {"a value", "name: FYLL I\n", "not-filled-in", 1},
    {"deep down", "address: {name: [FYLL I], street: FYLL I}\n",
	"not-filled-in", 2},
    {"a list", "order: [postcode, FYLL I namn]\n", "not-filled-in", 1},
    {"a key is a register's own", "columns: {FYLL I: date}\n", "", 0},
};

static void
test_file(size_t i)
{
	struct bench bench = start();
	struct job *job = &bench.job;
	struct slice text = slice_view(files[i].yaml);
	uint32_t file = sources_add(bench.sources, "job.yaml", text);
	bench.file.yaml = yaml_parse(bench.mem, file, 0, text.len, bench.diag);
	job->file = &bench.file;
	gaps_in_job_file(job, bench.diag);
	test_number(files[i].name, job->gaps, files[i].gaps);
	if (files[i].gaps)
		test_text(files[i].name,
		    diag_view(bench.diag, 0)->main.message->code,
		    files[i].code);
	end(&bench);
}

static const struct {
	const char *name, *text;
	uint32_t gaps, line, column; /* of the first */
} frames[] = {
    {"none", "Enheten\nGatan 1", 0, 0, 0},
    {"on the first line", "FYLL I\nGatan 1", 1, 10, 5},
    {"on the second, behind a letter of two bytes", "a\nÅ FYLL I", 1, 11, 7},
    {"two", "FYLL I\nFILL IN", 2, 10, 5},
};

static void
test_frame(size_t i)
{
	struct bench bench = start();
	struct job *job = &bench.job;
	struct slice text = slice_view(frames[i].text);
	struct frame frame = {
	    .text = text,
	    .text_span = {.file = sources_add(
			      bench.sources, "brevpapper.yaml", text),
		.line = 10,
		.column = 5},
	};
	struct stationery paper = {.frames = &frame, .frame_count = 1};
	struct job_stationery of = {.stationery = &paper};
	job->paper = (struct job_paper){.at = &of, .count = 1};
	gaps_in_stationeries(job, bench.diag);
	test_number(frames[i].name, job->gaps, frames[i].gaps);
	if (frames[i].gaps) {
		struct span span = diag_view(bench.diag, 0)->main.span;
		test_number(frames[i].name, span.line, frames[i].line);
		test_number(frames[i].name, span.column, frames[i].column);
	}
	end(&bench);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(letters); i++)
		test_letter(i);
	for (size_t i = 0; i < COUNT(files); i++)
		test_file(i);
	for (size_t i = 0; i < COUNT(frames); i++)
		test_frame(i);
	return test_end();
}
