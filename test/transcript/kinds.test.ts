import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/transcript/kinds.ts';
import { createLineReader } from '../../src/transcript/read-line.ts';
import { courseDigest } from './play-lesson.ts';

const readLine = createLineReader({
  literals: new Set([courseDigest]),
  commands: ['docker run --name happy_wu web'],
});
const tokensOf = (text: string) => readLine(text).tokens.map((token) => token.text);

/** For each kind two recordings of Docker Engine 28.5 in which it differed. */
const recordings: Record<string, [line: string, token: string][]> = {
  UUID: [
    [' ID: 0b1dbd3c-8a0c-4b1c-9a44-cd35ab54f4f1', '0b1dbd3c-8a0c-4b1c-9a44-cd35ab54f4f1'],
    [' ID: 7f6d1f38-21b1-4a06-a6e4-3b7a6fc9e7a0', '7f6d1f38-21b1-4a06-a6e4-3b7a6fc9e7a0'],
  ],
  ID: [
    [
      'deleted: sha256:8b2f1c1a9de0f7c54a1d9d2e1b0c3f4a5d6e7f8091a2b3c4d5e6f708192a3b4c',
      '8b2f1c1a9de0f7c54a1d9d2e1b0c3f4a5d6e7f8091a2b3c4d5e6f708192a3b4c',
    ],
    ['5c1e0b7a9f3d   localhost:5050/web:1.0   "/bin/web"', '5c1e0b7a9f3d'],
  ],
  'MAC address': [
    ['            "MacAddress": "02:42:ac:11:00:02",', '02:42:ac:11:00:02'],
    ['    link/ether 7a:0e:31:c5:9b:44 brd ff:ff:ff:ff:ff:ff', '7a:0e:31:c5:9b:44'],
  ],
  'link-local address': [
    ['    inet6 fe80::42:acff:fe11:2/64 scope link', 'fe80::42:acff:fe11:2'],
    ['    inet6 fe80::780e:31ff:fec5:9b44/64 scope link', 'fe80::780e:31ff:fec5:9b44'],
  ],
  'veth name': [
    ['5: veth3c1f0a2@if4: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500', 'veth3c1f0a2'],
    ['5: veth90bd7e1@if4: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500', 'veth90bd7e1'],
  ],
  namespace: [
    ["lrwxrwxrwx 1 root root 0 /proc/self/ns/net -> 'net:[4026532407]'", 'net:[4026532407]'],
    ["lrwxrwxrwx 1 root root 0 /proc/self/ns/net -> 'net:[4026532553]'", 'net:[4026532553]'],
  ],
  'made-up name': [
    ['5c1e0b7a   web   "/bin/web"   80/tcp    vigilant_lederberg', 'vigilant_lederberg'],
    ['        "Name": "/practical_chandrasekhar7",', 'practical_chandrasekhar7'],
  ],
  time: [
    ['        "Created": "2026-11-21T19:15:33.123456789Z",', '2026-11-21T19:15:33.123456789Z'],
    ['2026-11-21T19:15:33+09:00 container start', '2026-11-21T19:15:33+09:00'],
  ],
  age: [
    ['web          1.0       Less than a second ago   4.12MB', 'Less than a second ago'],
    ['web          1.0       12 seconds ago           4.12MB', '12 seconds ago'],
  ],
  duration: [
    ['web   Up 3 seconds             80/tcp', '3 seconds'],
    ['web   Up About a minute (healthy)   80/tcp', 'About a minute'],
  ],
  'build time': [
    ['[+] Building 0.3s (6/6) FINISHED                              docker:default', '0.3s'],
    [' => => transferring dockerfile: 123B                              12.0s', '12.0s'],
  ],
};

test.each(kinds.map((kind) => [kind.name, kind] as const))(
  'a recording shows each %s, and nothing else, as volatile',
  (name, kind) => {
    const seen = recordings[name] ?? [];
    expect(seen.length).toBe(2);
    for (const [line, token] of seen) {
      const ofKind = readLine(line).tokens.filter((found) => found.kind === kind);
      expect(ofKind.map(({ text }) => text)).toContain(token);
      // The other address in the line is a constant of Ethernet.
      const others = ofKind.map(({ text }) => text).filter((text) => text !== token);
      expect(others.filter((text) => text !== 'ff:ff:ff:ff:ff:ff')).toEqual([]);
    }
    expect(seen[0]?.[1]).not.toBe(seen[1]?.[1]);
  },
);

describe('what is not volatile', () => {
  test.each([
    ['a size', '4.12MB'],
    ['an address', '172.17.0.2'],
    ['a port', '0.0.0.0:32768->80/tcp'],
    ['a digest of a course image', `sha256:${courseDigest}`],
    ['a cut digest of a course image', `${courseDigest.slice(0, 12)}: Pull complete`],
    ['a short word of hexadecimal letters', 'facade decade 0123456789a'],
    ['more than 64 digits', 'ab'.repeat(64)],
    ['a part of a longer word', 'x3f2a9c81d07e'],
    ['a name that a command uses', 'happy_wu'],
    ['words that Docker does not know', 'front_door'],
    ['an underscore', '_'],
    ['a duration outside of a status', 'waited 3 seconds'],
    ['a time outside of a build', 'real 0.3s'],
    ['the year 1', '0001-01-01T00:00:00Z'],
  ])('%s', (_, text) => {
    expect(tokensOf(text)).toEqual([]);
  });
});
