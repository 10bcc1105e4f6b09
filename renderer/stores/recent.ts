/** More of what was done lately than that nobody looks through. */
const most = 5;

/** What was chosen in the palette lately, by the ids of its entries. Not kept on disk: most of it names what comes and goes. */
export interface RecentStore {
  /** The latest first. */
  readonly ids: () => readonly string[];
  chosen(id: string): void;
}

export function createRecentStore(): RecentStore {
  let ids: readonly string[] = [];
  return {
    ids: () => ids,
    chosen: (id) => {
      ids = [id, ...ids.filter((one) => one !== id)].slice(0, most);
    },
  };
}
