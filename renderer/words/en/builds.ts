import type { BuildReasons } from '../../../app/reasons/builds.ts';
import { plural } from '../language/plural.ts';
import type { ReasonWords } from '../language/types.ts';
import { cacheWords } from './build/cache.ts';
import { compareWords } from './build/compare.ts';
import { contextWords } from './build/contexts.ts';
import { adviceWords } from './build/dockerfile-advice.ts';
import { forecastWords } from './build/forecast.ts';
import { otherWords } from './build/others.ts';
import { trendWords } from './build/trend.ts';
import { perStep, whyWords } from './build/why.ts';
import { wishWords } from './build/wishes.ts';
import { formatBytes } from './units.ts';

export const buildReasons: ReasonWords<BuildReasons> = {
  'context-unread': 'The folder could not be read to its end.',
  'context-not-surveyed': 'The folder could not be gone through.',
  'context-missing': 'The folder to build is not there.',
  'context-file-unreadable': ['A file of the folder cannot be read.', 'Make it readable, or name it in .dockerignore.'],
  'context-changed': ['A file changed while it was being sent.', 'Build again.'],
  'context-name-not-utf8': [
    'A name in the folder is not text in UTF-8.',
    'Rename it, or name the folder that it is in in .dockerignore.',
  ],
  'not-a-folder': 'This is not a folder.',
  'build-folder-unreadable': 'This folder cannot be read.',
  'not-a-dockerfile': 'This is not a Dockerfile.',
  'dockerfile-unreadable': 'The Dockerfile cannot be read.',
  'ignore-unusable': ({ file }) => `The ${file} cannot be used.`,
  'ignore-malformed': ({ file }) => `A pattern in ${file} is malformed.`,
  'ignore-lone-exception': ({ file }) => `The ${file} has a line with nothing but “!”.`,
  'ignore-too-many': ({ file }) => `The ${file} has more patterns than can be followed.`,
  'ignore-hopeless': 'Nothing in the folder can match this pattern.',
  'ignore-takes-nothing-back': 'This takes nothing back: no pattern before it leaves anything out.',
  'build-failed': 'The build failed.',
  'build-failed-at': ({ line }) => `The build failed at line ${line} of the Dockerfile.`,
  'build-disk-full': 'The disk of the engine is full: the build failed.',
  'build-disk-full-at': ({ line }) =>
    `The disk of the engine is full: the build failed at line ${line} of the Dockerfile.`,
  'build-lends-nothing': [
    'This builder takes neither secrets nor an SSH agent.',
    'Build on an engine that builds with BuildKit.',
  ],
  'build-cannot': ({ ability }) => wishWords.cannot[ability],
  'build-host-by-address': [
    'This engine knows host-gateway only in a build without a special output, cache or attestation.',
    'Name the host’s address instead.',
  ],
  'secret-variable-missing': ({ variable }) => `The environment of Gantry has no variable ${variable}.`,
  'ssh-agent-away': ['No SSH agent answers on this machine.', 'Start one, then start Gantry from where it is known.'],
  'build-forgotten': 'This build is not in the history any more.',
  'build-dockerfile-not-kept': ['The Dockerfile of this build was not kept.', 'Build again with the one of now.'],
  'build-values-not-kept': [
    'The values of its build arguments were not kept.',
    'Edit the Dockerfile, fill them in, and build from there.',
  ],
};

