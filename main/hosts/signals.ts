/** Ctrl+C, a person's or a system's wish that we end, a terminal that was closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl+C reaches every process of a terminal, and a starter passes it on once more: that is one wish, in two signals. */
const patience = 2;

/**
 * Calls `end` at the first signal that asks this process to end. The second changes nothing; at the third nobody waits
 * any more, and `leave` is called.
 */
export function onEndSignals(end: () => void, leave: () => void): void {
  let seen = 0;
  const heard = () => {
    seen += 1;
    if (seen === 1) end();
    else if (seen > patience) leave();
  };
  for (const signal of signals) process.on(signal, heard);
}
