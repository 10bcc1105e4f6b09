import { plural } from '../../language/plural.ts';

interface Named {
  readonly name: string;
}

/** Of the form that opens a shell, and of what it is connected to. */
export const openingWords = {
  title: ({ name }: Named) => `Open a shell in ${name}`,
  verb: 'Open',
  failed: 'The shell could not be opened',
  program: 'Program',
  best: 'bash, else sh',
  /** One that the container has. */
  shell: ({ name, path }: { readonly name: string; readonly path: string }) => `${name} (${path})`,
  other: 'Another command',
  looking: 'Looking which shells it has…',
  found: ({ count }: { readonly count: number }) =>
    plural(count, { one: 'It has # shell.', other: 'It has # shells.' }),
  unknown: 'Which shells it has could not be found out.',
  none: 'No shell was found in this container. A command that it has can still be run.',
  command: 'Command',
  commandHint: "Quotes keep words together; for pipes and $VARIABLES: sh -c '…'.",
  user: 'User',
  userHint: 'A name or number, :group too. Empty: its own.',
  workdir: 'Working directory',
  workdirHint: 'Empty: its own.',
  environment: 'Environment',
  variable: 'variable',
  environmentHint: 'Names are remembered for this image, values never: they are asked for again.',
  valueAsked: 'the value again',
  privileged: 'Privileged',
  privilegedHint: 'What runs in it can do everything on the engine’s machine.',
  tty: 'Terminal (TTY)',
  ttyHint: 'Without one what is typed is sent line by line, and there are no colours or full-screen programs.',
  rules: {
    command: 'Which command?',
    user: 'A name or number, with a group after a colon if you want.',
    workdir: 'An absolute path inside the container, such as /app.',
    variable: 'A name has neither spaces nor =.',
    tooMuch: 'This is too long.',
  },
};
