/* What a job says of who gets a letter, as ticks and as text; and what a form
 * that comes back makes of the job, letter by letter. */
#include "serve/who.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "madeform.h"
#include "reported.h"
#include "serve/pages.h"

#define COLUMNS "columns: {A: {values: {x: [], y: [], z: []}}}\n"

/* A column with a star is in `send`; what stands in braces is as text. */
static const struct {
	const char *name, *job, *want;
} reads[] = {
    {"nothing", "name: n\n", ""},
    {"no map of columns", "columns: [A]\n", ""},
    {"columns without lists",
	"columns: {A: date, B: {values: x}, C: {values: []}, D: {type: "
	"date}}\n",
	""},
    {"a list of values", "columns: {A: {values: [x, y]}}\n",
	"A: x=letter y=letter\n"},
    {"an item that is no text", "columns: {A: {values: [x, [y]]}}\n",
	"A: x=letter =letter\n"},
    {"one excluded", COLUMNS "rules: [{exclude: r, where: {A: y}}]\n",
	"A: x=letter y=none(r) z=letter\n"},
    {"several", COLUMNS "rules: [{exclude: r, where: {A: [y, z]}}]\n",
	"A: x=letter y=none(r) z=none(r)\n"},
    {"one that waits", COLUMNS "rules: [{hold: r, where: {a: Y}}]\n",
	"A: x=letter y=waits(r) z=letter\n"},
    {"excluded before it waits",
	COLUMNS
	"rules: [{hold: h, where: {A: y}}, {exclude: e, where: {A: y}}]\n",
	"A: x=letter y=none(e) z=letter\n"},
    {"the first of two",
	COLUMNS
	"rules: [{hold: h, where: {A: x}}, {hold: i, where: {A: [x, y]}}]\n",
	"A: x=waits(h) y=waits(i) z=letter\n"},
    {"of two columns each its own",
	"columns: {A: {values: [x]}, B: {values: [x]}}\n"
	"rules: [{hold: r, where: {B: x}}]\n",
	"A: x=letter\nB: x=waits(r)\n"},
    {"rules that are no list", COLUMNS "rules: {hold: r}\n",
	"A: x=letter y=letter z=letter\n"},
    {"a rule that is no map", COLUMNS "rules: [text]\n",
	"A: x=letter y=letter z=letter\n{0 exclude  |  | -}\n"},
    {"a rule without a reason", COLUMNS "rules: [{where: {A: x}, when: w}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude  | A: x | w}\n"},
    {"a reason that is no text",
	COLUMNS "rules: [{exclude: [r], where: {A: x}}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude  | A: x | -}\n"},
    {"a condition beside the column",
	COLUMNS "rules: [{exclude: r, where: {A: [x, y]}, when: w}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude r | A: x, y | w}\n"},
    {"a condition alone", COLUMNS "rules: [{hold: r, when: w}]\n",
	"A: x=letter y=letter z=letter\n{0 hold r |  | w}\n"},
    {"a condition that is no text", COLUMNS "rules: [{hold: r, when: [w]}]\n",
	"A: x=letter y=letter z=letter\n{0 hold r |  | }\n"},
    {"a place that is no map", COLUMNS "rules: [{exclude: r, where: x}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude r |  | -}\n"},
    {"two columns", COLUMNS "rules: [{exclude: r, where: {A: x, B: y}}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude r | A: x; B: y | -}\n"},
    {"a column without a list",
	COLUMNS "rules: [{exclude: r, where: {B: x}}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude r | B: x | -}\n"},
    {"a value that is not listed",
	COLUMNS "rules: [{exclude: r, where: {A: [x, q]}}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude r | A: x, q | -}\n"},
    {"a value that is a list",
	COLUMNS "rules: [{exclude: r, where: {A: [x, [y]]}}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude r | A: x,  | -}\n"},
    {"values that are a map",
	COLUMNS "rules: [{exclude: r, where: {A: {x: y}}}]\n",
	"A: x=letter y=letter z=letter\n{0 exclude r | A:  | -}\n"},
    {"send to one", COLUMNS "send: {where: {A: x}, else: e}\n",
	"A*: x=letter y=none(e) z=none(e)\nsend(e | - | )\n"},
    {"send to two, of which one waits",
	COLUMNS "send: {where: {A: [x, y]}, else: e}\n"
		"rules: [{hold: r, where: {A: [y, z]}}]\n",
	"A*: x=letter y=waits(r) z=none(e)\nsend(e | - | )\n"},
    {"send to a column without a list",
	COLUMNS "send: {where: {A: x, B: [p, q]}, when: w, else: e}\n",
	"A*: x=letter y=none(e) z=none(e)\nsend(e | w | B: p, q)\n"},
    {"send to what is not listed",
	COLUMNS "send: {where: {A: [x, q]}, else: e}\n",
	"A: x=letter y=letter z=letter\nsend(e | - | A: x, q)\n"},
    {"send without a reason", COLUMNS "send: {where: {A: x}}\n",
	"A*: x=letter y=none() z=none()\nsend( | - | )\n"},
    {"send by a text", COLUMNS "send: {where: x, else: e}\n",
	"A: x=letter y=letter z=letter\nsend(e | - | )\n"},
    {"send that is no map", COLUMNS "send: all\n",
	"A: x=letter y=letter z=letter\n"},
};

