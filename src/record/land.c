#include "record/land.h"

#include "base/code.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "record/postcode.h"
#include "text/normal.h"

/*
 * Left out on purpose, since their addresses have another order than lines
 * above and postcode with town last: Hungary, Japan, China, Russia, Ukraine.
 */
static const struct land lands[] = {
    {"SE", "Sverige", "Ruotsi", "Sweden", "S|SWE|Konungariket Sverige",
	"999 99", LAND_CODE_TOWN, false},
    {"FI", "Finland", "Suomi", "Finland", "FIN", "99999|AX-99999",
	LAND_CODE_TOWN, false},
    {"AX", "Åland", "Ahvenanmaa", "Åland Islands", "ALA|Aland|Åland, Finland",
	"AX-99999", LAND_CODE_TOWN, false},
    {"NO", "Norge", "Norja", "Norway", "N|NOR|Noreg", "9999", LAND_CODE_TOWN,
	false},
    {"DK", "Danmark", "Tanska", "Denmark", "DNK", "9999", LAND_CODE_TOWN,
	false},
    {"IS", "Island", "Islanti", "Iceland", "ISL|Ísland", "999", LAND_CODE_TOWN,
	false},
    {"FO", "Färöarna", "Färsaaret", "Faroe Islands", "FRO|Føroyar|Färöerna",
	"FO-999", LAND_CODE_TOWN, false},
    {"GL", "Grönland", "Grönlanti", "Greenland",
	"GRL|Kalaallit Nunaat|Grønland", "9999", LAND_CODE_TOWN, false},
    {"GB", "Storbritannien", "Iso-Britannia", "United Kingdom",
	"UK|U.K.|GBR|Great Britain|England|Skottland|Scotland|Wales|Nordirland|"
	"Northern Ireland|Yhdistynyt kuningaskunta|Englanti|Skotlanti|"
	"Förenade kungariket",
	"A9 9AA|A99 9AA|AA9 9AA|AA99 9AA|A9A 9AA|AA9A 9AA", LAND_CODE_BELOW,
	false},
    {"IE", "Irland", "Irlanti", "Ireland", "IRL|Éire", "A9X XXXX",
	LAND_CODE_BELOW, true},
    {"DE", "Tyskland", "Saksa", "Germany", "D|DEU|Deutschland", "99999",
	LAND_CODE_TOWN, false},
    {"AT", "Österrike", "Itävalta", "Austria", "A|AUT|Österreich", "9999",
	LAND_CODE_TOWN, false},
    {"CH", "Schweiz", "Sveitsi", "Switzerland", "CHE|Suisse|Svizzera|Svizra",
	"9999", LAND_CODE_TOWN, false},
    {"LI", "Liechtenstein", "Liechtenstein", "Liechtenstein", "LIE|FL", "9999",
	LAND_CODE_TOWN, false},
    {"NL", "Nederländerna", "Alankomaat", "Netherlands",
	"NLD|The Netherlands|Holland|Nederland|Hollanti", "9999 AA",
	LAND_CODE_TOWN, false},
    {"BE", "Belgien", "Belgia", "Belgium", "B|BEL|België|Belgique", "9999",
	LAND_CODE_TOWN, false},
    {"LU", "Luxemburg", "Luxemburg", "Luxembourg", "L|LUX|Lëtzebuerg", "L-9999",
	LAND_CODE_TOWN, false},
    {"FR", "Frankrike", "Ranska", "France", "F|FRA", "99999", LAND_CODE_TOWN,
	false},
    {"MC", "Monaco", "Monaco", "Monaco", "MCO", "99999", LAND_CODE_TOWN, false},
    {"ES", "Spanien", "Espanja", "Spain", "E|ESP|España", "99999",
	LAND_CODE_TOWN, false},
    {"PT", "Portugal", "Portugali", "Portugal", "P|PRT", "9999-999",
	LAND_CODE_TOWN, false},
    {"IT", "Italien", "Italia", "Italy", "I|ITA", "99999", LAND_CODE_TOWN,
	false},
    {"GR", "Grekland", "Kreikka", "Greece", "GRC|EL|Hellas|Ελλάδα|Ελλάς",
	"999 99", LAND_CODE_TOWN, false},
    {"CY", "Cypern", "Kypros", "Cyprus", "CYP", "9999", LAND_CODE_TOWN, false},
    {"PL", "Polen", "Puola", "Poland", "POL|Polska", "99-999", LAND_CODE_TOWN,
	false},
    {"CZ", "Tjeckien", "Tšekki", "Czechia",
	"CZE|Czech Republic|Tjeckiska republiken|Česko|Česká republika",
	"999 99", LAND_CODE_TOWN, false},
    {"SK", "Slovakien", "Slovakia", "Slovakia", "SVK|Slovensko", "999 99",
	LAND_CODE_TOWN, false},
    {"SI", "Slovenien", "Slovenia", "Slovenia", "SVN|Slovenija", "9999",
	LAND_CODE_TOWN, false},
    {"HR", "Kroatien", "Kroatia", "Croatia", "HRV|Hrvatska", "99999",
	LAND_CODE_TOWN, false},
    {"BA", "Bosnien och Hercegovina", "Bosnia ja Hertsegovina",
	"Bosnia and Herzegovina", "BIH|Bosnien|Bosna i Hercegovina", "99999",
	LAND_CODE_TOWN, false},
    {"RS", "Serbien", "Serbia", "Serbia", "SRB|Srbija|Србија", "99999",
	LAND_CODE_TOWN, false},
    {"ME", "Montenegro", "Montenegro", "Montenegro", "MNE|Crna Gora", "99999",
	LAND_CODE_TOWN, false},
    {"MK", "Nordmakedonien", "Pohjois-Makedonia", "North Macedonia",
	"MKD|Makedonien|Северна Македонија", "9999", LAND_CODE_TOWN, false},
    {"RO", "Rumänien", "Romania", "Romania", "ROU|România", "999999",
	LAND_CODE_TOWN, false},
    {"BG", "Bulgarien", "Bulgaria", "Bulgaria", "BGR|България", "9999",
	LAND_CODE_TOWN, false},
    {"EE", "Estland", "Viro", "Estonia", "EST|Eesti", "99999", LAND_CODE_TOWN,
	false},
    {"LV", "Lettland", "Latvia", "Latvia", "LVA|Latvija", "LV-9999",
	LAND_TOWN_COMMA_CODE, false},
    {"LT", "Litauen", "Liettua", "Lithuania", "LTU|Lietuva", "LT-99999",
	LAND_CODE_TOWN, false},
    {"TR", "Turkiet", "Turkki", "Türkiye", "TUR|Turkey|Türkei", "99999",
	LAND_CODE_TOWN, false},
    {"US", "USA", "Yhdysvallat", "United States of America",
	"U.S.A.|United States|Förenta staterna|Amerikas förenta stater|"
	"Amerikan yhdysvallat|U.S.",
	"99999|99999-9999", LAND_TOWN_CODE, false},
    {"CA", "Kanada", "Kanada", "Canada", "CAN", "A9A 9A9", LAND_TOWN_CODE,
	false},
    {"AU", "Australien", "Australia", "Australia", "AUS", "9999",
	LAND_TOWN_CODE, false},
    {"NZ", "Nya Zeeland", "Uusi-Seelanti", "New Zealand", "NZL|Aotearoa",
	"9999", LAND_TOWN_CODE, false},
    {"TH", "Thailand", "Thaimaa", "Thailand", "THA", "99999", LAND_TOWN_CODE,
	false},
};

