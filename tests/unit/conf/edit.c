#include "conf/edit.h"

#include "reported.h"
#include "steps.h"
#include "test.h"

/* `value` is YAML; a text stands in double quotes. NULL: taken out. `want`:
 * NULL where it is refused. */
struct edit_case {
	const char *name, *in, *path, *value, *want;
};

static const struct edit_case sets[] = {
    {"a value", "a: b\nname: x\nc: d\n", "name", "\"y z\"",
	"a: b\nname: y z\nc: d\n"},
    {"in Swedish", "namn: x\ndatum: d\n", "name", "\"y\"",
	"namn: y\ndatum: d\n"},
    {"a new key in Swedish", "namn: x\nregister: r\n", "date", "\"2012-03-19\"",
	"namn: x\ndatum: 2012-03-19\nregister: r\n"},
    {"a new key in English", "name: x\n", "date", "\"y\"",
	"name: x\ndate: y\n"},
    {"a comment behind it", "name: x   # why\n", "name", "\"y\"",
	"name: y   # why\n"},
    {"quotes where it needs them", "name: x\n", "name", "\"y: z\"",
	"name: \"y: z\"\n"},
    {"a comma needs none", "name: x\n", "name", "\"y, [z]\"", "name: y, [z]\n"},
    {"a comma in brackets does", "a: {name: x}\n", "=a/name", "\"y, z\"",
	"a: {name: \"y, z\"}\n"},
    {"double quotes stay", "name: \"x\" # c\n", "name", "\"y\"",
	"name: \"y\" # c\n"},
    {"single quotes stay", "name: 'x'\n", "name", "\"y's\"", "name: 'y''s'\n"},
    {"a word is not quoted", "protected: Skydd\n", "protected", "none",
	"protected: none\n"},
    {"a text that is the word is", "protected: Skydd\n", "protected",
	"\"none\"", "protected: \"none\"\n"},
    {"CRLF", "name: x\r\na: b\r\n", "name", "\"y\"", "name: y\r\na: b\r\n"},
    {"CRLF in what is new", "name: x\r\n", "date", "\"y\"",
	"name: x\r\ndate: y\r\n"},
    {"BOM", "\xEF\xBB\xBFname: x\n", "name", "\"y\"", "\xEF\xBB\xBFname: y\n"},
    {"no end of the last line", "a: b\nname: x", "name", "\"y\"",
	"a: b\nname: y"},
    {"no end, a new key", "name: x", "date", "\"y\"", "name: x\ndate: y"},
    {"no value", "name:\na: b\n", "name", "\"y\"", "name: y\na: b\n"},
    {"no value, a comment", "name:   # c\n", "name", "\"y\"",
	"name: y   # c\n"},
    {"no value in brackets", "a: {name: , b: c}\n", "=a/name", "\"y\"",
	"a: {name: y , b: c}\n"},
    {"on the next line", "name:\n  x\na: b\n", "name", "\"y\"",
	"name:\n  y\na: b\n"},
    {"of several lines", "name: x\n  y\na: b\n", "name", "\"z\"",
	"name: z\na: b\n"},
    {"a block", "name: |  # c\n  x\n  y\n\na: b\n", "name", "\"u\\nv\\n\"",
	"name: |  # c\n  u\n  v\n\na: b\n"},
    {"a folded block", "name: >-\n   x\n   y\na: b\n", "name", "\"u v\"",
	"name: >-\n   u v\na: b\n"},
    {"a block to what is no block", "name: |\n  x\n  y\na: b\n", "name",
	"\" u\"", "name: \" u\"\na: b\n"},
    {"a block at the end", "name: |+\n  x\n\n", "date", "\"y\"",
	"name: |+\n  x\n\ndate: y\n"},
    {"a tab within", "name: x\t# c\n", "name", "\"y\"", "name: y\t# c\n"},
    {"in an item", "rules:\n  - exclude: x # c\n    where: {A: b}\n",
	"rules/#0/exclude", "\"y\"",
	"rules:\n  - exclude: y # c\n    where: {A: b}\n"},
    {"a key of an item", "rules:\n  - exclude: x # c\n", "rules/#0/when",
	"\"[a] = 1\"", "rules:\n  - exclude: x # c\n    when: \"[a] = 1\"\n"},
    {"a new key in brackets", "a: {b: c}  # d\n", "=a/name", "\"y\"",
	"a: {b: c, name: y}  # d\n"},
    {"a new key in empty brackets", "a: {}\n", "=a/name", "\"y\"",
	"a: {name: y}\n"},
    {"brackets over lines", "a: {\n  b: c, # d\n  e: f  # g\n}\n", "=a/name",
	"\"y\"", "a: {\n  b: c, # d\n  e: f,  # g\n  name: y\n}\n"},
    {"brackets over lines with a last comma", "a: {\n  b: c,\n  e: f, # g\n}\n",
	"=a/name", "\"y\"", "a: {\n  b: c,\n  e: f, # g\n  name: y,\n}\n"},
    {"brackets that close behind the last", "a: {b: c,\n    e: f}\n", "=a/name",
	"\"y\"", "a: {b: c,\n    e: f, name: y}\n"},
    {"the maps on the way", "name: x\n", "columns/=Namn/type", "date",
	"name: x\ncolumns: {Namn: {type: date}}\n"},
    {"a map in a map", "columns:\n    A: date\n# e\nfacts: {}\n", "columns/=B",
	"{type: date, required: yes}",
	"columns:\n    A: date\n    B: {type: date, required: yes}\n"
	"# e\nfacts: {}\n"},
    {"a text that becomes a map", "columns:\n  A: date  # c\n  B: x\n",
	"columns/=A", "{type: date}",
	"columns:\n  A: {type: date}  # c\n  B: x\n"},
    {"a map of many lines", "columns:\n  A: date  # c\n  B: x\n", "columns/=A",
	"{values: {Ett ganska långt värde: [ett, annat, tredje, fjärde], "
	"Ett annat: [med, egna, andra, ord]}}",
	"columns:\n  A:  # c\n    values:\n"
	"      Ett ganska långt värde: [ett, annat, tredje, fjärde]\n"
	"      Ett annat: [med, egna, andra, ord]\n  B: x\n"},
    {"a map that becomes a text", "a:\n  b: c  # d\n  e: f\ng: h\n", "=a",
	"\"y\"", "a: y\ng: h\n"},
    {"a map that is another", "a:\n  # over\n  b: c  # d\n  e: f\n\ng: h\n",
	"=a", "{b: c, i: j}", "a:\n  # over\n  b: c  # d\n  i: j\n\ng: h\n"},
    {"a map of nothing alike", "a:  # w\n  # over\n  b: c\ng: h\n", "=a",
	"{i: j}", "a:  # w\n  # over\n  i: j\ng: h\n"},
    {"a list that is another", "a:\n- b # 1\n- c # 2\n- d # 3\n", "=a",
	"[b, d]", "a:\n- b # 1\n- d # 3\n"},
    {"a list of more", "a: [b, c]\n", "=a", "[b, x, y, c]",
	"a: [b, x, y, c]\n"},
    {"a list of nothing", "a:\n  - b\n  - c\nd: e\n", "=a", "[]",
	"a: []\nd: e\n"},
    {"folded names", "columns: {Mitt  Namn: date}\n", "columns/=mitt namn",
	"text", "columns: {Mitt  Namn: text}\n"},
    {"a name with signs", "columns:\n  A: x\n", "columns/=B: #1", "date",
	"columns:\n  A: x\n  \"B: #1\": date\n"},
    {"an empty file", "", "name", "\"y\"", "name: y\n"},
    {"a file of comments", "# hej", "name", "\"y\"", "# hej\nname: y\n"},
    {"a whole map in brackets", "{name: x}", "name", "\"y\"", "{name: y}"},
    {"nothing new", "name:   'x'\n", "name", "\"x\"", "name:   'x'\n"},
    {"an item of a list of lists", "a:\n- - b\n  - c\n", "=a/#0/#1", "\"y\"",
	"a:\n- - b\n  - y\n"},
    {"a line of Unicode's", "a: \"x\xE2\x80\xA8y\"\nname: z\n", "name", "\"y\"",
	"a: \"x\xE2\x80\xA8y\"\nname: y\n"},
    /* refused */
    {"a block to blank lines", "name: |\n  x\na: b\n", "name", "\"u\\n\\n\"",
	"name: \"u\\u000A\\u000A\"\na: b\n"},
    {"a block to a line's end", "name: |\n  x\na: b\n", "name", "\"\\n\"",
	"name: \"\\u000A\"\na: b\n"},
    {"a block to a blank line first", "name: |\n  x\na: b\n", "name",
	"\"\\nu\"", "name: \"\\u000Au\"\na: b\n"},
    {"a block to nothing", "name: |\n  x\na: b\n", "name", "\"\"",
	"name: \"\"\na: b\n"},
    {"a block to a tab", "name: |\n  x\na: b\n", "name", "\"u\\tv\"",
	"name: \"u\\u0009v\"\na: b\n"},
    {"a block to a blank at its end", "name: |\n  x\na: b\n", "name", "\"u \"",
	"name: \"u \"\na: b\n"},
    {"a block with a blank line within", "name: |\n  x\na: b\n", "name",
	"\"u\\n\\nv\\n\"", "name: |\n  u\n\n  v\na: b\n"},
    {"a block to a deleted sign", "name: |\n  x\na: b\n", "name", "\"u\\x7F\"",
	"name: \"u\\u007F\"\na: b\n"},
    {"a block to one letter", "name: |\n  x\na: b\n", "name", "\"u\"",
	"name: |-\n  u\na: b\n"},
    {"a block to a word", "protected: |\n  x\na: b\n", "protected", "none",
	"protected: none\na: b\n"},
    {"a block to a map of many lines", "a: |\n  x\nd: e\n", "=a",
	"{values: {Ett ganska långt värde: [ett, annat, tredje, fjärde], "
	"Ett annat: [med, egna, andra, ord]}}",
	"a:\n  values:\n"
	"    Ett ganska långt värde: [ett, annat, tredje, fjärde]\n"
	"    Ett annat: [med, egna, andra, ord]\nd: e\n"},
    {"a map of many lines under a key with a dash", "-a: b\nd: e\n", "=-a",
	"{values: {Ett ganska långt värde: [ett, annat, tredje, fjärde], "
	"Ett annat: [med, egna, andra, ord]}}",
	"-a:\n  values:\n"
	"    Ett ganska långt värde: [ett, annat, tredje, fjärde]\n"
	"    Ett annat: [med, egna, andra, ord]\nd: e\n"},
    {"a list of many lines with a map of nothing", "a: b\nd: e\n", "=a",
	"[{}, Ett ganska långt värde som är ett, Ett annat värde som är "
	"mycket längre, []]",
	"a:\n  - {}\n  - Ett ganska långt värde som är ett\n"
	"  - Ett annat värde som är mycket längre\n  - []\nd: e\n"},
    {"a word in place of a text that is it", "protected: \"none\"\n",
	"protected", "none", "protected: none\n"},
    {"a map of less in front of a block without an end",
	"a:\n  b: |\n    x\n  c: y", "=a", "{b: \"x\\n\"}", NULL},
    {"a list of less behind a block", "a:\n  - |\n    x\n  - y", "=a",
	"[\"x\\n\"]", NULL},
    {"a list of more behind a block without an end", "a:\n  - |\n    x", "=a",
	"[\"x\", y]", NULL},
    {"a list of a map with a lone key", "a:\n  - {name, b: c}\n", "=a",
	"[{name: y, b: c}]", NULL},
    {"a text of nothing alone", "~\n", "name", "\"y\"", NULL},
    {"single quotes round what cannot be shown", "name: 'x'\n", "name",
	"\"y\\x07\"", "name: \"y\\u0007\"\n"},
    {"a whole map of nothing", "{}", "name", "\"y\"", "{name: y}"},
    {"a key that is none of ours", "name: x\nxyz: z\n", "date", "\"y\"",
	"name: x\ndate: y\nxyz: z\n"},
    {"a text of nothing in a map", "a:\nb: c\n", "=a/name", "\"y\"",
	"a: {name: y}\nb: c\n"},
    {"a list of fewer", "a: [b, c]\n", "=a", "[b]", "a: [b]\n"},
    {"a list of one more first", "a:\n  - c # 1\n", "=a", "[b, c]",
	"a:\n  - b\n  - c # 1\n"},
    {"a list of more behind", "a: [b]\n", "=a", "[b, c]", "a: [b, c]\n"},
    {"a list that was of nothing", "a: []\n", "=a", "[b]", "a: [b]\n"},
    {"a list of other maps", "a:\n  - {b: c}\n  - {d: e} # 2\n", "=a",
	"[{b: x}, {d: e}]", "a:\n  - {b: x}\n  - {d: e} # 2\n"},
    {"a map of many lines beside deep ones", "a:\n          b: c\nd: e\n", "=d",
	"{values: {Ett ganska långt värde: [ett, annat, tredje, fjärde], "
	"Ett annat: [med, egna, andra, ord]}}",
	"a:\n          b: c\nd:\n  values:\n"
	"    Ett ganska långt värde: [ett, annat, tredje, fjärde]\n"
	"    Ett annat: [med, egna, andra, ord]\n"},
    {"an item of many lines", "a:\n  - b # 1\n  - c\n", "=a/#0",
	"{values: {Ett ganska långt värde: [ett, annat, tredje, fjärde], "
	"Ett annat: [med, egna, andra, ord]}}",
	"a:\n  - values: # 1\n"
	"      Ett ganska långt värde: [ett, annat, tredje, fjärde]\n"
	"      Ett annat: [med, egna, andra, ord]\n  - c\n"},
    {"a key of a text", "a: b\n", "=a/name", "\"y\"", NULL},
    {"a key of a list", "a: [b]\n", "=a/name", "\"y\"", NULL},
    {"a key of an empty text", "a: \"\"\n", "=a/name", "\"y\"", NULL},
    {"an item of a text", "a: b\n", "=a/#0", "\"y\"", NULL},
    {"an item of the whole", "a: b\n", "#0", "\"y\"", NULL},
    {"the whole", "a: b\n", "", "{c: d}", NULL},
    {"an anchor", "a: &b c\nname: *b\n", "name", "\"y\"", NULL},
    {"merged keys", "a: &b {c: d}\ne:\n  <<: *b\n", "=e/name", "\"y\"", NULL},
    {"a tag", "name: !x y\n", "name", "\"y\"", NULL},
    {"two documents", "name: x\n---\nname: z\n", "name", "\"y\"", NULL},
    {"a key twice", "name: x\nname: z\n", "name", "\"y\"", NULL},
    {"mixed line ends", "name: x\r\na: b\n", "name", "\"y\"", NULL},
    {"a lone return", "name: x\ra: b\n", "name", "\"y\"", NULL},
    {"not UTF-8", "name: \xE5\n", "name", "\"y\"", NULL},
    {"not YAML", "name: [x\n", "name", "\"y\"", NULL},
    {"a value without a colon", "a: {name, b: c}\n", "=a/name", "\"y\"", NULL},
    {"a block without an end", "name: |\n  x", "date", "\"y\"", NULL},
};

