/* Any text as YAML: it is read, or refused with a report; never both. */
#include <assert.h>

#include "base/utf8.h"
#include "conf/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Every span lies in the text. */
static void
walk(const struct yaml *yaml, const struct sources *sources)
{
	if (yaml->span.line)
		sources_line(sources, yaml->span.file, yaml->span.line);
	assert(utf8_check(yaml->text) == yaml->text.len);
	for (size_t i = 0; i < yaml->count; i++) {
		if (yaml->kind == YAML_LIST)
			walk(yaml->items[i], sources);
		else if (yaml->kind == YAML_MAP)
			walk(yaml->pairs[i].value, sources);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct slice text = {(const char *)bytes, len};
	if (utf8_check(text) != len)
		return 0;
	struct arena *mem = arena_new();
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	uint32_t file = sources_add(sources, "job.yaml", text);
	struct yaml *yaml = yaml_parse(mem, file, 0, len, diag);
	assert(!yaml == (diag_errors(diag) > 0));
	if (yaml)
		walk(yaml, sources);
	FILE *nowhere = fopen("/dev/null", "w");
	diag_print(diag, nowhere);
	fclose(nowhere);
	diag_free(diag);
	sources_free(sources);
	arena_free(mem);
	return 0;
}