#define LANDS (sizeof lands / sizeof *lands)

/* The quick way compares only names of the same length, which nearly every
 * match is. */
static bool
is_name(struct slice name, struct slice known, bool quick)
{
	return (!quick || name.len == known.len) && text_same(name, known);
}

static bool
is_among(struct slice name, const char *names, bool quick)
{
	struct slice rest = slice_view(names);
	while (rest.len) {
		size_t end = slice_find_char(rest, '|');
		if (is_name(name, slice_part(rest, 0, end), quick))
			return true;
		rest = slice_from(rest, end + 1);
	}
	return false;
}

static const struct land *
find(struct slice name, bool quick)
{
	for (size_t i = 0; i < LANDS; i++) {
		const struct land *land = &lands[i];
		if (is_name(name, slice_view(land->code), quick) ||
		    is_name(name, slice_view(land->sv), quick) ||
		    is_name(name, slice_view(land->fi), quick) ||
		    is_name(name, slice_view(land->en), quick) ||
		    is_among(name, land->others, quick))
			return land;
	}
	return NULL;
}

const struct land *
land_find(struct slice name)
{
	/* In a register that has the column, an empty cell means the home
	 * country. */
	if (text_is_blank(name))
		return &lands[0];
	const struct land *land = find(name, true);
	return land ? land : find(name, false);
}

