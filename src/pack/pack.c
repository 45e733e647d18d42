#include "pack/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/messages.h"
#include "base/sink.h"
#include "base/utf8.h"
#include "fate/messages.h"
#include "ledger/read.h"
#include "pack/messages.h"
#include "pack/receipt.h"
#include "pack/tar.h"
#include "proof/messages.h"

#define CHARACTERS_LEAST 16
#define DIFFERENT_LEAST 8
#define CHUNK ((size_t)256 * 1024)
#define RECEIPT_MOST ((size_t)64 * 1024) /* bytes */

struct packing {
	struct chain *chain;
	const struct pack_spec *spec;
	struct event *event;
	struct pack_made *made;
	struct diag *diag;
	struct arena *mem;
	const char *print, *partial, *receipt;
	struct seal seal;
	struct sums sums; /* of to-printer/ */
	struct slice title;
	struct age_recipients recipients;
	struct age *age;
	struct strbuf text;
};

bool
pack_check_passphrase(struct slice passphrase, struct diag *diag)
{
	uint32_t seen[DIFFERENT_LEAST];
	size_t count = 0, different = 0;
	bool digits = true;
	for (size_t at = 0; at < passphrase.len; count++) {
		uint32_t code = utf8_next(passphrase, &at);
		size_t i = 0;
		digits = digits && code >= '0' && code <= '9';
		while (i < different && seen[i] != code)
			i++;
		if (i == different && different < DIFFERENT_LEAST)
			seen[different++] = code;
	}
	if (count >= CHARACTERS_LEAST && different >= DIFFERENT_LEAST &&
	    !digits)
		return true;
	REPORT(diag, NO_SPAN, &pack_weak, NO_ARGS);
	HINT(diag, &pack_weak_hint, NO_ARGS);
	return false;
}

/* ---- may it go? */

bool
pack_is_left(const char *path)
{
	char first[sizeof AGE_MAGIC - 1];
	int fd = file_open(path);
	if (fd < 0)
		return false;
	ssize_t got = fault_read(fd, first, sizeof first);
	close(fd);
	return got >= 0 && memcmp(first, AGE_MAGIC, (size_t)got) == 0;
}

static bool
check_out(struct packing *packing)
{
	const char *const names[] = {packing->spec->out, packing->partial,
	    arena_print(packing->mem, "%s" SINK_PARTIAL, packing->partial).at};
	struct diag *diag = packing->diag;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!path_is_taken(names[i]) || (i && pack_is_left(names[i])))
			continue;
		REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(names[i]));
		HINT(diag, &base_other_folder, NO_ARGS);
		return false;
	}
	return true;
}

static bool
check_fates(struct packing *packing)
{
	const struct fates *fates = &packing->chain->fates;
	uint32_t withdrawn = 0;
	if (packing->chain->destroyed) {
		REPORT(packing->diag, NO_SPAN, &fate_no_print_files,
		    ARGS(packing->spec->run));
		return false;
	}
	for (uint32_t n = 1; n <= fates->letters; n++)
		withdrawn += fates_of(fates, n) == FATE_WITHDRAWN;
	if (!withdrawn)
		return true;
	REPORT(packing->diag, NO_SPAN, &pack_withdrawn, ARGS(withdrawn));
	HINT(packing->diag, &pack_withdrawn_hint, NO_ARGS);
	return false;
}

static bool
check_until(struct packing *packing)
{
	struct arena *mem = packing->mem;
	struct ledger *ledger =
	    ledger_open(path_join(mem, packing->spec->run, "keep/ledger.db"),
		packing->diag);
	if (!ledger)
		return false;
	struct slice kept = ledger_text(ledger, mem, "keep_until");
	packing->title = ledger_text(ledger, mem, "job");
	ledger_close(ledger);
	day house = day_parse_iso(kept);
	char until[11];
	if (house == DAY_NONE || packing->spec->until <= house)
		return true;
	day_write_iso(packing->spec->until, until);
	REPORT(packing->diag, NO_SPAN, &pack_too_late,
	    ARGS((const char *)until, kept));
	return false;
}

/* All that was sealed for the printer is there, and nothing more. */
static bool
check_files(struct packing *packing)
{
	struct diag *diag = packing->diag;
	return seal_read_sums(&packing->seal, &packing->sums, packing->mem,
		   packing->spec->run, "to-printer", diag) == SEAL_VOUCHES &&
	       sums_check(&packing->sums, NULL, diag);
}

struct receipt_there {
	struct slice text;
	bool recorded; /* its pack is */
};

static void
see_event(const struct event *event, void *ctx)
{
	struct receipt_there *there = ctx;
	char sum[65];
	digest_write_hex(event->sha256, sum);
	there->recorded |=
	    event->kind == EVENT_PACKED &&
	    slice_find(there->text, slice_view(sum)) < there->text.len;
}

/* One of this run whose pack came to nothing is written over; another may be
 * all that is left of what was handed over. */
static bool
check_receipt(struct packing *packing)
{
	struct diag *diag = packing->diag;
	struct receipt_there there = {.recorded = false};
	char fingerprint[FINGERPRINT_SIZE];
	if (!path_is_taken(packing->receipt))
		return true;
	if (!file_read(packing->mem, packing->receipt, INPUT_NONE, RECEIPT_MOST,
		diag, NO_SPAN, &there.text))
		return false;
	seal_fingerprint(&packing->seal, fingerprint);
	chain_each_event(packing->chain, see_event, &there);
	if (slice_find(there.text, slice_view(fingerprint)) < there.text.len &&
	    !there.recorded)
		return true;
	REPORT(diag, NO_SPAN, &base_folder_exists, ARGS(packing->receipt));
	HINT(diag, &base_other_folder, NO_ARGS);
	return false;
}

