#include "intake/joined.h"

#include "dump.h"
#include "test.h"

static const char vik[] = "Förnamn;Efternamn;Ort\nÅke;Öhrn;Vik\nMärta;Ek;Vik\n";
static const char by[] = "Sukunimi,Etunimi,Osasto\nLind,Eva,A\nEk\n";

static void
add_rows(struct strbuf *out, struct arena *mem, struct intake *intake)
{
	struct intake_record record;
	enum intake_result result;
	while ((result = intake_next(intake, &record)) <= INTAKE_MALFORMED) {
		strbuf_print(out, "%u ", record.source);
		dump_record(out, mem, &record, result == INTAKE_MALFORMED);
	}
	const struct intake_found *found = intake_found(intake);
	strbuf_print(out, "%s: %u rows, %u malformed\n",
	    result == INTAKE_END ? "end" : "refused", found->rows,
	    found->malformed);
}

/* Both files with these renames of the second. */
static void
join(struct strbuf *out, const struct joined_rename *renames, size_t count)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct joined_source files[] = {
	    {.options = {.path = "vik.csv"}}, {.options = {.path = "by.csv"},
						  .renames = renames,
						  .rename_count = count}};
	struct intake *intake = joined_open(mem, files, 2, diag);
	if (intake) {
		const struct intake_found *found = intake_found(intake);
		for (size_t i = 0; i < found->count; i++)
			strbuf_print(out, "%s%.*s", i ? "|" : "",
			    (int)found->names[i].len, found->names[i].at);
		strbuf_add_char(out, '\n');
		add_rows(out, mem, intake);
		test_true("its own delimiter",
		    joined_found(intake, 1)->delimiter == ',');
		test_true(
		    "a digest of both", !digest_equal(found->digest,
					    joined_found(intake, 0)->digest));
	}
	dump_diag(out, diag);
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_joined(void)
{
	static const struct joined_rename renames[] = {
	    {{"Förnamn", 8}, {"etunimi", 7}, {0}},
	    {{"Efternamn", 9}, {"Sukunimi", 8}, {0}}};
	struct strbuf have = {0};
	join(&have, renames, 2);
	test_slice("joined", strbuf_view(&have),
	    "Förnamn|Efternamn|Ort|Osasto\n"
	    "0 1@2: Åke|Öhrn|Vik|\n0 2@3: Märta|Ek|Vik|\n"
	    "1 3@2: Eva|Lind||A\n"
	    "1 4@3: Ek [too-few-fields] the row on line 3 has only 1 fields, "
	    "the header 3\n"
	    "end: 4 rows, 1 malformed\n"
	    "vik.csv:1: warning: this register has no column 'Osasto', as "
	    "another has; it is empty in its rows [missing-column]\n"
	    "by.csv:1: warning: this register has no column 'Ort', as another "
	    "has; it is empty in its rows [missing-column]\n");
	strbuf_fini(&have);
}

static void
test_refused(void)
{
	static const struct joined_rename unknown[] = {
	    {{"Förnamn", 8}, {"Etunmi", 6}, {0}}};
	static const struct joined_rename unlike[] = {
	    {{"Förnamn", 8}, {"Qqqqqq", 6}, {0}}};
	static const struct joined_rename twice[] = {
	    {{"Osasto", 6}, {"Etunimi", 7}, {0}}};
	struct strbuf have = {0};
	join(&have, unknown, 1);
	test_slice("renames what is not there", strbuf_view(&have),
	    "error: the register has no column 'Etunmi' [no-such-column]\n"
	    "      = did you mean 'Etunimi'?\n");
	strbuf_reset(&have);
	join(&have, unlike, 1);
	test_slice("renames what is like none", strbuf_view(&have),
	    "error: the register has no column 'Qqqqqq' [no-such-column]\n");
	strbuf_reset(&have);
	join(&have, twice, 1);
	test_slice("two of one name", strbuf_view(&have),
	    "by.csv:1: error: two columns of this register are called "
	    "'Osasto' [renamed-twice]\n");
	strbuf_reset(&have);
	dump_write_file("by.csv", SLICE("Fornamn,Efternamn,Ort\nEva,Lind,A\n"));
	join(&have, NULL, 0);
	test_true("how to rename",
	    slice_find(strbuf_view(&have),
		SLICE("if it is 'Fornamn', say so: 'columns: {Förnamn: "
		      "Fornamn}'")) < have.len);
	strbuf_reset(&have);
	dump_write_file("by.csv", SLICE("Sukunimi,Etunimi\n"));
	join(&have, NULL, 0);
	test_true("the second has no rows",
	    slice_find(strbuf_view(&have),
		SLICE(
		    "0 2@3: Märta|Ek|Vik||\nrefused: 2 rows, 0 malformed\n")) <
		    have.len &&
		slice_find(strbuf_view(&have), SLICE("[no-rows]")) < have.len);
	strbuf_reset(&have);
	unlink("by.csv");
	join(&have, NULL, 0);
	test_true("a file is missing",
	    slice_find(strbuf_view(&have), SLICE("[no-such-file]")) < have.len);
	strbuf_fini(&have);
}

/* One file by itself answers as one that is joined. */
static void
test_alone(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const struct intake_options options = {.path = "vik.csv"};
	struct intake *intake = intake_open(mem, &options, diag);
	size_t count = 0;
	const struct slice *names = joined_names(intake, 0, &count);
	test_number("three columns", (long long)count, 3);
	test_slice("the last", names[2], "Ort");
	test_true("its own", joined_found(intake, 0) == intake_found(intake));
	intake_close(intake);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	char folder[32];
	dump_enter_folder(folder);
	dump_write_file("vik.csv", slice_view(vik));
	dump_write_file("by.csv", slice_view(by));
	test_alone();
	test_joined();
	test_refused();
	dump_leave_folder(folder, "vik.csv");
	return test_end();
}
