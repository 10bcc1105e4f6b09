import { formatNumber } from '../../language/figures.ts';
import { formatBytes } from '../units.ts';

interface Rate {
  readonly bytes: number;
}

/** Of what containers use. */
export const statsWords = {
  tab: 'Stats',
  charts: { cpu: 'CPU', memory: 'Memory', network: 'Network', block: 'Block I/O', pids: 'Processes' },
  /** Of the picture, whose values are in a table. */
  picture: ({ chart, span }: { readonly chart: string; readonly span: string }) => `${chart} over the last ${span}`,
  figures: {
    cpu: 'used',
    memory: 'used',
    cache: 'cache',
    receiving: 'in',
    sending: 'out',
    reading: 'read',
    writing: 'written',
    pids: 'now',
  },
  figure: ({ name, value }: { readonly name: string; readonly value: string }) => `${name} ${value}`,
  rate: ({ bytes }: Rate) => `${formatBytes(bytes)}/s`,
  total: ({ one, other }: { readonly one: string; readonly other: string }) => `${one} / ${other} in all`,
  limit: ({ limit }: { readonly limit: string }) => `limit ${limit}`,
  cores: ({ cores }: { readonly cores: number }) => (cores === 1 ? '1 core' : `${formatNumber(cores)} cores`),
  untold: 'The engine does not tell',
  span: 'Time shown',
  spans: { short: '5 min', middle: '15 min', long: '1 h' },
  pause: 'Pause',
  resume: 'Go on',
  paused: 'Paused: measuring goes on, and what was measured is shown when you go on.',
  time: 'Time to read',
  now: 'now',
  /** Of a time of the past that is read. */
  at: ({ time, figures }: { readonly time: string; readonly figures: string }) => `${time}: ${figures}`,
  table: 'Values as a table',
  tableOf: ({ name }: { readonly name: string }) => `Values of ${name}`,
  columns: {
    time: 'Time',
    cpu: 'CPU',
    memory: 'Memory',
    cache: 'Cache',
    receiving: 'Received',
    sending: 'Sent',
    reading: 'Read',
    writing: 'Written',
    pids: 'Processes',
  },
  stopped: 'It does not run',
  stoppedNote: 'What it uses is shown while it runs, and for an hour after.',
  ended: 'It does not run: this is what it used before.',
  waiting: 'Waiting for the first figures…',
  unread: 'What it used before could not be read',
  none: 'The engine does not tell what it uses',
  noneNote: 'An engine of an ordinary user on cgroup v1 counts nothing for single containers.',
  compare: 'Compare',
  compared: 'Compared',
  comparedFigure: 'Figure to compare',
  endCompare: 'Compare no longer',
  list: {
    placeholder: 'Filter… project:shop image:nginx',
    columns: {
      cpu: 'CPU',
      memory: 'Memory',
      network: 'Network in / out',
      block: 'Block in / out',
      pids: 'Processes',
    },
    of: ({ used, limit }: { readonly used: string; readonly limit: string }) => `${used} / ${limit}`,
    pair: ({ one, other }: { readonly one: string; readonly other: string }) => `${one} / ${other}`,
    noneNote: 'What containers use is shown while they run.',
  },
};
