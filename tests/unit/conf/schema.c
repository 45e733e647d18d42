#include "conf/schema.h"

#include "test.h"

struct target {
	struct conf_text text;
	struct conf_number number, decimal;
	struct conf_range range;
	struct conf_date date;
	struct conf_flag flag;
	struct conf_length length;
	struct conf_list list;
	struct conf_word word;
	struct conf_number inner;
	const struct yaml *yaml;
};

/* Named, so that the fields behind it may be left out. */
#define AT(member) .offset = offsetof(struct target, member)

static const char *const words[] = {"left", "right", NULL};

/* Offset 0 and the outer struct's own offsets, as job/ does it. */
static const struct field inner_fields[] = {
    {"inner", FIELD_NUMBER, AT(inner), .least = 1, .most = 2},
    {0},
};
static const struct schema inner = {"the inner map", inner_fields};

static const struct field fields[] = {
    {"text", FIELD_TEXT, AT(text)},
    {"number", FIELD_NUMBER, AT(number), .least = -5, .most = 2000},
    {"decimal", FIELD_DECIMAL, AT(decimal), .least = 0, .most = 1},
    {"range", FIELD_RANGE, AT(range)},
    {"date", FIELD_DATE, AT(date)},
    {"flag", FIELD_FLAG, AT(flag)},
    {"length", FIELD_LENGTH, AT(length)},
    {"list", FIELD_LIST, AT(list)},
    {"word", FIELD_WORD, AT(word), .words = words},
    {"map", FIELD_MAP, .schema = &inner},
    {"yaml", FIELD_YAML, AT(yaml)},
    {0},
};
static const struct schema schema = {"the test", fields};

/* `want`: what the one value is read as; NULL: refused */
static const struct {
	const char *in, *want;
} cases[] = {
    {"text: hej", "hej"},
    {"text: \" hej \"", " hej "},
    {"text: 0123", "0123"},
    {"text: \"\"", NULL},
    {"text: \" \"", NULL},
    {"text:", NULL},
    {"text: [a]", NULL},
    {"text: {a: b}", NULL},
    {"number: 12", "12"},
    {"number: 1 000", "1000"},
    {"number: -5", "-5"},
    {"number: -6", NULL},
    {"number: 2000", "2000"},
    {"number: 2001", NULL},
    {"number: 1.5", NULL},
    {"number: 1.0", "1"},
    {"number: ett", NULL},
    {"number: [1]", NULL},
    {"decimal: 0.5", "500000"},
    {"decimal: 0,25", "250000"},
    {"decimal: 1", "1000000"},
    {"decimal: 1.000001", NULL},
    {"decimal: -0.1", NULL},
    {"decimal: [1]", NULL},
    {"decimal: ett", NULL},
    {"range: 350-450", "350..450"},
    {"range: 350–450", "350..450"},
    {"range: 350 – 450", "350..450"},
    {"range: 1 000-2 000", "1000..2000"},
    {"range: 12", "12..12"},
    {"range: 10-", "10..9223372036854775807"},
    {"range: 5-5", "5..5"},
    {"range: 450-350", NULL},
    {"range: -10", NULL},
    {"range: 1-2-3", NULL},
    {"range: a-b", NULL},
    {"range: 1.5-2", NULL},
    {"range: 1-2.5", NULL},
    {"range: 1 - -2", NULL},
    {"range: [1]", NULL},
    {"date: 2012-03-19", "2012-03-19"},
    {"date: \"2012-03-19\"", "2012-03-19"},
    {"date: 20120319", NULL},
    {"date: 2012-02-30", NULL},
    {"date: 19 mars 2012", NULL},
    {"date: [2012-03-19]", NULL},
    {"flag: ja", "on"},
    {"flag: Yes", "on"},
    {"flag: true", "on"},
    {"flag: nej", "off"},
    {"flag: no", "off"},
    {"flag: false", "off"},
    {"flag: kanske", NULL},
    {"flag: 1", NULL},
    {"flag: [ja]", NULL},
    {"length: 24mm", "68031"},
    {"length: 24 mm", "68031"},
    {"length: 1.5cm", "42520"},
    {"length: 1,5cm", "42520"},
    {"length: 12pt", "12000"},
    {"length: 210mm", "595276"},
    {"length: 0.66em", "660em"},
    {"length: -2mm", "-5669"},
    {"length: 0", "0"},
    {"length: 12", NULL},
    {"length: mm", NULL},
    {"length: 5in", NULL},
    {"length: 20000mm", NULL},
    {"length: -20000mm", NULL},
    {"length: [1mm]", NULL},
    {"length: 9000000000000mm", NULL},
    {"list: a", "a;"},
    {"list: [a, \"\", b c]", "a;;b c;"},
    {"list: []", ""},
    {"list: [a, [b]]", NULL},
    {"list: {a: b}", NULL},
    {"list:\n  - a\n  -\n", NULL},
    {"word: right", "1"},
    {"word: LEFT", "0"},
    {"word: up", NULL},
    {"word: [left]", NULL},
    {"map: {inner: 2}", "2"},
    {"map: {inner: 3}", NULL},
    {"map: {outer: 2}", NULL},
    {"map: 2", NULL},
    {"yaml: [a]", "1 item"},
    {"yaml: x", "0 item"},
    {"tekst: hej", NULL},
    {"- a", NULL},
    {"a", NULL},
};

