#include "letter/table_line.h"

#include "../test.h"

static const struct {
	const char *line;
	size_t count;
	bool rule, bar;
} cases[] = {
    {"", 0, false, false},
    {"a", 1, false, false},
    {"a | b", 2, false, true},
    {"| a | b |", 2, false, true},
    {"| a | b", 2, false, true},
    {"a | b |", 2, false, true},
    {"| a \\| b |", 1, false, true},
    {"a \\| b", 1, false, false},
    {"| | |", 2, false, true},
    {"|", 0, false, true},
    {"|---|", 1, true, true},
    {"---", 1, false, false},
    {"---|---", 2, true, true},
    {"|:--|--:|:-:|", 3, true, true},
    {":-:", 1, true, false},
    {"| --- | a |", 2, false, true},
    {"|--|  |", 2, false, true},
    {"| :-:- |", 1, false, true},
    {"  | a |  ", 1, false, true},
    {"a\\", 1, false, false},
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct slice line = slice_view(cases[i].line);
		test_number(cases[i].line, (long long)table_line_count(line),
		    (long long)cases[i].count);
		test_true(
		    cases[i].line, table_line_is_rule(line) == cases[i].rule);
		test_true(
		    cases[i].line, table_line_has_bar(line) == cases[i].bar);
	}
	return test_end();
}
