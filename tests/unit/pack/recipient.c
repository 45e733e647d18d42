/* Keys as age writes them: bech32 (BIP 173) and nothing near it. */
#include "pack/age.h"

#include "test.h"

#define RISING "age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s"

static const struct {
	const char *text;
	bool good;
} cases[] = {
    {RISING "avhh7m", true},
    {"age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z", true},
    {RISING "avhh7n", false},
    {RISING "avhh7", false},
    {RISING "avhh7mm", false},
    /* bech32m */
    {RISING "gs8mme", false},
    /* a bit more than a key has */
    {"age1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc03q6rzrf", false},
    /* another prefix */
    {"agf1qqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0s43wcss", false},
    {"AGE1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SAVHH7M", false},
    {"age1bqqsyqcyq5rqwzqfpg9scrgwpugpzysnzs23v9ccrydpk8qarc0savhh7m", false},
    {"age1", false},
    {"", false},
};

int
main(void)
{
	struct age_recipient recipient;
	for (size_t i = 0; i < COUNT(cases); i++)
		test_true(cases[i].text,
		    age_read_recipient(slice_view(cases[i].text), &recipient) ==
			cases[i].good);
	age_read_recipient(SLICE(RISING "avhh7m"), &recipient);
	for (size_t i = 0; i < BOX_KEY; i++)
		test_number("its bytes", recipient.key[i], (long long)i);
	/* any one sign that is another makes it none */
	for (size_t i = 0; i < strlen(cases[0].text); i++) {
		char text[80];
		snprintf(text, sizeof text, "%s", cases[0].text);
		text[i] = text[i] == 'q' ? 'p' : 'q';
		test_true(
		    text, !age_read_recipient(slice_view(text), &recipient));
	}
	return test_end();
}
