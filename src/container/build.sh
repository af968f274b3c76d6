#!/bin/sh
# Builds the image's file system from Debian's packages, in a container that has a static busybox only, and writes it to standard
# output as an archive. Usage: build.sh unpack LINE (/in holds builder/*.deb, debs/*.deb, project/ and node_modules/)
set -eu

# Debian's packages, unpacked and not configured: enough to run mmdebstrap.
unpack() {
  free=$(df -P -k / | awk 'NR == 2 { print $4 }')
  if [ "$free" -lt 3145728 ]; then
    echo "No space left on device: 3 GiB are needed, $((free / 1024)) MiB are free." >&2
    exit 1
  fi
  echo 'unpacking the packages that build it' >&2
  mkdir -p /builder/old /builder/mnt /builder/tmp /builder/var/tmp /builder/out/modules /builder/out/cache/dollyeo-docker
  # Its links, from /bin to /usr/bin and the like, come first.
  for deb in /in/builder/base-files_*.deb /in/builder/*.deb; do
    [ ! -e "$deb" ] || dpkg-deb -x "$deb" /builder
    rm -f "$deb"
  done
  echo 'root:x:0:0:root:/root:/bin/sh' >/builder/etc/passwd
  echo 'root:x:0:' >/builder/etc/group
  mv /in/debs /builder/out/cache/dollyeo-docker/
  mv /in/node_modules /builder/out/modules/
  mv /in/project /builder/project
  mount -o bind /builder /builder
  for folder in proc sys dev; do mount -o rbind "/$folder" "/builder/$folder"; done
  cd /builder
  pivot_root . old # a process that is only chrooted gets no user namespace
  exec chroot . /bin/sh /project/src/container/build.sh fill "$1"
}

fill() {
  export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 XDG_CACHE_HOME=/out/cache
  cd /out/modules/node_modules
  set -- "$1" node-linux-*/bin/node
  mkdir -p .bin
  ln -s "../$2" .bin/node
  .bin/node --input-type=module --eval '
    import { buildEngineRoot } from "/project/src/sandbox/build-engine-root.mjs";
    await buildEngineRoot(process.argv[1], (step) => console.error(step)).catch((error) => {
      console.error(error.message);
      process.exitCode = 1;
    });' "$1" >&2
  echo 'writing the image' >&2
  cd /out/cache/dollyeo-docker
  rm -r debs
  cd /out
  mkdir -p etc proc sys dev run mnt media root tmp var/tmp
  chmod 1777 tmp var/tmp
  cp /etc/passwd /etc/group etc/
  # The image's own programs are those of the engine root, so that it holds them once.
  root=$(echo cache/dollyeo-docker/roots/*)
  ln -s "$root/usr" usr
  for link in "$root"/bin "$root"/sbin "$root"/lib*; do ln -s "usr/${link##*/}" "${link##*/}"; done
  tar --numeric-owner --create .
}

"$@"
