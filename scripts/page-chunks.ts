import type { HtmlTagDescriptor, Plugin } from 'vite';

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

/** Files that come with the page though it imports them only while it runs: what draws, and what the first list does not need. */
const further = ['draw', 'later'];

/**
 * Puts all that a page opens with into one file, `window`, React's drawing half into another, `draw`, and what the window
 * imports while it runs into a third, `later`. What that imports in turn while it runs has files of its own.
 */
export function pageChunks(): {
  name: (id: string, modules: Modules) => string | null;
  priority: number;
  debugName: string;
}[] {
  const first = remembered((id, modules) => isAny(id, modules, ({ isEntry }) => isEntry));
  const second = remembered((id, modules) =>
    isAny(id, modules, ({ dynamicImporters }) => dynamicImporters.some((importer) => first(importer, modules))),
  );
  const draws = (id: string) => /[/\\]react-dom[/\\](client|cjs[/\\]react-dom-client)\b/.test(id);
  const group = (name: string, holds: (id: string, modules: Modules) => boolean, priority: number) => ({
    name: (id: string, modules: Modules) => (holds(id, modules) ? name : null),
    priority,
    debugName: name,
  });
  // A file takes along what its modules import, so the window chooses first.
  return [
    group('window', (id, modules) => !draws(id) && first(id, modules), 3),
    group('draw', draws, 2),
    group('later', second, 1),
  ];
}

/**
 * Has the page load all three from the beginning: nothing of them can then fail to come, as what is being loaded does when a
 * container starts and brings a network; a module that did not come Chromium never asks for again. Names what else may come, so
 * that the page can see to that.
 */
export function withFurther(): Plugin {
  return {
    name: 'gantry:with-further',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const all = Object.values(bundle);
        const opening = further.map((name) => {
          const file = all.find((one) => one.type === 'chunk' && one.name === name)?.fileName;
          if (file === undefined) throw new Error(`The page has no file “${name}”`);
          return file;
        });
        const known = new Set([
          ...opening,
          ...all.flatMap((one) => (one.type === 'chunk' && one.isEntry ? one.fileName : [])),
        ]);
        const coming = all.flatMap(({ fileName }) =>
          fileName.endsWith('.js') && !known.has(fileName) ? `/${fileName}` : [],
        );
        return [
          ...opening.map((file) => tag('link', { rel: 'modulepreload', crossorigin: true, href: `/${file}` })),
          // Read by `renderer/ui/layout/come.ts`.
          tag('meta', { name: 'gantry-coming', content: coming.join(' ') }),
        ];
      },
    },
  };
}

function tag(name: string, attrs: Record<string, string | boolean>): HtmlTagDescriptor {
  return { tag: name, attrs, injectTo: 'head' };
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
