/*
 * pack/recipient.c - for whom a file in age's format is.
 */
#include "base/file.h"
#include "pack/age.h"
#include "pack/messages.h"

#define RECIPIENTS_LIMIT 65536
#define RECIPIENTS_MOST 100
#define CHECK_SIGNS 6
#define KEY_SIGNS 52 /* BOX_KEY bytes, five bits a sign */

static const char prefix[] = "age1";
static const char signs[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/* BIP 173, "Checksum". */
static uint32_t
add_sign(uint32_t sum, unsigned value)
{
	static const uint32_t generator[5] = {
	    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
	uint32_t top = sum >> 25;
	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (int i = 0; i < 5; i++)
		sum ^= top >> i & 1 ? generator[i] : 0;
	return sum;
}

static uint32_t
start_sum(void)
{
	uint32_t sum = 1;
	for (int i = 0; i < 3; i++)
		sum = add_sign(sum, (unsigned)prefix[i] >> 5);
	sum = add_sign(sum, 0);
	for (int i = 0; i < 3; i++)
		sum = add_sign(sum, (unsigned)prefix[i] & 31);
	return sum;
}

bool
age_read_recipient(struct slice text, struct age_recipient *recipient)
{
	uint32_t sum = start_sum(), bits = 0;
	unsigned held = 0;
	size_t at = 0;
	if (!slice_starts(text, prefix) ||
	    text.len != strlen(prefix) + KEY_SIGNS + CHECK_SIGNS)
		return false;
	text = slice_from(text, strlen(prefix));
	for (size_t i = 0; i < text.len; i++) {
		const char *sign =
		    text.at[i] ? strchr(signs, text.at[i]) : NULL;
		if (!sign)
			return false;
		unsigned value = (unsigned)(sign - signs);
		sum = add_sign(sum, value);
		if (i >= KEY_SIGNS)
			continue;
		bits = (bits << 5 | value) & 0xfff;
		held += 5;
		if (held < 8)
			continue;
		held -= 8;
		recipient->key[at++] = (uint8_t)(bits >> held);
	}
	return sum == 1 && !(bits & ((1u << held) - 1));
}

static bool
refuse(const char *path, uint32_t line, struct slice text, struct diag *diag)
{
	bool secret = slice_starts(text, "AGE-SECRET-KEY-");
	REPORT(diag, NO_SPAN, secret ? &pack_secret_key : &pack_not_a_key,
	    ARGS(path, line));
	if (!secret)
		HINT(diag, &pack_not_a_key_hint, NO_ARGS);
	return false;
}

bool
age_read_recipients(struct age_recipients *recipients, struct arena *mem,
    const char *path, struct diag *diag)
{
	struct slice text;
	*recipients = (struct age_recipients){0};
	if (!file_read(
		mem, path, INPUT_NONE, RECIPIENTS_LIMIT, diag, NO_SPAN, &text))
		return false;
	for (uint32_t number = 1; text.len; number++) {
		size_t end = slice_find_char(text, '\n');
		struct slice line = slice_trim(slice_part(text, 0, end));
		text = slice_from(text, end + 1);
		if (!line.len || line.at[0] == '#')
			continue;
		recipients->at =
		    arena_grow(mem, recipients->at, &recipients->room,
			recipients->count + 1, sizeof *recipients->at);
		if (recipients->count == RECIPIENTS_MOST ||
		    !age_read_recipient(
			line, &recipients->at[recipients->count++]))
			return refuse(path, number, line, diag);
	}
	if (!recipients->count)
		return refuse(path, 1, (struct slice){NULL, 0}, diag);
	return true;
}
