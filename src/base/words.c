#include "base/words.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/languages.h"
#include "base/memory.h"
#include "base/plural.h"

/*
 * The form of a .mo file (GNU gettext manual, 10.3): seven numbers of four
 * bytes, of which these are used; then two tables of {length, place}, the
 * wordings in the order of their bytes and their translations. A wording with
 * plural forms stands as "one\0many", its translations one behind the other.
 */
enum { MAGIC_AT = 0, COUNT_AT = 8, WORDINGS_AT = 12, TRANSLATIONS_AT = 16 };
enum { HEAD_SIZE = 28, ENTRY_SIZE = 8 };
#define MAGIC 0x950412deu
#define CATALOGUE_MAX ((off_t)16 << 20)

struct words {
	char *bytes;
	size_t len;
	uint32_t count, wordings, translations;
	const char *plural; /* the catalogue's rule, NULL: that of English */
	char language[16];
};

static uint32_t
number_at(const struct words *words, size_t at)
{
	uint32_t number;
	memcpy(&number, words->bytes + at, sizeof number);
	return number;
}

/* A text of a table; all of them were checked when it was read. */
static struct slice
text_at(const struct words *words, uint32_t table, uint32_t index)
{
	size_t entry = table + (size_t)index * ENTRY_SIZE;
	return (struct slice){words->bytes + number_at(words, entry + 4),
	    number_at(words, entry)};
}

/* Whether the table and all its texts lie within the file, each with its NUL.
 */
static bool
is_whole(const struct words *words, uint32_t table)
{
	if (table > words->len ||
	    words->count > (words->len - table) / ENTRY_SIZE)
		return false;
	for (uint32_t i = 0; i < words->count; i++) {
		size_t entry = table + (size_t)i * ENTRY_SIZE;
		size_t len = number_at(words, entry);
		size_t at = number_at(words, entry + 4);
		if (at >= words->len || len >= words->len - at ||
		    words->bytes[at + len] != '\0')
			return false;
	}
	return true;
}

static bool
is_ordered(const struct words *words)
{
	for (uint32_t i = 1; i < words->count; i++) {
		if (strcmp(text_at(words, words->wordings, i - 1).at,
			text_at(words, words->wordings, i).at) >= 0)
			return false;
	}
	return true;
}

/* The translation of the wording, all forms of it; NULL where there is none. */
static struct slice
find(const struct words *words, const char *wording)
{
	uint32_t low = 0, high = words->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order =
		    strcmp(wording, text_at(words, words->wordings, middle).at);
		if (order == 0)
			return text_at(words, words->translations, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return (struct slice){NULL, 0};
}

/* The rule in the header, which is the translation of the empty wording; NULL
 * where it has none. */
static const char *
find_plural(const struct words *words)
{
	struct slice header = find(words, "");
	const char *rule = header.at ? strstr(header.at, "plural=") : NULL;
	return rule ? rule + strlen("plural=") : NULL;
}

struct words *
words_read(struct slice catalogue, const char *language)
{
	struct words *words = mem_new(1, sizeof *words);
	words->len = catalogue.len;
	words->bytes = mem_new(catalogue.len + 1, 1);
	if (catalogue.len)
		memcpy(words->bytes, catalogue.at, catalogue.len);
	snprintf(words->language, sizeof words->language, "%s", language);
	bool ok = catalogue.len >= (size_t)HEAD_SIZE &&
		  number_at(words, MAGIC_AT) == MAGIC;
	if (ok) {
		words->count = number_at(words, COUNT_AT);
		words->wordings = number_at(words, WORDINGS_AT);
		words->translations = number_at(words, TRANSLATIONS_AT);
		ok = is_whole(words, words->wordings) &&
		     is_whole(words, words->translations) && is_ordered(words);
	}
	if (ok) {
		words->plural = find_plural(words);
		return words;
	}
	words_close(words);
	return NULL;
}

/* A catalogue is not in the account of files read, as the program itself is
 * not. One that is there and cannot be read would make other words. */
static struct words *
read_file(const char *path, const char *language)
{
	struct words *words = NULL;
	struct stat st;
	int fd = file_open(path);
	if (fd < 0 && fault_is(errno))
		fault_end(path, errno);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) != 0)
		fault_end(path, errno);
	if (st.st_size < CATALOGUE_MAX) {
		size_t len = (size_t)st.st_size;
		char *bytes = mem_new(len + 1, 1);
		if (fault_read(fd, bytes, len) < 0)
			fault_end(path, errno);
		words = words_read((struct slice){bytes, len}, language);
		free(bytes);
	}
	close(fd);
	return words;
}

bool
words_open(const char *folder, const char *language, struct words **words)
{
	char path[4096];
	const struct language *row = language_find_spoken(language);
	*words = NULL;
	if (!row || strcmp(row->code, "en") == 0)
		return row;
	int used = snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/utskick.mo",
	    folder, row->code);
	if ((size_t)used < sizeof path)
		*words = read_file(path, row->code);
	return *words;
}

void
words_close(struct words *words)
{
	if (!words)
		return;
	free(words->bytes);
	free(words);
}

const char *
words_language(const struct words *words)
{
	return words ? words->language : "en";
}

const char *
words_translate(const struct words *words, const char *wording)
{
	/* The translation of the empty wording is the header. */
	struct slice found =
	    words && *wording ? find(words, wording) : (struct slice){NULL, 0};
	return found.len ? found.at : wording;
}

const char *
words_translate_many(const struct words *words, const char *one,
    const char *many, long long number)
{
	struct slice found =
	    words && *one ? find(words, one) : (struct slice){NULL, 0};
	unsigned long long size = number < 0 ? 0ull - (unsigned long long)number
					     : (unsigned long long)number;
	if (!found.len)
		return size == 1 ? one : many;
	size_t form = plural_form(words->plural, size);
	const char *at = found.at, *end = found.at + found.len;
	while (form && at + strlen(at) < end) {
		at += strlen(at) + 1;
		form--;
	}
	return at;
}

const char *
words_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (!value || !*value)
			continue;
		const struct language *row = language_find_spoken(value);
		return row ? row->code : NULL;
	}
	return NULL;
}
