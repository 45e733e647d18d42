#include "sealed/extract.h"

#include "base/file.h"
#include "fate/chain.h"
#include "ledger/kept.h"
#include "pages/copy.h"
#include "proof/messages.h"
#include "proof/seal.h"
#include "sealed/extract_page.h"
#include "sealed/finder.h"
#include "sealed/messages.h"

struct extract {
	struct arena *mem;
	const struct extract_spec *spec;
	struct sealed *sealed;
	struct diag *diag;
	uint32_t *rows;
	size_t count, room;
	struct numbers letters;
	struct strbuf object, page;
	struct json json;
	struct chain chain;
	struct pages_part *parts;
	size_t part_count, part_room;
	uint32_t sides;
	bool failed;
};

/* ---- which rows and letters */

static void
take_row(const struct ledger_row *row, void *ctx)
{
	struct extract *extract = ctx;
	struct numbers letters;
	extract->rows = arena_grow(extract->mem, extract->rows, &extract->room,
	    extract->count + 1, sizeof *extract->rows);
	extract->rows[extract->count++] = row->row;
	if (!numbers_read(&letters, extract->mem, row->letters))
		return; /* it has none */
	for (size_t i = 0; i < letters.count; i++) {
		for (uint32_t n = letters.at[i].first; n <= letters.at[i].last;
		     n++)
			if (!numbers_hold(&extract->letters, n))
				numbers_add(&extract->letters, extract->mem, n);
	}
}

/* ---- what is kept of a row */

static bool
write_kept(const struct ledger_kept *kept, void *ctx)
{
	struct extract *extract = ctx;
	struct json *json = &extract->json;
	json_open(json, '{');
	json_add_text(json, "table", slice_view(kept->table));
	for (size_t i = 0; i < kept->count; i++) {
		json_key_slice(json, kept->names[i]);
		json_text(json, kept->values[i]);
	}
	json_close(json, '}');
	page_add_table(&extract->page, slice_view(kept->table));
	for (size_t i = 0; i < kept->count; i++)
		page_add_line(&extract->page, kept->names[i], kept->values[i]);
	page_end_table(&extract->page);
	return true;
}

static bool
write_rows(struct extract *extract)
{
	bool ok = true;
	json_key(&extract->json, "records");
	json_open(&extract->json, '[');
	for (size_t i = 0; ok && i < extract->count; i++)
		ok = ledger_each_kept(extract->sealed->ledger, extract->rows[i],
		    write_kept, extract, extract->diag);
	json_close(&extract->json, ']');
	return ok;
}

/* ---- what became of the letters */

static void
write_fates(struct extract *extract)
{
	static const char *const names[FATE_COUNT] = {
	    "open", "wanted", "posted", "withdrawn", "returned", "reprinted"};
	struct json *json = &extract->json;
	const struct fates *fates = &extract->chain.fates;
	json_key(json, "fates");
	json_open(json, '[');
	for (size_t i = 0; i < extract->letters.count; i++) {
		struct numbers_range range = extract->letters.at[i];
		for (uint32_t n = range.first; n <= range.last; n++) {
			struct slice fate =
			    slice_view(names[fates_of(fates, n)]);
			char number[16];
			snprintf(number, sizeof number, "%u", n);
			json_open(json, '{');
			json_add_number(json, "letter", n);
			json_add_text(json, "fate", fate);
			json_add_bool(
			    json, "answered", fates_answered(fates, n));
			json_close(json, '}');
			page_add_table(&extract->page, SLICE("fate"));
			page_add_line(&extract->page, SLICE("letter"),
			    slice_view(number));
			page_add_line(&extract->page, SLICE("fate"), fate);
			if (fates_answered(fates, n))
				page_add_line(&extract->page, SLICE("answered"),
				    SLICE("true"));
			page_end_table(&extract->page);
		}
	}
	json_close(json, ']');
}

/* ---- the letters themselves */

