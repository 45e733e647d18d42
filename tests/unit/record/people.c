#include "record/people.h"

#include "test.h"

static const struct {
	const char *cell;
	bool known;
} numbers[] = {
    {"330404-9830", true},
    {"19330404-9831", true}, /* a slip of the check digit */
    {"20330404-9830", true},
    {"3304049830", true},
    {"3304049831", false}, /* may be a telephone number */
    {"Syster: 330404-9830", true},
    {"33 04 04 98 30", true},
    {"01015098089", true},
    {"1015098089", true}, /* Excel has eaten the zero */
    {"340404-9830", false},
    {"310202-9810", false},
    {"330404-982", false},
    {"", false},
};

/* The rows of a register: name, name, street, and somebody else. */
static const struct {
	const char *cells[4];
	bool own, named;
} rows[] = {
    {{"Cia", "Ek", "Storgatan 5", ""}, true, true},
    {{"CIA", " EK ", "STORGATAN  5", ""}, true, true},
    {{"Ek", "Cia", "Storg. 5", ""}, true, true},
    {{"Cia Maria", "Ek", "Storgatan 5 lgh 1101", ""}, true, true},
    {{"Cia", "Ek", "Storgatan 5 B", ""}, false, false},
    {{"Cia", "Ek", "Storgatan 15", ""}, false, false},
    {{"Bo", "Ek", "Storgatan 5", ""}, false, false},
    {{"Bo", "Ek", "Storgatan 5", "Cia Ek"}, false, true},
    {{"Bo", "Ek", "Storgatan 5, 2 tr", "c/o Ek, Cia"}, false, true},
    {{"Bo", "Ek", "Storgatan 5", "Cia"}, false, false},
    {{"Bo", "Al", "Storgatan 5", "Cia Ek (god man)"}, false, true},
    {{"Dan", "Ask", "\u00c5v\u00e4gen 7b", ""}, true, true},
    {{"Dan", "Ask", "\u00e5v. 7 B", ""}, true, true},
    {{"Dan", "Ask", "A\u030ava\u0308gen 7B", ""}, true, true},
    {{"Dan-Olof", "Ask", "Åvägen 7 b", ""}, true, true},
    {{"Dan", "Asp", "Åvägen 7b", ""}, false, false},
};

static const struct {
	const char *name, *street, *postcode;
	bool known;
} names[] = {
    {"Cia Ek", "Storgatan 5", "", true},
    {"Ek, Cia", "", "999 32", true},
    {"Cia Ek", "Box 7", "99932", true},
    {"Cia Ek", "Box 7", "999 33", false},
    {"Cia Ek", "Lillgatan 5", "", false},
    {"Cia Ek", "Box 7", "99932999329993299932", false},
    {"Cia Ek", "", "", true}, /* nothing tells them apart */
    {"Eva Alm", "Box 7", "999 33", true}, /* her address is not known */
    {"Cia", "Storgatan 5", "", false},
    {"Bo Ek", "Storgatan 5", "999 32", false},
    {"", "Storgatan 5", "", false},
};

static struct people *
make_people(void)
{
	struct people *people = people_new();
	struct slice cia[] = {SLICE("Cia"), SLICE("Ek")},
		     dan[] = {SLICE("Dan"), SLICE("Ask")},
		     eva[] = {SLICE("Eva Alm")};
	test_true("nobody", people_is_empty(people));
	people_add_number(people, SLICE("19330404-9830"));
	people_add_number(people, SLICE("01015098089"));
	people_add_number(people, SLICE("1000123"));
	people_add_number(people, SLICE("0999-10 01 20"));
	people_add_home(people, cia, 2, SLICE("Storgatan 5"), SLICE("999 32"));
	people_add_home(people, dan, 2, SLICE("Åvägen 7 B"), SLICE("99911"));
	people_add_home(people, eva, 1, SLICE(""), SLICE(""));
	people_close(people);
	return people;
}

