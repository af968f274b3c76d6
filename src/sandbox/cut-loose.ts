/** keyctl(2) has another number on each architecture. */
const KEYCTL: Partial<Record<NodeJS.Architecture, number>> = { x64: 250, arm64: 219 };

/**
 * The command line that joins control groups and lets go of what a process has from its runner (open files from
 * `firstFile` on, the session keyring, the umask), then runs `command`. Its terminal it loses with `spawn`'s `detached`.
 */
export function cutLoose(groups: string[], firstFile: number, command: string[]): string[] {
  const keyctl = String(KEYCTL[process.arch] ?? 0);
  return ['perl', '-e', SCRIPT, keyctl, String(firstFile), groups.join(' '), ...command];
}

/**
 * Control groups first: from the first instruction in the sandbox on, its limits hold. close_range(2) is 436 on every
 * architecture; a kernel without keys (ENOSYS) has none to leak.
 */
const SCRIPT = `
my ($keyctl, $first, $groups) = splice @ARGV, 0, 3;
for (split / /, $groups) {
  open my $file, '>', "$_/cgroup.procs" or die "$_: $!\\n";
  syswrite $file, "$$\\n" or die "$_: $!\\n";
}
syscall($keyctl + 0, 1, 0) >= 0 or $!{ENOSYS} or die "join a session keyring: $!\\n";
syscall(436, $first + 0, 0xffffffff, 0) == 0 or die "close inherited files: $!\\n";
umask 022;
exec { $ARGV[0] } @ARGV or die "$ARGV[0]: $!\\n";`;
