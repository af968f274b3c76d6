import { call, refused, type HostileLesson, type Prey } from './lesson.ts';

const sysctls = [
  'vm.swappiness',
  'vm.overcommit_memory',
  'vm.max_map_count',
  'kernel.panic',
  'kernel.printk',
  'kernel.core_pattern',
  'kernel.pid_max',
  'kernel.randomize_va_space',
  'fs.file-max',
  'fs.inotify.max_user_instances',
];

/** What belongs to the one kernel that all share. */
export function kernel(prey: Prey): HostileLesson[] {
  return [
    {
      name: 'sets values of the kernel',
      steps: [
        refused(
          ...sysctls.map((name) => `sysctl -w ${name}=1 && [ $(sysctl -n ${name}) = 1 ]`),
          `echo "|/bin/${prey.secret}" > /proc/sys/kernel/core_pattern`,
        ),
      ],
      proof: new RegExp(`refused ${sysctls.length + 1}$`),
    },
    {
      name: 'sets values that are its own',
      steps: ['sysctl -w net.ipv4.ip_default_ttl=1 kernel.shmmni=5; hostname mine; hostname'],
      proof: /ttl = 1\nkernel.shmmni = 5\nmine$/,
    },
    {
      name: 'sets the clock',
      steps: [
        [
          refused('date -s 2001-01-01'),
          call('clock_settime', 0, '$b'),
          call('adjtimex', '$b = pack("L128", 0x8000)'),
        ].join('; '),
      ],
      proof: /refused 1\nclock_settime: refused .*\nadjtimex: refused/,
    },
    {
      name: 'talks to the hypervisor below the machine',
      steps: [
        `perl -MSocket -e 'for (40, AF_INET) { print socket(my $s, $_, SOCK_STREAM, 0) ? "open\\n" : "$!\\n" }'`,
      ],
      proof: /^Address family not supported by protocol\nopen$/,
    },
    {
      name: 'loads a module, another kernel, swap',
      steps: [
        [
          refused('modprobe dummy', 'insmod /bin/true', `swapon /bin/true`),
          call('init_module', '$b', 512, '$b'),
          call('kexec_load', 0, 0, 0, 0),
          call('acct', '$b'),
        ].join('; '),
      ],
      proof: /refused 3\ninit_module: refused .*\nkexec_load: refused .*\nacct: refused/,
    },
    {
      name: 'writes to the log of the kernel and reads it',
      steps: [
        [
          refused(
            'mknod /dev/log-of-kernel c 1 11',
            'dmesg -C',
            'dmesg -n 1',
            'cat /proc/kmsg',
            `printf ${prey.secret} > /proc/kmsg`,
          ),
          `echo ${prey.secret} > /dev/kmsg; stat -c %F /dev/kmsg`,
        ].join('; '),
      ],
      proof: /refused 5\nregular file$/,
    },
    {
      name: 'presses keys of the kernel',
      steps: [
        refused(
          'echo h > /proc/sysrq-trigger',
          'echo 511 > /proc/sys/kernel/sysrq',
          'echo mem > /sys/power/state',
          'echo 1 > /proc/sys/vm/drop_caches',
        ),
      ],
      proof: /refused 4$/,
    },
    {
      name: 'has a program run when a control group ends',
      steps: [
        [
          refused(
            'mkdir -p /agent && mount -t cgroup -o memory again /agent && echo /evil > /agent/release_agent',
            'mkdir -p /new && mount -t cgroup -o none,name=evil new /new',
            'find /sys/fs/cgroup -name release_agent | grep .',
            'unshare -UrC sh -c "mount -t cgroup -o memory memory /agent && echo /evil > /agent/release_agent"',
          ),
        ].join('; '),
      ],
      proof: /refused 4$/,
    },
    {
      name: 'raises its own limits and leaves its control groups',
      steps: [
        `cd /sys/fs/cgroup; cut -d : -f 3 /proc/self/cgroup | sort -u; n=0
         for file in $(find . -maxdepth 2 -name memory.limit_in_bytes -o -maxdepth 2 -name memory.memsw.limit_in_bytes -o -maxdepth 1 -name memory.max -o -maxdepth 2 -name pids.max -o -maxdepth 2 -name devices.allow); do
           for value in max -1 a; do echo $value > $file && n=$((n + 1)); done; done 2> /dev/null
         echo "wrote $n"; cat pids.max pids/pids.max 2> /dev/null`,
      ],
      proof: /^\/(init)?\nwrote 0\n4096$/,
    },
    {
      name: 'freezes all that it can',
      steps: [
        'cd /sys/fs/cgroup/freezer 2> /dev/null || cd /sys/fs/cgroup; mkdir ice; for pid in $(pidof dockerd containerd) 1; do echo $pid > ice/cgroup.procs; done; echo FROZEN > ice/freezer.state || echo 1 > ice/cgroup.freeze; cat ice/cgroup.procs | wc -l',
      ],
      proof: /^3$/,
    },
  ];
}
