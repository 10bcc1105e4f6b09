import { formatNumber } from '../../language/figures.ts';
import { plural } from '../../language/plural.ts';

interface Named {
  readonly name: string;
}

interface Counted {
  readonly count: number;
}

interface Sent {
  readonly signal: string;
}

/** Of stopping containers with a time of one's own, and of sending them signals. */
export const endingWords = {
  stop: {
    label: 'Stop with…',
    title: ({ name }: Named) => `Stop ${name}`,
    titleOfMany: ({ count }: Counted) => plural(count, { one: 'Stop # container', other: 'Stop # containers' }),
    verb: 'Stop',
    seconds: 'Seconds to end by itself',
    hint: 'Then it is killed. Empty: its own time, 10 if it has none. 0: at once. -1: it is waited for without end.',
    rule: ({ most }: { readonly most: number }) =>
      `A whole number from 0 to ${formatNumber(most)}, or -1 to wait without end.`,
    waiting: ({ name }: Named) => `Waiting for ${name} to end`,
    waitingForMany: ({ count }: Counted) =>
      plural(count, { one: 'Waiting for # container to end', other: 'Waiting for # containers to end' }),
    waitNoLonger: 'Stop waiting',
  },
  signal: {
    label: 'Send a signal…',
    title: ({ name }: Named) => `Send a signal to ${name}`,
    titleOfMany: ({ count }: Counted) =>
      plural(count, { one: 'Send a signal to # container', other: 'Send a signal to # containers' }),
    verb: 'Send',
    failed: 'The signal was not sent',
    verbOf: ({ signal }: Sent) => `Send ${signal} to`,
    doing: ({ signal }: Sent) => `Sending ${signal} to`,
    done: ({ signal }: Sent) => `Sent ${signal} to`,
    which: 'Signal',
    other: 'Another…',
    name: 'Name or number',
    rule: 'A name such as HUP or RTMIN+3, with SIG or without, or a number from 1 to 64.',
    /** What those of the list mean to whoever gets them. */
    meanings: {
      TERM: 'Asks it to end, as a stop does first.',
      INT: 'Interrupts it, as Ctrl+C does.',
      HUP: 'Has many programs read their configuration again.',
      QUIT: 'Asks it to end; some programs finish first what they have begun, others say where they are.',
      USR1: 'Means what its program makes of it.',
      USR2: 'Means what its program makes of it.',
      KILL: 'Ends it at once: it saves nothing.',
      WINCH: 'Says that the window has another size; some servers end gracefully.',
      STOP: 'Halts its first process until CONT.',
      CONT: 'Goes on after STOP.',
    },
  },
};
