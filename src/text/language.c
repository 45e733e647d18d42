#include "text/language.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>

#include "base/languages.h"

bool
language_is_known(const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	/* "root" is not a language, and "" is ICU's name for it. */
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

void
language_code(const char *language, char *code)
{
	UErrorCode status = U_ZERO_ERROR;
	uloc_getLanguage(language, code, LANGUAGE_CODE, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
	    !uloc_getISO3Language(code)[0])
		code[0] = '\0';
}

const char *
language_or_root(const char *language)
{
	return language_is_known(language) ? language : "root";
}

/* The root's name of February, "M02", belongs to no language. */
static bool
names_months(const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar name[64] = {0};
	UDateFormat *format = udat_open(
	    UDAT_LONG, UDAT_LONG, language, NULL, 0, NULL, 0, &status);
	if (U_FAILURE(status))
		return false;
	int32_t len = udat_getSymbols(format, UDAT_MONTHS, 1, name,
	    (int32_t)(sizeof name / sizeof *name), &status);
	udat_close(format);
	return U_SUCCESS(status) && len > 0 &&
	       !(len == 3 && name[0] == 'M' && name[1] == '0');
}

bool
language_has_months(const char *language)
{
	return language_find(language) ||
	       (language_is_known(language) && names_months(language));
}
