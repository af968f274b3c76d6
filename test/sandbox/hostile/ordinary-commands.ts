import { BUSYBOX, type HostileLesson } from './lesson.ts';

/** Commands that a reader may well type. */
export function ordinaryCommands(): HostileLesson[] {
  return [
    {
      name: 'prunes everything',
      steps: [
        `docker volume create mine; docker run --name old ${BUSYBOX} true; docker images -q | wc -l`,
        'docker system prune -af --volumes',
        'docker ps -aq | wc -l; docker images -q | wc -l; docker volume prune -af > /dev/null; docker volume ls -q | wc -l',
      ],
      proof: /^0\n0\n0$/,
    },
    {
      name: 'looks for other sockets of Docker',
      steps: [
        'for socket in /var/run/docker.sock /run/docker.sock /proc/*/root/run/docker.sock; do docker -H unix://$socket info --format "{{.ID}} {{.Name}}" || echo none; done | sort | uniq -c; cat /var/lib/docker/engine-id',
      ],
      proof: /^ +\d{2} ([-0-9a-f]{36}) course\n\1$/,
    },
    {
      name: 'removes every file',
      steps: ['rm -rf --no-preserve-root / 2> /dev/null; echo /usr/bin/*; sleep 100'],
      proof: /to keep running but it ended[^]*\n\/usr\/bin\/\*/,
    },
    {
      name: 'flushes the rules of iptables',
      steps: [
        'iptables -t nat -S | grep -c DOCKER',
        'for table in filter nat mangle raw; do iptables -t $table -F; iptables -t $table -X; ip6tables -t $table -F; done; nft flush ruleset 2> /dev/null; iptables-save | grep -c "^-A"',
      ],
      proof: /^0$/,
    },
    {
      name: 'kills every process',
      steps: ['kill -9 -1; sleep 100'],
      // The shell, or one of the sandbox's programs: whichever is noticed first.
      proof: /(?:to go on|to keep running) but it ended/,
    },
    {
      name: 'is a fork bomb',
      steps: ['bomb() { bomb | bomb & }; bomb; sleep 100'],
      proof: /raise the limit "processes"/,
    },
    {
      name: 'mounts and unmounts',
      steps: [
        'mount --make-rshared /; mount -t tmpfs mine /etc && mount --bind / /mnt && mount -o remount,rw /sys; umount -a -l 2> /dev/null; umount -l /proc; mount | wc -l; echo *',
        'mount -t proc again /proc; ls /proc/1/root /proc/1/cwd | grep -c course',
      ],
      proof: /too revealing[^]*\n0$/,
    },
    {
      name: 'fills the disk',
      steps: ['cat /dev/zero > /var/lib/docker/full; sleep 100'],
      proof: /raise the limit "diskMiB"/,
    },
    { name: 'prints without an end', steps: ['yes'], proof: /raise the limit "outputBytes"/ },
  ];
}
