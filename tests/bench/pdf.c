/*
 * How fast batches are written, pages in memory to bytes on disk, how large a
 * letter gets, and how much memory a batch of 2,000 takes. Beside it the floor:
 * the same content bytes compressed and written by a trivial writer. Then the
 * same with a PDF's page as a logo and two enclosed pages, in both profiles.
 */
#include "../pdf/press.h"

#include <libdeflate.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "layout/enclosure.h"
#include "layout/picture.h"

#define LETTERS 2000
#define DISTINCT 20 /* few: in a run, a page was laid out just before */
#define BATCHES 15
#define STREAMS 3 /* a letter's at most: its page, and enclosed ones */
#define SEEDS TESTS_DIR "/fuzz/seeds/pages/"

static char folder[] = "/tmp/utskick-bench-XXXXXX";

static double
cpu_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool
write_batch(struct press *press, struct pdf_job *job, const struct pages *pages,
    const char *path)
{
	struct pdf_batch *batch =
	    pdf_batch_new(job, SLICE("Fritt val i hemtjänsten"), press->diag);
	bool ok = batch != NULL;
	for (uint32_t n = 1; ok && n <= LETTERS; n++) {
		struct pdf_letter letter = {n, "sv", 0};
		ok = pdf_batch_add(
		    batch, &letter, &pages[n % DISTINCT], press->diag);
	}
	struct sink *sink = sink_to_path(path);
	ok = sink_end(
	    sink, ok && pdf_batch_write(batch, sink, press->diag), press->diag);
	pdf_batch_free(batch);
	return ok;
}

static double
bytes_of(const char *path)
{
	struct stat file;
	return stat(path, &file) == 0 ? (double)file.st_size : 0;
}

/* The content streams of the batch just written, in plain. */
struct streams {
	char *at[STREAMS * LETTERS];
	size_t len[STREAMS * LETTERS];
	size_t count, each;
};

static bool
read_streams(struct press *press, const char *path, struct streams *streams)
{
	const struct slice mark = SLICE("/Filter/FlateDecode>>\nstream\r\n");
	struct libdeflate_decompressor *inflater =
	    libdeflate_alloc_decompressor();
	struct slice rest;
	if (!file_read(press->job_mem, path, INPUT_NONE, 1 << 27, press->diag,
		NO_SPAN, &rest))
		return false;
	while (streams->count < streams->each * LETTERS) {
		size_t at = slice_find(rest, mark), end;
		if (at == rest.len)
			break;
		rest = slice_from(rest, at + mark.len);
		end = slice_find(rest, SLICE("\nendstream"));
		char *plain = mem_new(1, 100000);
		size_t len;
		if (libdeflate_zlib_decompress(inflater, rest.at, end, plain,
			100000, &len) == LIBDEFLATE_SUCCESS) {
			streams->at[streams->count] = plain;
			streams->len[streams->count++] = len;
		} else {
			free(plain);
		}
	}
	libdeflate_free_decompressor(inflater);
	return streams->count == streams->each * LETTERS;
}

