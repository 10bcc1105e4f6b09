import { app, type BrowserWindow, dialog, type Event, type MessageBoxOptions } from 'electron';
import type { GantryApp } from '../../app.ts';
import { endLimit } from '../../ending.ts';
import { onEndSignals } from '../signals.ts';
import { log } from './log.ts';

export interface QuitParts {
  /** What is to be ended; undefined while nothing was begun. */
  readonly services: () => Promise<GantryApp> | undefined;
  readonly window: () => BrowserWindow | undefined;
}

/**
 * The way out of the Electron host. Whoever wants to end it (a closed window, a menu, the system, a signal) comes here: a
 * person is asked once if something would end that runs; nobody else is. Then the services end while the window is still
 * there, hidden, so that it can send what it has. Electron waits for no promise, so every quit is held back, and finished
 * by `app.exit`, which fires no events.
 */
export class Quit {
  readonly #parts: QuitParts;
  #asking = false;
  #end: Promise<void> | undefined;
  #again = false;

  constructor(parts: QuitParts) {
    this.#parts = parts;
  }

  listen(): void {
    app.on('before-quit', (event) => this.#hold(event, () => this.#ask()));
    // What is here has passed the question, or never had a window to ask in.
    app.on('will-quit', (event) => this.#hold(event, () => this.now()));
    onEndSignals(
      () => void this.now(),
      () => app.exit(0),
    );
  }

  /** Makes closing a window the wish to quit, as it is everywhere but on macOS. */
  guard(window: BrowserWindow): void {
    if (process.platform !== 'darwin') window.on('close', (event) => this.#hold(event, () => this.#ask()));
    // Windows ends a session without `will-quit`, and waits for nobody.
    window.once('session-end', () => void this.now());
  }

  /** Whether it is ending: then it is started anew once it has, instead of what the caller wanted with it. */
  startAgain(): boolean {
    this.#again ||= this.#end !== undefined;
    return this.#again;
  }

  /** Ends without a question, with an exit code; asked again, it is the same end. */
  now(code = 0): Promise<void> {
    this.#end ??= this.#run(code);
    return this.#end;
  }

  #hold(event: Pick<Event, 'preventDefault'>, then: () => Promise<void>): void {
    event.preventDefault();
    void then();
  }

  async #ask(): Promise<void> {
    if (this.#asking || this.#end) return;
    this.#asking = true;
    try {
      if (await this.#mayEnd()) await this.now();
    } finally {
      this.#asking = false;
    }
  }

  async #mayEnd(): Promise<boolean> {
    // While they are still starting, nothing runs yet.
    const services = await Promise.race([this.#parts.services(), Promise.resolve(undefined)]).catch(() => undefined);
    const running = services?.running() ?? '';
    if (running === '') return true;
    const question: MessageBoxOptions = {
      type: 'question',
      title: 'Gantry',
      message: `Quit Gantry? ${running} would end.`,
      buttons: ['Keep running', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    };
    const window = this.#parts.window();
    try {
      const { response } = await (window ? dialog.showMessageBox(window, question) : dialog.showMessageBox(question));
      return response === 1;
    } catch (error) {
      log('a question could not be shown', error);
      return true;
    }
  }

  async #run(code: number): Promise<void> {
    this.#parts.window()?.hide();
    await within(endLimit, async () => {
      await (await this.#parts.services())?.end();
    });
    if (this.#again) app.relaunch();
    app.exit(code);
  }
}

/** Resolves when `work` has settled, however it did, or after `limit` ms. */
async function within(limit: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      log(`ending took more than ${limit} ms`);
      resolve();
    }, limit);
  });
  try {
    await Promise.race([work(), late]);
  } catch (error) {
    log('ending failed', error);
  } finally {
    clearTimeout(timer);
  }
}
