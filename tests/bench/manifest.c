/*
 * How fast a manifest is written and read back, and how much memory it takes:
 * a ledger made up here, 12 own columns and 2 of a register, manifest.csv in the
 * same pass.
 *
 *	bench-manifest [rows]
 */
#include "manifest/manifest.h"
#include "ledger/areas.h"
#include "ledger/inputs.h"
#include "ledger/joined.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static uint32_t rows_wanted = 1500000;

struct slice
ledger_text(struct ledger *ledger, struct arena *job_mem, const char *key)
{
	(void)ledger, (void)job_mem, (void)key;
	return SLICE("bench");
}

bool
ledger_count(
    struct ledger *ledger, struct ledger_counts *counts, struct diag *diag)
{
	(void)ledger, (void)diag;
	*counts = (struct ledger_counts){.rows = rows_wanted};
	return true;
}

struct slice *
ledger_columns(struct ledger *ledger, struct arena *job_mem, size_t *count)
{
	(void)ledger;
	struct slice *names = ARENA_ARRAY(job_mem, struct slice, 2);
	for (size_t i = 0; i < 2; i++)
		names[i] = SLICE("Förnamn");
	*count = 2;
	return names;
}

bool
ledger_each_row(struct ledger *ledger, const size_t *columns, size_t count,
    bool (*seen)(const struct ledger_row *row, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)diag, (void)columns, (void)count;
	for (uint32_t i = 0; i < rows_wanted; i++) {
		char key[16];
		snprintf(key, sizeof key, "1934-%09u", i);
		struct slice cells[] = {
		    slice_view(key), SLICE("Åkerlund-Öberg")};
		struct ledger_row row = {.row = i + 1,
		    .line = i + 2,
		    .outcome = i % 5 ? OUTCOME_LETTER : OUTCOME_EXCLUDED,
		    .rule_name = SLICE("exclude 3"),
		    .reason = SLICE("Servicehusen ingår inte ännu"),
		    .addressee = SLICE("client"),
		    .letter = i + 1,
		    .batch = i / 1000 + 1,
		    .first_page = i % 1000 + 1,
		    .last_page = i % 1000 + 1,
		    .sheets = 1,
		    .digest = SLICE("ca978112ca1bbdcafac231b39a23dc4da786eff814"
				    "7c4e72b9807785afee48bb"),
		    .cells = cells};
		if (!seen(&row, ctx))
			return false;
	}
	return true;
}

bool
ledger_each_rule(struct ledger *ledger,
    bool (*seen)(const struct ledger_rule *rule, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_letter(struct ledger *ledger,
    bool (*seen)(const struct ledger_letter *letter, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_batch(struct ledger *ledger,
    bool (*seen)(const struct ledger_batch *batch, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_banner(struct ledger *ledger, uint32_t batch,
    bool (*seen)(const struct banner *banner, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)batch, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_has_own_files(struct ledger *ledger, bool *has, struct diag *diag)
{
	(void)ledger, (void)diag;
	*has = false;
	return true;
}

bool
ledger_has_responses(struct ledger *ledger, bool *has, struct diag *diag)
{
	(void)ledger, (void)diag;
	*has = false;
	return true;
}

bool
ledger_each_beside(struct ledger *ledger,
    bool (*seen)(const struct beside_count *count, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_area(struct ledger *ledger,
    bool (*seen)(const struct ledger_area *area, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_input(struct ledger *ledger,
    bool (*seen)(const struct ledger_input *input, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_source(struct ledger *ledger,
    bool (*seen)(const struct ledger_source *source, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_allowed(struct ledger *ledger,
    bool (*seen)(const struct ledger_allowed *allowed, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_library(struct ledger *ledger,
    bool (*seen)(const struct ledger_library *library, void *ctx), void *ctx,
    struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

bool
ledger_each_corrected(struct ledger *ledger,
    bool (*seen)(const struct ledger_corrected *corrected, void *ctx),
    void *ctx, struct diag *diag)
{
	(void)ledger, (void)seen, (void)ctx, (void)diag;
	return true;
}

int
main(int count, char **arguments)
{
	static const struct areas areas;
	static const size_t columns[] = {0, 1};
	struct manifest_spec spec = {.columns = columns,
	    .column_count = 2,
	    .date = {2012, 3, 19},
	    .areas = &areas};
	char path[] = "/tmp/utskick-bench-XXXXXX.xlsx";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct manifest_counts counts;
	struct rusage used;
	struct stat st = {0};
	int fd = mkstemps(path, 5);
	if (fd < 0)
		return 1;
	close(fd);
	if (count > 1)
		rows_wanted = (uint32_t)atoi(arguments[1]);
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (nowhere < 0)
		return 1;
	spec.csv = sink_to_descriptor(nowhere, "/dev/null");
	clock_t start = clock();
	struct sink *sink = sink_to_path(path);
	bool ok = sink_end(
	    sink, manifest_write(sink, NULL, &spec, &counts, diag), diag);
	ok = sink_end(spec.csv, ok, diag);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	close(nowhere);
	getrusage(RUSAGE_SELF, &used);
	stat(path, &st);
	unlink(path);
	printf("manifest: %u rows, %.0f rows per CPU-second, peak %ld MB, "
	       "%lld MB on disk\n",
	    counts.rows, counts.rows / seconds, used.ru_maxrss / 1024,
	    (long long)st.st_size >> 20);
	diag_print(diag, stderr);
	diag_free(diag);
	sources_free(sources);
	return !ok;
}
