#!/bin/bash
# Builds a sandbox's root and becomes its PID 1. It runs in fresh namespaces (user, mount, net, pid, uts, ipc,
# cgroup) and talks to its starter by lines: "unshared", "built" and "ready ENGINE-ID INFO" on standard
# output, a line back on standard input after each of the first two, and "ended NAME CODE" when a program of it ended.
# Usage: init.sh enter MOUNTPOINT DISK_MIB HOSTNAME NEIGHBOURS LOWER...
# (NEIGHBOURS: lines for /etc/hosts, or empty; LOWER: read-only layers, uppermost first)
set -eu

# Still the starter's user: opens the layers wherever they are kept, then becomes root of the sandbox.
enter() {
  local here=$1 disk=$2 host=$3 neighbours=$4 layers='' layer
  shift 4
  echo unshared
  read -r _ # the starter has written the user and group maps
  for layer; do
    exec {layer_fd}<"$layer"
    layers="$layers${layers:+:}/proc/self/fd/$layer_fd"
  done
  # With a socket as its input, bash -c reads ~/.bashrc, which is the starter's here: hence --norc.
  # A change of user clears the signal that ends us with our parent, so it is asked for again.
  exec setpriv --reuid 0 --regid 0 --clear-groups --pdeathsig KILL \
    bash --norc -c "$(cat "$0")" init.sh build "$here" "$disk" "$host" "$neighbours" "$layers"
}

