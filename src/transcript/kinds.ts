/** A kind of volatile token: what a token of it looks like, and whether it names one thing or measures something. */
export interface Kind {
  name: string;
  /** An identity names one thing and is renamed one-to-one over a chapter; a measure matches any of its kind. */
  isIdentity: boolean;
  /** Matches a token that stands alone (`^…$`). */
  whole: RegExp;
  /** Finds the tokens of a line. */
  shape: RegExp;
}

/** A hexadecimal name of one thing: 64 digits or a cut of them, which names the same thing. */
export const hexKind: Kind = identity(
  'ID',
  // BuildKit cuts at the terminal's width: behind "sha256:" fewer than 12 digits can be left.
  '(?:(?<=sha256:)[0-9a-f]{4,64}|[0-9a-f]{12,64})',
);

/** A name that Docker makes up for a container; a token is one only if its words are Docker's own. */
export const dockerNameKind: Kind = identity('made-up name', '[a-z]+_[a-z]+[0-9]?', '[\\w-]');

// As github.com/docker/go-units prints a duration.
const span =
  '(?:Less than a second|About a minute|About an hour|[0-9]+ (?:second|minute|hour|day|week|month|year)s?)';

// The year 1 is Go's "never", which is no time.
const time =
  '(?!0001)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})';

/** Every kind of volatile token; where two fit, the first one counts. */
export const kinds: readonly Kind[] = [
  identity('UUID', '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}', '[\\w-]'),
  hexKind,
  identity('MAC address', '[0-9a-f]{2}(?::[0-9a-f]{2}){5}', '[\\w:]'),
  identity('link-local address', 'fe80::[0-9a-f:]*[0-9a-f]', '[\\w:]'),
  identity('veth name', 'veth[0-9a-f]{7}'),
  identity('namespace', '(?:cgroup|ipc|mnt|net|pid|time|user|uts):\\[[0-9]{10}\\]'),
  dockerNameKind,
  measure('time', time, '(?<![\\w-])', '(?!\\w)'),
  measure('age', `${span} ago`, '(?<!\\w)', '(?!\\w)'),
  measure('duration', span, '(?<=(?<!\\w)Up )', '(?!\\w)'),
  measure('build time', '[0-9]+\\.[0-9]s', '(?:(?<=^\\[\\+\\] Building )|(?<=^ => .* )(?=\\S+$))'),
];

/** `beside` is what cannot stand beside a token, since the token would be part of something longer. */
function identity(name: string, core: string, beside = '\\w'): Kind {
  const shape = new RegExp(`(?<!${beside})${core}(?!${beside})`, 'g');
  return { name, isIdentity: true, whole: new RegExp(`^${core}$`), shape };
}

function measure(name: string, core: string, before: string, after = ''): Kind {
  const shape = new RegExp(`${before}${core}${after}`, 'g');
  return { name, isIdentity: false, whole: new RegExp(`^${core}$`), shape };
}
