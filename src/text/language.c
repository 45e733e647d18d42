#include "text/language.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>

bool
language_is_known(const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	/* "root" is no language, and "" is ICU's name for it. */
	if (!language[0] || strcmp(language, "root") == 0)
		return false;
	char name[ULOC_FULLNAME_CAPACITY];
	uloc_getName(language, name, sizeof name, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
		return false;
	UResourceBundle *bundle = ures_open(NULL, name, &status);
	bool known = U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
	ures_close(bundle);
	return known;
}

const char *
language_or_root(const char *language)
{
	return language_is_known(language) ? language : "root";
}
