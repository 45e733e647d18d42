/* `where:` and `when:` as one expression: what it says, and what is refused. */
#include "job/condition.h"

#include "test.h"

static const struct {
	const char *name, *where, *when;
	const char *want; /* as it is written again; "": none; or a code */
} cases[] = {
    {"neither", NULL, NULL, ""},
    {"an empty map", "{}", NULL, ""},
    {"one value", "{Boende: Villa}", NULL, "Boende = 'Villa'"},
    {"several values", "{Boende: [Villa, Gård]}", NULL,
	"Boende in ('Villa', 'Gård')"},
    {"when alone", NULL, "Timmar > 3", "Timmar > 3"},
    {"both", "{Boende: Villa}", "Timmar > 3",
	"Boende = 'Villa' and Timmar > 3"},
    {"a column that is none", "{Boend: Villa}", NULL, "unknown-name"},
    {"a number against a text", NULL, "Timmar = 'x'", "wrong-types"},
    {"no answer", NULL, "Timmar + 1", "no-condition"},
    {"no expression", NULL, "Timmar >", "ends-early"},
    {"values that are none", "{Boende: {a: b}}", "Timmar > 3", "not-a-list"},
    {"values that are none, and some", "{Boende: {a: b}, Timmar: 3}", NULL,
	"not-a-list"},
    {"no values", "{Boende: []}", NULL, "empty-list"},
    {"both are reported", "{Boende: {a: b}}", "Timmar >", "two"},
};

static struct conf_text
text_of(struct sources *sources, const char *text)
{
	struct slice slice = slice_view(text);
	uint32_t file = sources_add(sources, "when", slice);
	return (struct conf_text){
	    slice, sources_span(sources, file, 0, slice.len)};
}

static void
test_case(size_t i)
{
	struct column at[] = {
	    {.name = SLICE("Boende"), .folded = SLICE("boende")},
	    {.name = SLICE("Timmar"),
		.folded = SLICE("timmar"),
		.type = COLUMN_INTEGER},
	};
	struct columns columns = {at, COUNT(at)};
	struct scope scope = {.columns = &columns};
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct job_condition written = {0};
	struct strbuf out = {0};
	struct expr *expr;
	for (size_t c = 0; c < COUNT(at); c++)
		column_prepare(mem, &at[c], 0);
	if (cases[i].where) {
		struct slice text = slice_view(cases[i].where);
		uint32_t file = sources_add(sources, "where", text);
		written.where = yaml_parse(mem, file, 0, text.len, diag);
	}
	if (cases[i].when)
		written.when = text_of(sources, cases[i].when);
	bool ok = condition_compile(mem, &written, &scope, &expr, diag);
	if (ok && expr)
		expr_write(&out, expr);
	else if (!ok && diag_count(diag) > 1)
		strbuf_add_text(&out, "two");
	else if (!ok && diag_count(diag))
		strbuf_add_text(&out, diag_view(diag, 0)->main.message->code);
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	strbuf_fini(&out);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	return test_end();
}
