/* What every answer says, and the name of a download in any letters. */
#include "serve/headers.h"

#include <microhttpd.h>

#include "test.h"

static const struct {
	const char *name, *want;
} names[] = {
    {"manifest.xlsx", "manifest.xlsx"},
    {"AZaz09.-", "AZaz09.-"},
    {"@[`{/:,_", "%40%5B%60%7B%2F%3A%2C%5F"},
    {"Åsa", "%C3%85sa"},
    {"a\r\nSet-Cookie: x", "a%0D%0ASet-Cookie%3A%20x"},
    {"\"';", "%22%27%3B"},
    {"", ""},
};

static struct MHD_Response *
respond(const struct reply *reply)
{
	struct MHD_Response *response =
	    MHD_create_response_from_buffer(0, NULL, MHD_RESPMEM_PERSISTENT);
	headers_add(response, reply);
	return response;
}

static const char *
header(struct MHD_Response *response, const char *name)
{
	const char *value = MHD_get_response_header(response, name);
	return value ? value : "none";
}

static void
test_names(void)
{
	static const char before[] = "attachment; filename*=UTF-8''";
	for (size_t i = 0; i < COUNT(names); i++) {
		const struct reply reply = {.save_as = names[i].name};
		struct MHD_Response *response = respond(&reply);
		struct slice value =
		    slice_view(header(response, "Content-Disposition"));
		test_true(names[i].name, slice_starts(value, before));
		test_slice(names[i].name, slice_from(value, strlen(before)),
		    names[i].want);
		MHD_destroy_response(response);
	}
}

int
main(void)
{
	const struct reply page = {0}, other = {.type = "application/pdf",
					   .policy = "sandbox",
					   .location = "/who",
					   .cookie = "a=b"};
	struct MHD_Response *response = respond(&page);
	test_text("a page", header(response, "Content-Type"),
	    "text/html; charset=utf-8");
	test_text("no way on", header(response, "Location"), "none");
	test_text("no cookie", header(response, "Set-Cookie"), "none");
	test_text(
	    "no download", header(response, "Content-Disposition"), "none");
	test_true("a policy", slice_starts(slice_view(header(response,
					       "Content-Security-Policy")),
				  "default-src 'none'"));
	MHD_destroy_response(response);
	response = respond(&other);
	test_text(
	    "a file", header(response, "Content-Type"), "application/pdf");
	test_text("its policy", header(response, "Content-Security-Policy"),
	    "sandbox");
	test_text("a way on", header(response, "Location"), "/who");
	test_text("a cookie", header(response, "Set-Cookie"), "a=b");
	MHD_destroy_response(response);
	test_names();
	return test_end();
}
