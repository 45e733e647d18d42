/* A row of too many or too few cells: whom it may protect, and who may have
 * died. */
#include "load/misaligned.h"

#include "test.h"

enum { NAME, STREET, MARK, COLUMNS };
#define CELLS_MAX 5

static const struct {
	const char *name;
	const char *cells[CELLS_MAX];
	size_t sources; /* files of the register */
	bool no_mark; /* no column marks it */
	bool worded; /* cells are looked at for words */
	bool marked;
} cases[] = {
    {"a mark from the start", {"Ek", "Storgatan 3", "ja", "x"}, 1, false, false,
	true},
    {"a mark from the end", {"Ek", "Eva", "Storgatan 3", "ja"}, 1, false, false,
	true},
    {"unclear", {"Ek", "Storgatan 3", "?", "nej"}, 1, false, false, true},
    {"no mark", {"Ek", "Storgatan 3", "nej", "nej"}, 1, false, false, false},
    {"blank", {"Ek", "Storgatan 3", " ", ""}, 1, false, false, false},
    {"a cell less", {"Ek", "ja"}, 1, false, false, true},
    {"a cell less, and no mark", {"Ek", "nej"}, 1, false, false, false},
    {"a cell alone", {"ja"}, 1, false, false, true},
    {"a cell in another column", {"ja", "Storgatan 3", "nej", "nej"}, 1, false,
	false, false},
    {"no column", {"ja", "ja", "ja", "ja"}, 1, true, false, false},
    {"of several files, in any cell", {"x", "Ek"}, 2, false, false, true},
    {"of several files, in capitals", {"Ek", "JA"}, 2, false, false, true},
    {"of several files, and no mark", {"Ek", "nej", "?"}, 2, false, false,
	false},
    {"of several files, and no column", {"Ek", "ja"}, 2, true, false, false},
    {"a word of it", {"Ek", "WORD", "nej"}, 2, true, true, true},
    {"a word of the other", {"Ek", "OTHER", "nej"}, 2, true, true, false},
    {"a word that nobody looks at", {"Ek", "WORD", "nej"}, 2, true, false,
	false},
};

/* As a mark of protection, or of death. */
static void
test_marked(size_t i, bool dead)
{
	struct mark_column at = {.column = MARK};
	const struct intake_found found = {.count = COLUMNS};
	struct register_source sources[] = {
	    {.found = &found}, {.found = &found}};
	bool worded[COLUMNS] = {true, true, true};
	struct slice cells[CELLS_MAX];
	struct intake_record record = {.cells = cells};
	struct job job = {
	    .reads = {.sources = sources, .source_count = cases[i].sources}};
	const struct mark_columns marks = {&at, 1};
	if (cases[i].worded)
		job.reads.worded = worded;
	if (!cases[i].no_mark && dead)
		job.reads.deceased = marks;
	else if (!cases[i].no_mark)
		job.reads.protected_ = marks;
	for (; record.count < CELLS_MAX && cases[i].cells[record.count];
	     record.count++) {
		const char *cell = cases[i].cells[record.count];
		bool word = strcmp(cell, "WORD") == 0;
		if (word || strcmp(cell, "OTHER") == 0)
			cell =
			    word == dead ? "avliden 2011" : "skyddad identitet";
		cells[record.count] = slice_view(cell);
	}
	test_true(cases[i].name,
	    (dead ? misaligned_died(&job, &record)
		  : misaligned_protects(&job, &record)) == cases[i].marked);
	/* a mark of one kind is none of the other */
	if (!cases[i].worded)
		test_true(cases[i].name,
		    !(dead ? misaligned_protects : misaligned_died)(
			&job, &record));
}

/* Whose number and home stand in it, wherever they have slid. */
static const struct {
	const char *name;
	const char *cells[CELLS_MAX];
	size_t sources;
	bool home;
} homes[] = {
    {"from the start", {"Eva Ek", "Storgatan 3", "ja", "1"}, 1, true},
    {"from the end", {"1", "Eva Ek", "Storgatan 3", "ja"}, 1, true},
    {"elsewhere", {"1", "2", "Eva Ek", "Storgatan 3", "ja"}, 1, true},
    {"half", {"Eva Ek", "ja"}, 1, false},
    {"of several files", {"Eva Ek", "Storgatan 3", "ja"}, 2, false},
};

static void
test_home(size_t i)
{
	static const size_t own[] = {0};
	const struct intake_found found = {.count = COLUMNS};
	struct register_source sources[] = {
	    {.found = &found}, {.found = &found}};
	struct slice cells[CELLS_MAX + 1];
	struct intake_record record = {.cells = cells};
	struct people *people = people_new();
	struct job job = {
	    .reads = {.sources = sources, .source_count = homes[i].sources}};
	job.reads.address.name[0] = NAME;
	job.reads.address.name_count = 1;
	job.reads.address.street = STREET;
	for (; record.count < CELLS_MAX && homes[i].cells[record.count];
	     record.count++)
		cells[record.count] = slice_view(homes[i].cells[record.count]);
	cells[record.count - 1] = SLICE("19990101-9802");
	misaligned_add(&job, people, &record);
	people_close(people);
	test_true(
	    homes[i].name, people_has_number(people, SLICE("19990101-9802")));
	struct slice name = SLICE("Eva Ek");
	uint64_t street = people_street(people, SLICE("Storgatan 3"), true);
	test_true(homes[i].name,
	    people_has_home(people, street, &name, 1, own, 1) == homes[i].home);
	people_free(people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		test_marked(i, false);
		test_marked(i, true);
	}
	for (size_t i = 0; i < COUNT(homes); i++)
		test_home(i);
	return test_end();
}
