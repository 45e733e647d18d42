/* What `expect:` says of the counts, and a mailing without a letter. */
#include "people.h"
#include "plan/account.h"
#include "test.h"

static const struct {
	const char *name;
	long long least, most; /* -1: nothing is expected */
	bool only_protected;
	uint32_t rows;
	const char *want;
} cases[] = {
    {"nothing said", -1, -1, false, 7, ""},
    {"as many", 7, 7, false, 7, ""},
    {"the fewest", 7, 9, false, 7, ""},
    {"the most", 5, 7, false, 7, ""},
    {"too few", 8, 9, false, 7, "unexpected-rows"},
    {"too many", 5, 6, false, 7, "unexpected-rows"},
    {"none", 1, 9, false, 0, "unexpected-rows"},
    {"the protected alone are fewer", 8, 9, true, 7, ""},
};

static void
test_rows(size_t i)
{
	struct people_job people;
	people_open(&people);
	people.job.only_protected = cases[i].only_protected;
	if (cases[i].least >= 0)
		people.file.expect.rows = (struct conf_range){
		    .least = cases[i].least,
		    .most = cases[i].most,
		    .span = {.file = 1},
		};
	bool ok = account_expect_rows(&people.job, cases[i].rows, people.diag);
	test_true(cases[i].name, ok == !*cases[i].want);
	test_text(cases[i].name, people_code(&people, 0), cases[i].want);
	people_close(&people);
}

static const struct {
	const char *name;
	uint32_t letters;
	long long least; /* -1: nothing is expected */
	bool ok;
} mailings[] = {
    {"a letter", 1, -1, true},
    {"none", 0, -1, false},
    {"none, as was expected", 0, 0, true},
    {"none, where one was", 0, 1, false},
};

static void
test_mailing(size_t i)
{
	struct people_job people;
	struct yaml letters = {0};
	people_open(&people);
	people.file.letters_yaml = &letters;
	const struct account account = {
	    .counts = {.letters = mailings[i].letters}};
	if (mailings[i].least >= 0)
		people.file.expect.letters = (struct conf_range){
		    .least = mailings[i].least,
		    .most = 9,
		    .span = {.file = 1},
		};
	test_true(mailings[i].name, account_check_letters(&people.job, &account,
					people.diag) == mailings[i].ok);
	test_text(mailings[i].name, people_code(&people, 0),
	    mailings[i].ok ? "" : "no-letters");
	people_close(&people);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_rows(i);
	for (size_t i = 0; i < COUNT(mailings); i++)
		test_mailing(i);
	return test_end();
}
