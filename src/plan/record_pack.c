#include "plan/record_pack.h"

#include <stddef.h>

enum {
	TEXTS_OF_ONE = 2 * NAMES_MAX + ADDRESS_LINES_MAX + 1,
	TEXTS_MOST = ADDRESSEES_MAX * TEXTS_OF_ONE + ARGUMENTS_MAX + 7,
};

/* Every text of a record, where it stands. */
struct texts {
	struct slice *at[TEXTS_MOST];
	size_t count;
};

static void
list(struct texts *texts, struct slice *first, size_t count)
{
	for (size_t i = 0; i < count; i++)
		texts->at[texts->count++] = &first[i];
}

static void
list_texts(struct texts *texts, struct set_record *record)
{
	struct slice *own[] = {&record->file, &record->sort_key, &record->part,
	    &record->group, &record->member.key, &record->member.first_name,
	    &record->member.full_name};
	texts->count = 0;
	for (size_t i = 0; i < record->count; i++) {
		struct set_one *one = &record->at[i];
		list(texts, one->names.first, one->names.count);
		list(texts, one->names.full, one->names.count);
		list(texts, one->address.lines, one->address.count);
		list(texts, &one->address.postcode, 1);
	}
	for (size_t i = 0; !record->count && i < record->why.count; i++)
		list(texts, &record->why.arguments[i].text, 1);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		list(texts, own[i], 1);
}

struct set_record *
record_dup(struct arena *mem, const struct set_record *record)
{
	struct texts texts;
	struct set_record *own = ARENA_NEW(mem, struct set_record);
	*own = *record;
	list_texts(&texts, own);
	for (size_t i = 0; i < texts.count; i++)
		*texts.at[i] = arena_dup(mem, *texts.at[i]);
	return own;
}

/* ---- between processes */

/* The bytes of a record without its texts, in pieces: letters that it does not
 * have and a reason that it does not need are left out. */
struct pieces {
	struct {
		size_t from, len;
	} at[3];
	size_t count;
};

static struct pieces
pieces_of(size_t letters)
{
	size_t why = offsetof(struct set_record, why);
	size_t after = offsetof(struct set_record, file);
	size_t last = offsetof(struct set_record, count);
	return (struct pieces){
	    .at = {{last, (letters ? why : after) - last},
		{after, sizeof(struct set_record) - after},
		{0, offsetof(struct set_record, at) +
			letters * sizeof(struct set_one)}},
	    .count = 3,
	};
}

static void
add_bytes(struct strbuf *out, const void *at, size_t len)
{
	strbuf_add(out, (struct slice){at, len});
}

void
record_pack(struct strbuf *out, const struct set_record *record)
{
	struct texts texts;
	struct set_record same = *record; /* whose texts are the record's */
	struct pieces pieces = pieces_of(record->count);
	add_bytes(out, &record->count, sizeof record->count);
	for (size_t i = 0; i < pieces.count; i++)
		add_bytes(out, (const char *)record + pieces.at[i].from,
		    pieces.at[i].len);
	list_texts(&texts, &same);
	for (size_t i = 0; i < texts.count; i++)
		strbuf_add(out, *texts.at[i]);
}

static bool
take_bytes(struct slice *packed, void *to, size_t len)
{
	if (packed->len < len)
		return false;
	memcpy(to, packed->at, len);
	*packed = slice_from(*packed, len);
	return true;
}

struct set_record *
record_unpack(struct arena *mem, struct slice *packed)
{
	size_t count;
	struct texts texts;
	struct set_record *record = ARENA_NEW(mem, struct set_record);
	if (!take_bytes(packed, &count, sizeof count) || count > ADDRESSEES_MAX)
		return NULL;
	struct pieces pieces = pieces_of(count);
	for (size_t i = 0; i < pieces.count; i++)
		if (!take_bytes(packed, (char *)record + pieces.at[i].from,
			pieces.at[i].len))
			return NULL;
	list_texts(&texts, record);
	for (size_t i = 0; i < texts.count; i++) {
		struct slice *text = texts.at[i];
		if (text->len > packed->len)
			return NULL;
		*text = slice_part(*packed, 0, text->len);
		*packed = slice_from(*packed, text->len);
	}
	return record;
}
