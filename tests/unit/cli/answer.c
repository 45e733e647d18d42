/* What a command answers: text, reports, or both as one object. */
#include "cli/answer.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/messages.h"
#include "test.h"

static const struct {
	const char *name;
	bool json, quiet, report;
	int code;
	const char *out, *err;
} cases[] = {
    {"text", false, false, false, EXIT_DONE, "rows found: 7\n", ""},
    {"quiet", false, true, false, EXIT_DONE, "", ""},
    {"text and a report", false, false, true, EXIT_REFUSED, "rows found: 7\n",
	"error: stdin holds more than one key; ask for one at a time "
	"[second-key]\n"},
    {"quiet and a report", false, true, true, EXIT_REFUSED, "",
	"error: stdin holds more than one key; ask for one at a time "
	"[second-key]\n"},
    {"JSON", true, false, false, EXIT_DONE,
	"{\"command\":\"find\",\"rows\":7,\"exit\":0,\"reports\":[]}\n", ""},
    {"JSON and a report", true, false, true, EXIT_SYSTEM,
	"{\"command\":\"find\",\"rows\":7,\"exit\":4,\"reports\":["
	"{\"level\":\"error\",\"code\":\"second-key\",\"message\":"
	"\"stdin holds more than one key; ask for one at a time\","
	"\"arguments\":[],\"hints\":[],\"also\":[]}]}\n",
	""},
};

static int
answer(struct invocation *invocation, bool report, int code)
{
	struct answer answer;
	answer_open(&answer, invocation);
	answer_line(&answer, &cli_found, ARGS(7));
	json_add_number(&answer.json, "rows", 7);
	if (report)
		REPORT(invocation->diag, NO_SPAN, &cli_second_key, NO_ARGS);
	return answer_close(&answer, code);
}

/* Lets a stream write into a file meanwhile. */
static int
turn(FILE *stream, const char *path)
{
	FILE *to = fopen(path, "w");
	fflush(stream);
	int kept = dup(fileno(stream));
	dup2(fileno(to), fileno(stream));
	fclose(to);
	return kept;
}

static struct slice
turn_back(FILE *stream, int kept, const char *path, struct arena *mem,
    struct diag *diag)
{
	struct slice text = {0};
	fflush(stream);
	dup2(kept, fileno(stream));
	close(kept);
	file_read(mem, path, INPUT_NONE, 1 << 20, diag, NO_SPAN, &text);
	return text;
}

static void
test_answer(size_t i, const char *folder, struct arena *mem)
{
	struct sources *sources = sources_new();
	struct invocation invocation = {.command = "find",
	    .json = cases[i].json,
	    .quiet = cases[i].quiet,
	    .diag = diag_new(sources)};
	const char *out_path = path_join(mem, folder, "out");
	const char *err_path = path_join(mem, folder, "err");
	int out = turn(stdout, out_path), err = turn(stderr, err_path);
	int code = answer(&invocation, cases[i].report, cases[i].code);
	struct slice said_err =
	    turn_back(stderr, err, err_path, mem, invocation.diag);
	struct slice said_out =
	    turn_back(stdout, out, out_path, mem, invocation.diag);
	test_number(cases[i].name, code, cases[i].code);
	test_slice(cases[i].name, said_out, cases[i].out);
	test_slice(cases[i].name, said_err, cases[i].err);
	diag_free(invocation.diag);
	sources_free(sources);
}

/* A refused row or input is 2, a fault of the system 4, whatever else is. */
static void
test_codes(void)
{
	static const struct message hold = {"h", LEVEL_HOLD, "h"};
	static const struct message fault = {"s", LEVEL_SYSTEM, "s"};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	test_number("nothing said", exit_code_of(diag), EXIT_REFUSED);
	REPORT(diag, NO_SPAN, &hold, NO_ARGS);
	REPORT(diag, NO_SPAN, &cli_second_key, NO_ARGS);
	test_number("refused", exit_code_of(diag), EXIT_REFUSED);
	REPORT(diag, NO_SPAN, &fault, NO_ARGS);
	REPORT(diag, NO_SPAN, &cli_second_key, NO_ARGS);
	test_number("a fault of the system", exit_code_of(diag), EXIT_SYSTEM);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-answer-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();
	test_true("folder", mkdtemp(folder));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_answer(i, folder, mem);
	test_codes();
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
