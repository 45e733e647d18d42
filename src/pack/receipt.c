#include "pack/receipt.h"

#include "base/file.h"
#include "pack/messages.h"

#define LINE "\n________________________________________________________\n\n"

static void
add(struct strbuf *out, const struct pack_spec *spec,
    const struct message *message, size_t count,
    const struct argument *arguments)
{
	message_write(out, spec->words, message, count, arguments);
	strbuf_add_char(out, '\n');
}

void
receipt_write(struct strbuf *out, const struct pack_spec *spec,
    const struct seal *seal, struct slice title, const struct pack_made *made)
{
	const struct ledger_counts *counts = &seal->counts;
	char fingerprint[FINGERPRINT_SIZE], sum[65], until[11];
	seal_fingerprint(seal, fingerprint);
	digest_write_hex(made->digest, sum);
	day_write_iso(spec->until, until);
	add(out, spec, &pack_receipt_head, NO_ARGS);
	strbuf_add_char(out, '\n');
	add(out, spec, &pack_receipt_mailing, ARGS(title));
	if (seal->reference.len)
		add(out, spec, &pack_receipt_reference, ARGS(seal->reference));
	add(out, spec, &pack_receipt_run, ARGS((const char *)fingerprint));
	add(out, spec, &pack_receipt_holds,
	    ARGS(counts->batches, counts->letters, counts->pages,
		counts->sheets));
	add(out, spec, &pack_receipt_file, ARGS(path_name(spec->out)));
	add(out, spec, &pack_receipt_sum, ARGS((const char *)sum));
	strbuf_add_char(out, '\n');
	add(out, spec, &pack_receipt_until, ARGS((const char *)until));
	strbuf_add_char(out, '\n');
	add(out, spec, &pack_receipt_received, NO_ARGS);
	strbuf_add_text(out, LINE);
	add(out, spec, &pack_receipt_destroyed, NO_ARGS);
	strbuf_add_text(out, LINE);
	add(out, spec, &pack_receipt_record, NO_ARGS);
}
