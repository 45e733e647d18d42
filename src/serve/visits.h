/*
 * serve/visits.h - what becomes of each request: who is let in, and which page
 * it asks for.
 */
#ifndef SERVE_VISITS_H
#define SERVE_VISITS_H

#include "serve/server.h"

/* The service of serve/http.h; `ctx` is the server. */
void visit_arrives(struct visit *visit, void *ctx);
void visit_wants_answer(struct visit *visit, void *ctx);
void visit_leaves(struct visit *visit, void *ctx);
int visit_takes_file(struct visit *visit, void *ctx);

/* A page that says why there is none: a heading and a sentence. */
void visit_refuse(struct server *server, struct visit *visit, unsigned status,
    const struct message *title, const struct message *why);

/* Go there instead, by GET. */
void visit_send_on(struct visit *visit, const char *location);

#endif
