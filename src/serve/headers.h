/*
 * serve/headers.h - what every answer tells the browser: to load nothing from
 * elsewhere, to keep nothing, to be in nobody's frame.
 */
#ifndef SERVE_HEADERS_H
#define SERVE_HEADERS_H

#include "serve/http.h"

struct MHD_Response;

void headers_add(struct MHD_Response *response, const struct reply *reply);

#endif
