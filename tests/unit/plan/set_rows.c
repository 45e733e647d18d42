/*
 * Rows set in one range, backwards, and in ranges by setters of their own: the
 * same plan, byte for byte, and one outcome for each row.
 */
#include "plan/set_rows.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "beside/beside.h"
#include "ledger/plan.h"
#include "load/open.h"
#include "plan/planner.h"
#include "plan/set_workers.h"
#include "test.h"

#define LONG_NAME                                                              \
	"Annabellaannabellaannabellaannabellaannabellaannabellaannabella"

#define FIVE(text) text text text text text

/* What only setting finds stands first, last, and side by side; %s is a note
 * of three pages. */
static const char people[] =
    "Nummer;Namn;Efternamn;Adress;Postnr;Ort;God man;GM adress;Hem;Anm\n"
    "19310202-9810;" LONG_NAME ";Ek;Gatan 1;999 12;Norrby;;;a;\n"
    "19320303-9825;Åsa;Ek;Gatan 2;999 12;Norrby;;;b;\n"
    "19330404-9830;Δέσποινα;Ek;Gatan 3;999 12;Norrby;;;c;\n"
    "19340505-9845;Bo;Al;Gatan 4;999 12;Norrby;Eva Berg;Torget 1;d;ა\n"
    "19350606-9859;Ulf;Al;Gatan 5;999 12;Norrby;Eva Berg;;e;\n"
    "19360707-9864;Жанна;Ro;Gatan 6;999 13;Norrby;;;f;%s\n"
    "19370808-9879;Liv;Ro;Gatan 7;;Norrby;;;g;\n"
    "19380909-9884;Per;Ut;Gatan 8;999 13;Norrby;;;h;\n"
    "19391010-9895;Zoë;Ut;Gatan 9;999 11;Norrby;;;i;\n"
    "19310303-9909;שרה;Vik;Vägen 1;999 14;Norrby;;;j;\n"
    "19310404-9915;Bror;Vik;Vägen 1;999 14;Norrby;;;j;\n"
    "19310505-9921;Cia Margareta;Vik;Vägen 1;999 14;Norrby;;;k;\n"
    "19310606-9937;Eva Margareta;Vik;Vägen 1;999 14;Norrby;;;k;\n"
    "19310707-9943;Kim \xF0\x9F\x98\x80;Ek;Gatan 10;999 12;Norrby;;;l;\n";
#define PEOPLE 14

static const char job_text[] =
    "name: Prov\ndate: 2012-03-19\nreference: SN-1\n"
    "register: {file: folk.csv, key: Nummer}\n"
    "roles:\n"
    "  person: Nummer\n  protected: {none: Alla är påhittade}\n"
    "  guardian: {name: God man, street: GM adress, postcode: Postnr,"
    " town: Ort, mail: both}\n"
    "rules: [{exclude: Flyttat, where: {Efternamn: Ut}}]\n"
    "address: {name: [Namn, Efternamn], street: Adress, postcode: Postnr,"
    " town: Ort}\n"
    "letters: [{text: brev.md}]\nstationery: kommun-h2\n"
    "order: [postcode, street, name]\nexpect: {letters: 0-99}\n"
    "manifest: [Nummer]\n";

static const struct {
	const char *name;
	const char *job; /* behind the text above */
	const char *letter;
	uint32_t letters, by_outcome[OUTCOME_COUNT];
} cases[] = {
    {"envelopes", "print: {sides: 1, envelopes: {C5: 1, C4: 2}}\n",
	"# Hej {{Namn}}\n\nHej {{? Anm}}!\n", 8, {7, 0, 2, 5}},
    {"households, one of which takes two pages",
	"households: {by: Hem, most: 2}\n"
	"print: {sides: 1, envelopes: {C5: 1}}\n",
	"# Hej\n\n{{? Anm}}\n" FIVE(FIVE("{{names}}, {{names}}, {{names}}!\n")),
	5, {4, 1, 2, 7}},
    {"tables and lists",
	"tables: {besök: {file: besok.csv, match: {Nummer: Nummer},"
	" protected: {none: Alla är påhittade}}}\n"
	"lists: {stopp.csv: {unfit: skip, why: Gamla}}\n"
	"print: {split: both, banner: group, group_by: Ort}\n",
	"# Hej\n\n{{each? besök}}\nHej {{Namn}}, {{besök.Dag}}!\n{{/each}}\n\n"
	"{{if in_list('stopp.csv', Efternamn + Namn)}}Nej{{else}}Ja{{/if}}\n",
	9, {8, 0, 2, 4}},
};

