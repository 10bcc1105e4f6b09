import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Link } from './link.ts';

/** The person's home folder on the machine that Gantry runs on; undefined until that is known, or where there is none. */
export type HomeStore = StoreApi<string | undefined>;

/** Asked for at the start: a form that proposes a file there must not change under the hands of who types already. */
export function createHomeStore(link: Link): HomeStore {
  const store: HomeStore = createStore(() => undefined);
  link.live((client) => {
    client.documents.home({}).then(
      ({ path }) => store.setState(path, true),
      () => undefined,
    );
    return () => undefined;
  });
  return store;
}
