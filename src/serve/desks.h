/*
 * serve/desks.h - the check and the run of a folder: one of each, whose result
 * is kept while it holds.
 */
#ifndef SERVE_DESKS_H
#define SERVE_DESKS_H

#include "serve/server.h"

/* Checks the job where no result is kept that still holds, and shows it. */
void desk_show_check(struct server *server, struct seat *seat);
/* The proof, kept as a check is; letters of rows that are typed, shown once. */
void desk_show_proof(struct server *server, struct seat *seat);
void desk_show_rows(struct server *server, struct seat *seat);
void desk_stop_look(struct server *server, struct seat *seat);

void desk_stop_check(struct server *server, struct seat *seat);

/* A file has changed: begins anew what somebody has asked for before. */
void desk_check_again(const struct seat *seat);

/* Ends the run; what it has written is taken away. */
void desk_stop_run(struct server *server, struct seat *seat);

/* Who gets a letter: kept as a check is. */
void desk_show_who(struct server *server, struct seat *seat);
/* What a form of hers would make of it, which is not saved: it has a number of its
 * own in its address, so that no tab takes another's ticks for its own. */
void desk_try_who(struct server *server, struct seat *seat);
void desk_show_tried(struct server *server, struct seat *seat, uint32_t number);

/* The run that goes on, or the last one. */
void desk_show_run(struct server *server, struct seat *seat);

/* Puts a file into the folder, if that is as it was when the form was made. */
void desk_place_file(struct server *server, struct seat *seat);

/* Makes the mailing, if its files are still those that the form was about. */
void desk_start_run(struct server *server, struct seat *seat);

#endif
