#include "serve/session.h"

#include "test.h"

static void
test_key(void)
{
	char key[SESSION_SIGNS + 1], cookies[200];
	struct session session;
	test_true("random bytes", session_start(&session, 8471));
	memcpy(key, session.key, sizeof key);
	snprintf(cookies, sizeof cookies, "a=b; %s=%s; c", session.name,
	    session.cookie);
	test_true("a cookie before the key",
	    !session_is_open(&session, slice_view(cookies)));
	test_true("no key", !session_take_key(&session, SLICE("")));
	test_true("a part of it",
	    !session_take_key(&session, slice_part(slice_view(key), 0, 31)));
	test_true("the key", session_take_key(&session, slice_view(key)));
	test_true("whose answer got lost",
	    session_take_key(&session, slice_view(key)));
	test_true("another's cookie",
	    !session_is_open(&session, SLICE("utskick-8471=x")));
	test_true("keeps it", session_take_key(&session, slice_view(key)));
	test_true("the cookie", session_is_open(&session, slice_view(cookies)));
	test_true("the key again, once it has come back",
	    !session_take_key(&session, slice_view(key)));
	char gone[SESSION_SIGNS + 1] = {0};
	test_true("what is left of the key",
	    !session_take_key(&session, (struct slice){gone, SESSION_SIGNS}));
	test_true("the cookie", session_is_open(&session, slice_view(cookies)));
}

static void
test_cookies(void)
{
	struct session session;
	char right[100], text[300];
	session_start(&session, 8471);
	session_take_key(&session, slice_view(session.key));
	snprintf(right, sizeof right, "utskick-8471=%s", session.cookie);
	const struct {
		const char *name, *before, *after;
		bool want;
	} cases[] = {
	    {"alone", "", "", true},
	    {"among others", "a=1; ", "; b=2", true},
	    {"after a false one", "utskick-8471=0; ", "", true},
	    {"another port's", "x", "", false},
	    {"longer", "", "0", false},
	};
	for (size_t i = 0; i < COUNT(cases); i++) {
		snprintf(text, sizeof text, "%s%s%s", cases[i].before, right,
		    cases[i].after);
		test_true(cases[i].name,
		    session_is_open(&session, slice_view(text)) ==
			cases[i].want);
	}
	right[strlen(right) - 1] ^= 1;
	test_true("wrong in its last sign",
	    !session_is_open(&session, slice_view(right)));
	test_true("none", !session_is_open(&session, SLICE("")));
	test_true(
	    "an empty one", !session_is_open(&session, SLICE("utskick-8471=")));
}

static void
test_tokens(void)
{
	struct session one, other;
	char anna[SESSION_SIGNS + 1], bo[SESSION_SIGNS + 1];
	session_start(&one, 1);
	session_start(&other, 1);
	session_write_token(&one, SLICE("anna"), anna);
	session_write_token(&one, SLICE("bo"), bo);
	test_true("each has its own", strcmp(anna, bo) != 0);
	test_true(
	    "hers", session_is_token(&one, SLICE("anna"), slice_view(anna)));
	test_true("another's",
	    !session_is_token(&one, SLICE("anna"), slice_view(bo)));
	test_true("another server's",
	    !session_is_token(&other, SLICE("anna"), slice_view(anna)));
	test_true("none", !session_is_token(&one, SLICE("anna"), SLICE("")));
}

int
main(void)
{
	test_key();
	test_cookies();
	test_tokens();
	return test_end();
}
