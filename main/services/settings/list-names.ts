import type { Settings } from '../../../app/settings.ts';

type Lists = Settings['lists'];

/** What an older Gantry kept a list by: the label of its section, which was its id with a capital. */
const label = /^[A-Z][a-z]+$/;

/**
 * What was chosen for each list, by the section's id. Where both its label and its id are there, as after an older Gantry
 * was used again, what stands under the id is the later: its fields win, the others are kept.
 */
export function listsById(lists: Lists): Lists {
  const older = Object.entries(lists).filter(([name]) => label.test(name));
  const byId = new Map(Object.entries(lists).filter(([name]) => !label.test(name)));
  for (const [name, view] of older) byId.set(name.toLowerCase(), { ...view, ...byId.get(name.toLowerCase()) });
  return Object.fromEntries(byId);
}
