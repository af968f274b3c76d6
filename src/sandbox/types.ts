import type { ReadStream, WriteStream } from 'node:tty';
import type { HostFacts, Need, Recording } from '../transcript/types.ts';

/** What one sandbox may use; every limit that is hit names itself in a `SandboxError`. */
export interface Limits {
  /** Memory of everything in the sandbox, files on its tmpfs included, in MiB. */
  memoryMiB: number;
  /** Processes and threads at one time. */
  processes: number;
  /** Files that the sandbox writes (images, containers, logs), in MiB. */
  diskMiB: number;
  /** What one step may print, in bytes; a line counts 100 more, as the screen keeps it whole. */
  outputBytes: number;
  /** How long one step may take, in milliseconds, unless its fence says otherwise. */
  stepMs: number;
}

export interface SandboxOptions {
  /** A folder of `engines/`, for example `28.5-containerd`. */
  engineLine: string;
  limits?: Partial<Limits>;
  /** Course images that the engine has already pulled, for example `localhost:5050/web:1.0`. */
  images?: string[];
  /** What a lesson needs beyond an engine; with `bundle` no registry runs. */
  needs?: Need[];
}

/** Sandboxes that a wire joins, one per name, each known to the others by its name. */
export interface Hosts {
  /** In the order of their names. */
  sandboxes: Sandbox[];
  /** Ends all of them; safe to call twice. */
  stop(): Promise<void>;
}

/** What the engine of a sandbox says of itself. */
export interface EngineFacts {
  server: string;
  client: string;
  /** `containerd` or `overlay2`. */
  imageStore: string;
  /** For example `linux/amd64`. */
  platform: string;
}

export interface StepToRun {
  command: string;
  /** Typed, with Enter, once each time the cursor's line ends in a question. */
  answer?: string | undefined;
  timeoutMs?: number | undefined;
  /** Called each time that something was drawn while the step runs; `lines` reads the screen as it then is. */
  onDraw?: ((lines: () => string[]) => void) | undefined;
}

/** One shell in a sandbox; state (folder, variables, functions, jobs) carries over from step to step. */
export interface Session {
  /** Runs a step. A non-zero exit is data; a limit, a time-out or a dead engine throws a `SandboxError`. */
  run(step: StepToRun): Promise<Recording>;
  /** What bash says of each command's syntax (an open quote, say) without running it; undefined where all is well. */
  findSyntaxErrors(commands: string[]): Promise<(string | undefined)[]>;
}

/** A throwaway machine with an engine and a registry of its own. */
export interface Sandbox {
  engine: EngineFacts;
  /** What the engine says of the machine below. */
  facts: HostFacts;
  /** Whether it and its containers can be limited, paused and counted: not without root. */
  hasLimits: boolean;
  openSession(): Promise<Session>;
  /** Lets a person work in it until they leave the shell. */
  openTerminal(person: { input: ReadStream; output: WriteStream }): Promise<void>;
  /** Runs a program in it to its end, without a terminal; resolves to what it printed, throws if it failed. */
  ask(command: string[]): Promise<string>;
  /** Writes a file, its path relative to the folder that a chapter starts in; throws a `SandboxError` if it cannot. */
  writeFile(path: string, text: string): Promise<void>;
  /** Ends every process in it and removes what it left; safe to call twice. */
  stop(): Promise<void>;
}
