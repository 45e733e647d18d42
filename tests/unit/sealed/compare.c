/* Two sealed runs of the same people: who gained a letter, lost it, or has
 * another. */
#include "sealed/compare.h"

#include "changed.h"
#include "sealed/sealed.h"

/* What is done to the second run, and what then differs from the first, where
 * rows 1 to 4 have letters, 5 is excluded and 6 held. */
static const struct {
	const char *sql;
	uint32_t by[SEALED_CHANGES]; /* gained, lost, changed, other */
	uint32_t unnamed;
	const char *code; /* or refused with */
} cases[] = {
    {"SELECT 1", {0}, 0, NULL},
    {"UPDATE letter SET sha256 = (SELECT sha256 FROM letter WHERE number = 1)"
     " WHERE number = 2",
	{0, 0, 1, 0}, 0, NULL},
    {"UPDATE outcome SET outcome = 'held' WHERE row = 1", {0, 1, 0, 0}, 0,
	NULL},
    {"UPDATE outcome SET outcome = 'together' WHERE row = 1", {0}, 0, NULL},
    {"UPDATE outcome SET outcome = 'letter' WHERE row = 6", {1, 0, 0, 0}, 0,
	NULL},
    {"UPDATE outcome SET outcome = 'excluded' WHERE row = 6", {0, 0, 0, 1}, 0,
	NULL},
    {"UPDATE outcome SET reason = 'x' WHERE row = 5", {0, 0, 0, 1}, 0, NULL},
    {"UPDATE cells SET c0 = '20000101-0000' WHERE row = 1", {1, 1, 0, 0}, 0,
	NULL},
    {"UPDATE cells SET c0 = '20000101-0000' WHERE row = 6", {0, 0, 0, 2}, 0,
	NULL},
    {"UPDATE cells SET c0 = '' WHERE row = 6", {0, 0, 0, 1}, 1, NULL},
    {"UPDATE cells SET c0 = ''", {0, 4, 0, 2}, 6, NULL},
    {"UPDATE register_column SET name = 'NR' WHERE number = 0", {0}, 0, NULL},
    {"UPDATE register_column SET name = 'Kund' WHERE number = 0", {0}, 0,
	"other-keys"},
    {"UPDATE header SET value = '9' WHERE key = 'key'", {0}, 0,
	"damaged-ledger"},
    {"DELETE FROM header WHERE key = 'key'", {0}, 0, "damaged-ledger"},
};

#define SUM(gained, other)                                                     \
	"gained " gained ", other text 0, other reason " #other "\n"
#define UNNAMED(then)                                                          \
	"rows without a key to compare (protected or malformed): " then " now" \
	"\n"

/* In words, of the first run and the second. */
static const struct {
	const char *before, *after, *want;
} words[] = {
    {"SELECT 1", "SELECT 2", SUM("0, lost 0", 0)},
    {"SELECT 1", "UPDATE cells SET c0 = '' WHERE row = 6",
	"another reason: row 6 then, row 0 now; held: Bor på servicehus → "
	"-\n" SUM("0, lost 0", 1) UNNAMED("0 then, 1")},
    {"UPDATE cells SET c0 = '' WHERE row = 6", "SELECT 1",
	"another reason: row 0 then, row 6 now; - → held: Bor på "
	"servicehus\n" SUM("0, lost 0", 1) UNNAMED("1 then, 0")},
    {"UPDATE outcome SET outcome = 'letter', reason = '' WHERE row = 6",
	"SELECT 1",
	"lost the letter: row 6 then, row 6 now; letter → "
	"held: Bor på servicehus\n" SUM("0, lost 1", 0)},
};

static const char *one, *other;

static void
count(const struct sealed_difference *difference, void *ctx)
{
	uint32_t *seen = ctx;
	seen[difference->change]++;
	test_true("a side has a row",
	    difference->before.row || difference->after.row);
}

static bool
compare(const char *before, const struct sealed_after *after, uint32_t *seen,
    struct sealed_differences *all)
{
	memset(seen, 0, SEALED_CHANGES * sizeof *seen);
	return sealed_compare(
	    bench.mem, before, after, count, seen, all, bench.diag);
}

static void
test_case(size_t i)
{
	uint32_t seen[SEALED_CHANGES];
	struct sealed_differences all;
	const struct sealed_after after = {.run = other};
	change(other, cases[i].sql);
	bool ok = compare(one, &after, seen, &all);
	test_true(cases[i].sql, ok == !cases[i].code);
	if (!ok && cases[i].code) {
		test_reported(cases[i].sql, bench.diag, cases[i].code);
		return;
	}
	for (int k = 0; k < SEALED_CHANGES; k++) {
		test_number(cases[i].sql, all.by[k], cases[i].by[k]);
		test_number(cases[i].sql, seen[k], cases[i].by[k]);
	}
	test_number(cases[i].sql, all.unnamed_before, 0);
	test_number(cases[i].sql, all.unnamed_after, cases[i].unnamed);
}

static void
test_words(size_t i)
{
	struct strbuf out = {0};
	uint32_t differences;
	change(one, words[i].before);
	change(other, words[i].after);
	test_true(words[i].after,
	    sealed_diff(bench.mem, one, other, &out, &differences, bench.diag));
	test_slice(words[i].after, strbuf_view(&out), words[i].want);
	strbuf_fini(&out);
}

int
main(void)
{
	char a[] = "/tmp/utskick-one-XXXXXX", b[] = "/tmp/utskick-other-XXXXXX";
	uint32_t seen[SEALED_CHANGES];
	struct sealed_differences all;
	bench = (struct bench){.mem = arena_new(), .sources = sources_new()};
	bench.diag = diag_new(bench.sources);
	one = mkdtemp(a);
	other = mkdtemp(b);
	if (!one || !other)
		abort();
	test_true("two runs", make_run(one, &bench) && make_run(other, &bench));
	change(one, "SELECT 1");
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	for (size_t i = 0; i < COUNT(words); i++)
		test_words(i);
	change(one, "SELECT 1");
	const struct sealed_after itself = {.run = one},
				  none = {.run = "/none"};
	test_true("with itself", compare(one, &itself, seen, &all));
	test_true("with none", !compare(one, &none, seen, &all));
	test_true("none with it", !compare("/none", &itself, seen, &all));
	folder_remove(one, bench.diag);
	folder_remove(other, bench.diag);
	diag_free(bench.diag);
	sources_free(bench.sources);
	arena_free(bench.mem);
	return test_end();
}
