import type { RecordingReasons } from '../../../app/reasons/recordings.ts';
import { formatNumber } from '../language/figures.ts';
import { plural } from '../language/plural.ts';
import type { ReasonWords } from '../language/types.ts';
import { formatBytes } from './units.ts';

interface Name {
  readonly name: string;
}

export const recordingReasons: ReasonWords<RecordingReasons> = {
  'not-a-recording': ['This file is no recording.', 'Choose one of asciinema’s format, version 2.'],
  'recorded-already': ['This shell is being recorded already.', 'Stop that first.'],
};

/** Of recordings of shells, and of playing them. */
export const recordingWords = {
  record: 'Record the shell…',
  play: 'Play a recording…',
  noShell: 'No shell is on screen.',
  form: {
    title: ({ name }: Name) => `Record the shell in ${name}`,
    verb: 'Record',
    failed: 'The recording was not started',
    file: 'File',
    ending: 'The name ends in .cast.',
    hint: 'On the machine that Gantry runs on. What the shell shows is written, as asciicast 2; what is typed is not.',
    chooseFolder: 'Choose folder…',
    folder: 'Folder of the recording',
    overwrite: 'Overwrite the file if it is there',
  },
  /** Above the shell. */
  running: ({ name }: Name) => `Recording to ${name}`,
  stop: 'Stop recording',
  stopFailed: 'The recording could not be stopped',
  started: ({ name }: Name) => `Recording the shell in ${name}`,
  ended: ({ name, bytes, path }: Name & { readonly bytes: number; readonly path: string }) =>
    `Recorded the shell in ${name}: ${formatBytes(bytes)} in ${path}`,
  failed: ({ name }: Name) => `The recording of the shell in ${name} has ended`,
  playIt: 'Play',
  open: { title: 'Play a recording', verb: 'Open', hint: 'A file of asciicast 2, whose name ends in .cast.' },
  player: {
    title: ({ name }: Name) => `Recording ${name}`,
    screen: ({ name }: Name) => `Screen of ${name}`,
    failed: 'The recording could not be read',
    play: 'Play',
    pause: 'Pause',
    restart: 'From the beginning',
    position: 'Position',
    /** Read out of the slider: `0:05 of 1:02`. */
    at: ({ now, all }: { readonly now: string; readonly all: string }) => `${now} of ${all}`,
    speed: 'Speed',
    times: ({ factor }: { readonly factor: number }) => `${formatNumber(factor)}×`,
    idle: 'Shorten pauses',
    copy: 'Copy text',
    copied: 'Copied the text of the screen',
    /** All of it as text. */
    save: {
      open: 'Save as text…',
      title: ({ name }: Name) => `Save the recording ${name} as text`,
      hint: 'On the machine that Gantry runs on. All that it shows by its end, without colours: the latest 50,000 lines.',
      failed: 'The text was not saved',
      done: ({ bytes, path }: { readonly bytes: number; readonly path: string }) =>
        `Saved ${formatBytes(bytes)} in ${path}`,
    },
    skipped: ({ count }: { readonly count: number }) =>
      `${plural(count, { one: '# line', other: '# lines' })} of the file could not be read and ${count === 1 ? 'was' : 'were'} passed over.`,
    link: {
      title: ({ host }: { readonly host: string }) => `Open ${host}?`,
      body: ({ url }: { readonly url: string }) => `The recording links to ${url}`,
      open: 'Open',
    },
    cut: 'The file is longer than what is played: its end is left out.',
  },
};
