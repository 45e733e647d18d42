#include "html/html.h"

#include "test.h"

static const struct {
	const char *name, *text, *want;
} cases[] = {
    {"plain", "Åsa Ek", "Åsa Ek"},
    {"markup", "<script>alert(1)</script>",
	"&lt;script&gt;alert(1)&lt;/script&gt;"},
    {"attribute", "\" onload=\"x", "&quot; onload=&quot;x"},
    {"entity", "&lt;", "&amp;lt;"},
    {"turned", "a\xe2\x80\xae"
	       "b",
	"a\xef\xbf\xbd"
	"b"},
    {"control", "a\x01\x1b[31mb", "a\xef\xbf\xbd\xef\xbf\xbd[31mb"},
    {"not UTF-8", "a\xff", "a\xef\xbf\xbd"},
    {"lines", "a\nb", "a\nb"},
    {"nothing", "", ""},
};

int
main(void)
{
	struct strbuf page = {0};
	for (size_t i = 0; i < COUNT(cases); i++) {
		strbuf_reset(&page);
		html_text(&page, slice_view(cases[i].text));
		test_slice(cases[i].name, strbuf_view(&page), cases[i].want);
	}
	strbuf_reset(&page);
	html_element(&page, "td class=n", SLICE("1 < 2"));
	test_slice("element", strbuf_view(&page), "<td class=n>1 &lt; 2</td>");
	strbuf_reset(&page);
	html_address(&page, SLICE("2012-03-19 å/\"<.."));
	test_slice("a part of an address", strbuf_view(&page),
	    "2012-03-19%20%C3%A5%2F%22%3C..");
	strbuf_reset(&page);
	html_address(&page, SLICE("@AZ[`az{/09:,-._^"));
	test_slice("the edges of what is plain", strbuf_view(&page),
	    "%40AZ%5B%60az%7B%2F09%3A%2C-._%5E");
	strbuf_reset(&page);
	html_open(&page, SLICE("sv"), SLICE("A & B"), "p { color: #111 }\n");
	html_close(&page);
	struct slice whole = strbuf_view(&page);
	test_true("language", slice_find(whole, SLICE("<html lang=\"sv\">")) <
				  whole.len);
	test_true("title",
	    slice_find(whole, SLICE("<title>A &amp; B</title>")) < whole.len);
	test_true("closed", slice_ends(whole, "</main>\n</body>\n</html>\n"));
	strbuf_fini(&page);
	return test_end();
}
