#include "rule/outcome_line.h"

#include "rule/messages.h"

void
outcome_write_line(struct strbuf *out, const struct words *words,
    enum outcome outcome, uint32_t rule, struct slice reason)
{
	static const struct message *const lines[OUTCOME_COUNT] = {
	    [OUTCOME_LETTER] = &rule_outcome_letter,
	    [OUTCOME_TOGETHER] = &rule_outcome_together,
	    [OUTCOME_EXCLUDED] = &rule_outcome_excluded,
	    [OUTCOME_HELD] = &rule_outcome_held,
	};
	message_write(out, words, lines[outcome], ARGS(rule, reason));
	strbuf_add_char(out, '\n');
}
