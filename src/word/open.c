/* The parts of a .docx, but for its text. */
#include "base/strbuf.h"
#include "word/messages.h"
#include "word/model.h"
#include "word/wml.h"

#define STYLES_MAX 4000
#define LISTS_MAX 5000
#define RELATIONS_MAX 5000

#define CORE_SUBJECT "http://purl.org/dc/elements/1.1/"
#define CORE_PROPERTIES                                                        \
	"http://schemas.openxmlformats.org/package/2006/metadata/"             \
	"core-properties"
#define CORE_PROPERTIES_STRICT                                                 \
	"http://purl.oclc.org/ooxml/package/metadata/core-properties"

static bool
refuse(const struct word_document *document, const struct message *message,
    const struct message *cure)
{
	REPORT(document->diag, (struct span){.file = document->file}, message,
	    NO_ARGS);
	HINT(document->diag, cure, NO_ARGS);
	return false;
}

/* ---- what kind of file it is */

struct kinds {
	const struct word_document *document;
	bool is_text, has_macros;
};

static void
see_kind(struct kinds *kinds, const char *part, const char *type)
{
	struct slice kind = slice_view(type);
	while (*part == '/' || *part == '\\')
		part++;
	kinds->has_macros |=
	    slice_find(kind, SLICE("macroEnabled")) < kind.len ||
	    slice_find(kind, SLICE("vbaProject")) < kind.len;
	if (strcmp(part, kinds->document->main) == 0)
		kinds->is_text |= slice_ends(kind, "ml.document.main+xml") ||
				  slice_ends(kind, "ml.template.main+xml");
}

static void
start_types(void *ctx, struct xml_name name, const char **attributes)
{
	const char *part = xml_attribute(attributes, "PartName");
	const char *type = xml_attribute(attributes, "ContentType");
	if (xml_is(name, "Override") && part && type)
		see_kind(ctx, part, type);
}

static void
ignore_end(void *ctx, struct xml_name name)
{
	(void)ctx, (void)name;
}

static bool
check_kind(struct word_document *document)
{
	static const char *const spaces[] = {
	    "http://schemas.openxmlformats.org/package/2006/content-types",
	    NULL};
	static const struct xml_handlers handlers = {
	    .spaces = spaces, .start = start_types, .end = ignore_end};
	struct kinds kinds = {.document = document};
	if (!xml_read_part(
		document->package, "[Content_Types].xml", &handlers, &kinds))
		return false;
	if (kinds.has_macros)
		return refuse(document, &word_macros, &word_macros_cure);
	if (!kinds.is_text)
		return refuse(document, &word_no_docx, &word_save_as);
	return true;
}

/* ---- its parts */

static const char *
part_of_type(struct word_document *document, const char *type)
{
	const struct relation *relation =
	    relations_find_type(&document->relations, type);
	return relation ? relation_resolve(
			      document->mem, document->main, relation->target)
			: NULL;
}

struct subject {
	bool within;
	struct strbuf text;
};

static void
start_subject(void *ctx, struct xml_name name, const char **attributes)
{
	struct subject *subject = ctx;
	(void)attributes;
	subject->within = name.space == 0 && xml_is(name, "subject");
}

static void
end_subject(void *ctx, struct xml_name name)
{
	struct subject *subject = ctx;
	(void)name;
	subject->within = false;
}

static void
text_of_subject(void *ctx, struct slice text)
{
	struct subject *subject = ctx;
	if (subject->within && subject->text.len < 1000)
		strbuf_add_line(&subject->text, text);
}

/* The subject in the document's properties is what the mailing is about. */
static bool
read_subject(struct word_document *document)
{
	static const char *const spaces[] = {
	    CORE_SUBJECT, CORE_PROPERTIES, CORE_PROPERTIES_STRICT, NULL};
	static const struct xml_handlers handlers = {.spaces = spaces,
	    .start = start_subject,
	    .end = end_subject,
	    .text = text_of_subject};
	struct subject subject = {0};
	const struct relation *relation =
	    relations_find_type(&document->relations, "core-properties");
	const char *part =
	    relation ? relation_resolve(document->mem, "", relation->target)
		     : "";
	bool ok = !package_has(document->package, part) ||
		  xml_read_part(document->package, part, &handlers, &subject);
	document->subject =
	    slice_trim(arena_dup(document->mem, strbuf_view(&subject.text)));
	strbuf_fini(&subject.text);
	return ok;
}

struct looking {
	bool found;
	struct strbuf text; /* and code of fields */
};

static void
start_looking(void *ctx, struct xml_name name, const char **attributes)
{
	struct looking *looking = ctx;
	const char *code = xml_is(name, "fldSimple")
			       ? wml_attribute(attributes, "instr")
			       : NULL;
	looking->found |= xml_is(name, "t") || xml_is(name, "drawing") ||
			  xml_is(name, "pict") || xml_is(name, "instrText");
	strbuf_add_text(&looking->text, code ? code : "");
}

static void
text_of_looking(void *ctx, struct slice text)
{
	struct looking *looking = ctx;
	strbuf_add(&looking->text, text);
}

/* What would be another text for each row. */
static bool
has_field(struct slice text)
{
	return slice_find(text, SLICE("MERGEFIELD")) < text.len ||
	       slice_find(text, SLICE("{{")) < text.len;
}

