import {
  after,
  anywhere,
  column,
  identity,
  inCommand,
  measure,
  processId,
  type Kind,
  type Sighting,
} from './make-kind.ts';
import type { HostFact } from './types.ts';

const hex = '0123456789abcdef';
const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const decimal = '0123456789';

/** A hexadecimal name of one thing: 64 digits or a cut of them, which names the same thing. */
export const hexKind: Kind = {
  // BuildKit cuts at the terminal's width: behind "sha256:" fewer than 12 digits can be left.
  ...identity('ID', hex, [anywhere('(?:(?<=sha256:)[0-9a-f]{4,64}|[0-9a-f]{12,64})')]),
  isCut: true,
  // What a sum is taken of stays the same, or that is the finding.
  literalIn: /\b(?:md5|sha[0-9]+)sum\b/,
};

/** A name that Docker makes up for a container; a token is one only if its words are Docker's own. */
export const dockerNameKind: Kind = identity('made-up name', decimal, [
  anywhere('[a-z]+_[a-z]+[0-9]?', '[\\w-]'),
]);

/** The name of a node, service, task, secret, network or build of Swarm and BuildKit: 25 characters or 12 of them. */
const swarmKind: Kind = {
  ...identity('Swarm ID', base36, [
    anywhere('(?<!sha256:)[0-9a-z]{25}'),
    column('ID|CACHE ID', '[0-9a-z]{12}'),
    column('NETWORK ID', '(?=[0-9a-f]*[g-z])[0-9a-z]{12}'),
    after('\\w\\.[0-9]+\\.', '[0-9a-z]{12}', '(?=@)'),
  ]),
  isCut: true,
};

// PID 1 is always the first process, 0 none.
const pid = '(?![01](?![0-9]))[0-9]+';
const inContainer = 'docker.* (?:exec|run) ';
const clock = '[0-9]{2}:[0-9]{2}:[0-9]{2}';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
// As github.com/docker/go-units prints a duration; Swarm writes it in small letters.
const span =
  '(?:[Ll]ess than a second|[Aa]bout a minute|[Aa]bout an hour|[0-9]+ (?:second|minute|hour|day|week|month|year)s?)';
const build = '\\bdocker.* build\\b|\\bdocker compose.* up\\b';
const stats = '\\bdocker.* stats\\b';
const timeCommand = '(?<![-\\w])time +\\w|\\bTIMEFORMAT=';
const dateCommand = '(?:^|[\\s;|&(])date(?![\\w=./-])';

/**
 * Every kind of volatile token, one line each: what it looks like, and where it must stand if its looks alone do not tell. Where two
 * fit, the first one counts. `test/transcript/kinds/` holds two recordings of each kind in which it differed.
 */
