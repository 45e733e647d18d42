#include "run/once_key.h"

#include <errno.h>
#include <sys/random.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/sink.h"
#include "run/messages.h"

#define SECRET_LEN 64 /* hexadecimal digits */

static bool
is_secret(struct slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!text.at[i] || !strchr("0123456789abcdef", text.at[i]))
			return false;
	}
	return text.len == SECRET_LEN;
}

bool
once_key_read(struct arena *job_mem, const char *path, struct slice *secret,
    struct diag *diag)
{
	if (!file_read(job_mem, path, INPUT_NONE, 4096, diag, NO_SPAN, secret))
		return false;
	*secret = slice_trim(*secret);
	if (is_secret(*secret))
		return true;
	REPORT(diag, NO_SPAN, &run_runs_bad_key, ARGS(path));
	return false;
}

bool
once_key_make(struct arena *job_mem, const char *path, struct slice *secret,
    struct diag *diag)
{
	struct digest random;
	char hex[SECRET_LEN + 1];
	if (getrandom(random.bytes, sizeof random.bytes, 0) !=
	    (ssize_t)sizeof random.bytes) {
		file_report(diag, path, errno);
		return false;
	}
	digest_write_hex(random, hex);
	*secret = arena_dup(job_mem, (struct slice){hex, SECRET_LEN});
	return true;
}

bool
once_key_write(const char *path, struct slice secret, struct diag *diag)
{
	struct sink *sink = sink_to_path(path);
	sink_write(sink, secret);
	sink_write(sink, SLICE("\n"));
	return sink_finish(sink, diag);
}

void
once_key_digest(struct slice secret, struct slice text, char *hex, size_t len)
{
	char whole[SECRET_LEN + 1];
	digest_write_hex(hash_keyed(secret, text), whole);
	memcpy(hex, whole, len);
	hex[len] = '\0';
}
