import { hostName } from './read-front-matter.ts';
import type { Problem } from './transcript-error.ts';
import { fenceNeeds, type HostFact, type Place, type TranscriptMeta } from './types.ts';

/** Reads the meta words of a `console` fence; what is wrong with them is added to `problems`. `place` is where they begin. */
export function parseMeta(meta: string, place: Place, problems: Problem[]): TranscriptMeta {
  const found: TranscriptMeta = { unordered: false };
  const seen = new Set<string>();
  for (const match of meta.matchAll(/([^\s="']+)(?:=("[^"]*"|'[^']*'|\S*))?|\S+/g)) {
    const [whole, name = whole, quoted] = match;
    const refuse = (sentence: string) =>
      problems.push({ place: { ...place, column: place.column + match.index }, sentence });
    if (seen.has(name)) {
      refuse(`expected each meta word once but found ${name} twice. Delete one of them.`);
      continue;
    }
    seen.add(name);
    if (name === 'unordered') {
      if (quoted === undefined) found.unordered = true;
      else refuse(`expected unordered without a value but found ${whole}. Write only unordered.`);
      continue;
    }
    const read = valueReaders[name];
    if (read === undefined) {
      refuse(
        `expected one of the meta words ${words} but found ${whole}. Correct its spelling or delete it.`,
      );
      continue;
    }
    const isQuoted = quoted !== undefined && /^(["']).*\1$/s.test(quoted) && quoted.length > 1;
    if (!isQuoted) {
      refuse(`expected ${name}="…" but found ${whole}. Put its value between quotes.`);
      continue;
    }
    const sentence = read(quoted.slice(1, -1), found);
    if (sentence !== undefined) refuse(sentence);
  }
  return found;
}

/** Each reads one value into the meta, or says what is wrong with it. */
const valueReaders: Record<string, (value: string, meta: TranscriptMeta) => string | undefined> = {
  id(value, meta) {
    if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(value)) {
      return `expected an id of a-z, 0-9 and single hyphens but found "${value}". It becomes an anchor: write one like "pull-by-tag".`;
    }
    meta.id = value;
    return undefined;
  },
  answer(value, meta) {
    meta.answer = value;
    return undefined;
  },
  timeout(value, meta) {
    const match = /^([1-9][0-9]{0,3})(s|m)$/.exec(value);
    if (match === null) {
      return `expected a timeout in whole seconds or minutes but found "${value}". Write one like "30s" or "2m".`;
    }
    meta.timeoutMs = Number(match[1]) * (match[2] === 'm' ? 60_000 : 1000);
    return undefined;
  },
  varies(value, meta) {
    const names = value.split(/\s+/).filter(Boolean);
    const unknown = names.find((name) => !isHostFact(name));
    if (unknown !== undefined || names.length === 0) {
      return `expected facts of the machine (${hostFacts.join(', ')}) in varies but found "${unknown ?? value}". Nothing else may vary: show it in another way, or let "..." stand for it.`;
    }
    meta.varies = [...new Set(names.filter(isHostFact))];
    return undefined;
  },
  host(value, meta) {
    if (!hostName.test(value)) {
      return `expected the name of a host but found "${value}". Write one like "busan", and list it as hosts: [seoul, busan] in the front matter.`;
    }
    meta.host = value;
    return undefined;
  },
  needs(value, meta) {
    const need = fenceNeeds.find((each) => each === value);
    if (need === undefined) {
      return `expected one of the needs ${fenceNeeds.join(', ')} but found "${value}". Write limits where the kernel's control groups are shown, vm or debian where readers without one can only read.`;
    }
    meta.needs = need;
    return undefined;
  },
  skip(value, meta) {
    if (value.trim() === '') {
      return 'expected a reason in skip="…" but found none. Say why the fence is not run; readers see it.';
    }
    meta.skip = value;
    return undefined;
  },
};

const hostFacts: readonly HostFact[] = ['kernel', 'cpus', 'memory'];

function isHostFact(name: string): name is HostFact {
  return (hostFacts as readonly string[]).includes(name);
}

const words = [...Object.keys(valueReaders), 'unordered'].join(', ');
