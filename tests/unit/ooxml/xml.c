/* XML parts, streamed: which elements are told, and what is refused. */
#include "ooxml/xml.h"

#include "small_archive.h"
#include "base/strbuf.h"
#include "test.h"

#define A "urn:a"
#define B "urn:b"
#define MC "http://schemas.openxmlformats.org/markup-compatibility/2006"

static const char *const spaces[] = {A, B, NULL};

/* `told`: "<0 name attribute=value>text</0 name>", with the space's number. */
static const struct {
	const char *name, *xml, *told;
	const char *refused; /* why, NULL: it is read to its end */
} cases[] = {
    {"an element", "<x xmlns='" A "'/>", "<0 x></0 x>", NULL},
    {"a prefix says nothing", "<q:x xmlns:q='" A "'/>", "<0 x></0 x>", NULL},
    {"the other space", "<x xmlns='" B "'>t</x>", "<1 x>t</1 x>", NULL},
    {"attributes", "<x xmlns='" A "' r='1' xmlns:b='" B "' b:id='2'/>",
	"<0 x r=1 urn:b id=2></0 x>", NULL},
    {"another's element is passed over, with all in it",
	"<x xmlns='" A "'>1<y xmlns='urn:c'>2<x xmlns='" A "'>3</x></y>4</x>",
	"<0 x>14</0 x>", NULL},
    {"a space's name is whole", "<x xmlns='urn:ab'>1</x>", "", NULL},
    {"of alternatives the fallback counts",
	"<x xmlns='" A "' xmlns:mc='" MC "'><mc:AlternateContent>"
	"<mc:Choice Requires='z'><y/></mc:Choice>"
	"<mc:Fallback><z/></mc:Fallback></mc:AlternateContent></x>",
	"<0 x><0 z></0 z></0 x>", NULL},
    {"entities of XML itself", "<x xmlns='" A "'>&lt;&amp;&#xe5;</x>",
	"<0 x><&å</0 x>", NULL},
    {"a document type", "<!DOCTYPE x><x xmlns='" A "'/>", NULL,
	"a document type"},
    {"an entity that grows",
	"<!DOCTYPE x [<!ENTITY a 'aa'>]><x xmlns='" A "'>&a;</x>", NULL,
	"a document type"},
    {"an element that is not closed", "<x xmlns='" A "'>", NULL,
	"no element found"},
    {"nothing", "", NULL, "no element found"},
    {"two roots", "<x xmlns='" A "'/><x/>", NULL,
	"junk after document element"},
};

static void
start(void *ctx, struct xml_name name, const char **attributes)
{
	strbuf_print(ctx, "<%u %s", name.space, name.local);
	for (; *attributes; attributes += 2)
		strbuf_print(ctx, " %s=%s", attributes[0], attributes[1]);
	strbuf_add_char(ctx, '>');
}

static void
end(void *ctx, struct xml_name name)
{
	strbuf_print(ctx, "</%u %s>", name.space, name.local);
}

static void
take_text(void *ctx, struct slice text)
{
	strbuf_add(ctx, text);
}

static const struct xml_handlers handlers = {spaces, start, end, take_text};

/* Reads the part "a.xml"; what is told goes to `told`. */
static bool
read_text(const char *text, struct strbuf *told, struct diag *diag)
{
	const struct entry entry = {"a.xml", text};
	struct package *package =
	    package_open(archive_make(&entry, 1, 0), 0, diag);
	bool ok = package && xml_read_part(package, "a.xml", &handlers, told);
	package_close(package);
	return ok;
}

static void
test_text_of(
    const char *name, const char *text, const char *told, const char *refused)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct strbuf have = {0};
	test_true(name, read_text(text, &have, diag) == !refused);
	if (told)
		test_slice(name, strbuf_view(&have), told);
	test_number(name, (long long)diag_count(diag), refused != NULL);
	if (refused && diag_count(diag))
		test_slice(
		    name, diag_view(diag, 0)->main.arguments[2].text, refused);
	strbuf_fini(&have);
	diag_free(diag);
	sources_free(sources);
}

static void
add_times(struct strbuf *out, const char *text, int times)
{
	for (int i = 0; i < times; i++)
		strbuf_add_text(out, text);
}

/* Elements inside each other: 64 are read, and one more is refused. */
static void
test_depth(void)
{
	struct strbuf text = {0};
	for (int depth = 64; depth <= 65; depth++) {
		strbuf_reset(&text);
		strbuf_add_text(&text, "<x xmlns='" A "'>");
		add_times(&text, "<x>", depth - 1);
		add_times(&text, "</x>", depth);
		test_text_of("depth", strbuf_text(&text), NULL,
		    depth > 64 ? "elements too deep" : NULL);
	}
	strbuf_fini(&text);
}

/* A tag that never ends would be looked through again with every chunk. */
static void
test_long_tag(void)
{
	struct strbuf text = {0};
	size_t len = 3u << 20;
	strbuf_add_text(&text, "<x xmlns='" A "' a='");
	memset(strbuf_reserve(&text, len), 'x', len);
	text.len += len;
	strbuf_add_text(&text, "'/>");
	test_text_of("a long tag", strbuf_text(&text), NULL, "a tag too long");
	strbuf_fini(&text);
}

struct paused {
	struct xml *xml;
	int seen;
};

static void
pause_at(void *ctx, struct xml_name name, const char **attributes)
{
	struct paused *paused = ctx;
	(void)attributes;
	if (!xml_is(name, "r"))
		return;
	paused->seen++;
	xml_pause(paused->xml);
}

static void
ignore(void *ctx, struct xml_name name)
{
	(void)ctx;
	(void)name;
}

/* A handler may stop the reading, which then goes on where it was. */
static void
test_pause(void)
{
	static const struct xml_handlers pausing = {
	    spaces, pause_at, ignore, NULL};
	const struct entry entry = {
	    "a.xml", "<x xmlns='" A "'><r/><q/><r/></x>"};
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct package *package =
	    package_open(archive_make(&entry, 1, 0), 0, diag);
	struct part *part = part_open(package, "a.xml");
	struct paused paused = {0};
	paused.xml = xml_open(part, &pausing, &paused);
	test_true("at the first", xml_read(paused.xml) == XML_PAUSED);
	test_number("and no further", paused.seen, 1);
	test_true("at the second", xml_read(paused.xml) == XML_PAUSED);
	test_true("at the end", xml_read(paused.xml) == XML_END);
	test_number("both", paused.seen, 2);
	xml_close(paused.xml);
	part_close(part);
	package_close(package);
	diag_free(diag);
	sources_free(sources);
}

static void
test_bool(void)
{
	static const struct {
		const char *text;
		bool known, value;
	} flags[] = {{"1", true, true}, {"true", true, true},
	    {" 0 ", true, false}, {"false", true, false}, {"", false, false},
	    {"yes", false, false}, {"TRUE", false, false}, {"2", false, false}};
	for (size_t i = 0; i < COUNT(flags); i++) {
		bool value;
		test_true(flags[i].text,
		    xml_read_bool(flags[i].text, &value) == flags[i].known &&
			value == flags[i].value);
	}
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		test_text_of(cases[i].name, cases[i].xml, cases[i].told,
		    cases[i].refused);
	test_depth();
	test_long_tag();
	test_pause();
	test_bool();
	return test_end();
}
