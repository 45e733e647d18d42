#include "ooxml/package.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "base/memory.h"
#include "ooxml/messages.h"

#define ENTRIES_MAX 10000
/* Deflate cannot do better than 1032 to 1; a sheet's XML is packed 20 to 1. */
#define RATIO_MAX 400
#define RATIO_FREE (64u << 20) /* bytes that may be packed as they like */

struct package {
	zip_t *zip;
	uint32_t file;
	struct diag *diag;
};

struct part {
	struct package *package;
	zip_file_t *file;
	const char *name; /* borrowed */
	uint64_t packed;
	uint64_t taken;
};

static struct span
span_of(const struct package *package)
{
	return (struct span){.file = package->file};
}

static void
report_zip(const struct package *package, const char *why)
{
	REPORT(package->diag, span_of(package), &ooxml_no_package, ARGS(why));
}

static struct package *
open_zip(int take_fd, int flags, uint32_t file, struct diag *diag)
{
	struct package *package = mem_new(1, sizeof *package);
	int code = 0;
	*package = (struct package){NULL, file, diag};
	package->zip = zip_fdopen(take_fd, flags, &code);
	if (!package->zip) {
		zip_error_t error;
		close(take_fd);
		zip_error_init_with_code(&error, code);
		report_zip(package, zip_error_strerror(&error));
		zip_error_fini(&error);
	} else if (zip_get_num_entries(package->zip, 0) > ENTRIES_MAX) {
		report_zip(package, "too many parts");
	} else {
		return package;
	}
	package_close(package);
	return NULL;
}

struct package *
package_open(int take_fd, uint32_t file, struct diag *diag)
{
	return open_zip(take_fd, 0, file, diag);
}

struct package *
package_open_own(const char *path, struct diag *diag)
{
	return open_zip(
	    open(path, O_RDONLY | O_CLOEXEC), ZIP_CHECKCONS, 0, diag);
}

void
package_close(struct package *package)
{
	if (!package)
		return;
	if (package->zip)
		zip_discard(package->zip);
	free(package);
}

static zip_int64_t
find(struct package *package, const char *name)
{
	return zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
}

bool
package_has(struct package *package, const char *name)
{
	return find(package, name) >= 0;
}

/* Two parts of one name: readers would disagree which one counts. */
static bool
is_double(struct package *package, const char *name)
{
	zip_int64_t entries = zip_get_num_entries(package->zip, 0);
	int count = 0;
	for (zip_int64_t i = 0; i < entries; i++) {
		const char *entry =
		    zip_get_name(package->zip, (zip_uint64_t)i, 0);
		count += entry && strcasecmp(entry, name) == 0;
	}
	return count > 1;
}

struct part *
part_open(struct package *package, const char *name)
{
	zip_int64_t index = find(package, name);
	zip_stat_t stat;
	if (index < 0 || is_double(package, name) ||
	    zip_stat_index(package->zip, (zip_uint64_t)index, 0, &stat) != 0) {
		REPORT(package->diag, span_of(package), &ooxml_no_part,
		    ARGS(name));
		return NULL;
	}
	struct part *part = mem_new(1, sizeof *part);
	part->package = package;
	part->name = name;
	part->packed = stat.comp_size;
	part->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
	if (part->file)
		return part;
	report_zip(package, zip_strerror(package->zip));
	free(part);
	return NULL;
}

void
part_close(struct part *part)
{
	if (!part)
		return;
	zip_fclose(part->file);
	free(part);
}

static bool
is_bomb(const struct part *part)
{
	return part->taken > PACKAGE_PART_MAX ||
	       (part->taken > RATIO_FREE &&
		   part->taken / RATIO_MAX > part->packed);
}

bool
part_read(struct part *part, char *to, size_t room, size_t *len)
{
	struct package *package = part->package;
	zip_int64_t got = zip_fread(part->file, to, room);
	*len = 0;
	if (got < 0) {
		report_zip(package, zip_file_strerror(part->file));
		return false;
	}
	*len = (size_t)got;
	part->taken += *len;
	if (!is_bomb(part))
		return true;
	REPORT(package->diag, span_of(package), &ooxml_bomb, ARGS(part->name));
	return false;
}

void
part_refuse(const struct part *part, unsigned long line, const char *why)
{
	REPORT(part->package->diag, span_of(part->package), &ooxml_bad_part,
	    ARGS(part->name, (long long)line, why));
}
