import { isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './transcript-error.ts';
import { needs, type Chapter, type Place } from './types.ts';

/** Matches a host's name, which becomes a machine's. */
export const hostName = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/** Reads what a chapter's front matter says to the verifier; what is wrong with it is added to `problems`. */
export function readFrontMatter(
  file: string,
  text: string,
  problems: Problem[],
): Pick<Chapter, 'images' | 'hosts' | 'needs'> {
  const yaml = /^\uFEFF?---\r?\n((?:.*?\r?\n)??)---[ \t]*(?:\r?\n|$)/s.exec(text)?.[1];
  const nothing = { images: [], hosts: [], needs: [] };
  if (yaml === undefined) return nothing;
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter });
  const placeAt = (offset: number | undefined): Place => {
    const { line, col } = counter.linePos(offset ?? 0);
    return { file, line: line + 1, column: col };
  };
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const [reason] = mistake.message.split(/ at line [0-9]+|\n/);
    const sentence = `expected front matter in YAML but found a mistake: ${reason}. Correct it; text with a colon or quotes needs quotes around it.`;
    problems.push({ place: placeAt(mistake.pos[0]), sentence });
    return nothing;
  }

  const readNames = (field: string, example: string): { name: string; place: Place }[] => {
    if (!document.has(field)) return [];
    const node = document.get(field, true);
    const items = isSeq(node) ? node.items : [node];
    const names = items.flatMap((item) =>
      isScalar(item) && typeof item.value === 'string'
        ? [{ name: item.value, place: placeAt(item.range?.[0]) }]
        : [],
    );
    if (isSeq(node) && names.length === items.length) return names;
    const place = placeAt(isSeq(node) || isScalar(node) ? node.range?.[0] : 0);
    const sentence = `expected a list of names in "${field}" but could not read it so. Write it like ${field}: ${example}.`;
    problems.push({ place, sentence });
    return [];
  };

  const hosts = readNames('hosts', '[seoul, busan]');
  for (const [index, { name, place }] of hosts.entries()) {
    if (!hostName.test(name)) {
      const sentence = `expected a host's name of a-z, 0-9 and hyphens but found "${name}". It becomes a machine's name: write one like "busan".`;
      problems.push({ place, sentence });
    } else if (hosts.slice(0, index).some((other) => other.name === name)) {
      const sentence = `expected each host once but found "${name}" twice. Delete one of them.`;
      problems.push({ place, sentence });
    }
  }
  const images = readNames('images', '["localhost:5050/web:1.0"]').map(({ name }) => name);
  const known = readNames('needs', '[vm]').flatMap(({ name, place }) => {
    const need = needs.find((each) => each === name);
    if (need !== undefined) return [need];
    const sentence = `expected needs of ${needs.join(', ')} but found "${name}". Correct it, or delete it where an engine is enough.`;
    problems.push({ place, sentence });
    return [];
  });
  return { images, hosts: hosts.map(({ name }) => name), needs: known };
}