/** Of builds. */
export const buildWords = {
  advice: adviceWords,
  buildCache: cacheWords,
  compare: compareWords,
  context: contextWords,
  forecast: forecastWords,
  trend: trendWords,
  commands: {
    again: 'Build again',
    rerun: 'Build as it was',
    open: 'Edit Dockerfile',
    log: 'Show log',
    openFolder: 'Open folder to build',
    remove: 'Remove from history',
    start: 'Build',
  },
  refused: { ended: 'It has ended.', runs: 'It still runs.', runsAlready: 'It runs already.' },
  results: { running: 'Running', succeeded: 'Succeeded', failed: 'Failed', cancelled: 'Cancelled' },
  history: {
    filter: 'Filter…',
    openFolder: 'Open folder',
    elsewhere: 'Built elsewhere',
    none: 'Open a folder with a Dockerfile to edit and build it. Its builds stay here with what they took and how much came from the cache.',
    columns: { name: 'Build', result: 'Result', duration: 'Duration', cache: 'Cache', folder: 'Folder', age: 'Age' },
  },
  page: {
    label: 'Dockerfile editor',
    back: 'Back to the builds',
    cannotOpen: 'The folder cannot be opened',
    resize: 'Resize build',
    format: 'Format',
    refused: {
      notConnected: 'The engine is not connected.',
      empty: 'The Dockerfile is empty.',
      wrong: 'Correct the fields first.',
      starting: 'It is being started.',
    },
  },
  files: {
    label: 'Files',
    dockerfile: 'Dockerfile',
    states: { saved: '', new: 'new', unsaved: 'unsaved', restored: 'unsaved', conflict: 'disk changed' },
    withState: ({ name, state }: { readonly name: string; readonly state: string }) => `${name} (${state})`,
  },
  ignore: {
    own: ({ dockerfile }: { readonly dockerfile: string }) =>
      `Builds of ${dockerfile} use this file, its own. They do not read .dockerignore.`,
    shared: ({ dockerfile, own }: { readonly dockerfile: string; readonly own: string }) =>
      `Builds of ${dockerfile} use .dockerignore. With a ${own} they would read only that one.`,
    begin: ({ own }: { readonly own: string }) => `Begin ${own}`,
  },
  form: {
    label: 'Build options',
    tag: 'Tag',
    tagExample: 'name:tag',
    target: 'Target',
    onlyStage: 'The only stage',
    lastStage: 'The last stage',
    args: 'Build arguments',
    arg: 'argument',
    notKept: 'values are not kept',
    notSet: 'not set',
    noCache: 'No cache',
    pull: 'Pull base images',
    noLine: 'The command line appears once every field is right.',
    more: {
      title: 'More options',
      secrets: 'Secrets',
      secret: 'secret',
      secretPlace: '/path/of/a/file or $VARIABLE',
      secretsHint: 'Read on this machine as it builds, and never kept.',
      ssh: 'Lend the SSH agent of this machine',
      platform: 'Platform',
      platformExample: 'linux/amd64,linux/arm64',
      network: 'Network',
      networks: { default: 'The engine’s own', none: 'None', host: 'The host’s' },
      hosts: 'Extra hosts',
      host: 'host',
      address: '10.0.0.1 or host-gateway',
      labels: 'Labels',
      label: 'label',
      cacheFrom: 'Cache from images',
      cacheFromExample: 'name:tag other:tag',
    },
    wishes: wishWords,
    wrong: {
      name: 'Letters, digits and underscores only.',
      nameless: 'It needs a name.',
      twice: 'Given twice.',
      platform: 'Systems and architectures, such as linux/arm64, with commas between.',
      host: 'A name and an address, such as 10.0.0.1.',
      secretId: 'Letters, digits, dots and dashes only.',
      variable: 'A variable has letters, digits and underscores only.',
      secretPlace: 'Say where it is: a path, or $ and a variable’s name.',
    },
  },
  result: {
    none: { title: 'Not built yet', text: 'The steps of the build and what came from the cache appear here.' },
    label: ({ name }: { readonly name: string }) => `Build of ${name}`,
    cache: 'Cache',
    failed: 'The build failed',
    failedAt: ({ line }: { readonly line: number }) => `The build failed at line ${line}`,
    showLine: 'Show line',
    notKept: 'What it printed is no longer kept.',
    run: ({ image }: { readonly image: string }) => `Run ${image}`,
    sent: ({ files, sent, bytes }: { readonly files: number; readonly sent: number; readonly bytes: number }) => {
      const all = plural(files, { one: '# file', other: '# files' });
      if (sent === 0) return `${all}, none of them sent`;
      return `${sent < files ? `${sent} of ${all}` : all} sent, ${formatBytes(bytes)}`;
    },
    /** Who built it, and how it got the folder. */
    ways: {
      classic: 'Classic builder',
      control: 'BuildKit, by its control API',
      session: 'BuildKit, in a session',
      tar: 'BuildKit, without a session',
    },
    written: ({ path }: { readonly path: string }) => `Written to ${path}`,
    onlyCached: 'Kept in the cache only',
    steps: 'Steps',
    /** Work of the builder that is of no stage. */
    around: 'Around the stages',
    inStage: ({ steps, cached }: { readonly steps: number; readonly cached: number }) =>
      cached === 0 ? perStep(steps) : `${cached} of ${steps} cached`,
    /** Of the steps that the build took its time for: the others went on beside them. */
    longestWay: 'Longest way',
    onWay: 'on the longest way',
    onTime: ({ time }: { readonly time: string }) => `Lines: when, of ${time}`,
    changed: 'changed',
    cached: 'cached',
    running: 'running',
    stepFailed: 'failed',
    cachedShare: ({ cached, all }: { readonly cached: number; readonly all: number }) => `${cached} of ${all} cached`,
    changedFrom: 'Changed: from here on the steps ran again',
    /** Who says what is wrong with a line. */
    source: 'Build',
  },
  other: otherWords,
  why: whyWords,
};
