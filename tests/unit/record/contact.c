#include "record/contact.h"

#include "test.h"

#define A9 "aaaaaaaaa"
#define A63 A9 A9 A9 A9 A9 A9 A9

static const struct {
	const char *in, *want;
} organisations[] = {
    {"559999-9991", "559999-9991"},
    {"5599999991", "559999-9991"},
    {"165599999991", "559999-9991"},
    {"16559999-9991", "559999-9991"},
    {"299999-9994", "299999-9994"},
    {"559999-9992", NULL},
    {"500101-9800", NULL}, /* a sole trader's is a personnummer */
    {"559999 9991", NULL},
    {"559999-999", NULL},
    {"SE559999999101", NULL},
    {"", NULL},
};

static const struct {
	const char *in;
	bool valid;
} emails[] = {
    {"anna.ek@example.se", true},
    {"anna+brev@mail.example.com", true},
    {"åsa@exämple.se", true},
    {"a@b.se", true},
    {"a@" A63 ".se", true},
    {"a@a" A63 ".se", false},
    {A63 "a@b.se", true},
    {A63 "aa@b.se", false},
    {"a@" A63 "." A63 "." A63 "." A63 ".se", false},
    {"anna@example-.se", false},
    {"anna@exam-ple.s-e", true},
    {"anna@exam/ple.se", false},
    {"anna@example.se.", false},
    {"anna@a." A63 "." A63 "." A63 "." A63 ".se", false},
    {"anna@exam_ple.se", false},
    {"anna@exam.7", false},
    {"anna.ek@example", false},
    {"anna.ek", false},
    {"@example.se", false},
    {"anna@", false},
    {"anna ek@example.se", false},
    {"anna@example..se", false},
    {"anna@-example.se", false},
    {".anna@example.se", false},
    {"anna.@example.se", false},
    {"an..na@example.se", false},
    {"anna@example.se, bo@example.se", false},
    {"Anna Ek <anna@example.se>", false},
    {"anna@@example.se", false},
    {"anna@example.s", false},
    {"", false},
};

static const struct {
	const char *in;
	bool valid;
} phones[] = {
    {"0999-10 01 23", true},
    {"0999/10 01 23", true},
    {"(0999) 10 01 23", true},
    {"+46 999 10 01 23", true},
    {"+46 (0)999 10 01 23", true},
    {"0999100123", true},
    {"0999-10 01 23 (hem)", false},
    {"999-10 01 23", false},
    {"0999--100123", false},
    {"0999 10 01 23-", false},
    {"(0999 10 01 23", false},
    {"0999) 10 01 23", false},
    {"() 0999 100123", false},
    {"46+999100123", false},
    {"0999", false},
    {"0123456789012345", false},
    {"saknas", false},
    {"", false},
};

int
main(void)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT(organisations); i++) {
		struct slice clean = {0};
		bool ok = organisation_read(
		    arena, slice_view(organisations[i].in), &clean);
		test_true(
		    organisations[i].in, ok == (organisations[i].want != NULL));
		if (ok && organisations[i].want)
			test_slice(
			    organisations[i].in, clean, organisations[i].want);
	}
	for (size_t i = 0; i < COUNT(emails); i++)
		test_true(emails[i].in, email_is_valid(slice_view(
					    emails[i].in)) == emails[i].valid);
	for (size_t i = 0; i < COUNT(phones); i++)
		test_true(phones[i].in, phone_is_valid(slice_view(
					    phones[i].in)) == phones[i].valid);
	arena_free(arena);
	return test_end();
}
