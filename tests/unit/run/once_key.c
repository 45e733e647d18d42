/* The key of the lines: sixty-four digits, and nothing else. */
#include "run/once_key.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "reported.h"

#define DIGITS "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde"

#define TEXT(text)                                                             \
	{                                                                      \
		text, sizeof(text) - 1                                         \
	}

static const struct {
	const char *name;
	struct slice text;
	bool good;
} cases[] = {
    {"as it is written", TEXT(DIGITS "f\n"), true},
    {"without an end", TEXT(DIGITS "f"), true},
    {"with blanks", TEXT(" " DIGITS "f \r\n"), true},
    {"a digit less", TEXT(DIGITS "\n"), false},
    {"a digit more", TEXT(DIGITS "ff\n"), false},
    {"a capital", TEXT(DIGITS "F\n"), false},
    {"no digit", TEXT(DIGITS "g\n"), false},
    {"a NUL", TEXT(DIGITS "\0\n"), false},
    {"two", TEXT(DIGITS "f\n" DIGITS "f\n"), false},
    {"nothing", TEXT(""), false},
};

int
main(void)
{
	char path[] = "/tmp/utskick-key-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice secret, made, again;
	char hex[17], other[17];
	int fd = mkstemp(path);
	if (fd < 0)
		abort();
	close(fd);
	for (size_t i = 0; i < COUNT(cases); i++) {
		file_write_whole(path, cases[i].text, diag);
		bool ok = once_key_read(mem, path, &secret, diag);
		test_true(cases[i].name, ok == cases[i].good);
		if (ok)
			test_slice(cases[i].name, secret, DIGITS "f");
		else
			test_reported(cases[i].name, diag, "runs-bad-key");
	}
	test_true("made", once_key_make(mem, path, &made, diag) &&
			      once_key_write(path, made, diag));
	test_true("read again",
	    once_key_read(mem, path, &again, diag) && slice_equal(made, again));
	once_key_digest(made, SLICE("a"), hex, 16);
	once_key_digest(secret, SLICE("a"), other, 16);
	test_number("sixteen digits", (long long)strlen(hex), 16);
	test_true("by the key", strcmp(hex, other) != 0);
	unlink(path);
	test_true("no file", !once_key_read(mem, path, &secret, diag));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
