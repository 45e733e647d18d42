#include "pdf/batch.h"

#include <unistd.h>

#include "../../pdf/press.h"

#include "base/file.h"
#include "test.h"

static char folder[] = "/tmp/utskick-batch-XXXXXX";

/* How far the serials of two letters' galleys lie apart; 0: they have none. */
static uint64_t step;

static void
number_galleys(struct press *press, const struct pages *pages, uint32_t n)
{
	for (size_t i = 0; step && i < pages->count; i++) {
		for (size_t k = 0; k < pages->at[i].count; k++) {
			struct piece *piece = &pages->at[i].pieces[k];
			struct galley *own =
			    ARENA_NEW(press->letter_mem, struct galley);
			*own = *piece->galley;
			own->serial = own->id ? 0 : 1 + i + 2 * k + step * n;
			piece->galley = own->id ? piece->galley : own;
		}
	}
}

static void
write_through(struct press *press, struct pdf_job *job,
    const struct press_letter *fixed, uint32_t from, uint32_t to,
    struct sink *take_sink)
{
	struct pdf_batch *batch =
	    pdf_batch_new(job, SLICE("Fritt val"), press->diag);
	for (uint32_t n = from; n <= to; n++) {
		struct pdf_letter letter = {n, "sv", n % 2};
		struct pages pages = press_set_letter(press, fixed, n);
		number_galleys(press, &pages, n);
		test_true("added",
		    pdf_batch_add(batch, &letter, &pages, press->diag));
		arena_reset(press->letter_mem);
	}
	test_true("written",
	    sink_end(take_sink, pdf_batch_write(batch, take_sink, press->diag),
		press->diag));
	uint32_t pages = pdf_batch_pages(batch), blank = 0;
	for (uint32_t n = from; n <= to; n++)
		blank += n % 2;
	test_number("pages", pages, to - from + 1 + blank);
	pdf_batch_free(batch);
}

/* Into memory. */
static struct slice
write_batch(struct press *press, struct pdf_job *job,
    const struct press_letter *fixed, uint32_t from, uint32_t to)
{
	struct strbuf bytes = {0};
	write_through(press, job, fixed, from, to, sink_to_memory(&bytes));
	struct slice kept = arena_dup(press->job_mem, strbuf_view(&bytes));
	strbuf_fini(&bytes);
	return kept;
}

/* Into a file. */
static struct slice
write_file(struct press *press, struct pdf_job *job,
    const struct press_letter *fixed, uint32_t from, uint32_t to)
{
	struct slice bytes = {0};
	const char *path = path_join(press->job_mem, folder, "batch.pdf");
	write_through(press, job, fixed, from, to, sink_to_path(path));
	file_read(press->job_mem, path, INPUT_NONE, 1 << 24, press->diag,
	    NO_SPAN, &bytes);
	unlink(path);
	return bytes;
}

static bool
holds(struct slice bytes, const char *part)
{
	return slice_find(bytes, slice_view(part)) < bytes.len;
}

/* A worker that wrote other batches first writes the same bytes. */
static void
test_history(struct press *press, const struct press_letter *fixed)
{
	struct pdf_setup setup = press_setup(press, PDF_PRINT);
	struct pdf_job *a = pdf_job_new(press->job_mem, &setup, press->diag);
	struct pdf_job *b = pdf_job_new(press->job_mem, &setup, press->diag);
	struct slice first = write_batch(press, a, fixed, 1, 3);
	struct slice late = write_batch(press, a, fixed, 4, 7);
	struct slice fresh = write_batch(press, b, fixed, 4, 7);
	struct slice filed = write_file(press, b, fixed, 4, 7);
	test_true("the same in memory and in a file",
	    fresh.len > 1000 && slice_equal(fresh, filed));
	test_true("history leaves no trace", slice_equal(late, fresh));
	test_true("batches differ", !slice_equal(first, late));
	test_true("starts with version", slice_starts(first, "%PDF-1.7\n"));
	test_true(
	    "labels", holds(first, "/Nums[0<</S/D/P(1-)>>2<</S/D/P(2-)>>"));
	/* of all pages, and so of none */
	size_t media = slice_find(first, SLICE("/MediaBox"));
	test_true("the size of sheets", slice_starts(slice_from(first, media),
					    "/MediaBox[0 0 595.276 841.89]"));
	test_true(
	    "is said once", !holds(slice_from(first, media + 1), "/MediaBox"));
	test_true("no clock", !holds(first, "Haru"));
	test_true("nobody's name", !holds(first, "Lind"));
	test_true("level",
	    holds(first, "<pdfaid:conformance>U</pdfaid:conformance>"));
	pdf_job_free(a);
	pdf_job_free(b);
}

/* What came before is copied: not where another has taken its place. */
static void
test_repeats(struct press *press, const struct press_letter *fixed)
{
	static const uint64_t steps[] = {64, 8192};
	struct pdf_setup setup = press_setup(press, PDF_PRINT);
	struct pdf_job *plain =
	    pdf_job_new(press->job_mem, &setup, press->diag);
	struct slice want = write_batch(press, plain, fixed, 2, 7);
	pdf_job_free(plain);
	for (size_t i = 0; i < COUNT(steps); i++) {
		struct pdf_job *job =
		    pdf_job_new(press->job_mem, &setup, press->diag);
		step = steps[i];
		struct slice first = write_batch(press, job, fixed, 2, 7);
		struct slice again = write_batch(press, job, fixed, 2, 7);
		write_batch(press, job, fixed, 1, 3);
		struct slice late = write_batch(press, job, fixed, 2, 7);
		test_true("kept as they came", slice_equal(first, want));
		test_true("the same again", slice_equal(again, want));
		test_true("the same after others", slice_equal(late, want));
		pdf_job_free(job);
	}
	step = 0;
}

int
main(void)
{
	struct press press = press_open();
	if (!mkdtemp(folder))
		return 1;
	struct press_letter fixed = press_set_static(&press);
	for (uint32_t n = 1; n <= 7; n++)
		press_set_letter(&press, &fixed, n);
	press_fix_codes(&press);
	test_history(&press, &fixed);
	test_repeats(&press, &fixed);
	rmdir(folder);
	press_close(&press);
	return test_end();
}
