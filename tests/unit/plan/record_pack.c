/* A record of a set row, on its way between two processes. */
#include "plan/record_pack.h"

#include <stdlib.h>

#include "plan/messages.h"
#include "plan/set_rows.h"
#include "test.h"

static struct set_record
make_record(size_t letters)
{
	struct set_record record = {
	    .row = 7,
	    .count = letters,
	    .file = SLICE("7.pdf"),
	    .sort_key = SLICE("999 12"),
	    .part = SLICE("Norr"),
	    .group = SLICE(""),
	    .member = {.row = 7,
		.key = SLICE("19310202-9810"),
		.first_name = SLICE("Åsa"),
		.full_name = SLICE("Åsa Ek")},
	};
	for (size_t i = 0; i < letters; i++) {
		struct set_one *one = &record.at[i];
		*one = (struct set_one){.pages = 2 + (uint32_t)i};
		one->names.count = 2;
		one->names.first[0] = SLICE("Åsa");
		one->names.first[1] = SLICE("Bo");
		one->names.full[0] = SLICE("Åsa Ek");
		one->names.full[1] = SLICE("Bo Ek");
		one->address.count = 1;
		one->address.lines[0] = SLICE("Gatan 1");
		one->address.postcode = SLICE("999 12");
	}
	if (!letters) {
		record.kind = RULE_PAGE;
		PROBLEM(&record.why, &plan_plan_broken, ARGS("header"));
	}
	return record;
}

static void
test_same(const struct set_record *have, const struct set_record *want)
{
	test_number("row", have->row, want->row);
	test_number("letters", (long long)have->count, (long long)want->count);
	test_true("file and order",
	    slice_equal(have->file, want->file) &&
		slice_equal(have->sort_key, want->sort_key) &&
		slice_equal(have->part, want->part) && !have->group.len);
	test_true("member",
	    slice_equal(have->member.key, want->member.key) &&
		slice_equal(have->member.first_name, want->member.first_name) &&
		slice_equal(have->member.full_name, want->member.full_name));
	for (size_t i = 0; i < want->count; i++) {
		const struct set_one *one = &have->at[i];
		test_number("pages", one->pages, 2 + (uint32_t)i);
		test_slice("the second name", one->names.full[1], "Bo Ek");
		test_slice("a line", one->address.lines[0], "Gatan 1");
		test_slice("the postcode", one->address.postcode, "999 12");
	}
	if (want->count)
		return;
	test_true("the same message", have->why.message == &plan_plan_broken);
	test_slice("with its argument", have->why.arguments[0].text, "header");
}

/* Whole, twice one after another, and cut at every byte. */
static void
test_record(size_t letters)
{
	struct arena *mem = arena_new();
	struct strbuf packed = {0};
	struct set_record record = make_record(letters);
	test_same(record_dup(mem, &record), &record);
	record_pack(&packed, &record);
	size_t one = packed.len;
	record_pack(&packed, &record);
	struct slice rest = strbuf_view(&packed);
	for (size_t i = 0; i < 2; i++) {
		struct set_record *have = record_unpack(mem, &rest);
		test_true("whole", have);
		test_same(have, &record);
		test_number(
		    "the rest", (long long)rest.len, (long long)(i ? 0 : one));
	}
	for (size_t len = 0; len < one; len++) {
		/* a block of its own, so that sanitizers see its end */
		char *part = malloc(len ? len : 1);
		memcpy(part, packed.at, len);
		rest = (struct slice){part, len};
		test_true("cut", !record_unpack(mem, &rest));
		free(part);
	}
	size_t many = ADDRESSEES_MAX + 1;
	memcpy(packed.at, &many, sizeof many);
	rest = strbuf_view(&packed);
	test_true("more letters than a row has", !record_unpack(mem, &rest));
	struct set_records records = set_records_make();
	test_true("nor a row's record",
	    !set_records_unpack(&records, strbuf_view(&packed)));
	test_number("of which there is none", (long long)records.count, 0);
	set_records_fini(&records);
	strbuf_fini(&packed);
	arena_free(mem);
}

int
main(void)
{
	for (size_t letters = 0; letters <= ADDRESSEES_MAX; letters++)
		test_record(letters);
	return test_end();
}
