/** What one lab owns on the machine. Everything follows from `index`, so that whoever cleans up needs to know no more. */
export interface Slot {
  readonly index: number;
  /** Short, because the path of a unix socket ends at 107 bytes. */
  readonly dir: string;
  readonly bridge: string;
  /** The first three numbers of the bridge's /24. */
  readonly subnet: string;
  /** The third number of the first and the last address that belong to the slot: 10.213.first to 10.213.last. */
  readonly range: readonly [number, number];
  readonly pool: string;
  /** The name of its cgroup at the root of every hierarchy. */
  readonly cgroup: string;
}

/** 32 slots of eight /24 fill 10.213.0.0/16. */
export const SLOTS = 32;

/** The slot whose folder is `dir`. */
export function slotOf(dir: string): Slot {
  return slotAt(Number(dir.split('-').pop()));
}

/** The slot of that number, 0 to SLOTS - 1; no look at the machine. */
export function slotAt(index: number): Slot {
  const first = index * 8;
  return {
    index,
    dir: `/tmp/gantry-lab-${index}`,
    bridge: `gantrylab${index}`,
    subnet: `10.213.${first}`,
    range: [first, first + 7],
    pool: `base=10.213.${first + 4}.0/22,size=26`,
    cgroup: `gantry-lab-${index}`,
  };
}
