/*
 * plan/name_order.h - "Hej Jönsson, Gösta!": names with the surname first.
 *
 * Where most cells of a column read "Surname, First names", a letter that
 * greets by the column as it stands, or a window that shows it, is warned of,
 * with the expression that takes the name apart.
 */
#ifndef PLAN_NAME_ORDER_H
#define PLAN_NAME_ORDER_H

#include "job/job.h"

struct name_order;

struct name_order *name_order_new(struct job *job);
void name_order_free(struct name_order *order);

/* Takes a row that may get a letter. */
void name_order_take(struct name_order *order, const struct row *row);

/* Warns once all rows are taken. */
void name_order_warn(const struct name_order *order);

#endif
