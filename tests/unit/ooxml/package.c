/* The parts of an Office file by their names, under guard. */
#include "ooxml/package.h"

#include "small_archive.h"
#include "ooxml/relation.h"
#include "test.h"

static const struct entry parts[] = {
    {"xl/workbook.xml", "<workbook/>"},
    {"XL\\Styles.XML", "<styles/>"},
    {"/rooted.xml", "<rooted/>"},
    {"twice.xml", "<one/>"},
    {"Twice.xml", "<other/>"},
};

static const struct {
	const char *name, *asked, *want; /* the text; NULL: refused */
	bool has;
} cases[] = {
    {"by its name", "xl/workbook.xml", "<workbook/>", true},
    {"in another case", "XL/Workbook.xml", "<workbook/>", true},
    {"with backslashes, as some write it", "xl/styles.xml", "<styles/>", true},
    {"asked for with them", "xl\\workbook.xml", "<workbook/>", true},
    {"from the root", "rooted.xml", "<rooted/>", true},
    {"asked for from the root", "/xl/workbook.xml", "<workbook/>", true},
    {"not there", "xl/none.xml", NULL, false},
    {"a part of a name", "xl/workbook", NULL, false},
    {"a folder", "xl", NULL, false},
    /* Readers would disagree which of them counts. */
    {"twice but for the case", "twice.xml", NULL, true},
};

/* In pieces of three bytes, so that several reads make a part. */
static void
test_read(const char *name, struct part *part, const char *want)
{
	char have[64] = "";
	size_t len, sum = 0;
	do {
		test_true(name, part_read(part, have + sum, 3, &len));
		sum += len;
	} while (len && sum < sizeof have - 4);
	have[sum] = '\0';
	test_text(name, have, want);
	test_number(name, (long long)part_taken(part), (long long)sum);
}

static void
test_case(size_t i)
{
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	struct package *package =
	    package_open(archive_make(parts, COUNT(parts), 0), 0, diag);
	test_true(cases[i].name,
	    package_has(package, cases[i].asked) == cases[i].has);
	struct part *part = part_open(package, cases[i].asked);
	test_true(cases[i].name, (part != NULL) == (cases[i].want != NULL));
	test_number(cases[i].name, (long long)diag_count(diag), !part);
	if (part && cases[i].want)
		test_read(cases[i].name, part, cases[i].want);
	part_close(part);
	package_close(package);
	diag_free(diag);
	sources_free(sources);
}

/* Files that are no archive, or not the whole of one: refused with a report. */
static void
test_damaged(void)
{
	static const size_t cuts[] = {1, 30, 100, 400};
	for (size_t i = 0; i < COUNT(cuts); i++) {
		struct sources *sources = sources_new();
		struct diag *diag = diag_new(sources);
		struct package *package = package_open(
		    archive_make(parts, COUNT(parts), cuts[i]), 0, diag);
		test_true("cut short", package == NULL);
		test_number("said", (long long)diag_count(diag), 1);
		package_close(package);
		diag_free(diag);
		sources_free(sources);
	}
}

/* Writes another size over the one that the entry says of itself, in the
 * archive's directory and before its bytes. */
static void
lie(int archive, uint32_t size)
{
	static char bytes[1 << 20];
	char path[64];
	snprintf(path, sizeof path, "/proc/self/fd/%d", archive);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	ssize_t len = pread(fd, bytes, sizeof bytes, 0);
	for (ssize_t at = 0; at + 28 < len; at++) {
		if (memcmp(bytes + at, "PK\1\2", 4) == 0 &&
		    pwrite(fd, &size, 4, at + 24) != 4)
			abort();
		if (memcmp(bytes + at, "PK\3\4", 4) == 0 &&
		    pwrite(fd, &size, 4, at + 22) != 4)
			abort();
	}
	close(fd);
}

/* A part that unpacks to far more than anybody would write: refused before it
 * is read where it says so, and as soon as it does where it does not. */
static void
test_bomb(bool lies)
{
	size_t len = 70u << 20, got = 0;
	char *zeros = calloc(1, len + 1), *to = malloc(1 << 20);
	struct sources *sources = sources_new();
	struct diag *diag = diag_new(sources);
	if (!zeros || !to)
		abort();
	memset(zeros, ' ', len);
	const struct entry bomb = {"a.xml", zeros};
	int archive = archive_make(&bomb, 1, 0);
	if (lies)
		lie(archive, 1000);
	struct package *package = package_open(archive, 0, diag);
	struct part *part = part_open(package, "a.xml");
	test_true("opened where it lies", lies == (part != NULL));
	bool ok = part != NULL;
	while (ok) {
		ok = part_read(part, to, 1 << 20, &got);
		if (!got)
			break;
	}
	test_true("a bomb", !ok);
	test_true(
	    "as soon as it is one", !part || part_taken(part) <= 65u << 20);
	test_number("said", (long long)diag_count(diag), 1);
	part_close(part);
	package_close(package);
	free(zeros);
	free(to);
	diag_free(diag);
	sources_free(sources);
}

static const struct {
	const char *part, *target, *want;
} targets[] = {
    {"xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
    {"xl/workbook.xml", "/xl/a.xml", "xl/a.xml"},
    {"xl/workbook.xml", "\\xl\\a.xml", "xl/a.xml"},
    {"xl/b/c.xml", "../d/./a.xml", "xl/d/a.xml"},
    {"xl/b/c.xml", "../../../a.xml", "a.xml"},
    {"", "xl/workbook.xml", "xl/workbook.xml"},
    {"xl/workbook.xml", "a//b.xml", "xl/a/b.xml"},
    {"xl/workbook.xml", "", ""},
};

static void
test_targets(void)
{
	struct arena *mem = arena_new();
	for (size_t i = 0; i < COUNT(targets); i++)
		test_text(targets[i].target,
		    relation_resolve(mem, targets[i].part, targets[i].target),
		    targets[i].want);
	const struct relation whole = {.type = "http://a.se/worksheet"},
			      bare = {.type = "worksheet"};
	test_true("the last part of its address",
	    relation_is_of_type(&whole, "worksheet") &&
		!relation_is_of_type(&whole, "sheet"));
	test_true("no address", !relation_is_of_type(&bare, "worksheet"));
	arena_free(mem);
}

int
main(void)
{
	test_targets();
	for (size_t i = 0; i < COUNT(cases); i++)
		test_case(i);
	test_damaged();
	test_bomb(false);
	test_bomb(true);
	return test_end();
}
