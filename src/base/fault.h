/*
 * base/fault.h - a fault of the system is told from what somebody can mend in
 * the job: a disk that does not read is no missing file, and ends with exit
 * code 4.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <dirent.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/diag.h"

/* Whether an errno speaks of disk, memory or kernel, and not of a name that is
 * wrong, is not there, or is somebody else's. */
bool fault_is(int error);

/* Reports that a file or folder cannot be read: [read-failed] where that is a
 * fault, otherwise [cannot-read] at the place where it was asked for. */
void fault_report_unread(
    struct diag *diag, struct span asked, const char *path, int error);

/*
 * stat() and lstat(), for the question whether something is there. Where the
 * system cannot answer, "no" would be a lie that nobody hears: the process says
 * so and ends with 4, as one without memory does (base/memory.h).
 */
bool fault_stat(const char *path, struct stat *st);
bool fault_lstat(const char *path, struct stat *st);

/* file_open() (base/file.h), in the same way: -1 with errno where there is no file. */
int fault_open(const char *path);

/* opendir() and readdir(), in the same way: a folder whose names cannot be read
 * is not an empty one. NULL with errno where there is none, NULL at the end. */
DIR *fault_opendir(const char *path);
struct dirent *fault_readdir(DIR *dir);

/* readdir(), for whoever reports it himself: at the end errno is 0, or says why
 * the other names cannot be read. */
struct dirent *fault_next_name(DIR *dir);

/* How that is done: one line that names the path, and 4. */
_Noreturn void fault_end(const char *path, int error);

/* read() and pread() that a signal does not end and that reach the end of the
 * file or of the buffer; how much was read, -1 with errno. */
ssize_t fault_read(int fd, void *to, size_t len);
ssize_t fault_read_at(int fd, void *to, size_t len, off_t at);

/* write() that a signal does not end; false with errno where not all of it is
 * written. */
bool fault_write(int fd, struct slice bytes);

#endif
