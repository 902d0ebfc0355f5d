#!/usr/bin/env bash
# Starts a Slurm of one machine, for tests: start.sh FOLDER, and start.sh FOLDER stop ends it. Needs root on Debian; installs
# slurmctld, slurmd and munge where they are missing. Prints the SLURM_CONF to use. Everything else is written to FOLDER.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
end() {
  for name in slurmd slurmctld munged; do
    if [ -s "$folder/$name.pid" ]; then
      kill "$(cat "$folder/$name.pid")" 2>/dev/null || true
      for _ in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 "$(cat "$folder/$name.pid" 2>/dev/null || echo 0)" 2>/dev/null || break
        sleep 0.5
      done
    fi
  done
}
if [ "${2:-}" = stop ]; then
  end
  exit 0
fi
if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
  apt-get -qq update >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    slurmctld slurmd slurm-client munge slurm-wlm-basic-plugins >/dev/null
fi
chmod 755 "$folder"
mkdir -p "$folder/state" "$folder/spool"
[ -e "$folder/munge.key" ] || head -c 1024 /dev/urandom >"$folder/munge.key"
chmod 600 "$folder/munge.key"
socket=$folder/munge.socket
/usr/sbin/munged --force --key-file="$folder/munge.key" --socket="$socket" --pid-file="$folder/munged.pid" \
  --log-file="$folder/munged.log" --seed-file="$folder/munged.seed"
host=$(hostname -s)
cores=$(nproc)
cat >"$folder/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
AuthType=auth/munge
AuthInfo=socket=$socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
SlurmctldPort=16817
SlurmdPort=16818
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
MinJobAge=300
KillWait=5
SchedulerParameters=sched_interval=2,bf_interval=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cores State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
/usr/sbin/slurmctld -f "$SLURM_CONF"
/usr/sbin/slurmd -f "$SLURM_CONF"
for _ in $(seq 60); do
  if sinfo -h -o %T 2>/dev/null | grep -q idle; then
    echo "$SLURM_CONF"
    exit 0
  fi
  sleep 0.5
done
echo "Slurm did not start; its logs are in $folder" >&2
end
exit 1
