/*
 * tests/bench/job.c - how fast rows become decided, ordered letters.
 *
 *	bench-job [rows] [rows of each of two tables]
 *
 * A register of 15 columns (register.h) and a job of eight rules. Three stages
 * of a run are timed apart: load (read, normalise, store both copies), decide
 * (every rule for every row, outcomes stored), order (sort keys, numbers,
 * batches). With tables, their rows are read and joined to the register's by
 * customer's number; the figures with them count the rows of all three files.
 * Setting the letters is left out: bench-layout measures that.
 */
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "beside/beside.h"
#include "job/computed.h"
#include "job/row_scope.h"
#include "ledger/plan.h"
#include "load/load.h"
#include "load/open.h"
#include "plan/sort_key.h"
#include "plan/unruled.h"
#include "register.h"

static const char job_text[] =
    "name: Mätning\ndate: 2012-03-19\nreference: SN-1\n"
    "register: {file: klienter.csv, key: Personnummer}\n"
    "roles: {person: Personnummer, protected: Skydd}\n"
    "columns:\n"
    "  Boendeform: {values: {Eget boende: [ordinärt boende],"
    " Servicehus: [SH]}}\n"
    "  Språk: {values: {sv: [svenska], fi: [finska]}}\n"
    "  Beslut till: date\n"
    "facts: {gäller från: 2012-10-01}\n"
    "send: {where: {Boendeform: Eget boende}, else: Bor inte hemma}\n"
    "rules:\n"
    "  - exclude: Servicehus\n    where: {Boendeform: Servicehus}\n"
    "  - exclude: Distriktet\n    where: {Distrikt: Inlandet}\n"
    "  - exclude: Enheten\n    where: {Enhet: [Norra 1, Norra 2]}\n"
    "  - exclude: Orten\n    when: \"Ort contains 'Storby'\"\n"
    "  - exclude: Handläggaren\n"
    "    when: \"Handläggare starts with 'Xx' and Språk = 'fi'\"\n"
    "  - hold: Beslutet\n    when: \"[Beslut till] < [gäller från]\"\n"
    "  - hold: Larm\n    when: \"Anteckning contains 'saknar'\"\n"
    "address: {name: [Förnamn, Efternamn], co: C/o, street: Adress,"
    " postcode: Postnr, town: Ort}\n"
    "letters: [{text: brev.md}]\nstationery: kommun-h2\n"
    "order: [postcode, street, name]\n";

static const char tables_text[] =
    "tables:\n"
    "  avgift: {file: avgift.csv, match: {Kund: Kundnr},"
    " columns: {Belopp: decimal}}\n"
    "  tid: {file: tid.csv, match: {Kund: Kundnr}, order: Plats}\n";

struct bench {
	struct arena *mem;
	struct diag *diag;
	const char *folder;
	struct job job;
	struct plan *plan;
	struct loaded loaded;
	struct row_scope scope;
	void *unruled; /* a watcher at work */
	unsigned table_rows; /* of all tables */
	struct slice *cells;
	struct value *values;
};

static double
processor_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
must(struct bench *bench, bool ok)
{
	if (ok)
		return;
	diag_print(bench->diag, stderr);
	folder_remove(bench->folder, bench->diag);
	exit(1);
}

static void
tell(const char *name, unsigned rows, double took)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	printf("%-16s %9u rows %6.2f s %9.0f rows/s, peak %ld MiB\n", name,
	    rows, took, rows / took, used.ru_maxrss / 1024);
}

static void
write_inputs(struct bench *bench, unsigned rows, unsigned table_rows)
{
	struct strbuf job = {0};
	const char *folder = bench->folder;
	register_write(path_join(bench->mem, folder, "klienter.csv"), rows,
	    table_rows > 0);
	strbuf_add_text(&job, job_text);
	if (table_rows) {
		register_write_table(
		    path_join(bench->mem, folder, "avgift.csv"), table_rows, 2);
		register_write_table(
		    path_join(bench->mem, folder, "tid.csv"), table_rows, 3);
		strbuf_add_text(&job, tables_text);
	}
	bench->table_rows = 2 * table_rows;
	must(bench,
	    file_write_whole(path_join(bench->mem, folder, "brev.md"),
		SLICE("# Brev\n\nHej {{Förnamn}}!\n"), bench->diag) &&
		file_write_whole(path_join(bench->mem, folder, "job.yaml"),
		    strbuf_view(&job), bench->diag));
	strbuf_fini(&job);
}

