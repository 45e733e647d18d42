"""A mailing on a cluster: two nodes of Slurm on this machine, samples/slurm/ as it
stands, the bytes of `utskick run`. Written twice at once by two nodes here; with
TESTS_LONG also a node that is killed among its tasks, one that is only thought dead,
and a controller that is killed.

A cluster needs munge, which tells who somebody is, slurmctld, which decides, and a
slurmd for each node. All are the test's own: key, sockets, ports and folders lie in a
folder of its own, and no daemon of the system is asked. Debian's slurmd may be started
several times on one machine, each with its own name and port."""
import os
import random
import shutil
import socket
import subprocess
import sys
import time

from kit import LONG, ROOT, UTSKICK, Checks, Folder, contents, forget

SAMPLE = os.path.join(ROOT, "samples", "slurm")
DAEMONS = ("munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue",
           "unshare")
PARTS = 8
# What differs from a cluster's: short times, so that a dead node is known to be dead
# in seconds; a credential that lives long would keep its tasks waiting two minutes.
CONF = """ClusterName=loop
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmctldPort={ctl}
AuthInfo=socket={at}/munge/sock,cred_expire=5
StateSaveLocation={at}/ctl
SlurmdSpoolDir={at}/%n
SlurmctldPidFile={at}/ctl.pid
SlurmdPidFile={at}/%n.pid
SlurmctldLogFile={at}/log/ctl.log
SlurmdLogFile={at}/log/%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdTimeout=4
MessageTimeout=5
KillWait=5
SchedulerParameters=sched_interval=2,bf_interval=2,batch_sched_delay=1
SlurmdParameters=config_overrides
NodeName=n1 NodeHostname=n1 NodeAddr=127.0.0.1 Port={n1} CPUs=2 RealMemory=900
NodeName=n2 NodeHostname=n2 NodeAddr=127.0.0.1 Port={n2} CPUs=2 RealMemory=900
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=10 State=UP
"""
# The tasks of so small a mailing are done before anybody can kill one.
WRAPPER = """#!/bin/sh
echo "$1 ${{SLURMD_NODENAME:-}} ${{SLURM_ARRAY_TASK_ID:-}} ${{SLURM_RESTART_COUNT:-0}}" >>{at}/ran
[ "$1" != write ] || sleep "$(cat {at}/pause.$SLURMD_NODENAME || cat {at}/pause)"
exec {program} "$@"
"""


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def free_ports(count):
    held = [socket.socket() for _ in range(count)]
    for one in held:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def wait(what, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.2)
    return False


class Cluster:
    def __init__(self, folder):
        self.at = folder.file("cluster")
        self.daemons = {}
        for name in ("munge", "ctl", "n1", "n2", "log", "bin"):
            os.makedirs(os.path.join(self.at, name), 0o755)
        os.chmod(folder.path, 0o755)
        key = os.path.join(self.at, "munge", "munge.key")
        with open(key, "wb") as to:
            to.write(random.randbytes(128))
        os.chmod(key, 0o400)
        ctl, n1, n2 = free_ports(3)
        self.write("slurm.conf", CONF.format(
            host=socket.gethostname().split(".")[0], at=self.at, ctl=ctl,
            n1=n1, n2=n2))
        self.write("bin/utskick", WRAPPER.format(at=self.at, program=UTSKICK))
        os.chmod(os.path.join(self.at, "bin", "utskick"), 0o755)
        self.env = {
            "SLURM_CONF": os.path.join(self.at, "slurm.conf"),
            "PATH": os.path.join(self.at, "bin") + ":" + os.environ["PATH"] +
                    ":/usr/sbin:/sbin",
            "LC_ALL": "C.UTF-8", **{k: v for k, v in os.environ.items()
                                    if k.endswith("_OPTIONS")}}

    def write(self, name, text):
        with open(os.path.join(self.at, name), "w", encoding="ascii") as to:
            to.write(text)

    def read(self, name):
        try:
            with open(os.path.join(self.at, name), encoding="utf-8") as source:
                return source.read()
        except OSError:
            return ""

    def start(self, name, *command):
        with open(os.path.join(self.at, "log", name + ".out"), "ab") as log:
            self.daemons[name] = subprocess.Popen(
                command, env=self.env, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True)

    def start_node(self, name):
        """It dies like a machine: with all that runs on it."""
        self.start(name, "unshare", "--pid", "--fork", "--mount-proc",
                   "--kill-child", "sh", "-c",
                   f"slurmd -D -N {name} & wait; exec sleep 1000")

    def start_all(self):
        munge = os.path.join(self.at, "munge")
        self.start("munged", "munged", "-F", "-S", munge + "/sock",
                   "--key-file=" + munge + "/munge.key",
                   "--pid-file=" + munge + "/pid",
                   "--seed-file=" + munge + "/seed",
                   "--log-file=" + munge + "/log")
        if not wait(lambda: os.path.exists(munge + "/sock"), 10):
            return False
        self.start("slurmctld", "slurmctld", "-D")
        if not wait(lambda: "UP" in self.ask("scontrol", "ping"), 20):
            return False
        self.start_node("n1")
        self.start_node("n2")
        return wait(lambda: self.ask("sinfo", "-h", "-t", "idle", "-o", "%D")
                    .strip() == "2", 30)

    def kill(self, name):
        daemon = self.daemons.pop(name)
        daemon.kill()
        daemon.wait()

    def stop(self):
        for name in ("n1", "n2"):
            if name in self.daemons:
                self.kill(name)
        for daemon in self.daemons.values():
            daemon.terminate()
        for daemon in self.daemons.values():
            try:
                daemon.wait(15)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def ask(self, *command, **more):
        done = subprocess.run(command, env={**self.env, **more}, cwd=self.at,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=60)
        return done.stdout.decode(errors="replace")

    def idle(self):
        return not self.ask("squeue", "-h").strip()

    def ran(self, what):
        return [line.split() for line in self.read("ran").splitlines()
                if line.startswith(what + " ")]

    def logs(self):
        texts = [self.read(n) for n in os.listdir(self.at) if n.endswith(".log")]
        return "\n".join(texts) + self.ask("squeue", "-a") + \
            self.ask("sinfo") + "\n".join(
                self.read("log/" + n)[-1500:]
                for n in os.listdir(os.path.join(self.at, "log")))


