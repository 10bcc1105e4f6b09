import { readRunLine } from '../../../app/derive/run-line/run-line.ts';
import { readEnvFile } from '../../../app/text/env-file.ts';
import type { RunForm } from '../../stores/shown/run-drafts.ts';
import { formOf } from '../../stores/shown/run-form.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';

const { env: own } = words.run.paste;

type SetForm = (patch: Partial<RunForm>) => void;

/** As much as an engine takes as its arguments. */
const mostOfFile = 1_000_000;

/** Fills the form with what a line of `docker run` asks for; answers why it cannot, in words. */
export function takeLine(text: string, set: SetForm): string | undefined {
  const line = readRunLine(text);
  if ('fault' in line) return said(line.fault);
  set({ ...formOf(line.spec), pull: line.pull, left: line.left });
  return undefined;
}

/** Adds the variables of an `.env` file, in place of those of the same names; answers why it cannot, in words. */
export function takeEnv(text: string, form: RunForm, set: SetForm): string | undefined {
  if (text.length > mostOfFile) return own.tooLong({ most: mostOfFile });
  const { pairs, odd } = readEnvFile(text);
  if (pairs.length + odd.length === 0) return own.none;
  const names = new Set(pairs.map(({ name }) => name));
  const others = form.env.filter(({ name, value }) => !names.has(name.trim()) && `${name}${value}` !== '');
  const left = odd.map(({ name, why }) => ({ what: name, why }));
  set({ env: [...others, ...pairs], left: [...form.left, ...left] });
  return undefined;
}
