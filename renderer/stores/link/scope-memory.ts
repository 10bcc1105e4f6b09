import { Scope } from '../../../app/engines/engine.ts';
import type { ScopeMemory } from './scope.ts';

const name = 'gantry-scope';

/** The window's own storage: it outlives a reload, and no other window has it. Where a browser gives none, nothing is kept. */
export const windowMemory: ScopeMemory = {
  read: () => {
    try {
      return Scope.safeParse(JSON.parse(sessionStorage.getItem(name) ?? '')).data;
    } catch {
      return undefined;
    }
  },
  write: (scope) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(scope));
    } catch {
      // Full, or forbidden: the next load begins with what was chosen last.
    }
  },
};
