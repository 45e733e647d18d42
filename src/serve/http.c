#include "serve/http.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "serve/form.h"
#include "serve/headers.h"

#define CONNECTIONS_MOST 400
#define IDLE_SECONDS 30
#define HEAD_MS 60000
#define UPLOAD_MS (30 * 60000)

/* One connection; it may bring several visits, one after another. */
struct link {
	struct link *next, *before;
	struct MHD_Connection *connection;
	uint64_t since; /* it has been sending */
	bool is_sending; /* a request is not whole */
	bool is_large; /* it may be an upload */
};

struct visit {
	struct http *http;
	struct MHD_Connection *connection;
	struct arena *mem;
	struct request request;
	struct form form;
	struct link *link;
	void *own;
	bool answered, aside;
	/* of an answer that comes piece by piece */
	struct strbuf pending;
	size_t sent;
	bool ended, streams;
};

struct http {
	struct MHD_Daemon *daemon;
	struct http_service service;
	struct link *links;
	uint64_t now;
};

const struct request *
visit_request(const struct visit *visit)
{
	return &visit->request;
}

struct arena *
visit_mem(struct visit *visit)
{
	return visit->mem;
}

void **
visit_own(struct visit *visit)
{
	return &visit->own;
}

bool
visit_is_answered(const struct visit *visit)
{
	return visit->answered;
}

struct slice
request_field(const struct request *request, const char *name)
{
	for (const struct form_field *f = request->fields; f; f = f->next) {
		if (slice_is(f->name, name))
			return f->value;
	}
	return (struct slice){NULL, 0};
}

/* ---- answers */

static void
queue(struct visit *visit, unsigned status, struct MHD_Response *response)
{
	visit->answered = true;
	visit->link->is_sending = false;
	MHD_queue_response(visit->connection, status, response);
	MHD_destroy_response(response);
}

void
visit_reply(struct visit *visit, const struct reply *reply)
{
	struct MHD_Response *response =
	    reply->take_file
		? MHD_create_response_from_fd64(reply->size, reply->take_file)
		: MHD_create_response_from_buffer(reply->body.len,
		      (void *)(uintptr_t)reply->body.at, MHD_RESPMEM_MUST_COPY);
	if (!response)
		return;
	headers_add(response, reply);
	queue(visit, reply->status, response);
}

void
visit_set_aside(struct visit *visit)
{
	if (visit->aside)
		return;
	visit->aside = true;
	MHD_suspend_connection(visit->connection);
}

void
visit_wake(struct visit *visit)
{
	if (!visit->aside)
		return;
	visit->aside = false;
	MHD_resume_connection(visit->connection);
}

static ssize_t
give_pending(void *ctx, uint64_t at, char *to, size_t room)
{
	struct visit *visit = ctx;
	size_t rest = visit->pending.len - visit->sent;
	(void)at;
	if (!rest && visit->ended)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (!rest) {
		visit_set_aside(visit);
		return 0;
	}
	if (rest > room)
		rest = room;
	memcpy(to, visit->pending.at + visit->sent, rest);
	visit->sent += rest;
	if (visit->sent == visit->pending.len) {
		strbuf_reset(&visit->pending);
		visit->sent = 0;
	}
	return (ssize_t)rest;
}

void
visit_begin(struct visit *visit)
{
	const struct reply reply = {.status = MHD_HTTP_OK};
	struct MHD_Response *response = MHD_create_response_from_callback(
	    MHD_SIZE_UNKNOWN, 16384, give_pending, visit, NULL);
	if (!response)
		return;
	visit->streams = true;
	headers_add(response, &reply);
	queue(visit, reply.status, response);
}

void
visit_say(struct visit *visit, struct slice html)
{
	strbuf_add(&visit->pending, html);
	visit_wake(visit);
}

void
visit_end(struct visit *visit)
{
	visit->ended = true;
	visit_wake(visit);
}

/* ---- requests */

struct reading {
	struct visit *visit;
	const char *user_header;
};

static void
take_header(struct header *header, struct slice value)
{
	header->count++;
	header->value = value;
}

static enum MHD_Result
read_header(void *ctx, enum MHD_ValueKind kind, const char *name,
    size_t name_len, const char *value, size_t len)
{
	struct reading *reading = ctx;
	struct request *request = &reading->visit->request;
	struct slice text =
	    arena_dup(reading->visit->mem, (struct slice){value, len});
	const struct {
		const char *name;
		struct header *header;
	} known[] = {
	    {"Host", &request->knock.host},
	    {"Origin", &request->knock.origin},
	    {"Sec-Fetch-Site", &request->knock.site},
	    {"Cookie", &request->cookies},
	    {"Accept-Language", &request->languages},
	    {reading->user_header, &request->user},
	};
	(void)kind;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].name && strlen(known[i].name) == name_len &&
		    strcasecmp(known[i].name, name) == 0)
			take_header(known[i].header, text);
	}
	return MHD_YES;
}

static int
take_file(void *ctx)
{
	struct visit *visit = ctx;
	const struct http_service *service = &visit->http->service;
	int file = service->take_file(visit, service->ctx);
	visit->link->is_large = file >= 0;
	return file;
}

