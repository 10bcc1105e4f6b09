import { setTimeout as sleep } from 'node:timers/promises';
import { type Cause, problem, toProblem } from '../../../app/rpc/problem.ts';
import { keptHow, type TerminalExit, type TerminalItem, type TerminalSession } from '../../../app/terminal.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ExecSession } from '../../engine/ports/containers.ts';
import { countQuick } from './again.ts';
import type { ShellRecord } from './ledger.ts';
import type { OpenShell, Whereabouts } from './opened.ts';
import { HeadlessScreen } from './screen/headless.ts';
import type { ParseBudget } from './screen/parse-budget.ts';
import { ScreenReaders } from './screen/readers.ts';
import { WholeSequences } from './screen/whole-sequences.ts';
import { whyEnded } from './why-ended.ts';

/** Bytes that may wait for a program that does not read. A page waits for one write before the next. */
const maxUnsent = 256 * 1024;

/** Bytes of answers that may wait for it: one that asks and does not read gets no more of them. */
const maxUnsentAnswers = 4 * 1024;

/** An engine starts a command within some tens of ms, and does not tell when it has. */
const startPoll = 50;

/** ms that a program may take to end by a key. */
const keysTime = 300;

/** How its screen is kept. */
export interface ScreenKeeping {
  /** One that has ended, and whose screen this one goes on with. */
  readonly below?: ShellSession | undefined;
  /** Stands between both, whatever is in it. */
  readonly line?: string | undefined;
  /** Lines. */
  readonly scrollback: number;
  /** Shared by all sessions. */
  readonly budget: ParseBudget;
  /** Told that `described` is otherwise now. */
  readonly onChange: () => void;
}

/** A shell that runs or ran, with its screen. It is read to its end whether anybody looks or not. */
export class ShellSession {
  readonly record: ShellRecord;
  /** The engine that it runs on. */
  readonly engine: Engine;
  /** Resolves when it has ended; never rejects. Without a code its process may go on where it cannot be seen. */
  readonly exited: Promise<TerminalExit>;
  /** How many sessions, each below the one before it, have ended quickly by now without a longer one between them. */
  quickEnds: number;
  readonly #shell: OpenShell;
  readonly #onChange: () => void;
  readonly #started = Date.now();
  readonly #exec: ExecSession;
  /** Holds the connection for as long as the shell runs. */
  readonly #held: AbortController;
  readonly #screen: HeadlessScreen;
  readonly #budget: ParseBudget;
  readonly #whole = new WholeSequences();
  readonly #readers: ScreenReaders;
  #rung = false;
  #seen = this.#started;
  #used = this.#started;
  #unsent = 0;
  #hasPrinted = false;
  #exit: TerminalExit | undefined;
  /** Whether nothing more will be known of its end. */
  #isSettled = false;
  #wasUsed = false;
  /** Whether its screen is that of another session now. */
  #isFollowed = false;

