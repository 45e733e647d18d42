#include "manifest/spool.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "base/memory.h"

#define RAW (-MAX_WBITS) /* a zip has no zlib headers */
#define MEMORY_LEVEL 8
#define PIECE ((size_t)256 * 1024) /* compressed for itself */
#define END_ROOM 5 /* that open_end adds at most */

struct spool {
	int file;
	int error; /* the first */
	uint64_t len;
	uint32_t crc;
	struct text_sum sum; /* of what is in the file */
	struct libdeflate_compressor *compressor;
	z_stream stream; /* unpacks again */
	struct strbuf text; /* not yet compressed */
	struct strbuf packed, again; /* of a piece */
};

static void
keep(struct spool *spool, int error)
{
	if (!spool->error)
		spool->error = error;
}

struct spool *
spool_open(const char *folder)
{
	const char *used;
	struct spool *spool = mem_new(1, sizeof *spool);
	spool->file = file_make_nameless(folder, &used);
	if (spool->file < 0)
		keep(spool, errno);
	spool->compressor = libdeflate_alloc_compressor(1);
	if (!spool->compressor || inflateInit2(&spool->stream, RAW) != Z_OK)
		memory_exhausted();
	return spool;
}

static void
free_tools(struct spool *spool)
{
	libdeflate_free_compressor(spool->compressor);
	spool->compressor = NULL;
	inflateEnd(&spool->stream);
	strbuf_fini(&spool->text);
	strbuf_fini(&spool->packed);
	strbuf_fini(&spool->again);
}

void
spool_free(struct spool *spool)
{
	if (!spool)
		return;
	free_tools(spool);
	if (spool->file >= 0)
		close(spool->file);
	free(spool);
}

/* ---- a piece */

static bool
is_text(const z_stream *stream, const struct strbuf *again, struct slice text)
{
	return !stream->avail_in && stream->total_out == text.len &&
	       memcmp(again->at, text.at, text.len) == 0;
}

/*
 * libdeflate ends what it compresses. Takes the mark of the last block away
 * (RFC 1951, 3.2.3) and goes on to a whole byte by an empty stored block, as
 * zlib's examples/gzjoin.c does, while the piece is unpacked and compared; false
 * where it is not the text.
 */
static bool
open_end(struct spool *spool, struct slice text)
{
	struct strbuf *packed = &spool->packed;
	unsigned char *bytes = (unsigned char *)packed->at;
	z_stream *stream = &spool->stream;
	inflateReset(stream);
	stream->next_in = bytes;
	stream->avail_in = (unsigned)packed->len;
	strbuf_reset(&spool->again);
	stream->next_out =
	    (unsigned char *)strbuf_reserve(&spool->again, text.len + 1);
	stream->avail_out = (unsigned)text.len + 1;
	unsigned char *mark = bytes;
	unsigned bit = 1, unused = 0;
	for (bool last = false; !last;) {
		last = *mark & bit;
		*mark &= (unsigned char)~bit;
		if (inflate(stream, Z_BLOCK) != Z_OK ||
		    !(stream->data_type & 128))
			return false; /* not at a block's end */
		unused = (unsigned)stream->data_type & 7;
		mark = bytes + packed->len - stream->avail_in - (unused > 0);
		bit = unused ? 0x100U >> unused : 1;
		if (!last && mark >= bytes + packed->len)
			return false;
	}
	if (!is_text(stream, &spool->again, text))
		return false;
	/* three bits of a block's head, in this byte or the next */
	if (unused && unused < 3)
		strbuf_add_char(packed, 0);
	if (unused)
		strbuf_add(packed, (struct slice){"\0\0\xff\xff", 4});
	return true;
}

static void
write_packed(struct spool *spool)
{
	struct slice rest = strbuf_view(&spool->packed);
	text_sum_add(&spool->sum, rest);
	while (rest.len && !spool->error) {
		ssize_t put = write(spool->file, rest.at, rest.len);
		if (put >= 0)
			rest = slice_from(rest, (size_t)put);
		else if (errno != EINTR)
			keep(spool, errno);
	}
}