static void
write_list(struct strbuf *out, const struct conf_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		strbuf_add(out, list->at[i].text);
		strbuf_add_char(out, ';');
	}
}

/* Whatever was given, and nothing else. */
static void
write_target(struct strbuf *out, const struct target *target)
{
	if (target->text.span.file)
		strbuf_add(out, target->text.text);
	if (target->number.span.file)
		strbuf_add_number(out, target->number.number);
	if (target->decimal.span.file)
		strbuf_add_number(out, target->decimal.number);
	if (target->inner.span.file)
		strbuf_add_number(out, target->inner.number);
	if (target->range.span.file)
		strbuf_print(out, "%lld..%lld", (long long)target->range.least,
		    (long long)target->range.most);
	if (target->date.span.file) {
		char iso[11];
		day_write_iso(target->date.when, iso);
		strbuf_add_text(out, iso);
	}
	if (target->flag.span.file)
		strbuf_add_text(out, target->flag.on ? "on" : "off");
	if (target->length.span.file)
		strbuf_print(out, "%d%s", target->length.mpt,
		    target->length.em ? "em" : "");
	if (target->word.span.file)
		strbuf_add_number(out, target->word.index);
	if (target->yaml)
		strbuf_print(out, "%zu item", target->yaml->count);
	write_list(out, &target->list);
}

static void
test_case(const char *in, const char *want)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice text = slice_view(in);
	struct target target = {0};
	uint32_t file = sources_add(sources, "in.yaml", text);
	struct yaml *yaml = yaml_parse(mem, file, 0, text.len, diag);
	bool ok = yaml && schema_read(&schema, yaml, mem, &target, diag);
	test_true(in, ok == (want != NULL));
	test_true(in, ok == !diag_errors(diag));
	if (want && ok) {
		struct strbuf have = {0};
		write_target(&have, &target);
		test_slice(in, strbuf_view(&have), want);
		strbuf_fini(&have);
	}
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* A key that is none of no names: nothing is offered. */
static void
test_no_names(void)
{
	static const char *const none[] = {NULL};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct yaml value = {.kind = YAML_SCALAR};
	struct yaml_pair pair = {.key = SLICE("a"), .value = &value};
	const struct yaml map = {.kind = YAML_MAP, .pairs = &pair, .count = 1};
	conf_report_unknown(diag, &map, &pair, "job", none);
	test_number("said", (long long)diag_count(diag), 1);
	test_number("no hint", (long long)diag_view(diag, 0)->hint_count, 0);
	diag_free(diag);
	sources_free(sources);
}

int
main(void)
{
	test_no_names();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(cases[i].in, cases[i].want);
	return test_end();
}
