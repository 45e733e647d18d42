/*
 * tests/bench/intake.c - how fast a register is read, and in how much memory.
 *
 *	bench-intake [rows]
 *
 * Prints rows per second of processor time for reading alone, and for reading
 * with every cell normalised as a job does it.
 */
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "intake/intake.h"
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

/* Rows read; with `typed` each cell goes through column_read. */
static unsigned
read_register(const char *path, bool typed, unsigned *unfit)
{
	struct arena *mem = arena_new(), *row_mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {.path = path};
	struct intake *intake = intake_open(mem, &options, diag);
	struct column columns[COLUMNS] = {0};
	struct intake_record record;
	unsigned rows = 0;
	enum intake_result result = INTAKE_FAILED;
	if (intake)
		declare(mem, columns, intake_found(intake));
	while (
	    intake && (result = intake_next(intake, &record)) == INTAKE_ROW) {
		rows++;
		for (size_t i = 0; typed && i < record.count; i++) {
			struct value value;
			struct problem why;
			*unfit += !column_read(&columns[i], row_mem,
			    record.cells[i], &value, &why);
		}
		arena_reset(row_mem);
	}
	diag_print(diag, stderr);
	if (result != INTAKE_END)
		abort();
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(row_mem);
	arena_free(mem);
	return rows;
}

static void
measure(const char *name, const char *path, bool typed)
{
	unsigned unfit = 0;
	double start = processor_seconds();
	unsigned rows = read_register(path, typed, &unfit);
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
	char path[] = "/tmp/utskick-bench-XXXXXX";
	int fd = mkstemp(path);
	if (fd < 0)
		return 1;
	close(fd);
	register_write(path, rows);
	measure("read", path, false);
	measure("read and normalised", path, true);
	unlink(path);
	return 0;
}
