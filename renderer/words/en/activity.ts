import { formatNumber } from '../language/figures.ts';
import { plural } from '../language/plural.ts';

interface Task {
  readonly task: string;
}

interface Named {
  readonly name: string;
}

interface Count {
  readonly count: number;
}

/** Of the shells that run. */
const sessions = {
  title: 'Shells',
  count: ({ count }: Count) => plural(count, { one: '# shell runs', other: '# shells run' }),
  states: {
    seen: 'looked at',
    unseen: 'nobody looks',
    idle: 'nobody looked for a day',
  },
  /** Where the best shell was asked for. */
  shell: 'shell',
  attached: 'attached',
  debug: ({ image }: { readonly image: string }) => `debug shell of ${image}`,
  since: ({ age }: { readonly age: string }) => `opened ${age} ago`,
  used: ({ age }: { readonly age: string }) => `used ${age} ago`,
  never: 'not used yet',
  /** Of what runs in it; how much of a core that is. */
  cpu: ({ share }: { readonly share: string }) => `CPU ${share}`,
  cpuUnknown: 'CPU not known',
  pick: ({ name }: Named) => `Select the shell in ${name}`,
  /** Several shells may be in one container: the second and later ones are told apart by a number. */
  numbered: ({ name, number }: Named & { readonly number: number }) => `${name} (${number})`,
  show: 'Show',
  showAll: 'Show the shells',
  showOf: ({ name }: Named) => `Show the shell in ${name}`,
  end: 'End',
  endOf: ({ name }: Named) => `End the shell in ${name}`,
  ending: 'Ending',
  ended: 'Ended',
  endSelected: ({ count }: Count) => `End selected (${formatNumber(count)})`,
  endUnseen: ({ count }: Count) => `End those that nobody looks at (${formatNumber(count)})`,
  question: ({ count }: Count) => plural(count, { one: 'End # shell?', other: 'End # shells?' }),
  questionText: 'What runs in them ends, too.',
  /** Where one of them is no shell. */
  questionCommands:
    'What runs in them ends, too. In a container without a shell a command goes on if it heeds neither Ctrl+C nor Ctrl+\\.',
  unread: 'The shells that run could not be read',
};

/** Of the list of tasks, and of one. What tasks say of themselves is in `tasks.ts`. */
export const activityWords = {
  sessions,
  states: { running: 'running', succeeded: 'succeeded', failed: 'failed', cancelled: 'cancelled' },
  partStates: {
    waiting: 'waiting',
    running: 'running',
    done: 'done',
    cached: 'cached',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  kinds: {
    pull: 'pull',
    push: 'push',
    build: 'build',
    compose: 'compose',
    save: 'save',
    export: 'export',
    commit: 'commit',
    edit: 'edit',
    recreate: 'recreate',
    load: 'load',
    copy: 'copy',
    prune: 'prune',
    run: 'run',
    start: 'start',
    upload: 'upload',
    download: 'download',
  },
  columns: {
    title: 'Task',
    state: 'State',
    progress: 'Progress',
    text: 'Status',
    kind: 'Kind',
    started: 'Started',
    duration: 'Duration',
  },
  running: ({ count }: { readonly count: string }) => `${count} running`,
  noneText:
    'Pulls, pushes, builds, Compose runs and prunes appear here while they run, and stay with their output until Gantry is closed.',
  clearEnded: 'Clear ended',
  cancel: 'Cancel',
  cancelling: 'Cancelling',
  hasEnded: 'It has ended.',
  forget: 'Remove from list',
  stillRuns: 'It still runs.',
  failed: ({ task }: Task) => `${task} failed`,
  /** Of a task that is not known yet. */
  untitled: 'Task',
  gone: 'This task is gone',
  goneText: 'It was removed from the list, was one of more than a hundred that ended, or Gantry was started anew.',
  progressOf: ({ task }: Task) => `Progress of ${task}`,
  state: 'Task state',
  share: ({ percent }: { readonly percent: number }) => `${percent} %`,
  ended: ({ age }: { readonly age: string }) => `, ended ${age} ago`,
  command: 'Command',
  partsDone: ({ done, all }: { readonly done: string; readonly all: number }) =>
    `${done} of ${plural(all, { one: '# part', other: '# parts' })} done`,
  partsOf: ({ task }: Task) => `Parts of ${task}`,
  partBytes: ({ said, bytes }: { readonly said: string; readonly bytes: string }) => `${said} ${bytes}`,
  partBytesOf: ({ said, bytes, all }: { readonly said: string; readonly bytes: string; readonly all: string }) =>
    `${said} ${bytes} of ${all}`,
  output: {
    title: ({ task }: Task) => `Output of ${task}`,
    follow: 'Follow',
    copy: 'Copy output',
    find: { open: 'Find in output', label: 'Find in output', field: 'Find in output', close: 'Close find' },
    lineCount: 'Line count',
    none: 'No output',
    lines: ({ count }: { readonly count: number }) => plural(count, { one: '# line', other: '# lines' }),
    notKept: ({ count }: { readonly count: number }) =>
      plural(count, { one: '# line not kept', other: '# lines not kept' }),
    unread: 'The output cannot be read',
  },
  /** How the fields of results are called. */
  results: {
    bytes: 'Size',
    cached: 'From the cache',
    container: 'Container',
    contextBytes: 'Build context',
    digest: 'Digest',
    durationMs: 'Duration',
    fresh: 'Newer than before',
    image: 'Image',
    images: 'Images',
    kept: 'Kept',
    layers: 'Layers',
    name: 'Name',
    path: 'File',
    removed: 'Removed',
    steps: 'Steps',
    warnings: 'Warnings',
  },
};
