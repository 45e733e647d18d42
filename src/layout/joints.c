#include "layout/joints.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "layout/messages.h"

enum {
	LETTERS_MOST = 80,
	PART_LEAST = 3,
	UNKNOWN_LEAST = 4, /* letters of a part that is not listed … */
	KNOWN_LEAST = 6, /* … beside one that is */
	ENDING_MOST = 6,
	FILE_MOST = 4 * 1024 * 1024,
};

/* What a listed stretch of letters can be; several at once. */
enum {
	PART_FIRST = 1 << 0,
	PART_LAST = 1 << 1,
	PART_ENDING = 1 << 2,
	PART_WORD = 1 << 3, /* a whole word, with its joints or without */
};

struct part {
	struct slice letters; /* ISO 8859-1 */
	uint8_t kinds;
	uint8_t joints[JOINTS_MOST]; /* of a word */
	uint8_t count;
};

struct joints {
	struct arena *mem;
	struct part *at; /* open addressing; no letters: free */
	size_t count, room;
};

struct joints *
joints_new(void)
{
	struct joints *joints = mem_new(1, sizeof *joints);
	joints->mem = arena_new();
	joints->room = 1024;
	joints->at = mem_new(joints->room, sizeof *joints->at);
	return joints;
}

void
joints_free(struct joints *joints)
{
	if (!joints)
		return;
	arena_free(joints->mem);
	free(joints->at);
	free(joints);
}

/* FNV-1a */
static struct part *
find_slot(const struct joints *joints, struct slice letters)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < letters.len; i++)
		hash = (hash ^ (unsigned char)letters.at[i]) * 16777619u;
	size_t at = hash & (joints->room - 1);
	while (joints->at[at].letters.len &&
	       !slice_equal(joints->at[at].letters, letters))
		at = (at + 1) & (joints->room - 1);
	return &joints->at[at];
}

static void
make_room(struct joints *joints)
{
	struct part *old = joints->at;
	size_t room = joints->room;
	if (2 * (joints->count + 1) <= room)
		return;
	joints->room = 2 * room;
	joints->at = mem_new(joints->room, sizeof *joints->at);
	for (size_t i = 0; i < room; i++) {
		if (old[i].letters.len)
			*find_slot(joints, old[i].letters) = old[i];
	}
	free(old);
}

static struct part *
add_part(struct joints *joints, struct slice letters, uint8_t kind)
{
	make_room(joints);
	struct part *part = find_slot(joints, letters);
	if (!part->letters.len) {
		part->letters = arena_dup(joints->mem, letters);
		joints->count++;
	}
	part->kinds |= kind;
	return part;
}

/* ---- a list */

/* A line's letters, and where hyphens stood between them. */
struct entry {
	char letters[LETTERS_MOST];
	size_t count;
	uint8_t joints[JOINTS_MOST];
	size_t joint_count;
	bool first, last, ending; /* "hem-", "-hjälp", "+arna" */
};

/* Which of its characters is wrong, from 1; 0: none. */
static uint32_t
read_entry(struct slice line, struct entry *entry)
{
	uint32_t column = slice_starts(line, "+") || slice_starts(line, "-");
	*entry = (struct entry){
	    .ending = slice_starts(line, "+"), .last = slice_starts(line, "-")};
	bool hyphen = entry->ending || entry->last;
	for (size_t at = hyphen; at < line.len;) {
		column++;
		uint32_t code = utf8_next(line, &at);
		uint32_t small = joints_small(code);
		bool room = entry->count < LETTERS_MOST;
		if (small && room) {
			entry->letters[entry->count++] = (char)small;
		} else if (code == '-' && entry->count && !hyphen) {
			if (at == line.len && !entry->ending && !entry->last)
				entry->first = true;
			else if (entry->joint_count < JOINTS_MOST)
				entry->joints[entry->joint_count++] =
				    (uint8_t)entry->count;
			else
				return column;
		} else {
			return column;
		}
		hyphen = code == '-';
	}
	bool inner = entry->joint_count && (entry->last || entry->ending);
	return entry->count && !inner ? 0 : column;
}

