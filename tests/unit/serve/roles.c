/* What the job says each column is; and what a choice makes of the job. */
#include "serve/roles.h"

#include "reported.h"

#define CHOICES_MOST 5

static const struct {
	const char *name, *job;
	struct {
		const char *column, *role;
	} want[CHOICES_MOST];
} reads[] = {
    {"nothing", "name: n\n", {{"A", ""}}},
    {"key and number", "register: {key: A}\nroles: {person: a}\n",
	{{"A", "number-key"}, {"B", ""}}},
    {"a key alone", "register: {key: A}\n", {{"A", "key"}}},
    {"a number alone", "roles: {person: A}\nregister: {key: B}\n",
	{{"A", "number"}, {"B", "key"}}},
    {"the key of the first file", "register: [{key: A}, {key: B}]\n",
	{{"A", "key"}, {"B", ""}}},
    {"a register that is a text", "register: A\n", {{"A", ""}}},
    {"one name", "address: {name: A}\n", {{"A", "name"}}},
    {"a list of one", "address: {name: [A]}\n", {{"A", "name"}}},
    {"two", "address: {name: [A, B]}\n", {{"A", "first"}, {"B", "last"}}},
    {"three", "address: {name: [A, B, C]}\n",
	{{"A", "first"}, {"B", "last"}, {"C", "last"}}},
    {"one that is no text", "address: {name: [[A], B]}\n",
	{{"A", ""}, {"B", "last"}}},
    {"a map", "address: {name: {A: B}}\n", {{"A", ""}, {"B", ""}}},
    {"an empty one", "address: {name: \"\"}\n", {{"", ""}}},
    {"a name that is more", "address: {name: A, co: A}\n", {{"A", "several"}}},
    {"marks", "roles: {protected: [A, B], deceased: C}\n",
	{{"A", "protected"}, {"B", "protected"}, {"C", "deceased"}}},
    {"of two kinds", "roles: {protected: A, deceased: A}\n",
	{{"A", "several"}}},
    {"of three", "roles: {protected: A, deceased: A, person: A}\n",
	{{"A", "several"}}},
    {"a guardian's name", "roles: {guardian: A}\n", {{"A", "guardian"}}},
    {"a guardian with an address",
	"roles: {guardian: {name: A, street: B, postcode: C, town: D}}\n",
	{{"A", "guardian"}, {"B", "guardian-street"},
	    {"C", "guardian-postcode"}, {"D", "guardian-town"}}},
    {"a guardian without a name", "roles: {guardian: {street: B}}\n",
	{{"B", "guardian-street"}}},
    {"a guardian that is a list", "roles: {guardian: [A]}\n", {{"A", ""}}},
};

/* "column:role", by blanks; a role that was is behind a bar: "A:key|name". */
static const struct {
	const char *name, *job;
	struct {
		const char *column, *role, *was;
	} chosen[CHOICES_MOST];
	const char *want; /* the job, or a code */
} writes[] = {
    {"nothing", "register: {key: A}\n", {{"A", "key", "key"}},
	"register: {key: A}\n"},
    {"another key", "register: {key: A}\n",
	{{"A", "", "key"}, {"B", "key", ""}}, "register: {key: B}\n"},
    {"no key", "register: {key: A}\n", {{"A", "", "key"}}, "serve-no-key"},
    {"two keys", "register: {key: A}\n",
	{{"A", "key", "key"}, {"B", "key", ""}}, "serve-role-twice"},
    {"the key of the first of two", "register: [{key: A}, {key: C}]\n",
	{{"A", "", "key"}, {"B", "key", ""}},
	"register: [{key: B}, {key: C}]\n"},
    {"key and number in one", "register: {key: A}\n",
	{{"A", "number-key", "key"}},
	"register: {key: A}\nroles: {person: A}\n"},
    {"the number goes, the key stays",
	"register: {key: A}\nroles: {person: A, protected: B}\n",
	{{"A", "key", "number-key"}},
	"register: {key: A}\nroles: {protected: B}\n"},
    {"first names first", "address: {name: A}\n",
	{{"A", "last", "name"}, {"B", "first", ""}},
	"address: {name: [B, A]}\n"},
    {"a surname is added", "address: {name: [A, B]}\n",
	{{"A", "first", "first"}, {"B", "last", "last"}, {"C", "last", ""}},
	"address: {name: [A, B, C]}\n"},
    {"a surname goes", "address: {name: [A, B]}\n",
	{{"A", "first", "first"}, {"B", "", "last"}}, "address: {name: A}\n"},
    {"the name goes", "address: {name: A, co: C}\n", {{"A", "", "name"}},
	"address: {co: C}\n"},
    {"a name in no form stays", "address: {name: [made(X), B]}\n",
	{{"B", "last", "last"}, {"C", "last", ""}},
	"address: {name: [made(X), B, C]}\n"},
    {"one of several roles stays", "address: {name: [A, B], co: A}\n",
	{{"A", "several", "several"}, {"B", "last", "last"}, {"C", "last", ""}},
	"address: {name: [A, B, C], co: A}\n"},
    {"and in its other role", "roles: {protected: [A, B], deceased: A}\n",
	{{"A", "several", "several"}, {"B", "", "protected"}},
	"roles: {protected: A, deceased: A}\n"},
    {"a mark in no form stays", "roles: {protected: [A, B]}\n",
	{{"B", "protected", "protected"}, {"C", "protected", ""}},
	"roles: {protected: [A, B, C]}\n"},
    {"the last mark goes", "roles: {protected: A, person: B}\n",
	{{"A", "", "protected"}}, "roles: {person: B}\n"},
    {"two streets", "address: {street: A}\n",
	{{"A", "street", "street"}, {"B", "street", ""}}, "serve-role-twice"},
    {"one street for another", "address: {street: A}\n",
	{{"A", "", "street"}, {"B", "street", ""}}, "address: {street: B}\n"},
    {"another guardian", "roles: {guardian: A}\n",
	{{"A", "", "guardian"}, {"B", "guardian", ""}},
	"roles: {guardian: B}\n"},
    {"another name of one with an address",
	"roles: {guardian: {name: A, street: C}}\n",
	{{"A", "", "guardian"}, {"B", "guardian", ""}},
	"roles: {guardian: {name: B, street: C}}\n"},
    {"a guardian's address", "roles: {guardian: A}\n",
	{{"A", "guardian", "guardian"}, {"B", "guardian-street", ""}},
	"roles: {guardian: {name: A, street: B}}\n"},
    {"another town", "roles: {guardian: {name: A, town: B}}\n",
	{{"B", "", "guardian-town"}, {"C", "guardian-town", ""}},
	"roles: {guardian: {name: A, town: C}}\n"},
    {"the town goes", "roles: {guardian: {name: A, town: B}}\n",
	{{"B", "", "guardian-town"}}, "roles: {guardian: {name: A}}\n"},
    {"an address before a guardian", "roles: {person: A}\n",
	{{"B", "guardian-town", ""}},
	"roles: {person: A, guardian: {town: B}}\n"},
};

