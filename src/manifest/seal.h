/*
 * manifest/seal.h - SHA256SUMS over every file of a folder.
 *
 * In the form of coreutils' sha256sum, so `sha256sum -c SHA256SUMS` checks it.
 */
#ifndef MANIFEST_SEAL_H
#define MANIFEST_SEAL_H

#include "base/sink.h"

/*
 * The sums of all files below the folder but SHA256SUMS itself, in byte order
 * of their paths. False after a report.
 */
bool seal_write(struct sink *sink, const char *folder, struct diag *diag);

/* Writes folder/SHA256SUMS whole. False after a report. */
bool seal_folder(const char *folder, struct diag *diag);

#endif
