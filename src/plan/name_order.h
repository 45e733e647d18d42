/*
 * plan/name_order.h - "Hej Jönsson, Gösta!": names with the surname first.
 *
 * Where most cells of a column read "Surname, First names", a letter that
 * greets by the column as it stands, or a window that shows it, is warned of,
 * with the expression that takes the name apart.
 */
#ifndef PLAN_NAME_ORDER_H
#define PLAN_NAME_ORDER_H

#include "load/watcher.h"

extern const struct watcher name_order_watcher;

#endif
