#include "rule/rule.h"

#include <assert.h>

#include "rule/messages.h"

const char *
rule_kind_name(enum rule_kind kind)
{
	static const char *const names[RULE_KIND_COUNT] = {
	    [RULE_MALFORMED] = "malformed",
	    [RULE_PROTECTED] = "protected",
	    [RULE_DECEASED] = "deceased",
	    [RULE_SUPERSEDED] = "superseded",
	    [RULE_EXCLUDE] = "exclude",
	    [RULE_SEND] = "send",
	    [RULE_HOLD] = "hold",
	    [RULE_UNFIT] = "unfit",
	    [RULE_DUPLICATE] = "duplicate",
	    [RULE_VERSION] = "version",
	    [RULE_ADDRESS] = "address",
	    [RULE_TEXT] = "text",
	    [RULE_PAGE] = "page",
	};
	return names[kind];
}

const struct message *
rule_kind_wording(enum rule_kind kind)
{
	static const struct message *const words[RULE_KIND_COUNT] = {
	    [RULE_MALFORMED] = &rule_word_malformed,
	    [RULE_PROTECTED] = &rule_word_protected,
	    [RULE_DECEASED] = &rule_word_deceased,
	    [RULE_SUPERSEDED] = &rule_word_superseded,
	    [RULE_EXCLUDE] = &rule_word_exclude,
	    [RULE_SEND] = &rule_word_send,
	    [RULE_HOLD] = &rule_word_hold,
	    [RULE_UNFIT] = &rule_word_unfit,
	    [RULE_DUPLICATE] = &rule_word_duplicate,
	    [RULE_VERSION] = &rule_word_version,
	    [RULE_ADDRESS] = &rule_word_address,
	    [RULE_TEXT] = &rule_word_text,
	    [RULE_PAGE] = &rule_word_page,
	};
	return words[kind];
}

const struct message *
rule_wording(const struct rule *rule)
{
	return rule->kind == RULE_DUPLICATE && rule->things
		   ? &rule_word_duplicate_key
		   : rule_kind_wording(rule->kind);
}

const char *
rule_kind_sort(enum rule_kind kind)
{
	if (kind == RULE_EXCLUDE)
		return N_("exclude");
	if (kind == RULE_SEND)
		return N_("send");
	return kind == RULE_HOLD ? N_("hold") : N_("built in");
}

const char *
rule_name_sort(struct slice name)
{
	enum rule_kind kind = RULE_MALFORMED;
	for (int i = 0; i < RULE_KIND_COUNT; i++) {
		if (slice_is(name, rule_kind_name((enum rule_kind)i)))
			kind = (enum rule_kind)i;
	}
	return rule_kind_sort(kind);
}

struct rule *
rule_set_add(struct arena *job_mem, struct rule_set *rules, enum rule_kind kind)
{
	assert(!rules->count || rules->at[rules->count - 1].kind <= kind);
	rules->at = arena_grow(job_mem, rules->at, &rules->room,
	    rules->count + 1, sizeof *rules->at);
	struct rule *rule = &rules->at[rules->count++];
	*rule = (struct rule){.number = (uint32_t)rules->count, .kind = kind};
	return rule;
}

struct rule *
rule_set_find(struct rule_set *rules, enum rule_kind kind)
{
	for (size_t i = 0; i < rules->count; i++) {
		if (rules->at[i].kind == kind)
			return &rules->at[i];
	}
	return NULL;
}

static enum verdict
flag(bool matches, const struct message *message, struct problem *why)
{
	if (!matches)
		return VERDICT_NO;
	PROBLEM(why, message, NO_ARGS);
	return VERDICT_YES;
}

static enum verdict
try_protected(const struct rule_case *row, struct problem *why)
{
	enum verdict verdict = flag(row->is_protected, &rule_is_protected, why);
	if (row->is_protected && row->why.message)
		*why = row->why;
	return verdict;
}

/* NULL where nothing makes one doubt. */
static const struct message *
doubt_of_death(const struct rule_case *row)
{
	if (row->deceased_unclear)
		return &rule_may_be_deceased;
	if (row->twin_died)
		return &rule_twin_died;
	return row->guardian_died ? &rule_guardian_died : NULL;
}

static enum verdict
try_deceased(const struct rule_case *row, struct problem *why)
{
	const struct message *doubt = doubt_of_death(row);
	if (row->deceased || !doubt)
		return flag(row->deceased, &rule_is_deceased, why);
	PROBLEM(why, doubt, NO_ARGS);
	return VERDICT_UNDECIDABLE;
}

static enum verdict
try_superseded(const struct rule_case *row, struct problem *why)
{
	if (!row->superseded)
		return VERDICT_NO;
	PROBLEM(why, &rule_is_superseded, ARGS(row->preferred));
	return VERDICT_YES;
}

/* What is known of the row says why. */
static enum verdict
try_known(bool matches, const struct rule_case *row, struct problem *why)
{
	if (!matches)
		return VERDICT_NO;
	*why = row->why;
	return VERDICT_YES;
}

/* A sure answer comes before a doubtful one. */
static enum verdict
try_duplicate(
    const struct rule *rule, const struct rule_case *row, struct problem *why)
{
	const bool things = rule->things;
	if (row->duplicate)
		return flag(true,
		    things ? &rule_is_duplicate_thing : &rule_is_duplicate,
		    why);
	if (row->two_centuries)
		return flag(true, &rule_has_two_centuries, why);
	return flag(row->similar,
	    things ? &rule_is_similar_thing : &rule_is_similar, why);
}

