#include "beside/said.h"

#include "beside/messages.h"
#include "intake/dialect.h"

#define AT(member) offsetof(struct said, member)

static const char *const unfit_words[] = {"refuse", "skip", NULL};

#define SHARED_FIELDS                                                          \
	{"encoding", FIELD_TEXT, AT(encoding)},                                \
	    {"odbc", FIELD_TEXT, AT(odbc)}, {"query", FIELD_TEXT, AT(query)},  \
	    {"delimiter", FIELD_TEXT, AT(delimiter)},                          \
	    {"sheet", FIELD_TEXT, AT(sheet)},                                  \
	    {"header", FIELD_NUMBER, AT(header), .least = 1, .most = 1000},    \
	    {"columns", FIELD_YAML, AT(columns)},                              \
	    {"protected", FIELD_YAML, AT(protected_)},                         \
	    {"unfit", FIELD_WORD, AT(unfit), .words = unfit_words},            \
	{                                                                      \
		"why", FIELD_TEXT, AT(why)                                     \
	}

static const struct field table_fields[] = {
    {"file", FIELD_TEXT, AT(file)},
    {"match", FIELD_YAML, AT(match), .required = true},
    {"order", FIELD_TEXT, AT(order)},
    SHARED_FIELDS,
    {0},
};
static const struct schema table_schema = {"tables", table_fields};

static const struct field list_fields[] = {SHARED_FIELDS, {0}};
static const struct schema list_schema = {"lists", list_fields};

/* A row may only be passed over for a reason. */
static bool
check_why(const struct said *said, struct diag *diag)
{
	if (said->unfit.index == UNFIT_SKIP && !said->why.span.file) {
		REPORT(
		    diag, said->unfit.span, &beside_skip_without_why, NO_ARGS);
		return false;
	}
	if (said->columns && said->columns->kind != YAML_MAP) {
		REPORT(diag, said->columns->span, &beside_bad_columns, NO_ARGS);
		return false;
	}
	return true;
}

/* A table is a file or a query; a list's name is a file's unless it is one. */
static bool
settle_file(const struct said *said, struct conf_text *file, bool table,
    struct diag *diag)
{
	bool odbc = said->odbc.span.file, query = said->query.span.file;
	if (odbc != query || (table && odbc == (file->span.file > 0))) {
		REPORT(diag, said->span,
		    table ? &beside_file_or_query : &beside_half_query,
		    NO_ARGS);
		return false;
	}
	if (table && query)
		*file = said->query;
	return true;
}

bool
said_read_table(struct arena *mem, const struct yaml_pair *pair,
    struct said *said, struct diag *diag)
{
	*said = (struct said){.span = pair->key_span};
	return schema_read(&table_schema, pair->value, mem, said, diag) &&
	       settle_file(said, &said->file, true, diag) &&
	       check_why(said, diag);
}

bool
said_read_list(struct arena *mem, const struct yaml_pair *pair,
    struct said *said, struct diag *diag)
{
	*said = (struct said){.span = pair->key_span};
	return schema_read(&list_schema, pair->value, mem, said, diag) &&
	       settle_file(said, &said->file, false, diag) &&
	       check_why(said, diag);
}

bool
said_options(struct arena *mem, const struct said *said,
    struct intake_options *options, struct diag *diag)
{
	if (said->encoding.span.file)
		options->encoding = arena_dup_text(mem, said->encoding.text);
	options->encoding_span = said->encoding.span;
	options->delimiter_span = said->delimiter.span;
	if (said->sheet.span.file)
		options->sheet = arena_dup_text(mem, said->sheet.text);
	options->sheet_span = said->sheet.span;
	options->header_row = (uint32_t)said->header.number;
	if (!said->delimiter.span.file ||
	    dialect_read_name(said->delimiter.text, &options->delimiter))
		return true;
	REPORT(diag, said->delimiter.span, &beside_bad_delimiter,
	    ARGS(said->delimiter.text));
	return false;
}
