import { type ExecHow, type FoundShell, type KeptHow, ShellHow } from '../../../app/terminal.ts';
import { formatCommandLine, parseCommandLine } from '../../../app/text/command-line.ts';
import type { Pair } from '../../ui/controls/KeyValueEditor.tsx';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';

const { rules } = words.opening;

/** The fields as they are typed. */
export interface OpenForm {
  /** `best`, the path of a shell that was found, or `other`. */
  readonly program: string;
  readonly command: string;
  readonly user: string;
  readonly workdir: string;
  readonly env: readonly Pair[];
  readonly privileged: boolean;
  readonly tty: boolean;
}

export type OpenField = 'command' | 'user' | 'workdir' | 'env';

/** What the form says, or what is wrong with its fields. */
export interface ReadOpenForm {
  readonly how: ShellHow | undefined;
  readonly errors: ReadonlyMap<OpenField, string>;
}

/** The fields for what was chosen before; values of variables have to be typed again. */
export function formOf(how: KeptHow | undefined): OpenForm {
  const exec: Partial<ExecHow> = how?.kind === 'exec' ? how : {};
  const { command, user = '', workdir = '', env = [], privileged = false, tty = true } = exec;
  const [program = 'best', ...more] = command ?? [];
  const isShell = command !== undefined && more.length === 0 && program.startsWith('/');
  return {
    program: command === undefined ? 'best' : isShell ? program : 'other',
    command: command && !isShell ? formatCommandLine(command) : '',
    user,
    workdir,
    env: env.map((name) => ({ name, value: '' })),
    privileged,
    tty,
  };
}

/** The form where its program is none of the shells that the container has: a command as any other. */
export function withShells(form: OpenForm, shells: readonly FoundShell[]): OpenForm {
  const { program } = form;
  const isThere = program === 'best' || program === 'other' || shells.some(({ path }) => path === program);
  return isThere ? form : { ...form, program: 'other', command: formatCommandLine([program]) };
}

/** Reads the fields. */
export function readOpenForm(form: OpenForm): ReadOpenForm {
  const errors = new Map<OpenField, string>();
  const command = readCommand(form, errors);
  const user = form.user.trim();
  const workdir = form.workdir.trim();
  if (/[\s\0]/.test(user)) errors.set('user', rules.user);
  if (workdir !== '' && !workdir.startsWith('/')) errors.set('workdir', rules.workdir);
  const env = form.env.filter(({ name, value }) => name !== '' || value !== '');
  if (env.some(isWrong)) errors.set('env', rules.variable);
  const how: ShellHow = {
    kind: 'exec',
    ...(command && { command: [...command] }),
    ...(user !== '' && { user }),
    ...(workdir !== '' && { workdir }),
    ...(env.length > 0 && { env: env.map(({ name, value }) => `${name}=${value}`) }),
    ...(form.privileged && { privileged: true }),
    ...(!form.tty && { tty: false }),
  };
  if (errors.size === 0) for (const field of tooMuch(how)) errors.set(field, rules.tooMuch);
  return { how: errors.size === 0 ? how : undefined, errors };
}

/** Whether a variable has no name that a program could have it by. */
export function isWrong({ name, value }: Pair): boolean {
  return /[\s=\0]/.test(name) || (name === '' && value !== '');
}

function readCommand({ program, command }: OpenForm, errors: Map<OpenField, string>): readonly string[] | undefined {
  if (program === 'best') return undefined;
  if (program !== 'other') return [program];
  const parsed = parseCommandLine(command);
  if ('fault' in parsed) errors.set('command', said(parsed.fault));
  else if (parsed.words.length === 0 || parsed.words[0] === '') errors.set('command', rules.command);
  else return parsed.words;
  return undefined;
}

/** The fields that are beyond a bound that nobody meets by typing. */
function tooMuch(how: ShellHow): readonly OpenField[] {
  const read = ShellHow.safeParse(how);
  if (read.success) return [];
  return read.error.issues.map(({ path: [field] }) =>
    field === 'user' || field === 'workdir' || field === 'env' ? field : 'command',
  );
}