export const kinds: readonly Kind[] = [
  identity('UUID', hex, [anywhere('[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}', '[\\w-]')]),
  identity('Swarm token', base36, [anywhere('SWMTKN-1-[0-9a-z]{49,50}-[0-9a-z]{24,25}', '[\\w-]')]),
  swarmKind,
  hexKind,
  identity('layer link', base32, [anywhere('[A-Z2-7]{26}')]),
  // Until Engine 23, the fingerprint of a key.
  identity('ID of an old engine', base32, [anywhere('[A-Z2-7]{4}(?::[A-Z2-7]{4}){11}', '[\\w:]')]),
  identity('MAC address', hex, [
    anywhere('(?!(?:ff:){5}|(?:00:){5})[0-9a-f]{2}(?::[0-9a-f]{2}){5}', '[\\w:]'),
  ]),
  identity('link-local address', hex, [anywhere('fe80::[0-9a-f:]*[0-9a-f]', '[\\w:]')]),
  identity('veth name', hex, [anywhere('veth[0-9a-f]{7}')]),
  identity('namespace', decimal, [
    after('\\b(?:cgroup|ipc|mnt|net|pid|time|user|uts):\\[', '[0-9]{10}', '(?=\\])'),
    column('NS', '[0-9]{10}'),
  ]),
  dockerNameKind,
  identity('temporary name', base36, [after('(?:^|/)tmp\\.', '[0-9A-Za-z]{10}', '(?!\\w)')]),
  measure('time', [
    anywhere(
      '(?!0001|1970)[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T' +
        clock +
        '(?:\\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})| ' +
        clock +
        '(?:\\.[0-9]+)?(?: [+-][0-9]{4}(?: UTC)?)?)',
      '[\\w-]',
    ),
    anywhere(`[0-9]{2}/${month}/[0-9]{4}:${clock} [+-][0-9]{4}`),
    after('^(?:< )?[Dd]ate: ', `${day}, [0-9]{2} ${month} [0-9]{4} ${clock} GMT`),
  ]),
  measure('date', [
    inCommand(dateCommand, `${day} ${month} [ 0-9][0-9] ${clock} [A-Z]{3,4} [0-9]{4}`),
    inCommand(dateCommand, `[0-9]{10}|[0-9]{4}-[0-9]{2}-[0-9]{2}|${clock}`),
  ]),
  measure('file time', [
    after(
      '^[-bcdlps][-rwxsStT]{9}[.+]? +[0-9]+ +\\S+ +\\S+ +(?:[0-9]+, *)?[0-9.]+[KMG]? ',
      `${month} [ 0-9][0-9] (?:[0-9]{2}:[0-9]{2}| [0-9]{4})`,
    ),
  ]),
  measure('age', [anywhere(`${span} ago`)]),
  measure('duration', [after('(?<!\\w)Up ', span, '(?!\\w)')]),
  processId('process ID in a container', 'local', [column('PID|PPID', pid, inContainer)]),
  processId('process ID', 'chapter', [
    column('PID|PPID', pid),
    after('"Pid": |\\bpid=|/proc/', pid, '(?!\\w)'),
    inCommand('&[ \\t]*$|\\bjobs\\b', pid, '^\\[[0-9]+\\][-+]? +'),
    inCommand('\\$!|\\$\\$|\\bpidof\\b|\\bpgrep\\b', pid, '^[0-9 ]*'),
    inCommand('\\{\\{[^}]*\\.Pid\\b', pid),
  ]),
  measure('build time', [
    after('^\\[\\+\\] Building ', '[0-9]+\\.[0-9]s'),
    after('^ +(?:=>|[✔✘!]) .* ', '[0-9]+\\.[0-9]s', '$'),
    after('^#[0-9]+ DONE ', '[0-9]+\\.[0-9]s', '$'),
    column('DURATION', '[0-9.hm]+s'),
  ]),
  measure('build log time', [inCommand(build, '[0-9]+\\.[0-9]{3}', '^(?:#[0-9]+ )?', '(?= |$)')]),
  measure('elapsed time', [
    after('^(?:real|user|sys) +', '[0-9]+m ?[0-9.]+s', '$'),
    after('\\btime=|\\bmin/avg/max(?:/mdev)? = ', '[0-9./]+', '(?= ms)'),
    after(' packet loss, time ', '[0-9]+', '(?=ms$)'),
    after(' copied, ', '[0-9.e-]+ s(?:econds)?, [0-9.]+ ?[kMGT]?B/s', '$'),
    after('\\b(?:execDuration=|duration=)', '[0-9.]+(?:[mnµ]?s)?'),
    inCommand('%\\{time_', '[0-9]+\\.[0-9]{6}'),
    // What a TIMEFORMAT of an earlier step lets bash's time print: a line that begins or ends with it. With fewer than six digits
    // bash 5.3 carries nothing where it rounds up: 0.9997 becomes "0.:00".
    inCommand(timeCommand, '[0-9]+\\.[0-9]{1,6}s?', undefined, '$'),
    inCommand(timeCommand, '[0-9]+\\.[0-9]{1,6}s?', '^', '(?= )'),
  ]),
  measure('uptime', [anywhere(`${clock} up .*?(?=, +[0-9]+ users?)`)]),
  measure('load average', [
    after('load average: ', '[0-9.]+, [0-9.]+, [0-9.]+'),
    inCommand('/proc/loadavg', '[0-9.]+ [0-9.]+ [0-9.]+ [0-9]+/[0-9]+ [0-9]+', '^'),
  ]),
  measure('start time', [
    column('STIME|START|STARTED', `[0-9]{2}:[0-9]{2}(?::[0-9]{2})?|${month} ?[0-9]{1,2}|[0-9]{4}`),
  ]),
  measure('CPU time', [column('TIME|TIME\\+', '(?:[0-9]+-)?[0-9]+:[0-9]{2}(?:[:.][0-9]{2})?')]),
  measure('process figure', [
    column('C|%CPU|%MEM|VSZ|RSS|VIRT|RES|SHR', '[0-9]+(?:\\.[0-9]+)?[mgt]?'),
  ]),
  measure('process state', [column('STAT|S', '[RSDI]', undefined, '(?![A-Z])')]),
  measure('percentage', [inCommand(stats, '[0-9]+\\.[0-9]{2}%')]),
  measure('memory in use', [
    inCommand(stats, '[0-9.]+(?:B|[KMG]iB)', undefined, '(?= / [0-9.]+[KMGT]iB)'),
  ]),
  measure('traffic', [inCommand(stats, '[0-9.]+[kMGT]?B')]),
  measure('memory figure', [
    inCommand('\\bfree\\b', '[0-9.]+(?:[KMGT]i?|B)?'),
    inCommand('/proc/meminfo', '[0-9]+', undefined, '(?= kB)'),
    inCommand(
      '\\bsmaps\\b|\\bsmaps_rollup\\b',
      '[0-9]+(?:\\.[0-9]+)?',
      undefined,
      '(?= [kM]i?B(?!\\w))',
    ),
  ]),
  measure('inode', [
    after('\\bInode: ', '[0-9]+'),
    after('\\bDevice: ', '[0-9a-fh]+[,/][0-9a-fd]+'),
  ]),
  measure('client port', [
    after(
      '\\(?\\S+ port [0-9]+\\) from \\S+ port |\\bremoteaddr="?[0-9.:[\\]]*:',
      '[0-9]{4,5}',
      '(?!\\w)',
    ),
  ]),
  measure('version of an object', [after('"Version": \\{"Index":|"Index": ', '[0-9]+')]),
  fact('kernel', [anywhere('[0-9]+\\.[0-9]+\\.[0-9]+(?:[-+.~_]\\w+)*', '[\\w.-]')]),
  fact('cpus', [
    after('\\bCPUs?(?:\\(s\\))?: +|"NCPU": ?|only ', '[0-9]+', '(?!\\w)'),
    amongNumbers('[0-9]{1,4}'),
    after(' to ', '[0-9]+', '(?=\\.00, as there)'),
  ]),
  fact('memory', [
    after('Total Memory: |"MemTotal": ?|^MemTotal: +| / ', '[0-9.]+(?: ?[kKMGT]i?B)?', '(?!\\w)'),
    amongNumbers('[0-9]{6,}'),
  ]),
];

/** A word of a line of nothing but numbers, as a template of some facts prints it. */
function amongNumbers(shape: string): Sighting {
  return after('^(?:[0-9]+ )*', shape, '(?=(?: [0-9]+)*$)');
}

/** An identity that counts only in a fence with `varies`, and that must be the sandbox's own fact in the recording. */
function fact(name: HostFact, sightings: Kind['sightings']): Kind {
  return { ...identity(name, decimal, sightings), isPadded: true, fact: name };
}
