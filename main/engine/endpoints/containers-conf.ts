/** A connection as Podman's configuration names it. */
export interface Destination {
  readonly uri: string;
  readonly identity?: string;
  /** It leads into a virtual machine of Podman's that has this name, or the same for its root. */
  readonly isMachine?: true;
}

/** What a containers.conf says of connections. */
export interface Destinations {
  /** The one that Podman uses when nobody says another. */
  readonly active: string | undefined;
  readonly named: ReadonlyMap<string, Destination>;
}

/** More tables than that are none of a person's. */
const mostDestinations = 200;
const destinations = ['engine', 'service_destinations'];

/**
 * Reads of a containers.conf (TOML) what it says of connections: `active_service` in `[engine]`, and the tables
 * `[engine.service_destinations.NAME]`. What else stands there is passed over, and so is a line that is none of TOML's.
 */
export function readDestinations(toml: string): Destinations {
  const named = new Map<string, Destination>();
  let active: string | undefined;
  let table: readonly string[] = [];
  for (const line of toml.split(/\r?\n/)) {
    if (line.trimStart().startsWith('[')) {
      const head = keyOf(line.trimStart().slice(1));
      table = head?.rest.startsWith(']') ? head.parts : [];
      continue;
    }
    const pair = pairOf(line);
    if (!pair) continue;
    const path = [...table, ...pair.path];
    const [name, field] = path.slice(destinations.length);
    if (path.join('\n') === 'engine\nactive_service') active = pair.value;
    if (path.length !== 4 || name === undefined || !startsAs(path) || (field !== 'uri' && field !== 'identity'))
      continue;
    if (!named.has(name) && named.size >= mostDestinations) continue;
    named.set(name, { uri: '', ...named.get(name), [field]: pair.value });
  }
  return { active, named };
}

function startsAs(path: readonly string[]): boolean {
  return destinations.every((part, at) => path[at] === part);
}

const bare = /^[\w-]+/;
const basic = /^"((?:[^"\\]|\\.)*)"/;
const literal = /^'([^']*)'/;

/** `key.path = "text"`; undefined for any other line, and for values that are no text. */
function pairOf(line: string): { readonly path: readonly string[]; readonly value: string } | undefined {
  const key = keyOf(line);
  if (!key?.rest.startsWith('=')) return undefined;
  const value = textOf(key.rest.slice(1).trimStart());
  return value === undefined ? undefined : { path: key.parts, value };
}

/** The parts of the dotted key that a line begins with, and what follows it; undefined where there is none. */
function keyOf(line: string): { readonly parts: readonly string[]; readonly rest: string } | undefined {
  const parts: string[] = [];
  let rest = line.trimStart();
  for (;;) {
    const quoted = basic.exec(rest) ?? literal.exec(rest);
    const [found] = quoted ?? bare.exec(rest) ?? [];
    if (found === undefined) return undefined;
    parts.push(quoted ? (textOf(found) ?? '') : found);
    rest = rest.slice(found.length).trimStart();
    if (!rest.startsWith('.')) return { parts, rest };
    rest = rest.slice(1).trimStart();
  }
}

/** A text in quotes at the beginning; TOML escapes as JSON does, but for `\UXXXXXXXX` and `\e`, which no path has. */
function textOf(value: string): string | undefined {
  const single = literal.exec(value);
  if (single) return single[1];
  const double = basic.exec(value);
  if (!double) return undefined;
  try {
    return JSON.parse(double[0]) as string;
  } catch {
    return undefined;
  }
}
