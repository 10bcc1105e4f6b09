import type { Container } from '../../../app/containers.ts';
import { keyOf } from '../../../app/object-key.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { matches, parseFilter } from '../../../app/text/filter.ts';
import type { Snippet } from '../../../app/text/snippets.ts';
import type { Session } from '../../stores/session.ts';
import type { OpenTerminal } from '../../stores/typing/terminals.ts';
import { words } from '../../words/words.ts';
import type { GlobalCommand } from '../running/command.ts';

const text = words.typing.snippets;

/** What a snippet's filter may ask of a container beside its words. */
const keys = ['name', 'image', 'project'];

/** Whether a snippet is for a container; of one that is not known by now, only a snippet for all is. */
export function fitsContainer({ filter }: Snippet, container: Container | undefined): boolean {
  const terms = parseFilter(filter, keys);
  if (terms.length === 0) return true;
  if (!container) return false;
  const { name, image, project = '' } = container;
  const fields: Readonly<Record<string, readonly string[]>> = { name: [name], image: [image], project: [project] };
  return matches(terms, (key) => (key === undefined ? [name, image, project] : (fields[key] ?? [])));
}

/** The snippets for the shell that the person was in last; none without one on screen. */
export function offeredSnippets(session: Session): readonly Snippet[] {
  const front = session.terminals.state.getState()[0];
  if (!front) return [];
  const { engine, container } = front.shell;
  const known = session.containers.of(engine).items.get(keyOf({ engine, kind: 'container', id: container }));
  return session.settings.state.getState().value.snippets.filter((snippet) => fitsContainer(snippet, known));
}

/**
 * Types a snippet into the shell that the person was in last, as a paste where it has several lines. Asks before where
 * that shell would run all lines but the last as they come, though the snippet does not say so.
 */
export async function runSnippet({ name, text: body, atOnce }: Snippet, session: Session): Promise<void> {
  const front = session.terminals.state.getState()[0];
  if (!front) return tellNoShell(session);
  const lines = body.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  const several = lines.includes('\n');
  const runsThem = several && !atOnce && !front.modes().bracketedPaste;
  if (runsThem && !(await session.question.ask(runQuestion(name, front)))) return;
  session.focus.toShell(front.shell.session);
  if (several) front.paste(lines);
  else front.type(lines);
  if (atOnce) front.type('\r');
}

function runQuestion(name: string, { shell }: OpenTerminal) {
  return {
    title: text.runs.title({ name }),
    body: text.runs.body({ container: shell.name }),
    engines: [],
    confirm: text.runs.confirm,
    tone: 'plain',
  } as const;
}

function tellNoShell({ notices }: Session): void {
  const problem = { code: 'conflict', ...cause('refused', { why: words.recordings.noShell }) } as const;
  notices.fail(words.commands.impossible({ what: text.run }), problem);
}

/** Asks for a new one. */
export const addSnippet: GlobalCommand = {
  id: 'snippets.add',
  label: text.addCommand,
  icon: 'create',
  run: ({ dialog }) => dialog.show({ kind: 'snippets.form', with: {} }),
};

/** Puts a snippet in place of the one with its id, or at the end. */
export function keepSnippet(snippet: Snippet, { settings }: Session): void {
  const { snippets } = settings.state.getState().value;
  const known = snippets.some(({ id }) => id === snippet.id);
  settings.update({
    snippets: known ? snippets.map((one) => (one.id === snippet.id ? snippet : one)) : [...snippets, snippet],
  });
}

/** Takes one out; the notice gives it back, where it was. */
export function removeSnippet(snippet: Snippet, { settings, notices }: Session): void {
  const { snippets } = settings.state.getState().value;
  const at = snippets.findIndex(({ id }) => id === snippet.id);
  if (at < 0) return;
  settings.update({ snippets: snippets.toSpliced(at, 1) });
  const run = () => {
    const now = settings.state.getState().value.snippets;
    if (now.every(({ id }) => id !== snippet.id)) settings.update({ snippets: now.toSpliced(at, 0, snippet) });
  };
  notices.succeed(text.removed({ name: snippet.name }), { label: words.common.undo, run });
}

/** Moves one by a place, up with -1 and down with 1. */
export function moveSnippet(snippet: Snippet, by: -1 | 1, { settings, spoken }: Session): void {
  const { snippets } = settings.state.getState().value;
  const at = snippets.findIndex(({ id }) => id === snippet.id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= snippets.length) return;
  settings.update({ snippets: snippets.toSpliced(at, 1).toSpliced(to, 0, snippet) });
  spoken.say(text.moved({ name: snippet.name, place: to + 1, count: snippets.length }));
}

/** An id that no other snippet has. */
export function newSnippetId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