struct bench {
	struct arena *mem;
	struct sources *sources;
	struct diag *diag;
	const char *folder;
	struct job job;
	struct plan_spec spec;
	struct planner planner;
	struct set_records records[PEOPLE + 1];
	size_t count;
};

/* ---- ways to set the rows: each leaves records, not in their order */

static struct set_records *
next_records(struct bench *bench)
{
	bench->records[bench->count] = set_records_make();
	return &bench->records[bench->count++];
}

/* By a setter of its own, whose glyphs are merged with all others'. */
static bool
set_apart(struct bench *bench, uint32_t first, uint32_t last)
{
	struct planner *planner = &bench->planner;
	struct strbuf glyphs = {0};
	struct glyph_use *use = glyph_use_new(bench->job.paper.fonts);
	struct row_setter *setter = row_setter_new(
	    &bench->job, planner->plan, planner->households, use, bench->diag);
	bool ok = setter && set_rows(setter, first, last, next_records(bench));
	glyph_use_write(use, &glyphs);
	ok = ok && glyph_use_merge(planner->use, strbuf_view(&glyphs));
	strbuf_fini(&glyphs);
	row_setter_free(setter);
	glyph_use_free(use);
	return ok;
}

static bool
set_whole(struct bench *bench)
{
	return set_rows(bench->planner.setter, 1, PEOPLE, next_records(bench));
}

static bool
set_backwards(struct bench *bench)
{
	bool ok = true;
	for (uint32_t row = PEOPLE; ok && row; row--)
		ok = set_rows(
		    bench->planner.setter, row, row, next_records(bench));
	return ok;
}

static bool
set_in_parts(struct bench *bench)
{
	return set_apart(bench, 10, 14) && set_apart(bench, 1, 1) &&
	       set_apart(bench, 5, 9) && set_apart(bench, 2, 4);
}

/* By processes, two rows at a time. */
static bool
set_by_workers(struct bench *bench)
{
	struct row_setter *setter = bench->planner.setter;
	if (beside_asks(bench->job.reads.beside))
		return set_whole(bench);
	struct set_workers *workers = set_workers_start(setter, PEOPLE, 2, 3);
	bool ok = workers;
	for (uint32_t row = 1; ok && row <= PEOPLE; row += 2)
		ok = set_workers_next(workers, next_records(bench));
	if (ok)
		return set_workers_finish(workers);
	set_workers_drop(workers);
	return false;
}

static bool (*const ways[])(struct bench *bench) = {
    NULL, set_whole, set_backwards, set_in_parts, set_by_workers};

/* ---- merged */

static int
compare_records(const void *a, const void *b)
{
	const struct set_record *const *x = a, *const *y = b;
	return ((*x)->row > (*y)->row) - ((*x)->row < (*y)->row);
}

static bool
take_all(struct bench *bench)
{
	struct set_record *all[PEOPLE];
	size_t count = 0;
	bool ok = true;
	for (size_t i = 0; i < bench->count; i++) {
		for (size_t k = 0; k < bench->records[i].count; k++)
			all[count++] = bench->records[i].at[k];
	}
	qsort(all, count, sizeof(*all), compare_records);
	for (size_t i = 0; ok && i < count; i++)
		ok = planner_take(&bench->planner, all[i]);
	return ok && plan_change_now(bench->planner.plan);
}

struct homes {
	struct household at[PEOPLE];
	size_t count;
};

static bool
keep_home(const struct household *household, void *ctx)
{
	struct homes *homes = ctx;
	homes->at[homes->count++] = *household;
	return true;
}

/* Shared letters too: the last is set first. */
static bool
join_backwards(struct bench *bench)
{
	struct planner *planner = &bench->planner;
	struct homes homes = {.count = 0};
	struct set_records records = set_records_make();
	bool ok = !planner->households ||
		  households_each(planner->households, keep_home, &homes);
	for (size_t i = homes.count; ok && i; i--)
		ok = set_household(planner->setter, &homes.at[i - 1], &records);
	for (size_t i = 0; ok && i < homes.count; i++)
		ok = planner_take_household(
		    planner, &homes.at[i], records.at[homes.count - 1 - i]);
	set_records_fini(&records);
	return ok;
}

