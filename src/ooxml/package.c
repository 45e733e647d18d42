#include "ooxml/package.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "base/fault.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "ooxml/messages.h"

#define ENTRIES_MAX 10000
#define READ_STEP (64u << 10)
/* Deflate cannot do better than 1032 to 1; a sheet's XML is packed about 20 to
 * 1. */
#define RATIO_MAX 400
#define RATIO_FREE (64u << 20) /* bytes that may be packed as they like */

/* An entry under the name that counts. */
struct entry {
	char *name;
	zip_uint64_t index;
};

/* What is said of a file that is not as it should be. */
struct wordings {
	const struct message *no_package, *no_part, *bad_part, *bomb;
};

static const struct wordings of_spreadsheets = {
    &ooxml_no_package, &ooxml_no_part, &ooxml_bad_part, &ooxml_bomb};
static const struct wordings of_documents = {&ooxml_no_document,
    &ooxml_no_document_part, &ooxml_bad_document_part, &ooxml_document_bomb};

struct package {
	zip_t *zip;
	const struct wordings *wordings;
	uint64_t most; /* bytes of a part */
	struct entry *entries; /* by name */
	size_t count;
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
	REPORT(package->diag, span_of(package), package->wordings->no_package,
	    ARGS(why));
}

/* Names are compared without case, as OPC has it; some programs write '\' for
 * '/' or begin with one, and Excel takes it. */
static char *
normal_name(const char *name)
{
	name += strspn(name, "/\\");
	size_t len = strlen(name);
	char *normal = mem_new(len + 1, 1);
	for (size_t i = 0; i < len; i++) {
		char c = name[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		normal[i] = c == '\\' ? '/' : c;
	}
	return normal;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	return strcmp(left->name, right->name);
}

static void
list_entries(struct package *package)
{
	zip_int64_t count = zip_get_num_entries(package->zip, 0);
	package->entries = mem_new((size_t)count + 1, sizeof(struct entry));
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name =
		    zip_get_name(package->zip, (zip_uint64_t)i, 0);
		if (name)
			package->entries[package->count++] =
			    (struct entry){normal_name(name), (zip_uint64_t)i};
	}
	qsort(package->entries, package->count, sizeof *package->entries,
	    compare_entries);
}

static struct package *
package_new(const struct wordings *wordings, uint32_t file, struct diag *diag)
{
	struct package *package = mem_new(1, sizeof *package);
	*package = (struct package){.wordings = wordings,
	    .most = PACKAGE_PART_MAX,
	    .file = file,
	    .diag = diag};
	return package;
}

static void
report_code(const struct package *package, int code)
{
	zip_error_t error;
	zip_error_init_with_code(&error, code);
	report_zip(package, zip_error_strerror(&error));
	zip_error_fini(&error);
}

/* libzip says the same of a disk that does not read and of a file that is no
 * zip: the first is no fault of the file, and ends with 4. */
static void
end_if_unread(const struct package *package, const zip_error_t *error)
{
	int system = zip_error_code_system(error);
	if (zip_error_system_type(error) != ZIP_ET_SYS || !fault_is(system))
		return;
	fault_end(package->file
		      ? sources_name(diag_sources(package->diag), package->file)
		      : "zip",
	    system);
}

/* The package, its parts listed; NULL after a report. */
static struct package *
take_zip(struct package *package, int code)
{
	if (!package->zip) {
		report_code(package, code);
	} else if (zip_get_num_entries(package->zip, 0) > ENTRIES_MAX) {
		report_zip(package, "too many parts");
	} else {
		list_entries(package);
		return package;
	}
	package_close(package);
	return NULL;
}

static struct package *
open_zip(int take_fd, int flags, uint32_t file, struct diag *diag)
{
	struct package *package = package_new(&of_spreadsheets, file, diag);
	zip_error_t error;
	int code = 0;
	package->zip = zip_fdopen(take_fd, flags, &code);
	if (!package->zip && take_fd >= 0) {
		zip_error_init_with_code(&error, code); /* takes errno too */
		end_if_unread(package, &error);
		zip_error_fini(&error);
		close(take_fd);
	}
	return take_zip(package, code);
}

struct package *
package_open(int take_fd, uint32_t file, struct diag *diag)
{
	return open_zip(take_fd, 0, file, diag);
}

struct package *
package_open_own(int take_fd, struct diag *diag)
{
	return open_zip(take_fd, ZIP_CHECKCONS, 0, diag);
}

