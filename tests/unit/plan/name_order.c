/* "Ek, Anna" in the window: warned of where most cells read so. */
#include "plan/name_order.h"

#include "people.h"
#include "test.h"

#define CELLS_MAX 4

static const struct {
	const char *name;
	size_t names; /* columns of the address's name */
	const char *cells[CELLS_MAX];
	const char *want;
} cases[] = {
    {"none", 1, {NULL}, ""},
    {"first names first", 1, {"Anna Ek", "Bo Lind", NULL}, ""},
    {"surname first", 1, {"Ek, Anna", "Lind, Bo", NULL}, "surname-first"},
    {"half of them", 1, {"Ek, Anna", "Bo Lind", NULL}, ""},
    {"more than half", 1, {"Ek, Anna", "Lind, Bo", "Eva Ek", NULL},
	"surname-first"},
    {"empty cells do not count", 1, {"Ek, Anna", "", "", NULL},
	"surname-first"},
    {"two commas", 1, {"Ek, Anna, dr", NULL}, ""},
    {"nothing behind it", 1, {"Ek,", NULL}, ""},
    {"nothing before it", 1, {", Anna", NULL}, ""},
    {"with a digit it is something else", 1, {"Gatan 1, Norrby", NULL}, ""},
    {"two columns are in order", 2, {"Ek, Anna", NULL}, ""},
};

static void
test_case(size_t i)
{
	struct people_job people;
	people_open(&people);
	people.job.reads.address.name_count = cases[i].names;
	void *order = name_order_watcher.open(&people.job);
	for (size_t c = 0; c < CELLS_MAX && cases[i].cells[c]; c++) {
		const char *cells[PEOPLE_COLUMNS] = {
		    [NAME] = cases[i].cells[c]};
		const struct watched watched = {
		    .row = people_row(&people, cells)};
		name_order_watcher.see_letter(order, &watched);
	}
	const struct watch_end end = {.diag = people.diag};
	test_true(cases[i].name, name_order_watcher.report(order, &end));
	test_text(cases[i].name, people_code(&people, 0), cases[i].want);
	name_order_watcher.close(order);
	people_close(&people);
}

/* The cure is in the job's language. */
static void
test_cure(const char *language, const char *want)
{
	static const char *const cells[PEOPLE_COLUMNS] = {[NAME] = "Ek, Anna"};
	struct people_job people;
	people_open(&people);
	people.job.language = language;
	people.job.reads.address.name_count = 1;
	void *order = name_order_watcher.open(&people.job);
	const struct watched watched = {.row = people_row(&people, cells)};
	name_order_watcher.see_letter(order, &watched);
	const struct watch_end end = {.diag = people.diag};
	test_true(language, name_order_watcher.report(order, &end));
	test_slice(language, people_hint(&people, 0, 0), want);
	name_order_watcher.close(order);
	people_close(&people);
}

int
main(void)
{
	test_cure("sv", "name: [\"förnamn(Namn)\", \"efternamn(Namn)\"]");
	test_cure("en", "name: [\"first_names(Namn)\", \"surname(Namn)\"]");
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
