import type { DoubleWindow } from './window.ts';

/** Every open window, oldest first. */
export const windows = new Set<DoubleWindow>();
