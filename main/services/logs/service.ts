import { setTimeout as sleep } from 'node:timers/promises';
import { sourceNames } from '../../../app/derive/source-names.ts';
import { EngineId } from '../../../app/engines/engine.ts';
import type { KeptLog, LogListState, LogRow, LogTarget, LogViewState, logs } from '../../../app/logs.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { cliWord } from '../../../app/text/command-line.ts';
import { saying } from '../../../app/text/sayings.ts';
import { Bell } from '../../base/live.ts';
import type { During } from '../../disk/unfinished.ts';
import { noStamp } from '../../engine/ports/log-block.ts';
import type { Measured } from '../stats/measured.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { checkTarget, writeArchive } from '../transfers/archive-file.ts';
import type { Recording } from './recording.ts';
import type { SearchRunner } from './search/search-runner.ts';
import { type Arranged, pageRows } from './view/arranged.ts';
import { textOf } from './view/export.ts';
import { type FeedSources, feed } from './view/feed.ts';
import { LogList } from './view/list.ts';
import { timeline } from './view/timeline.ts';
import { LogView } from './view/view.ts';

/** Shortest time between two states of a view, in ms: a screen shows no more. */
const frame = 16;
/** Most text that a call returns, in bytes: it goes to the clipboard. */
const mostText = 8 * 1024 * 1024;
/** Lists that one view may have at once: find, filter, and one that is just being replaced, several times over. */
const mostLists = 10;

interface OpenView {
  readonly view: LogView;
  readonly lists: Map<string, LogList>;
}

interface Where {
  readonly view: string;
  readonly list?: string | undefined;
  readonly epoch: number;
}

export interface LogSources extends FeedSources {
  /** Runs what is searched for. */
  readonly searches: SearchRunner;
  /** What containers used before, where somebody looked. */
  readonly measured: Measured;
  /** Told where a draft may be left if this process dies while it writes. */
  readonly during: During;
}

/** Shows logs as views: rows by number, lists of matches by position. */
export class LogService implements Service<typeof logs> {
  readonly #sources: LogSources;
  readonly #tasks: Tasks;
  readonly #views = new Map<string, OpenView>();
  readonly record: Service<typeof logs>['record'];

  constructor(sources: LogSources, tasks: Tasks, recording: Pick<Recording, 'set'>) {
    this.#sources = sources;
    this.#tasks = tasks;
    this.record = ({ targets }) => recording.set(targets);
  }

