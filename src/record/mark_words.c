#include "record/mark_words.h"

#include "text/normal.h"

/* A longer cell is a story, and is looked at up to here. */
#define LONGEST 400

/* Found at the start of a word; a blank at the end: there the word ends. */
static const struct {
	enum mark_kind kind;
	const char *stem;
} stems[] = {
    {MARK_KIND_PROTECTED, "sekretess "},
    {MARK_KIND_PROTECTED, "sekretessmark"},
    {MARK_KIND_PROTECTED, "sekretesskydd"},
    {MARK_KIND_PROTECTED, "sekretessbel"},
    {MARK_KIND_PROTECTED, "skyddad ident"},
    {MARK_KIND_PROTECTED, "skyddad id "},
    {MARK_KIND_PROTECTED, "skyddad adress"},
    {MARK_KIND_PROTECTED, "skyddad person"},
    {MARK_KIND_PROTECTED, "skyddad folkbok"},
    {MARK_KIND_PROTECTED, "skyddade person"},
    {MARK_KIND_PROTECTED, "skyddade uppgift"},
    {MARK_KIND_PROTECTED, "skyddat ident"},
    {MARK_KIND_PROTECTED, "skyddat boende"},
    {MARK_KIND_PROTECTED, "kvarskriv"},
    {MARK_KIND_PROTECTED, "fingerad"},
    {MARK_KIND_PROTECTED, "hemlig adress"},
    {MARK_KIND_PROTECTED, "hemlig ident"},
    {MARK_KIND_PROTECTED, "adresskydd"},
    {MARK_KIND_PROTECTED, "adressskydd"},
    {MARK_KIND_PROTECTED, "turvakiel"},
    {MARK_KIND_DECEASED, "avliden "},
    {MARK_KIND_DECEASED, "avlidna "},
    {MARK_KIND_DECEASED, "avlidne "},
    {MARK_KIND_DECEASED, "avled "},
    {MARK_KIND_DECEASED, "avlidit "},
    {MARK_KIND_DECEASED, "död "},
    {MARK_KIND_DECEASED, "dödsbo "},
    {MARK_KIND_DECEASED, "dödsboet "},
    {MARK_KIND_DECEASED, "dödsfall"},
    {MARK_KIND_DECEASED, "dödsdat"},
    {MARK_KIND_DECEASED, "dbo "},
    {MARK_KIND_DECEASED, "deceased "},
    {MARK_KIND_DECEASED, "kuollut "},
    {MARK_KIND_DECEASED, "kuolinpesä"},
    {MARK_KIND_DECEASED, "† "},
};

/* Words before it by which it is not so, or is said of somebody else. */
static const char *const before[] = {"ej", "inte", "icke", "ingen", "inget",
    "inga", "utan", "not", "no", "ei", "make", "maken", "makens", "maka",
    "makan", "makans", "man", "mannen", "fru", "frun", "hustru", "hustrun",
    "sambo", "sambon", "särbo", "särbon", "far", "fadern", "pappa", "mor",
    "modern", "mamma", "son", "sonen", "dotter", "dottern", "bror", "brodern",
    "syster", "systern", "anhörig", "anhöriga", "vän", "vännen", "puoliso",
    NULL};

/* Words behind it: a column of notes answers its own question. */
static const char *const behind[] = {
    "nej", "n", "no", "0", "ei", "saknas", "finns", "hävd", "upphävd", NULL};

/* The first letters of all stems; 0x20 makes small ones of ASCII. */
static bool
may_start(const char *at, size_t len)
{
	if (len < 3)
		return false;
	unsigned char a = (unsigned char)(at[0] | 0x20),
		      b = (unsigned char)(at[1] | 0x20),
		      c = (unsigned char)(at[2] | 0x20);
	switch (a) {
	case 's':
		return (b == 'e' || b == 'k') && (c == 'k' || c == 'y');
	case 'k':
		return (b == 'v' && c == 'a') || (b == 'u' && c == 'o');
	case 'f':
		return b == 'i' && c == 'n';
	case 'h':
		/* Not "hemtjänst", which stands in half of all rows. */
		return b == 'e' && c == 'm' && len > 3 && (at[3] | 0x20) == 'l';
	case 'a':
		return (b == 'v' && c == 'l') || (b == 'd' && c == 'r');
	case 't':
		return b == 'u' && c == 'r';
	case 'd':
		/* ö is two bytes, or an o with its dots. */
		return b >= 0x80 || (b == 'o' && c >= 0x80) ||
		       (b == 'b' && c == 'o') || (b == 'e' && c == 'c');
	default:
		/* † */
		return at[0] == '\xE2' && at[1] == '\x80' && at[2] == '\xA0';
	}
}

/* Letters, digits and whatever is above 0x7F make words; a stem begins with few
 * of them, and a dagger is a word of its own. */
