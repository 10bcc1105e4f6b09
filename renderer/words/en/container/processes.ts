import { formatNumber } from '../../language/figures.ts';

/** Of the processes of a container. */
export const processWords = {
  tab: 'Processes',
  title: ({ name }: { readonly name: string }) => `Processes of ${name}`,
  columns: { command: 'Command', pid: 'PID', user: 'User', cpu: 'CPU', memory: 'Memory', time: 'Time' },
  percent: ({ cpu }: { readonly cpu: string }) => `${cpu} %`,
  more: ({ count }: { readonly count: number }) => `and ${formatNumber(count)} more`,
  unread: 'The processes could not be read',
  stopped: 'Nothing runs in it',
  stoppedNote: 'Its processes are shown while it runs.',
  paused: 'It is paused',
  pausedNote: 'Its processes stand still. They are shown once it goes on.',
  none: 'The engine names no process',
};