static const struct edit_case removals[] = {
    {"a key", "a: b\nname: x # c\nd: e\n", "name", NULL, "a: b\nd: e\n"},
    {"none", "a: b\n", "name", NULL, "a: b\n"},
    {"nothing", "a: b\n", "", NULL, "a: b\n"},
    {"a comma on the next line", "a: [\n  b\n  , c\n]\n", "=a/#0", NULL,
	"a: [\n  c\n]\n"},
    {"the last line", "a: b\nname: x\n", "name", NULL, "a: b\n"},
    {"the last line without an end", "a: b\nname: x", "name", NULL, "a: b"},
    {"the only one", "# c\nname: x\n", "name", NULL, "# c\n"},
    {"a comment over it stays", "a: b\n# c\nname: x\n# d\ne: f\n", "name", NULL,
	"a: b\n# c\n# d\ne: f\n"},
    {"with all its lines", "name:\n  a: b\n\n  c: |\n    d\n\nf: g\n", "name",
	NULL, "\nf: g\n"},
    {"the only one of a map", "a:\n  name: x\nb: c\n", "=a/name", NULL,
	"a: {}\nb: c\n"},
    {"in brackets", "a: {b: c, name: x, d: e}\n", "=a/name", NULL,
	"a: {b: c, d: e}\n"},
    {"the first in brackets", "a: { name: x, d: e }\n", "=a/name", NULL,
	"a: { d: e }\n"},
    {"the last in brackets", "a: {b: c, name: x} # d\n", "=a/name", NULL,
	"a: {b: c} # d\n"},
    {"the only one in brackets", "a: {name: x}\n", "=a/name", NULL, "a: {}\n"},
    {"a line of brackets", "a: [\n  b, # 1\n  c, # 2\n  d # 3\n]\n", "=a/#1",
	NULL, "a: [\n  b, # 1\n  d # 3\n]\n"},
    {"the last line of brackets", "a: [\n  b, # 1\n  c # 2\n]\n", "=a/#1", NULL,
	"a: [\n  b, # 1\n]\n"},
    {"an item", "a:\n  - b # 1\n  # over\n  - c # 2\n  - d\n", "=a/#1", NULL,
	"a:\n  - b # 1\n  # over\n  - d\n"},
    {"beside a dash", "a:\n  - name: x\n    b: c\n", "=a/#0/name", NULL,
	"a:\n  - b: c\n"},
    {"beside a dash, a comment", "a:\n  - name: x\n    # d\n    b: c\n",
	"=a/#0/name", NULL, "a:\n  - \n    # d\n    b: c\n"},
    {"an item beside a dash", "- - a\n  - b\n", "#0/#0", NULL, "- - b\n"},
    {"CRLF", "a: b\r\nname: x\r\n", "name", NULL, "a: b\r\n"},
};

