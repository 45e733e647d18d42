/*
 * conf/fault.h - libyaml's complaint as a diagnostic that a beginner can act
 * on; for conf/ alone.
 *
 * libyaml knows where it stumbled, not why. The line it stumbled on mostly
 * tells: a tab, a value that needed quotes, a quote left open.
 */
#ifndef CONF_FAULT_H
#define CONF_FAULT_H

#include <yaml.h>

#include "conf/marks.h"

/* `open_quote`: offset of a quote whose text ran over several lines and was
 * the last thing read, or SIZE_MAX. */
void fault_report(const yaml_parser_t *parser, struct marks *marks,
    size_t open_quote, struct diag *diag);

#endif
