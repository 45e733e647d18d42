#include "ooxml/archive.h"

#include <errno.h>
#include <zip.h>

#include "base/file.h"

static bool
add_file(zip_t *zip, struct arena *mem, const char *folder, const char *name)
{
	zip_source_t *source =
	    zip_source_file(zip, path_join(mem, folder, name), 0, -1);
	zip_int64_t at =
	    source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
	if (at < 0) {
		zip_source_free(source);
		return false;
	}
	return zip_set_file_compression(
		   zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) == 0;
}

/* libzip's fault in the system's words. */
static void
report(const char *path, int error, struct diag *diag)
{
	file_report(diag, path, error ? error : EIO);
}

bool
archive_write(const char *path, const char *folder, const char *const *names,
    size_t count, struct diag *diag)
{
	int code = 0;
	struct arena *mem = arena_new();
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code);
	bool ok = zip;
	for (size_t i = 0; ok && i < count; i++)
		ok = add_file(zip, mem, folder, names[i]);
	if (zip && (!ok || zip_close(zip) != 0)) {
		ok = false;
		code = zip_error_code_system(zip_get_error(zip));
		zip_discard(zip);
	}
	if (!ok)
		report(path, code, diag);
	arena_free(mem);
	return ok;
}