static void
check_rows(struct people *people)
{
	static const size_t own[] = {0, 1};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct slice cells[4];
		for (size_t k = 0; k < 4; k++)
			cells[k] = slice_view(rows[i].cells[k]);
		uint64_t street = people_street(people, cells[2], true);
		bool there = people_has_street(people, street);
		test_number(rows[i].cells[2],
		    there && people_has_home(people, street, cells, 0, own, 2),
		    rows[i].own);
		test_number(rows[i].cells[2],
		    there && people_has_home(people, street, cells, 4, NULL, 0),
		    rows[i].named);
	}
}

/* Whoever shares a word of the name, and homes that a sentence tells. */
static void
check_kin(struct people *people)
{
	static const struct {
		const char *cell;
		bool kin;
	} kin[] = {{"Bo Ek", true}, {"Cia", true}, {"Bo Al", false},
	    {"Ek 5", false}, {"", false}};
	static const struct {
		const char *cell, *other;
		bool told;
	} told[] = {{"Cia Ek bor p\u00e5 Storgatan 5", "", true},
	    {"bor p\u00e5 Storgatan 5", "Cia Ek", true},
	    {"bor p\u00e5 Storgatan 5", "Bo Ek", false},
	    {"Bo Ek bor p\u00e5 Storgatan 5", "", false},
	    {"Cia Ek bor p\u00e5 Storgatan 15", "", false},
	    {"Cia Ek: \u00c5v. 7 b eller Storg. 5", "", true}, {"", "", false}};
	uint64_t street = people_street(people, SLICE("Storgatan 5"), true);
	uint64_t other = people_street(people, SLICE("Lillgatan 5"), true);
	for (size_t i = 0; i < COUNT(kin); i++) {
		struct slice cell = slice_view(kin[i].cell);
		test_number(kin[i].cell,
		    people_has_kin(people, street, &cell, 1), kin[i].kin);
		test_true(
		    kin[i].cell, !people_has_kin(people, other, &cell, 1));
	}
	const struct slice both[] = {SLICE("Bo Ek"), SLICE("Cia")};
	test_true(
	    "the first of two is kin", people_has_kin(people, street, both, 2));
	test_true("two streets, of which the first is home",
	    people_has_home_in(
		people, SLICE("Cia Ek: Storg. 5 eller \u00c5v. 7 b"), NULL, 0));
	test_true("more streets than are looked for",
	    !people_has_home_in(people,
		SLICE("Bo: Storg. 5, Storg. 5, Storg. 5, Storg. 5, Storg. 5, "
		      "Storg. 5, Storg. 5, Storg. 5, Storg. 5, Storg. 5, "
		      "Storg. 5, Storg. 5, Storg. 5, Storg. 5, Storg. 5, "
		      "Storg. 5, \u00c5v. 7 b"),
		NULL, 0));
	for (size_t i = 0; i < COUNT(told); i++) {
		struct slice cell = slice_view(told[i].other);
		test_number(told[i].cell,
		    people_has_home_in(
			people, slice_view(told[i].cell), &cell, 1),
		    told[i].told);
	}
}

int
main(void)
{
	struct people *people = make_people();
	for (size_t i = 0; i < COUNT(numbers); i++)
		test_number(numbers[i].cell,
		    people_has_number(people, slice_view(numbers[i].cell)),
		    numbers[i].known);
	test_true("no date, no number",
	    !people_has_number(people, SLICE("1000123")) &&
		!people_has_number(people, SLICE("0999100120")));
	check_rows(people);
	for (size_t i = 0; i < COUNT(names); i++)
		test_number(names[i].name,
		    people_has_name(people, slice_view(names[i].name),
			slice_view(names[i].street),
			slice_view(names[i].postcode)),
		    names[i].known);
	test_number("no house number",
	    (long long)people_street(people, SLICE("Norrgården"), false), 0);
	test_true("said to be a street",
	    people_street(people, SLICE("Norrgården"), true) ==
		people_street(people, SLICE("NORRGÅRDEN"), true));
	check_kin(people);
	people_free(people);
	struct people *nobody = people_new();
	people_close(nobody);
	test_true("nobody has a name",
	    !people_has_name(nobody, SLICE("Cia Ek"), SLICE(""), SLICE("")));
	people_free(nobody);
	return test_end();
}
