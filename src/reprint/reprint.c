#include "reprint/reprint.h"

#include "base/file.h"
#include "base/messages.h"
#include "fate/messages.h"
#include "ledger/read.h"
#include "pages/copy.h"
#include "proof/messages.h"
#include "proof/seal.h"
#include "reprint/messages.h"

struct piece {
	uint32_t letter; /* 0: a banner */
	uint32_t batch;
	const char *file;
	uint32_t first, count, sheets; /* pages in the batch */
};

struct reprinting {
	struct chain *chain;
	const struct reprint_spec *spec;
	struct event *event;
	struct reprint_made *made;
	struct diag *diag;
	struct arena *mem;
	const char *partial, *print;
	uint32_t sides;
	struct piece *pieces; /* everything that may be copied, in order */
	size_t count, room;
	struct sums sums; /* of to-printer/ */
	struct strbuf index, note;
	struct numbers went; /* no longer open, and in batches without others */
	struct names written; /* in `partial` */
};

/* ---- which pages */

static void
add_piece(struct reprinting *reprinting, struct piece piece)
{
	reprinting->pieces =
	    arena_grow(reprinting->mem, reprinting->pieces, &reprinting->room,
		reprinting->count + 1, sizeof *reprinting->pieces);
	reprinting->pieces[reprinting->count++] = piece;
}

static bool
see_letter(const struct ledger_letter *letter, void *ctx)
{
	struct reprinting *reprinting = ctx;
	add_piece(reprinting,
	    (struct piece){
		.letter = letter->number,
		.batch = letter->batch,
		.file = arena_dup_text(reprinting->mem, letter->file),
		.first = letter->first_page,
		.count = letter->sheets * reprinting->sides,
		.sheets = letter->sheets,
	    });
	return true;
}

/* Those that the seal vouches for: who changes a file can sum it anew. */
static bool
read_sums(struct reprinting *reprinting)
{
	struct seal seal;
	const char *run = reprinting->spec->run;
	enum seal_sums read = seal_read_sums(&seal, &reprinting->sums,
	    reprinting->mem, run, "to-printer", reprinting->diag);
	if (read == SEAL_CHANGED)
		HINT(reprinting->diag, &proof_changed_hint, ARGS(run));
	return read == SEAL_VOUCHES;
}

static bool
read_pieces(struct reprinting *reprinting)
{
	struct arena *mem = reprinting->mem;
	if (reprinting->chain->destroyed) {
		REPORT(reprinting->diag, NO_SPAN, &fate_no_print_files,
		    ARGS(reprinting->spec->run));
		return false;
	}
	struct ledger *ledger =
	    ledger_open(path_join(mem, reprinting->spec->run, "keep/ledger.db"),
		reprinting->diag);
	bool ok = ledger;
	if (ok) {
		reprinting->sides =
		    slice_is(ledger_text(ledger, mem, "sides"), "2") ? 2 : 1;
		ok = ledger_each_letter(
		    ledger, see_letter, reprinting, reprinting->diag);
	}
	ledger_close(ledger);
	return ok && read_sums(reprinting);
}

/* Checks that the file copied from is the sealed one. */
static bool
check_file(struct reprinting *reprinting, const char *name)
{
	struct digest found;
	const char *path = path_join(reprinting->mem, reprinting->print, name);
	const struct sums_line *line = sums_find(&reprinting->sums, name);
	if (!hash_file(path, reprinting->diag, &found))
		return false;
	if (line && digest_equal(line->digest, found))
		return true;
	REPORT(reprinting->diag, NO_SPAN, &proof_changed, ARGS(path));
	HINT(
	    reprinting->diag, &proof_changed_hint, ARGS(reprinting->spec->run));
	return false;
}

/* ---- one file of them */

struct copy {
	const char *name; /* of the new file */
	struct pages_part *parts;
	size_t count, room;
	uint32_t pages;
};

/* Joins pages that follow each other in one file. */
static void
add_part(
    struct reprinting *reprinting, struct copy *copy, const struct piece *piece)
{
	const char *path =
	    path_join(reprinting->mem, reprinting->print, piece->file);
	strbuf_print(&reprinting->index, "%u,%s,%u,%u,%u\r\n", piece->letter,
	    copy->name, copy->pages + 1, piece->count, piece->sheets);
	copy->pages += piece->count;
	reprinting->made->letters++;
	struct pages_part *last =
	    copy->count ? &copy->parts[copy->count - 1] : NULL;
	if (last && strcmp(last->path, path) == 0) {
		if (last->first + last->count == piece->first) {
			last->count += piece->count;
			return;
		}
		path = last->path;
	}
	copy->parts = arena_grow(reprinting->mem, copy->parts, &copy->room,
	    copy->count + 1, sizeof *copy->parts);
	copy->parts[copy->count++] =
	    (struct pages_part){path, piece->first, piece->count};
}

