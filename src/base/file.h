/*
 * base/file.h - files and folders that are there whole or not at all.
 *
 * Every output is written under "<path>.utskick.partial", synced and renamed
 * (base/sink.h); folders are synced too, since a rename lives in its folder.
 * Files are 0600 and folders 0700: what we write holds personal data.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/inputs.h"

/* "folder/name"; the name alone where it is absolute or the folder empty. */
const char *path_join(
    struct arena *arena, const char *folder, const char *name);
/* Everything before the last '/', "." where there is none, "/" for root. */
const char *path_folder(struct arena *arena, const char *path);
/* View of what follows the last '/'. */
const char *path_name(const char *path);

/*
 * Whether the file or folder lies in the folder or below it once all links are
 * followed. False also where either is not there.
 */
bool path_is_below(const char *path, const char *folder);
/* Whether the name has one of these ends, NULL-terminated, and more before it;
 * "Brev.MD" ends in ".md". */
bool path_ends_in(const char *path, const char *const *ends);

bool file_exists(const char *path);
bool folder_exists(const char *path);
/* Whether the name is taken: by anything, a link to nothing too. */
bool path_is_taken(const char *path);

/*
 * Opens a regular file for reading. -1 with errno where it is something else
 * (EISDIR, EINVAL) or cannot be opened; never waits for a pipe's other end.
 */
int file_open(const char *path);

/* Reports why a file cannot be opened or read; of one that is not there, the
 * nearest name in its folder. */
void file_report_unread(
    struct diag *diag, struct span asked, const char *path, int error);

/*
 * Reads a whole file of at most `limit` bytes into the arena, NUL-terminated.
 * Reports a missing file at `asked` (where the job names it), with the
 * nearest name in its folder as a hint. The file is added to the account of
 * what was read (base/inputs.h) in its role.
 */
bool file_read(struct arena *job_mem, const char *path, enum input_role role,
    size_t limit, struct diag *diag, struct span asked, struct slice *text);

/* $TMPDIR, or /tmp. */
const char *folder_of_temporary(void);

/*
 * A file that nobody can open by a name and nothing has to remove; in `folder`,
 * or where temporary files are: *used says which. -1 with errno.
 */
int file_make_nameless(const char *folder, const char **used);

/* Writes a small file whole. */
bool file_write_whole(const char *path, struct slice text, struct diag *diag);

/*
 * Whether a file of that name can be replaced by another version: not a link,
 * which others follow to the file that it leads to. False after a report.
 */
bool file_may_replace(const char *path, struct diag *diag);

/* Syncs a file that a library has written and gives it mode 0600. */
bool file_settle(const char *path, struct diag *diag);

/* Makes the folder (0700) and missing parents; one that is there is fine. */
bool folder_make(const char *path, struct diag *diag);
/* The same, and the names that are new stay when the power goes. */
bool folder_make_lasting(const char *path, struct diag *diag);
bool folder_sync(const char *path, struct diag *diag);
/* That folder and all below it; not their files. */
bool folder_sync_all(const char *path, struct diag *diag);
/* Renames a folder or a file; refuses where `to` exists. Syncs the parent folder. Where it fails
 * the folder has its old name. */
bool folder_move(const char *from, const char *to, struct diag *diag);
/* Removes a folder and all below it; follows no links. */
bool folder_remove(const char *path, struct diag *diag);

/*
 * Names of the regular files of one folder in byte order, without those that
 * start with a dot. NULL-terminated; *count may be NULL.
 */
const char **folder_list(struct arena *arena, const char *path, size_t *count);

/* Reports a system failure of writing `path` with errno's words. */
void file_report(struct diag *diag, const char *path, int error);

#endif
