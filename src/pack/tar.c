#include "pack/tar.h"

#include <stdio.h>
#include <string.h>

#define NAME_LONGEST 100

struct head {
	char name[NAME_LONGEST], mode[8], uid[8], gid[8], size[12], mtime[12],
	    sum[8], type, link[100], magic[6], version[2], owner[32], group[32],
	    major[8], minor[8], prefix[155], rest[12];
};
_Static_assert(sizeof(struct head) == TAR_BLOCK, "a block");

static void
write_octal(char *to, size_t len, uint64_t number)
{
	for (size_t i = len - 1; i-- > 0; number >>= 3)
		to[i] = (char)('0' + (number & 7));
}

static void
add_head(
    struct strbuf *out, struct slice name, uint64_t size, day when, char type)
{
	struct head head = {.type = type, .sum = "       "};
	uint64_t sum = ' ';
	memcpy(head.name, name.at,
	    name.len < NAME_LONGEST ? name.len : NAME_LONGEST);
	write_octal(head.mode, sizeof head.mode, 0600);
	write_octal(head.uid, sizeof head.uid, 0);
	write_octal(head.gid, sizeof head.gid, 0);
	write_octal(head.size, sizeof head.size, size);
	write_octal(head.mtime, sizeof head.mtime,
	    when > 0 ? (uint64_t)when * 24 * 60 * 60 : 0);
	memcpy(head.magic, "ustar", sizeof head.magic);
	memcpy(head.version, "00", sizeof head.version);
	for (size_t i = 0; i < sizeof head; i++)
		sum += ((const unsigned char *)&head)[i];
	write_octal(head.sum, sizeof head.sum - 1, sum);
	head.sum[6] = '\0';
	head.sum[7] = ' ';
	strbuf_add(out, (struct slice){(const char *)&head, sizeof head});
}

static bool
is_plain(struct slice name)
{
	for (size_t i = 0; i < name.len; i++) {
		if ((unsigned char)name.at[i] >= 0x80)
			return false;
	}
	return name.len <= NAME_LONGEST;
}

/* "28 path=to-printer/…\n": the length counts itself. */
static void
add_path(struct strbuf *out, struct slice name, day when)
{
	size_t rest = strlen(" path=\n") + name.len, len = rest, digits = 0;
	for (size_t more = 1; more != digits; len = rest + digits) {
		digits = more;
		more = (size_t)snprintf(NULL, 0, "%zu", rest + digits);
	}
	add_head(out, SLICE("pax"), len, when, 'x');
	strbuf_print(out, "%zu path=%.*s\n", len, (int)name.len, name.at);
	tar_write_fill(out, len);
}

void
tar_write_head(struct strbuf *out, struct slice name, uint64_t size, day when)
{
	if (!is_plain(name))
		add_path(out, name, when);
	add_head(out, name, size, when, '0');
}

static void
add_zeros(struct strbuf *out, size_t len)
{
	memset(strbuf_reserve(out, len), 0, len);
	out->len += len;
}

void
tar_write_fill(struct strbuf *out, uint64_t size)
{
	size_t over = (size_t)(size % TAR_BLOCK);
	if (over)
		add_zeros(out, TAR_BLOCK - over);
}

void
tar_write_end(struct strbuf *out)
{
	add_zeros(out, 2 * (size_t)TAR_BLOCK);
}