#define SEND COLUMNS "send: {where: {A: [x, y]}, else: e}\n"
#define BOTH                                                                   \
	COLUMNS "rules:\n  - {hold: h, when: v}\n  - {exclude: r, when: w}\n"

/* A form's fields by '&'; the job then, or a code. */
static const struct {
	const char *name, *job, *sent, *want;
	bool tries;
} writes[] = {
    {"nothing is sent", SEND, "", SEND, false},
    {"one gets none", COLUMNS, "v-0-1=y&s-0-1=none&r-0-1=r",
	COLUMNS "rules: [{exclude: r, where: {A: y}}]\n", false},
    {"lines of a reason are one", COLUMNS, "v-0-1=y&s-0-1=none&r-0-1= r\r\ns ",
	COLUMNS "rules: [{exclude: r  s, where: {A: y}}]\n", false},
    {"a field of another file", COLUMNS, "v-0-1=q&s-0-1=none&r-0-1=r", COLUMNS,
	false},
    {"a tick that is none", COLUMNS, "v-0-1=y&s-0-1=all&r-0-1=r", COLUMNS,
	false},
    {"no reason", COLUMNS, "v-0-1=y&s-0-1=none", "serve-why", false},
    {"tried without a reason", COLUMNS, "v-0-1=y&s-0-1=none",
	COLUMNS "rules: [{exclude: \"?\", where: {A: y}}]\n", true},
    {"one beside another", COLUMNS "rules:\n  - {exclude: r, where: {A: x}}\n",
	"v-0-1=y&s-0-1=none&r-0-1=r",
	COLUMNS "rules:\n  - {exclude: r, where: {A: [x, y]}}\n", false},
    {"a third", COLUMNS "rules:\n  - {exclude: r, where: {A: [x, y]}}\n",
	"v-0-2=z&s-0-2=none&r-0-2=r",
	COLUMNS "rules:\n  - {exclude: r, where: {A: [x, y, z]}}\n", false},
    {"with a reason of its own",
	COLUMNS "rules:\n  - {exclude: r, where: {A: x}}\n",
	"v-0-1=y&s-0-1=none&r-0-1=s",
	COLUMNS "rules:\n  - {exclude: r, where: {A: x}}\n"
		"  - {exclude: s, where: {A: y}}\n",
	false},
    {"as the one beside it, but that waits",
	COLUMNS "rules:\n  - {hold: r, where: {A: x}}\n",
	"v-0-1=y&s-0-1=none&r-0-1=r",
	COLUMNS "rules:\n  - {hold: r, where: {A: x}}\n"
		"  - {exclude: r, where: {A: y}}\n",
	false},
    {"another column's",
	"columns: {A: {values: [x]}, B: {values: [x]}}\n"
	"rules:\n  - {exclude: r, where: {B: x}}\n",
	"v-0-0=x&s-0-0=none&r-0-0=r",
	"columns: {A: {values: [x]}, B: {values: [x]}}\n"
	"rules:\n  - {exclude: r, where: {B: x}}\n"
	"  - {exclude: r, where: {A: x}}\n",
	false},
    {"out of a list, in the rule of its column",
	"columns: {A: {values: [x, y]}, B: {values: [x, y]}}\n"
	"rules:\n  - {exclude: r, where: {A: [x, y]}}\n"
	"  - {exclude: r, where: {B: [x, y]}}\n",
	"v-0-0=x&s-0-0=letter",
	"columns: {A: {values: [x, y]}, B: {values: [x, y]}}\n"
	"rules:\n  - {exclude: r, where: {A: [y]}}\n"
	"  - {exclude: r, where: {B: [x, y]}}\n",
	false},
    {"the whole rule with the last of it",
	COLUMNS
	"rules:\n  - {exclude: r, where: {A: x}}\n  - {hold: h, when: w}\n",
	"v-0-0=x&s-0-0=letter", COLUMNS "rules:\n  - {hold: h, when: w}\n",
	false},
    {"out of send", SEND, "v-0-1=y&s-0-1=none",
	COLUMNS "send: {where: {A: [x]}, else: e}\n", false},
    {"out of send with its reason", SEND, "v-0-1=y&s-0-1=none&r-0-1=e",
	COLUMNS "send: {where: {A: [x]}, else: e}\n", false},
    {"out of send with another", SEND, "v-0-1=y&s-0-1=none&r-0-1=s",
	COLUMNS "send: {where: {A: [x]}, else: e}\n"
		"rules: [{exclude: s, where: {A: y}}]\n",
	false},
    {"into send", SEND, "v-0-2=z&s-0-2=letter",
	COLUMNS "send: {where: {A: [x, y, z]}, else: e}\n", false},
    {"into send, where it waits", SEND, "v-0-2=z&s-0-2=waits&r-0-2=h",
	COLUMNS "send: {where: {A: [x, y, z]}, else: e}\n"
		"rules: [{hold: h, where: {A: z}}]\n",
	false},
    {"a second of send", COLUMNS "send: {where: {A: x}, else: e}\n",
	"v-0-2=z&s-0-2=letter", COLUMNS "send: {where: {A: [x, z]}, else: e}\n",
	false},
    {"nobody is left", COLUMNS "send: {where: {A: x}, else: e}\n",
	"v-0-0=x&s-0-0=none", "serve-nobody", false},
    {"one fault does not hide behind what can be done", COLUMNS,
	"v-0-0=x&s-0-0=none&v-0-1=y&s-0-1=none&r-0-1=r", "serve-why", false},
    {"a reason", BOTH, "rule-reason-1=s",
	COLUMNS "rules:\n  - {hold: h, when: v}\n  - {exclude: s, when: w}\n",
	false},
    {"a condition", BOTH, "rule-when-0= a < b ",
	COLUMNS "rules:\n  - {hold: h, when: a < b}\n"
		"  - {exclude: r, when: w}\n",
	false},
    {"both go", BOTH, "rule-goes-0=1&rule-goes-1=1", COLUMNS "rules: []\n",
	false},
    {"one goes, the other is another", BOTH, "rule-goes-0=1&rule-when-1=z",
	COLUMNS "rules:\n  - {exclude: r, when: z}\n", false},
    {"no reason of a rule", BOTH, "rule-reason-1=", "serve-whole-rule", false},
    {"no condition of a rule", BOTH, "rule-when-0=", "serve-whole-rule", false},
    {"none goes where one is not whole", BOTH,
	"rule-goes-0=1&rule-when-1=", "serve-whole-rule", false},
    /* a key without a colon is none that a form can write */
    {"a reason there", COLUMNS "rules: [{exclude, when: w}]\n",
	"rule-reason-0=s", "not-by-form", false},
    {"a condition there", COLUMNS "rules: [{exclude: r, when}]\n",
	"rule-when-0=v", "not-by-form", false},
    {"a reason of send there", COLUMNS "send: {where: {A: [x, y]}, else}\n",
	"else=f", "not-by-form", false},
    {"a condition of send there", COLUMNS "send: {when, else: e}\n",
	"send-when=v", "not-by-form", false},
    {"a rule there", "{columns: {A: {values: {x: [], y: []}}}, rules}\n",
	"v-0-0=x&s-0-0=none&r-0-0=r", "not-by-form", false},
    {"a list there", "columns: {B}\n", "on-0=B&ov-0-0=p&offer-0=1",
	"not-by-form", false},
    {"two lists, the first there", "columns: {B}\n",
	"on-0=B&ov-0-0=p&offer-0=1&on-1=C&ov-1-0=q&offer-1=1", "not-by-form",
	false},
    {"another reason of send", SEND, "else=f",
	COLUMNS "send: {where: {A: [x, y]}, else: f}\n", false},
    {"no reason of send", SEND, "else=", "serve-whole-rule", false},
    {"another condition of send", COLUMNS "send: {when: w, else: e}\n",
	"send-when=v", COLUMNS "send: {when: v, else: e}\n", false},
    {"no condition of send", COLUMNS "send: {when: w, else: e}\n",
	"send-when=", "serve-whole-rule", false},
    {"a condition of send that it has not", SEND, "send-when=", SEND, false},
    {"a new rule", COLUMNS, "new-reason=r&new-when=w",
	COLUMNS "rules: [{exclude: r, when: w}]\n", false},
    {"one that waits", COLUMNS, "new-kind=waits&new-reason=r&new-when=w",
	COLUMNS "rules: [{hold: r, when: w}]\n", false},
    {"a new reason alone", COLUMNS, "new-reason=r", "serve-whole-rule", false},
    {"a new condition alone", COLUMNS, "new-when=w", "serve-whole-rule", false},
    {"tried: a new reason alone", COLUMNS, "new-reason=r", COLUMNS, true},
    {"tried: a new condition alone", COLUMNS, "new-when=w",
	COLUMNS "rules: [{exclude: \"?\", when: w}]\n", true},
    {"tried: both", COLUMNS, "new-reason=r&new-when=w",
	COLUMNS "rules: [{exclude: r, when: w}]\n", true},
    {"a list that is not taken", COLUMNS, "on-0=B&ov-0-0=p&ov-0-1=q", COLUMNS,
	false},
    {"a list", "columns:\n  A: date\n", "on-0=B&ov-0-0=p&ov-0-1=q&offer-0=1",
	"columns:\n  A: date\n  B: {values: {p: [], q: []}}\n", false},
    {"a list of a column that has more", "columns:\n  B: {required: no}\n",
	"on-0=B&ov-0-0=p&offer-0=1",
	"columns:\n  B: {required: no, values: {p: []}}\n", false},
    {"in the place of a type", "columns:\n  B: text\n",
	"on-0=B&ov-0-0=p&offer-0=1", "columns:\n  B: {values: {p: []}}\n",
	false},
    {"a list that is there", COLUMNS, "on-0=A&ov-0-0=p&offer-0=1", COLUMNS,
	false},
    {"a list of nothing", COLUMNS, "on-0=B&offer-0=1", COLUMNS, false},
    {"the second of two", "columns:\n  A: date\n",
	"on-0=B&ov-0-0=p&on-1=C&ov-1-0=q&offer-1=1",
	"columns:\n  A: date\n  C: {values: {q: []}}\n", false},
};