static void
load(struct bench *bench)
{
	double start = processor_seconds();
	must(bench,
	    load_open(&bench->job, bench->mem,
		path_join(bench->mem, bench->folder, "job.yaml"), bench->diag));
	bench->plan = plan_new(
	    path_join(bench->mem, bench->folder, "plan.db"), bench->diag);
	must(bench, beside_read(bench->job.reads.beside, bench->folder, true));
	must(bench,
	    bench->plan && load_register(&bench->job, bench->plan, SLICE("key"),
			       NULL, &bench->loaded, bench->diag));
	tell("load", bench->loaded.rows + bench->table_rows,
	    processor_seconds() - start);
	bench->scope =
	    row_scope_make(bench->job.mem, &bench->job.decides.scope);
	bench->unruled = unruled_watcher.open(&bench->job);
	size_t count = bench->job.reads.columns.count + 1;
	bench->cells = ARENA_ARRAY(bench->mem, struct slice, count);
	bench->values = ARENA_ARRAY(bench->mem, struct value, count);
}

static void
draft(struct bench *bench, struct sort_keys *keys, struct arena *letter_mem,
    const struct row *row)
{
	struct plan_draft draft = {
	    .row = row->number,
	    .pages = 1,
	    .sheets = 1,
	    .sort_key = sort_keys_make(keys, letter_mem, row),
	    .addressee = SLICE("client"),
	    .language = SLICE("sv"),
	};
	must(bench, plan_add_draft(bench->plan, &draft));
}

static void
decide_row(struct bench *bench, struct sort_keys *keys,
    struct arena *letter_mem, const struct plan_row *stored,
    struct strbuf *matches)
{
	struct job *job = &bench->job;
	struct row row = {.number = stored->row, .line = stored->line};
	computed_read_row(&job->reads, stored->mark == ROW_PLAIN, letter_mem,
	    bench->cells, bench->values, &row);
	const struct expr_rows *rows;
	must(
	    bench, beside_join(job->reads.beside, letter_mem, &row, &rows) &&
		       beside_keep(job->reads.beside, bench->plan, row.number));
	row_scope_set_tables(&bench->scope, rows);
	struct rule_case known = {
	    .context = row_scope_context(
		&bench->scope, letter_mem, &row, job->language),
	    .is_protected = stored->mark == ROW_PROTECTED,
	    .unfit = stored->mark == ROW_UNFIT,
	};
	register_weigh_row(job, &bench->loaded.keys, letter_mem, stored->source,
	    bench->values, &known);
	const struct watched watched = {
	    .number = stored->row,
	    .line = stored->line,
	    .source = stored->source,
	    .cells = bench->cells,
	    .row = &row,
	};
	unruled_watcher.see_row(bench->unruled, &watched);
	strbuf_reset(matches);
	struct decision decision =
	    rule_decide_row(&job->decides.rules, &known, matches);
	struct plan_outcome outcome = {
	    .row = stored->row,
	    .outcome = decision.outcome,
	    .rule = decision.rule ? decision.rule->number : 0,
	    .code = "",
	    .reason = decision_reason(letter_mem, NULL, &decision),
	    .matches = strbuf_view(matches),
	};
	if (decision.outcome == OUTCOME_LETTER)
		draft(bench, keys, letter_mem, &row);
	beside_settle(job->reads.beside, decision.outcome == OUTCOME_LETTER);
	must(bench, plan_add_outcome(bench->plan, &outcome));
}

static void
decide(struct bench *bench)
{
	bool failed = false;
	struct plan_row stored;
	struct strbuf matches = {0};
	struct arena *letter_mem = arena_new();
	struct sort_keys *keys = sort_keys_new(&bench->job.pile,
	    bench->job.reads.key, bench->job.language, bench->diag);
	struct plan_cursor *cursor = plan_rows_open(bench->plan);
	double start = processor_seconds();
	while (plan_rows_next(cursor, &stored, bench->cells, &failed)) {
		decide_row(bench, keys, letter_mem, &stored, &matches);
		arena_reset(letter_mem);
	}
	must(bench, !failed);
	plan_rows_close(cursor);
	struct plan_cut cut = {.letters = 1000, .sides = 2};
	must(bench, plan_order(bench->plan, &cut));
	tell("decide and order", bench->loaded.rows + bench->table_rows,
	    processor_seconds() - start);
	must(bench, beside_account(bench->job.reads.beside, bench->plan));
	sort_keys_free(keys);
	strbuf_fini(&matches);
	arena_free(letter_mem);
}

int
main(int count, char **arguments)
{
	unsigned rows = count > 1 ? (unsigned)atoi(arguments[1]) : 1500000;
	char folder[] = "/tmp/utskick-bench-XXXXXX";
	struct sources *sources = sources_new();
	struct bench bench = {
	    .mem = arena_new(),
	    .diag = diag_new(sources),
	    .folder = mkdtemp(folder),
	};
	write_inputs(
	    &bench, rows, count > 2 ? (unsigned)atoi(arguments[2]) : 0);
	load(&bench);
	decide(&bench);
	plan_drop(bench.plan);
	loaded_fini(&bench.loaded);
	unruled_watcher.close(bench.unruled);
	load_close(&bench.job);
	folder_remove(folder, bench.diag);
	diag_free(bench.diag);
	sources_free(sources);
	arena_free(bench.mem);
	return 0;
}