static void
pack_text(struct spool *spool)
{
	struct slice text = strbuf_view(&spool->text);
	if (!text.len)
		return;
	size_t room =
	    libdeflate_deflate_compress_bound(spool->compressor, text.len);
	strbuf_reset(&spool->packed);
	char *to = strbuf_reserve(&spool->packed, room + END_ROOM);
	spool->packed.len = libdeflate_deflate_compress(
	    spool->compressor, text.at, text.len, to, room);
	if (!spool->packed.len || !open_end(spool, text))
		keep(spool, EIO);
	spool->len += text.len;
	spool->crc = libdeflate_crc32(spool->crc, text.at, text.len);
	write_packed(spool);
	strbuf_reset(&spool->text);
}

void
spool_add(struct spool *spool, struct slice text)
{
	if (spool->error)
		return;
	strbuf_add(&spool->text, text);
	if (spool->text.len >= PIECE)
		pack_text(spool);
}

int
spool_end(struct spool *spool)
{
	if (!spool->error)
		pack_text(spool);
	free_tools(spool); /* a megabyte */
	return spool->error;
}

uint64_t
spool_len(const struct spool *spool)
{
	return spool->len;
}

const struct text_sum *
spool_packed(const struct spool *spool)
{
	return &spool->sum;
}

uint32_t
spool_continue_crc(const struct spool *spool, uint32_t crc)
{
	return (uint32_t)crc32_combine64(
	    crc, spool->crc, (z_off64_t)spool->len);
}

ssize_t
spool_read(const struct spool *spool, uint64_t from, char *to, size_t room)
{
	ssize_t got;
	do
		got = pread(spool->file, to, room, (off_t)from);
	while (got < 0 && errno == EINTR);
	return got;
}

/* ---- what stands before it, and what follows */

bool
spool_pack(struct strbuf *out, struct slice text, bool last)
{
	z_stream stream = {0};
	if (deflateInit2(&stream, SPOOL_LEVEL, Z_DEFLATED, RAW, MEMORY_LEVEL,
		Z_DEFAULT_STRATEGY) != Z_OK)
		return false;
	/* a flush adds no more than a few bytes */
	size_t room = deflateBound(&stream, text.len) + 16;
	stream.next_in = (unsigned char *)(uintptr_t)text.at;
	stream.avail_in = (unsigned)text.len;
	stream.next_out = (unsigned char *)strbuf_reserve(out, room);
	stream.avail_out = (unsigned)room;
	int result = deflate(&stream, last ? Z_FINISH : Z_SYNC_FLUSH);
	bool whole = !stream.avail_in && stream.avail_out &&
		     result == (last ? Z_STREAM_END : Z_OK);
	out->len += room - stream.avail_out;
	deflateEnd(&stream);
	return whole;
}

bool
spool_unpack(struct strbuf *out, struct slice packed, bool last)
{
	enum { ROOM = 65536 };
	z_stream stream = {0};
	int result = inflateInit2(&stream, RAW);
	stream.next_in = (unsigned char *)(uintptr_t)packed.at;
	stream.avail_in = (unsigned)packed.len;
	/* all is out where room is left */
	while (result == Z_OK) {
		stream.next_out = (unsigned char *)strbuf_reserve(out, ROOM);
		stream.avail_out = ROOM;
		result = inflate(&stream, Z_NO_FLUSH);
		out->len += ROOM - stream.avail_out;
		if (stream.avail_out)
			break;
	}
	bool whole = !stream.avail_in;
	inflateEnd(&stream);
	return whole && (last ? result == Z_STREAM_END
			      : result == Z_OK || result == Z_BUF_ERROR);
}

uint32_t
spool_crc(uint32_t crc, struct slice text)
{
	return libdeflate_crc32(crc, text.at, text.len);
}
