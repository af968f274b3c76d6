/** A kind of volatile token: what a token of it looks like, and whether it names one thing or measures something. */
export interface Kind {
  name: string;
  /** An identity names one thing and is renamed one-to-one over a chapter; a measure matches any of its kind. */
  isIdentity: boolean;
  shape: RegExp;
}

/** A hexadecimal name of one thing: 64 digits or a cut of them, which names the same thing. */
export const hexKind: Kind = {
  name: 'ID',
  isIdentity: true,
  // BuildKit cuts at the terminal's width: behind "sha256:" fewer than 12 digits can be left.
  shape: /(?<![0-9A-Za-z_])(?:(?<=sha256:)[0-9a-f]{4,64}|[0-9a-f]{12,64})(?![0-9A-Za-z_])/g,
};

/** A name that Docker makes up for a container; the shape is checked against Docker's own words. */
export const dockerNameKind: Kind = {
  name: 'made-up name',
  isIdentity: true,
  shape: /(?<![\w-])[a-z]+_[a-z]+[0-9]?(?![\w-])/g,
};

// As github.com/docker/go-units prints a duration.
const span =
  '(?:Less than a second|About a minute|About an hour|[0-9]+ (?:second|minute|hour|day|week|month|year)s?)';

/** Every kind of volatile token; where two fit, the first one counts. */
export const kinds: readonly Kind[] = [
  identity('UUID', /(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g),
  hexKind,
  identity('MAC address', /(?<![\w:])[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?![\w:])/g),
  identity('link-local address', /(?<![\w:])fe80::[0-9a-f:]*[0-9a-f](?![\w:])/g),
  identity('veth name', /(?<!\w)veth[0-9a-f]{7}(?!\w)/g),
  identity('namespace', /(?<!\w)(?:cgroup|ipc|mnt|net|pid|time|user|uts):\[[0-9]{10}\]/g),
  dockerNameKind,
  // The year 1 is Go's "never", which is no time.
  measure(
    'time',
    /(?<![\w-])(?!0001)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})(?!\w)/g,
  ),
  measure('age', new RegExp(`(?<!\\w)${span} ago(?!\\w)`, 'g')),
  measure('duration', new RegExp(`(?<=(?<!\\w)Up )${span}(?!\\w)`, 'g')),
  measure('build time', /(?<=^\[\+\] Building )[0-9]+\.[0-9]s|(?<=^ => .* )[0-9]+\.[0-9]s$/g),
];

function identity(name: string, shape: RegExp): Kind {
  return { name, isIdentity: true, shape };
}

function measure(name: string, shape: RegExp): Kind {
  return { name, isIdentity: false, shape };
}
