#include "proof/purged.h"

#include "base/file.h"
#include "proof/lines.h"
#include "proof/messages.h"

#define PURGED_LIMIT 4096

bool
purged_is(const char *run)
{
	struct arena *mem = arena_new();
	bool is = path_is_taken(path_join(mem, run, "keep/" PURGED_FILE));
	arena_free(mem);
	return is;
}

void
purged_write(struct strbuf *out, const struct purged *purged)
{
	char seal[65], ledger[65], approvals[65] = "-";
	digest_write_hex(purged->seal, seal);
	digest_write_hex(purged->ledger, ledger);
	if (purged->approved)
		digest_write_hex(purged->approvals, approvals);
	strbuf_add_text(out, "utskick purge 1\ndate ");
	strbuf_add(out, purged->date);
	strbuf_add_text(out, "\nkeep-until ");
	strbuf_add(out, purged->keep_until);
	strbuf_print(out, "\nseal %s\nledger %s\napprovals %s\n", seal, ledger,
	    approvals);
	strbuf_print(out, "sums %s\nfiles %u\n",
	    purged->sums ? "kept" : "removed", purged->files);
}

/* ---- reading: whatever is not written again as it stands is not ours */

static bool
read_text(struct slice text, struct purged *purged)
{
	struct strbuf again = {0};
	struct slice rest = text, files;
	take_value(&rest);
	purged->date = take_value(&rest);
	purged->keep_until = take_value(&rest);
	digest_read_hex(take_value(&rest), &purged->seal);
	digest_read_hex(take_value(&rest), &purged->ledger);
	purged->approved =
	    digest_read_hex(take_value(&rest), &purged->approvals);
	purged->sums = slice_is(take_value(&rest), "kept");
	files = take_value(&rest);
	for (size_t i = 0; i < files.len && i < 9; i++)
		purged->files =
		    purged->files * 10 + (uint32_t)(files.at[i] - '0');
	purged_write(&again, purged);
	bool same = slice_equal(strbuf_view(&again), text);
	strbuf_fini(&again);
	return same;
}

bool
purged_read(struct purged *purged, struct arena *mem, const char *run,
    struct digest expected, struct diag *diag)
{
	struct slice text;
	const char *path = path_join(mem, run, "keep/" PURGED_FILE);
	*purged = (struct purged){0};
	if (!path_is_taken(path)) {
		REPORT(diag, NO_SPAN, &proof_no_purged, ARGS(path));
		return false;
	}
	if (!file_read(
		mem, path, INPUT_NONE, PURGED_LIMIT, diag, NO_SPAN, &text))
		return false;
	if (digest_equal(hash_of(text), expected) && read_text(text, purged))
		return true;
	REPORT(diag, NO_SPAN, &proof_bad_purged, ARGS(path));
	return false;
}

/* ---- names of files */

/* "batch-0001.pdf", "letter-000017.pdf". */
static bool
is_numbered(struct slice name)
{
	size_t digits = 0;
	if (slice_starts(name, "batch-"))
		name = slice_from(name, strlen("batch-"));
	else if (slice_starts(name, "letter-"))
		name = slice_from(name, strlen("letter-"));
	else
		return false;
	while (digits < name.len && name.at[digits] >= '0' &&
	       name.at[digits] <= '9')
		digits++;
	return digits && slice_is(slice_from(name, digits), ".pdf");
}

static bool
is_ours(struct slice name)
{
	static const char *const names[] = {"index.csv", "manifest.xlsx",
	    "manifest.csv", "report.html", "foljesedel.pdf", "delivery.json",
	    "control.csv", "ledger.db", "protected.key", APPROVALS_FILE,
	    "letters", "protected", NULL};
	for (const char *const *known = names; *known; known++) {
		if (slice_is(name, *known))
			return true;
	}
	return is_numbered(name);
}

bool
purged_names_are_ours(const struct sums *sums)
{
	for (size_t i = 0; i < sums->count; i++) {
		struct slice rest = slice_view(sums->at[i].path);
		while (rest.len) {
			size_t end = slice_find_char(rest, '/');
			if (!is_ours(slice_part(rest, 0, end)))
				return false;
			rest = slice_from(rest, end + 1);
		}
	}
	return true;
}
