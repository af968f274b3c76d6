#!/bin/busybox sh
# The first process of the virtual machine. The kernel hands on what its command line says
# as run="...", as a variable; this runs it and turns the machine off.
/bin/busybox --install -s /bin
mkdir -p /proc /sys /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
sh -c "$run"
poweroff -f
