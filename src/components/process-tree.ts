import { cannotDraw, type Source } from './figure-source.ts';
import { readTables, type Row } from './read-table.ts';

/** A process with those that it started. */
export interface Process {
  pid: string;
  command: string;
  children: Process[];
}

/** The processes that one step printed, those first whose parents are not among them. */
export interface Tree {
  command: string;
  anchor: string;
  roots: Process[];
}

/** Reads trees from tables with PID and PPID, as `ps` and `docker top` print them, one per step that prints one. */
export function readProcessTrees(sources: readonly Source[]): Tree[] {
  const trees = sources.flatMap(({ anchor, command, lines }) => {
    const roots = readTables(lines).flatMap(growTree);
    return roots.length > 0 ? [{ command: command.split('\n')[0] ?? '', anchor, roots }] : [];
  });
  if (trees.length > 0) return trees;
  throw cannotDraw('ProcessTree', sources, 'a table with PID, PPID and COMMAND or CMD');
}

/** Processes as rows of command, number and parent's number (empty where the parent is not among them), each before its children. */
export function listProcesses(processes: readonly Process[], parent = ''): string[][] {
  return processes.flatMap(({ pid, command, children }) => [
    [command, pid, parent],
    ...listProcesses(children, pid),
  ]);
}

function growTree(rows: readonly Row[]): Process[] {
  const parents = new Map<Process, string>();
  for (const row of rows) {
    const [pid, parent, command] = [row['PID'], row['PPID'], row['COMMAND'] ?? row['CMD']];
    // `ps --forest` draws a tree of its own.
    const text = command?.replace(/^(?:[|\\_]+ *)+/, '');
    if (pid && parent && text) parents.set({ pid, command: text, children: [] }, parent);
  }
  const processes = [...parents.keys()];
  const parentOf = (process: Process) =>
    processes.find(({ pid }) => pid === parents.get(process) && pid !== process.pid);
  for (const process of processes) parentOf(process)?.children.push(process);
  return processes.filter((process) => parentOf(process) === undefined);
}
