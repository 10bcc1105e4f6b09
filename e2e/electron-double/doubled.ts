/**
 * The object, except that using a member that it lacks throws and names it: what Gantry begins to use of Electron has to
 * be doubled first, instead of being silently undefined.
 */
export function doubled<T extends object>(name: string, parts: T): T {
  return new Proxy(parts, {
    get(target, key) {
      // Playwright, Node's inspector and `await` look for these on everything.
      if (!(key in target) && typeof key === 'string' && !['then', 'toJSON', 'constructor', 'nodeType'].includes(key)) {
        throw new Error(`electron.${name}.${key} has no double: add it to e2e/electron-double`);
      }
      const value: unknown = Reflect.get(target, key);
      // Methods of classes with private fields work on the object itself only.
      return typeof value === 'function' && !isClass(value) ? value.bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value),
  });
}

function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith('class');
}