static const struct edit_case insertions[] = {
    {"an item", "a:\n  - b # 1\n\nc: d\n", "=a/#end", "\"x\"",
	"a:\n  - b # 1\n  - x\n\nc: d\n"},
    {"a first item", "a:\n# over\n- b\n", "=a/#0", "\"x\"",
	"a:\n# over\n- x\n- b\n"},
    {"a rule", "rules:\n  - exclude: x\n    where: {A: b}\n# d\nexpect: {}\n",
	"rules/#end", "{hold: y, when: \"[a] < 1\"}",
	"rules:\n  - exclude: x\n    where: {A: b}\n"
	"  - hold: y\n    when: \"[a] < 1\"\n# d\nexpect: {}\n"},
    {"a letter", "letters:\n  - {text: x.md}\n", "letters/#0",
	"{text: y.md, where: {A: b}}",
	"letters:\n  - {text: y.md, where: {A: b}}\n  - {text: x.md}\n"},
    {"in brackets", "a: [b, c]\n", "=a/#1", "\"x\"", "a: [b, x, c]\n"},
    {"behind the last", "a: [b, c]\n", "=a/#end", "\"x\"", "a: [b, c, x]\n"},
    {"into nothing", "a: []\n", "=a/#end", "\"x\"", "a: [x]\n"},
    {"a list that is not there", "name: x\n", "rules/#end", "{exclude: y}",
	"name: x\nrules: [{exclude: y}]\n"},
    {"not into a map", "a: {b: c}\n", "=a/#end", "\"x\"", NULL},
    {"a long one among short ones", "letters:\n  - {text: x.md}\n",
	"letters/#end",
	"{text: ett-ganska-langt-namn-pa-ett-brev.md, where: {Boendeform: "
	"[Servicehus, Ordinart boende]}}",
	"letters:\n  - {text: x.md}\n"
	"  - text: ett-ganska-langt-namn-pa-ett-brev.md\n"
	"    where: {Boendeform: [Servicehus, Ordinart boende]}\n"},
    {"not beside nothing", "a: b\n", "", "\"x\"", NULL},
    {"no key", "a: b\n", "name", "\"x\"", NULL},
    {"not into a text", "a: b\n", "=a/#0", "\"x\"", NULL},
};

