/*
 * verify/papers.c - batches, index and manifest against the ledger.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/words.h"
#include "ledger/options.h"
#include "manifest/index.h"
#include "manifest/manifest.h"
#include "manifest/report.h"
#include "pages/count.h"
#include "verify/messages.h"
#include "verify/parts.h"

/* ---- letters follow each other, page after page */

struct letters {
	struct verifying *verifying;
	uint32_t sides; /* pages of a sheet */
	uint32_t number, batch; /* of the letter before */
	uint32_t page; /* of its batch, where the next one begins */
	uint32_t *pages; /* of each batch, from 1 */
	uint32_t batches;
	struct banner *banners;
	size_t banner_count, banner_room, next_banner;
};

static void
fault(struct letters *letters, uint32_t letter)
{
	REPORT(letters->verifying->diag, NO_SPAN, &verify_letter, ARGS(letter));
}

static bool
keep_banner(const struct banner *banner, void *ctx)
{
	struct letters *letters = ctx;
	letters->banners = arena_grow(letters->verifying->mem, letters->banners,
	    &letters->banner_room, letters->banner_count + 1,
	    sizeof *letters->banners);
	letters->banners[letters->banner_count++] = *banner;
	return true;
}

static void
pass_banner(struct letters *letters, uint32_t letter)
{
	if (letters->next_banner == letters->banner_count)
		return;
	const struct banner *banner = &letters->banners[letters->next_banner];
	if (banner->first_letter != letter)
		return;
	letters->next_banner++;
	if (banner->page != letters->page)
		fault(letters, letter);
	letters->page += letters->sides;
}

static bool
is_whole(const struct ledger_letter *letter, uint32_t sides)
{
	struct digest digest;
	return digest_read_hex(letter->digest, &digest) && letter->pages &&
	       letter->rows.len && letter->file.len &&
	       letter->sheets == (letter->pages + sides - 1) / sides;
}

static bool
see_letter(const struct ledger_letter *letter, void *ctx)
{
	struct letters *letters = ctx;
	if (letter->batch != letters->batch) {
		if (letter->batch != letters->batch + 1)
			fault(letters, letter->number);
		letters->page = 1;
	}
	letters->batch = letter->batch;
	pass_banner(letters, letter->number);
	if (letter->number != letters->number + 1 ||
	    letter->first_page != letters->page ||
	    !is_whole(letter, letters->sides))
		fault(letters, letter->number);
	letters->number = letter->number;
	letters->page = letter->first_page + letter->sheets * letters->sides;
	if (letter->batch <= letters->batches)
		letters->pages[letter->batch] = letters->page - 1;
	return true;
}

/* ---- batches: their pages, counted by another reader */

static bool
see_batch(const struct ledger_batch *batch, void *ctx)
{
	struct letters *letters = ctx;
	struct verifying *verifying = letters->verifying;
	struct diag *diag = verifying->diag;
	struct stat st;
	char hex[65] = "";
	uint32_t pages;
	const char *name = arena_dup_text(verifying->mem, batch->file);
	const char *path = path_join(verifying->mem, verifying->print, name);
	const struct sums_line *line = sums_find(&verifying->sums, name);
	if (line)
		digest_write_hex(line->digest, hex);
	if (!line || !slice_is(batch->digest, hex))
		REPORT(diag, NO_SPAN, &verify_batch_sum, ARGS(path));
	if (verifying->chain.destroyed || !fault_stat(path, &st))
		return true; /* missing, and reported where it should not be */
	if ((uint64_t)st.st_size != batch->bytes)
		REPORT(diag, NO_SPAN, &verify_batch_sum, ARGS(path));
	if (!pages_count(path, &pages, diag))
		return true;
	verifying->found->pages += pages;
	if (pages != batch->pages || batch->number > letters->batches ||
	    pages != letters->pages[batch->number])
		REPORT(diag, NO_SPAN, &verify_pages,
		    ARGS(path, pages, batch->pages));
	return true;
}

static void
check_batches(struct verifying *verifying)
{
	struct ledger *ledger = verifying->ledger;
	struct slice sides = ledger_text(ledger, verifying->mem, "sides");
	struct letters letters = {
	    .verifying = verifying,
	    .sides = slice_is(sides, "2") ? 2 : 1,
	    .page = 1,
	    .batches = verifying->counts.batches,
	};
	letters.pages =
	    ARENA_ARRAY(verifying->mem, uint32_t, (size_t)letters.batches + 1);
	if (ledger_each_banner(
		ledger, 0, keep_banner, &letters, verifying->diag) &&
	    ledger_each_letter(ledger, see_letter, &letters, verifying->diag))
		ledger_each_batch(ledger, see_batch, &letters, verifying->diag);
}

/* ---- index and manifest */

/*
 * The words of report and manifest are those of the program that wrote them:
 * what another version would have written is not known here. Sums and seal
 * stand for their bytes all the same.
 */
static bool
is_of_another(struct verifying *verifying)
{
	struct slice program =
	    ledger_text(verifying->ledger, verifying->mem, "program");
	struct slice ours = SLICE("utskick " UTSKICK_VERSION);
	if (slice_equal(program, ours))
		return false;
	REPORT(verifying->diag, NO_SPAN, &verify_other_program,
	    ARGS(program, ours));
	return true;
}

static void
check_manifest(struct verifying *verifying)
{
	struct words *words;
	struct areas areas;
	struct manifest_spec spec = {.areas = &areas};
	struct arena *mem = verifying->mem;
	const char *language = arena_dup_text(
	    mem, ledger_text(verifying->ledger, mem, "language"));
	if (is_of_another(verifying) ||
	    !areas_read(&areas, mem, verifying->ledger, verifying->diag))
		return;
	words_open(verifying->spec->catalogues, language, &words);
	spec.words = words;
	spec.columns = ledger_shown(verifying->ledger, mem, &spec.column_count);
	manifest_check(path_join(mem, verifying->keep, "manifest.xlsx"),
	    path_join(mem, verifying->keep, "manifest.csv"), verifying->ledger,
	    &spec, verifying->diag);
	report_html_check(path_join(mem, verifying->keep, "report.html"),
	    verifying->ledger, words, &areas, verifying->diag);
	words_close(words);
}

void
parts_check_papers(struct verifying *verifying)
{
	check_batches(verifying);
	if (!verifying->chain.destroyed)
		index_check(
		    path_join(verifying->mem, verifying->print, "index.csv"),
		    verifying->ledger, verifying->diag);
	check_manifest(verifying);
}
