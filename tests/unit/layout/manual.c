/* The example in docs/stationery.md is read as a stationery and set. */
#include <unistd.h>

#include "base/file.h"
#include "sample.h"
#include "test.h"

static const char path[] = "manual-test.yaml";

static bool
cut_example(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct slice text;
	bool ok = file_read(mem, TESTS_DIR "/../docs/stationery.md", INPUT_NONE,
	    1 << 20, diag, NO_SPAN, &text);
	if (ok) {
		size_t from = slice_find(text, SLICE("```yaml\n"));
		struct slice rest = slice_from(text, from + 8);
		ok = file_write_whole(path,
		    slice_part(rest, 0, slice_find(rest, SLICE("```"))), diag);
	}
	diag_print(diag, stdout);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return ok;
}

int
main(void)
{
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	const char *folders[] = {".", NULL};
	const char *none[] = {NULL};
	test_true("example cut out", cut_example());
	struct stationery *stationery =
	    stationery_read(mem, SLICE("manual-test"), folders, diag, NO_SPAN);
	struct font_set *fonts = font_set_read(mem,
	    path_join(mem, places_find(mem, "fonts"), "fonts.yaml"), none,
	    diag);
	struct setter *setter =
	    stationery && fonts ? setter_new(mem, stationery, fonts, NULL, diag)
				: NULL;
	test_true("… is a stationery", setter != NULL);
	test_number("… with two frames",
	    stationery ? (long long)stationery->frame_count : 0, 2);
	diag_print(diag, stdout);
	setter_free(setter);
	font_set_free(fonts);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	unlink(path);
	return test_end();
}
