#include "record/mark_words.h"

#include "text/normal.h"

/* A longer cell is a story, and is looked at up to here. */
#define LONGEST 400

enum form {
	FOUND, /* wherever it stands */
	WHOLE, /* nothing else is in the cell */
	DATED, /* a year or a day stands behind it: "avl." is relief as well */
};

/* Found at the start of a word; a blank at the end: there the word ends. */
static const struct stem {
	enum mark_kind kind;
	const char *text;
	enum form form;
} stems[] = {
    {MARK_KIND_PROTECTED, "sekretess ", FOUND},
    {MARK_KIND_PROTECTED, "sekretessmark", FOUND},
    {MARK_KIND_PROTECTED, "sekretesskydd", FOUND},
    {MARK_KIND_PROTECTED, "sekretessbel", FOUND},
    {MARK_KIND_PROTECTED, "sekretessadr", FOUND},
    {MARK_KIND_PROTECTED, "sekr mark", FOUND},
    {MARK_KIND_PROTECTED, "skyddad ident", FOUND},
    {MARK_KIND_PROTECTED, "skyddad id ", FOUND},
    {MARK_KIND_PROTECTED, "skyddad adr", FOUND},
    {MARK_KIND_PROTECTED, "skyddad person", FOUND},
    {MARK_KIND_PROTECTED, "skyddad folkbok", FOUND},
    {MARK_KIND_PROTECTED, "skyddade person", FOUND},
    {MARK_KIND_PROTECTED, "skyddade uppgift", FOUND},
    {MARK_KIND_PROTECTED, "skyddat ident", FOUND},
    {MARK_KIND_PROTECTED, "skyddat boende", FOUND},
    {MARK_KIND_PROTECTED, "skyddad ", WHOLE},
    {MARK_KIND_PROTECTED, "kvarskriv", FOUND},
    {MARK_KIND_PROTECTED, "fingerad", FOUND},
    {MARK_KIND_PROTECTED, "hemlig adr", FOUND},
    {MARK_KIND_PROTECTED, "hemlig ident", FOUND},
    {MARK_KIND_PROTECTED, "hemligt boende", FOUND},
    {MARK_KIND_PROTECTED, "adresskydd", FOUND},
    {MARK_KIND_PROTECTED, "adressskydd", FOUND},
    {MARK_KIND_PROTECTED, "strengt fortrolig", FOUND},
    {MARK_KIND_PROTECTED, "strengtfortrolig", FOUND},
    {MARK_KIND_PROTECTED, "fortrolig adr", FOUND},
    {MARK_KIND_PROTECTED, "fortrolig ", WHOLE},
    {MARK_KIND_PROTECTED, "kode 6 ", FOUND},
    {MARK_KIND_PROTECTED, "kode 7 ", FOUND},
    {MARK_KIND_PROTECTED, "klientadresse ", WHOLE},
    {MARK_KIND_PROTECTED, "sperret adr", FOUND},
    {MARK_KIND_PROTECTED, "gradert adr", FOUND},
    {MARK_KIND_PROTECTED, "adressesperre", FOUND},
    {MARK_KIND_PROTECTED, "adressebeskytt", FOUND},
    {MARK_KIND_PROTECTED, "hemmelig adr", FOUND},
    {MARK_KIND_PROTECTED, "turvakiel", FOUND},
    {MARK_KIND_PROTECTED, "salainen osoite ", FOUND},
    {MARK_KIND_PROTECTED, "osoite salainen ", FOUND},
    {MARK_KIND_DECEASED, "avliden ", FOUND},
    {MARK_KIND_DECEASED, "avlidna ", FOUND},
    {MARK_KIND_DECEASED, "avlidne ", FOUND},
    {MARK_KIND_DECEASED, "avled ", FOUND},
    {MARK_KIND_DECEASED, "avlidit ", FOUND},
    {MARK_KIND_DECEASED, "avl ", DATED},
    {MARK_KIND_DECEASED, "dog ", DATED},
    {MARK_KIND_DECEASED, "gått bort ", FOUND},
    {MARK_KIND_DECEASED, "död ", FOUND},
    {MARK_KIND_DECEASED, "dödförkl", FOUND},
    {MARK_KIND_DECEASED, "dödsbo ", FOUND},
    {MARK_KIND_DECEASED, "dödsboet ", FOUND},
    {MARK_KIND_DECEASED, "dödsfall", FOUND},
    {MARK_KIND_DECEASED, "dödsdat", FOUND},
    {MARK_KIND_DECEASED, "dbo ", FOUND},
    {MARK_KIND_DECEASED, "død ", FOUND},
    {MARK_KIND_DECEASED, "avdød", FOUND},
    {MARK_KIND_DECEASED, "dødsbo ", FOUND},
    {MARK_KIND_DECEASED, "dødsboet ", FOUND},
    {MARK_KIND_DECEASED, "dødsdat", FOUND},
    {MARK_KIND_DECEASED, "deceased ", FOUND},
    {MARK_KIND_DECEASED, "kuoli ", FOUND},
    {MARK_KIND_DECEASED, "kuollut ", FOUND},
    {MARK_KIND_DECEASED, "kuolinpesä", FOUND},
    {MARK_KIND_DECEASED, "† ", FOUND},
};