class Mailing:
    def __init__(self, folder, cluster):
        self.folder, self.cluster = folder, cluster
        self.job = os.path.join(folder.job, "job.yaml")
        self.plan, self.out = folder.file("plan"), folder.file("result")

    def submit(self, *first):
        return self.cluster.ask(
            "sh", os.path.join(SAMPLE, "submit.sh"), *first, str(PARTS),
            self.job, self.plan, self.out, "--cpus-per-task=1")

    def begin(self, pause):
        forget(self.job)
        self.cluster.write("ran", "")
        self.cluster.write("pause", str(pause))

    def end(self, check, name, want, seconds):
        """All jobs end, and the run is that of one machine."""
        done = wait(lambda: os.path.isdir(self.out) and self.cluster.idle(),
                    seconds)
        check.true(f"{name}: sealed", done,
                   "" if done else self.cluster.logs())
        have = contents(self.out) if os.path.isdir(self.out) else {}
        check.equal(f"{name}: the same bytes", [
            n for n in sorted(set(want) | set(have))
            if want.get(n) != have.get(n)], [])
        check.equal(f"{name}: nothing besides", [
            n for n in os.listdir(self.folder.path)
            if n.startswith(("plan", "result"))], ["result"])
        shutil.rmtree(self.out, ignore_errors=True)


def check_array(check, mailing, want):
    """Plan, array, seal; and every part a second time, at the same time."""
    cluster = mailing.cluster
    mailing.begin(0.5)
    said = mailing.submit()
    check.true("submitted", "seal: job" in said, said)
    wait(lambda: len(cluster.ran("write")) > 1, 60)
    more = cluster.ask("sbatch", "--parsable", f"--array=1-{PARTS}",
                       "--cpus-per-task=1",
                       os.path.join(SAMPLE, "write.sbatch"),
                       PARTS=str(PARTS), PLAN=mailing.plan)
    check.true("and once more", more.strip().isdigit(), more)
    wait(lambda: os.path.isdir(mailing.out), 60)
    # tasks that come when all is sealed find no plan, and say so
    mailing.end(check, "an array, twice at once", want, 60)
    tasks = cluster.ran("write")
    check.equal("on both nodes", {task[1] for task in tasks}, {"n1", "n2"})
    check.true("tasks ran twice", len(tasks) > PARTS, tasks)


def check_refused(check, mailing):
    """A part that ends badly: nothing is sealed, and nobody waits for ever."""
    cluster = mailing.cluster
    mailing.begin(2)
    mailing.submit()
    wait(lambda: os.path.isdir(mailing.plan), 60)
    letter = os.path.join(mailing.folder.job, "brev.sv.md")
    with open(letter, "rb") as source:
        before = source.read()
    with open(letter, "ab") as to:
        to.write(b"\nEn rad till.\n")
    check.true("refused: the queue is empty", wait(cluster.idle, 60),
               cluster.ask("squeue", "-a"))
    check.true("refused: no run", not os.path.exists(mailing.out))
    check.equal("refused: seal never ran", cluster.ran("seal"), [])
    check.true("refused: the logs say why", any(
        "[input-changed]" in cluster.read(n) for n in os.listdir(cluster.at)
        if n.endswith(".log")))
    with open(letter, "wb") as to:
        to.write(before)
    mailing.cluster.write("pause", "0")
    mailing.submit("--go-on")


