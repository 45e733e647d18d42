#include "base/words.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "utskick"

/* gettext's own counter: a change makes it look for catalogues again. */
extern int _nl_msg_cat_cntr;

static char in_use[16] = "en";

void
words_init(const char *folder)
{
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain(DOMAIN, folder);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
}

/* Names for what words_use returns: string literals live for ever. */
static const char *
known(const char *language)
{
	return strncmp(language, "sv", 2) == 0 ? "sv" : "en";
}

const char *
words_use(const char *language)
{
	const char *before = known(in_use), *now = known(language);
	if (before == now)
		return before;
	strcpy(in_use, now);
	setenv("LANGUAGE", now, 1);
	_nl_msg_cat_cntr++;
	return before;
}

const char *
words_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (!value || !*value)
			continue;
		if (strncmp(value, "sv", 2) == 0)
			return "sv";
		if (strncmp(value, "en", 2) == 0)
			return "en";
		return NULL;
	}
	return NULL;
}

const char *
words_translate(const char *wording)
{
	if (strcmp(in_use, "en") == 0)
		return wording;
	return dgettext(DOMAIN, wording);
}
