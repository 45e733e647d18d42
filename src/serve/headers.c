#include "serve/headers.h"

#include <microhttpd.h>

/* Of our pages: the workbench's own style, sign and script, the pictures of a
 * proof in their page, and nothing else. */
#define POLICY                                                                 \
	"default-src 'none'; style-src 'self'; img-src 'self' data:; "         \
	"script-src 'self'; connect-src 'self'; "                              \
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

/*
 * A page of our own tells its own pages where somebody comes from, since a
 * browser that tells nobody sends forms with "Origin: null".
 */
static const char *const always[][2] = {
    {"X-Content-Type-Options", "nosniff"}, {"X-Frame-Options", "DENY"},
    {"Cache-Control", "no-store"}, {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Robots-Tag", "noindex"},
    {"X-Accel-Buffering", "no"}, /* a proxy hands pieces on as they come */
};

static void
add(struct MHD_Response *response, const char *name, const char *value)
{
	if (value)
		MHD_add_response_header(response, name, value);
}

/* RFC 6266, with RFC 8187's form of a name that is not ASCII. */
static void
add_name(struct MHD_Response *response, const char *name)
{
	struct strbuf value = {0};
	strbuf_add_text(&value, "attachment; filename*=UTF-8''");
	for (const char *at = name; *at; at++) {
		unsigned char c = (unsigned char)*at;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || c == '.' || c == '-';
		if (plain)
			strbuf_add_char(&value, *at);
		else
			strbuf_print(&value, "%%%02X", c);
	}
	add(response, "Content-Disposition", strbuf_text(&value));
	strbuf_fini(&value);
}

void
headers_add(struct MHD_Response *response, const struct reply *reply)
{
	add(response, "Content-Type",
	    reply->type ? reply->type : "text/html; charset=utf-8");
	add(response, "Content-Security-Policy",
	    reply->policy ? reply->policy : POLICY);
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		add(response, always[i][0], always[i][1]);
	add(response, "Location", reply->location);
	add(response, "Set-Cookie", reply->cookie);
	if (reply->save_as)
		add_name(response, reply->save_as);
}