static struct sources *sources;
static struct work work;
static struct asked asked;

/* The job that is read, and what is sent. */
static bool
begin(struct who *who, const char *job, const char *sent)
{
	sources = sources_new();
	work.mem = arena_new();
	work.diag = diag_new(sources);
	work.asked = &asked;
	asked.fields = NULL;
	struct form_field *first = NULL;
	struct slice rest = slice_view(sent);
	while (rest.len) {
		size_t end = slice_find_char(rest, '&');
		struct slice one = slice_part(rest, 0, end);
		size_t is = slice_find_char(one, '=');
		struct form_field *field =
		    ARENA_NEW(work.mem, struct form_field);
		field->name = slice_part(one, 0, is);
		field->value = slice_from(one, is + 1);
		field->next = first;
		asked.fields = first = field;
		rest = slice_from(rest, end < rest.len ? end + 1 : end);
	}
	bool ok = file_write_whole("job.yaml", slice_view(job), work.diag) &&
		  who_read(who, &work);
	if (ok)
		add_made_of(&asked, who);
	return ok;
}

static void
end(void)
{
	diag_free(work.diag);
	sources_free(sources);
	arena_free(work.mem);
}

static void
dump_text(struct strbuf *out, const char *before, struct slice text)
{
	strbuf_add_text(out, before);
	strbuf_add(out, text);
}