static void
write_floor(const struct streams *streams,
    struct libdeflate_compressor *compressor, const char *path)
{
	static char packed[110000];
	static long places[2 * STREAMS * LETTERS];
	FILE *file = fopen(path, "w");
	size_t objects = 0;
	fprintf(file, "%%PDF-1.7\n");
	for (size_t i = 0; i < streams->count; i++) {
		const size_t at = i % (DISTINCT * streams->each);
		size_t len = libdeflate_zlib_compress(compressor,
		    streams->at[at], streams->len[at], packed, sizeof packed);
		places[objects++] = ftell(file);
		fprintf(file,
		    "%zu 0 obj\n<</Length %zu/Filter/FlateDecode>>\nstream\n",
		    objects, len);
		fwrite(packed, 1, len, file);
		fprintf(file, "\nendstream\nendobj\n");
		places[objects++] = ftell(file);
		fprintf(file,
		    "%zu 0 obj\n<</Type/Page/Parent 3 0 R/Resources 4 0 R"
		    "/Contents %zu 0 R>>\nendobj\n",
		    objects, objects - 1);
	}
	fprintf(file, "xref\n0 %zu\n", objects);
	for (size_t i = 0; i < objects; i++)
		fprintf(file, "%010ld 00000 n\r\n", places[i]);
	fflush(file);
	fsync(fileno(file));
	fclose(file);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Others run on the machine too: the middle of the batches' times. */
static double
median(double *seconds)
{
	qsort(seconds, BATCHES, sizeof *seconds, compare);
	return seconds[BATCHES / 2];
}

static double
peak_megabytes(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss / 1024;
}

static bool
measure(struct press *press, const struct pages *pages,
    enum pdf_profile profile, const char *path, double *letters)
{
	struct pdf_setup setup = press_setup(press, profile);
	struct pdf_job *job = pdf_job_new(press->job_mem, &setup, press->diag);
	double seconds[BATCHES];
	bool ok = job != NULL;
	for (size_t i = 0; ok && i < BATCHES; i++) {
		double start = cpu_seconds();
		ok = write_batch(press, job, pages, path);
		seconds[i] = cpu_seconds() - start;
	}
	*letters = ok ? LETTERS / median(seconds) : 0;
	if (ok)
		printf("%-8s %8.0f letters/CPU-s %6.0f bytes/letter %5.0f MB "
		       "peak\n",
		    profile == PDF_PRINT ? "print" : "archive", *letters,
		    bytes_of(path) / LETTERS, peak_megabytes());
	pdf_job_free(job);
	return ok;
}

/* By turns, so that both have the same weather. */
static bool
measure_floor(struct press *press, const struct pages *pages, size_t each,
    const char *path)
{
	static struct streams streams;
	struct pdf_setup setup = press_setup(press, PDF_PRINT);
	struct pdf_job *job = pdf_job_new(press->job_mem, &setup, press->diag);
	struct libdeflate_compressor *compressor =
	    libdeflate_alloc_compressor(1);
	double print[BATCHES], floor[BATCHES];
	streams = (struct streams){.each = each};
	bool ok = job && write_batch(press, job, pages, path) &&
		  read_streams(press, path, &streams);
	for (size_t i = 0; ok && i < BATCHES; i++) {
		double start = cpu_seconds();
		ok = write_batch(press, job, pages, path);
		print[i] = cpu_seconds() - start;
		start = cpu_seconds();
		write_floor(&streams, compressor, path);
		floor[i] = cpu_seconds() - start;
	}
	if (ok)
		printf("floor    %8.0f letters/CPU-s: ratio %.2f\n",
		    LETTERS / median(floor), median(floor) / median(print));
	for (size_t i = 0; i < streams.count; i++)
		free(streams.at[i]);
	libdeflate_free_compressor(compressor);
	pdf_job_free(job);
	return ok;
}

/* ---- a logo and enclosures */

static struct node *
described(struct press *press)
{
	struct node *image = node_new(press->job_mem, NODE_IMAGE, NO_SPAN);
	struct node *words = node_new(press->job_mem, NODE_TEXT, NO_SPAN);
	words->text = SLICE("Norrvikens vapen");
	node_append(image, words);
	return image;
}

static struct galley *
make_logo(struct press *press)
{
	struct arena *mem = press->job_mem;
	struct galley *galley = ARENA_NEW(mem, struct galley);
	*galley = (struct galley){.id = ++press->next_id,
	    .width = 60000,
	    .height = 24000,
	    .lines = ARENA_NEW(mem, struct line),
	    .line_count = 1,
	    .images = ARENA_NEW(mem, struct image),
	    .image_count = 1};
	galley->lines[0].bottom = galley->lines[0].baseline = galley->height;
	galley->images[0] = (struct image){.width = galley->width,
	    .height = galley->height,
	    .picture = picture_read(mem, SEEDS "logo", 0, press->diag, NO_SPAN),
	    .node = described(press)};
	return galley->images[0].picture ? galley : NULL;
}

/* Each letter's page with the logo, and two pages after it. */
static bool
add_parts(struct press *press, struct pages *pages, bool tags)
{
	const char *const files[] = {SEEDS "tags", SEEDS "tags-turned"};
	const struct enclosure *enclosures[2];
	struct galley *logo = make_logo(press);
	for (size_t i = 0; i < 2; i++) {
		enclosures[i] = enclosure_read(press->job_mem, files[i],
		    SLICE("En blankett"), tags, press->diag, NO_SPAN);
		if (!logo || !enclosures[i])
			return false;
	}
	for (size_t i = 0; i < DISTINCT; i++) {
		struct page *page = ARENA_NEW(press->job_mem, struct page);
		*page = pages[i].at[0];
		page->pieces =
		    ARENA_ARRAY(press->job_mem, struct piece, page->count + 1);
		memcpy(page->pieces, pages[i].at[0].pieces,
		    page->count * sizeof *page->pieces);
		page->pieces[page->count++] = (struct piece){.x = 56693,
		    .y = 20000,
		    .galley = logo,
		    .to = 1,
		    .role = "logo"};
		pages[i].at = page;
		enclosures_add(press->job_mem, &pages[i], enclosures, 2, 1);
	}
	return true;
}

static bool
run(struct press *press, const char *path)
{
	static struct pages pages[DISTINCT], tagged[DISTINCT];
	double archive[2], letters;
	struct press_letter fixed = press_set_static(press);
	for (uint32_t n = 0; n < DISTINCT; n++)
		press_set_letter(press, &fixed, n);
	press_fix_codes(press);
	for (uint32_t n = 0; n < DISTINCT; n++)
		pages[n] = press_set_letter(press, &fixed, n);
	bool ok = measure(press, pages, PDF_PRINT, path, &letters) &&
		  measure(press, pages, PDF_ARCHIVE, path, &archive[0]) &&
		  measure_floor(press, pages, 1, path);
	memcpy(tagged, pages, sizeof tagged);
	if (!ok || !add_parts(press, pages, false) ||
	    !add_parts(press, tagged, true))
		return false;
	printf("with a PDF logo and two enclosed pages:\n");
	ok = measure(press, pages, PDF_PRINT, path, &letters) &&
	     measure(press, tagged, PDF_ARCHIVE, path, &archive[1]) &&
	     measure_floor(press, pages, STREAMS, path);
	printf(
	    "archive  with them: %.2f of without\n", archive[1] / archive[0]);
	return ok;
}

int
main(void)
{
	struct press press = press_open();
	mem_keep_freed(); /* as a worker does (run/write_job.c) */
	if (!mkdtemp(folder))
		return 1;
	bool ok = run(&press, path_join(press.job_mem, folder, "batch.pdf"));
	diag_print(press.diag, stderr);
	unlink(path_join(press.job_mem, folder, "batch.pdf"));
	rmdir(folder);
	press_close(&press);
	return ok ? 0 : 1;
}
