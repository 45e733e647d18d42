/* The worst ten of each kind, the first of equals before the others. */
#include "plan/worst.h"

#include "test.h"

static void
add(struct worst *worst, enum finding_kind kind, uint32_t row, int32_t amount)
{
	struct findings findings = {0};
	findings_add(&findings, kind, amount);
	worst_add(worst, row, &findings);
}

static void
test_order(const char *name, const struct worst_kind *of, const char *want)
{
	struct strbuf have = {0};
	for (size_t i = 0; i < of->count; i++)
		strbuf_print(&have, "%s%u:%d", i ? " " : "", of->at[i].row,
		    of->at[i].amount);
	test_slice(name, strbuf_view(&have), want);
	strbuf_fini(&have);
}

int
main(void)
{
	struct worst worst = {0};
	for (uint32_t row = 1; row <= 13; row++)
		add(&worst, FINDING_MARGIN, row, (int32_t)(row % 5) * 100);
	for (uint32_t row = 1; row <= 4; row++)
		add(&worst, FINDING_SPILL, row, 4 - (int32_t)row % 4);
	test_order("most is worst", &worst.kinds[FINDING_MARGIN],
	    "4:400 9:400 3:300 8:300 13:300 2:200 7:200 12:200 1:100 6:100");
	test_number("rows without it do not count",
	    worst.kinds[FINDING_MARGIN].rows, 11);
	test_order("fewest lines are worst", &worst.kinds[FINDING_SPILL],
	    "3:1 2:2 1:3 4:4");
	test_order("none", &worst.kinds[FINDING_PAGES], "");

	struct findings both = {0};
	findings_add(&both, FINDING_SPILL, 3);
	findings_add(&both, FINDING_SPILL, 1);
	findings_add(&both, FINDING_SPILL, 2);
	test_number("of two texts the worse", both.amount[FINDING_SPILL], 1);
	findings_add(&both, FINDING_INK, 3);
	findings_add(&both, FINDING_INK, 1);
	test_number("the deeper", both.amount[FINDING_INK], 3);
	return test_end();
}
