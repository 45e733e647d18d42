#include "manifest/facts.h"

#include "ledger/inputs.h"
#include "manifest/messages.h"

/* ---- the table at hand */

void
facts_start(struct facts *facts)
{
	facts->table = NULL;
}

void
facts_add_row(
    struct facts *facts, const struct fact_table *table, const struct fact *row)
{
	if (facts->table != table)
		facts->begin(facts->ctx, table);
	facts->table = table;
	facts->row(facts->ctx, row);
}

void
facts_add_sum(struct facts *facts, const struct fact *row)
{
	if (facts->table)
		facts->sum(facts->ctx, row);
}

void
facts_end(struct facts *facts)
{
	if (facts->table)
		facts->end(facts->ctx);
}

static bool
end(struct facts *facts, bool ok)
{
	facts_end(facts);
	return ok;
}

/* ---- the head */

void
facts_head(struct ledger *ledger, const struct words *words,
    void (*line)(void *ctx, struct slice name, struct slice text), void *ctx)
{
	static const struct {
		const struct message *word;
		const char *key;
	} lines[] = {
	    {&manifest_word_date, "date"},
	    {&manifest_word_reference, "reference"},
	    {&manifest_word_program, "program"},
	    {&manifest_word_again, "again"},
	    {&manifest_word_unmarked, "unmarked"},
	};
	struct arena *mem = arena_new();
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct slice text = ledger_text(ledger, mem, lines[i].key);
		if (text.len)
			line(ctx, message_text(words, lines[i].word), text);
	}
	arena_free(mem);
}

/* ---- outcomes by area */

static const struct fact_column area_columns[] = {
    {&manifest_word_area, FACT_NAME, false},
    {&manifest_word_rows, FACT_NUMBER, false},
    {&manifest_word_is_letter, FACT_NUMBER, false},
    {&manifest_word_is_together, FACT_NUMBER, false},
    {&manifest_word_is_excluded, FACT_NUMBER, false},
    {&manifest_word_is_held, FACT_NUMBER, false},
};
static const struct fact_table area_table =
    FACT_TABLE(&manifest_word_areas, area_columns);

static void
fill_area(struct fact row[6], struct slice name, const struct ledger_area *area)
{
	row[0].text = name;
	row[1].number = area->rows;
	for (int i = 0; i < OUTCOME_COUNT; i++)
		row[2 + i].number = area->by_outcome[i];
}

void
facts_areas(struct facts *facts)
{
	struct fact row[6] = {0};
	const struct areas *areas = facts->areas;
	facts_start(facts);
	for (size_t i = 0; i < areas->count; i++) {
		const struct ledger_area *area = &areas->at[i];
		fill_area(row, area_name(area), area);
		facts_add_row(facts, &area_table, row);
	}
	if (areas->further) {
		struct strbuf name = {0};
		areas_write_further(&name, facts->words, areas);
		fill_area(row, strbuf_view(&name), &areas->others);
		facts_add_row(facts, &area_table, row);
		strbuf_fini(&name);
	}
	fill_area(
	    row, message_text(facts->words, &manifest_word_total), &areas->all);
	facts_add_sum(facts, row);
	facts_end(facts);
}

/* ---- rules */

struct slice
facts_rule_kind(const struct words *words, struct slice kind)
{
	static const struct {
		const char *kind;
		const struct message *word;
	} kinds[] = {
	    {"protected", &manifest_word_kind_protected},
	    {"deceased", &manifest_word_kind_deceased},
	    {"exclude", &manifest_word_kind_exclude},
	    {"send", &manifest_word_kind_send},
	    {"hold", &manifest_word_kind_hold},
	};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (slice_is(kind, kinds[i].kind))
			return message_text(words, kinds[i].word);
	}
	return message_text(words, &manifest_word_kind_built_in);
}

static const struct fact_column rule_columns[] = {
    {&manifest_word_rule, FACT_ORDINAL, true},
    {&manifest_word_reason, FACT_NAME, false},
    {&manifest_word_kind, FACT_TEXT, true},
    {&manifest_word_condition, FACT_CONDITION, false},
    {&manifest_word_matched, FACT_NUMBER, false},
    {&manifest_word_undecidable, FACT_NUMBER, false},
    {&manifest_word_decided, FACT_NUMBER, false},
    {&manifest_word_left, FACT_NUMBER, true},
};
static const struct fact_table rule_table =
    FACT_TABLE(&manifest_word_rules, rule_columns);

static bool
see_rule(const struct ledger_rule *rule, void *ctx)
{
	struct facts *facts = ctx;
	const struct fact row[] = {
	    {.number = rule->number},
	    {.text = rule->reason},
	    {.text = facts_rule_kind(facts->words, rule->kind)},
	    {.text = rule->condition},
	    {.number = rule->matched},
	    {.number = rule->undecidable},
	    {.number = rule->decided},
	    {.number = rule->left},
	};
	facts_add_row(facts, &rule_table, row);
	return true;
}

bool
facts_rules(struct facts *facts)
{
	facts_start(facts);
	return end(facts,
	    ledger_each_rule(facts->ledger, see_rule, facts, facts->diag));
}

/* ---- provenance */

static const struct fact_column allowed_columns[] = {
    {&manifest_word_check, FACT_NAME, false},
    {&manifest_word_reason, FACT_TEXT, false},
};
static const struct fact_table allowed_table =
    FACT_TABLE(&manifest_word_allowed, allowed_columns);

static bool
see_allowed(const struct ledger_allowed *allowed, void *ctx)
{
	const struct fact row[] = {
	    {.text = allowed->name}, {.text = allowed->reason}};
	facts_add_row(ctx, &allowed_table, row);
	return true;
}

