#include "intake/corrections.h"

#include "dump.h"
#include "test.h"

static struct arena *mem;
static struct column at[3];
static const struct columns columns = {at, 3};

static struct corrections *
read_list(struct diag *diag, const char *text)
{
	struct intake_options options = {.path = "r.csv"};
	dump_write_file("r.csv", slice_view(text));
	return corrections_read(mem, &options, &columns, 0, diag);
}

static const struct {
	const char *name, *list;
	const char *code; /* NULL: read */
} lists[] = {
    {"Swedish", "nyckel;kolumn;gammalt;nytt;vem\n500101-9800;Ort;Vk;Vik;KE\n",
	NULL},
    {"English, another order, one too many",
	"Who,Old,New,Why,Column,Key\nKE,Vk,Vik,x,ort,500101-9800\n", NULL},
    {"empty", "nyckel;kolumn;gammalt;nytt;vem\n", NULL},
    {"no who", "nyckel;kolumn;gammalt;nytt\nx;Ort;Vk;Vik\n",
	"no-correction-field"},
    {"a key in two columns",
	"nyckel;kolumn;gammalt;nytt;vem;key\n1;Ort;Vk;Vik;KE;2\n",
	"correction-fields"},
    {"no such column", "nyckel;kolumn;gammalt;nytt;vem\nx;Otr;Vk;Vik;KE\n",
	"no-such-column"},
    {"a column like none", "nyckel;kolumn;gammalt;nytt;vem\nx;Qqqqqq;a;b;c\n",
	"no-such-column"},
    {"no key", "nyckel;kolumn;gammalt;nytt;vem\n;Ort;Vk;Vik;KE\n",
	"no-correction-key"},
    {"one cell twice",
	"nyckel;kolumn;gammalt;nytt;vem\n500101-9800;Ort;Vk;Vik;KE\n"
	"19500101-9800;ORT;Vk;Vik;KE\n",
	"corrected-twice"},
    {"malformed", "nyckel;kolumn;gammalt;nytt;vem\nx;Ort;Vk;Vik\n",
	"malformed-correction"},
};

static void
test_list(size_t i)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf said = {0};
	struct corrections *read = read_list(diag, lists[i].list);
	dump_diag(&said, diag);
	test_true(lists[i].name, (read != NULL) == !lists[i].code);
	char code[64];
	snprintf(code, sizeof code, "[%s]", lists[i].code ? lists[i].code : "");
	if (lists[i].code)
		test_true(lists[i].name, slice_find(strbuf_view(&said),
					     slice_view(code)) < said.len);
	else
		test_number(lists[i].name, said.len, 0);
	strbuf_fini(&said);
	diag_free(diag);
	sources_free(sources);
}

static void
test_apply(void)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf said = {0};
	struct corrections *list =
	    read_list(diag, "nyckel;kolumn;gammalt;nytt;vem\n"
			    "500101-9800;Ort;Vk ;Vik;KE\n"
			    "500101-9800;Namn;;Ek;KE\n"
			    "510101-9809;Ort;Vik;By;KE\n"
			    "520101-9808;Ort;Vik;By;KE\n");
	const struct slice cells[] = {
	    SLICE("500101-9800"), SLICE(" "), SLICE(" Vk")};
	const struct slice *have =
	    corrections_apply(list, mem, SLICE("19500101-9800"), 7, cells, 3);
	test_slice("corrected", have[2], "Vik");
	test_slice("an empty cell filled", have[1], "Ek");
	test_slice("the rest as it is", have[0], "500101-9800");
	const struct slice other[] = {
	    SLICE("510101-9809"), SLICE("Lind"), SLICE("Ny")};
	test_true("another value stands",
	    corrections_apply(list, mem, SLICE("19510101-9809"), 8, other, 3) ==
		other);
	test_true("nothing for this key",
	    corrections_apply(list, mem, SLICE("19530101-9807"), 9, other, 3) ==
		other);
	test_true("a row that ends before the column",
	    corrections_apply(list, mem, SLICE("19510101-9809"), 9, other, 2) ==
		other);
	test_true("no key",
	    corrections_apply(list, mem, SLICE(""), 10, other, 3) == other);
	corrections_report(list, diag);
	dump_diag(&said, diag);
	test_slice("what was not applied", strbuf_view(&said),
	    "r.csv:4: warning: not applied: the register no longer has the "
	    "old value [stale-correction]\n"
	    "r.csv:5: warning: not applied: no row has this key "
	    "[unused-correction]\n");
	size_t count;
	const struct correction *all = corrections_list(list, &count);
	test_number("four", count, 4);
	test_number("the row is recorded", all[0].row, 7);
	test_slice("and who", all[0].who, "KE");
	strbuf_fini(&said);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	char folder[32];
	mem = arena_new();
	at[0] = (struct column){
	    .name = SLICE("Personnummer"), .type = COLUMN_PERSONNUMMER};
	at[1] = (struct column){.name = SLICE("Namn")};
	at[2] = (struct column){.name = SLICE("Ort")};
	for (int i = 0; i < 3; i++)
		column_prepare(mem, &at[i], day_of(2012, 3, 19));
	dump_enter_folder(folder);
	for (size_t i = 0; i < COUNT(lists); i++)
		test_list(i);
	test_apply();
	dump_leave_folder(folder, "r.csv");
	arena_free(mem);
	return test_end();
}
