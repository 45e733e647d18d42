/* The account of every row, on the terminal and as JSON. */
#include "cli/account.h"

#include "base/json.h"
#include "cli/command.h"
#include "test.h"

enum { PROTECTED, NAME, COLUMNS };

/* A job as an account sees it: no file is read. */
struct bench {
	struct arena *mem;
	struct job job;
	struct job_file file;
	struct job_register registers[2];
	struct register_source sources[2];
	struct intake_found found[2];
	struct column columns[COLUMNS];
	struct mark_column marks[1];
	struct account account;
	struct account_cause causes[2];
	struct beside_count beside[1];
	struct unruled_column unruled[1];
};

static struct rule *
add_rule(struct bench *bench, enum rule_kind kind, const char *reason,
    uint32_t matched, uint32_t undecidable)
{
	struct rule *rule =
	    rule_set_add(bench->mem, &bench->job.decides.rules, kind);
	rule->reason = slice_view(reason);
	rule->tried = 9;
	rule->matched = rule->decided = matched;
	rule->undecidable = undecidable;
	rule->left = 9 - matched;
	return rule;
}

static void
open_bench(struct bench *bench)
{
	struct job *job = &bench->job;
	*bench = (struct bench){.mem = arena_new()};
	job->mem = bench->mem;
	job->file = &bench->file;
	bench->file.name.text = SLICE("Prov");
	bench->file.registers = bench->registers;
	bench->registers[0].file.text = SLICE("norr.csv");
	bench->registers[1].file.text = SLICE("syd.csv");
	for (size_t i = 0; i < 2; i++) {
		bench->found[i] = (struct intake_found){
		    .encoding = i ? "windows-1252" : "utf-8",
		    .stated = i,
		    .delimiter = ';',
		    .sheet = "",
		    .count = 2,
		    .header_line = 1,
		    .line_ends = LINE_END_LF,
		    .rows = i ? 4 : 5,
		};
		bench->sources[i].found = &bench->found[i];
		bench->sources[i].name = i ? SLICE("Syd") : SLICE("Norr");
	}
	bench->columns[PROTECTED].name = SLICE("Skydd");
	bench->columns[NAME].name = SLICE("Namn");
	job->reads = (struct job_reads){
	    .found = &bench->found[0],
	    .sources = bench->sources,
	    .source_count = 1,
	    .columns = {bench->columns, COLUMNS},
	    .protected_ = {bench->marks, 1},
	};
	bench->marks[0] = (struct mark_column){PROTECTED, 1};
	bench->account.counts = (struct plan_counts){
	    .rows = 9,
	    .letters = 4,
	    .pages = 5,
	    .sheets = 4,
	    .batches = 1,
	    .by_outcome = {[OUTCOME_LETTER] = 4,
		[OUTCOME_EXCLUDED] = 3,
		[OUTCOME_HELD] = 2},
	};
}

/* All that an account can say. */
static void
fill_bench(struct bench *bench)
{
	struct account *account = &bench->account;
	bench->job.reads.source_count = 2;
	bench->marks[0].rows = 0;
	bench->file.allow.unfit =
	    (struct conf_text){SLICE("provkörning"), (struct span){.file = 1}};
	account->counts.by_outcome[OUTCOME_TOGETHER] = 1;
	account->counts.by_outcome[OUTCOME_EXCLUDED] = 2;
	bench->causes[0] = (struct account_cause){1, SLICE("ingen\ngata")};
	bench->causes[1] = (struct account_cause){1, SLICE("inget namn")};
	account->causes = bench->causes;
	account->cause_count = 2;
	bench->beside[0] = (struct beside_count){
	    .kind = SLICE("table"),
	    .name = SLICE("möten"),
	    .file = SLICE("moten.csv"),
	    .rows = 7,
	    .unfit = 1,
	    .in_letter = 4,
	    .elsewhere = 1,
	    .nobody = 2,
	    .lines = SLICE("3, 8"),
	    .none = 5,
	    .one = 3,
	    .several = 1,
	};
	account->beside = bench->beside;
	account->beside_count = 1;
	bench->unruled[0] = (struct unruled_column){
	    .column = NAME, .values = 1, .rows = 5, .shown = SLICE("'X' 5")};
	account->unruled = bench->unruled;
	account->unruled_count = 1;
}

static const char plain[] =
    "norr.csv: 9 rows (utf-8, delimiter ';', line ends LF, header on line 1)\n"
    "\n"
    "The rules in the order in which they decide. Matched: rows that the rule"
    " fits.\nDecided: rows that it is the first to decide. Left: rows that go"
    " on to the next.\n\n"
    "rule                                                  matched  decided"
    "     left\n"
    "   2  Servicehus                                            3        3"
    "        6\n"
    "\n"
    "  rows with a letter                                        4\n"
    "+ excluded                                                  3\n"
    "+ held                                                      2\n"
    "= rows in the register                                      9\n"
    "\n"
    "letters 4, pages 5, sheets 4, batches 1\n";

