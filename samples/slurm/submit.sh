#!/bin/sh
# A mailing on a cluster that Slurm runs:
#
#	sh submit.sh PARTS JOB PLAN OUT [SBATCH-OPTION...]
#	sh submit.sh 40 /mail/fritt-val/job.yaml /mail/fritt-val.plan /mail/fritt-val.run \
#	    --partition=batch --cpus-per-task=8
#
# JOB is the job file, PLAN and OUT are folders that are not there yet: PLAN for what
# lies between the commands, OUT for the run. All three lie where every node reaches
# them by the same path (NFS will do), with room for the mailing; docs/scale.md
# says how much. One user does all of it: what utskick writes is for its owner alone,
# and a folder that others can write in is refused.
#
# Every node needs the same release of utskick and of the Debian packages it stands
# on, fonts and hyphenation among them; a node that has others refuses its part.
#
# PARTS: at most 1,000 as Slurm is shipped (MaxArraySize); far fewer is better, since
# each part reads the whole plan first.
#
# Three jobs: plan; an array of PARTS tasks that each write a part; seal, when all
# have ended well. Where one ends badly the rest is cancelled, and nothing that looks
# like a mailing is left. What to do then:
#
#	read the log beside this script's working folder (utskick-*.log);
#	sh submit.sh --go-on PARTS JOB PLAN OUT …   # the plan is there: write, seal
#
# or write what seal says is missing by hand (utskick write --part K/N PLAN).
#
# A log holds counts, hashes, numbers of rows and names of files, never a person.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
go_on=
if [ "${1:-}" = --go-on ]; then
	go_on=yes
	shift
fi
if [ $# -lt 4 ]; then
	echo "usage: sh submit.sh [--go-on] PARTS JOB PLAN OUT [SBATCH-OPTION...]" >&2
	exit 3
fi
export PARTS="$1" JOB="$2" PLAN="$3" OUT="$4"
shift 4
if [ -e "$OUT" ]; then
	echo "submit.sh: $OUT is there already" >&2
	exit 2
fi
if [ -z "$go_on" ] && [ -e "$PLAN" ]; then
	echo "submit.sh: $PLAN is there already: --go-on, or another folder" >&2
	exit 2
fi

# afterok: only where all before it ended with 0. Otherwise the job is taken away;
# it would wait for ever.
submit() {
	sbatch --parsable --kill-on-invalid-dep=yes "$@"
}

after=
if [ -z "$go_on" ]; then
	plan=$(submit "$@" "$here/plan.sbatch")
	after=--dependency=afterok:${plan%%;*}
	echo "plan: job ${plan%%;*}"
fi
write=$(submit $after --array="1-$PARTS" "$@" "$here/write.sbatch")
echo "write: job ${write%%;*}, $PARTS tasks"
seal=$(submit --dependency="afterok:${write%%;*}" "$@" "$here/seal.sbatch")
echo "seal: job ${seal%%;*}"
