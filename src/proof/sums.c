#include "proof/sums.h"
#include "base/fault.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "proof/messages.h"
#include "proof/walk.h"

#define SUMS_LIMIT ((size_t)2 << 30)
#define HEX_LEN 64

static bool
is_left_out(const char *path, const char *const *but)
{
	for (; but && *but; but++) {
		if (strcmp(path, *but) == 0)
			return true;
	}
	return strcmp(path, SUMS_FILE) == 0;
}

/* ---- writing */

/* As coreutils: a line with an escaped name starts with a backslash. */
static void
write_line(struct strbuf *line, struct digest digest, const char *path)
{
	char hex[HEX_LEN + 1];
	digest_write_hex(digest, hex);
	if (strpbrk(path, "\\\n\r"))
		strbuf_add_char(line, '\\');
	strbuf_print(line, "%s  ", hex);
	for (; *path; path++) {
		if (*path == '\\')
			strbuf_add_text(line, "\\\\");
		else if (*path == '\n')
			strbuf_add_text(line, "\\n");
		else if (*path == '\r')
			strbuf_add_text(line, "\\r");
		else
			strbuf_add_char(line, *path);
	}
	strbuf_add_char(line, '\n');
}

/* As it is known, or as the file lies there. */
static bool
find_digest(const struct walk *walk, const char *path, const struct sums *known,
    struct diag *diag, struct digest *digest)
{
	const struct sums_line *line = known ? sums_find(known, path) : NULL;
	if (!line)
		return hash_file(
		    path_join(walk->mem, walk->folder, path), diag, digest);
	*digest = line->digest;
	return true;
}

static bool
write_walk(struct sink *sink, const struct walk *walk, const char *const *but,
    const struct sums *known, struct diag *diag)
{
	struct strbuf line = {0};
	bool ok = true;
	for (size_t i = 0; i < walk->odd_count; i++) {
		REPORT(diag, NO_SPAN, &proof_not_a_file,
		    ARGS(path_join(walk->mem, walk->folder, walk->odd[i])));
		ok = false;
	}
	for (size_t i = 0; ok && i < walk->file_count; i++) {
		struct digest digest;
		if (is_left_out(walk->file[i], but))
			continue;
		ok = find_digest(walk, walk->file[i], known, diag, &digest);
		strbuf_reset(&line);
		if (ok)
			write_line(&line, digest, walk->file[i]);
		sink_write(sink, strbuf_view(&line));
	}
	strbuf_fini(&line);
	return ok;
}

bool
sums_write(struct sink *sink, const char *folder, const char *const *but,
    struct diag *diag)
{
	struct arena *mem = arena_new();
	struct walk walk;
	bool ok = walk_folder(&walk, mem, folder, diag) &&
		  write_walk(sink, &walk, but, NULL, diag);
	arena_free(mem);
	return ok;
}

bool
sums_write_rest(const char *folder, struct names *made,
    const struct sums *known, struct diag *diag)
{
	struct strbuf sums = {0};
	struct arena *mem = arena_new();
	struct walk walk;
	struct sink *sink = sink_to_memory(&sums);
	bool ok = walk_folder(&walk, mem, folder, diag) &&
		  (!made || names_are_all(made, &walk, diag)) &&
		  write_walk(sink, &walk, NULL, known, diag);
	ok = sink_end(sink, ok, diag) &&
	     file_write_whole(
		 path_join(mem, folder, SUMS_FILE), strbuf_view(&sums), diag);
	strbuf_fini(&sums);
	arena_free(mem);
	return ok;
}

bool
sums_write_folder(const char *folder, struct names *made, struct diag *diag)
{
	return sums_write_rest(folder, made, NULL, diag);
}

bool
sums_of_files(struct sums *sums, const char *folder, struct names *files,
    struct diag *diag)
{
	bool ok = true;
	names_sort(files);
	*sums = (struct sums){.folder = folder, .count = files->count};
	sums->at = ARENA_ARRAY(files->mem, struct sums_line, files->count + 1);
	for (size_t i = 0; ok && i < files->count; i++) {
		struct sums_line *line = &sums->at[i];
		line->path = files->at[i];
		ok = hash_file(path_join(files->mem, folder, line->path), diag,
		    &line->digest);
	}
	return ok;
}

/* ---- reading */

static const char *
read_path(struct arena *mem, struct slice text)
{
	char *path = arena_raw(mem, text.len + 1), *to = path;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '\\' && i + 1 < text.len) {
			char next = text.at[++i];
			c = next == 'n' ? '\n' : next == 'r' ? '\r' : next;
		}
		*to++ = c;
	}
	*to = '\0';
	return path;
}

/* One line without its line feed; false where it would be written otherwise. */
static bool
read_line(struct arena *mem, struct slice text, struct sums_line *line,
    struct strbuf *again)
{
	struct slice rest = text;
	bool escaped = slice_starts(rest, "\\");
	if (escaped)
		rest = slice_from(rest, 1);
	if (!digest_read_hex(slice_part(rest, 0, HEX_LEN), &line->digest))
		return false;
	rest = slice_from(rest, HEX_LEN + 2);
	line->path = escaped ? read_path(mem, rest) : arena_dup_text(mem, rest);
	strbuf_reset(again);
	write_line(again, line->digest, line->path);
	return rest.len && again->len == text.len + 1 &&
	       memcmp(again->at, text.at, text.len) == 0;
}