enum op { SET, REMOVE, INSERT };

static const struct yaml *
read_value(struct arena *mem, struct diag *diag, const char *text)
{
	uint32_t file =
	    sources_add(diag_sources(diag), "value", slice_view(text));
	return yaml_parse(mem, file, 0, strlen(text), diag);
}

static bool
apply(struct arena *mem, struct edit *edit, struct diag *diag, enum op op,
    const struct edit_case *of)
{
	struct steps steps = steps_read(mem, of->path);
	if (op == REMOVE)
		return edit_remove(edit, steps.at, steps.count);
	const struct yaml *value = read_value(mem, diag, of->value);
	return op == SET ? edit_set(edit, steps.at, steps.count, value)
			 : edit_insert(edit, steps.at, steps.count, value);
}

static void
test_cases(const struct edit_case *cases, size_t count, enum op op)
{
	for (size_t i = 0; i < count; i++) {
		struct arena *mem = arena_new();
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		const struct edit_case *of = &cases[i];
		struct edit *edit =
		    edit_open(mem, "in.yaml", slice_view(of->in), diag);
		bool ok = edit && apply(mem, edit, diag, op, of);
		if (of->want && ok)
			test_slice(of->name, edit_bytes(edit), of->want);
		else
			test_true(of->name, ok == (of->want != NULL));
		test_true(of->name, ok == !diag_errors(diag));
		if (edit && !ok)
			test_slice(of->name, edit_bytes(edit), of->in);
		diag_free(diag);
		sources_free(sources);
		arena_free(mem);
	}
}

