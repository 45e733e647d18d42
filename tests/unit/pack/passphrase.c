/* Which passphrase somebody could guess who has the file. */
#include "pack/pack.h"

#include "test.h"

static const struct {
	const char *text;
	bool good;
} cases[] = {
    {"fem ord som ingen", true},
    {"abcdefgh12345678", true},
    {"abcdefghabcdefgh", true},
    {"1234567 89012345", true},
    {"12345678901234:5", true},
    {"1234567890123456", false}, /* digits only */
    {"abcdefgh1234567", false}, /* a sign less than sixteen */
    {"abcdefgabcdefgabcdefg", false}, /* seven that differ */
    {"åäöåäöåäöåäöåäöåäö", false},
    {"åäöåäöåäöåäöabcde", true}, /* signs, not bytes */
    {"åäöabcdeåä", false},
    {"", false},
};

int
main(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t before = diag_errors(diag);
		test_true(cases[i].text,
		    pack_check_passphrase(slice_view(cases[i].text), diag) ==
			cases[i].good);
		test_number(cases[i].text, (long long)diag_errors(diag),
		    (long long)before + !cases[i].good);
	}
	diag_free(diag);
	sources_free(sources);
	return test_end();
}
