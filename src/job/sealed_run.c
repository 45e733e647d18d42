#include "job/sealed_run.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "job/explain.h"
#include "job/messages.h"

bool
sealed_open(struct sealed *sealed, struct arena *mem, const char *folder,
    struct diag *diag)
{
	*sealed = (struct sealed){.mem = mem, .folder = folder};
	const char *path = path_join(mem, folder, "keep/ledger.db");
	if (!file_exists(path)) {
		REPORT(diag, NO_SPAN, &job_no_such_run, ARGS(folder));
		return false;
	}
	sealed->ledger = ledger_open(path, diag);
	if (!sealed->ledger)
		return false;
	if (ledger_text(sealed->ledger, mem, "purged").len) {
		REPORT(diag, NO_SPAN, &job_purged_run, ARGS(folder));
		return false;
	}
	if (!ledger_key(sealed->ledger, &sealed->key, diag))
		return false;
	sealed->date = day_parse_iso(ledger_text(sealed->ledger, mem, "date"));
	const char *secret = path_join(mem, folder, "keep/protected.key");
	if (file_exists(secret) && file_read(mem, secret, INPUT_NONE, 4096,
				       diag, NO_SPAN, &sealed->secret))
		sealed->secret = slice_trim(sealed->secret);
	return true;
}

void
sealed_tell(struct strbuf *out, const struct message *message, size_t count,
    const struct argument *arguments)
{
	message_write(out, message, count, arguments);
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

void
sealed_tell_row(struct strbuf *out, const struct ledger_row *row)
{
	sealed_tell(out, &job_sealed_row, ARGS(row->row, row->line));
	strbuf_add_text(out, "  ");
	explain_outcome(out, row->outcome, row->rule, row->reason);
	if (row->letter)
		sealed_tell(out, &job_sealed_letter,
		    ARGS(row->letters, row->batch, row->first_page,
			row->last_page, row->addressee));
}
