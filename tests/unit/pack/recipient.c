/* Keys as age writes them: bech32 (BIP 173) and nothing near it. */
#include "pack/age.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "reported.h"

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

/* ---- a file of them */

static const struct {
	const char *name, *line;
	size_t times;
	uint32_t count; /* 0: refused with */
	const char *code;
} files[] = {
    {"one", RISING "avhh7m\n", 1, 1, NULL},
    {"without an end", RISING "avhh7m", 1, 1, NULL},
    {"with a comment", "# Eva\n\n" RISING "avhh7m\r\n", 1, 1, NULL},
    {"as many as there can be", RISING "avhh7m\n", 100, 100, NULL},
    {"one more", RISING "avhh7m\n", 101, 0, "bad-recipient"},
    {"comments alone", "# Eva\n", 2, 0, "bad-recipient"},
    {"nothing", "", 1, 0, "bad-recipient"},
    {"a word behind it", RISING "avhh7m Eva\n", 1, 0, "bad-recipient"},
    {"a secret key", "AGE-SECRET-KEY-1\n", 1, 0, "secret-recipient"},
};

static void
test_file(size_t i)
{
	char path[] = "/tmp/utskick-recipients-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct age_recipients recipients;
	struct strbuf text = {0};
	int fd = mkstemp(path);
	if (fd < 0)
		abort();
	close(fd);
	for (size_t n = 0; n < files[i].times; n++)
		strbuf_add_text(&text, files[i].line);
	file_write_whole(path, strbuf_view(&text), diag);
	bool ok = age_read_recipients(&recipients, mem, path, diag);
	test_true(files[i].name, ok == !files[i].code);
	if (ok)
		test_number(
		    files[i].name, (long long)recipients.count, files[i].count);
	else if (diag_count(diag))
		test_text(files[i].name, diag_view(diag, 0)->main.message->code,
		    files[i].code ? files[i].code : "");
	unlink(path);
	strbuf_fini(&text);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

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
	char nul[] = RISING "avhh7m";
	nul[20] = '\0';
	test_true(
	    "a NUL", !age_read_recipient(
			 (struct slice){nul, sizeof nul - 1}, &recipient));
	for (size_t i = 0; i < COUNT(files); i++)
		test_file(i);
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