bool
land_is_home(const struct land *land)
{
	return land == &lands[0];
}

struct slice
land_name(const struct land *land, const char *language)
{
	if (!language)
		return slice_view(land->en);
	if (strncmp(language, "sv", 2) == 0)
		return slice_view(land->sv);
	if (strncmp(language, "fi", 2) == 0)
		return slice_view(land->fi);
	return slice_view(land->en);
}

/* ---- postcodes */

#define CODE_MOST 12

/*
 * Letters (as capitals) and digits, without the blanks and hyphens between;
 * false where there is anything else, or too much.
 */
static bool
take_signs(struct slice text, char signs[CODE_MOST], size_t *count)
{
	*count = 0;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code_is_blank(code) || code == '-' || code == 0x2013)
			continue;
		if (code >= 'a' && code <= 'z')
			code -= 32;
		char sign = code < 0x80 ? (char)code : '?';
		if (*count == CODE_MOST ||
		    (!char_is_digit(sign) && !char_is_letter(sign)))
			return false;
		signs[(*count)++] = sign;
	}
	return true;
}

static bool
is_literal(char c)
{
	return c != '9' && c != 'A' && c != 'X';
}

/* Writes the signs by the pattern; its literal letters may be missing. */
static bool
fit_pattern(
    const char *signs, size_t count, struct slice pattern, struct strbuf *out)
{
	size_t at = 0;
	strbuf_reset(out);
	/* "AX-99999", where 'A' and 'X' are themselves. */
	size_t literal = slice_find_char(pattern, '-');
	bool prefixed = literal < pattern.len && !char_is_digit(pattern.at[0]);
	size_t from = prefixed ? literal + 1 : 0;
	for (size_t i = 0; prefixed && i < literal; i++)
		at += at == i && at < count && signs[at] == pattern.at[i];
	if (prefixed && at != literal && at != 0)
		return false;
	if (prefixed)
		strbuf_add(out, slice_part(pattern, 0, from));
	for (size_t i = from; i < pattern.len; i++) {
		char want = pattern.at[i];
		if (is_literal(want)) {
			strbuf_add_char(out, want);
			continue;
		}
		if (at == count || (want == '9' && !char_is_digit(signs[at])) ||
		    (want == 'A' && !char_is_letter(signs[at])))
			return false;
		strbuf_add_char(out, signs[at++]);
	}
	return at == count;
}

static bool
fit_any(const struct land *land, const char *signs, size_t count,
    struct strbuf *out)
{
	struct slice rest = slice_view(land->postcodes);
	while (rest.len) {
		size_t end = slice_find_char(rest, '|');
		if (fit_pattern(signs, count, slice_part(rest, 0, end), out))
			return true;
		rest = slice_from(rest, end + 1);
	}
	return false;
}

