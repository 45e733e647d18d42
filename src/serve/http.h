/*
 * serve/http.h - requests and answers over HTTP, by libmicrohttpd.
 *
 * One thread, one loop: nothing here waits for a client, and a request that
 * waits for something else is set aside until it is woken, so that the server
 * can fork at any moment and 200 slow clients cost it 200 sockets. A client
 * that is too slow is cut off. Knows no page and no rule of who may ask.
 */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "serve/guard.h"

/* Bytes of a form, and of a file that is sent. */
#define FORM_MOST ((size_t)1 << 20)
#define UPLOAD_MOST ((uint64_t)512 << 20)

struct http;
struct visit;

struct form_field {
	struct slice name, value;
	struct form_field *next;
};

/* All that a request says; it lives as long as its visit. */
struct request {
	bool is_post, is_head, is_known; /* GET, HEAD or POST */
	bool whole; /* its form has come too */
	bool too_large;
	struct slice path; /* decoded, without what follows '?' */
	struct knock knock;
	struct header cookies, user, languages;
	struct form_field *fields; /* of the form, in its order */
	/* The one file that came with it: a descriptor, which is the visit's,
	 * or -1; and how the browser calls it. */
	int file;
	struct slice file_name;
};

/* The value of a form's field; empty where it has none of that name. */
struct slice request_field(const struct request *request, const char *name);

/* One answer. Text is copied before the call returns. */
struct reply {
	unsigned status;
	const char *type; /* NULL: a page of HTML */
	struct slice body; /* or */
	int take_file; /* a descriptor, closed in the end; 0: none */
	uint64_t size; /* of the file */
	const char *location; /* where to go instead, or NULL */
	const char *cookie; /* the whole of Set-Cookie, or NULL */
	const char *save_as; /* the name of a download, or NULL */
	const char *policy; /* a Content-Security-Policy of its own, or NULL */
};

/* What answers requests. Each gets the visit and `ctx`. */
struct http_service {
	/* The head is there, nothing of a form; may answer at once. */
	void (*arrive)(struct visit *visit, void *ctx);
	/* All is there, or somebody woke it. Answers, or sets it aside. */
	void (*answer)(struct visit *visit, void *ctx);
	/* The visit is over, answered or not. */
	void (*leave)(struct visit *visit, void *ctx);
	/* Whether a connection may be made at all, from this port (0: by a
	 * socket file). */
	bool (*may_connect)(uint16_t from, void *ctx);
	/* A file begins to come: a descriptor for it, or -1 where none is
	 * wanted. Fields that stand before it are known. */
	int (*take_file)(struct visit *visit, void *ctx);
	const char *user_header; /* NULL: none is read */
	void *ctx;
};

/* Serves on a listening socket. NULL where the library cannot. */
struct http *http_open(int take_listening, const struct http_service *service);
void http_close(struct http *http);

/* To be waited for: readable when there is something to do. */
int http_descriptor(const struct http *http);
/* Milliseconds until http_work has something to do anyway; -1: none. */
int http_patience(struct http *http);
/* Does what there is to do, and cuts off who is too slow. `now` in ms. */
void http_work(struct http *http, uint64_t now);

/* ---- a visit: one request, until its answer is sent */

const struct request *visit_request(const struct visit *visit);
struct arena *visit_mem(struct visit *visit);
/* Something of the service's that belongs to it; NULL at first. */
void **visit_own(struct visit *visit);

void visit_reply(struct visit *visit, const struct reply *reply);
bool visit_is_answered(const struct visit *visit);
/* Not now: `answer` is called again after visit_wake. */
void visit_set_aside(struct visit *visit);
void visit_wake(struct visit *visit);

/* An answer of which more comes, by visit_say until visit_end. */
void visit_begin(struct visit *visit);
void visit_say(struct visit *visit, struct slice html);
void visit_end(struct visit *visit);

#endif
