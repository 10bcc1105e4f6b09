import type { ShellHow } from '../../../app/terminal.ts';
import type { LocalClient } from './local-client.ts';
import { Ear } from './script.ts';

interface LocalShellOptions {
  readonly how?: ShellHow;
  readonly cols?: number;
  /** Lines of scrollback that its reader asks for. */
  readonly lines?: number;
}

/** A session of the services in this process, with one reader. */
export interface LocalShell {
  readonly session: string;
  readonly ear: Ear;
  /** Resolves when it ended by itself. */
  readonly exited: Promise<void>;
  write(text: string): Promise<void>;
  /** Nobody reads any more. */
  leave(): void;
  close(): Promise<void>;
}

/** Opens a shell and reads it. */
export async function openLocalShell(
  { client, engine }: LocalClient,
  id: string,
  { how, cols = 80, lines = 1000 }: LocalShellOptions = {},
): Promise<LocalShell> {
  const { session } = await client.terminal.open({ engine, id, cols, rows: 24, ...(how && { how }) });
  const ear = new Ear();
  let leave = (): void => undefined;
  const exited = new Promise<void>((resolve) => {
    leave = client.terminal.attach(
      { session, lines },
      {
        onItem: (item) => {
          if (item.kind === 'output' || item.kind === 'screen') ear.hear(item.data);
          if (item.kind === 'exit') resolve();
        },
        onEnd: () => undefined,
      },
    );
  });
  return {
    session,
    ear,
    exited,
    write: (text) => client.terminal.write({ session, data: new TextEncoder().encode(text) }),
    leave,
    close: async () => {
      leave();
      await client.terminal.close({ session });
    },
  };
}