static bool
read_lines(struct sums *sums, struct arena *mem, struct slice text, size_t *bad)
{
	size_t room = 0;
	struct strbuf again = {0};
	bool ok = true;
	while (ok && text.len) {
		size_t end = slice_find_char(text, '\n');
		sums->at = arena_grow(
		    mem, sums->at, &room, sums->count + 1, sizeof *sums->at);
		struct sums_line *line = &sums->at[sums->count];
		ok = end < text.len &&
		     read_line(mem, slice_part(text, 0, end), line, &again) &&
		     (!sums->count || strcmp(line[-1].path, line->path) < 0);
		sums->count++;
		text = slice_from(text, end + 1);
	}
	*bad = sums->count;
	strbuf_fini(&again);
	return ok;
}

bool
sums_read(
    struct sums *sums, struct arena *mem, const char *folder, struct diag *diag)
{
	struct slice text;
	size_t bad;
	const char *path = path_join(mem, folder, SUMS_FILE);
	*sums = (struct sums){.folder = folder};
	if (!file_read(mem, path, INPUT_NONE, SUMS_LIMIT, diag, NO_SPAN, &text))
		return false;
	sums->digest = hash_of(text);
	if (read_lines(sums, mem, text, &bad))
		return true;
	REPORT(diag, NO_SPAN, &proof_bad_line, ARGS(path, bad));
	return false;
}

static int
compare_line(const void *path, const void *line)
{
	return strcmp(path, ((const struct sums_line *)line)->path);
}

const struct sums_line *
sums_find(const struct sums *sums, const char *path)
{
	return sums->count ? bsearch(path, sums->at, sums->count,
				 sizeof *sums->at, compare_line)
			   : NULL;
}

/* ---- checking */

struct checking {
	const struct sums *sums;
	struct arena *mem;
	struct diag *diag;
};

static const char *
whole_path(const struct checking *checking, const char *path)
{
	return path_join(checking->mem, checking->sums->folder, path);
}

static void
say(struct checking *checking, const struct message *what, const char *path)
{
	REPORT(checking->diag, NO_SPAN, what, ARGS(whole_path(checking, path)));
}

static void
check_file(struct checking *checking, const struct sums_line *line)
{
	struct digest found;
	if (hash_file(
		whole_path(checking, line->path), checking->diag, &found) &&
	    !digest_equal(found, line->digest))
		say(checking, &proof_changed, line->path);
}

/* Both are in byte order. */
static void
compare(
    struct checking *checking, const struct walk *walk, const char *const *but)
{
	const struct sums *sums = checking->sums;
	size_t i = 0, j = 0;
	while (i < walk->file_count || j < sums->count) {
		int order = i == walk->file_count ? 1
			    : j == sums->count
				? -1
				: strcmp(walk->file[i], sums->at[j].path);
		if (order > 0)
			say(checking, &proof_missing, sums->at[j].path);
		else if (order == 0)
			check_file(checking, &sums->at[j]);
		else if (!is_left_out(walk->file[i], but))
			say(checking, &proof_stray, walk->file[i]);
		i += order <= 0;
		j += order >= 0;
	}
	for (size_t k = 0; k < walk->odd_count; k++)
		say(checking, &proof_stray, walk->odd[k]);
	for (size_t k = 0; k < walk->empty_count; k++)
		say(checking, &proof_stray, walk->empty[k]);
}

bool
sums_check(const struct sums *sums, const char *const *but, struct diag *diag)
{
	size_t before = diag_errors(diag);
	struct walk walk;
	struct checking checking = {sums, arena_new(), diag};
	if (walk_folder(&walk, checking.mem, sums->folder, diag))
		compare(&checking, &walk, but);
	arena_free(checking.mem);
	return diag_errors(diag) == before;
}

/* A link in their place leads to what was sealed elsewhere. */
static void
check_name(const char *path, const struct message *what, struct diag *diag)
{
	struct stat st;
	struct slice name = slice_view(path_name(path));
	bool part = slice_is(name, "keep") || slice_is(name, "to-printer");
	if (part && lstat(path, &st) != 0)
		fault_report_unread(diag, NO_SPAN, path, errno);
	else if (!part || !S_ISDIR(st.st_mode))
		REPORT(diag, NO_SPAN, what, ARGS(path));
}

bool
sums_check_top(const char *run, const struct message *what, struct diag *diag)
{
	size_t before = diag_errors(diag);
	struct arena *mem = arena_new();
	DIR *dir = opendir(run);
	for (struct dirent *e = dir ? fault_next_name(dir) : NULL; e;
	     e = fault_next_name(dir)) {
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			check_name(path_join(mem, run, e->d_name), what, diag);
	}
	if (errno)
		fault_report_unread(diag, NO_SPAN, run, errno);
	if (dir)
		closedir(dir);
	arena_free(mem);
	return diag_errors(diag) == before;
}
