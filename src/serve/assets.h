/*
 * serve/assets.h - the style, the sign and the script of the workbench, which
 * are part of the program.
 */
#ifndef SERVE_ASSETS_H
#define SERVE_ASSETS_H

#include "serve/http.h"

/* Answers where one of them is asked for; false otherwise. */
bool asset_reply(struct visit *visit);

#endif
