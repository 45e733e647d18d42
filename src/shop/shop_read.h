/*
 * shop/shop_read.h - the marks of a profile, for shop/shop.c only.
 */
#ifndef SHOP_SHOP_READ_H
#define SHOP_SHOP_READ_H

#include "shop/shop.h"

/* `marks:`; false after reports. */
bool shop_read_marks(struct arena *job_mem, const struct yaml *yaml,
    struct shop *shop, struct diag *diag);

#endif
