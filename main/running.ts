import { type TaskKind, taskKinds } from '../app/tasks.ts';

/** One of them, and several. */
const words: Readonly<Record<TaskKind, readonly [string, string]>> = {
  pull: ['pull', 'pulls'],
  push: ['push', 'pushes'],
  build: ['build', 'builds'],
  compose: ['Compose run', 'Compose runs'],
  save: ['save', 'saves'],
  export: ['export', 'exports'],
  commit: ['commit', 'commits'],
  edit: ['edit', 'edits'],
  recreate: ['recreation', 'recreations'],
  load: ['load', 'loads'],
  copy: ['copy', 'copies'],
  prune: ['cleanup', 'cleanups'],
  run: ['container start', 'container starts'],
  start: ['engine start', 'engine starts'],
  upload: ['upload', 'uploads'],
  download: ['download', 'downloads'],
};

/** What runs, in words, e.g. `2 builds and 1 shell`; '' for nothing. */
export function runningInWords(kinds: readonly TaskKind[], shells: number): string {
  const parts = taskKinds.flatMap((kind) => {
    const number = kinds.filter((running) => running === kind).length;
    const [one, several] = words[kind];
    return number === 0 ? [] : [`${number} ${number === 1 ? one : several}`];
  });
  if (shells > 0) parts.push(`${shells} ${shells === 1 ? 'shell' : 'shells'}`);
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
