#include "serve/guard.h"

#include "test.h"

#define HOST "127.0.0.1:8471"
#define OWN "http://" HOST

static const struct {
	const char *name;
	bool changes;
	/* NULL: the header is not there */
	const char *host, *origin, *site;
	enum guard_verdict want;
} cases[] = {
    {"typed", false, HOST, NULL, "none", GUARD_PASS},
    {"an old browser", false, HOST, NULL, NULL, GUARD_PASS},
    {"a link of our own", false, HOST, NULL, "same-origin", GUARD_PASS},
    {"a form of our own", true, HOST, OWN, "same-origin", GUARD_PASS},
    {"its origin alone", true, HOST, OWN, NULL, GUARD_PASS},
    {"its site alone", true, HOST, NULL, "same-origin", GUARD_PASS},
    {"no host", false, NULL, NULL, NULL, GUARD_HOST},
    {"an empty host", false, "", NULL, NULL, GUARD_HOST},
    {"a rebound name", false, "evil.example:8471", NULL, NULL, GUARD_HOST},
    {"another port", false, "127.0.0.1:8472", NULL, NULL, GUARD_HOST},
    {"no port", false, "127.0.0.1", NULL, NULL, GUARD_HOST},
    {"localhost", false, "localhost:8471", NULL, NULL, GUARD_HOST},
    {"a longer host", false, HOST ".evil.example", NULL, NULL, GUARD_HOST},
    {"a link elsewhere", false, HOST, NULL, "cross-site", GUARD_SITE},
    {"another port's link", false, HOST, NULL, "same-site", GUARD_SITE},
    {"another port's form", true, HOST, OWN, "same-site", GUARD_SITE},
    {"a form that was typed", true, HOST, OWN, "none", GUARD_SITE},
    {"an unknown site", false, HOST, NULL, "elsewhere", GUARD_SITE},
    {"a foreign form", true, HOST, "https://evil.example", NULL, GUARD_ORIGIN},
    {"a foreign origin that claims", true, HOST, "https://evil.example",
	"same-origin", GUARD_ORIGIN},
    {"null", true, HOST, "null", NULL, GUARD_ORIGIN},
    {"https", true, HOST, "https://" HOST, NULL, GUARD_ORIGIN},
    {"a script that fetches", false, HOST, "https://evil.example", NULL,
	GUARD_ORIGIN},
    {"a form of no browser", true, HOST, NULL, NULL, GUARD_ORIGIN},
};

static struct header
header_of(const char *value)
{
	return (struct header){value ? 1 : 0, slice_view(value)};
}

static const struct {
	const char *name, *user;
	bool want;
} users[] = {
    {"a name", "anna", true},
    {"of the post", "anna.ek@kommun.example", true},
    {"a number", "7", true},
    {"none", "", false},
    {"above", "..", false},
    {"here", ".", false},
    {"hidden", ".ssh", false},
    {"a path", "a/b", false},
    {"a path above", "a/../b", false},
    {"two signs", "a..b", false},
    {"an end", "a.", false},
    {"a blank", "anna ek", false},
    {"not ASCII", "åsa", false},
    {"a line feed", "anna\n", false},
    {"sixty-five",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	false},
};

static const struct {
	const char *name, *origin, *host;
} origins[] = {
    {"https", "https://utskick.example", "utskick.example"},
    {"with a port", "http://127.0.0.1:8080", "127.0.0.1:8080"},
    {"a path", "https://utskick.example/", NULL},
    {"a user", "https://a@utskick.example", NULL},
    {"no scheme", "utskick.example", NULL},
    {"another scheme", "ftp://utskick.example", NULL},
    {"nothing", "https://", NULL},
};

static void
test_several(void)
{
	const struct gate gate = {SLICE(HOST), SLICE(OWN)};
	struct knock knock = {.host = header_of(HOST)};
	knock.host.count = 2;
	test_number("two hosts", guard_judge(&gate, &knock), GUARD_HOST);
	knock.host.count = 1;
	knock.site = (struct header){2, SLICE("same-origin")};
	test_number("two sites", guard_judge(&gate, &knock), GUARD_SITE);
	knock.site.count = 0;
	knock.origin = (struct header){2, SLICE(OWN)};
	test_number("two origins", guard_judge(&gate, &knock), GUARD_ORIGIN);
	struct header user = {2, SLICE("anna")};
	test_true("two users", !guard_is_user(&user));
}

/* A gate without a host lets nobody through. */
static void
test_no_gate(void)
{
	const struct gate gate = {{NULL, 0}, {NULL, 0}};
	const struct knock knock = {.host = header_of("")};
	test_number("no gate", guard_judge(&gate, &knock), GUARD_HOST);
}

int
main(void)
{
	test_no_gate();
	const struct gate gate = {SLICE(HOST), SLICE(OWN)};
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct knock knock = {
		    .changes = cases[i].changes,
		    .host = header_of(cases[i].host),
		    .origin = header_of(cases[i].origin),
		    .site = header_of(cases[i].site),
		};
		test_number(
		    cases[i].name, guard_judge(&gate, &knock), cases[i].want);
	}
	for (size_t i = 0; i < COUNT(users); i++) {
		const struct header user = header_of(users[i].user);
		test_true(users[i].name, guard_is_user(&user) == users[i].want);
	}
	for (size_t i = 0; i < COUNT(origins); i++) {
		struct slice host;
		bool is =
		    guard_read_origin(slice_view(origins[i].origin), &host);
		test_true(origins[i].name, is == (origins[i].host != NULL));
		if (is)
			test_slice(origins[i].name, host, origins[i].host);
	}
	test_several();
	return test_end();
}