def check_node(check, mailing, want):
    """A node dies among its tasks: they run on the other one."""
    cluster = mailing.cluster
    mailing.begin(2)
    mailing.submit()
    check.true("node: it has a task", wait(
        lambda: any(task[1] == "n2" for task in cluster.ran("write")), 60))
    cluster.kill("n2")
    mailing.end(check, "a node killed", want, 120)
    check.true("node: tasks were started again", any(
        task[3] == "1" for task in cluster.ran("write")), cluster.ran("write"))
    cluster.start_node("n2")
    check.true("node: it is back", wait(lambda: cluster.ask(
        "sinfo", "-h", "-t", "idle", "-o", "%D").strip() == "2", 60))


def child(process):
    with open(f"/proc/{process}/task/{process}/children",
              encoding="ascii") as source:
        return int(source.read().split()[0])


def check_thought_dead(check, mailing, want):
    """A node is given up whose tasks go on: they run once more on the other one,
    all is sealed, and then the old ones come to write."""
    cluster = mailing.cluster
    mailing.begin(0)
    cluster.write("pause.n2", "40")
    mailing.submit()
    check.true("thought dead: it has a task", wait(
        lambda: any(task[1] == "n2" for task in cluster.ran("write")), 60))
    os.kill(child(child(cluster.daemons["n2"].pid)), 9) # slurmd alone
    wait(lambda: os.path.isdir(mailing.out), 120)
    os.remove(os.path.join(cluster.at, "pause.n2"))
    check.true("thought dead: tasks ran once more", any(
        task[3] == "1" for task in cluster.ran("write")), cluster.ran("write"))
    check.true("thought dead: the old ones find no plan", wait(
        lambda: any("[no-plan]" in cluster.read(n)
                    for n in os.listdir(cluster.at) if n.endswith(".log")), 60))
    mailing.end(check, "thought dead", want, 60)
    cluster.kill("n2")
    cluster.start_node("n2")
    wait(lambda: cluster.ask("sinfo", "-h", "-t", "idle", "-o", "%D").strip() ==
         "2", 60)


def check_controller(check, mailing, want):
    """slurmctld dies with the dependent job still unsaved, and is back: what it
    has forgotten is submitted again, what it starts twice does no harm."""
    cluster = mailing.cluster
    mailing.begin(1)
    mailing.submit()
    wait(lambda: cluster.ran("write"), 60)
    cluster.kill("slurmctld")
    time.sleep(2)
    cluster.start("slurmctld", "slurmctld", "-D")
    check.true("controller: back", wait(
        lambda: "UP" in cluster.ask("scontrol", "ping"), 30))
    time.sleep(5) # what it still knows is in its queue by then
    for _ in range(3):
        wait(lambda: os.path.isdir(mailing.out) or cluster.idle() or
             "held" in cluster.ask("squeue", "-a"), 60)
        if os.path.isdir(mailing.out):
            break
        for node in ("n1", "n2"):
            cluster.ask("scontrol", "update", "nodename=" + node,
                        "state=resume")
        cluster.ask("scancel", "-u", "root")
        wait(cluster.idle, 30)
        said = mailing.submit("--go-on")
        check.true("controller: gone on", "seal: job" in said, said)
    mailing.end(check, "slurmctld killed", want, 120)


def main():
    for name in DAEMONS:
        if not shutil.which(name, path=os.environ["PATH"] +
                            ":/usr/sbin:/sbin"):
            skip(f"there is no {name} here")
    if os.geteuid() != 0 or subprocess.run(
            ["unshare", "--pid", "--fork", "--mount-proc", "true"],
            capture_output=True).returncode:
        skip("a cluster of the test's own needs root and namespaces")
    check = Checks()
    with Folder() as folder:
        folder.change("job.yaml", "letters_per_batch: 100",
                      "letters_per_batch: 20")
        ran = folder.run("-q", "-o", folder.file("whole"))
        check.true("run", ran.code == 0, ran)
        want = contents(folder.file("whole"))
        cluster = Cluster(folder)
        try:
            if not cluster.start_all():
                print(cluster.logs())
                skip("no cluster could be started here")
            mailing = Mailing(folder, cluster)
            check_array(check, mailing, want)
            if LONG:
                check_refused(check, mailing)
                mailing.end(check, "gone on with", want, 60)
                check_node(check, mailing, want)
                check_thought_dead(check, mailing, want)
                check_controller(check, mailing, want)
        finally:
            cluster.stop()
    check.end()


if __name__ == "__main__":
    main()
