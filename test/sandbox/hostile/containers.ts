import { BUSYBOX, inContainer, refused, type HostileLesson, type Prey } from './lesson.ts';

/** Containers that are given all that Docker can give. */
export function containers(prey: Prey): HostileLesson[] {
  return [
    {
      name: 'mounts / in a container and changes it',
      steps: [
        inContainer(
          '-v /:/host',
          `echo hi > /host/etc/from-lesson; rm -rf /host/home /host/root/.bashrc; chroot /host /usr/bin/ls ${prey.file}`,
        ),
        'cat /etc/from-lesson; ls -d /home',
      ],
      proof: /^hi\nls: cannot access '\/home'/,
    },
    {
      name: 'is privileged and changes the kernel',
      steps: [
        inContainer(
          '--privileged',
          `n=0; for command in "echo core.${prey.secret} > /proc/sys/kernel/core_pattern" "echo 7 > /proc/sys/vm/swappiness" "date -s 2001-01-01" "mknod /disk b ${prey.disk.major} ${prey.disk.minor}" "echo h > /proc/sysrq-trigger" "dmesg -c" "mount -t debugfs d /mnt" "echo ${prey.secret} > /proc/kmsg" "hwclock -w" "cat /proc/kcore" "ls /dev/vda /dev/sda /dev/nvme0n1"; do if (eval "$command") >/dev/null 2>&1; then echo "DONE: $command"; else n=$((n + 1)); fi; done; echo "refused $n"`,
        ),
      ],
      proof: /^refused 11$/,
    },
    {
      name: "is in the host's network, as it believes",
      steps: [
        inContainer(
          '--network host --privileged',
          'ip link set lo down; ip link set lo up; ip link del docker0; ls /sys/class/net; wget -q -O - http://127.0.0.1:8088/ || echo closed',
        ),
      ],
      proof: /^lo\nwget: .*refused\nclosed$/,
    },
    {
      name: "is among the host's processes, as it believes, and kills them",
      steps: [
        inContainer(
          '--pid host --privileged',
          `ps -o comm | sort -u | tr "\\n" " "; ls /proc/${prey.pid}; ls /proc/1/root${prey.file}; kill -9 ${prey.pid}`,
        ),
      ],
      proof:
        /dockerd .*sandbox-init .*ls: .*No such file.*\nls: .*No such file.*\n.*No such process$/,
    },
    {
      name: 'makes and opens a disk',
      steps: [
        [
          refused(
            `mknod /disk b ${prey.disk.major} ${prey.disk.minor}`,
            `mount -t ext4 /dev/vda /mnt`,
            `unshare -Ur mknod /disk b ${prey.disk.major} ${prey.disk.minor}`,
            'losetup -f /bin/true',
          ),
          `docker run --rm --device /dev/vda ${BUSYBOX} true 2>&1 | grep -c "no such file"`,
          inContainer(
            '--device-cgroup-rule "b *:* rwm" --cap-add ALL',
            `mknod /disk b ${prey.disk.major} ${prey.disk.minor}`,
          ),
        ].join('; '),
      ],
      proof: /refused 4\n1\nmknod: .*Operation not permitted$/,
    },
  ];
}
