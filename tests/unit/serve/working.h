/*
 * tests/unit/serve/working.h - the work of a page in this process: a job file in
 * the folder, and a form that came.
 */
#ifndef TESTS_UNIT_SERVE_WORKING_H
#define TESTS_UNIT_SERVE_WORKING_H

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "serve/pages.h"
#include "test.h"

static struct sources *sources;
static struct work work;
static struct task_shared shared;
static struct asked asked;

static inline void
go_on(enum stage stage, uint32_t done, uint32_t total, void *ctx)
{
	(void)stage, (void)done, (void)total, (void)ctx;
}

static inline void
put(const char *name, const char *text)
{
	test_true(name, file_write_whole(name, slice_view(text), work.diag));
}

/* "a=b&c=d", as fields. */
static inline void
take(const char *sent)
{
	struct form_field *first = NULL;
	for (struct slice rest = slice_view(sent); rest.len;) {
		size_t end = slice_find_char(rest, '&');
		struct slice one = slice_part(rest, 0, end);
		size_t is = slice_find_char(one, '=');
		struct form_field *field =
		    ARENA_NEW(work.mem, struct form_field);
		*field = (struct form_field){.name = slice_part(one, 0, is),
		    .value = slice_from(one, is + 1),
		    .next = first};
		first = field;
		rest = slice_from(rest, end < rest.len ? end + 1 : end);
	}
	asked.fields = first;
}

/* A job file, and a form that was made of `seen`. */
static inline void
begin(const char *text, const char *seen, const char *sent)
{
	sources = sources_new();
	shared = (struct task_shared){0};
	work = (struct work){.mem = arena_new(),
	    .diag = diag_new(sources),
	    .shared = &shared,
	    .asked = &asked,
	    .folder = ".",
	    .progress = {.step = go_on}};
	char *hex = arena_raw(work.mem, 65);
	digest_write_hex(hash_of(slice_view(seen)), hex);
	asked = (struct asked){
	    .token = "t", .folder_name = "f", .seen = slice_view(hex)};
	take(arena_print(work.mem, "%s&seen=%s", sent, hex).at);
	put("job.yaml", text);
}

static inline void
end(void)
{
	strbuf_fini(&work.out);
	strbuf_fini(&work.read);
	diag_free(work.diag);
	sources_free(sources);
	arena_free(work.mem);
}

static inline bool
has(const char *text)
{
	struct slice page = strbuf_view(&work.out);
	return slice_find(page, slice_view(text)) < page.len;
}

/* Each of them stands on the page; with '!' before it it does not. */
static inline void
test_has(const char *name, const char *const *want, size_t most)
{
	for (size_t i = 0; i < most && want[i]; i++) {
		bool not = want[i][0] == '!';
		bool there = has(want[i] + not );
		test_true(name, there != not );
		if (there == not )
			printf("  %s\n%s\n", want[i], strbuf_text(&work.out));
	}
}

/* The job file as it is now. */
static inline struct slice
read_job(void)
{
	struct slice text = {NULL, 0};
	struct sources *again = sources_new();
	struct diag *diag = diag_new(again);
	file_read(
	    work.mem, "job.yaml", INPUT_NONE, 1 << 16, diag, NO_SPAN, &text);
	text = arena_dup(work.mem, text);
	diag_free(diag);
	sources_free(again);
	return text;
}

#endif