static const char everything[] =
    "norr.csv: 5 rows (utf-8, delimiter ';', line ends LF, header on line 1)\n"
    "syd.csv: 4 rows (windows-1252, as stated, delimiter ';', line ends LF, "
    "header on line 1)\n"
    "\n"
    "no row is marked in 'Skydd' (protected identity)\n"
    "\n"
    "not held here: unfit (provkörning)\n"
    "\n"
    "The rules in the order in which they decide. Matched: rows that the rule"
    " fits.\nDecided: rows that it is the first to decide. Left: rows that go"
    " on to the next.\n\n"
    "rule                                                  matched  decided"
    "     left\n"
    "   1  protected identity                                    1        1"
    "        8\n"
    "   2  Ett skäl som är längre än raden har plats för…        0        0"
    "        9\n"
    "      (undecidable rows: 2)\n"
    "\n"
    "beside the register                             rows   letter  another"
    "   nobody\n"
    "  möten (moten.csv)                                7        4        1"
    "        2\n"
    "      nobody's: moten.csv:3, 8\n"
    "      passed over, since they do not fit: 1\n"
    "      rows of the register with none: 5, with one: 3, with several: 1\n"
    "\n"
    "held, by cause:\n"
    "       1  ingen gata\n"
    "       1  inget namn\n"
    "\n"
    "  rows with a letter                                        4\n"
    "+ covered by another row's letter                           1\n"
    "+ excluded                                                  2\n"
    "+ held                                                      2\n"
    "= rows in the register                                      9\n"
    "\n"
    "letters 4, pages 5, sheets 4, batches 1\n";

static void
test_written(const char *name, const struct bench *bench, const char *want)
{
	struct strbuf have = {0};
	account_write(&have, NULL, &bench->job, &bench->account);
	test_slice(name, strbuf_view(&have), want);
	strbuf_fini(&have);
}

/* A rule of the program that met nobody is not worth a line; the job's is. */
static void
test_plain(void)
{
	struct bench bench;
	open_bench(&bench);
	add_rule(&bench, RULE_PROTECTED, "", 0, 0);
	add_rule(&bench, RULE_EXCLUDE, "Servicehus", 3, 0);
	add_rule(&bench, RULE_ADDRESS, "", 0, 0);
	test_written("plain", &bench, plain);
	arena_free(bench.mem);
}

static void
test_everything(void)
{
	struct bench bench;
	open_bench(&bench);
	fill_bench(&bench);
	add_rule(&bench, RULE_PROTECTED, "", 1, 0);
	add_rule(&bench, RULE_HOLD,
	    "Ett skäl som är längre än raden har plats för, och mer", 0, 2);
	test_written("everything", &bench, everything);
	arena_free(bench.mem);
}

static const char as_json[] =
    "{\"job\":\"Prov\",\"encoding\":\"utf-8\",\"registers\":["
    "{\"source\":\"Norr\",\"file\":\"norr.csv\",\"encoding\":\"utf-8\","
    "\"delimiter\":\";\",\"line_ends\":\"LF\",\"sheet\":\"\","
    "\"stated\":false,\"header_line\":1,\"rows\":5,\"malformed\":0,"
    "\"blank_lines\":0},"
    "{\"source\":\"Syd\",\"file\":\"syd.csv\",\"encoding\":\"windows-1252\","
    "\"delimiter\":\";\",\"line_ends\":\"LF\",\"sheet\":\"\","
    "\"stated\":true,\"header_line\":1,\"rows\":4,\"malformed\":0,"
    "\"blank_lines\":0}],"
    "\"rows\":9,\"letter\":4,\"together\":1,\"excluded\":2,\"held\":2,"
    "\"letters\":4,\"pages\":5,\"sheets\":4,\"batches\":1,"
    "\"rules\":[{\"number\":1,\"kind\":\"hold\",\"reason\":\"Vänta\","
    "\"matched\":2,\"undecidable\":1,\"decided\":2,\"left\":7}],"
    "\"marks\":[{\"role\":\"protected\",\"column\":\"Skydd\",\"rows\":0}],"
    "\"allowed\":{\"unfit\":\"provkörning\"},"
    "\"beside\":[{\"kind\":\"table\",\"name\":\"möten\","
    "\"file\":\"moten.csv\",\"rows\":7,\"unfit\":1,\"in_letter\":4,"
    "\"elsewhere\":1,\"nobody\":2,\"lines\":\"3, 8\",\"none\":5,\"one\":3,"
    "\"several\":1}],"
    "\"causes\":[{\"count\":1,\"reason\":\"ingen\\u000agata\"},"
    "{\"count\":1,\"reason\":\"inget namn\"}],"
    "\"unnamed\":[{\"column\":\"Namn\",\"values\":1,\"rows\":5,"
    "\"shown\":\"'X' 5\",\"lines\":\"\"}],\"preflight\":[]";

static void
test_json(const char *folder, const char *end)
{
	struct bench bench;
	struct strbuf have = {0}, want = {0};
	struct json json = {.out = &have};
	open_bench(&bench);
	fill_bench(&bench);
	add_rule(&bench, RULE_HOLD, "Vänta", 2, 1);
	json_open(&json, '{');
	account_write_json(&json, NULL, &bench.job, &bench.account, folder);
	json_close(&json, '}');
	strbuf_print(&want, "%s%s}", as_json, end);
	test_slice("JSON", strbuf_view(&have), strbuf_text(&want));
	strbuf_fini(&have);
	strbuf_fini(&want);
	arena_free(bench.mem);
}

/* More rows held than expected: the exit code says so, with a report. */
static void
test_exit_code(void)
{
	struct sources *sources = sources_new();
	struct invocation invocation = {.diag = diag_new(sources)};
	struct answer answer = {.invocation = &invocation};
	struct account account = {.counts = {.by_outcome = {0}}};
	test_number("within", account_exit_code(&answer, &account), EXIT_DONE);
	test_number("nothing said", (long long)diag_count(invocation.diag), 0);
	account.held_beyond = true;
	test_number("beyond", account_exit_code(&answer, &account), EXIT_HELD);
	test_number("said", (long long)diag_count(invocation.diag), 1);
	diag_free(invocation.diag);
	sources_free(sources);
}

int
main(void)
{
	test_plain();
	test_everything();
	test_json(NULL, "");
	test_json("ut/1", ",\"folder\":\"ut/1\"");
	test_exit_code();
	return test_end();
}