/* ---- one plan */

static struct slice
write_people(struct bench *bench)
{
	struct strbuf note = {0};
	while (note.len < 8000)
		strbuf_add_text(&note, "Ring om klockan. ");
	struct slice text = arena_print(bench->mem, people, strbuf_text(&note));
	strbuf_fini(&note);
	return text;
}

static void
write_inputs(struct bench *bench, size_t i)
{
	const struct {
		const char *name;
		struct slice text;
	} files[] = {
	    {"folk.csv", write_people(bench)},
	    {"brev.md", slice_view(cases[i].letter)},
	    {"job.yaml",
		arena_print(bench->mem, "%s%s", job_text, cases[i].job)},
	    {"besok.csv", SLICE("Nummer;Dag\n19320303-9825;måndag\n"
				"19320303-9825;fredag\n"
				"19330404-9830;ζάββατο\n"
				"19310707-9943;onsdag\n")},
	    {"stopp.csv", SLICE("Vem\nEkÅsa\nIngen\n")},
	};
	for (size_t f = 0; f < COUNT(files); f++)
		test_true(files[f].name,
		    file_write_whole(
			path_join(bench->mem, bench->folder, files[f].name),
			files[f].text, bench->diag));
}

static bool
plan_by(struct bench *bench, size_t way, struct account *account)
{
	struct planner *planner = &bench->planner;
	if (!beside_read(bench->job.reads.beside, bench->folder, true) ||
	    !planner_open(planner) || !planner_load(planner) ||
	    !planner_decide(planner))
		return false;
	bool ok = ways[way] ? plan_publish(planner->plan) && ways[way](bench) &&
				  take_all(bench) && join_backwards(bench)
			    : planner_set(planner) && planner_join(planner);
	return ok && planner_end(planner, account);
}

static bool
make_plan(struct bench *bench, size_t way, struct account *account)
{
	bench->spec = (struct plan_spec){
	    .path = path_join(bench->mem, bench->folder, "plan.db"),
	    .secret = SLICE("secret"),
	};
	bool ok = load_open(&bench->job, bench->mem,
	    path_join(bench->mem, bench->folder, "job.yaml"), bench->diag);
	bench->planner = (struct planner){.job = &bench->job,
	    .diag = bench->diag,
	    .spec = &bench->spec,
	    .plan = ok ? plan_new(bench->spec.path, bench->diag) : NULL};
	ok = bench->planner.plan && plan_by(bench, way, account);
	planner_close(&bench->planner);
	for (size_t i = 0; i < bench->count; i++)
		set_records_fini(&bench->records[i]);
	if (ok)
		return plan_commit(bench->planner.plan, bench->diag);
	plan_drop(bench->planner.plan);
	return false;
}

static void
test_counts(size_t i, const struct plan_counts *counts)
{
	test_number("rows", counts->rows, PEOPLE);
	test_number("letters", counts->letters, cases[i].letters);
	for (size_t k = 0; k < OUTCOME_COUNT; k++)
		test_number(outcome_name((enum outcome)k),
		    counts->by_outcome[k], cases[i].by_outcome[k]);
}

/* The digest of the plan that this way makes. */
static struct digest
plan_digest(size_t i, size_t way, const char *folder)
{
	struct account account = {0};
	struct digest digest = {0};
	struct bench bench = {
	    .mem = arena_new(),
	    .sources = sources_new(),
	    .folder = folder,
	};
	bench.diag = diag_new(bench.sources);
	write_inputs(&bench, i);
	bool ok = make_plan(&bench, way, &account);
	test_true(cases[i].name, ok);
	if (!ok)
		diag_print(bench.diag, stdout);
	test_counts(i, &account.counts);
	if (ok)
		hash_file(bench.spec.path, bench.diag, &digest);
	unlink(bench.spec.path);
	load_close(&bench.job);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return digest;
}

static void
test_case(size_t i)
{
	char folder[] = "/tmp/utskick-set-XXXXXX";
	if (!mkdtemp(folder))
		abort();
	struct digest first = plan_digest(i, 0, folder);
	for (size_t way = 1; way < COUNT(ways); way++)
		test_true(cases[i].name,
		    digest_equal(first, plan_digest(i, way, folder)));
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	folder_remove(folder, diag);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
