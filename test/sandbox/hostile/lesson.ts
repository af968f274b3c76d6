/** One attempt to reach the host from a lesson, and what proves that it was made. */
export interface HostileLesson {
  name: string;
  /** Steps of one sandbox. */
  steps: string[];
  /** What its last step prints, or the sentence with which the sandbox ended. */
  proof: RegExp;
}

/** What is to be found on the host, were it in reach. */
export interface Prey {
  /** A word that stands in a file, in the environment and in a key of the host. */
  secret: string;
  /** A file of the host. */
  file: string;
  /** A process of the host. */
  pid: number;
  /** The numbers of the host's namespaces. */
  namespaces: string[];
  /** Major and minor number of the disk that holds the host's files. */
  disk: { major: number; minor: number };
}

export const BUSYBOX = 'localhost:5050/busybox:1.38';

/** Numbers of system calls, in the order of names: x64, arm64. */
const CALLS: Record<string, [number, number]> = {
  keyctl: [250, 219],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  init_module: [175, 105],
  kexec_load: [246, 104],
  acct: [163, 89],
  ptrace: [101, 117],
  open_by_handle_at: [304, 265],
  ioctl: [16, 29],
};

/** The number of a system call on this machine. */
export function number(name: string): number {
  return (CALLS[name] as [number, number])[process.arch === 'arm64' ? 1 : 0];
}

/** A system call by perl that says how it failed, or that it did not. */
export function call(name: string, ...args: (string | number)[]): string {
  return `perl -e 'my $b = "\\0" x 512; print "${name}: ", syscall(${[number(name), ...args].join(', ')}) < 0 ? "refused ($!)" : "done", "\\n"'`;
}

/** Counts how many commands are refused. */
export function refused(...commands: string[]): string {
  return `n=0; for command in ${commands.map(quote).join(' ')}; do
    if (eval "$command") 2>&1; then echo "DONE: $command"; else n=$((n + 1)); fi; done; echo "refused $n"`;
}

/** A script in a container, its errors in their order. */
export function inContainer(options: string, script: string): string {
  return `docker run --rm ${options} ${BUSYBOX} sh -c ${quote(`exec 2>&1; ${script}`)}`;
}

/** A word for a shell. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
