import { printTranscript } from '../../src/transcript/print-transcript.ts';
import type { Recording } from '../../src/transcript/types.ts';

/** A digest of a course image: the same in every run. */
export const courseDigest = '5e6f70819203a4b5'.repeat(4);

/** What differs from one run of the lesson to another. */
export interface Luck {
  /** 64 hexadecimal digits each, all different. */
  ids: readonly [string, string, string, string];
  /** Two names that Docker makes up. */
  names: readonly [string, string];
  ages: readonly [string, string];
  /** In seconds, for example `0.3`. */
  buildTime: string;
  mac: string;
  /** The first of the numbers that processes get, 2 to 5 digits. */
  pid: number;
  /** 25 letters and digits. */
  node: string;
  /** What a container uses, for example `496KiB` and `0.05%`. */
  usage: readonly [memory: string, share: string];
  /** Whether lines that Docker prints in random order come the other way round. */
  isTurned: boolean;
}

/** A fence as a run fills it. */
export interface PlayedFence {
  meta: string;
  steps: { command: string; lines: string[]; shown?: string[]; exitCode: number }[];
}

/** Plays one lesson as Docker Engine 28.5 would print it. */
export function playLesson(luck: Luck): PlayedFence[] {
  const [first, second, network, built] = luck.ids;
  const short = (id: string) => id.slice(0, 12);
  const turn = <T>(items: T[]) => (luck.isTurned ? items.toReversed() : items);
  return [
    {
      meta: '',
      steps: [
        step('docker run -d localhost:5050/web:1.0', [first]),
        step('docker run -d --name front localhost:5050/web:1.0', [second]),
        step('docker ps -a', [
          ...tabulate([
            ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'],
            row(second, luck.ages[0], 'Up 2 seconds', '80/tcp', 'front'),
            row(first, luck.ages[1], 'Exited (0) 3 seconds ago', '', luck.names[0]),
          ]),
        ]),
        step(`docker inspect front`, [
          '[',
          '    {',
          `        "Id": "${second}",`,
          '        "Created": "2026-11-21T19:15:33.123456789Z",',
          `        "Name": "/front",`,
          `        "MacAddress": "${luck.mac}",`,
          '        "IPAddress": "172.17.0.3"',
          '    }',
          ']',
        ]),
        step('docker network create lesson', [network]),
        step(
          'docker network rm lesson2 && \\\necho gone',
          [`Error response from daemon: network ${short(network)} has active endpoints`],
          1,
        ),
      ],
    },
    {
      meta: ' id="build"',
      steps: [
        step('docker build -t web:2.0 .', [
          `[+] Building ${luck.buildTime}s (6/6) FINISHED`.padEnd(86) + 'docker:default',
          ...turn([
            [
              timed('[internal] load build definition from Dockerfile', luck),
              timed('=> transferring dockerfile: 123B', luck),
            ],
            [
              timed('[internal] load .dockerignore', luck),
              timed('=> transferring context: 2B', luck),
            ],
          ]).flat(),
          timed(`CACHED [1/2] FROM localhost:5050/web:1.0@sha256:${courseDigest}`, luck),
          timed('exporting to image', luck),
          timed(`=> exporting manifest sha256:${built}`, luck),
        ]),
        step('docker images web', [
          ...tabulate([
            ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE'],
            ['web', '2.0', short(built), `${luck.ages[0]} ago`, '4.12MB'],
            ['web', '1.0', short(courseDigest), '11 months ago', '4.12MB'],
          ]),
        ]),
      ],
    },
    {
      meta: ' unordered',
      steps: [
        step('docker image prune -af', [
          ...turn([
            ['untagged: web:2.0', `deleted: sha256:${built}`].join('\n'),
            ['untagged: web:1.0', `deleted: sha256:${courseDigest}`].join('\n'),
            '',
            'Total reclaimed space: 8.24MB',
          ]).flatMap((group) => group.split('\n')),
        ]),
      ],
    },
    {
      meta: '',
      steps: [
        step('docker inspect --format "{{.State.Pid}}" front', [`${luck.pid}`]),
        step('docker top front -o pid,ppid,args', [
          ...tabulate(
            [
              ['PID', 'PPID', 'COMMAND'],
              [`${luck.pid}`, `${luck.pid - 9}`, '/bin/sh /app/start.sh'],
              [`${luck.pid + 3}`, `${luck.pid}`, 'httpd -f -p 8000'],
            ],
            20,
          ),
        ]),
        step('ps -ef', [
          'UID          PID    PPID  C STIME TTY          TIME CMD',
          'root           1       0  0 20:08 ?        00:00:00 sandbox-init  supervise',
          `root     ${`${luck.pid}`.padStart(7)}       1  0 20:08 ?        00:00:00 /bin/sh /app/start.sh`,
        ]),
        step('sleep 60 &', [`[1] ${luck.pid + 7}`]),
        step('docker stats --no-stream front', [
          ...tabulate([
            ['CONTAINER ID', 'NAME', 'CPU %', 'MEM USAGE / LIMIT', 'PIDS'],
            [short(second), 'front', luck.usage[1], `${luck.usage[0]} / 64MiB`, '2'],
          ]),
        ]),
        step('docker node ls', [
          ...tabulate([
            ['ID', 'HOSTNAME', 'STATUS'],
            [`${luck.node} *`, 'course', 'Ready'],
          ]),
        ]),
        step('docker service ps web', [
          ...tabulate([
            ['ID', 'NAME', 'NODE', 'CURRENT STATE'],
            [
              luck.node.slice(0, 12),
              'web.1',
              'course',
              `Running ${luck.ages[0].toLowerCase()} ago`,
            ],
          ]),
        ]),
        step('docker compose up --detach', [
          '[+] Running 2/2',
          ...turn(['Container app-web-1', 'Container app-cache-1']).map((name) =>
            ` ✔ ${name.padEnd(22)} Started`
              .padEnd(94 - luck.buildTime.length)
              .concat(` ${luck.buildTime}s`),
          ),
        ]),
      ],
    },
    {
      meta: '',
      steps: [
        {
          command: 'docker info',
          lines: [
            'Client:',
            ' Version:    28.5.2',
            `${' '.repeat(luck.ages[0].length)}noise`,
            ` Name: ${luck.names[1]}`,
            '> not a prompt',
            '\\',
          ],
          shown: ['Client:', ' Version:    28.5.2', '...', '> not a prompt', '\\'],
          exitCode: 0,
        },
        step(`docker rm -f ${'front'}`, ['front']),
      ],
    },
  ];
}