static bool
write_copy(struct reprinting *reprinting, const struct copy *copy)
{
	struct diag *diag = reprinting->diag;
	struct sink *sink = sink_to_path(
	    path_join(reprinting->mem, reprinting->partial, copy->name));
	names_add(&reprinting->written, copy->name);
	reprinting->made->files++;
	reprinting->made->pages += copy->pages;
	return sink_end(
	    sink, pages_copy(sink, copy->parts, copy->count, diag), diag);
}

/* ---- the folder */

static bool
make_folder(struct reprinting *reprinting)
{
	struct diag *diag = reprinting->diag;
	const char *out = reprinting->spec->out;
	if (path_is_taken(out)) {
		REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(out));
		HINT(diag, &base_other_folder, NO_ARGS);
		return false;
	}
	const char *partial =
	    arena_print(reprinting->mem, "%s.partial", out).at;
	if (path_is_taken(partial)) { /* somebody else's: it stays */
		REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(partial));
		return false;
	}
	if (!scratch_make_new(reprinting->spec->scratch, partial, diag))
		return false;
	reprinting->partial = partial; /* from here on removed at a fault */
	return true;
}

static bool
write_text(
    struct reprinting *reprinting, const char *name, const struct strbuf *text)
{
	names_add(&reprinting->written, name);
	return file_write_whole(
	    path_join(reprinting->mem, reprinting->partial, name),
	    strbuf_view(text), reprinting->diag);
}

static void
add_note(struct reprinting *reprinting, const struct message *message,
    size_t count, const struct argument *arguments)
{
	message_write(&reprinting->note, reprinting->spec->words, message,
	    count, arguments);
	strbuf_add_char(&reprinting->note, '\n');
}

static bool
finish_folder(struct reprinting *reprinting)
{
	struct diag *diag = reprinting->diag;
	return write_text(reprinting, "index.csv", &reprinting->index) &&
	       write_text(reprinting, "note.txt", &reprinting->note) &&
	       sums_write_folder(
		   reprinting->partial, &reprinting->written, diag) &&
	       folder_sync_all(reprinting->partial, diag);
}

/* Writes the event first, so that no paper exists without one. */
static bool
move_in(struct reprinting *reprinting)
{
	struct diag *diag = reprinting->diag;
	bool ok = chain_append(reprinting->chain, reprinting->event, diag) &&
		  folder_move(reprinting->partial, reprinting->spec->out, diag);
	if (ok)
		scratch_release(reprinting->spec->scratch);
	return ok;
}

static struct reprinting
start(struct chain *chain, const struct reprint_spec *spec, struct event *event,
    struct reprint_made *made, struct diag *diag)
{
	struct reprinting reprinting = {
	    .chain = chain,
	    .spec = spec,
	    .event = event,
	    .made = made,
	    .diag = diag,
	    .mem = arena_new(),
	};
	*made = (struct reprint_made){0};
	reprinting.written.mem = reprinting.mem;
	reprinting.print = path_join(reprinting.mem, spec->run, "to-printer");
	strbuf_add_text(
	    &reprinting.index, "letter,file,first_page,pages,sheets\r\n");
	return reprinting;
}

static bool
end(struct reprinting *reprinting, bool ok)
{
	if (!ok)
		chain_undo(reprinting->chain, reprinting->diag);
	if (!ok && reprinting->partial && path_is_taken(reprinting->partial)) {
		if (folder_remove(reprinting->partial, reprinting->diag))
			scratch_release(reprinting->spec->scratch);
	}
	strbuf_fini(&reprinting->index);
	strbuf_fini(&reprinting->note);
	arena_free(reprinting->mem);
	return ok;
}

/* ---- letters again */

/* Asks before any page is copied whether the event is allowed. */
static bool
check_letters(struct reprinting *reprinting)
{
	const struct fates *fates = &reprinting->chain->fates;
	struct fates tried = {.letters = fates->letters};
	tried.at =
	    ARENA_ARRAY(reprinting->mem, uint8_t, (size_t)fates->letters + 1);
	memcpy(tried.at, fates->at, (size_t)fates->letters + 1);
	return fates_apply(&tried, reprinting->event, reprinting->diag);
}

