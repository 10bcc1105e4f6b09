import { type FSWatcher, watch } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tellPipe } from '../../disk/pipe.ts';
import { readTextWithin } from '../../disk/read-file.ts';
import type { SshHelp, SshQuestion } from '../endpoints/endpoints.ts';

/** Bytes: what ssh asks is some lines. */
const mostWords = 16 * 1024;
/** How often it is looked whether an answer is waited for yet, in ms; the program waits for it at once. */
const look = 5;

/**
 * What ssh starts to ask something: it lays the question down in the folder that it lies in itself, and waits at a pipe
 * for the answer, so that no answer is ever in a file. A shell's own words, for every system with ssh has one.
 */
const program = `#!/bin/sh
[ "$SSH_ASKPASS_PROMPT" != none ] || exit 0
umask 077
way="\${0%/*}/$$"
trap 'rm -f "$way.answer"' EXIT
trap 'exit 1' HUP INT TERM
mkfifo "$way.answer" || exit 1
printf '%s' "$1" >"$way.new" && mv "$way.new" "$way.asked" || exit 1
IFS= read -r answer <"$way.answer" || exit 1
printf '%s\\n' "$answer"
`;

/** Brings what ssh asks to a person, and the answers back; they are kept nowhere. */
export class Askpass {
  readonly #folder: string;
  readonly #help: SshHelp;
  readonly #watcher: FSWatcher;
  readonly #stop = new AbortController();
  /** The system also tells when a question is taken away. */
  readonly #taken = new Set<string>();
  #asking = 0;
  #refused: unknown;

  /** Called when a question comes and when it has been dealt with. */
  onChange: () => void = () => {};

  private constructor(folder: string, help: SshHelp) {
    this.#folder = folder;
    this.#help = help;
    this.#watcher = watch(folder, (_, name) => {
      if (name?.endsWith('.asked')) void this.#take(name);
    });
    this.#watcher.on('error', () => undefined);
  }

  /** Puts the program into a private folder. */
  static async open(folder: string, help: SshHelp): Promise<Askpass> {
    await writeFile(join(folder, 'ask'), program, { mode: 0o700, flag: 'wx' });
    return new Askpass(folder, help);
  }

  /** What ssh has to be started with. */
  get env(): NodeJS.ProcessEnv {
    const { DISPLAY = ':0' } = this.#help.env;
    // Before 8.4 ssh asked by a program only where it took a display for granted.
    return { SSH_ASKPASS: join(this.#folder, 'ask'), SSH_ASKPASS_REQUIRE: 'force', DISPLAY };
  }

  /** Whether a person is being asked. */
  get asking(): boolean {
    return this.#asking > 0;
  }

  /** Why there was no answer to a question, as a ProblemError; undefined while there was to each. */
  get refused(): unknown {
    return this.#refused;
  }

  /** Withdraws what is asked. */
  close(): void {
    this.#watcher.close();
    this.#stop.abort();
  }

  async #take(name: string): Promise<void> {
    if (this.#taken.has(name)) return;
    this.#taken.add(name);
    const path = join(this.#folder, name);
    this.#asking += 1;
    this.onChange();
    try {
      const words = await readTextWithin(path, mostWords);
      await rm(path, { force: true });
      await this.#answer(path.replace(/asked$/, 'answer'), await this.#ask(words));
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#refused = error;
    } finally {
      this.#asking -= 1;
      this.onChange();
    }
  }

  async #ask(words: string): Promise<string> {
    const question = questionOf(words);
    const answer = await this.#help.ask(question, this.#stop.signal);
    if (question.kind !== 'host-key') return answer;
    // With the fingerprint itself ssh checks that it is the one that was shown.
    return words.includes('/[fingerprint]') ? question.fingerprint : 'yes';
  }

  async #answer(pipe: string, answer: string): Promise<void> {
    const { signal } = this.#stop;
    // Whoever asked may be gone.
    while ((await tellPipe(pipe, `${answer}\n`)) === 'later') await sleep(look, undefined, { signal });
  }
}

/** What OpenSSH's words ask for. */
export function questionOf(words: string): SshQuestion {
  const [, host] = /^The authenticity of host '(.+)' can't be established/m.exec(words) ?? [];
  const [, algorithm, fingerprint] = /^(\S+) key fingerprint is (\S+?)\.?$/m.exec(words) ?? [];
  if (host !== undefined && algorithm !== undefined && fingerprint !== undefined) {
    return { kind: 'host-key', host, algorithm, fingerprint };
  }
  const [, key] = /^Enter passphrase for (?:key )?'?(.+?)'?:\s*$/m.exec(words) ?? [];
  return key === undefined ? { kind: 'password', words: words.trim() } : { kind: 'passphrase', key };
}
