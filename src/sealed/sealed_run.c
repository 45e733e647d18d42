#include "sealed/sealed_run.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "fate/chain.h"
#include "fate/numbers.h"
#include "ledger/addressee.h"
#include "ledger/messages.h"
#include "proof/seal.h"
#include "record/column.h"
#include "record/identity.h"
#include "rule/outcome_line.h"
#include "sealed/messages.h"

static bool
read_secret(struct sealed *sealed, struct diag *diag)
{
	char hex[65];
	const char *path =
	    path_join(sealed->mem, sealed->folder, "keep/protected.key");
	if (!path_is_taken(path))
		return true;
	if (!file_read(sealed->mem, path, INPUT_NONE, 4096, diag, NO_SPAN,
		&sealed->secret))
		return false;
	sealed->secret = slice_trim(sealed->secret);
	digest_write_hex(hash_keyed(sealed->secret, SLICE("which key")), hex);
	sealed->other_secret = !slice_is(
	    ledger_text(sealed->ledger, sealed->mem, "protected_key"), hex);
	return true;
}

static bool
open_ledger(struct sealed *sealed, const char *path, struct diag *diag)
{
	sealed->ledger = ledger_open(path, diag);
	if (!sealed->ledger || !ledger_key(sealed->ledger, &sealed->key, diag))
		return false;
	sealed->date =
	    day_parse_iso(ledger_text(sealed->ledger, sealed->mem, "date"));
	return true;
}

bool
sealed_open(struct sealed *sealed, struct arena *mem, const char *folder,
    struct diag *diag)
{
	*sealed = (struct sealed){.mem = mem, .folder = folder};
	return seal_check_ledger(folder, diag) &&
	       open_ledger(
		   sealed, path_join(mem, folder, "keep/ledger.db"), diag) &&
	       read_secret(sealed, diag);
}

bool
sealed_open_plan(struct sealed *sealed, struct arena *mem, const char *path,
    struct diag *diag)
{
	*sealed = (struct sealed){.mem = mem, .folder = path_folder(mem, path)};
	return open_ledger(sealed, path, diag);
}

void
sealed_tell(struct strbuf *out, const struct words *words,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	message_write(out, words, message, count, arguments);
	strbuf_add_char(out, '\n');
}

struct slice
sealed_hash_key(const struct sealed *sealed, struct slice form)
{
	char hex[65];
	if (!sealed->secret.len || !form.len)
		return (struct slice){NULL, 0};
	digest_write_hex(hash_keyed(sealed->secret, form), hex);
	return arena_dup(sealed->mem, slice_view(hex));
}

static bool
is_identity_number(const struct sealed *sealed, struct slice key)
{
	return identity_read(key, sealed->date).fault == IDENTITY_FINE;
}

bool
sealed_can_ask(const struct sealed *sealed, struct slice key, uint32_t hashed,
    struct diag *diag)
{
	struct slice type = ledger_column_type(sealed->ledger, sealed->key);
	bool wants = slice_is(type, column_type_names[COLUMN_PERSONNUMMER]);
	bool ok = true;
	if (wants && !is_identity_number(sealed, key)) {
		REPORT(
		    diag, NO_SPAN, &sealed_no_identity, ARGS(sealed->folder));
		HINT(diag, &sealed_no_identity_hint, NO_ARGS);
		ok = false;
	}
	if (hashed && (!sealed->secret.len || sealed->other_secret)) {
		REPORT(diag, NO_SPAN,
		    sealed->secret.len ? &sealed_other_secret
				       : &sealed_no_secret,
		    ARGS(sealed->folder, hashed));
		HINT(diag, &sealed_secret_hint, NO_ARGS);
		ok = false;
	}
	return ok;
}

bool
sealed_read_fates(struct sealed *sealed, struct diag *diag)
{
	struct seal seal;
	struct chain *chain = ARENA_NEW(sealed->mem, struct chain);
	if (!seal_read(&seal, sealed->mem, sealed->folder, diag) ||
	    !chain_read(chain, sealed->mem, sealed->folder, &seal, false, diag))
		return false;
	sealed->fates = &chain->fates;
	return true;
}

static void
tell_fate(struct strbuf *out, const struct words *words,
    const struct fates *fates, uint32_t letter)
{
	enum fate fate = fates_of(fates, letter);
	if (fate != FATE_OPEN)
		sealed_tell(out, words, &sealed_fate,
		    ARGS(letter, argument_wording(fates_word(fate)->wording)));
	if (fate == FATE_WITHDRAWN && !fates_never_went(fates, letter))
		sealed_tell(out, words, &sealed_went, ARGS(letter));
	if (fates_answered(fates, letter))
		sealed_tell(out, words, &sealed_answered, ARGS(letter));
}

/* A letter that was pulled out never went, whatever the ledger says. */
static void
tell_fates(struct strbuf *out, const struct words *words,
    const struct sealed *sealed, struct slice letters)
{
	struct arena *mem = arena_new();
	struct numbers numbers = {0};
	bool ok = numbers_read(&numbers, mem, letters);
	for (size_t i = 0; ok && i < numbers.count; i++) {
		for (uint32_t n = numbers.at[i].first; n <= numbers.at[i].last;
		     n++)
			tell_fate(out, words, sealed->fates, n);
	}
	arena_free(mem);
}

void
sealed_tell_row(struct strbuf *out, const struct words *words,
    const struct sealed *sealed, const struct ledger_row *row)
{
	sealed_tell(out, words, &sealed_row, ARGS(row->row, row->line));
	strbuf_add_text(out, "  ");
	outcome_write_line(out, words, row->outcome, row->rule, row->reason);
	if (!row->letter)
		return;
	struct strbuf addressee = {0};
	addressee_write(&addressee, words, row->addressee);
	sealed_tell(out, words, &sealed_letter,
	    ARGS(row->letters, row->batch, row->first_page, row->last_page,
		strbuf_view(&addressee)));
	strbuf_fini(&addressee);
	tell_fates(out, words, sealed, row->letters);
}
