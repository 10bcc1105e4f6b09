import type { Noun } from '../reasons/engine.ts';
import type { Params } from '../rpc/problem.ts';

/** What Compose is asked to do with a project. */
export type ComposeVerb = 'up' | 'down' | 'start' | 'stop' | 'restart' | 'pull' | 'build';

/** What tasks are called. */
interface TitleSayings {
  pull: { readonly image: string };
  push: { readonly image: string };
  save: { readonly image: string };
  'save-images': { readonly count: number };
  export: { readonly name: string };
  commit: { readonly name: string };
  'save-log': { readonly names: string };
  'save-screen': { readonly name: string };
  load: { readonly file: string };
  /** To the engine of that name. */
  copy: { readonly name: string; readonly to: string };
  'copy-files': { readonly count: number; readonly to: string };
  'copy-images': { readonly count: number; readonly to: string };
  build: { readonly name: string };
  run: { readonly name: string };
  create: { readonly name: string };
  prune: { readonly noun: Noun; readonly count: number };
  compose: { readonly verb: ComposeVerb; readonly project: string };
  upload: { readonly count: number };
  download: { readonly name: string };
  'download-files': { readonly count: number };
  'start-engine': { readonly name: string };
  edit: { readonly name: string };
  'edit-newest': { readonly name: string };
  'edit-revert': { readonly name: string };
  'edit-undo': { readonly name: string };
  recreate: { readonly name: string };
  'recreate-many': { readonly count: number };
}

/** What tasks and their parts say while they run, when they have ended, and in their output. */
interface ProgressSayings {
  /** In the words of an engine, a builder, Compose or a registry. */
  told: { readonly text: string };
  uploading: { readonly folder: string };
  uploaded: { readonly bytes: number; readonly folder: string };
  downloaded: { readonly bytes: number; readonly path: string };
  /** Without so many that cannot be on this machine, or lead out of the folder. */
  'downloaded-without': { readonly bytes: number; readonly left: number; readonly path: string };
  'left-out': { readonly name: string };
  'left-out-more': { readonly count: number };
  done: undefined;
  cancelled: undefined;
  /** Of a copy. */
  copying: { readonly from: string; readonly to: string };
  copied: { readonly bytes: number };
  /** Of a volume: by their names. */
  'copy-without-options': { readonly name: string; readonly options: string };
  'copy-not-removed': { readonly name: string };
  /** The owners of what was copied were not told. */
  'copied-as-root': undefined;
  /** What was copied before it broke off: that path, and so many more. */
  'copy-half': { readonly path: string; readonly more: number };
  'upload-left': { readonly path: string };
  asking: { readonly registry: string };
  sending: { readonly registry: string };
  /** `doing` is the engine's word, such as `Downloading`. */
  layers: { readonly doing: string; readonly left: number; readonly all: number };
  'up-to-date': { readonly image: string };
  'without-login': undefined;
  preparing: undefined;
  written: { readonly bytes: number };
  saved: { readonly bytes: number; readonly path: string };
  'rows-saved': { readonly rows: number; readonly bytes: number; readonly path: string };
  reading: undefined;
  read: undefined;
  loaded: { readonly image: string };
  'loaded-images': { readonly count: number };
  /** Of a build that was cancelled. */
  'build-goes-on': { readonly instruction: string };
  committing: undefined;
  /** The image's name, or its short id. */
  committed: { readonly image: string };
  built: { readonly steps: number; readonly cached: number };
  creating: undefined;
  pulling: undefined;
  starting: undefined;
  created: undefined;
  started: undefined;
  'created-as': { readonly name: string };
  'started-as': { readonly name: string };
  'limit-ignored': { readonly limit: 'memory' | 'cpus' };
  'not-removed-again': undefined;
  /** Of an edit: of the container of before. */
  'edit-stopping': { readonly name: string };
  'edit-swapping': { readonly aside: string };
  'edit-waiting': undefined;
  /** Of the new one. */
  'edit-running': undefined;
  'edit-healthy': undefined;
  'edit-ended': undefined;
  'edit-done': { readonly name: string };
  /** By their versions or digests. */
  'edit-image': { readonly from: string; readonly to: string };
  'edit-reverted': { readonly name: string };
  'edit-restored': { readonly name: string };
  'edit-remade': { readonly name: string };
  'edit-finished': { readonly name: string };
  'edit-lost': { readonly name: string };
  'edit-undone-later': { readonly name: string };
  /** Of a container that was removed and made again. */
  recreated: { readonly name: string };
  'recreated-many': { readonly made: number; readonly failed: number };
  'recreate-other-image': { readonly image: string };
  'recreate-volumes': { readonly name: string; readonly count: number };
  'prune-cache': { readonly count: number };
  'cache-pruned': { readonly removed: number; readonly bytes: number };
  pruned: { readonly noun: Noun; readonly removed: number; readonly kept: number };
  removed: { readonly name: string };
  kept: { readonly name: string };
  'verb-doing': { readonly verb: ComposeVerb };
  'verb-done': { readonly verb: ComposeVerb };
  /** `part` is as Compose calls it: `Container shop-web-1`. */
  'part-done': { readonly part: string; readonly verb: ComposeVerb };
  part: { readonly part: string };
  'containers-done': { readonly count: number; readonly verb: ComposeVerb };
}

/** All that tasks say, by name, each with what its words name (`undefined`: nothing). The words are the page's. */
export interface Sayings extends TitleSayings, ProgressSayings {}

export type SayingId = keyof Sayings;

/** Something that a task says. */
export interface Saying {
  readonly id: SayingId;
  readonly params: Params;
}

type ParamsOf<S extends SayingId> = keyof Sayings[S] extends never ? [] : [params: Sayings[S] & Params];

/** Makes a Saying from its parts. */
export function saying<S extends SayingId>(id: S, ...[params]: ParamsOf<S>): Saying {
  return { id, params: params ?? {} };
}

/** What an engine, a builder, Compose or a registry says, in its own words. */
export function told(text: string): Saying {
  return saying('told', { text });
}
