#include "base/places.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

static const char *
program_folder(struct arena *arena)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path);
	if (len <= 0 || (size_t)len >= sizeof path)
		return ".";
	return path_folder(
	    arena, arena_dup_text(arena, (struct slice){path, (size_t)len}));
}

const char *
places_find(struct arena *arena, const char *name)
{
	const char *folders[] = {
	    getenv("UTSKICK_DATA"),
	    path_join(arena, program_folder(arena), "../share/utskick"),
	    UTSKICK_SOURCE_DIR,
	};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		if (!folders[i] || !folders[i][0])
			continue;
		const char *path = path_join(arena, folders[i], name);
		if (folder_exists(path) || file_exists(path))
			return path;
	}
	return NULL;
}

const char *
places_catalogues(struct arena *arena)
{
	const char *installed =
	    path_join(arena, program_folder(arena), "../share/locale");
	if (folder_exists(installed))
		return installed;
	return UTSKICK_BUILD_DIR "/src/po";
}
