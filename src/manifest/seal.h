/*
 * manifest/seal.h - SHA256SUMS over every file of a folder.
 *
 * In the form of coreutils' sha256sum, so `sha256sum -c SHA256SUMS` checks it.
 */
#ifndef MANIFEST_SEAL_H
#define MANIFEST_SEAL_H

#include "base/diag.h"

/* Writes folder/SHA256SUMS over all files below it, in byte order. */
bool seal_folder(const char *folder, struct diag *diag);

#endif
