/** What a bundler tells of a module while it makes chunks. */
interface Modules {
  getModuleInfo(id: string): ModuleInfo | null;
}
interface ModuleInfo {
  readonly isEntry: boolean;
  /** The modules that import it, and those that do so while the page runs. */
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

/**
 * Puts all that a page opens with, and what that imports while the page runs, into one file, `window`: nothing of it can
 * then fail to come, as what is being loaded does when a container starts and brings a network. Modules that are only
 * imported while the page runs are run then (`strictExecutionOrder`). What those import in turn has files of its own.
 */
export function pageChunks(): { name: (id: string, modules: Modules) => string | null; debugName: string }[] {
  const first = remembered((id, modules) => isAny(id, modules, ({ isEntry }) => isEntry));
  const second = remembered((id, modules) =>
    isAny(id, modules, ({ dynamicImporters }) => dynamicImporters.some((importer) => first(importer, modules))),
  );
  return [
    { name: (id, modules) => (first(id, modules) || second(id, modules) ? 'window' : null), debugName: 'window' },
  ];
}

/** Whether something holds for a module or for any that comes only together with it: what imports it, and so on. */
function isAny(id: string, modules: Modules, holds: (info: ModuleInfo) => boolean): boolean {
  const seen = new Set([id]);
  for (const one of seen) {
    const info = modules.getModuleInfo(one);
    if (!info) continue;
    if (holds(info)) return true;
    for (const importer of info.importers) seen.add(importer);
  }
  return false;
}

function remembered(tell: (id: string, modules: Modules) => boolean): typeof tell {
  const known = new Map<string, boolean>();
  return (id, modules) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const told = tell(id, modules);
    known.set(id, told);
    return told;
  };
}
