import type { ReactNode } from 'react';
import { buildCommands } from '../commands/builds.ts';
import { composeCommands } from '../commands/compose.ts';
import { containerCommands } from '../commands/containers.ts';
import { imageCommands } from '../commands/images.ts';
import { globalCommands } from '../commands/index.ts';
import { networkCommands } from '../commands/networks.ts';
import { volumeCommands } from '../commands/volumes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './Shortcuts.module.css';

interface Line {
  readonly keys: string;
  readonly what: string;
}

const moving: readonly Line[] = [
  { keys: 'Up', what: 'Row up, or k; from the first to the columns' },
  { keys: 'Down', what: 'Row down, or j' },
  { keys: 'Enter', what: 'Open the detail' },
  { keys: 'Escape', what: 'Close the detail' },
  { keys: 'Space', what: 'Select the row' },
  { keys: 'Ctrl+A', what: 'Select all rows' },
  { keys: '/', what: 'Filter' },
  { keys: 'Right', what: "On to the row's links and verbs" },
];

const inLog: readonly Line[] = [
  { keys: '/', what: 'Search, also Ctrl+F' },
  { keys: 'Enter', what: 'Next match; with Shift the one before' },
  { keys: 'Home', what: 'First line' },
  { keys: 'End', what: 'Last line, and follow' },
  { keys: 'Ctrl+A', what: 'Select all lines' },
  { keys: 'Ctrl+C', what: 'Copy the selection' },
];

const everywhere: readonly Line[] = [
  { keys: 'Ctrl+K', what: 'Command palette' },
  { keys: '?', what: 'This list' },
  { keys: 'F6', what: 'Next part of the window; with Shift the one before' },
  ...globalCommands.flatMap(({ keys, label }) => (keys ? [{ keys, what: label }] : [])),
];

/** The registry: the kinds of objects whose verbs have keys. */
const kinds: readonly { readonly title: string; readonly lines: readonly Line[] }[] = [
  { title: 'On a container', lines: keysOf(containerCommands) },
  { title: 'On an image', lines: keysOf(imageCommands) },
  { title: 'On a build', lines: keysOf(buildCommands) },
  { title: 'On a Compose project', lines: keysOf(composeCommands) },
  { title: 'On a volume', lines: keysOf(volumeCommands) },
  { title: 'On a network', lines: keysOf(networkCommands) },
];

function keysOf(commands: readonly { readonly key?: string; readonly label: string }[]): readonly Line[] {
  return commands.flatMap(({ key, label }) => (key ? [{ keys: key, what: label }] : []));
}

/** All shortcuts on one page. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts" size="lg">
      <div className={css['columns']} tabIndex={0}>
        <Group title="In a list" lines={moving} />
        {kinds.map((kind) => (
          <Group key={kind.title} {...kind} />
        ))}
        <Group title="In a log" lines={inLog} />
        <Group title="Everywhere" lines={everywhere} />
      </div>
    </Dialog>
  );
}

function Group({ title, lines }: { title: string; lines: readonly Line[] }): ReactNode {
  return (
    <section>
      <h2 className={css['title']}>{title}</h2>
      <dl className={css['list']}>
        {lines.map(({ keys, what }) => (
          <div key={`${keys} ${what}`} className={css['line']}>
            <dt>
              {keys.split(' ').map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
