/*
 * tests/unit/fate/sealed.h - a small sealed run, of tests/unit/ledger/small.h.
 */
#ifndef TESTS_UNIT_FATE_SEALED_H
#define TESTS_UNIT_FATE_SEALED_H

#include "ledger/small.h"
#include "proof/seal.h"

/* Sums and seal of what the folders hold now. */
static bool
seal_run(const char *run, struct bench *bench)
{
	const char *keep = path_join(bench->mem, run, "keep");
	const char *print = path_join(bench->mem, run, "to-printer");
	struct strbuf sums = {0};
	struct digest plan;
	struct sink *sink = sink_to_memory(&sums);
	bool ok =
	    sink_end(sink, sums_write(sink, keep, seal_not_summed, bench->diag),
		bench->diag) &&
	    file_write_whole(path_join(bench->mem, keep, SUMS_FILE),
		strbuf_view(&sums), bench->diag) &&
	    sums_write_folder(print, NULL, bench->diag) &&
	    seal_hash_plan(run, &plan, bench->diag) &&
	    seal_make(run, plan, NULL, bench->diag);
	strbuf_fini(&sums);
	return ok;
}

/* Makes the run in a folder that is there. */
static bool
make_run(const char *run, struct bench *bench)
{
	const char *keep = path_join(bench->mem, run, "keep");
	const char *print = path_join(bench->mem, run, "to-printer");
	bench->whole = bench->path = path_join(bench->mem, keep, "ledger.db");
	return folder_make(keep, bench->diag) &&
	       folder_make(print, bench->diag) &&
	       make_ledger(bench, path_join(bench->mem, run, "plan.db")) &&
	       unlink(path_join(bench->mem, run, "plan.db")) == 0 &&
	       read_all(bench) &&
	       file_write_whole(path_join(bench->mem, print, "index.csv"),
		   SLICE("1;1\n"), bench->diag) &&
	       seal_run(run, bench);
}

#endif
