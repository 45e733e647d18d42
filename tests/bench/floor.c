/*
 * tests/bench/floor.c - bare loops over the bytes that a stage of a run reads
 * and leaves: what no program that does the stage's work can be faster than.
 *
 *	floor copy FROM TO	read, hash, write
 *	floor scan FILE		read, count separators
 *	floor hash PARTS	hash each part
 *	floor sort COUNT TO	sort so many keys of 32 bytes, write them
 *	floor deflate PARTS TO	compress each part as a PDF's stream, write
 *	floor book XML TO	compress as a workbook's sheet, write, read back
 *	floor sums FILE...	read and hash
 *
 * PARTS: each part behind its length in four bytes. Prints processor seconds;
 * the input of the loops in memory is read before they are timed.
 */
#include <fcntl.h>
#include <libdeflate.h>
#include <openssl/evp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define PIECE ((size_t)1 << 18)
#define KEY 32
#define BOOK_LEVEL 2 /* that of src/manifest/book.c */

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	exit(4);
}

static double
processor_seconds(void)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
	       (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static FILE *
open_or_end(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);
	must(file, path);
	setvbuf(file, NULL, _IOFBF, PIECE);
	return file;
}

static void
settle(FILE *file, const char *path)
{
	must(fflush(file) == 0 && fsync(fileno(file)) == 0 && fclose(file) == 0,
	    path);
}

static unsigned char *
read_whole(const char *path, size_t *len)
{
	FILE *file = open_or_end(path, "rb");
	fseek(file, 0, SEEK_END);
	long size = ftell(file);
	rewind(file);
	unsigned char *bytes = malloc((size_t)size + 1);
	must(
	    bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size, path);
	fclose(file);
	*len = (size_t)size;
	return bytes;
}

/* Reads a file in pieces, hashes it, and writes it where `to` says. */
static void
hash_file(const char *from, FILE *to)
{
	static unsigned char piece[PIECE];
	unsigned char digest[EVP_MAX_MD_SIZE];
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	EVP_DigestInit_ex(context, EVP_sha256(), NULL);
	int fd = open(from, O_RDONLY);
	must(fd >= 0, from);
	ssize_t got;
	while ((got = read(fd, piece, sizeof piece)) > 0) {
		EVP_DigestUpdate(context, piece, (size_t)got);
		if (to)
			fwrite(piece, 1, (size_t)got, to);
	}
	must(got == 0, from);
	close(fd);
	EVP_DigestFinal_ex(context, digest, NULL);
	EVP_MD_CTX_free(context);
}

static void
copy(char **arguments)
{
	FILE *to = open_or_end(arguments[1], "wb");
	hash_file(arguments[0], to);
	settle(to, arguments[1]);
}

static void
scan(char **arguments)
{
	static char piece[PIECE];
	volatile size_t separators = 0;
	FILE *from = open_or_end(arguments[0], "rb");
	size_t got;
	while ((got = fread(piece, 1, sizeof piece, from)) > 0) {
		size_t count = 0;
		for (size_t i = 0; i < got; i++)
			count += piece[i] == ';';
		separators += count;
	}
	fclose(from);
}

/* The next part, or NULL. */
static const unsigned char *
next_part(const unsigned char **at, const unsigned char *end, uint32_t *len)
{
	if (end - *at < (ptrdiff_t)sizeof *len)
		return NULL;
	memcpy(len, *at, sizeof *len);
	const unsigned char *part = *at + sizeof *len;
	*at = part + *len;
	return *at <= end ? part : NULL;
}

static void
hash_parts(const unsigned char *at, size_t size)
{
	const unsigned char *end = at + size, *part;
	unsigned char digest[EVP_MAX_MD_SIZE];
	uint32_t len;
	EVP_MD *method = EVP_MD_fetch(NULL, "SHA256", NULL);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	while ((part = next_part(&at, end, &len))) {
		EVP_DigestInit_ex2(context, method, NULL);
		EVP_DigestUpdate(context, part, len);
		EVP_DigestFinal_ex(context, digest, NULL);
	}
	EVP_MD_CTX_free(context);
	EVP_MD_free(method);
}

