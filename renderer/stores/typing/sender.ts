import type { Problem } from '../../../app/rpc/problem.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { maxWrite } from '../../../app/terminal.ts';
import type { Link } from '../link/link.ts';

/** Sends what is typed into one session. */
export interface Sender {
  send(data: Uint8Array): void;
}

/**
 * Sends bytes in order, one write at a time, each at most as long as the contract allows.
 * @param failed is told why a write was refused; the next is tried all the same
 */
export function createSender(
  link: Link,
  session: string,
  failed: (problem: Problem) => void = () => undefined,
): Sender {
  let last = Promise.resolve();
  return {
    send: (data) => {
      for (let from = 0; from < data.byteLength; from += maxWrite) {
        const part = data.slice(from, from + maxWrite);
        last = last
          .then(() => link.ask((client) => client.terminal.write({ session, data: part })))
          .catch((error: unknown) => failed(toProblem(error)));
      }
    },
  };
}
