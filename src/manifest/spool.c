#include "manifest/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "base/memory.h"

#define RAW (-MAX_WBITS) /* a zip has no zlib headers */
#define MEMORY_LEVEL 8
#define ROOM ((size_t)128 * 1024)

struct spool {
	int file;
	int error; /* the first */
	z_stream stream;
	struct text_sum sum;
	uint32_t crc;
	struct strbuf text; /* not yet compressed */
	char packed[ROOM]; /* not yet written */
};

static void
keep(struct spool *spool, int error)
{
	if (!spool->error)
		spool->error = error;
}

static bool
start(z_stream *stream)
{
	return deflateInit2(stream, SPOOL_LEVEL, Z_DEFLATED, RAW, MEMORY_LEVEL,
		   Z_DEFAULT_STRATEGY) == Z_OK;
}

struct spool *
spool_open(const char *folder)
{
	const char *used;
	struct spool *spool = mem_new(1, sizeof *spool);
	spool->file = file_make_nameless(folder, &used);
	if (spool->file < 0)
		keep(spool, errno);
	else if (!start(&spool->stream))
		keep(spool, ENOMEM);
	spool->stream.next_out = (unsigned char *)spool->packed;
	spool->stream.avail_out = ROOM;
	return spool;
}

void
spool_free(struct spool *spool)
{
	if (!spool)
		return;
	deflateEnd(&spool->stream);
	if (spool->file >= 0)
		close(spool->file);
	strbuf_fini(&spool->text);
	free(spool);
}

/* Writes out what is compressed. */
static void
flush(struct spool *spool)
{
	size_t len = ROOM - spool->stream.avail_out;
	for (size_t done = 0; done < len && !spool->error;) {
		ssize_t put =
		    write(spool->file, spool->packed + done, len - done);
		if (put >= 0)
			done += (size_t)put;
		else if (errno != EINTR)
			keep(spool, errno);
	}
	spool->stream.next_out = (unsigned char *)spool->packed;
	spool->stream.avail_out = ROOM;
}

static void
pack_text(struct spool *spool, int how)
{
	struct slice text = strbuf_view(&spool->text);
	z_stream *stream = &spool->stream;
	text_sum_add(&spool->sum, text);
	spool->crc = spool_crc(spool->crc, text);
	stream->next_in = (unsigned char *)spool->text.at;
	stream->avail_in = (unsigned)text.len;
	strbuf_reset(&spool->text);
	/* all is out where room is left */
	for (bool more = true; more && !spool->error;) {
		if (deflate(stream, how) == Z_STREAM_ERROR)
			keep(spool, EINVAL);
		more = !stream->avail_out;
		if (more)
			flush(spool);
	}
}

void
spool_add(struct spool *spool, struct slice text)
{
	if (spool->error)
		return;
	strbuf_add(&spool->text, text);
	if (spool->text.len >= ROOM)
		pack_text(spool, Z_NO_FLUSH);
}

int
spool_end(struct spool *spool)
{
	if (!spool->error) {
		pack_text(spool, Z_SYNC_FLUSH);
		flush(spool);
	}
	strbuf_fini(&spool->text);
	deflateEnd(&spool->stream); /* a quarter of a megabyte */
	return spool->error;
}

const struct text_sum *
spool_sum(const struct spool *spool)
{
	return &spool->sum;
}

uint32_t
spool_continue_crc(const struct spool *spool, uint32_t crc)
{
	return (uint32_t)crc32_combine64(
	    crc, spool->crc, (z_off64_t)spool->sum.len);
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

bool
spool_pack(struct strbuf *out, struct slice text, bool last)
{
	z_stream stream = {0};
	if (!start(&stream))
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

uint32_t
spool_crc(uint32_t crc, struct slice text)
{
	return (uint32_t)crc32_z(crc, (const unsigned char *)text.at, text.len);
}