static enum verdict
try_condition(const struct rule *rule, const struct expr_context *context,
    struct problem *why)
{
	return rule->condition ? expr_decide(rule->condition, context, why)
			       : VERDICT_YES;
}

/* It takes whom it does not send to. */
static enum verdict
try_send(const struct rule *rule, const struct expr_context *context,
    struct problem *why)
{
	switch (try_condition(rule, context, why)) {
	case VERDICT_YES:
		return VERDICT_NO;
	case VERDICT_NO:
		return VERDICT_YES;
	case VERDICT_UNDECIDABLE:
		break;
	}
	return VERDICT_UNDECIDABLE;
}

/* Whether a rule takes the row; *why is set where it does or may. */
static enum verdict
try_rule(const struct rule *rule, const struct rule_case *row,
    const struct expr_context *context, struct problem *why)
{
	switch (rule->kind) {
	case RULE_MALFORMED:
		return try_known(row->malformed, row, why);
	case RULE_PROTECTED:
		return try_protected(row, why);
	case RULE_DECEASED:
		return try_deceased(row, why);
	case RULE_SUPERSEDED:
		return try_superseded(row, why);
	case RULE_EXCLUDE:
	case RULE_HOLD:
		return try_condition(rule, context, why);
	case RULE_SEND:
		return try_send(rule, context, why);
	case RULE_UNFIT:
		return try_known(row->unfit, row, why);
	case RULE_DUPLICATE:
		return try_duplicate(rule, row, why);
	case RULE_VERSION:
	case RULE_ADDRESS:
	case RULE_TEXT:
	case RULE_PAGE:
	case RULE_KIND_COUNT:
		break;
	}
	return VERDICT_NO;
}

static enum outcome
outcome_of(const struct rule *rule)
{
	enum rule_kind kind = rule->kind;
	bool excludes = kind == RULE_DECEASED || kind == RULE_SUPERSEDED ||
			kind == RULE_EXCLUDE || kind == RULE_SEND ||
			(kind == RULE_MALFORMED && rule->reason.len);
	return excludes ? OUTCOME_EXCLUDED : OUTCOME_HELD;
}

static void
add_match(struct strbuf *matches, const struct rule *rule)
{
	if (matches->len)
		strbuf_add_char(matches, ' ');
	strbuf_add_number(matches, rule->number);
}

/*
 * Takes what a rule made of the row into the decision. `gap` is the first exclude or
 * send that could not be decided: it holds the row unless a later exclude or
 * the send surely excludes it. Holds come after all of those.
 */
static void
weigh(struct decision *decision, struct decision *gap, struct rule *rule,
    enum verdict verdict, const struct problem *why)
{
	bool may_exclude = outcome_of(rule) == OUTCOME_EXCLUDED;
	struct decision now = {
	    .outcome = outcome_of(rule),
	    .rule = rule,
	    .why = *why,
	    .undecidable = verdict == VERDICT_UNDECIDABLE,
	};
	if (now.undecidable)
		now.outcome = OUTCOME_HELD;
	if (now.undecidable && may_exclude) {
		if (!gap->rule)
			*gap = now;
		return;
	}
	if (!may_exclude && gap->rule)
		now = *gap;
	*decision = now;
}

struct decision
rule_decide_row(
    struct rule_set *rules, const struct rule_case *row, struct strbuf *matches)
{
	struct decision decision = {.outcome = OUTCOME_LETTER};
	struct decision gap = {.outcome = OUTCOME_LETTER};
	struct expr_context context = row->context;
	struct problem why = {0};
	bool bare = row->malformed || row->is_protected;
	context.doubt = true;
	for (size_t i = 0; i < rules->count; i++) {
		struct rule *rule = &rules->at[i];
		/* Of these rows nothing but their mark is known. */
		if (bare && rule->kind > RULE_PROTECTED)
			break;
		rule->tried++;
		enum verdict verdict = try_rule(rule, row, &context, &why);
		if (verdict == VERDICT_NO)
			continue;
		rule->matched += verdict == VERDICT_YES;
		rule->undecidable += verdict == VERDICT_UNDECIDABLE;
		add_match(matches, rule);
		if (!decision.rule)
			weigh(&decision, &gap, rule, verdict, &why);
		why = (struct problem){0};
	}
	if (!decision.rule)
		decision = gap;
	if (decision.rule)
		decision.rule->decided++;
	return decision;
}

bool
rule_is_told(const struct rule *rule)
{
	bool own = rule->kind == RULE_EXCLUDE || rule->kind == RULE_SEND ||
		   rule->kind == RULE_HOLD;
	return own || rule->matched || rule->undecidable;
}

void
rule_count_held(struct rule *rule)
{
	rule->matched++;
	rule->decided++;
}

void
rule_set_count_left(struct rule_set *rules, uint32_t rows)
{
	for (size_t i = 0; i < rules->count; i++) {
		rows -= rules->at[i].decided;
		rules->at[i].left = rows;
	}
}

struct slice
decision_reason(struct arena *letter_mem, const struct words *words,
    const struct decision *decision)
{
	const struct rule *rule = decision->rule;
	if (!rule)
		return (struct slice){"", 0};
	if (decision->undecidable && rule->condition) {
		struct problem problem;
		struct slice why =
		    problem_text(letter_mem, words, &decision->why);
		PROBLEM(&problem, &rule_undecidable,
		    ARGS(rule->number, rule->reason, why));
		return problem_text(letter_mem, words, &problem);
	}
	if (rule->reason.len)
		return rule->reason;
	return problem_text(letter_mem, words, &decision->why);
}
