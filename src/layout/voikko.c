#include "layout/voikko.h"

#include <libvoikko/voikko.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* "…/5/mor-standard/mor.vfst" lies three folders below what is searched. */
static char *
folder_of(const char *dictionary)
{
	size_t len = strlen(dictionary);
	char *folder = mem_new(len + 1, 1);
	memcpy(folder, dictionary, len);
	for (int up = 0; up < 3; up++) {
		char *slash = strrchr(folder, '/');
		if (slash)
			*slash = '\0';
	}
	return folder;
}

struct VoikkoHandle *
voikko_open(const char *dictionary)
{
	const char *error = NULL;
	char *folder = folder_of(dictionary);
	struct VoikkoHandle *voikko = voikkoInit(&error, "fi", folder);
	free(folder);
	if (voikko)
		voikkoSetBooleanOption(
		    voikko, VOIKKO_OPT_NO_UGLY_HYPHENATION, 1);
	return voikko;
}

void
voikko_close(struct VoikkoHandle *voikko)
{
	if (voikko)
		voikkoTerminate(voikko);
}

void
voikko_find(struct VoikkoHandle *voikko, struct slice letters, bool *breaks)
{
	char *word = mem_new(2 * letters.len + 1, 1), *to = word;
	for (size_t i = 0; i < letters.len; i++)
		to += utf8_encode(to, (unsigned char)letters.at[i]);
	*to = '\0';
	char *marks = voikkoHyphenateCstr(voikko, word);
	free(word);
	/* one mark for a character; '=' would replace it */
	for (size_t i = 0; marks && marks[i] && i < letters.len; i++)
		breaks[i] = marks[i] == '-';
	if (marks)
		voikkoFreeCstr(marks);
}
