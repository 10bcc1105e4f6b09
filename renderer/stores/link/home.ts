import type { StoreApi } from 'zustand/vanilla';
import { type Answer, createAnswer } from './answer.ts';
import type { Link } from './link.ts';

/** The path of the person's home folder on the machine that Gantry runs on, or why there is none. */
export type HomeStore = StoreApi<Answer<string>>;

/** Asked for at the start: a form that proposes a file there must not change under the hands of who types already. */
export function createHomeStore(link: Link): HomeStore {
  const home = createAnswer<string>(link);
  home.ask(async (client, signal) => (await client.documents.home({}, { signal })).path);
  return home.state;
}