static void
see_margin(
    struct word_document *document, bool header, const struct looking *looking)
{
	if (has_field(strbuf_view(&looking->text)))
		account_see(&document->account, WARN_FIELD_IN_MARGIN, 0);
	else if (looking->found)
		account_see(
		    &document->account, header ? LEFT_HEADER : LEFT_FOOTER, 0);
}

/* Headers and footers with something in them. */
static bool
see_margins(struct word_document *document)
{
	static const struct xml_handlers handlers = {.spaces = wml_spaces,
	    .start = start_looking,
	    .end = ignore_end,
	    .text = text_of_looking};
	for (size_t i = 0; i < document->relations.count; i++) {
		const struct relation *relation = &document->relations.at[i];
		bool header = relation_is_of_type(relation, "header");
		struct looking looking = {0};
		if (relation->external ||
		    (!header && !relation_is_of_type(relation, "footer")))
			continue;
		bool fine = xml_read_part(document->package,
		    relation_resolve(
			document->mem, document->main, relation->target),
		    &handlers, &looking);
		see_margin(document, header, &looking);
		strbuf_fini(&looking.text);
		if (!fine)
			return false;
	}
	return true;
}

/* The query of a mail merge: "SELECT * FROM `Blad1$` WHERE `Kön` = 'K'". */
static bool
chooses(struct slice query)
{
	static const char word[] = "WHERE";
	for (size_t at = 0; at + 5 <= query.len; at++) {
		size_t same = 0;
		while (same < 5 &&
		       (query.at[at + same] == word[same] ||
			   query.at[at + same] == word[same] - 'A' + 'a'))
			same++;
		if (same == 5)
			return true;
	}
	return false;
}

static void
start_settings(void *ctx, struct xml_name name, const char **attributes)
{
	struct word_document *document = ctx;
	const char *value = wml_attribute(attributes, "val");
	if (xml_is(name, "mailMerge"))
		account_see(&document->account, LEFT_SOURCE, 0);
	else if (xml_is(name, "query") && value && chooses(slice_view(value)))
		account_see(&document->account, WARN_RECIPIENTS, 0);
}

static void
start_recipients(void *ctx, struct xml_name name, const char **attributes)
{
	struct word_document *document = ctx;
	if (xml_is(name, "active") && !wml_is_on(attributes))
		account_see(&document->account, WARN_RECIPIENTS, 0);
}

/* Those whose tick somebody took away in Word, in a part of their own. */
static bool
read_recipients(struct word_document *document, const char *settings)
{
	static const struct xml_handlers handlers = {
	    .spaces = wml_spaces, .start = start_recipients, .end = ignore_end};
	struct relations relations = {.mem = document->mem};
	const char *part = relations_part(document->mem, settings);
	if (!package_has(document->package, part))
		return true;
	if (!relations_read(&relations, document->package, settings))
		return false;
	const struct relation *recipients =
	    relations_find_type(&relations, "recipientData");
	part = recipients ? relation_resolve(
				document->mem, settings, recipients->target)
			  : "";
	return !package_has(document->package, part) ||
	       xml_read_part(document->package, part, &handlers, document);
}

static bool
read_settings(struct word_document *document)
{
	static const struct xml_handlers handlers = {
	    .spaces = wml_spaces, .start = start_settings, .end = ignore_end};
	const char *part = part_of_type(document, "settings");
	return !part ||
	       (xml_read_part(document->package, part, &handlers, document) &&
		   read_recipients(document, part));
}

static bool
too_many(const struct word_document *document)
{
	if (document->styles.count <= STYLES_MAX &&
	    document->lists.abstract_count <= LISTS_MAX &&
	    document->lists.number_count <= LISTS_MAX &&
	    document->relations.count <= RELATIONS_MAX)
		return false;
	return !refuse(document, &word_too_many, &word_save_anew);
}

static bool
read_looks(struct word_document *document)
{
	const char *styles = part_of_type(document, "styles");
	const char *lists = part_of_type(document, "numbering");
	return (!styles || word_styles_read(
			       &document->styles, document->package, styles)) &&
	       (!lists || word_lists_read(
			      &document->lists, document->package, lists)) &&
	       !too_many(document);
}

/* Macros are found by the part that holds them, too. */
static bool
has_macros(const struct word_document *document)
{
	return relations_find_type(&document->relations, "vbaProject") != NULL;
}

static bool
read_main_relations(struct word_document *document)
{
	const char *part = relations_part(document->mem, document->main);
	document->relations.count = 0;
	if (!package_has(document->package, part))
		return true;
	if (!relations_read(
		&document->relations, document->package, document->main))
		return false;
	if (has_macros(document))
		return refuse(document, &word_macros, &word_macros_cure);
	return !too_many(document);
}

static bool
find_main(struct word_document *document)
{
	/* Not a Word file, but its neighbour. */
	if (package_has(document->package, "mimetype"))
		return refuse(document, &word_open_document, &word_save_as);
	if (!relations_read(&document->relations, document->package, ""))
		return false;
	const struct relation *main =
	    relations_find_type(&document->relations, "officeDocument");
	document->main = relation_resolve(
	    document->mem, "", main ? main->target : "word/document.xml");
	return true;
}

bool
word_open(struct word_document *document, struct slice bytes)
{
	document->package = package_open_document(
	    bytes, WORD_PART_MAX, document->file, document->diag);
	return document->package && find_main(document) &&
	       check_kind(document) && read_subject(document) &&
	       read_main_relations(document) && read_looks(document) &&
	       read_settings(document) && see_margins(document);
}