struct package *
package_open_document(
    struct slice bytes, uint64_t most, uint32_t file, struct diag *diag)
{
	struct package *package = package_new(&of_documents, file, diag);
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source =
	    zip_source_buffer_create(bytes.at, bytes.len, 0, &error);
	if (!source)
		memory_exhausted();
	package->most = most;
	package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (!package->zip)
		zip_source_free(source);
	struct package *opened = take_zip(package, zip_error_code_zip(&error));
	zip_error_fini(&error);
	return opened;
}

void
package_close(struct package *package)
{
	if (!package)
		return;
	if (package->zip)
		zip_discard(package->zip);
	for (size_t i = 0; i < package->count; i++)
		free(package->entries[i].name);
	free(package->entries);
	free(package);
}

/* NULL where there is none. Two parts of one name: readers would disagree which
 * one counts, so *twice. */
static const struct entry *
find(const struct package *package, const char *name, bool *twice)
{
	struct entry wanted = {normal_name(name), 0};
	const struct entry *end = package->entries + package->count;
	const struct entry *found = bsearch(&wanted, package->entries,
	    package->count, sizeof wanted, compare_entries);
	*twice = false;
	if (found) {
		*twice = (found + 1 < end &&
			     compare_entries(found, found + 1) == 0) ||
			 (found > package->entries &&
			     compare_entries(found, found - 1) == 0);
	}
	free(wanted.name);
	return found;
}

bool
package_has(struct package *package, const char *name)
{
	bool twice;
	return find(package, name, &twice) != NULL;
}

const char *
package_name(const struct package *package, size_t i)
{
	return i < package->count ? package->entries[i].name : NULL;
}

/* Of so many bytes unpacked. */
static bool
is_bomb(const struct part *part, uint64_t taken)
{
	return taken > part->package->most ||
	       (taken > RATIO_FREE && taken / RATIO_MAX > part->packed);
}

static void
report_bomb(const struct part *part)
{
	const struct package *package = part->package;
	REPORT(package->diag, span_of(package), package->wordings->bomb,
	    ARGS(part->name));
}

static struct part *
open_part(struct package *package, const char *name, zip_flags_t how,
    struct part_said *said)
{
	bool twice;
	const struct entry *entry = find(package, name, &twice);
	zip_stat_t stat;
	if (!entry || twice ||
	    zip_stat_index(package->zip, entry->index, 0, &stat) != 0) {
		REPORT(package->diag, span_of(package),
		    package->wordings->no_part, ARGS(name));
		return NULL;
	}
	struct part *part = mem_new(1, sizeof *part);
	part->package = package;
	part->name = name;
	part->packed = stat.comp_size;
	*said = (struct part_said){stat.size, stat.crc};
	/* One that says so itself; one that lies is met as it is unpacked. */
	if (is_bomb(part, stat.size)) {
		report_bomb(part);
		free(part);
		return NULL;
	}
	part->file = zip_fopen_index(package->zip, entry->index, how);
	if (part->file)
		return part;
	end_if_unread(package, zip_get_error(package->zip));
	report_zip(package, zip_strerror(package->zip));
	free(part);
	return NULL;
}

struct part *
part_open(struct package *package, const char *name)
{
	struct part_said said;
	return open_part(package, name, 0, &said);
}

struct part *
part_open_packed(
    struct package *package, const char *name, struct part_said *said)
{
	return open_part(package, name, ZIP_FL_COMPRESSED, said);
}

void
part_close(struct part *part)
{
	if (!part)
		return;
	zip_fclose(part->file);
	free(part);
}

bool
part_read(struct part *part, char *to, size_t room, size_t *len)
{
	struct package *package = part->package;
	zip_int64_t got = zip_fread(part->file, to, room);
	*len = 0;
	if (got < 0) {
		end_if_unread(package, zip_file_get_error(part->file));
		report_zip(package, zip_file_strerror(part->file));
		return false;
	}
	*len = (size_t)got;
	part->taken += *len;
	if (!is_bomb(part, part->taken))
		return true;
	report_bomb(part);
	return false;
}

uint64_t
part_taken(const struct part *part)
{
	return part->taken;
}

void
part_refuse(const struct part *part, unsigned long line, const char *why)
{
	REPORT(part->package->diag, span_of(part->package),
	    part->package->wordings->bad_part,
	    ARGS(part->name, (long long)line, why));
}

bool
package_read(struct arena *arena, struct package *package, const char *name,
    struct slice *bytes)
{
	struct strbuf all = {0};
	struct part *part = part_open(package, name);
	bool ok = part != NULL;
	for (size_t len = 1; ok && len;) {
		char *to = strbuf_reserve(&all, READ_STEP);
		ok = part_read(part, to, READ_STEP, &len);
		all.len += len;
	}
	*bytes = arena_dup(arena, strbuf_view(&all));
	strbuf_fini(&all);
	part_close(part);
	return ok;
}
