import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Name {
  readonly name: string;
}
interface Counted {
  readonly count: number;
}

/** Of the screens of shells. */
export const terminalWords = {
  title: ({ name }: Name) => `Shell in ${name}`,
  /** Of the screen of a main process. */
  attached: ({ name }: Name) => `Attached to ${name}`,
  noInput: 'It takes no input: what is typed here does not reach it.',
  /** What could not be loaded. */
  screen: 'The screen of the shell',
  reconnect: 'Reconnect',
  /** Of a shell that is opened again once its container runs again. */
  again: {
    waits: 'It is opened again as soon as the container runs.',
    stopped: 'It is not opened again by itself any more',
    /** In the terminal, between what was and what comes. */
    line: ({ what, why }: { readonly what: string; readonly why: string | undefined }) =>
      why === undefined ? `── ${what} ──` : `── ${what}. ${why} ──`,
  },
  openFailed: 'The shell could not be opened',
  gone: 'This shell has ended',
  goneText: 'It ended while it was not shown, or with the Gantry process that held it.',
  ended: ({ code }: { readonly code: number }) => `The shell ended with exit code ${code}`,
  attachedEnded: ({ code }: { readonly code: number }) => `The main process ended with exit code ${code}`,
  attachedEndedUnknown: 'It is no longer attached; whether its main process ended is not known',
  killed: 'The shell was killed',
  endedUnknown: 'The shell ended; its exit code is not known',
  upload: {
    label: 'Upload files…',
    /** While files are held over a shell. */
    drop: 'Drop to upload into the folder that the shell is in',
    failed: 'The files were not uploaded',
    unread: 'A file could not be read',
    noShell: 'No shell is in front.',
    replaceTitle: ({ count }: { readonly count: number }) =>
      plural(count, { one: 'Replace # file?', other: 'Replace # files?' }),
    replaceText: ({ folder }: { readonly folder: string }) => `What is in ${folder} under these names is lost.`,
    replace: 'Replace',
    /** The shell’s own folder could not be told. */
    intoContainer: ({ folder }: { readonly folder: string }) =>
      `Uploading into ${folder}, where the container begins: it cannot be told where the shell is`,
  },
  noShell: 'The container may have no shell.',
  readOnly: 'What is typed here does not reach the shell',
  bar: {
    label: 'Terminal tools',
    find: 'Find in the terminal',
    more: 'More of this terminal',
    rung: 'The bell rang',
    /** Before where a link under the pointer leads. */
    follow: 'Ctrl+click for',
    command: 'Last command',
    took: ({ time }: { readonly time: string }) => `took ${time}`,
    ended: ({ code, time }: { readonly code: number; readonly time: string }) => `exit code ${code}, took ${time}`,
  },
  verbs: {
    copy: 'Copy',
    copyHtml: 'Copy as HTML',
    paste: 'Paste',
    selectAll: 'Select all',
    find: 'Find…',
    previousPrompt: 'Previous prompt',
    nextPrompt: 'Next prompt',
    top: 'To the top',
    bottom: 'To the bottom',
    save: 'Save as text…',
    clear: 'Clear',
    larger: 'Larger font',
    smaller: 'Smaller font',
    usual: 'Usual font size',
    nothingSelected: 'Nothing is selected.',
    pasteByKeys: 'Press Ctrl+Shift+V to paste: this window may not read the clipboard by itself.',
  },
  find: {
    label: 'Find in the terminal',
    field: 'Find',
    close: 'Close find',
    /** There are more than are counted. */
    many: ({ count }: Counted) => `${formatNumber(count)} or more`,
    faults: {
      pattern: 'This is no regular expression.',
      slow: 'This regular expression takes too long on what the terminal holds.',
    },
  },
  saving: {
    title: ({ name }: Name) => `Save the terminal of ${name}`,
    description: 'All lines that are kept and the screen, as text without colours.',
    verb: 'Save',
    ending: 'The name of a text ends in .log or .txt.',
    file: 'File',
    fileHint: 'On the machine that Gantry runs on.',
    chooseFolder: 'Choose folder',
    folder: 'Save in folder',
    overwrite: 'Overwrite a file of this name',
  },
  pasting: {
    question: ({ count, name }: Counted & Name) =>
      `Paste ${plural(count, { one: '# line', other: '# lines' })} into ${name}?`,
    text: 'The shell may run each line as soon as it is there.',
    confirm: 'Paste',
    never: 'Do not ask again',
    neverHint: 'The settings have this choice, too.',
  },
  requests: {
    question: ({ name }: Name) => `Put this on the clipboard for ${name}?`,
    text: 'A program in the container asks for it. Look at it before you paste it anywhere.',
    confirm: 'Put on the clipboard',
    always: 'Do not ask again for this terminal',
    done: ({ name }: Name) => `A program in ${name} put text on the clipboard`,
  },
  links: {
    menu: 'Links on screen',
    question: ({ host }: { readonly host: string }) => `Open ${host} in the browser?`,
    text: ({ address, name }: { readonly address: string } & Name) => `${name} printed this link: ${address}`,
    confirm: 'Open',
    copied: ({ text }: { readonly text: string }) => `Copied ${text}`,
  },
  copying: {
    html: 'Copied as HTML',
    text: 'Copied as text: this window may not copy HTML.',
  },
};
