#include "serve/assets.h"

/* Made of the files by assets.sh. */
extern const unsigned char asset_style[], asset_icon[], asset_live[];
extern const size_t asset_style_len, asset_icon_len, asset_live_len;

bool
asset_reply(struct visit *visit)
{
	const struct {
		const char *path, *type;
		const unsigned char *at;
		size_t len;
	} assets[] = {
	    {"/style.css", "text/css; charset=utf-8", asset_style,
		asset_style_len},
	    {"/icon.svg", "image/svg+xml", asset_icon, asset_icon_len},
	    {"/live.js", "text/javascript; charset=utf-8", asset_live,
		asset_live_len},
	};
	const struct request *request = visit_request(visit);
	for (size_t i = 0; i < sizeof assets / sizeof *assets; i++) {
		if (request->is_post ||
		    !slice_is(request->path, assets[i].path))
			continue;
		const struct reply reply = {
		    .status = 200,
		    .type = assets[i].type,
		    .body = {(const char *)assets[i].at, assets[i].len},
		};
		visit_reply(visit, &reply);
		return true;
	}
	return false;
}