static void
dump_column(struct strbuf *out, const struct who_column *column)
{
	static const char *const words[] = {"letter", "none", "waits"};
	strbuf_add(out, column->name);
	strbuf_add_text(out, column->in_send ? "*:" : ":");
	for (size_t i = 0; i < column->count; i++) {
		const struct who_value *value = &column->values[i];
		dump_text(out, " ", value->text);
		strbuf_print(out, "=%s", words[value->status]);
		if (value->status == WHO_LETTER)
			continue;
		dump_text(out, "(", value->reason);
		strbuf_add_char(out, ')');
	}
	strbuf_add_char(out, '\n');
}

static void
dump(struct strbuf *out, const struct who *who)
{
	for (size_t i = 0; i < who->column_count; i++)
		dump_column(out, &who->columns[i]);
	if (who->has_send) {
		dump_text(out, "send(", who->otherwise);
		dump_text(out, " | ",
		    who->send_has_when ? who->send_when : SLICE("-"));
		dump_text(out, " | ", who->send_where);
		strbuf_add_text(out, ")\n");
	}
	for (size_t i = 0; i < who->rule_count; i++) {
		const struct who_rule *rule = &who->rules[i];
		strbuf_print(out, "{%zu %s ", rule->at,
		    rule->waits ? "hold" : "exclude");
		strbuf_add(out, rule->reason);
		dump_text(out, " | ", rule->where);
		dump_text(out, " | ", rule->has_when ? rule->when : SLICE("-"));
		strbuf_add_text(out, "}\n");
	}
}