/* ---- the archive */

/* What was put into packing->text goes on. */
static void
pass(struct packing *packing)
{
	age_write(packing->age, strbuf_view(&packing->text));
	strbuf_reset(&packing->text);
}

static bool
copy_bytes(struct packing *packing, int fd, uint64_t size, struct digest want,
    int *error)
{
	struct hasher *hasher = hasher_new();
	char *buffer = mem_room(CHUNK);
	uint64_t left = size;
	ssize_t got = 0;
	while ((got = fault_read(fd, buffer, CHUNK)) > 0 &&
	       (uint64_t)got <= left) {
		struct slice bytes = {buffer, (size_t)got};
		hasher_add(hasher, bytes);
		age_write(packing->age, bytes);
		left -= (uint64_t)got;
	}
	*error = got < 0 ? errno : 0;
	struct digest found = hasher_finish(hasher);
	hasher_free(hasher);
	free(buffer);
	return got == 0 && !left && digest_equal(found, want);
}

/* What is packed has its sum: it is looked at once more on the way. */
static bool
add_file(struct packing *packing, const char *name, struct digest want)
{
	struct stat st;
	const char *path = path_join(packing->mem, packing->print, name);
	const char *inside = path_join(packing->mem, "to-printer", name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool ok = fd >= 0 && fstat(fd, &st) == 0;
	int error = ok ? 0 : errno;
	if (ok && (uint64_t)st.st_size >= TAR_SIZE_MOST) {
		REPORT(packing->diag, NO_SPAN, &pack_too_large, ARGS(path));
		close(fd);
		return false;
	}
	if (ok) {
		tar_write_head(&packing->text, slice_view(inside),
		    (uint64_t)st.st_size, day_parse_iso(packing->seal.date));
		pass(packing);
		ok =
		    copy_bytes(packing, fd, (uint64_t)st.st_size, want, &error);
		tar_write_fill(&packing->text, (uint64_t)st.st_size);
		pass(packing);
	}
	if (fd >= 0)
		close(fd);
	if (fault_is(error))
		fault_report_unread(packing->diag, NO_SPAN, path, error);
	else if (!ok)
		REPORT(packing->diag, NO_SPAN, &pack_changed, ARGS(path));
	packing->made->files++;
	return ok;
}

static bool
add_all(struct packing *packing)
{
	bool ok = true;
	for (size_t i = 0; ok && i < packing->sums.count; i++)
		ok = add_file(packing, packing->sums.at[i].path,
		    packing->sums.at[i].digest);
	ok = ok && add_file(packing, SUMS_FILE, packing->sums.digest);
	tar_write_end(&packing->text);
	pass(packing);
	return ok;
}

static bool
write_pack(struct packing *packing)
{
	struct diag *diag = packing->diag;
	const struct pack_spec *spec = packing->spec;
	struct stat st;
	struct sink *sink = sink_to_path(packing->partial);
	packing->age = spec->to
			   ? age_start(sink, &packing->recipients, diag)
			   : age_start_passphrase(sink, spec->passphrase, diag);
	bool ok = packing->age && add_all(packing);
	age_end(packing->age);
	ok = sink_end(sink, ok, diag) &&
	     hash_file(packing->partial, diag, &packing->made->digest);
	if (ok && stat(packing->partial, &st) == 0)
		packing->made->bytes = (uint64_t)st.st_size;
	return ok;
}

/* ---- receipt, event, and only then the file */

static bool
write_receipt(struct packing *packing)
{
	receipt_write(&packing->text, packing->spec, &packing->seal,
	    packing->title, packing->made);
	return file_write_whole(
	    packing->receipt, strbuf_view(&packing->text), packing->diag);
}

static bool
move_in(struct packing *packing)
{
	struct event *event = packing->event;
	event->file = slice_view(path_name(packing->spec->out));
	event->sha256 = packing->made->digest;
	event->until = packing->spec->until;
	if (!chain_append(packing->chain, event, packing->diag))
		return false;
	bool ok =
	    folder_move(packing->partial, packing->spec->out, packing->diag);
	if (!ok)
		chain_undo(packing->chain, packing->diag);
	return ok;
}

bool
pack_run(struct chain *chain, const struct pack_spec *spec, struct event *event,
    struct pack_made *made, struct diag *diag)
{
	struct packing packing = {
	    .chain = chain,
	    .spec = spec,
	    .event = event,
	    .made = made,
	    .diag = diag,
	    .mem = chain->mem,
	    .print = path_join(chain->mem, spec->run, "to-printer"),
	    .partial = arena_print(chain->mem, "%s.packing", spec->out).at,
	    .receipt = arena_print(chain->mem, "%s.receipt.txt", spec->out).at,
	};
	*made = (struct pack_made){.receipt = packing.receipt};
	bool ok = check_out(&packing) && check_fates(&packing) &&
		  check_until(&packing) && check_files(&packing) &&
		  check_receipt(&packing) &&
		  (!spec->to || age_read_recipients(&packing.recipients,
				    packing.mem, spec->to, diag));
	if (ok) {
		ok = write_pack(&packing) && write_receipt(&packing) &&
		     move_in(&packing);
		if (!ok) {
			unlink(packing.partial);
			unlink(packing.receipt);
		}
	}
	strbuf_fini(&packing.text);
	return ok;
}