static bool
copy_letters(struct reprinting *reprinting)
{
	struct copy copy = {.name = "reprint.pdf"};
	const struct numbers *letters =
	    &reprinting->event->letters[CHANGE_REPRINTED];
	uint32_t checked = 0;
	add_note(
	    reprinting, &reprint_note_letters, ARGS(numbers_count(letters)));
	for (size_t i = 0; i < reprinting->count; i++) {
		const struct piece *piece = &reprinting->pieces[i];
		if (!numbers_hold(letters, piece->letter))
			continue;
		if (piece->batch != checked &&
		    !check_file(reprinting, piece->file))
			return false;
		checked = piece->batch;
		add_part(reprinting, &copy, piece);
		add_note(reprinting, &reprint_note_letter,
		    ARGS(piece->letter, piece->sheets, piece->file,
			piece->first));
	}
	return write_copy(reprinting, &copy);
}

bool
reprint_letters(struct chain *chain, const struct reprint_spec *spec,
    struct event *event, struct reprint_made *made, struct diag *diag)
{
	struct reprinting reprinting = start(chain, spec, event, made, diag);
	bool ok = check_letters(&reprinting) && read_pieces(&reprinting) &&
		  make_folder(&reprinting) && copy_letters(&reprinting) &&
		  finish_folder(&reprinting) && move_in(&reprinting);
	return end(&reprinting, ok);
}

/* ---- batches without some letters */

static bool
is_withdrawn(const struct reprinting *reprinting, uint32_t letter)
{
	return fates_of(&reprinting->chain->fates, letter) == FATE_WITHDRAWN;
}

static void
add_left(
    struct reprinting *reprinting, struct copy *copy, const struct piece *piece)
{
	const struct fates *fates = &reprinting->chain->fates;
	if (fates_of(fates, piece->letter) != FATE_OPEN)
		numbers_add(&reprinting->went, reprinting->mem, piece->letter);
	add_part(reprinting, copy, piece);
}

/* The pieces of one batch from `from` on; *end is past the last. */
static bool
copy_batch(struct reprinting *reprinting, size_t from, size_t *end)
{
	const struct piece *pieces = reprinting->pieces;
	struct copy copy = {.name = pieces[from].file};
	size_t to = from;
	uint32_t pulled = 0;
	for (; to < reprinting->count && pieces[to].batch == pieces[from].batch;
	     to++)
		pulled += is_withdrawn(reprinting, pieces[to].letter);
	*end = to;
	if (!pulled)
		return true;
	if (!check_file(reprinting, copy.name))
		return false;
	for (size_t i = from; i < to; i++) {
		if (!is_withdrawn(reprinting, pieces[i].letter))
			add_left(reprinting, &copy, &pieces[i]);
		else
			add_note(reprinting, &reprint_note_pull,
			    ARGS(pieces[i].letter, pieces[i].file,
				pieces[i].first, pieces[i].sheets));
	}
	if (copy.pages)
		return write_copy(reprinting, &copy);
	add_note(reprinting, &reprint_note_no_batch, ARGS(copy.name));
	return true;
}

/* Other people would get theirs twice. */
static void
warn_of_those_gone(struct reprinting *reprinting)
{
	struct strbuf text = {0};
	numbers_write(&text, &reprinting->went);
	struct slice letters = arena_dup(reprinting->mem, strbuf_view(&text));
	add_note(reprinting, &reprint_note_went, ARGS(letters));
	REPORT(reprinting->diag, NO_SPAN, &reprint_went, ARGS(letters));
	HINT(reprinting->diag, &reprint_went_hint, NO_ARGS);
	strbuf_fini(&text);
}

static bool
copy_batches(struct reprinting *reprinting)
{
	bool ok = true;
	add_note(reprinting, &reprint_note_without, NO_ARGS);
	for (size_t i = 0; ok && i < reprinting->count;)
		ok = copy_batch(reprinting, i, &i);
	if (ok && reprinting->went.count)
		warn_of_those_gone(reprinting);
	return ok;
}

/* Records the withdrawal first; the papers can be made again. */
bool
reprint_without(struct chain *chain, const struct reprint_spec *spec,
    struct event *event, struct reprint_made *made, struct diag *diag)
{
	struct reprinting reprinting = start(chain, spec, event, made, diag);
	bool news = event->letters[CHANGE_WITHDRAWN].count;
	bool ok = !spec->out ||
		  (read_pieces(&reprinting) && make_folder(&reprinting));
	ok = ok && (!news || chain_append(chain, event, diag));
	if (ok && spec->out) {
		ok = copy_batches(&reprinting) && finish_folder(&reprinting) &&
		     folder_move(reprinting.partial, spec->out, diag);
		if (ok)
			scratch_release(spec->scratch);
	}
	return end(&reprinting, ok);
}