static const struct {
	const char *name, *job, *role;
	bool want;
} others[] = {
    {"nothing", "name: n\n", "key", false},
    {"a column", "register: {key: A}\n", "key", true},
    {"a gap", "register: {key: FYLL I}\n", "key", false},
    {"a gap and a column", "address: {name: [FYLL I, A]}\n", "name", true},
    {"what stands nowhere", "register: {key: A}\n", "", false},
};

static const struct {
	const char *name, *job, *column;
	bool want;
} explained[] = {
    {"no mark", "name: n\n", "Enhet", false},
    {"a guardian of the kind", "roles: {guardian: God man}\n", "God man adress",
	true},
    {"of another", "roles: {guardian: God man}\n", "Ombud", false},
    {"no guardian", "name: n\n", "Ombud", false},
    {"another mark", "roles: {guardian: God man}\n", "Avliden", false},
    {"said to be none", "roles: {not_marks: {ombud: why}}\n", "Ombud", true},
    {"another said", "roles: {not_marks: {A: why}}\n", "Ombud", false},
};

static struct arena *mem;
static struct sources *sources;
static struct diag *diag;

static struct edit *
begin(const char *job)
{
	mem = arena_new();
	sources = sources_new();
	diag = diag_new(sources);
	return edit_open(mem, "job.yaml", slice_view(job), diag);
}

static void
end(void)
{
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

static void
test_reads(void)
{
	for (size_t i = 0; i < COUNT(reads); i++) {
		struct edit *edit = begin(reads[i].job);
		for (size_t k = 0; k < CHOICES_MOST && reads[i].want[k].column;
		     k++) {
			enum role role =
			    roles_of(edit, slice_view(reads[i].want[k].column));
			test_text(reads[i].name, role_name(role),
			    reads[i].want[k].role);
		}
		end();
	}
}

static enum role
role_called(const char *name)
{
	return strcmp(name, "several") == 0 ? ROLE_SEVERAL
					    : role_find(slice_view(name));
}

static void
test_writes(void)
{
	for (size_t i = 0; i < COUNT(writes); i++) {
		struct edit *edit = begin(writes[i].job);
		struct role_choice choices[CHOICES_MOST];
		size_t count = 0;
		for (; count < CHOICES_MOST && writes[i].chosen[count].column;
		     count++)
			choices[count] = (struct role_choice){
			    .column =
				slice_view(writes[i].chosen[count].column),
			    .role = role_called(writes[i].chosen[count].role),
			    .was = role_called(writes[i].chosen[count].was),
			};
		if (roles_write(mem, edit, choices, count, diag))
			test_slice(
			    writes[i].name, edit_bytes(edit), writes[i].want);
		else
			test_reported(writes[i].name, diag, writes[i].want);
		end();
	}
}

static void
test_said(void)
{
	for (size_t i = 0; i < COUNT(others); i++) {
		struct edit *edit = begin(others[i].job);
		test_true(others[i].name,
		    roles_say_other(edit, role_called(others[i].role)) ==
			others[i].want);
		end();
	}
	for (size_t i = 0; i < COUNT(explained); i++) {
		struct edit *edit = begin(explained[i].job);
		test_true(explained[i].name,
		    roles_explain(edit, slice_view(explained[i].column)) ==
			explained[i].want);
		end();
	}
}

/* Why nobody is protected, where that is said. */
static void
test_unprotected(void)
{
	static const struct {
		const char *job, *want;
	} cases[] = {{"roles: {protected: {none: why}}\n", "why"},
	    {"roles: {protected: {none: [why]}}\n", ""},
	    {"roles: {protected: A}\n", ""}, {"name: n\n", ""}};
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct edit *edit = begin(cases[i].job);
		test_slice(
		    cases[i].job, roles_unprotected(edit), cases[i].want);
		end();
	}
}

int
main(void)
{
	test_reads();
	test_writes();
	test_said();
	test_unprotected();
	test_true(
	    "no role of that name", role_find(SLICE("klient")) == ROLE_COUNT);
	test_true("words of several",
	    role_words(ROLE_SEVERAL) != role_words(ROLE_NONE));
	return test_end();
}
