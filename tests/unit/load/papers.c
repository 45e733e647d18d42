/* What a stationery of the job's own is refused for, and what a print shop
 * forbids of it. */
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "load/open.h"
#include "test.h"

#define SHOP "printshop: inserter-omr\n"

/* The plain stationery, with one text of it replaced wherever it stands. */
static const struct {
	const char *name, *from, *to;
	const char *more; /* of the job */
	const char *codes;
} cases[] = {
    {"as it is", NULL, NULL, "", ""},
    {"of this shop", NULL, NULL, SHOP, ""},
    {"a name in a frame that is none", "{{datum}}", "{{datumm}}", "",
	"unknown-name unknown-name"},
    {"a condition that all letters answer alike", "{{datum}}",
	"{{if 1 = 1}}{{datum}}{{else}}nej{{/if}}", "", ""},
    {"a response code", "{{datum}}", "{{svarskod}}", "", ""},
    {"a frame that cannot be read", "{{datum}}", "{{datum", "",
	"unclosed-field stray-comma"},
    {"grey that is read", "#333333", "#dadada", SHOP, ""},
    {"grey that is not read", "#333333", "#dcdcdc", SHOP,
	"print-shop-forbids print-shop-forbids"},
    {"a little blue", "#333333", "#dcdcdb", SHOP,
	"print-shop-forbids print-shop-forbids"},
    {"more blue", "#333333", "#dcdbdb", SHOP,
	"print-shop-forbids print-shop-forbids"},
    {"a pale red, hidden too", "#333333", "#fff0f0", SHOP,
	"print-shop-forbids print-shop-forbids print-shop-forbids "
	"print-shop-forbids"},
    {"red", "#333333", "#ff0000", SHOP,
	"print-shop-forbids print-shop-forbids"},
    {"red, and another stationery that is not", "#333333", "#ff0000",
	SHOP "letters: [{text: a.md, when: \"Nr = '1'\"}, {text: a.md, "
	     "stationery: enkel-a4}]\n",
	"print-shop-forbids print-shop-forbids"},
    {"red where nobody forbids it", "#333333", "#ff0000", "", ""},
    {"red in a press's file", "#333333", "#ff0000", "print: {profile: press}\n",
	"press-colour press-colour"},
    {"a green box", "#777777", "#00ff00", SHOP, "print-shop-forbids"},
    {"a white box", "#777777", "#ffffff", SHOP, ""},
    {"no large print where it is asked for", "large_print: 16pt", "",
	"large_print: {where: {Namn: Eva Ek}}\n", "no-large-print"},
    {"no large print where nobody asks for it", "large_print: 16pt", "", "",
	""},
    {"no large print, and no letters", "large_print: 16pt", "",
	"large_print: {where: {Namn: Eva Ek}}\n"
	"letters: [{text: a.md, stationery: enkel-a4}]\n",
	""},
    {"envelopes that the shop has", NULL, NULL,
	SHOP "print: {envelopes: {C5: 5, C4: 40}}\n", ""},
    {"more sheets than they hold", NULL, NULL,
	SHOP "print: {envelopes: {C5: 6, C4: 41}}\n",
	"print-shop-envelope print-shop-envelope"},
    {"an envelope that it has not", NULL, NULL,
	SHOP "print: {envelopes: {B4: 2}}\n", "print-shop-envelope"},
    {"inserts", NULL, NULL, SHOP "delivery: {inserts: [a, b]}\n", ""},
    {"more inserts than it takes", NULL, NULL,
	SHOP "delivery: {inserts: [a, b, c]}\n", "print-shop-inserts"},
    {"bookmarks", NULL, NULL, SHOP "print: {bookmarks: yes}\n",
	"print-shop-forbids"},
    {"no such shop", NULL, NULL, "printshop: tryck\n", "no-print-shop"},
};

static struct arena *mem;
static const char *folder;
static struct slice plain;

static void
write_file(const char *name, struct slice text)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (!file_write_whole(path_join(mem, folder, name), text, diag))
		abort();
	diag_free(diag);
	sources_free(sources);
}

static void
write_paper(const char *from, const char *to)
{
	struct strbuf text = {0};
	struct slice rest = plain;
	size_t at;
	while (from && (at = slice_find(rest, slice_view(from))) < rest.len) {
		strbuf_add(&text, slice_part(rest, 0, at));
		strbuf_add_text(&text, to);
		rest = slice_from(rest, at + strlen(from));
	}
	strbuf_add(&text, rest);
	write_file("papper.yaml", strbuf_view(&text));
	strbuf_fini(&text);
}

static void
test_case(size_t i)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf have = {0};
	struct job job = {0};
	bool own_letters = strstr(cases[i].more, "letters:");
	write_paper(cases[i].from, cases[i].to);
	write_file("job.yaml",
	    arena_print(mem,
		"name: Prov\ndate: 2012-03-19\nlanguage: en\n"
		"register: {file: r.csv, key: Nr}\nroles: {protected: Skydd}\n"
		"address: {name: Namn, street: Adress, postcode: Postnr, "
		"town: Ort}\n%sstationery: papper\n%s",
		own_letters ? "" : "letters: [{text: a.md}]\n", cases[i].more));
	bool ok =
	    load_open(&job, mem, path_join(mem, folder, "job.yaml"), diag);
	for (size_t r = 0; r < diag_count(diag); r++) {
		const struct message *message =
		    diag_view(diag, r)->main.message;
		if (message->level >= LEVEL_ERROR)
			strbuf_print(
			    &have, "%s%s", have.len ? " " : "", message->code);
	}
	test_slice(cases[i].name, strbuf_view(&have), cases[i].codes);
	test_true(cases[i].name, ok == !*cases[i].codes);
	test_number(cases[i].name, (long long)job.response_key.len,
	    cases[i].to && strstr(cases[i].to, "svarskod") ? 64 : 0);
	load_close(&job);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	char name[] = "/tmp/utskick-papers-XXXXXX";
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	mem = arena_new();
	folder = mkdtemp(name);
	if (!folder || !file_read(mem, TESTS_DIR "/../templates/enkel-a4.yaml",
			   INPUT_NONE, 1 << 20, diag, NO_SPAN, &plain))
		abort();
	write_file("a.md", SLICE("# Hej\n\nHej {{Namn}}!\n"));
	write_file(
	    "r.csv", SLICE("Nr;Namn;Adress;Postnr;Ort;Skydd\n"
			   "1;Eva Ek;Storgatan 3;99914;Norrviken;nej\n"));
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
