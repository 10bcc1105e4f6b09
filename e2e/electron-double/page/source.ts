import { Bridge } from './bridge.ts';
import { decode, decodeEntries, encode, toBase64 } from './codec.ts';
import { contextMenuOf, keyOf, linkOf, watchGestures } from './gestures.ts';
import type { WorldOptions } from './messages.ts';
import { pageWorld } from './page-world.ts';
import { cloned, PagePorts, preloadWorld } from './preload-world.ts';

/** Everything that runs inside a page. They call each other by name, so each is defined under its own. */
const definitions = [
  Bridge,
  PagePorts,
  cloned,
  contextMenuOf,
  decode,
  decodeEntries,
  encode,
  keyOf,
  linkOf,
  pageWorld,
  preloadWorld,
  toBase64,
  watchGestures,
]
  .map((part) => `const ${part.name} = ${part.toString()};`)
  .join('\n');

/** A script with all of them that runs `call`. tsx wraps functions in `__name` to keep their names. */
function script(call: string): string {
  return `(() => { const __name = (part) => part;\n${definitions}\n${call} })();`;
}

export function pageScript(secret: string): string {
  return script(`pageWorld(${JSON.stringify(secret)});`);
}

/** `preload` is the text of a preload bundle; the parameters are the names that Electron gives to it. */
export function preloadScript(preload: string, options: WorldOptions): string {
  return script(`preloadWorld(${wrapPreload(preload)}, ${JSON.stringify(options)});`);
}

export function wrapPreload(preload: string): string {
  return `(function (require, process, exports, module, global, Buffer, setImmediate, clearImmediate) {${preload}\n})`;
}
