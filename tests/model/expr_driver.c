/*
 * Answers the questions of tests/model/expr_reference.py: a line of stdin is an
 * expression, the cells that differ from the test register's row
 * ("Timmar=3;Enhet="), and 1 where doubt holds, with tabs between. A line of
 * stdout is yes, no, undecidable or refused.
 */
#include "register.h"
#include "test.h"

static const char *
answer(struct test_register *reg, struct arena *mem, struct diag *diag,
    struct slice text, bool doubt)
{
	static const char *const words[] = {"no", "yes", "undecidable"};
	struct problem why;
	struct expr *expr = expr_parse(mem, text, NO_SPAN, diag);
	if (!expr || !expr_check_flag(expr, &reg->scope, diag))
		return "refused";
	struct expr_context context = {.row = &reg->row,
	    .letter_mem = mem,
	    .language = "sv",
	    .doubt = doubt};
	return words[expr_decide(expr, &context, &why)];
}

static struct slice
field(struct slice *line)
{
	struct slice first = slice_part(*line, 0, slice_find_char(*line, '\t'));
	*line = slice_from(*line, first.len + 1);
	return first;
}

int
main(void)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	struct test_register reg;
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct arena *mem = arena_new();

	register_init(&reg);
	while ((len = getline(&line, &room, stdin)) > 0) {
		struct slice rest = {line, (size_t)len - 1};
		struct slice text = field(&rest);
		struct slice changes = field(&rest);
		register_reset(&reg);
		register_change(&reg, arena_dup_text(mem, changes));
		puts(answer(&reg, mem, diag, text, slice_is(rest, "1")));
		diag_reset(diag);
		arena_reset(mem);
	}
	free(line);
	arena_free(mem);
	register_fini(&reg);
	diag_free(diag);
	sources_free(sources);
	(void)test_end;
	return 0;
}
