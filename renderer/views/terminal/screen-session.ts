import type { Terminal } from '@xterm/xterm';
import { scrollbackLines, type TerminalItem } from '../../../app/terminal.ts';
import { writeInSlices } from '../../../app/text/terminal-write.ts';
import type { Link } from '../../stores/link/link.ts';
import { withStillViewport } from './still-viewport.ts';

interface SessionOptions {
  readonly terminal: Terminal;
  readonly link: Link;
  readonly session: string;
  /** Main has been asked for the screen anew: it may have another size than fits here. */
  readonly onScreen: () => void;
  readonly onExit: (exit: Extract<TerminalItem, { kind: 'exit' }>) => void;
  /** The main process no longer knows the session. */
  readonly onGone: () => void;
}

/** Has a terminal show what a session shows, until stopped. */
export function followSession({ terminal, link, session, onScreen, onExit, onGone }: SessionOptions): () => void {
  const written = (data: Uint8Array) => new Promise<void>((done) => terminal.write(data, done));
  const take = (item: TerminalItem): void | Promise<void> => {
    switch (item.kind) {
      case 'screen':
        terminal.reset();
        terminal.resize(item.cols, item.rows);
        return withStillViewport(terminal, () => written(item.data));
      case 'output':
        // Waiting for xterm to have taken it is what tells main that this page does not keep up.
        return writeInSlices(terminal, item.data);
      case 'size':
        return terminal.resize(item.cols, item.rows);
      case 'title':
        return;
      case 'exit':
        return onExit(item);
    }
  };
  return link.live((client) => {
    onScreen();
    return client.terminal.attach(
      { session, lines: scrollbackLines.most },
      {
        onItem: take,
        onEnd: (problem) => {
          if (problem?.code === 'not-found') onGone();
        },
      },
    );
  });
}
