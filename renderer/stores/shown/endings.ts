/** How containers were ended last, as it was typed. */
interface Ending {
  readonly seconds: string;
  readonly signal: string;
}

/** What the next form that ends containers begins with. Not kept on disk. */
export interface Endings {
  last(): Ending;
  keep(ending: Partial<Ending>): void;
}

export function createEndings(): Endings {
  let last: Ending = { seconds: '', signal: 'TERM' };
  return { last: () => last, keep: (ending) => void (last = { ...last, ...ending }) };
}
