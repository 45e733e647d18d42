/*
 * tests/bench/intake.c - how fast a register is read, and in how much memory.
 *
 *	bench-intake [rows | file]
 *
 * Prints rows per second of processor time for reading alone, for reading
 * with every cell normalised as a job does it, and for storing them too. Of a
 * file that is named (tests/bench/workbook.py writes one), for reading alone.
 */
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "intake/intake.h"
#include "ledger/plan.h"
#include "record/column.h"
#include "register.h"

#define COLUMNS 15

static double
processor_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
declare(struct arena *mem, struct column columns[COLUMNS],
    const struct intake_found *found)
{
	static struct choice homes[2];
	static struct slice own[1], service[1];
	own[0] = slice_view("ordinärt boende");
	service[0] = slice_view("SH");
	homes[0] = (struct choice){slice_view("Eget boende"), own, 1, NO_SPAN};
	homes[1] =
	    (struct choice){slice_view("Servicehus"), service, 1, NO_SPAN};
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i].name = found->names[i];
	columns[0].type = COLUMN_PERSONNUMMER;
	columns[5].type = COLUMN_POSTCODE;
	columns[7].type = COLUMN_CHOICE;
	columns[7].choices = homes;
	columns[7].choice_count = 2;
	columns[13].type = COLUMN_DATE;
	for (size_t i = 0; i < COLUMNS; i++)
		column_prepare(mem, &columns[i], day_of(2012, 3, 19));
}

enum depth { READ, NORMALISED, STORED };

struct load {
	struct column columns[COLUMNS];
	struct slice clean[COLUMNS];
	struct arena *row_mem;
	struct plan *plan; /* STORED */
	unsigned unfit;
};

static void
load_row(struct load *load, const struct intake_record *record)
{
	for (size_t i = 0; i < record->count; i++) {
		struct value value;
		struct problem why;
		load->unfit += !column_read(&load->columns[i], load->row_mem,
		    record->cells[i], &value, &why);
		load->clean[i] = value.text;
	}
	struct plan_row row = {.row = record->number,
	    .line = record->line,
	    .clean = load->clean,
	    .as_read = record->cells};
	if (load->plan && !plan_add_row(load->plan, &row))
		abort();
	arena_reset(load->row_mem);
}

/* Rows read, and what is done with each. */
static void
store_columns(
    struct arena *mem, struct plan *plan, const struct intake_found *found)
{
	struct plan_column *columns =
	    ARENA_ARRAY(mem, struct plan_column, found->count);
	for (size_t i = 0; i < found->count; i++)
		columns[i] = (struct plan_column){
		    .number = (uint32_t)i,
		    .name = found->names[i],
		    .type = "text",
		};
	plan_add_columns(plan, columns, found->count);
}

static unsigned
read_register(const char *path, enum depth depth, unsigned *unfit)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {.path = path};
	struct intake *intake = intake_open(mem, &options, diag);
	struct load load = {.row_mem = arena_new()};
	struct intake_record record;
	unsigned rows = 0;
	enum intake_result result = INTAKE_FAILED;
	if (intake && depth != READ)
		declare(mem, load.columns, intake_found(intake));
	if (intake && depth == STORED) {
		load.plan = plan_new("/tmp/utskick-bench-plan.db", diag);
		store_columns(mem, load.plan, intake_found(intake));
	}
	while (
	    intake && (result = intake_next(intake, &record)) == INTAKE_ROW) {
		rows++;
		if (depth != READ)
			load_row(&load, &record);
	}
	if (load.plan)
		plan_end_load(load.plan);
	diag_print(diag, stderr);
	if (result != INTAKE_END)
		abort();
	*unfit = load.unfit;
	plan_drop(load.plan);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(load.row_mem);
	arena_free(mem);
	return rows;
}

static void
measure(const char *name, const char *path, enum depth depth)
{
	unsigned unfit = 0;
	double start = processor_seconds();
	unsigned rows = read_register(path, depth, &unfit);
	double took = processor_seconds() - start;
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	printf("%-24s %9u rows %6.2f s %9.0f rows/s, peak %ld MiB, "
	       "%u unfit cells\n",
	    name, rows, took, rows / took, used.ru_maxrss / 1024, unfit);
}

int
main(int count, char **arguments)
{
	unsigned rows = count > 1 ? (unsigned)atoi(arguments[1]) : 1500000;
	if (!rows) {
		measure("read", arguments[1], READ);
		return 0;
	}
	char path[] = "/tmp/utskick-bench-XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0)
		return 1;
	close(fd);
	register_write(path, rows, false);
	measure("read", path, READ);
	measure("read and normalised", path, NORMALISED);
	measure("read, normalised, stored", path, STORED);
	unlink(path);
	return 0;
}
