#include "manifest/zip_level.h"

#include <dlfcn.h>
#include <minizip/zip.h>

static int level_in_force;

void
zip_level_use(int level)
{
	level_in_force = level;
}

typedef int add_file(zipFile, const char *, const zip_fileinfo *, const void *,
    uInt, const void *, uInt, const char *, int, int, int, int, int, int,
    const char *, uLong, uLong, uLong, int);

extern int
zipOpenNewFileInZip4_64(zipFile zip, const char *name, const zip_fileinfo *info,
    const void *local, uInt local_size, const void *global, uInt global_size,
    const char *comment, int method, int level, int raw, int window_bits,
    int memory_level, int strategy, const char *password, uLong crc,
    uLong version, uLong flags, int zip64)
{
	add_file *theirs = NULL;
	*(void **)&theirs = dlsym(RTLD_NEXT, "zipOpenNewFileInZip4_64");
	if (!theirs)
		return ZIP_INTERNALERROR;
	return theirs(zip, name, info, local, local_size, global, global_size,
	    comment, method, level_in_force ? level_in_force : level, raw,
	    window_bits, memory_level, strategy, password, crc, version, flags,
	    zip64);
}
