/* What the mailing is called, and when: each key in its own place. */
#include "working.h"

#define NAME "name: n\n"
#define DATE "date: 2012-03-19\n"
#define JOB NAME DATE
#define SENT "name=n&date=2012-03-19&"

/* NULL: the job is as it was, and the page says why. */
static const struct {
	const char *name, *job, *sent, *want;
} forms[] = {
    {"as it is", JOB, SENT, JOB},
    {"another name", JOB, "name= N  m &date=2012-03-19", "name: N  m\n" DATE},
    {"no name", JOB, "name= &date=2012-03-19", NULL},
    {"another day", JOB, "name=n&date=2012-03-20", NAME "date: 2012-03-20\n"},
    {"a day that is none", JOB, "name=n&date=2012-02-30", NULL},
    {"no day", JOB, "name=n&date=", NULL},
    {"a number of its own", JOB, SENT "reference=N 1", JOB "reference: N 1\n"},
    {"and none", JOB "reference: N 1\n", SENT "reference=", JOB},
    {"how long it is kept", JOB, SENT "keep_until=2014-12-31",
	JOB "keep_until: 2014-12-31\n"},
    {"until no day", JOB, SENT "keep_until=soon", NULL},
    {"one approves", JOB, SENT "approval=1", JOB "approval: 1\n"},
    {"nine do", JOB, SENT "approval=9", JOB "approval: 9\n"},
    {"none is nobody", JOB, SENT "approval=0", NULL},
    {"a letter is no number", JOB, SENT "approval=:", NULL},
    {"nor are ten", JOB, SENT "approval=10", NULL},
    {"nobody any more", JOB "approval: 1\n", SENT "approval=", JOB},
    {"what is more than a text stays", JOB "approval: {by: [a]}\n", SENT,
	JOB "approval: {by: [a]}\n"},
};

static void
test_forms(void)
{
	for (size_t i = 0; i < COUNT(forms); i++) {
		const char *job = forms[i].job, *want = forms[i].want;
		begin(job, job, forms[i].sent);
		work_facts(&work);
		test_slice(forms[i].name, read_job(), want ? want : job);
		test_text(forms[i].name, shared.location, want ? "/" : "");
		test_true(forms[i].name, shared.passed == (want != NULL));
		test_number(forms[i].name, shared.status, want ? 0 : 400);
		end();
	}
}

static void
test_page(void)
{
	static const char *const wrong[] = {"aria-invalid=\"true\"",
	    "value=\"2012-02-30\"", "!value=\"2012-03-19\""},
				 *const stale[] = {"date: 2012-03-19",
				     "value=\"other\""},
				 *const shown[] = {"value=\"n\"",
				     "value=\"12\" selected", "!aria-invalid"};
	begin(JOB, JOB, "name=n&date=2012-02-30");
	work_facts(&work);
	test_has("what is wrong", wrong, COUNT(wrong));
	end();
	begin(JOB, "another", "name=other&date=2012-03-19");
	work_facts(&work);
	test_number("another version", shared.status, 409);
	test_slice("as it was", read_job(), JOB);
	test_has("hers", stale + 1, 1);
	end();
	begin(JOB "approval: 12\n", "", "");
	facts_write(&work);
	test_has("as it is", shown, COUNT(shown));
	end();
}

/* Where there is no job that can be read, there is no form. */
static void
test_unread(void)
{
	begin("name: [\n", "name: [\n", SENT);
	facts_write(&work);
	test_true("no form", !has("<form"));
	work_facts(&work);
	test_number("refused", shared.status, 400);
	test_true("no form", !has("<form"));
	end();
	begin(JOB, JOB, SENT);
	test_true("no job", unlink("job.yaml") == 0);
	work_facts(&work);
	test_number("refused", shared.status, 400);
	test_true("none is made", !file_exists("job.yaml"));
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	test_forms();
	test_page();
	test_unread();
	folder_remove(folder, NULL);
	return test_end();
}
