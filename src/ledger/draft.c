#include "ledger/draft.h"

#include "ledger/plan.h"

/* The members that are texts, in the order in which they lie. */
#define AT(member) offsetof(struct draft_row, member)
static const size_t texts[] = {
    AT(sha256),
    AT(language),
    AT(envelope),
    AT(stationery),
    AT(part),
    AT(group),
    AT(names),
    AT(address),
    AT(file),
    AT(code),
};
#undef AT
#define TEXTS (sizeof texts / sizeof *texts)

/* What lies before them. */
struct numbers {
	uint32_t version, pages, sheets, large_print, code_number;
	uint32_t lens[TEXTS];
};

static struct slice *
text_of(struct draft_row *draft, size_t i)
{
	return (struct slice *)((char *)draft + texts[i]);
}

void
draft_write(struct strbuf *out, const struct plan_draft *draft)
{
	char hex[65];
	digest_write_hex(draft->digest, hex);
	struct draft_row row = {
	    .sha256 = {hex, 64},
	    .language = draft->language,
	    .envelope = draft->envelope,
	    .stationery = draft->stationery,
	    .part = draft->part,
	    .group = draft->group,
	    .names = draft->names,
	    .address = draft->address,
	    .file = draft->file,
	    .code = draft->code,
	};
	struct numbers numbers = {
	    .version = draft->version,
	    .pages = draft->pages,
	    .sheets = draft->sheets,
	    .large_print = draft->large_print,
	    .code_number = draft->code_number,
	};
	for (size_t i = 0; i < TEXTS; i++)
		numbers.lens[i] = (uint32_t)text_of(&row, i)->len;
	strbuf_add(out, (struct slice){(const char *)&numbers, sizeof numbers});
	for (size_t i = 0; i < TEXTS; i++)
		strbuf_add(out, *text_of(&row, i));
}

bool
draft_read(struct slice rest, struct draft_row *draft)
{
	struct numbers numbers;
	if (rest.len < sizeof numbers)
		return false;
	memcpy(&numbers, rest.at, sizeof numbers);
	rest = slice_from(rest, sizeof numbers);
	draft->version = numbers.version;
	draft->pages = numbers.pages;
	draft->sheets = numbers.sheets;
	draft->large_print = numbers.large_print;
	draft->code_number = numbers.code_number;
	for (size_t i = 0; i < TEXTS; i++) {
		if (numbers.lens[i] > rest.len)
			return false;
		*text_of(draft, i) = slice_part(rest, 0, numbers.lens[i]);
		rest = slice_from(rest, numbers.lens[i]);
	}
	return !rest.len;
}
