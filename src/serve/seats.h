/*
 * serve/seats.h - visits that wait: for a child that works for them alone, or
 * for a check or run that is kept.
 *
 * Whoever has waited for a check or run for two seconds gets a page that says
 * how far it has come, and the result at its end, as long as she stays.
 */
#ifndef SERVE_SEATS_H
#define SERVE_SEATS_H

#include "serve/server.h"

/* A child answers: starts it, or queues the visit where there are too many. */
void seat_ask(struct server *server, struct seat *seat,
    void (*work)(struct work *work), const void *asked);

/* Answers with what is kept, now or when it is there. */
void seat_show(struct server *server, struct seat *seat, struct kept *kept);

/* The system could not say what lies in the folder: this page is refused, and the
 * others go on. */
void seat_refuse_unread(struct server *server, const struct seat *seat);

/* The visit was woken: goes on with either. */
void seat_go_on(struct server *server, struct seat *seat);

/* The visit is over; what was done for it alone is stopped. */
void seat_leave(struct server *server, struct seat *seat);

/* Wakes and tells whom there is something for. Whether anything goes on that
 * must be looked at again without a sign. `now` in ms. */
bool seats_look(struct server *server, uint64_t now);

/* The server ends: nobody waits any more. */
void seats_dismiss(struct server *server);

#endif
