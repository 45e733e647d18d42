/*
 * tests/fuzz/seeds.c - a fuzz target without libFuzzer: each file of a folder
 * goes through it once, whole, cut in the middle, and with one byte changed at
 * 64 places; then each input of a bundle (tests/fuzz/bundle.py), as it is.
 */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static int passed;

static void
try_one(const uint8_t *bytes, size_t len)
{
	/* of its own size, so that an overrun is seen */
	uint8_t *copy = malloc(len ? len : 1);
	if (!copy)
		abort();
	if (len)
		memcpy(copy, bytes, len);
	LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

static void
try_file(const char *path)
{
	static uint8_t bytes[1 << 20];
	FILE *file = fopen(path, "rb");
	size_t len = file ? fread(bytes, 1, sizeof bytes, file) : 0;
	if (file)
		fclose(file);
	try_one(bytes, len);
	try_one(bytes, len / 2);
	for (size_t i = 0; i < 64 && len; i++) {
		size_t at = i * 2654435761U % len;
		uint8_t before = bytes[at];
		bytes[at] = (uint8_t)(before ^ (1U << i % 8));
		try_one(bytes, len);
		bytes[at] = before;
	}
	passed++;
}

/* Each is its length in a line, and its bytes with a line feed. */
static bool
try_bundle(const char *path)
{
	static uint8_t bytes[1 << 20];
	size_t len;
	FILE *file = fopen(path, "rb");
	if (!file)
		return true; /* there is none for every target */
	while (fscanf(file, "%zu", &len) == 1) {
		if (fgetc(file) != '\n' || len > sizeof bytes ||
		    fread(bytes, 1, len, file) != len || fgetc(file) != '\n')
			break;
		try_one(bytes, len);
		passed++;
	}
	bool whole = feof(file);
	fclose(file);
	return whole;
}

int
main(int count, char **arguments)
{
	DIR *folder = count > 1 ? opendir(arguments[1]) : NULL;
	if (!folder) {
		printf("0 passed, 1 failed\n");
		return 1;
	}
	for (struct dirent *e = readdir(folder); e; e = readdir(folder)) {
		char path[4096];
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", arguments[1], e->d_name);
		try_file(path);
	}
	closedir(folder);
	bool whole = count < 3 || try_bundle(arguments[2]);
	printf("%d passed, %d failed\n", passed, !whole);
	return passed == 0 || !whole;
}
