/*
 * rule/outcome_line.h - an outcome in words: for those who explain a row.
 */
#ifndef RULE_OUTCOME_LINE_H
#define RULE_OUTCOME_LINE_H

#include "base/strbuf.h"
#include "base/words.h"
#include "record/outcome.h"

/* One line: the outcome, the rule's number and its reason. */
void outcome_write_line(struct strbuf *out, const struct words *words,
    enum outcome outcome, uint32_t rule, struct slice reason);

#endif
