#include "intake/connection.h"

#include <stdlib.h>
#include <strings.h>

#include "intake/messages.h"

struct pair {
	struct slice keyword, value;
};

/* A value's end: the next semicolon outside braces; "}}" is a brace in them. */
static size_t
value_end(struct slice text)
{
	size_t at = 0;
	if (!slice_starts(text, "{"))
		return slice_find_char(text, ';');
	for (at = 1; at < text.len; at++) {
		if (text.at[at] != '}')
			continue;
		if (at + 1 < text.len && text.at[at + 1] == '}')
			at++;
		else
			break;
	}
	return at + slice_find_char(slice_from(text, at), ';');
}

/* The first pair, and *rest behind it; false at the end. */
static bool
next_pair(struct slice *rest, struct pair *pair)
{
	while (rest->len && strchr("; \t", rest->at[0]))
		*rest = slice_from(*rest, 1);
	if (!rest->len)
		return false;
	size_t equals = slice_find_char(*rest, '=');
	size_t end = slice_find_char(*rest, ';');
	pair->value = (struct slice){"", 0};
	if (equals < end) {
		struct slice behind = slice_from(*rest, equals + 1);
		size_t len = value_end(behind);
		pair->value = slice_trim(slice_part(behind, 0, len));
		end = equals + 1 + len;
	}
	pair->keyword =
	    slice_trim(slice_part(*rest, 0, equals < end ? equals : end));
	*rest = slice_from(*rest, end);
	return true;
}

static bool
is_same(struct slice a, const char *word)
{
	return a.len == strlen(word) && strncasecmp(a.at, word, a.len) == 0;
}

struct slice
connection_find(struct slice said, const char *keyword)
{
	struct pair pair;
	while (next_pair(&said, &pair)) {
		if (is_same(pair.keyword, keyword))
			return pair.value;
	}
	return (struct slice){"", 0};
}

static bool
holds(struct slice text, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= text.len; i++) {
		if (strncasecmp(text.at + i, word, len) == 0)
			return true;
	}
	return false;
}

/* In a keyword, or in a value that holds keywords of its own (pqopt={…}). */
static bool
has_password(struct slice said)
{
	static const char *const words[] = {
	    "pwd", "passw", "passphrase", "secret", "accesstoken", NULL};
	struct pair pair;
	bool found = false;
	while (!found && next_pair(&said, &pair)) {
		for (size_t i = 0; words[i] && !found; i++)
			found = holds(pair.keyword, words[i]) ||
				(slice_find_char(pair.value, '=') <
					pair.value.len &&
				    holds(pair.value, words[i]));
		found = found || is_same(pair.keyword, "pass");
	}
	return found;
}

/*
 * The keywords that say where the database is and who asks. Drivers know others
 * that run statements of their own (ConnSettings, InitStmt), load code
 * (LoadExt), read and write files (FileDSN, SaveFile): those are for whoever
 * keeps odbc.ini.
 */
static bool
is_known(struct slice keyword)
{
	static const char *const known[] = {"DSN", "Driver", "Description",
	    "Server", "Servername", "Host", "Hostname", "Address", "Addr",
	    "Network", "Socket", "Port", "Protocol", "Service", "ServiceName",
	    "Instance", "TNSServiceName", "SID", "Database", "DB", "DBQ",
	    "DBName", "Schema", "UID", "User", "Username", "UserName",
	    "Authentication", "Trusted_Connection", "ApplicationIntent",
	    "Encrypt", "TrustServerCertificate", "SSLMode", "TDS_Version",
	    "APP", "WSID", "Language", "Timeout", "ConnectTimeout", NULL};
	for (size_t i = 0; known[i]; i++) {
		if (is_same(keyword, known[i]))
			return true;
	}
	return false;
}

/* Each has a value: connection_check has seen that. */
static bool
check_keywords(struct slice said, struct span span, struct diag *diag)
{
	struct pair pair;
	bool ok = true;
	while (next_pair(&said, &pair)) {
		if (is_known(pair.keyword))
			continue;
		REPORT(diag, span, &intake_foreign_keyword, ARGS(pair.keyword));
		HINT(diag, &intake_foreign_keyword_hint, NO_ARGS);
		ok = false;
	}
	return ok;
}

bool
connection_check(struct slice said, struct span span, struct diag *diag)
{
	struct pair pair;
	struct slice rest = said;
	bool named = false, whole = true;
	if (has_password(said)) {
		REPORT(diag, span, &intake_password, NO_ARGS);
		diag_conceal(diag);
		HINT(diag, &intake_password_hint, ARGS(CONNECTION_PASSWORD));
		return false;
	}
	while (next_pair(&rest, &pair)) {
		named = named || is_same(pair.keyword, "DSN") ||
			is_same(pair.keyword, "Driver");
		whole = whole && pair.value.len;
	}
	if (named && whole)
		return check_keywords(said, span, diag);
	REPORT(diag, span, &intake_bad_connection, NO_ARGS);
	return false;
}

static void
add_braced(struct strbuf *out, struct slice value)
{
	strbuf_add_char(out, '{');
	for (size_t i = 0; i < value.len; i++) {
		strbuf_add_char(out, value.at[i]);
		if (value.at[i] == '}')
			strbuf_add_char(out, '}');
	}
	strbuf_add_char(out, '}');
}

/*
 * psqlodbc holds a whole answer in memory unless it is asked for a cursor, and
 * can log it to /tmp; SQLite's makes the file that it does not find.
 */
void
connection_write(
    struct strbuf *out, struct slice said, struct slice driver_file)
{
	const char *password = getenv(CONNECTION_PASSWORD);
	struct pair pair;
	/* Drivers take a blank behind a semicolon for a keyword's first. */
	while (next_pair(&said, &pair)) {
		strbuf_add_text(out, out->len ? ";" : "");
		strbuf_add(out, pair.keyword);
		strbuf_add_char(out, '=');
		strbuf_add(out, pair.value);
	}
	if (holds(driver_file, "psqlodbc"))
		strbuf_add_text(
		    out, ";UseDeclareFetch=1;Fetch=10000;Debug=0;CommLog=0");
	if (holds(driver_file, "sqlite"))
		strbuf_add_text(out, ";NoCreat=1");
	if (password && *password) {
		strbuf_add_text(out, ";PWD=");
		add_braced(out, slice_view(password));
	}
}
