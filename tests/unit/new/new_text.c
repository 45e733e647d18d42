/*
 * What `utskick new` writes is read back as it was meant: any header and any
 * value, as a key and as an item; and headers are told for what they are.
 */
#include "new/new_text.h"

#include "conf/scalar.h"
#include "conf/yaml.h"
#include "test.h"

/* Texts that YAML would make something else of. */
static const char *const scalars[] = {"Adress", "God man", "C/o", "a: b",
    "a:", "a #b", "a #", "a :", "Tel #", "a# b", "#", "- a", "-", "[a]", "a]",
    "a, b", "{a}", "&a", "*a", "!a", "|", ">", "%", "@a", "`a`", "\"a\"", "'a'",
    "a\"b", "a'b", "a\\b", "~", "=", "none", "None", "ja", "null", "0123",
    "2012-03-19", "? a", " a", "a ", "a\nb", "a\tb", "åäö",
    "a\xC2\x85"
    "b",
    "a\xE2\x80\xA8"
    "b",
    "\xEF\xBB\xBF"
    "a",
    "\x01",
    "a\xC2\xA0"
    "b",
    "Larm \"typ B\"", "---", "<<", "a : b", "😀",
    /* U+1FFFE, U+1D173 */
    "a\xF0\x9F\xBF\xBE"
    "b",
    "a\xF0\x9D\x85\xB3"
    "b",
    ""};

static const struct {
	const char *header;
	enum new_role role; /* NEW_ROLES: none */
} headers[] = {
    {"Förnamn", NEW_FIRST_NAME},
    {"FÖRNAMN ", NEW_FIRST_NAME},
    {"Efternamn", NEW_LAST_NAME},
    {"C/o", NEW_CO},
    {"c/o-adress", NEW_CO},
    {"Gatuadress", NEW_STREET},
    {"Post-nr", NEW_POSTCODE},
    {"Postnr.", NEW_POSTCODE},
    {"Postort", NEW_TOWN},
    {"God man", NEW_GUARDIAN},
    {"God man (namn)", NEW_GUARDIAN},
    {"God man postnr", NEW_GUARDIAN_POSTCODE},
    {"Handläggare", NEW_ROLES},
    {"Adressat", NEW_ROLES},
    {"", NEW_ROLES},
};

static void
test_scalar(const char *text)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf out = {0};
	conf_write_scalar(&out, slice_view(text));
	strbuf_add_text(&out, ": ");
	conf_write_scalar(&out, slice_view(text));
	strbuf_add_text(&out, "\nlist: [");
	conf_write_scalar(&out, slice_view(text));
	strbuf_add_text(&out, "]\n");
	uint32_t file = sources_add(sources, "x", strbuf_view(&out));
	struct yaml *yaml = yaml_parse(mem, file, 0, out.len, diag);
	bool read = yaml && yaml->kind == YAML_MAP && yaml->count == 2 &&
		    yaml->pairs[1].value->count == 1;
	test_true(text, read);
	test_true("nothing is said", diag_worst(diag) == LEVEL_NOTE);
	if (read) {
		test_slice("key", yaml->pairs[0].key, text);
		test_slice("value", yaml->pairs[0].value->text, text);
		test_slice("item", yaml->pairs[1].value->items[0]->text, text);
	}
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_header(const char *header, enum new_role want)
{
	struct slice name = slice_view(header);
	struct new_guess guess;
	struct arena *mem = arena_new();
	size_t have = NEW_ROLES;
	new_guess_by_name(mem, &name, 1, &guess);
	for (size_t role = 0; role < NEW_ROLES; role++) {
		if (guess.columns[role] == 0)
			have = role;
	}
	test_number(header, (long long)have, (long long)want);
	test_true(header, new_guess_uses(&guess, 0) == (want != NEW_ROLES));
	arena_free(mem);
}

/* All marks are found; a guardian's columns are one person's unless they are
 * called otherwise. */
static void
test_marks(void)
{
	struct slice names[] = {SLICE("Skyddad_identitet"), SLICE("Ombud"),
	    SLICE("Sekretessmarkering"), SLICE("God man"), SLICE("Avliden"),
	    SLICE("God man adress")};
	static const struct {
		enum mark_kind kind;
		bool open, used;
	} want[] = {{MARK_KIND_PROTECTED, false, true},
	    {MARK_KIND_GUARDIAN, true, false},
	    {MARK_KIND_PROTECTED, false, true},
	    {MARK_KIND_GUARDIAN, false, true},
	    {MARK_KIND_DECEASED, false, true},
	    {MARK_KIND_GUARDIAN, false, true}};
	struct new_guess guess;
	struct arena *mem = arena_new();
	new_guess_by_name(mem, names, COUNT(names), &guess);
	for (size_t i = 0; i < COUNT(names); i++) {
		test_number(names[i].at, guess.marks[i], want[i].kind);
		test_true(names[i].at, guess.open[i] == want[i].open);
		test_true(
		    names[i].at, new_guess_uses(&guess, i) == want[i].used);
	}
	arena_free(mem);
}

/* Of two columns the better spelling is taken, wherever it stands. */
static void
test_best(void)
{
	struct slice names[] = {SLICE("Adress"), SLICE("Utdelningsadress2")};
	struct new_guess guess;
	struct arena *mem = arena_new();
	new_guess_by_name(mem, names, 2, &guess);
	test_number(
	    "the better street", (long long)guess.columns[NEW_STREET], 1);
	arena_free(mem);
}

/* A byte that ends a text of C is no blank between words. */
static void
test_zero(void)
{
	struct slice names[] = {{"post\0nr", 7}, SLICE("post/nr")};
	struct new_guess guess;
	struct arena *mem = arena_new();
	new_guess_by_name(mem, names, 2, &guess);
	test_number("no zero byte", (long long)guess.columns[NEW_POSTCODE], 1);
	arena_free(mem);
}

int
main(void)
{
	test_zero();
	for (size_t i = 0; i < COUNT(scalars); i++)
		test_scalar(scalars[i]);
	for (size_t i = 0; i < COUNT(headers); i++)
		test_header(headers[i].header, headers[i].role);
	test_best();
	test_marks();
	return test_end();
}
