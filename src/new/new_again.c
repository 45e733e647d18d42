#include "new/new_again.h"

#include <stdio.h>

#include "base/arena.h"

#define MARK "# utskick new: "
#define FILE_MOST ((size_t)4 << 20) /* bytes; ours are smaller by far */

static void
add_hash(struct strbuf *out, struct slice text)
{
	char hex[65];
	digest_write_hex(hash_of(text), hex);
	strbuf_add_text(out, hex);
}

void
new_again_write(struct strbuf *job, struct slice letter, struct slice paper)
{
	struct strbuf line = {0};
	strbuf_add_text(&line, MARK);
	add_hash(&line, strbuf_view(job));
	strbuf_add_char(&line, ' ');
	add_hash(&line, letter);
	strbuf_add_char(&line, ' ');
	add_hash(&line, paper);
	strbuf_add_char(&line, '\n');
	strbuf_add(job, strbuf_view(&line));
	strbuf_fini(&line);
}

/* Nobody else's file is worth a report here: it is kept. */
static bool
read_quietly(struct strbuf *text, const char *path)
{
	FILE *in = fopen(path, "re");
	size_t got = 0;
	if (!in)
		return false;
	do {
		char *to = strbuf_reserve(text, 4096);
		got = fread(to, 1, 4096, in);
		text->len += got;
	} while (got && text->len <= FILE_MOST);
	bool ok = !ferror(in) && text->len <= FILE_MOST;
	fclose(in);
	return ok;
}

static bool
read_hash(struct slice hex, struct digest *digest)
{
	static const char digits[] = "0123456789abcdef";
	for (size_t i = 0; i < sizeof digest->bytes; i++) {
		const char *high = memchr(digits, hex.at[2 * i], 16);
		const char *low = memchr(digits, hex.at[2 * i + 1], 16);
		if (!high || !low)
			return false;
		digest->bytes[i] =
		    (uint8_t)((high - digits) << 4 | (low - digits));
	}
	return true;
}

static bool
read_line(struct slice line, struct new_again *again)
{
	bool ok = line.len == NEW_FILES * 65;
	for (size_t i = 0; ok && i < NEW_FILES; i++)
		ok = read_hash(slice_from(line, i * 65), &again->made[i]) &&
		     line.at[i * 65 + 64] == (i + 1 < NEW_FILES ? ' ' : '\n');
	return ok;
}

void
new_again_read(const char *path, struct new_again *again)
{
	struct strbuf text = {0};
	*again = (struct new_again){0};
	if (read_quietly(&text, path)) {
		struct slice whole = strbuf_view(&text);
		size_t line = sizeof MARK - 1 + NEW_FILES * 65;
		size_t from = whole.len > line ? whole.len - line : 0;
		struct slice said = slice_from(whole, from);
		again->said =
		    slice_starts(said, MARK) &&
		    read_line(slice_from(said, sizeof MARK - 1), again);
		again->known = again->said &&
			       digest_equal(hash_of(slice_part(whole, 0, from)),
				   again->made[NEW_FILE_JOB]);
	}
	strbuf_fini(&text);
}

bool
new_again_untouched(
    const struct new_again *again, enum new_file file, const char *path)
{
	struct strbuf text = {0};
	bool same = again->known;
	/* The job file has been compared, but for the line that says so. */
	if (same && file != NEW_FILE_JOB)
		same = read_quietly(&text, path) &&
		       digest_equal(
			   hash_of(strbuf_view(&text)), again->made[file]);
	strbuf_fini(&text);
	return same;
}

bool
new_again_is_own(const char *job, enum new_file file, const char *path)
{
	struct new_again again;
	new_again_read(job, &again);
	again.known = again.said;
	return new_again_untouched(&again, file, path);
}
