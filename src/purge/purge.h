/*
 * purge/purge.h - what a sealed run holds of people, removed.
 *
 * What stays: seal and signature, events, approvals, SHA256SUMS where no name in
 * them came from the register, a new ledger without anybody
 * (ledger/purged.h), and keep/PURGED, which stands for the rest. In this order,
 * each synced:
 *
 *	keep/ledger.purged, keep/PURGED   nobody asks the run from here on
 *	the event                         now it has happened
 *	the files, and the new ledger in the old one's place
 *
 * Killed before the event, the run is whole but for two files that the next
 * purge takes away; killed after it, the next purge goes on.
 */
#ifndef PURGE_PURGE_H
#define PURGE_PURGE_H

#include "fate/chain.h"

struct purge_spec {
	const char *run;
	day today;
	bool force; /* before its time, or without one */
	struct slice reason; /* not empty where force is */
	bool only_look; /* --dry-run: changes nothing */
};

struct purge_made {
	uint32_t files; /* removed, or to be removed */
	uint64_t bytes;
	uint32_t rows, letters; /* that the run had, by its seal */
	uint32_t copies; /* events that left letters elsewhere */
	uint32_t event; /* its number, and the fingerprint to be noted */
	char last_event[FINGERPRINT_SIZE];
	bool
	    was_purged; /* by an earlier purge, which this one may have ended */
};

/* All that is held of people. False after reports. */
bool purge_run(struct arena *mem, const struct purge_spec *spec,
    struct purge_made *made, struct diag *diag);

/*
 * The files of to-printer/ alone, once the fate of no letter is open. The event
 * first; then verify no longer misses them. False after reports.
 */
bool purge_print_files(struct arena *mem, const struct purge_spec *spec,
    struct purge_made *made, struct diag *diag);

#endif
