/*
 * tests/pdf/sample.c - writes a batch for the validators: sample FILE LETTERS
 * [archive].
 */
#include "constructs.h"

/* After a banner sheet. The last letter is the one with every construct, in
 * Finnish. */
static struct pages
set_letter(struct press *press, const struct press_letter *fixed, uint32_t n,
    uint32_t count)
{
	return n < count ? press_set_letter(press, fixed, n)
			 : press_set_constructs(press, fixed, 2);
}

static bool
add_letters(struct press *press, const struct press_letter *fixed,
    struct pdf_batch *batch, uint32_t count)
{
	struct pdf_letter banner = {1, "sv", 1, .banner = true};
	struct pages sheet = set_letter(press, fixed, 1, count);
	if (!pdf_batch_add(batch, &banner, &sheet, press->diag))
		return false;
	for (uint32_t n = 1; n <= count; n++) {
		struct pdf_letter letter = {n, n < count ? "sv" : "fi", n % 2};
		struct pages pages = set_letter(press, fixed, n, count);
		if (!pdf_batch_add(batch, &letter, &pages, press->diag))
			return false;
		arena_reset(press->letter_mem);
	}
	return true;
}

static bool
write_sample(struct press *press, const char *path, uint32_t count,
    enum pdf_profile profile)
{
	struct press_letter fixed = press_set_static(press);
	for (uint32_t n = 1; n <= count; n++) {
		set_letter(press, &fixed, n, count);
		arena_reset(press->letter_mem);
	}
	press_fix_codes(press);
	struct pdf_setup setup = press_setup(press, profile);
	setup.bookmarks = true;
	struct pdf_job *job = pdf_job_new(press->job_mem, &setup, press->diag);
	struct pdf_batch *batch =
	    job ? pdf_batch_new(job, SLICE("Fritt val 1 (1)"), press->diag)
		: NULL;
	struct sink *sink = sink_to_path(path);
	bool ok = sink_end(sink,
	    batch && add_letters(press, &fixed, batch, count) &&
		pdf_batch_write(batch, sink, press->diag),
	    press->diag);
	pdf_batch_free(batch);
	pdf_job_free(job);
	return ok;
}

int
main(int argc, char **argv)
{
	if (argc != 3 && argc != 4)
		return 3;
	struct press press = press_open();
	bool ok = write_sample(&press, argv[1], (uint32_t)atoi(argv[2]),
	    argc == 4 ? PDF_ARCHIVE : PDF_PRINT);
	diag_print(press.diag, stderr);
	press_close(&press);
	return ok ? 0 : 1;
}