  async *watch({ target }: { readonly target: LogTarget }, { signal }: { readonly signal: AbortSignal }) {
    const view = new LogView(target.kind === 'kept' || (target.kind === 'containers' && target.ids.length === 1));
    this.#views.set(view.id, { view, lists: new Map() });
    const bell = new Bell();
    const release = view.onChange(bell.ring);
    let failure: unknown;
    feed(this.#sources, view, target, signal).catch((error: unknown) => {
      failure = error;
      bell.ring();
    });
    try {
      while (!signal.aborted) {
        if (failure !== undefined) throw failure;
        yield view.state() satisfies LogViewState;
        await sleep(frame);
        await bell.wait(signal);
      }
    } finally {
      release();
      this.#views.delete(view.id);
      view.dispose();
    }
  }

  retry: Service<typeof logs>['retry'] = async ({ view }) => {
    for (const log of this.#find(view).view.logs) log.retry();
  };

  async *list(
    { view: id, query }: Parameters<Service<typeof logs>['list']>[0],
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<LogListState, void> {
    const { view, lists } = this.#find(id);
    if (lists.size >= mostLists) throw problem('unsupported', 'too-many-searches');
    const list = new LogList(view, query, this.#sources.searches);
    lists.set(list.id, list);
    try {
      yield* list.states(signal);
    } finally {
      lists.delete(list.id);
    }
  }

  rows: Service<typeof logs>['rows'] = async ({ count, from, ...where }) => {
    const { view, list, listed } = this.#arranged(where);
    const { epoch, now } = view;
    if (!listed) return { epoch, from, rows: [] };
    const places = listed.order.places(from, from + count);
    const hits = new Set(
      list && places.filter(({ source, row }) => list.isHit(source, row)).map((place) => now.order.positionOf(place)),
    );
    const rows = await pageRows(now, places);
    return {
      epoch,
      // Also where older rows went meanwhile.
      from: Math.max(from, listed.order.first),
      rows: list ? rows.map((row): LogRow => (hits.has(row.n) ? row : { ...row, context: true })) : rows,
    };
  };

  seek: Service<typeof logs>['seek'] = async ({ to, ...where }) => {
    const { view, list, listed } = this.#arranged(where);
    const { epoch } = view;
    if (!listed) return undefined;
    if (to.kind === 'next' || to.kind === 'previous') {
      const match = list?.seek(to.n, to.kind);
      return match && { epoch, ...match };
    }
    const n = to.kind === 'row' ? to.n : await this.#atTime(view, to.time);
    return { epoch, n, position: list ? list.positionAt(n) : n };
  };

  text: Service<typeof logs>['text'] = async ({ from, to, timestamps, plain, ...where }) => {
    const { view, listed } = this.#arranged(where);
    if (!listed) throw moved();
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of textOf(listed, from, to, { timestamps, plain, ...this.#namesOf(view) })) {
      size += piece.length;
      if (size > mostText) {
        throw problem('unsupported', 'log-text-too-long', { params: { bytes: mostText } });
      }
      pieces.push(piece);
    }
    return { text: Buffer.concat(pieces).toString().replace(/\n$/, '') };
  };

  save: Service<typeof logs>['save'] = async ({ from, to, timestamps, plain, path, overwrite, ...where }) => {
    const { view, listed } = this.#arranged(where);
    if (!listed) throw moved();
    // What the log holds now is what the person saw.
    const [begin, end] = [from ?? listed.order.first, to ?? listed.order.end];
    await checkTarget(path, overwrite);
    const [log] = view.logs;
    if (!log) throw problem('not-found', 'no-log-to-save');
    const names = view.logs.map(({ name }) => name).join(', ');
    const cli = `docker logs ${timestamps ? '--timestamps ' : ''}${cliWord(log.name)} > ${cliWord(path)}`;
    const start = {
      kind: 'save',
      title: saying('save-log', { names: names.slice(0, 100) }),
      engine: log.engine,
      subject: path,
      cli,
    } as const;
    const options = { timestamps, plain, ...this.#namesOf(view) };
    return this.#tasks.start(start, async (task) => {
      let bytes = 0;
      const told = async function* () {
        for await (const piece of textOf(listed, begin, end, options)) {
          task.signal.throwIfAborted();
          bytes += piece.length;
          task.say(saying('written', { bytes }));
          yield piece;
        }
      };
      await this.#sources.during(path, () => writeArchive(path, overwrite, told()));
      task.result({ path, bytes });
      task.say(saying('rows-saved', { rows: end - begin, bytes, path }));
    });
  };

  timeline: Service<typeof logs>['timeline'] = ({ view }, { signal }) =>
    timeline(this.#sources, this.#find(view).view, signal);

  kept: Service<typeof logs>['kept'] = async () => {
    const { store, logs } = this.#sources;
    return (await store.list()).flatMap(({ id, note, bytes, rows, last }): KeptLog[] => {
      const engine = EngineId.safeParse(note?.engine);
      if (!note || !engine.success) return [];
      const { seconds, nanos } = last ?? noStamp;
      return [
        {
          log: id,
          name: note.name,
          engine: engine.data,
          size: bytes,
          lines: rows,
          last: seconds * 1000 + nanos / 1e6,
          recording: logs.isOpen(id),
        },
      ];
    });
  };

  forget: Service<typeof logs>['forget'] = async ({ logs }) => {
    for (const log of logs) await this.#sources.store.remove(log);
  };

  #find(id: string): OpenView {
    const open = this.#views.get(id);
    if (!open) throw problem('not-found', 'log-view-closed');
    return open;
  }

  /** The rows that a place counts in; undefined when they have moved since. */
  #arranged({ view: id, list: listId, epoch }: Where): {
    view: LogView;
    list: LogList | undefined;
    listed: Arranged | undefined;
  } {
    const { view, lists } = this.#find(id);
    const list = listId === undefined ? undefined : lists.get(listId);
    if (listId !== undefined && !list) throw problem('not-found', 'search-closed');
    const current = epoch === view.epoch && (!list || list.epoch === epoch);
    return { view, list, listed: current ? (list ?? view).now : undefined };
  }

  /** Where several logs are in one, each line says whose it is. */
  #namesOf({ logs }: LogView): { readonly names?: readonly string[] } {
    const { engines } = this.#sources;
    return logs.length > 1 ? { names: sourceNames(logs, (engine) => engines.state(engine)?.name) } : {};
  }

  async #atTime(view: LogView, time: number): Promise<number> {
    const seconds = Math.floor(time / 1000);
    const nanos = Math.round((time - seconds * 1000) * 1e6);
    const { order, logs } = view.now;
    const rows = await Promise.all(logs.map((log) => log.seekTime(seconds, nanos)));
    return Math.min(order.end, ...rows.map((row, source) => order.positionOf({ source, row })));
  }
}

function moved() {
  return problem('conflict', 'log-moved');
}
