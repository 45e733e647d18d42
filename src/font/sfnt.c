#include "font/sfnt.h"

enum { HEADER = 12, ENTRY = 16 };

uint32_t
sfnt_version(struct slice file)
{
	return sfnt_u32(file, 0);
}

enum sfnt_fault
sfnt_read(struct slice file, struct sfnt *sfnt, uint32_t *faulty)
{
	size_t count = sfnt_u16(file, 4);
	sfnt->file = file;
	sfnt->version = sfnt_version(file);
	sfnt->count = 0;
	if (!count || count > SFNT_TABLES_MAX ||
	    file.len < HEADER + count * ENTRY)
		return SFNT_NO_DIRECTORY;
	for (size_t i = 0; i < count; i++) {
		size_t entry = HEADER + i * ENTRY;
		struct sfnt_table *table = &sfnt->tables[i];
		size_t from = sfnt_u32(file, entry + 8);
		size_t len = sfnt_u32(file, entry + 12);
		table->tag = sfnt_u32(file, entry);
		table->checksum = sfnt_u32(file, entry + 4);
		*faulty = table->tag;
		/* Ascending, so no table stands twice. */
		if (i && table->tag <= table[-1].tag)
			return SFNT_NO_DIRECTORY;
		if (from < HEADER + count * ENTRY || from > file.len ||
		    len > file.len - from)
			return SFNT_TABLE_OUTSIDE;
		table->bytes = (struct slice){file.at + from, len};
		sfnt->count++;
	}
	return SFNT_WHOLE;
}

static const struct sfnt_table *
find_table(const struct sfnt *sfnt, uint32_t tag)
{
	for (size_t i = 0; i < sfnt->count; i++)
		if (sfnt->tables[i].tag == tag)
			return &sfnt->tables[i];
	return NULL;
}

struct slice
sfnt_find(const struct sfnt *sfnt, uint32_t tag)
{
	const struct sfnt_table *table = find_table(sfnt, tag);
	return table ? table->bytes : (struct slice){0};
}

bool
sfnt_has(const struct sfnt *sfnt, uint32_t tag)
{
	return find_table(sfnt, tag);
}

struct slice
sfnt_find_in(struct slice file, const char tag[4])
{
	struct sfnt sfnt;
	uint32_t faulty;
	if (sfnt_read(file, &sfnt, &faulty) != SFNT_WHOLE)
		return (struct slice){0};
	return sfnt_find(&sfnt, SFNT_TAG(tag[0], tag[1], tag[2], tag[3]));
}

uint32_t
sfnt_sum(struct slice bytes, size_t without)
{
	uint32_t sum = 0;
	size_t at = 0;
	for (; at + 4 <= bytes.len; at += 4)
		sum += sfnt_u32(bytes, at);
	/* The last word is filled with zero bytes. */
	for (size_t i = 0; at + i < bytes.len; i++)
		sum += (uint32_t)sfnt_u8(bytes, at + i) << (24 - 8 * i);
	return sum - sfnt_u32(bytes, without);
}

uint32_t
sfnt_checksum(const struct sfnt_table *table)
{
	bool head = table->tag == SFNT_HEAD;
	return sfnt_sum(table->bytes, head ? 8 : SIZE_MAX);
}

void
sfnt_write_tag(uint32_t tag, char text[5])
{
	for (int i = 0; i < 4; i++) {
		char c = (char)(tag >> (24 - 8 * i) & 0xFF);
		text[i] = c >= ' ' && c <= '~' ? c : '?';
	}
	text[4] = '\0';
}
