#include "base/real_path.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define LINKS_MOST 40 /* as the kernel has it: then they lead in a circle */

static const char *
follow(struct arena *mem, const char *at, const char *path, uint32_t *links)
{
	char target[4096];
	if (*path == '/')
		at = "/";
	for (;;) {
		path += strspn(path, "/");
		size_t len = strcspn(path, "/");
		struct slice name = {path, len};
		if (!len)
			return at;
		path += len;
		if (slice_is(name, "."))
			continue;
		if (slice_is(name, "..")) {
			at = path_folder(mem, at);
			continue;
		}
		const char *next =
		    path_join(mem, at, arena_dup_text(mem, name));
		ssize_t held = readlink(next, target, sizeof target - 1);
		if (held <= 0 || ++*links > LINKS_MOST) {
			at = next;
			continue;
		}
		target[held] = '\0';
		at = follow(mem, at, target, links);
	}
}

const char *
path_real(struct arena *mem, const char *path)
{
	char here[4096];
	uint32_t links = 0;
	/* a folder that is gone has nothing in it, and nothing is made there */
	const char *at = getcwd(here, sizeof here) ? here : "/";
	return follow(mem, arena_dup_text(mem, slice_view(at)), path, &links);
}

bool
path_real_is_in(const char *real, const char *folder)
{
	size_t len = strlen(folder);
	if (len && folder[len - 1] == '/')
		len--; /* the root itself */
	return strncmp(real, folder, len) == 0 &&
	       (real[len] == '/' || real[len] == '\0');
}
