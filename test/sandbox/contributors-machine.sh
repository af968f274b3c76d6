#!/bin/bash
# A contributor's machine with a Docker of its own, for one test: a network and mounts apart from this machine's, and in
# them an engine that runs as real root, as everybody's does. Usage: contributors-machine.sh ENGINE_ROOT BUSYBOX CGROUP
# Says "ready" when its containers run. Its end is the end of all that it started.
set -eu

machine() {
  ip link set lo up
  mount -t tmpfs -o mode=755 contributor-run /run
  mkdir /run/engine /run/lock
  mount -t tmpfs contributor-disk /run/engine
  # Whoever looks for Docker on this machine finds this one.
  setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child=KILL --propagation private \
    bash "$0" engine "$@" || exit # this process stays: it is what the machine is entered by
}

engine() {
  local root=$1 busybox=$2 cgroup=$3
  cd /run/engine
  mkdir upper work root docker containerd
  # Its programs belong to the root of sandboxes: none may become that one.
  mount -t overlay -o "nosuid,lowerdir=$root,upperdir=upper,workdir=work" contributor-root root
  cd root
  mount -t proc contributor-proc proc
  mount --rbind /sys sys
  mount --rbind /dev dev
  mount --bind /run run
  mkdir -p old image/bin image/www var/lib/docker var/lib/containerd
  mount --bind ../docker var/lib/docker
  mount --bind ../containerd var/lib/containerd
  install -m 755 "$busybox" image/bin/busybox
  echo 'the shop is open' >image/www/index.html
  pivot_root . old
  umount -l old
  cd /
  export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
  unset DOCKER_HOST DOCKER_CONTEXT
  containerd >/var/log/containerd.log 2>&1 &
  dockerd --containerd /run/containerd/containerd.sock --cgroup-parent "$cgroup" >/var/log/dockerd.log 2>&1 &
  until curl -s -o /dev/null --unix-socket /run/docker.sock http://docker/info; do sleep 0.02; done
  {
    tar -C /image -c . | docker import - shop:1
    docker tag shop:1 shop:latest
    docker volume create ledger
    docker run --rm -v ledger:/ledger shop:1 /bin/busybox sh -c 'echo sold >/ledger/book'
    docker run --name archive shop:1 /bin/busybox true
    docker network create street
    docker run -d --name shop --network street -p 127.0.0.1:8088:80 -v ledger:/ledger shop:1 \
      /bin/busybox httpd -f -p 80 -h /www
    until curl -sf -o /dev/null http://127.0.0.1:8088/; do sleep 0.02; done
  } >/dev/null
  echo ready
  # A socket without a file, which only its network keeps apart.
  exec perl -MSocket -e '
    socket my $s, AF_UNIX, SOCK_STREAM, 0; bind $s, sockaddr_un("\0contributor") or die; listen $s, 5; sleep'
}

"$@"
