/* How the files that were read are called in a plan, and in which order. */
#include "plan/inputs.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/places.h"
#include "ledger/plan.h"
#include "ledger/plan_private.h"
#include "test.h"

/* In the order in which they are read; "*" is the folder of the program's own
 * files. */
static const struct {
	enum input_role role;
	const char *path, *bytes;
} inputs[] = {
    {INPUT_JOB, "/jobb/val/job.yaml", "a"},
    {INPUT_HYPHENATION, "/usr/share/b/hyph_sv.dic", "2"},
    {INPUT_FONT, "/usr/share/fonts/Serif.ttf", "c"},
    {INPUT_REGISTER, "/jobb/val/r.csv", "d"},
    {INPUT_HYPHENATION, "/usr/share/a/hyph_sv.dic", "1"},
    {INPUT_LETTER, "/jobb/val/brev/a.md", "e"},
    {INPUT_LETTER, "/jobb/val2/b.md", "f"},
    {INPUT_STATIONERY, "*/enkel-a4.yaml", "g"},
    {INPUT_HYPHENATION, "*/hyphenation/hyph_fi.dic", "h"},
    {INPUT_FONT, "/usr/share/fonts/Sans.ttf", "i"},
};

/* As a plan lists them. Dictionaries and fonts come last, by name; of one name,
 * by their bytes: that of "1" has the lesser hash. */
static const char *const wanted[] = {
    "job job.yaml",
    "register r.csv",
    "letter brev/a.md",
    "letter /jobb/val2/b.md",
    "stationery templates/enkel-a4.yaml",
    "hyphenation templates/hyphenation/hyph_fi.dic",
    "hyphenation hyph_sv.dic",
    "hyphenation hyph_sv.dic",
    "font Sans.ttf",
    "font Serif.ttf",
};

struct listing {
	size_t count;
	uint32_t first_dictionary;
};

static bool
see_name(uint32_t number, struct slice text, void *ctx)
{
	struct listing *listing = ctx;
	if (listing->count < COUNT(wanted))
		test_slice("its name", text, wanted[listing->count]);
	(void)number;
	listing->count++;
	return true;
}

static bool
see_hash(uint32_t number, struct slice text, void *ctx)
{
	char hex[65];
	const char *const bytes[] = {"1", "2"};
	digest_write_hex(hash_of(slice_view(bytes[*(size_t *)ctx])), hex);
	test_slice("by their bytes", text, hex);
	(void)number;
	++*(size_t *)ctx;
	return true;
}

static void
add_inputs(struct arena *mem, struct diag *diag, const char *templates)
{
	for (size_t i = 0; i < COUNT(inputs); i++) {
		const char *path = inputs[i].path;
		if (*path == '*')
			path = path_join(mem, templates, path + 2);
		if (!inputs_add_bytes(diag, inputs[i].role, path,
			slice_view(inputs[i].bytes)))
			abort();
	}
}

static void
test_names(struct arena *mem, const char *folder, struct diag *diag)
{
	struct listing listing = {0};
	size_t hashes = 0;
	struct plan *plan = plan_new(path_join(mem, folder, "plan.db"), diag);
	test_true(
	    "a plan", plan && inputs_add_to_plan(mem, "/jobb/val", plan, diag));
	test_true("listed",
	    plan_each_number_and_text(plan,
		"SELECT 1, role || ' ' || name FROM input ORDER BY rowid",
		see_name, &listing));
	test_number("all of them", (long long)listing.count, COUNT(wanted));
	test_true("hashes",
	    plan_each_number_and_text(plan,
		"SELECT 1, sha256 FROM input WHERE name = 'hyph_sv.dic'"
		" ORDER BY rowid",
		see_hash, &hashes));
	test_number("of two", (long long)hashes, 2);
	plan_drop(plan);
}

static void
test_dictionaries(struct diag *diag)
{
	struct strbuf have = {0}, want = {0};
	static const struct {
		const char *name, *bytes;
	} all[] = {
	    {"hyph_fi.dic", "h"}, {"hyph_sv.dic", "1"}, {"hyph_sv.dic", "2"}};
	for (size_t i = 0; i < COUNT(all); i++) {
		char hex[65];
		digest_write_hex(hash_of(slice_view(all[i].bytes)), hex);
		strbuf_print(&want, "%s  %s\n", hex, all[i].name);
	}
	inputs_write_dictionaries(&have, diag);
	test_slice("dictionaries", strbuf_view(&have), strbuf_text(&want));
	strbuf_fini(&have);
	strbuf_fini(&want);
}

int
main(void)
{
	char folder[] = "/tmp/utskick-inputs-XXXXXX";
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf none = {0};
	if (!mkdtemp(folder))
		abort();
	inputs_write_dictionaries(&none, diag);
	test_slice("nothing is read", strbuf_view(&none), "");
	add_inputs(mem, diag, places_find(mem, "templates"));
	test_names(mem, folder, diag);
	test_dictionaries(diag);
	test_true("no ledger to recall",
	    !inputs_recall("/nonexistent", diag) && diag_errors(diag) > 0);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return test_end();
}
