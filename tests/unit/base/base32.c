#include "base/base32.h"

#include "test.h"

static const struct {
	const char *text, *values; /* of letters: 'a' is 0 */
	int count;
} reads[] = {
    {"01", "ab", 2},
    {"oO-iIlL", "aabbbb", 6},
    {"z z", "\x80\x80", 2},
    {"u", "", -1},
    {"0?", "", -1},
    {"0{", "", -1}, /* behind the small letters */
    {"012345678", "", -1}, /* more than room */
    {"", "", 0},
};

int
main(void)
{
	uint8_t bytes[] = {0xff, 0x00, 0x12, 0x34, 0x56}, values[8];
	char text[20];
	base32_write(bytes, 8, true, text);
	test_text("grouped", text, "ZW01-4D2P");
	base32_write(bytes, 5, false, text);
	test_text("fewer", text, "ZW014");
	for (size_t i = 0; i < COUNT(reads); i++) {
		int count = base32_read(
		    slice_view(reads[i].text), values, sizeof values);
		test_number(reads[i].text, count, reads[i].count);
		for (int k = 0; k < count; k++)
			test_number(reads[i].text, values[k],
			    (uint8_t)reads[i].values[k] == 0x80
				? 31
				: reads[i].values[k] - 'a');
	}
	for (unsigned i = 0; i < 32; i++)
		test_number("there and back", base32_value(base32_sign(i)), i);
	test_number("no NUL", base32_value('\0'), -1);
	return test_end();
}