static const struct fact_column source_columns[] = {
    {&manifest_role_register, FACT_NAME, false},
    {&manifest_word_form, FACT_TEXT, false},
    {&manifest_word_rows, FACT_NUMBER, false},
    {&manifest_word_malformed, FACT_NUMBER, false},
    {&manifest_word_blank, FACT_NUMBER, false},
};
static const struct fact_table source_table =
    FACT_TABLE(&manifest_word_read, source_columns);

/* The sources are named again among the files. */
struct provenance {
	struct facts *facts;
	struct arena *mem;
	struct ledger_source *sources;
	size_t count, room;
};

static struct slice
form_of(const struct ledger_source *source)
{
	return source->encoding.len ? source->encoding : source->sheet;
}

static void
keep_source(struct provenance *provenance, const struct ledger_source *source)
{
	struct arena *mem = provenance->mem;
	provenance->sources = arena_grow(mem, provenance->sources,
	    &provenance->room, provenance->count + 1, sizeof *source);
	struct ledger_source *kept = &provenance->sources[provenance->count++];
	*kept = *source;
	kept->file = arena_dup(mem, source->file);
	kept->encoding = arena_dup(mem, source->encoding);
	kept->sheet = arena_dup(mem, source->sheet);
}

static bool
see_source(const struct ledger_source *source, void *ctx)
{
	struct provenance *provenance = ctx;
	const struct fact row[] = {
	    {.text = source->name},
	    {.text = form_of(source)},
	    {.number = source->rows},
	    {.number = source->malformed},
	    {.number = source->blank_lines},
	};
	facts_add_row(provenance->facts, &source_table, row);
	keep_source(provenance, source);
	return true;
}

static const struct fact_column corrected_columns[] = {
    {&manifest_word_column, FACT_NAME, false},
    {&manifest_word_cells, FACT_NUMBER, false},
};
static const struct fact_table corrected_table =
    FACT_TABLE(&manifest_word_corrected, corrected_columns);

static bool
see_corrected(const struct ledger_corrected *corrected, void *ctx)
{
	const struct fact row[] = {
	    {.text = corrected->column}, {.number = corrected->cells}};
	facts_add_row(ctx, &corrected_table, row);
	return true;
}

static struct slice
role_word(const struct words *words, struct slice role)
{
	static const struct {
		const char *role;
		const struct message *word;
	} roles[] = {
	    {"job", &manifest_role_job},
	    {"register", &manifest_role_register},
	    {"query", &manifest_role_query},
	    {"corrections", &manifest_role_corrections},
	    {"list", &manifest_role_list},
	    {"table", &manifest_role_table},
	    {"look-up", &manifest_role_look_up},
	    {"run", &manifest_role_run},
	    {"letter", &manifest_role_letter},
	    {"part", &manifest_role_part},
	    {"picture", &manifest_role_picture},
	    {"stationery", &manifest_role_stationery},
	    {"print-shop", &manifest_role_shop},
	    {"fonts", &manifest_role_fonts},
	    {"font", &manifest_role_font},
	    {"hyphenation", &manifest_role_hyphenation},
	};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
		if (slice_is(role, roles[i].role))
			return message_text(words, roles[i].word);
	}
	return role;
}

static const struct fact_column input_columns[] = {
    {&manifest_word_file, FACT_NAME, false},
    {&manifest_word_role, FACT_TEXT, false},
    {&manifest_word_form, FACT_TEXT, true},
    {&manifest_word_rows, FACT_NUMBER, true},
    {&manifest_word_bytes, FACT_NUMBER, false},
    {&manifest_word_sha256, FACT_HASH, false},
};
static const struct fact_table input_table =
    FACT_TABLE(&manifest_word_made_of, input_columns);

static bool
see_input(const struct ledger_input *input, void *ctx)
{
	const struct provenance *provenance = ctx;
	struct facts *facts = provenance->facts;
	struct fact row[] = {
	    {.text = input->name},
	    {.text = role_word(facts->words, input->role)},
	    {.text = SLICE("")},
	    {.none = true},
	    {.number = input->bytes},
	    {.text = input->sha256},
	};
	for (size_t i = 0; i < provenance->count; i++) {
		const struct ledger_source *source = &provenance->sources[i];
		if (!slice_is(input->role, "register") ||
		    !slice_equal(source->file, input->name))
			continue;
		row[2].text = form_of(source);
		row[3].number += source->rows;
		row[3].none = false;
	}
	facts_add_row(facts, &input_table, row);
	return true;
}

static const struct fact_column program_columns[] = {
    {&manifest_word_library, FACT_NAME, false},
    {&manifest_word_version, FACT_TEXT, false},
};
static const struct fact_table program_table =
    FACT_TABLE(&manifest_word_libraries, program_columns);

static bool
see_library(const struct ledger_library *library, void *ctx)
{
	const struct fact row[] = {
	    {.text = library->name}, {.text = library->version}};
	facts_add_row(ctx, &program_table, row);
	return true;
}

bool
facts_provenance(struct facts *facts)
{
	struct ledger *ledger = facts->ledger;
	struct diag *diag = facts->diag;
	struct provenance provenance = {.facts = facts, .mem = arena_new()};
	facts_start(facts);
	bool ok =
	    end(facts, ledger_each_allowed(ledger, see_allowed, facts, diag));
	facts_start(facts);
	ok = end(facts,
	    ok && ledger_each_source(ledger, see_source, &provenance, diag));
	facts_start(facts);
	ok = end(facts,
	    ok && ledger_each_corrected(ledger, see_corrected, facts, diag));
	facts_start(facts);
	ok = end(facts,
	    ok && ledger_each_input(ledger, see_input, &provenance, diag));
	facts_start(facts);
	ok = end(
	    facts, ok && ledger_each_library(ledger, see_library, facts, diag));
	arena_free(provenance.mem);
	return ok;
}
