#include "base/base32.h"

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char
base32_sign(unsigned value)
{
	return signs[value & 31];
}

int
base32_value(char sign)
{
	if (sign >= 'a' && sign <= 'z')
		sign = (char)(sign - 'a' + 'A');
	if (sign == 'O')
		sign = '0';
	if (sign == 'I' || sign == 'L')
		sign = '1';
	const char *at = sign ? strchr(signs, sign) : NULL;
	return at ? (int)(at - signs) : -1;
}

void
base32_write(const uint8_t *bytes, size_t count, bool grouped, char *to)
{
	unsigned bits = 0, have = 0;
	for (size_t i = 0; i < count; i++) {
		if (have < 5) {
			bits = bits << 8 | *bytes++;
			have += 8;
		}
		if (grouped && i && i % 4 == 0)
			*to++ = '-';
		*to++ = base32_sign(bits >> (have - 5));
		have -= 5;
	}
	*to = '\0';
}

int
base32_read(struct slice text, uint8_t *values, size_t room)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '-' || text.at[i] == ' ')
			continue;
		int value = base32_value(text.at[i]);
		if (value < 0 || count == room)
			return -1;
		values[count++] = (uint8_t)value;
	}
	return (int)count;
}