/* Why it is refused. */
static const struct {
	const char *name, *in, *code;
} refusals[] = {
    {"not by a form", "a: {name, b: c}\n", "not-by-form"},
    {"line ends", "name: x\r\na: b\n", "odd-line-ends"},
    {"an anchor", "name: &a b\n", "yaml-anchor"},
};

static void
test_codes(void)
{
	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct arena *mem = arena_new();
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct steps steps = steps_read(mem, "=a/name");
		struct edit *edit =
		    edit_open(mem, "in.yaml", slice_view(refusals[i].in), diag);
		if (edit)
			edit_set(edit, steps.at, steps.count,
			    edit_text(mem, SLICE("y")));
		test_reported(refusals[i].name, diag, refusals[i].code);
		diag_free(diag);
		sources_free(sources);
		arena_free(mem);
	}
}

/* A refusal points at nothing where the file is no longer what was read. */
static void
test_refused_behind(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct steps fine = steps_read(mem, "name"),
		     not = steps_read(mem, "=a/name");
	const struct yaml *value = edit_text(mem, SLICE("y"));
	struct edit *edit =
	    edit_open(mem, "in.yaml", SLICE("name: x\na: b\n"), diag);
	test_true("set", edit_set(edit, fine.at, fine.count, value));
	test_true("then refused", !edit_set(edit, not .at, not .count, value));
	test_true("changed all the same", edit_is_changed(edit));
	test_slice("by the first alone", edit_bytes(edit), "name: y\na: b\n");
	test_reported("why", diag, "not-by-form");
	test_number("without a line of what was",
	    diag_view(diag, 0)->main.span.line, 0);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

/* A path of more steps than any file has levels. */
static void
test_deep(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct edit_step path[64];
	const struct yaml *value = edit_text(mem, SLICE("y"));
	for (size_t i = 0; i < COUNT(path); i++)
		path[i] = (struct edit_step)EDIT_KEY("name");
	path[63] = (struct edit_step){.item = 0};
	struct edit *edit = edit_open(mem, "in.yaml", SLICE("a: b\n"), diag);
	test_true("not set", !edit_set(edit, path, 63, value));
	test_true("not inserted", !edit_insert(edit, path, 64, value));
	test_true("nor removed", edit_remove(edit, path, 63));
	test_slice("as it was", edit_bytes(edit), "a: b\n");
	test_true("nor changed", !edit_is_changed(edit));
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
}

int
main(void)
{
	test_deep();
	test_codes();
	test_refused_behind();
	test_cases(sets, COUNT(sets), SET);
	test_cases(removals, COUNT(removals), REMOVE);
	test_cases(insertions, COUNT(insertions), INSERT);
	return test_end();
}
