#include "base/utf8.h"
#include "record/stand_in.h"
#include "text/normal.h"

/* Longer than any error word, in bytes. */
#define LONGEST 48

/*
 * Those that do not end in ! or ?, and the commonest in small letters. English;
 * then German, Spanish, Portuguese, Italian, Dutch, Norwegian and Danish,
 * French, Turkish, Russian; Finnish and Swedish.
 */
static const char *const words[] = {"#n/a", "#getting_data", "#nv", "#n/v",
    "#n/d", "#n/b", "#i/t", "#nd", "#n.v", "#yok", "#н/д", "#null!", "#div/0!",
    "#value!", "#ref!", "#name?", "#num!", "#spill!", "#calc!", "#puuttuu!",
    "#puuttuu", "#arvo!", "#viittaus!", "#nimi?", "#luku!", "#jako/0!",
    "#tyhjä!", "#saknas!", "#saknas", "#värdefel!", "#värde!", "#referens!",
    "#namn?", "#ogiltigt!", "#division/0!", "#skärning!", "#hämtar_data"};

static bool
is_capital_or_sign(uint32_t code)
{
	if (code < 0x80)
		return (code >= 'A' && code <= 'Z') ||
		       (code >= '0' && code <= '9') || code == '/' ||
		       code == '_' || code == '.' || code == '-';
	/* Capitals of Latin-1, ¡ and ¿; other scripts as they are. */
	return code == 0xa1 || code == 0xbf ||
	       (code >= 0xc0 && code <= 0xde && code != 0xd7) || code >= 0x100;
}

/* #DIVISION/0!, #¡VALOR!, #NAMN?: capitals to the ! or ?. */
static bool
has_form(struct slice text)
{
	char last = text.at[text.len - 1];
	if (text.len < 4 || (last != '!' && last != '?'))
		return false;
	for (size_t at = 1; at < text.len - 1;) {
		if (!is_capital_or_sign(utf8_next(text, &at)))
			return false;
	}
	return true;
}

/* A number that its column was too narrow to show. */
static bool
is_narrow(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != '#')
			return false;
	}
	return text.len > 1;
}

static bool
are_digits(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	}
	return true;
}

/* Err:502 and its translations. */
static bool
is_libreoffice(struct slice text)
{
	static const char *const starts[] = {
	    "Err:", "Fel:", "Virhe:", "Feil:", "Fejl:", "Fehler:"};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		if (!slice_starts(text, starts[i]))
			continue;
		struct slice rest = slice_from(text, strlen(starts[i]));
		return rest.len == 3 && are_digits(rest);
	}
	return false;
}

bool
error_word_is(struct slice clean)
{
	if (!clean.len || !memchr("#EFV", clean.at[0], 4))
		return false;
	if (clean.at[0] != '#')
		return clean.len < LONGEST && is_libreoffice(clean);
	if (is_narrow(clean))
		return true;
	if (clean.len > LONGEST)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (text_same(clean, slice_view(words[i])))
			return true;
	}
	return has_form(clean);
}