# Root of the sandbox now, nobody on the host.
build() {
  local here=$1 disk=$2 host=$3 neighbours=$4 layers=$5
  mount -t tmpfs -o "size=${disk}m,mode=755" sandbox-disk "$here"
  cd "$here"
  mkdir upper work root docker containerd
  mkdir -m 1777 tmp
  mount -t overlay -o "lowerdir=$layers,upperdir=$here/upper,workdir=$here/work,userxattr" sandbox-root root
  local fd
  for fd in ${layers//:/ }; do
    fd=${fd##*/}
    exec {fd}<&-
  done
  cd root

  # Every mount has a source of its own: `mount` skips what it believes to be mounted already.
  mount -t proc sandbox-proc proc
  # Writable, or a privileged container could not mount its own; what is in it belongs to the host's root.
  mount -t sysfs sandbox-sys sys
  mount -t tmpfs -o mode=755,size=1m sandbox-dev dev
  for device in null zero full random urandom tty; do
    : >"dev/$device"
    mount --bind "/dev/$device" "dev/$device"
  done
  mkdir dev/pts dev/shm dev/mqueue
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 sandbox-pts dev/pts
  mount -t tmpfs -o mode=1777,size=64m sandbox-shm dev/shm
  mount -t mqueue sandbox-mqueue dev/mqueue
  ln -s pts/ptmx dev/ptmx
  ln -s /proc/self/fd dev/fd
  for stream in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${stream%%:*}" "dev/${stream##*:}"; done
  mount -t tmpfs -o mode=755,size=64m sandbox-run run
  mkdir -p run/lock var/lib/docker var/lib/containerd
  mount --bind ../docker var/lib/docker
  mount --bind ../containerd var/lib/containerd
  mount --bind ../tmp tmp
  mount_cgroups
  if [ -z "${SANDBOX_LIMITS:-}" ]; then do_without_cgroups; fi

  hostname "$host"
  if [ -n "$neighbours" ]; then
    printf '127.0.0.1\tlocalhost\n::1\tlocalhost\n%s\n' "$neighbours" >etc/hosts
  else
    printf '127.0.0.1\tlocalhost %s\n::1\tlocalhost\n' "$host" >etc/hosts
  fi
  echo "$host" >etc/hostname
  : >etc/resolv.conf
  ip link set lo up

  mkdir -p usr/local/sbin old root/course etc/docker/registry
  cat >etc/docker/registry/config.yml <<'CONFIG'
version: 0.1
log:
  accesslog:
    disabled: false
storage:
  filesystem:
    rootdirectory: /var/lib/registry
  delete:
    enabled: true
http:
  addr: :5050
CONFIG
  cat >usr/local/bin/systemctl <<'SYSTEMCTL'
#!/bin/sh
# Restarts the engine as systemd does for readers; lessons need no more of systemctl(1).
set -eu
if [ "$*" != 'restart docker' ]; then
  echo 'There is no systemd here; this systemctl knows "systemctl restart docker" only.' >&2
  exit 1
fi
engine=$(pidof dockerd)
: >/run/restart-dockerd
kill "$engine"
while kill -0 "$engine" 2>/dev/null; do sleep 0.01; done
until curl -s -o /dev/null --unix-socket /run/docker.sock http://docker/info; do sleep 0.01; done
SYSTEMCTL
  printf '%s\n' "$BASH_EXECUTION_STRING" >usr/local/sbin/sandbox-init
  chmod 755 usr/local/bin/systemctl usr/local/sbin/sandbox-init
  change_root
  cd /
  exec chroot . /usr/local/sbin/sandbox-init supervise "$neighbours"
}

# pivot_root(2) of this folder, the old root to `old`: its program is in no package that every Debian has.
change_root() {
  local number
  case $(uname -m) in
  x86_64) number=155 ;;
  aarch64) number=41 ;;
  esac
  perl -e 'my ($new, $old) = (".", "old"); syscall($ARGV[0] + 0, $new, $old) == 0 or die "pivot_root: $!\n"' "$number"
}

mount_cgroups() {
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mount -t cgroup2 sandbox-cgroup sys/fs/cgroup
    if [ -z "${SANDBOX_LIMITS:-}" ]; then return; fi
    # A group with children that are limited may hold no process itself; the starter has made one for them.
    echo 0 >sys/fs/cgroup/init/cgroup.procs
    sed 's/\(^\| \)/\1+/g' sys/fs/cgroup/cgroup.controllers >sys/fs/cgroup/cgroup.subtree_control
    return
  fi
  mount -t tmpfs -o mode=755,size=1m sandbox-cgroups sys/fs/cgroup
  local _ controllers path name
  while IFS=: read -r _ controllers path; do
    [ -n "$controllers" ] || continue
    # Those that cannot be written to are of no use; runc(8) wants to find this one all the same.
    [ -n "${SANDBOX_LIMITS:-}" ] || [ "$controllers" = devices ] || continue
    name=${controllers#name=}
    mkdir "sys/fs/cgroup/$name"
    mount -t cgroup -o "$controllers" "sandbox-$name" "sys/fs/cgroup/$name" || rmdir "sys/fs/cgroup/$name"
  done </proc/self/cgroup
}

# Containers then stay in the group that they are started from: runc(8) allows it to those that ask for no group.
do_without_cgroups() {
  mkdir usr/local/lib/without-cgroups
  cat >usr/local/lib/without-cgroups/runc <<'RUNC'
#!/bin/sh
set -eu
PATH=${PATH#*:}
case " $* " in
*' create '* | *' run '*)
  bundle=.
  word=''
  for next; do
    if [ "$word" = --bundle ]; then bundle=$next; fi
    word=$next
  done
  config=$(jq 'del(.linux.cgroupsPath)' "$bundle/config.json")
  printf '%s\n' "$config" >"$bundle/config.json"
  ;;
esac
exec runc "$@"
RUNC
  chmod 755 usr/local/lib/without-cgroups/runc
}

# Docker asks the registry of another host over TLS unless its network is listed.
trust_neighbours() {
  local file=/etc/docker/daemon.json daemon
  daemon=$(jq '."insecure-registries" = ["10.77.0.0/24"]' "$file")
  echo "$daemon" >"$file"
}

start_engine() {
  dockerd --containerd /run/containerd/containerd.sock >>/var/log/dockerd.log 2>&1 &
  names[$!]=dockerd
}

# PID 1 of the sandbox: starts its programs as systemd would, and outlives each of them.
supervise() {
  umount -l /old
  rmdir /old
  echo built
  read -r _ # the starter has proven that this place is private
  exec </dev/null
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
  if [ -z "${SANDBOX_LIMITS:-}" ]; then PATH=/usr/local/lib/without-cgroups:$PATH; fi
  cd /root

  if [ -n "$1" ]; then trust_neighbours; fi
  declare -A names
  if [ -e /preload.tar ]; then tar -C / -xf /preload.tar && rm /preload.tar; fi
  containerd >/var/log/containerd.log 2>&1 &
  names[$!]=containerd
  start_engine
  # A lesson that starts the course's registry itself gets no folder for one, see layers.ts.
  if [ -d /var/lib/registry ]; then
    docker-registry serve /etc/docker/registry/config.yml >/var/log/registry.log 2>&1 &
    names[$!]=registry
  fi
  (
    # dockerd listens before it can answer; a request sent then waits for the answer, so nothing is polled twice.
    until info=$(curl -s --unix-socket /run/docker.sock http://docker/info); do sleep 0.01; done
    [ ! -d /var/lib/registry ] || until curl -s -o /dev/null http://localhost:5050/v2/; do sleep 0.01; done
    # Until Engine 23 its ID was that of its key.
    id=$(cat /var/lib/docker/engine-id 2>/dev/null || jq --raw-output .kid /etc/docker/key.json)
    echo "ready $id $info"
  ) &
  while true; do
    code=0
    wait -n -p ended || code=$?
    [ -n "${ended:-}" ] || exec sleep infinity
    [ -n "${names[$ended]:-}" ] || continue
    # A lesson asked for it, see systemctl above; a death on the way is one.
    if [ "${names[$ended]} $code" = 'dockerd 0' ] && rm /run/restart-dockerd 2>/dev/null; then
      start_engine
    else
      echo "ended ${names[$ended]} $code"
    fi
  done
}

"$@"