static void
test_reads(void)
{
	for (size_t i = 0; i < COUNT(reads); i++) {
		struct who who;
		struct strbuf out = {0};
		test_true(reads[i].name, begin(&who, reads[i].job, ""));
		dump(&out, &who);
		test_slice(reads[i].name, strbuf_view(&out), reads[i].want);
		strbuf_fini(&out);
		end();
	}
}

static void
test_writes(void)
{
	for (size_t i = 0; i < COUNT(writes); i++) {
		const char *name = writes[i].name;
		struct who who;
		test_true(name, begin(&who, writes[i].job, writes[i].sent));
		who.tries = writes[i].tries;
		who_take(&who);
		test_true(name, who.stale);
		if (who_write(&who))
			test_slice(name, edit_bytes(who.edit), writes[i].want);
		else
			test_reported(name, work.diag, writes[i].want);
		end();
	}
}

/* Where the conditions stand, once more when they were written. */
static void
test_lines(void)
{
	struct who who;
	test_true("lines", begin(&who,
			       "send:\n  when: a\n  else: e\nrules:\n  - text\n"
			       "  - hold: h\n    when: b\n",
			       "new-reason=r&new-when=c"));
	test_number("send", who.send_line, 2);
	test_number("no condition", who.rules[0].line, 0);
	test_number("a condition", who.rules[1].line, 7);
	test_number("none yet", who.new_line, 0);
	end();
	test_true("lines", begin(&who, BOTH, "new-reason=r&new-when=c"));
	who_take(&who);
	test_true("written", who_write(&who));
	test_number("the second", who.rules[1].line, 4);
	test_number("a new one", who.new_line, 5);
	test_number("no send", who.send_line, 0);
	end();
}

/* More than a page offers is nobody's form. */
static void
test_most(void)
{
	struct who who;
	struct strbuf sent = {0};
	for (int i = 0; i < 201; i++)
		strbuf_print(&sent, "on-%d=B%d&ov-%d-0=p&", i, i, i);
	for (int i = 1; i < 41; i++)
		strbuf_print(&sent, "ov-0-%d=q%d&", i, i);
	test_true("most", begin(&who, COLUMNS, strbuf_text(&sent)));
	who_take(&who);
	test_number("columns", (long long)who.offer_count, 200);
	test_number("values", (long long)who.offers[0].count, 40);
	strbuf_fini(&sent);
	end();
}

/* A job that cannot be read has no ticks. */
static void
test_refused(void)
{
	static const char *const jobs[] = {"name: [x\n", "a: &b c\n"};
	struct who who;
	for (size_t i = 0; i < COUNT(jobs); i++) {
		test_true(jobs[i], !begin(&who, jobs[i], ""));
		test_true(jobs[i], diag_worst(work.diag) == LEVEL_ERROR);
		end();
	}
	test_true("a job", begin(&who, COLUMNS, ""));
	test_true("taken away", unlink("job.yaml") == 0);
	test_true("no job", !who_read(&who, &work));
	end();
}

int
main(void)
{
	char folder[] = "/tmp/utskick-unit-XXXXXX";
	if (!mkdtemp(folder) || chdir(folder) != 0)
		return 1;
	test_reads();
	test_writes();
	test_lines();
	test_most();
	test_refused();
	folder_remove(folder, NULL);
	return test_end();
}