enum { WORD = 1, STARTS = 2, DAGGER = 4 };

#define FOUR(kind) kind, kind, kind, kind
#define SIXTEEN(kind) FOUR(kind), FOUR(kind), FOUR(kind), FOUR(kind)
#define S (WORD | STARTS)
/* A to Z: A, D, F, H, K, S, T. */
#define ALPHABET                                                               \
	S, WORD, WORD, S, WORD, S, WORD, S, WORD, WORD, S, FOUR(WORD), WORD,   \
	    WORD, WORD, S, S, FOUR(WORD), WORD, WORD

static const unsigned char kinds[256] = {SIXTEEN(0), SIXTEEN(0), SIXTEEN(0),
    FOUR(WORD), FOUR(WORD), WORD, WORD, FOUR(0), 0, 0, 0, ALPHABET, FOUR(0), 0,
    0, ALPHABET, FOUR(0), 0, SIXTEEN(WORD), SIXTEEN(WORD), SIXTEEN(WORD),
    SIXTEEN(WORD), SIXTEEN(WORD), SIXTEEN(WORD), WORD, WORD,
    WORD | STARTS | DAGGER, WORD, FOUR(WORD), FOUR(WORD), FOUR(WORD),
    SIXTEEN(WORD)};

static bool
is_letter(char c)
{
	return kinds[(unsigned char)c] & WORD;
}

static bool
is_dagger(struct slice text, size_t at)
{
	return slice_starts(slice_from(text, at), "†");
}

/* Whether any word may begin a stem. */
static bool
may_speak(struct slice cell)
{
	unsigned wanted = STARTS;
	for (size_t i = 0; i + 2 < cell.len; i++) {
		unsigned kind = kinds[(unsigned char)cell.at[i]];
		if (kind & wanted && may_start(cell.at + i, cell.len - i))
			return true;
		wanted = kind & WORD ? DAGGER : STARTS;
	}
	return false;
}

/* Words with one blank before, between and behind; a † is one. */
static struct slice
write_words(struct arena *mem, struct slice cell)
{
	struct slice folded = text_fold(mem, cell);
	char *to = arena_raw(mem, 3 * folded.len + 3);
	size_t len = 0;
	to[len++] = ' ';
	for (size_t i = 0; i < folded.len; i++) {
		bool dagger = is_dagger(folded, i);
		if (!is_letter(folded.at[i]) || dagger) {
			if (to[len - 1] != ' ')
				to[len++] = ' ';
		}
		if (dagger) {
			memcpy(to + len, folded.at + i, 3);
			len += 3;
			i += 2;
			to[len++] = ' ';
		} else if (is_letter(folded.at[i])) {
			to[len++] = folded.at[i];
		}
	}
	if (to[len - 1] != ' ')
		to[len++] = ' ';
	return (struct slice){to, len};
}

static bool
is_listed(struct slice word, const char *const *words)
{
	for (; *words; words++) {
		if (slice_is(word, *words))
			return true;
	}
	return false;
}

/* The word that ends before the blank at `end`. */
static struct slice
word_before(struct slice words, size_t end)
{
	size_t start = end;
	while (start && words.at[start - 1] != ' ')
		start--;
	return slice_part(words, start, end - start);
}

/* The word behind the one at `at`. */
static struct slice
word_behind(struct slice words, size_t at)
{
	at += slice_find_char(slice_from(words, at), ' ') + 1;
	if (at >= words.len)
		return (struct slice){NULL, 0};
	return slice_part(
	    words, at, slice_find_char(slice_from(words, at), ' '));
}

static bool
is_denied(struct slice words, size_t at, const char *stem)
{
	size_t last = at + strlen(stem) - 1;
	return is_listed(word_before(words, at - 1), before) ||
	       is_listed(word_behind(words, last), behind);
}

static enum mark_kind
kind_at(struct slice words, size_t at)
{
	struct slice rest = slice_from(words, at);
	if (!may_start(rest.at, rest.len))
		return MARK_KIND_NONE;
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
		if (slice_starts(rest, stems[i].stem))
			return is_denied(words, at, stems[i].stem)
				   ? MARK_KIND_NONE
				   : stems[i].kind;
	}
	return MARK_KIND_NONE;
}

enum mark_kind
mark_words_find(struct slice cell)
{
	enum mark_kind found = MARK_KIND_NONE;
	cell = slice_part(cell, 0, LONGEST);
	if (!may_speak(cell))
		return found;
	struct arena *mem = arena_new();
	struct slice words = write_words(mem, cell);
	for (size_t at = 1; at < words.len && found != MARK_KIND_PROTECTED;
	     at++) {
		if (words.at[at - 1] != ' ')
			continue;
		enum mark_kind here = kind_at(words, at);
		if (here != MARK_KIND_NONE)
			found = here;
	}
	arena_free(mem);
	return found;
}