/** The lesson as a page; every fence is indented by `prefix`. */
export function writePage(fences: readonly PlayedFence[], prefix = ''): string {
  const written = fences.map(({ meta, steps }) => {
    const place = { file: '', line: 0, column: 0 };
    const body = printTranscript({
      steps: steps.map(({ command, lines, shown, exitCode }) => ({
        command,
        exitCode,
        place,
        expected: (shown ?? lines).map((text) => ({
          text,
          gap: shown !== undefined && text === '...',
          place,
        })),
      })),
    });
    return ['```console' + meta, ...body.split('\n'), '```']
      .map((line) => (prefix + line).trimEnd())
      .join('\n');
  });
  return `---\ntitle: 수업\n---\n\n글 🐳\n\n${written.join('\n\n글\n\n')}\n\n끝`;
}

/** What a session would hand over, in the lesson's order. */
export function recordingsOf(fences: readonly PlayedFence[]): Recording[] {
  return fences.flatMap(({ steps }) =>
    steps.map(({ lines, exitCode }) => ({ lines: [...lines], exitCode, durationMs: 1 })),
  );
}

function step(command: string, lines: string[], exitCode = 0) {
  return { command, lines, exitCode };
}

function row(id: string, age: string, status: string, ports: string, name: string): string[] {
  const image = 'localhost:5050/web:1.0';
  return [id.slice(0, 12), image, '"/bin/web"', `${age} ago`, status, ports, name];
}

function timed(text: string, { buildTime }: Luck): string {
  return (
    ` => ${text}`.padEnd(100 - buildTime.length - 2).slice(0, 100 - buildTime.length - 2) +
    ` ${buildTime}s`
  );
}

/** As Go's tabwriter does with Docker's settings: columns of at least 10, 3 apart. */
function tabulate(rows: string[][], minimum = 10): string[] {
  const widths = rows[0]?.map((_, column) =>
    Math.max(minimum, ...rows.map((cells) => (cells[column]?.length ?? 0) + 3)),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join('')
      .trimEnd(),
  );
}