static struct link *
find_link(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

static struct visit *
visit_new(struct http *http, struct MHD_Connection *connection,
    const char *path, const char *method)
{
	struct arena *mem = arena_new();
	struct visit *visit = ARENA_NEW(mem, struct visit);
	struct reading reading = {visit, http->service.user_header};
	struct request *request = &visit->request;
	visit->http = http;
	visit->mem = mem;
	visit->connection = connection;
	visit->link = find_link(connection);
	request->path = arena_dup(mem, slice_view(path));
	request->is_post = strcmp(method, "POST") == 0;
	request->is_head = strcmp(method, "HEAD") == 0;
	request->is_known =
	    request->is_post || request->is_head || strcmp(method, "GET") == 0;
	request->knock.changes = !request->is_known || request->is_post;
	MHD_get_connection_values_n(
	    connection, MHD_HEADER_KIND, read_header, &reading);
	request->file = -1;
	visit->form.take_file = take_file;
	visit->form.ctx = visit;
	visit->link->is_sending = true;
	visit->link->is_large = false;
	visit->link->since = http->now;
	return visit;
}

/* Called for the head, for each piece of a form, when all has come, and when a
 * visit that was set aside is woken. */
static enum MHD_Result
handle(void *ctx, struct MHD_Connection *connection, const char *path,
    const char *method, const char *version, const char *bytes, size_t *len,
    void **own)
{
	struct http *http = ctx;
	struct visit *visit = *own;
	(void)version;
	if (!visit) {
		visit = *own = visit_new(http, connection, path, method);
		http->service.arrive(visit, http->service.ctx);
		if (!visit->answered)
			form_begin(&visit->form, connection, visit->mem,
			    &visit->request);
		return MHD_YES;
	}
	if (visit->answered) {
		*len = 0; /* nobody reads what still comes */
		return MHD_YES;
	}
	if (*len) {
		form_take(&visit->form, (struct slice){bytes, *len});
		*len = 0;
		return visit->form.taken > 4 * form_most(&visit->form)
			   ? MHD_NO
			   : MHD_YES;
	}
	if (!visit->request.whole) {
		form_end(&visit->form);
		visit->request.whole = true;
		visit->link->is_sending = false;
	}
	http->service.answer(visit, http->service.ctx);
	return visit->answered || visit->aside ? MHD_YES : MHD_NO;
}

static void
complete(void *ctx, struct MHD_Connection *connection, void **own,
    enum MHD_RequestTerminationCode how)
{
	struct http *http = ctx;
	struct visit *visit = *own;
	(void)connection, (void)how;
	if (!visit)
		return;
	http->service.leave(visit, http->service.ctx);
	visit->link->is_sending = false;
	form_fini(&visit->form);
	strbuf_fini(&visit->pending);
	*own = NULL;
	arena_free(visit->mem);
}

/* ---- connections */

static void
follow_connection(void *ctx, struct MHD_Connection *connection, void **own,
    enum MHD_ConnectionNotificationCode what)
{
	struct http *http = ctx;
	struct link *link = *own;
	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		link = mem_new(1, sizeof *link);
		*link = (struct link){.connection = connection,
		    .next = http->links,
		    .since = http->now,
		    .is_sending = true};
		if (http->links)
			http->links->before = link;
		http->links = *own = link;
		return;
	}
	if (link->next)
		link->next->before = link->before;
	if (link->before)
		link->before->next = link->next;
	else
		http->links = link->next;
	free(link);
	*own = NULL;
}

/* Whoever sends a request by a byte now and then is cut off, too. */
static void
cut_off_slow(struct http *http)
{
	for (struct link *link = http->links; link; link = link->next) {
		uint64_t most = link->is_large ? UPLOAD_MS : HEAD_MS;
		if (!link->is_sending || http->now - link->since < most)
			continue;
		const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		    link->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
		if (info)
			shutdown(info->connect_fd, SHUT_RDWR);
	}
}

static enum MHD_Result
admit(void *ctx, const struct sockaddr *from, socklen_t len)
{
	struct http *http = ctx;
	struct sockaddr_in at = {0};
	if (from && from->sa_family == AF_INET && len >= sizeof at)
		memcpy(&at, from, sizeof at);
	return http->service.may_connect(ntohs(at.sin_port), http->service.ctx)
		   ? MHD_YES
		   : MHD_NO;
}

/* What it says of bad requests is not for stderr: it may quote them. */
static void __attribute__((format(printf, 2, 0)))
keep_quiet(void *ctx, const char *format, va_list arguments)
{
	(void)ctx, (void)format, (void)arguments;
}

struct http *
http_open(int take_listening, const struct http_service *service)
{
	struct http *http = mem_new(1, sizeof *http);
	http->service = *service;
	http->daemon = MHD_start_daemon(
	    MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0,
	    admit, http, handle, http, MHD_OPTION_EXTERNAL_LOGGER, keep_quiet,
	    NULL, MHD_OPTION_LISTEN_SOCKET, take_listening,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
	    MHD_OPTION_NOTIFY_CONNECTION, follow_connection, http,
	    MHD_OPTION_NOTIFY_COMPLETED, complete, http, MHD_OPTION_END);
	if (http->daemon)
		return http;
	close(take_listening);
	free(http);
	return NULL;
}

void
http_close(struct http *http)
{
	if (!http)
		return;
	MHD_stop_daemon(http->daemon);
	free(http);
}

int
http_descriptor(const struct http *http)
{
	const union MHD_DaemonInfo *info =
	    MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	return info ? info->epoll_fd : -1;
}

int
http_patience(struct http *http)
{
	MHD_UNSIGNED_LONG_LONG ms;
	if (MHD_get_timeout(http->daemon, &ms) != MHD_YES)
		return -1;
	return ms > 1000 ? 1000 : (int)ms;
}

void
http_work(struct http *http, uint64_t now)
{
	http->now = now;
	cut_off_slow(http);
	MHD_run(http->daemon);
}
