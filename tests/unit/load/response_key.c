/* The key of response codes: there where a text prints one, the same for the
 * same mailing, and another for another. */
#include "load/response_key.h"

#include "plan/decided.h"

#define ROWS "Nr;Namn;Adress;Postnr;Ort\n1;Eva Ek;Gatan 1;99912;Norrby\n"

static const struct {
	const char *name, *letter, *rows, *reference;
	bool there, first; /* it is there; it is that of the first case */
} cases[] = {
    {"printed", "# Hej\n\nSvara med {{response_code}}.\n", ROWS, NULL, true,
	true},
    {"in Swedish", "# Hej\n\nSvara med {{svarskod}}.\n", ROWS, NULL, true,
	true},
    {"asked", "# Hej\n\n{{if svarskod is not empty}}Svara.{{/if}}\n", ROWS,
	NULL, true, true},
    {"not printed", "# Hej\n\nSvara.\n", ROWS, NULL, false, false},
    {"of another diary number", "# Hej\n\nSvara med {{svarskod}}.\n", ROWS,
	"SN-2", true, false},
    {"of other rows", "# Hej\n\nSvara med {{svarskod}}.\n",
	ROWS "2;Bo Al;Gatan 2;99912;Norrby\n", NULL, true, false},
};

int
main(void)
{
	char name[] = "/tmp/utskick-response-XXXXXX";
	struct arena *mem = arena_new();
	struct slice first = {NULL, 0};
	const char *folder = mkdtemp(name);
	if (!folder)
		abort();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct job job = {0};
		const struct decided_case at = {.rows = cases[i].rows,
		    .reference = cases[i].reference,
		    .letter = cases[i].letter};
		decided_write(folder, &at, mem, diag);
		test_true(cases[i].name,
		    load_open(
			&job, mem, path_join(mem, folder, "job.yaml"), diag));
		if (!i)
			first = arena_dup(mem, job.response_key);
		test_number(cases[i].name, (long long)job.response_key.len,
		    cases[i].there ? 64 : 0);
		test_true(cases[i].name,
		    slice_equal(job.response_key, first) == cases[i].first);
		load_close(&job);
		if (i + 1 == COUNT(cases))
			folder_remove(folder, diag);
		diag_free(diag);
		sources_free(sources);
	}
	arena_free(mem);
	return test_end();
}