static struct slice
letters_of(const struct entry *entry, size_t from, size_t to)
{
	return (struct slice){entry->letters + from, to - from};
}

/* A whole word teaches its parts too. */
static void
add_word(struct joints *joints, const struct entry *entry)
{
	struct part *word =
	    add_part(joints, letters_of(entry, 0, entry->count), PART_WORD);
	memcpy(word->joints, entry->joints, sizeof word->joints);
	word->count = (uint8_t)entry->joint_count;
	size_t from = 0;
	for (size_t i = 0; i < entry->joint_count; from = entry->joints[i++])
		add_part(joints, letters_of(entry, from, entry->joints[i]),
		    PART_FIRST);
	if (entry->joint_count)
		add_part(
		    joints, letters_of(entry, from, entry->count), PART_LAST);
}

static void
add_entry(struct joints *joints, const struct entry *entry)
{
	struct slice all = letters_of(entry, 0, entry->count);
	if (entry->ending)
		add_part(joints, all, PART_ENDING);
	else if (entry->first)
		add_part(joints, all, PART_FIRST);
	else if (entry->last)
		add_part(joints, all, PART_LAST);
	else
		add_word(joints, entry);
	/* "hand-läggnings-" is a first part, and so are its own */
	size_t from = 0;
	for (size_t i = 0; entry->first && i < entry->joint_count;
	     from = entry->joints[i++])
		add_part(joints, letters_of(entry, from, entry->joints[i]),
		    PART_FIRST);
	if (entry->first && from)
		add_part(
		    joints, letters_of(entry, from, entry->count), PART_FIRST);
}

bool
joints_read(struct joints *joints, const char *path, struct diag *diag,
    struct span asked)
{
	struct arena *mem = arena_new();
	struct slice text;
	bool ok = file_read(
	    mem, path, INPUT_HYPHENATION, FILE_MOST, diag, asked, &text);
	uint32_t file =
	    ok ? sources_add(diag_sources(diag), path, text) : asked.file;
	for (uint32_t line = 1; ok && text.len; line++) {
		size_t end = slice_find_char(text, '\n');
		struct slice all = slice_part(text, 0, end);
		struct slice word = slice_trim(all);
		text = slice_from(text, end + 1);
		struct entry entry;
		if (!word.len || word.at[0] == '#')
			continue;
		uint32_t column = read_entry(word, &entry);
		if (column) {
			column += (uint32_t)utf8_count(
			    slice_part(all, 0, (size_t)(word.at - all.at)));
			REPORT(diag, ((struct span){file, line, column, 1}),
			    &layout_bad_joints, NO_ARGS);
			HINT(diag, &layout_joints_form, NO_ARGS);
			ok = false;
			continue;
		}
		add_entry(joints, &entry);
	}
	arena_free(mem);
	return ok;
}

/* ---- a word */

static const struct part *
find_part(const struct joints *joints, struct slice letters, uint8_t kind)
{
	const struct part *part = find_slot(joints, letters);
	return part->letters.len && (part->kinds & kind) ? part : NULL;
}

/* The same where the last vowel has made room for an ending: handläggar|na. */
static const struct part *
find_cut_part(const struct joints *joints, struct slice stem, uint8_t kind)
{
	char letters[LETTERS_MOST + 1];
	memcpy(letters, stem.at, stem.len);
	for (size_t i = 0; i < 2; i++) {
		letters[stem.len] = "ea"[i];
		const struct part *part = find_part(
		    joints, (struct slice){letters, stem.len + 1}, kind);
		if (part)
			return part;
	}
	return NULL;
}

