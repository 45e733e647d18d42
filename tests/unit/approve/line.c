#include "approve/line.h"

#include "test.h"

#define BEGIN "{\"approval\":\"Anna \\\"Ek\\\"\",\"date\":\"2012-03-12\","

static const struct {
	const char *line;
	bool good;
} cases[] = {
    {BEGIN "\"parts\":[\"job job.yaml 9a\",\"letters 3 5b\"]}", true},
    {BEGIN "\"parts\":[\"\"]}", true},
    {BEGIN "\"parts\":[]}", false},
    {BEGIN "\"parts\":[\"a\",]}", false},
    {BEGIN "\"parts\":[\"a\"] }", false},
    {BEGIN "\"parts\":[\"a\"],\"key\":\"\",\"signature\":\"\"}", false},
    {BEGIN "}", false},
    {"{\"approval\":\"A\",\"date\":\"2012-02-30\",\"parts\":[\"a\"]}", false},
    {"", false},
};

static void
check_signature(struct arena *mem)
{
	uint8_t seed[SIGNING_SEED] = {7};
	struct approval_line line = {.person = SLICE("Anna Ek"),
	    .date = day_of(2012, 3, 12),
	    .is_signed = true};
	struct approval_line again;
	struct strbuf bare = {0}, out = {0};
	approval_line_add_part(&line, mem, SLICE("job job.yaml 9a"));
	ed25519_public(seed, line.key);
	approval_line_write_bare(&bare, &line);
	ed25519_sign(seed, strbuf_view(&bare), line.signature);
	approval_line_write(&out, &line);
	test_true(
	    "signed", approval_line_read(strbuf_view(&out), mem, &again) &&
			  again.is_signed);
	for (size_t i = 0; i < out.len; i++) {
		out.at[i] ^= 1;
		if (approval_line_read(strbuf_view(&out), mem, &again))
			test_true("every byte is signed", false);
		out.at[i] ^= 1;
	}
	strbuf_fini(&bare);
	strbuf_fini(&out);
}

int
main(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct approval_line line;
		struct strbuf out = {0};
		bool ok =
		    approval_line_read(slice_view(cases[i].line), mem, &line);
		test_true(cases[i].line, ok == cases[i].good);
		if (ok) {
			test_slice("person", line.person, "Anna \"Ek\"");
			approval_line_write(&out, &line);
			test_slice("again", strbuf_view(&out), cases[i].line);
		}
		strbuf_fini(&out);
	}
	check_signature(mem);
	arena_free(mem);
	return test_end();
}