/* Words before it by which it is not so, or is said of somebody else. */
static const char *const before[] = {"ej", "inte", "icke", "ikke", "ingen",
    "inget", "inga", "utan", "not", "no", "ei", "make", "maken", "makens",
    "maka", "makan", "makans", "man", "mannen", "mann", "fru", "frun", "hustru",
    "hustrun", "kone", "konen", "kona", "ektefelle", "ektefellen", "ektemann",
    "ektemannen", "sambo", "sambon", "samboer", "samboeren", "särbo", "särbon",
    "far", "faren", "fadern", "pappa", "mor", "moren", "modern", "mamma", "son",
    "sonen", "sønn", "sønnen", "dotter", "dottern", "datter", "datteren",
    "bror", "broren", "brodern", "syster", "systern", "søster", "søsteren",
    "anhörig", "anhöriga", "pårørende", "vän", "vännen", "puoliso", "vaimo",
    "mies", "aviomies", "isä", "äiti", "poika", "tytär", "veli", "sisar", NULL};

/* Words behind it: a column of notes answers its own question. "Gått bort från
 * boendet" is a walk. */
static const char *const behind[] = {"nej", "nei", "n", "no", "0", "ei",
    "saknas", "finns", "hävd", "upphävd", "opphevet", "från", NULL};

/* Whether the text goes on so, in small letters of ASCII. */
static bool
goes_on(const char *at, size_t len, size_t from, const char *letters)
{
	for (; *letters; letters++, from++) {
		if (from >= len || (at[from] | 0x20) != *letters)
			return false;
	}
	return true;
}

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
		if (b == 'e' || b == 'k')
			return c == 'k' || c == 'y';
		return (b == 't' && c == 'r' && goes_on(at, len, 3, "eng")) ||
		       (b == 'p' && c == 'e' && goes_on(at, len, 3, "rr")) ||
		       (b == 'a' && c == 'l' && goes_on(at, len, 3, "ai"));
	case 'k':
		return (b == 'v' && c == 'a') || (b == 'u' && c == 'o') ||
		       (b == 'o' && c == 'd' && goes_on(at, len, 3, "e")) ||
		       (b == 'l' && c == 'i' && goes_on(at, len, 3, "enta"));
	case 'f':
		return (b == 'i' && c == 'n') ||
		       (b == 'o' && c == 'r' && goes_on(at, len, 3, "tr"));
	case 'h':
		/* Not "hemtjänst" and "hemma", which stand in half of all rows.
		 */
		return b == 'e' && c == 'm' &&
		       (goes_on(at, len, 3, "l") || goes_on(at, len, 3, "me"));
	case 'a':
		/* "Avd. 3" is a ward; ø is two bytes. */
		return (b == 'v' && (c == 'l' || (c == 'd' && len > 3 &&
						     at[3] == '\xC3'))) ||
		       (b == 'd' && c == 'r');
	case 't':
		return b == 'u' && c == 'r';
	case 'g':
		/* å is two bytes, or an a with its ring. */
		return (b == 'r' && c == 'a' && goes_on(at, len, 3, "dert")) ||
		       (b >= 0x80 && goes_on(at, len, 3, "tt")) ||
		       (b == 'a' && c >= 0x80);
	case 'o':
		return b == 's' && c == 'o';
	case 'd':
		/* ö is two bytes, or an o with its dots. */
		return b >= 0x80 || (b == 'o' && (c >= 0x80 || c == 'g')) ||
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
/* A to Z: A, D, F, G, H, K, O, S, T. */
#define ALPHABET                                                               \
	S, WORD, WORD, S, WORD, S, S, S, WORD, WORD, S, WORD, WORD, WORD, S,   \
	    WORD, WORD, WORD, S, S, FOUR(WORD), WORD, WORD

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

/* 2026, 260102. */
static bool
begins_date(struct slice words)
{
	size_t digits = 0;
	while (digits < words.len && char_is_digit(words.at[digits]))
		digits++;
	return digits >= 4;
}

static bool
stands_at(struct slice words, size_t at, const struct stem *stem)
{
	struct slice rest = slice_from(words, at);
	size_t len = strlen(stem->text);
	if (!slice_starts(rest, stem->text))
		return false;
	if (stem->form == WHOLE)
		return at == 1 && rest.len == len;
	return stem->form == FOUND || begins_date(slice_from(rest, len));
}

static enum mark_kind
kind_at(struct slice words, size_t at)
{
	struct slice rest = slice_from(words, at);
	if (!may_start(rest.at, rest.len))
		return MARK_KIND_NONE;
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
		if (stands_at(words, at, &stems[i]))
			return is_denied(words, at, stems[i].text)
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
