import { BUSYBOX, call, number, type HostileLesson, type Prey } from './lesson.ts';

/** Holes that a runner could leave open. */
export function waysOut(prey: Prey): HostileLesson[] {
  return [
    {
      name: 'enters the namespaces that it finds',
      steps: [
        'for ns in /proc/*/ns/*; do readlink $ns; done 2> /dev/null | grep -v "^time" | sort -u | tr "\\n" " "; nsenter -t 1 -m -n -p -u -i -C ls -d /root/course',
      ],
      proof: new RegExp(`^(?!.*(${prey.namespaces.join('|')}))(\\w+:\\[\\d+\\] )+/root/course$`),
    },
    {
      name: 'reads and revokes keys of the kernel',
      steps: [
        `grep -c ${prey.secret} /proc/keys; perl -e 'my $n = 0; my $b = "\\0" x 99; for my $ring (-3, -4, -5) { my ($t, $d) = ("user", "${prey.secret}"); $n++ if syscall(${number('keyctl')}, 10, $ring, $t, $d, 0) >= 0; syscall(${number('keyctl')}, 7, $ring) } syscall(${number('keyctl')}, 3, -3); print "found $n\\n"'`,
      ],
      proof: /^0\nfound 0$/,
    },
    {
      name: "traces and kills the host's processes",
      steps: [
        `ls -d /proc/${prey.pid}; kill -9 ${prey.pid}; ${call('ptrace', 16, prey.pid, 0, 0)}; perl -e 'print kill(0, 4000 .. 400000), "\\n"'`,
      ],
      proof: /cannot access .*\n.*No such process\nptrace: refused \(No such process\)\n0$/,
    },
    {
      name: 'looks for sockets without a file',
      steps: [
        'grep -c "@" /proc/net/unix; grep -c contributor /proc/net/unix; curl -s --abstract-unix-socket contributor http://x/; echo $?',
      ],
      proof: /^\d+\n0\n7$/,
    },
    {
      name: "looks for the host's files behind every process and open file",
      steps: [
        `tried=0; found=0; for way in /proc/[0-9]*/root /proc/[0-9]*/cwd /proc/[0-9]*/fd/* /proc/[0-9]*/fd/*/.. /; do tried=$((tried + 1)); [ -e "$way${prey.file}" ] && found=$((found + 1)); done; echo "$found of $((tried > 50))"`,
      ],
      proof: /^0 of 1$/,
    },
    {
      name: 'looks at every open file that is not its own',
      steps: [
        `for file in /proc/[0-9]*/fd/*; do case $(readlink $file) in /dev/* | net:* | mnt:* | pipe:* | socket:* | anon_inode:* | /proc/* | /var/* | /run/* | /usr/* | /memfd* | /root/* | /sys/*) ;; *) readlink $file ;; esac; done | sort -u; echo end`,
      ],
      proof: /^(\/lib.*\n)*end$/,
    },
    {
      name: "looks for the runner's environment and arguments",
      steps: [
        `cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline | tr "\\0" "\\n" > /tmp/all; env >> /tmp/all; grep -c ${prey.secret.slice(0, -1)}[${prey.secret.slice(-1)}] /tmp/all; grep -c PATH= /tmp/all | tr 0-9 n`,
      ],
      proof: /^0\nn+$/,
    },
    {
      name: "types on the runner's terminal",
      steps: [
        `mv /usr/sbin/runc /usr/sbin/runc.real; cat > /usr/sbin/runc <<'END'
#!/usr/bin/perl
open my $log, '>>', '/tmp/tried';
my $ok = open my $tty, '+<', '/dev/tty';
print $log $ok ? "open\\n" : "no terminal\\n";
if ($ok) { print $tty "${prey.secret}"; syscall(${number('ioctl')}, fileno($tty), 0x5412, my $c = $_) for split //, "touch /tmp/${prey.secret}\\n"; }
exec '/usr/sbin/runc.real', @ARGV;
END
chmod 755 /usr/sbin/runc; docker run --rm ${BUSYBOX} echo ran; sort -u /tmp/tried`,
      ],
      proof: /^ran\nno terminal$/,
    },
    {
      name: "opens the host's files by their numbers",
      steps: [
        `perl -e 'my $no = 0; for my $way (glob("/dev/*"), "/", "/tmp") { open(my $fd, "<", $way) || next; for my $inode (1, 2, 256) { my $handle = pack("LlLLL", 8, 1, $inode, 0, 0); my $got = syscall(${number('open_by_handle_at')}, fileno($fd), $handle, 0); $no++ if $got < 0; print "GOT $way\\n" if $got >= 0 && -e "/proc/self/fd/$got${prey.file}"; } } print $no > 9 ? "refused\\n" : "only $no\\n"'`,
      ],
      proof: /^refused$/,
    },
  ];
}