  constructor(shell: OpenShell, { below, line, scrollback, budget, onChange }: ScreenKeeping) {
    const { record, engine, exec, held, cols, rows } = shell;
    this.#shell = shell;
    this.#onChange = onChange;
    this.record = record;
    this.engine = engine;
    this.#exec = exec;
    this.#held = held;
    this.#budget = budget;
    this.quickEnds = below?.quickEnds ?? 0;
    const answer = (data: Uint8Array) => this.#answer(data);
    const owner = { answer, onTitle: () => this.#tell(), onBell: () => this.#ring() };
    this.#screen = below ? below.#screen : new HeadlessScreen({ cols, rows, scrollback, ...owner });
    const ending = () => ({ exit: this.#exit, isSettled: this.#isSettled });
    this.#readers = new ScreenReaders(this.#screen, ending, () => this.#look());
    if (below) {
      below.#isFollowed = true;
      this.#screen.handOver(owner, line);
      this.#screen.resize(cols, rows);
    }
    this.exited = this.#pump();
  }

  get labels(): Readonly<Record<string, string>> {
    return this.#shell.labels ?? {};
  }

  /** Whether a page has ever done anything with it. */
  get wasUsed(): boolean {
    return this.#wasUsed;
  }

  /** It as lists show it, but for its id. */
  get described(): Omit<TerminalSession, 'id'> {
    const { record, name, how } = this.#shell;
    return {
      engine: record.engine,
      container: record.container,
      name,
      how: keptHow(how),
      title: this.#screen.title,
      rung: this.#rung,
      started: this.#started,
      readers: this.#readers.count,
      seen: this.#seen,
      used: this.#used,
      ...(this.#exit && { exit: this.#exit }),
    };
  }

  /**
   * The screen, then what comes, then the exit.
   * @param lines of scrollback at first
   */
  async *read(signal: AbortSignal, lines?: number): AsyncGenerator<TerminalItem, void> {
    this.#wasUsed = true;
    try {
      yield* this.#readers.read(signal, lines);
    } finally {
      this.#rest();
    }
  }

  /** Resolves when the engine took the bytes; `conflict` if too many wait for that already. */
  async write(data: Uint8Array): Promise<void> {
    this.#wasUsed = true;
    if (this.#exit) throw problem('not-found', 'shell-ended');
    if (this.#unsent + data.byteLength > maxUnsent) {
      throw problem('conflict', 'shell-does-not-read');
    }
    this.#used = Date.now();
    this.#onChange();
    await this.#send(data);
  }

  /** The screen has that size at once; the program is told. */
  async resize(cols: number, rows: number): Promise<void> {
    this.#wasUsed = true;
    this.#screen.resize(cols, rows);
    this.#readers.publish({ kind: 'size', cols, rows });
    if (!this.#exit) await this.#exec.resize(cols, rows);
    this.#rest();
  }

  /** Forgets all lines but that of the cursor, for every reader. */
  clear(): void {
    this.#screen.clear();
    this.#readers.restart();
    this.#rest();
  }

  /** All lines as text. */
  async text(): Promise<string> {
    const text = await this.#screen.text();
    this.#rest();
    return text;
  }

  /** The container's. */
  get name(): string {
    return this.#shell.name;
  }

  /** Resolves when its process is there, or has been: before that there is nothing to end. */
  async started(signal: AbortSignal): Promise<void> {
    while (!this.#hasPrinted && !this.#exit && (await this.#exec.pid(signal)) === undefined) {
      await sleep(startPoll, undefined, { signal });
    }
  }

  /** Its process as the engine's machine counts, and the container that it is in; undefined where it is not there. */
  async whereabouts(signal: AbortSignal): Promise<Whereabouts | undefined> {
    const pid = this.#exit ? undefined : await this.#exec.pid(signal);
    return pid === undefined ? undefined : { pid, container: this.#shell.toolbox ?? this.record.container };
  }

  /**
   * Asks it to end as a person would who types, where it has not ended: what runs in an image without a shell can be told in
   * no other way. Resolves when it has, or does not.
   */
  async interrupt(): Promise<void> {
    for (const keys of ['', '\x03', '\x1c', '\x04']) {
      if (keys !== '') await this.#exec.write(Buffer.from(keys)).catch(() => undefined);
      await Promise.race([this.exited, sleep(keysTime)]);
      if (this.#exit) return;
    }
  }

  /** Lets the connection go. What runs in the container is ended before. */
  release(): void {
    this.#exec.close();
    this.#held.abort();
  }

  /** A screen that nothing comes to any more takes little while nobody looks at it. */
  #rest(): void {
    if (this.#exit && this.#readers.count === 0 && !this.#isFollowed) void this.#screen.pack();
  }

  /** Somebody looks at it now, or did just now. */
  #look(): void {
    this.#rung = false;
    this.#seen = Date.now();
    this.#onChange();
  }

  /** Whoever looks hears it from what is printed. */
  #ring(): void {
    if (this.#readers.count > 0 || this.#rung) return;
    this.#rung = true;
    this.#onChange();
  }

  /** What is not part of what is printed is otherwise now. */
  #tell(): void {
    this.#readers.tell();
    this.#onChange();
  }

  async #send(data: Uint8Array): Promise<void> {
    this.#unsent += data.byteLength;
    try {
      await this.#exec.write(data);
    } finally {
      this.#unsent -= data.byteLength;
    }
  }

  /** One that cannot be sent any more has nobody who waits for it. */
  #answer(data: Uint8Array): void {
    if (this.#exit || this.#unsent + data.byteLength > maxUnsentAnswers) return;
    void this.#send(data).catch(() => undefined);
  }

  async #pump(): Promise<TerminalExit> {
    let why: Cause | undefined;
    try {
      for await (const chunk of this.#exec.output) await this.#take(chunk);
    } catch (error) {
      const { reason, params } = toProblem(error);
      why = { reason, params };
    }
    const code = await this.#exec.exitCode().catch(() => undefined);
    const causes = why ? undefined : whyEnded(this.engine, this.#shell.inside, code);
    why ??= (await causes?.next())?.value ?? undefined;
    const exit = { code, ...(why ? { why } : {}) };
    this.#exit = exit;
    this.quickEnds = countQuick(this.quickEnds, this.#started, Date.now());
    this.#tell();
    this.#rest();
    this.#held.abort();
    void this.#settle(exit, causes);
    return exit;
  }

  /** Says it anew whenever more is known of why it ended. */
  async #settle(exit: TerminalExit, causes: AsyncIterable<Cause> | undefined): Promise<void> {
    for await (const why of causes ?? []) {
      if (JSON.stringify(why) === JSON.stringify(this.#exit?.why)) continue;
      this.#exit = { ...exit, why };
      this.#tell();
    }
    this.#isSettled = true;
    this.#tell();
  }

  /** Resolves when more may come, which is before all of it is parsed. */
  async #take(chunk: Uint8Array): Promise<void> {
    this.#hasPrinted = true;
    const data = this.#whole.push(chunk);
    if (data.byteLength === 0) return;
    await this.#budget.take(data.byteLength);
    // Both at once: a screen holds what was published before it, and nothing else.
    void this.#screen.write(data).then(() => this.#budget.give(data.byteLength));
    this.#readers.publish({ kind: 'output', data });
  }
}
