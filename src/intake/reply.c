#include "intake/reply.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"

#define WRITE_AT_ONCE ((size_t)256 << 10)

struct reply_writer {
	int file;
	int error; /* the first errno */
	struct strbuf waiting;
};

struct reply_writer *
reply_writer_new(int file)
{
	struct reply_writer *writer = mem_new(1, sizeof *writer);
	writer->file = file;
	return writer;
}

static void
flush(struct reply_writer *writer)
{
	struct slice rest = strbuf_view(&writer->waiting);
	while (rest.len && !writer->error) {
		ssize_t put = write(writer->file, rest.at, rest.len);
		if (put < 0 && errno != EINTR)
			writer->error = errno;
		if (put > 0)
			rest = slice_from(rest, (size_t)put);
	}
	strbuf_reset(&writer->waiting);
}

void
reply_add_number(struct reply_writer *writer, uint32_t number)
{
	const unsigned char as[] = {(unsigned char)number,
	    (unsigned char)(number >> 8), (unsigned char)(number >> 16),
	    (unsigned char)(number >> 24)};
	if (writer->waiting.len > WRITE_AT_ONCE)
		flush(writer);
	strbuf_add(
	    &writer->waiting, (struct slice){(const char *)as, sizeof as});
}

void
reply_add_text(struct reply_writer *writer, struct slice text)
{
	reply_add_number(writer, (uint32_t)text.len);
	strbuf_add(&writer->waiting, text);
}

int
reply_writer_finish(struct reply_writer *take_writer)
{
	flush(take_writer);
	int error = take_writer->error;
	strbuf_fini(&take_writer->waiting);
	free(take_writer);
	return error;
}

/* ---- reading */

bool
reply_open(struct reply *reply, int file, struct diag *diag)
{
	struct stat st;
	*reply = (struct reply){0};
	void *at = fstat(file, &st) == 0 ? mmap(NULL, (size_t)st.st_size,
					       PROT_READ, MAP_SHARED, file, 0)
					 : MAP_FAILED;
	if (at == MAP_FAILED) {
		file_report(diag, "", errno);
		return false;
	}
	madvise(at, (size_t)st.st_size, MADV_SEQUENTIAL);
	reply->bytes = (struct slice){at, (size_t)st.st_size};
	return true;
}

void
reply_close(struct reply *reply)
{
	if (!reply->bytes.at)
		return;
	/* mmap gave it without const. */
	munmap((void *)(uintptr_t)reply->bytes.at, reply->bytes.len);
	reply->bytes = (struct slice){0};
}

bool
reply_take_number(struct reply *reply, uint32_t *number)
{
	struct slice rest = slice_from(reply->bytes, reply->at);
	if (rest.len < sizeof *number)
		return false;
	const unsigned char *at = (const unsigned char *)rest.at;
	*number = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
		  (uint32_t)at[3] << 24;
	reply->at += sizeof *number;
	return true;
}

bool
reply_take_text(struct reply *reply, struct slice *text)
{
	uint32_t len;
	*text = (struct slice){"", 0};
	if (!reply_take_number(reply, &len))
		return false;
	if (len == REPLY_NULL)
		return true;
	*text = slice_part(reply->bytes, reply->at, len);
	reply->at += len;
	return true;
}
