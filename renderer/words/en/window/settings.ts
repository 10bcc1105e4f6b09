import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Server {
  readonly server: string;
}
interface Name {
  readonly name: string;
}

/** Of the settings. */
export const settingsWords = {
  about: {
    title: 'About',
    version: 'Version',
    host: 'Host',
    hosts: { electron: 'Electron', browser: 'browser' },
    platform: 'Platform',
  },
  appearance: {
    title: 'Appearance',
    theme: { label: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
    contrast: { label: 'Contrast', system: 'By the system', normal: 'Normal', high: 'High' },
    font: { label: 'Font', bundled: 'Inter', system: 'The system’s' },
    density: { label: 'Rows of lists', compact: 'Compact', normal: 'Medium', roomy: 'Roomy' },
    date: { label: 'Dates', system: 'As this computer does', iso: 'ISO 8601' },
  },
  console: {
    title: 'Terminal program',
    line: 'Line that starts it',
    hint: '{command} stands for the words of the command, {line} for all of it as one text.',
    found: ({ program }: { readonly program: string }) => `Empty: ${program}, which was found here.`,
    notFound: 'Empty: the first that is found. None is found here.',
    wrong: 'Name a program, and {command} or {line} after it.',
    example: 'xterm -e {command}',
  },
  logs: {
    title: 'Logs',
    keep: 'Keep the logs that are opened on disk',
    keepHint:
      'They outlive their container and this window, and can be searched as a whole. Counts for logs that are opened from now on.',
    perLog: 'Each log, MiB',
    total: 'All logs, MiB',
    days: 'Days',
    /** The whole numbers that are allowed. */
    bounds: ({ min, max }: { readonly min: number; readonly max: number }) =>
      `${formatNumber(min)} to ${formatNumber(max)}`,
    statusLevels: 'Tell the level of requests by their status',
    statusLevelsHint:
      'A line of an access log that names no level is an error from status 500 on, and a warning from 400 on. Counts for lines that are read from now on.',
    kept: 'Kept logs',
    keptFailed: 'The kept logs could not be read',
    noneKept: 'No log is kept yet: open one, and it is.',
    open: ({ name }: Name) => `Open the log of ${name}`,
    never: 'Never keep',
    isNever: 'Not kept',
    neverOf: ({ name }: Name) => `Never keep the log of ${name}`,
    deleteOf: ({ name }: Name) => `Delete the log of ${name}`,
    deleteAll: 'Delete all…',
    deleteOne: ({ name }: Name) => `Delete the log of ${name}?`,
    deleteMany: ({ count }: { readonly count: number }) =>
      `Delete ${plural(count, { one: '# log', other: '# logs' })}?`,
    deleteText: ({ size }: { readonly size: string }) =>
      `${size} go for good. What the engine itself still has of them can be read again.`,
    deleteFailed: 'Deleting failed',
    rows: ({ count }: { readonly count: number }) => plural(count, { one: '# row', other: '# rows' }),
    lastLine: ({ age }: { readonly age: string }) => `last line ${age} ago`,
    followed: 'being followed',
  },
  terminal: {
    title: 'Terminal',
    fontSize: 'Font size, px',
    lineHeight: 'Line height',
    scrollback: 'Lines of scrollback of new shells',
    cursor: { label: 'Cursor', block: 'Block', bar: 'Bar', underline: 'Underline' },
    rightClick: { label: 'Right click', menu: 'Menu', paste: 'Copy or paste' },
    choices: {
      blink: { label: 'The cursor blinks', hint: 'Not where the system asks for less motion.' },
      copyOnSelect: {
        label: 'Copy what is selected',
        hint: 'As soon as the mouse button is let go.',
      },
      askPaste: {
        label: 'Ask before several lines are pasted',
        hint: 'Where the shell would run each of them at once. One that takes a paste as a whole is never asked for.',
      },
      reconnect: {
        label: 'Reconnect when the container runs again',
        hint: 'A shell that ended with its container is opened again in its tab, the same command. Not without end: after five that end soon, you are asked.',
      },
      flash: { label: 'Flash when the bell rings', hint: 'A mark above the terminal stays until something is typed.' },
      screenReader: {
        label: 'Tell a screen reader what is printed',
        hint: 'The lines can be read with the arrow keys of the screen reader. Takes more time to draw.',
      },
      gpu: {
        label: 'Draw by the graphics card',
        hint: 'Where there is one that can. Switch it off if letters look wrong.',
      },
    },
  },
  registries: {
    title: 'Registries',
    readFailed: 'The logins could not be read',
    someUnread: 'Some logins could not be read',
    none: 'No registry knows you yet: public images can be pulled, none pushed.',
    logIn: 'Log in…',
    logOut: 'Log out',
    logOutOf: ({ server }: Server) => `Log out of ${server}`,
    loggedOut: ({ server }: Server) => `Logged out of ${server}`,
    logOutFailed: ({ server }: Server) => `Log out of ${server} failed`,
    token: 'with a token',
    /** Who is logged in, and where that is kept. */
    inFile: ({ who }: { readonly who: string }) => `${who}, in Docker’s configuration file`,
    inStore: ({ who, store }: { readonly who: string; readonly store: string }) => `${who}, kept by ${store}`,
  },
};
