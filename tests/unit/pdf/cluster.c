/* Which glyphs say which bytes of a run's text, either way round. */
#include "pdf/cluster.h"

#include "test.h"

/* Each glyph: the byte that it stands for, and * where it takes no room; then
 * glyphs:bytes of each cluster. Glyphs from right to left come as they stand,
 * and are read backwards. */
static const struct {
	const char *name, *glyphs, *text, *want;
	bool backwards;
} cases[] = {
    {"one by one", "0 1 2", "abc", "0-1:a 1-2:b 2-3:c ", false},
    {"from the right", "2 1 0", "abc", "2-3:a 1-2:b 0-1:c ", true},
    {"a ligature", "0 3", "ffia", "0-1:ffi 1-2:a ", false},
    {"one from the right", "3 0", "ffia", "1-2:ffi 0-1:a ", true},
    {"two glyphs of one", "0 0 1", "ab", "0-2:a 2-3:b ", false},
    {"two from the right", "1 0 0", "ab", "1-3:a 0-1:b ", true},
    {"a mark by itself", "0 1* 2", "abc", "0-1:a 1-2:b 2-3:c ", false},
    {"one from the right", "2 1* 0", "abc", "2-3:a 1-2:b 0-1:c ", true},
    {"two marks are with their base", "0 1* 2* 3", "abcd", "0-3:abc 3-4:d ",
	false},
    {"and from the right", "3 2* 1* 0", "abcd", "1-4:abc 0-1:d ", true},
    {"two at the end", "0 1* 2*", "abc", "0-3:abc ", false},
    {"and from the right", "2* 1* 0", "abc", "0-3:abc ", true},
    {"what turns is not read", "0 3", "\u2067ab", "0-1: 1-2:ab ", false},
    {"nor before a letter", "0 4", "\u2067ab", "0-1:a 1-2:b ", false},
    {"another sign is", "0 4", "\u2020ab", "0-1:\u2020a 1-2:b ", false},
    {"nothing but turns", "0", "\u2067\u2069", "0-1: ", false},
    {"a hyphen beyond the text", "0 1", "a", "0-1:a 1-2: ", false},
    {"glyphs beyond the text", "0 5", "a", "0-1: 1-2: ", false},
    {"glyphs the other way", "2 0", "abc", "0-1: 1-2:abc ", false},
};

static void
take_glyphs(const char *from, struct glyph *to, size_t *count)
{
	for (*count = 0; *from; ++*count) {
		to[*count] = (struct glyph){.cluster = (uint32_t)(*from - '0'),
		    .advance = from[1] == '*' ? 0 : 10};
		from += from[1] == '*' ? 2 : 1;
		from += *from == ' ';
	}
}

static void
write_cluster(struct strbuf *out, const struct run *run, struct cluster cluster)
{
	strbuf_print(out, "%zu-%zu:", cluster.from, cluster.to);
	strbuf_add(out,
	    slice_part(run->text, cluster.start, cluster.end - cluster.start));
	strbuf_add_char(out, ' ');
}

static void
check_case(size_t i)
{
	struct glyph glyphs[8];
	struct run run = {.glyphs = glyphs, .text = slice_view(cases[i].text)};
	struct strbuf out = {0};
	take_glyphs(cases[i].glyphs, glyphs, &run.count);
	size_t at = cases[i].backwards ? run.count : 0;
	while (cases[i].backwards ? at > 0 : at < run.count) {
		struct cluster cluster = cases[i].backwards
					     ? cluster_backwards(&run, at)
					     : cluster_forwards(&run, at);
		write_cluster(&out, &run, cluster);
		at = cases[i].backwards ? cluster.from : cluster.to;
	}
	test_slice(cases[i].name, strbuf_view(&out), cases[i].want);
	strbuf_fini(&out);
}

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++)
		check_case(i);
	return test_end();
}
