/*
 * job/job_shop.h - `printshop:` of the job file: what the shop's profile asks,
 * held against what the job says of print and delivery.
 */
#ifndef JOB_JOB_SHOP_H
#define JOB_JOB_SHOP_H

#include "job/job.h"

/*
 * Reads the profile that the job names. Envelope classes and the day by which
 * files must be there are the shop's where the job does not say. False after
 * reports.
 */
bool job_shop_read(
    struct arena *job_mem, struct job_file *file, struct diag *diag);

/*
 * Puts the shop's margins and marks on a stationery, and looks for colours that
 * neither shop nor profile takes. False after reports.
 */
bool job_shop_put_on(struct arena *job_mem, const struct job_file *file,
    struct stationery *stationery, struct diag *diag);

/* The same of a picture, where it is named. */
bool job_shop_check_picture(const struct job_file *file, bool grey,
    struct span span, struct diag *diag);

#endif
