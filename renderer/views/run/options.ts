import { type ContainerSpec, healthFields, type MoreOption } from '../../../app/create.ts';
import { listNames, listOptions, singleNames, singleOptions, switchNames } from '../../../app/derive/run-options.ts';
import { parseCommandLine } from '../../../app/text/command-line.ts';
import { parseBytes } from '../../../app/text/size-text.ts';
import type { RunForm } from '../../stores/shown/run-drafts.ts';
import { printable } from '../../ui/printable.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';

const { rules } = words.run;

/** Takes down what is wrong with a field, in words for it. */
export type Wrong = (field: string, text: string) => undefined;

/** Reads the options that are asked for less often; those that nobody asked for are absent. */
export function readOptions(form: RunForm, wrong: Wrong): Partial<Pick<ContainerSpec, MoreOption>> {
  const read: Record<string, unknown> = {};
  for (const name of switchNames) if (form[name]) read[name] = true;
  for (const name of singleNames) {
    const text = form[name].trim();
    if (text === '') continue;
    const value = singleOptions[name].read(text);
    if (value === undefined) wrong(name, rules.options[name]);
    read[name] = value;
  }
  for (const name of listNames) {
    const parsed = parseCommandLine(form[name]);
    if ('fault' in parsed) wrong(name, said(parsed.fault));
    else if (parsed.words.length > 0) {
      const items = parsed.words.map((word) => listOptions[name].read(word));
      const odd = parsed.words[items.indexOf(undefined)];
      if (odd !== undefined) wrong(name, rules.oneOf({ word: printable(odd, 60), rule: rules.options[name] }));
      read[name] = items;
    }
  }
  const swap = read['memorySwap'];
  const memory = parseBytes(form.memory);
  if (typeof swap === 'number' && swap !== -1 && (memory === undefined || memory > swap)) {
    wrong('memorySwap', rules.options.memorySwap);
  }
  const checks = healthFields.find((name) => form[name].trim() !== '');
  if (form.noHealthcheck && checks) wrong(checks, rules.noHealthcheck);
  return read;
}