static void
deflate_parts(const unsigned char *at, size_t size, const char *path)
{
	static char packed[1 << 20];
	const unsigned char *end = at + size, *part;
	uint32_t len;
	struct libdeflate_compressor *compressor =
	    libdeflate_alloc_compressor(1);
	FILE *to = open_or_end(path, "wb");
	while ((part = next_part(&at, end, &len))) {
		size_t got = libdeflate_zlib_compress(
		    compressor, part, len, packed, sizeof packed);
		fprintf(to,
		    "1 0 obj\n<</Length %zu/Filter/FlateDecode>>\nstream\n",
		    got);
		fwrite(packed, 1, got, to);
		fputs("\nendstream\nendobj\n2 0 obj\n<</Type/Page/Parent 3 0 R"
		      "/Resources 4 0 R/Contents 1 0 R>>\nendobj\n",
		    to);
	}
	libdeflate_free_compressor(compressor);
	settle(to, path);
}

static int
compare(const void *a, const void *b)
{
	return memcmp(a, b, KEY);
}

static void
sort(unsigned char *keys, size_t count, const char *path)
{
	FILE *to = open_or_end(path, "wb");
	qsort(keys, count, KEY, compare);
	fwrite(keys, KEY, count, to);
	settle(to, path);
}

static unsigned char *
make_keys(size_t count)
{
	uint64_t state = 1;
	unsigned char *keys = calloc(count + 1, KEY);
	must(keys, "keys");
	for (size_t i = 0; i < count * KEY; i++) {
		state = state * 6364136223846793005u + 1442695040888963407u;
		keys[i] = (unsigned char)(state >> 56);
	}
	return keys;
}

/* In blocks, as no reader of a workbook could read it: faster than a stream. */
static void
book(const unsigned char *bytes, size_t size, const char *path)
{
	static unsigned char packed[2 * PIECE], piece[PIECE];
	struct libdeflate_compressor *compressor =
	    libdeflate_alloc_compressor(BOOK_LEVEL);
	struct libdeflate_decompressor *inflater =
	    libdeflate_alloc_decompressor();
	FILE *to = open_or_end(path, "wb");
	for (size_t at = 0; at < size; at += PIECE) {
		size_t len = size - at < PIECE ? size - at : PIECE;
		size_t got = libdeflate_zlib_compress(
		    compressor, bytes + at, len, packed, sizeof packed);
		fwrite(packed, 1, got, to);
		must(libdeflate_zlib_decompress(inflater, packed, got, piece,
			 sizeof piece, NULL) == LIBDEFLATE_SUCCESS ||
			 len < PIECE,
		    path);
	}
	libdeflate_free_compressor(compressor);
	libdeflate_free_decompressor(inflater);
	settle(to, path);
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";
	char **arguments = argv + 2;
	unsigned char *bytes = NULL;
	size_t size = 0;
	bool two = argc == 4;
	if (strcmp(what, "hash") == 0 || strcmp(what, "deflate") == 0 ||
	    strcmp(what, "book") == 0)
		bytes = read_whole(arguments[0], &size);
	if (strcmp(what, "sort") == 0) {
		size = strtoull(arguments[0], NULL, 10);
		bytes = make_keys(size);
	}
	double began = processor_seconds();
	if (strcmp(what, "copy") == 0 && two)
		copy(arguments);
	else if (strcmp(what, "scan") == 0)
		scan(arguments);
	else if (strcmp(what, "hash") == 0)
		hash_parts(bytes, size);
	else if (strcmp(what, "sort") == 0 && two)
		sort(bytes, size, arguments[1]);
	else if (strcmp(what, "deflate") == 0 && two)
		deflate_parts(bytes, size, arguments[1]);
	else if (strcmp(what, "book") == 0 && two)
		book(bytes, size, arguments[1]);
	else if (strcmp(what, "sums") == 0)
		for (; *arguments; arguments++)
			hash_file(*arguments, NULL);
	else
		return fputs("usage: see floor.c\n", stderr), 3;
	printf("%.4f\n", processor_seconds() - began);
	free(bytes);
	return 0;
}