static bool
take_letter(const struct ledger_letter *letter, void *ctx)
{
	struct extract *extract = ctx;
	if (!numbers_hold(&extract->letters, letter->number))
		return true;
	const char *name = arena_dup_text(extract->mem, letter->file);
	const char *path = path_join(extract->mem,
	    path_join(extract->mem, extract->spec->run, "to-printer"), name);
	if (!file_exists(path))
		return true; /* the print files are gone, as they should be */
	extract->parts =
	    arena_grow(extract->mem, extract->parts, &extract->part_room,
		extract->part_count + 1, sizeof *extract->parts);
	extract->parts[extract->part_count++] = (struct pages_part){
	    path, letter->first_page, letter->sheets * extract->sides};
	return true;
}

static bool
check_batches(struct extract *extract)
{
	struct seal seal;
	struct sums sums;
	/* who changes a batch can sum it anew */
	if (seal_read_sums(&seal, &sums, extract->mem, extract->spec->run,
		"to-printer", extract->diag) != SEAL_VOUCHES)
		return false;
	for (size_t i = 0; i < extract->part_count; i++) {
		struct digest found;
		const char *path = extract->parts[i].path;
		const struct sums_line *line =
		    sums_find(&sums, path_name(path));
		if (!hash_file(path, extract->diag, &found))
			return false;
		if (line && digest_equal(line->digest, found))
			continue;
		REPORT(extract->diag, NO_SPAN, &proof_changed, ARGS(path));
		return false;
	}
	return true;
}

static bool
write_letters(struct extract *extract)
{
	struct diag *diag = extract->diag;
	extract->sides = slice_is(ledger_text(extract->sealed->ledger,
				      extract->mem, "sides"),
			     "2")
			     ? 2
			     : 1;
	if (!ledger_each_letter(
		extract->sealed->ledger, take_letter, extract, diag))
		return false;
	if (!extract->part_count)
		return true;
	if (!check_batches(extract))
		return false;
	struct sink *sink = sink_to_path(
	    path_join(extract->mem, extract->spec->folder, "letters.pdf"));
	return sink_end(sink,
	    pages_copy(sink, extract->parts, extract->part_count, diag), diag);
}

/* ---- all of it */

static bool
read_events(struct extract *extract)
{
	struct seal seal;
	return seal_read(
		   &seal, extract->mem, extract->spec->run, extract->diag) &&
	       chain_read(&extract->chain, extract->mem, extract->spec->run,
		   &seal, true, extract->diag);
}

static bool
write_all(struct extract *extract)
{
	struct ledger *ledger = extract->sealed->ledger;
	struct json *json = &extract->json;
	struct arena *mem = extract->mem;
	struct slice job = ledger_text(ledger, mem, "job");
	json->out = &extract->object;
	json_open(json, '{');
	json_add_text(json, "job", job);
	json_add_text(json, "date", ledger_text(ledger, mem, "date"));
	json_add_text(json, "reference", ledger_text(ledger, mem, "reference"));
	page_start(&extract->page, ledger_text(ledger, mem, "language"), job,
	    ledger_text(ledger, mem, "date"));
	if (!write_rows(extract))
		return false;
	write_fates(extract);
	json_close(json, '}');
	strbuf_add_char(&extract->object, '\n');
	page_end(&extract->page);
	return write_letters(extract) &&
	       file_write_whole(
		   path_join(mem, extract->spec->folder, "extract.json"),
		   strbuf_view(&extract->object), extract->diag) &&
	       file_write_whole(
		   path_join(mem, extract->spec->folder, "extract.html"),
		   strbuf_view(&extract->page), extract->diag);
}

bool
extract_person(
    const struct extract_spec *spec, uint32_t *rows, struct diag *diag)
{
	struct sealed sealed;
	struct extract extract = {
	    .mem = arena_new(), .spec = spec, .sealed = &sealed, .diag = diag};
	bool ok = sealed_open(&sealed, extract.mem, spec->run, diag) &&
		  finder_each(&sealed, spec->key, take_row, &extract, diag);
	if (ok && extract.count)
		ok = read_events(&extract) && write_all(&extract);
	*rows = (uint32_t)extract.count;
	ledger_close(sealed.ledger);
	strbuf_fini(&extract.object);
	strbuf_fini(&extract.page);
	arena_free(extract.mem);
	return ok;
}
