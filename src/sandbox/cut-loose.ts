import { SandboxError } from './errors.ts';

/** What differs between architectures: numbers of system calls, and how seccomp(2) calls the architecture. */
const NUMBERS: Partial<Record<NodeJS.Architecture, Record<string, number>>> = {
  x64: { keyctl: 250, prctl: 157, socket: 41, audit: 0xc000003e },
  arm64: { keyctl: 219, prctl: 167, socket: 198, audit: 0xc00000b7 },
};

/**
 * The command line that joins control groups, ends with the thread that runs it (PR_SET_PDEATHSIG), and lets go of what a
 * process has from its runner (open files from `firstFile` on, the session keyring, the umask), gives up sockets to the
 * hypervisor (vsock(7): no namespace holds them), then runs `command`. Its terminal it loses with `spawn`'s `detached`.
 */
export function cutLoose(groups: string[], firstFile: number, command: string[]): string[] {
  const numbers = NUMBERS[process.arch];
  if (!numbers) {
    throw new SandboxError(
      `expected an x64 or arm64 processor, for which a sandbox can be made, but found ${process.arch}. ` +
        'Read the course here, and check it on another machine.',
    );
  }
  const known = Object.entries(numbers).map(([name, number]) => `${name}=${number}`);
  return ['perl', '-e', SCRIPT, known.join(' '), String(firstFile), groups.join(' '), ...command];
}

/**
 * Control groups first: from the first instruction in the sandbox on, its limits hold. close_range(2) is 436 on every
 * architecture; a kernel without keys (ENOSYS) has none to leak.
 */
const SCRIPT = `
my ($numbers, $first, $groups) = splice @ARGV, 0, 3;
my %number = map { split /=/ } split / /, $numbers;
for (split / /, $groups) {
  open my $file, '>', "$_/cgroup.procs" or die "$_: $!\\n";
  syswrite $file, "$$\\n" or die "$_: $!\\n";
}
syscall($number{prctl} + 0, 1, 9, 0, 0, 0) == 0 or die "end with the runner: $!\\n"; # PR_SET_PDEATHSIG, SIGKILL
syscall($number{keyctl} + 0, 1, 0) >= 0 or $!{ENOSYS} or die "join a session keyring: $!\\n";
syscall(436, $first + 0, 0xffffffff, 0) == 0 or die "close inherited files: $!\\n";
umask 022;
# A classic BPF program over struct seccomp_data: nr at 0, arch at 4, the first argument at 16. 0x7fff0000 allows,
# 0x00050000 + errno refuses. Another architecture's calls have other numbers: none of them is let through.
my $filter = join '', map { pack 'SCCL', @$_ } (
  [0x20, 0, 0, 4], [0x15, 1, 0, $number{audit}], [0x06, 0, 0, 0x00050000 + 38],
  [0x20, 0, 0, 0], [0x35, 0, 1, 0x40000000], [0x06, 0, 0, 0x00050000 + 38],
  [0x15, 0, 3, $number{socket}], [0x20, 0, 0, 16], [0x15, 0, 1, 40], [0x06, 0, 0, 0x00050000 + 97],
  [0x06, 0, 0, 0x7fff0000]);
syscall($number{prctl} + 0, 22, 2, pack('Sx6P', length($filter) / 8, $filter), 0, 0) == 0
  or die "forbid sockets to the hypervisor: $!\\n";
exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\\n";`;