/* "N-0155", "D 10115": the country's letters before its digits. */
static size_t
prefix_length(const struct land *land, const char *signs, size_t count)
{
	size_t len = 0;
	while (len < count && char_is_letter(signs[len]))
		len++;
	struct slice prefix = {signs, len};
	bool is_own = len && len < count &&
		      (slice_is(prefix, land->code) ||
			  (len < 4 && is_among(prefix, land->others, true)));
	return is_own ? len : 0;
}

static bool
read_signs(struct arena *arena, const struct land *land, struct slice text,
    struct slice *clean)
{
	char signs[CODE_MOST];
	size_t count;
	struct strbuf out = {0};
	if (!take_signs(text, signs, &count))
		return false;
	bool fits = fit_any(land, signs, count, &out);
	size_t skip = fits ? 0 : prefix_length(land, signs, count);
	if (skip)
		fits = fit_any(land, signs + skip, count - skip, &out);
	if (fits)
		*clean = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return fits;
}

bool
land_read_postcode(struct arena *arena, const struct land *land,
    struct slice text, struct slice *clean)
{
	if (land_is_home(land))
		return postcode_read(arena, text, clean);
	return read_signs(arena, land, text, clean);
}

/* ---- postcode and town in one cell */

/* Letters and what joins them: no digit, no comma, no second line. All blanks
 * are plain ones: single_blanks. */
static bool
is_town(struct slice text)
{
	bool letters = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		bool letter = (code | 0x20) - 'a' < 26u ||
			      (code >= 0xC0 && code != 0xD7 && code != 0xF7 &&
				  !(code >= 0x2000 && code < 0x2C00));
		letters |= letter;
		if (!letter && code != ' ' && code != '-' && code != '.' &&
		    code != ':' && code != '\'' && code != 0x2019)
			return false;
	}
	return letters;
}

static struct slice
single_blanks(struct arena *arena, struct slice text)
{
	struct strbuf out = {0};
	bool gap = false;
	for (size_t at = 0; at < text.len;) {
		uint32_t code = utf8_next(text, &at);
		if (code_is_blank(code)) {
			gap = out.len > 0;
			continue;
		}
		if (gap)
			strbuf_add_char(&out, ' ');
		gap = false;
		strbuf_add_code(&out, code);
	}
	struct slice made = arena_dup(arena, strbuf_view(&out));
	strbuf_fini(&out);
	return made;
}

/* The town's part without the comma of "New York, NY 10001". */
static struct slice
town_part(const struct land *land, struct slice text)
{
	text = slice_trim(text);
	if (land->form != LAND_CODE_TOWN && slice_ends(text, ","))
		text = slice_part(text, 0, text.len - 1);
	return text;
}

static bool
is_region_town(const struct land *land, struct slice town)
{
	size_t comma = slice_find_char(town, ',');
	if (land->form != LAND_TOWN_CODE || comma == town.len)
		return is_town(town);
	return is_town(slice_part(town, 0, comma)) &&
	       is_town(slice_trim(slice_from(town, comma + 1)));
}

bool
land_split_postal(struct arena *arena, const struct land *land,
    struct slice text, struct slice *postcode, struct slice *town)
{
	struct slice whole = single_blanks(arena, text);
	bool code_first = land->form == LAND_CODE_TOWN;
	size_t found = 0;
	for (size_t i = 0; i < whole.len; i++) {
		if (whole.at[i] != ' ')
			continue;
		struct slice left = slice_part(whole, 0, i);
		struct slice right = slice_from(whole, i + 1), clean;
		struct slice place = town_part(land, code_first ? right : left);
		if (!is_region_town(land, place) ||
		    !land_read_postcode(
			arena, land, code_first ? left : right, &clean))
			continue;
		*postcode = clean;
		*town = place;
		found++;
	}
	return found == 1;
}
