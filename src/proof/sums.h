/*
 * proof/sums.h - SHA256SUMS over every file of a folder, written and checked.
 *
 * In the form of coreutils' sha256sum, so `sha256sum -c SHA256SUMS` checks it
 * too. Only the form that is written here is read: any other byte is a fault.
 */
#ifndef PROOF_SUMS_H
#define PROOF_SUMS_H

#include "base/hash.h"
#include "base/sink.h"
#include "proof/names.h"

#define SUMS_FILE "SHA256SUMS"

/*
 * The sums of all files below the folder but SHA256SUMS itself and those that
 * `but` names (NULL-terminated, or NULL), in byte order of their paths. False
 * after a report, as of anything that is neither file nor folder.
 */
bool sums_write(struct sink *sink, const char *folder, const char *const *but,
    struct diag *diag);

struct sums_line {
	struct digest digest;
	const char *path;
};

struct sums {
	const char *folder;
	struct sums_line *at; /* in byte order of their paths */
	size_t count;
	struct digest digest; /* of the file itself, where it was read */
};

/* The sums of these files of the folder, before all of its files are there;
 * sorts the names. False after a report. */
bool sums_of_files(struct sums *sums, const char *folder, struct names *files,
    struct diag *diag);

/* Writes folder/SHA256SUMS whole, where nothing but what was made lies in the
 * folder; `made` may be NULL: whatever is there. False after a report. */
bool sums_write_folder(
    const char *folder, struct names *made, struct diag *diag);
/* The same; files that `known` has are not read again. */
bool sums_write_rest(const char *folder, struct names *made,
    const struct sums *known, struct diag *diag);

/* Reads folder/SHA256SUMS into mem. False after a report, which names the first
 * line that sums_write would not have written. */
bool sums_read(struct sums *sums, struct arena *mem, const char *folder,
    struct diag *diag);
/* NULL where no such path is listed. */
const struct sums_line *sums_find(const struct sums *sums, const char *path);

/* Beside to-printer/ and keep/ nothing lies in a run; `what` is said of each
 * path that does. False after reports. */
bool sums_check_top(
    const char *run, const struct message *what, struct diag *diag);

/*
 * Reports every file that is missing, changed, or listed nowhere; `but` as
 * above. False after a report.
 */
bool sums_check(
    const struct sums *sums, const char *const *but, struct diag *diag);

#endif