/* The part of a kind that the letters are, an ending added or not. */
static const struct part *
find_inflected(const struct joints *joints, struct slice letters, uint8_t kind)
{
	const struct part *part = find_part(joints, letters, kind);
	for (size_t n = 1; !part && n <= ENDING_MOST && n < letters.len; n++) {
		struct slice stem = slice_part(letters, 0, letters.len - n);
		struct slice ending = slice_from(letters, stem.len);
		if (!find_part(joints, ending, PART_ENDING))
			continue;
		part = find_part(joints, stem, kind);
		if (!part)
			part = find_cut_part(joints, stem, kind);
	}
	return part;
}

/* The ways to take a word apart from its start: how many parts, and the last.
 */
struct way {
	uint8_t parts; /* 0: none */
	uint8_t from;
};

/* ways[n]: the letters before n are first parts, as many as can be. */
static void
find_ways(const struct joints *joints, struct slice letters,
    struct way ways[LETTERS_MOST + 1])
{
	for (size_t from = 0; from < letters.len; from++) {
		if (from && !ways[from].parts)
			continue;
		for (size_t to = from + PART_LEAST; to < letters.len; to++) {
			uint8_t parts = (uint8_t)(ways[from].parts + 1);
			if (parts <= ways[to].parts || parts > JOINTS_MOST ||
			    !find_part(joints,
				slice_part(letters, from, to - from),
				PART_FIRST))
				continue;
			ways[to] = (struct way){parts, (uint8_t)from};
		}
	}
}

static size_t
write_way(const struct way *ways, size_t end, uint8_t at[JOINTS_MOST])
{
	size_t count = ways[end].parts;
	for (size_t i = count; i-- > 0; end = ways[end].from)
		at[i] = (uint8_t)end;
	return count;
}

/* First parts up to a last part, as many as can be; 0: none. */
static size_t
find_known(
    const struct joints *joints, struct slice letters, const struct way *ways)
{
	size_t found = 0;
	for (size_t i = PART_LEAST; i + PART_LEAST <= letters.len; i++) {
		if (ways[i].parts > (found ? ways[found].parts : 0) &&
		    find_inflected(joints, slice_from(letters, i), PART_LAST))
			found = i;
	}
	return found;
}

/* First parts, the last of them a long one, before letters that no list has. */
static size_t
find_unknown_end(
    const struct joints *joints, struct slice letters, const struct way *ways)
{
	for (size_t i = letters.len - UNKNOWN_LEAST; i >= KNOWN_LEAST; i--) {
		struct slice rest = slice_from(letters, i);
		if (ways[i].parts && i - ways[i].from >= UNKNOWN_LEAST &&
		    !find_part(joints, rest, PART_ENDING))
			return i;
	}
	return 0;
}

/* A long last part after letters that no list has. */
static size_t
find_unknown_start(const struct joints *joints, struct slice letters)
{
	for (size_t i = UNKNOWN_LEAST; i + KNOWN_LEAST <= letters.len; i++) {
		const struct part *part =
		    find_inflected(joints, slice_from(letters, i), PART_LAST);
		if (part && part->letters.len >= KNOWN_LEAST)
			return i;
	}
	return 0;
}

size_t
joints_find(const struct joints *joints, struct slice letters,
    uint8_t at[JOINTS_MOST], bool *whole)
{
	struct way ways[LETTERS_MOST + 1] = {{0, 0}};
	*whole = false;
	if (letters.len < 2 * PART_LEAST || letters.len > LETTERS_MOST)
		return 0;
	const struct part *word = find_inflected(joints, letters, PART_WORD);
	if (word) {
		memcpy(at, word->joints, sizeof word->joints);
		*whole = !word->count;
		return word->count;
	}
	find_ways(joints, letters, ways);
	size_t end = find_known(joints, letters, ways);
	if (!end && letters.len >= KNOWN_LEAST + UNKNOWN_LEAST)
		end = find_unknown_end(joints, letters, ways);
	if (end)
		return write_way(ways, end, at);
	at[0] = (uint8_t)find_unknown_start(joints, letters);
	return at[0] ? 1 : 0;
}
