import { isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { ComposeKind } from '../../../app/reasons/compose-files.ts';
import { type Cause, cause, inShort } from '../../../app/rpc/problem.ts';
import { mostFindings } from './check.ts';
import { type Cycle, cyclesOf, type Need } from './cycles.ts';
import { isInterpolated } from './interpolation.ts';
import { Merges } from './merge.ts';
import { portFault } from './port-text.ts';
import type { Fault, Structure } from './structure.ts';
import { readVolume } from './volume-text.ts';

/** One document of a file. */
export interface ProjectDocument {
  readonly contents: Node | null;
  readonly structure: Structure;
}

const kinds: readonly ComposeKind[] = ['service', 'network', 'volume', 'secret', 'config', 'model'];

/** Needs that are followed when cycles are looked for; a thousand services have a few thousand. */
const mostNeeds = 100_000;
/** Names of a cycle that are told. */
const mostNames = 8;

/** A part of one document, and what reads it. */
interface Service {
  readonly name: string;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly document: Reader;
}

/**
 * Holds what services say of each other, and of networks, volumes and the like, against what the file defines, as Compose
 * does once it has the whole project. Where another file may define it, or only the environment tells, nothing is said.
 */
export class ProjectCheck {
  readonly #faults: Fault[] = [];
  readonly #readers: readonly Reader[];
  readonly #services: readonly Service[];
  /** By kind; absent where it cannot be known. */
  readonly #defined = new Map<ComposeKind, ReadonlySet<string>>();
  readonly #seen = new Map<string, Set<unknown>>();
  readonly #dependsOn = new Map<string, Need[]>();
  readonly #extends = new Map<string, Need[]>();
  /** What services share is wrong once. */
  readonly #told = new Set<string>();
  #needsLeft = mostNeeds;

  constructor(documents: readonly ProjectDocument[]) {
    this.#readers = documents.map((document) => new Reader(document));
    this.#services = this.#readers.flatMap((document) => servicesOf(document));
    const isWhole = documents.length < 2 || !documents.some(({ structure }) => structure.overrides);
    if (isWhole && this.#readers.every((reader) => !reader.includes) && this.#services.every(isComplete))
      this.#define();
  }

  /** What is wrong, in the order of the services. */
  run(): readonly Fault[] {
    for (const service of this.#services) {
      if (this.#faults.length >= mostFindings) break;
      this.#service(service);
    }
    if (this.#needsLeft > 0 && this.#defined.has('service')) {
      this.#circles('services-wait-in-circle', cyclesOf(this.#dependsOn));
      this.#circles('services-extend-in-circle', cyclesOf(this.#extends));
    }
    return this.#faults;
  }

  #define(): void {
    for (const kind of kinds) {
      const names = this.#readers.map((reader) => reader.namesUnder(`${kind}s`));
      if (names.every((each) => each !== undefined))
        this.#defined.set(kind, new Set(names.flatMap((each) => [...each])));
    }
  }

  #service({ name, pairs, document }: Service): void {
    const value = (key: string): unknown => document.node(pairs.get(key)?.value);
    const needs = [
      ...this.#needed(document, value('depends_on'), (text) => text),
      ...this.#needed(document, value('links'), beforeColon),
      ...this.#needed(document, value('volumes_from'), (text) =>
        text.startsWith('container:') ? '' : beforeColon(text),
      ),
      ...['network_mode', 'ipc', 'pid', 'uts', 'cgroup'].flatMap((key) => [
        ...this.#needed(document, pairs.get(key)?.value, (text) => /^service:(.*)$/s.exec(text)?.[1] ?? ''),
      ]),
    ];
    const base = value('extends');
    const bases = isMap(base) ? document.baseOf(base) : base;
    const extended = [...this.#needed(document, bases, (text) => text)];
    // One that a profile switches off waits for nobody.
    if (!pairs.has('profiles')) this.#dependsOn.set(name, [...(this.#dependsOn.get(name) ?? []), ...needs]);
    this.#extends.set(name, [...(this.#extends.get(name) ?? []), ...extended]);
    for (const need of [...needs, ...extended]) this.#look('service', need);
    this.#resources(document, value);
  }

  #resources(document: Reader, value: (key: string) => unknown): void {
    const build = value('build');
    const uses: readonly (readonly [ComposeKind, unknown])[] = [
      ['network', value('networks')],
      ['secret', value('secrets')],
      ['config', value('configs')],
      ['model', value('models')],
      ['secret', isMap(build) ? document.node(document.pairsOf(build).get('secrets')?.value) : undefined],
    ];
    for (const [kind, node] of uses) {
      if (this.#isNew(kind, node)) for (const use of document.named(node)) this.#look(kind, use);
    }
    const volumes = value('volumes');
    if (this.#isNew('volume', volumes)) this.#volumes(document, volumes);
    const ports = value('ports');
    if (this.#isNew('port', ports) && isSeq(ports)) {
      for (const { text, offset } of document.texts(ports)) {
        const fault = portFault(text);
        if (fault !== undefined) this.#say(offset, fault);
      }
    }
  }

  #volumes(document: Reader, volumes: unknown): void {
    if (!isSeq(volumes)) return;
    for (const { text, offset } of document.texts(volumes)) {
      const { name, fault } = readVolume(text);
      if (fault !== undefined) this.#say(offset, fault);
      else if (name !== undefined) this.#look('volume', { name, offset });
    }
    for (const item of volumes.items.map((one) => document.node(one)).filter((one) => isMap(one))) {
      const pairs = document.pairsOf(item);
      const type = document.node(pairs.get('type')?.value);
      if (!isScalar(type) || type.value !== 'volume') continue;
      for (const use of document.named(pairs.get('source')?.value)) this.#look('volume', use);
    }
  }

  /** What a list or a text says of other services, by what of a text is a name; '' is none. */
  *#needed(document: Reader, node: unknown, nameIn: (text: string) => string): Generator<Need> {
    for (const { name, offset } of document.named(node)) {
      this.#needsLeft -= 1;
      if (this.#needsLeft <= 0) return;
      const needed = nameIn(name);
      if (needed !== '') yield { name: needed, offset };
    }
  }

  #look(kind: ComposeKind, { name, offset }: Need): void {
    const defined = this.#defined.get(kind);
    if (!defined || defined.has(name) || (kind === 'network' && name === 'default')) return;
    this.#say(offset, cause('name-undefined', { kind, name }));
  }

  /** A list that many services share is looked at once. */
  #isNew(use: string, node: unknown): boolean {
    const seen = this.#seen.get(use) ?? new Set();
    this.#seen.set(use, seen);
    if (!isCollection(node) || seen.has(node)) return false;
    seen.add(node);
    return true;
  }

  #circles(reason: 'services-wait-in-circle' | 'services-extend-in-circle', cycles: readonly Cycle[]): void {
    for (const { names, offset } of cycles) {
      const told = names.length > mostNames ? [...names.slice(0, mostNames - 1), '…', names.at(-1)] : names;
      this.#say(offset, cause(reason, { names: told.join(' → ') }));
    }
  }

  #say(offset: number, message: Cause): void {
    const place = `${offset} ${inShort(message)}`;
    if (this.#told.has(place)) return;
    this.#told.add(place);
    this.#faults.push({ offset, message, severity: 'error' });
  }
}

/** Reads one document, with names followed and merges carried out. */
class Reader {
  readonly #targets: Structure['targets'];
  readonly #merges: Merges;
  readonly #top: ReadonlyMap<string, Pair>;

  constructor({ contents, structure: { targets } }: ProjectDocument) {
    this.#targets = targets;
    this.#merges = new Merges(targets);
    const top = this.node(contents);
    this.#top = isMap(top) ? this.pairsOf(top) : new Map();
  }

  /** Whether what other files define belongs to it. */
  get includes(): boolean {
    return this.#top.has('include');
  }

  pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    return this.#merges.pairsOf(map);
  }

  /** What stands at a place; undefined where it is taken away. */
  node(given: unknown): unknown {
    const node = isAlias(given) ? this.#targets.get(given) : given;
    return (isScalar(node) || isCollection(node)) && node.tag === '!reset' ? undefined : node;
  }

  under(key: string): YAMLMap | undefined {
    const node = this.node(this.#top.get(key)?.value);
    return isMap(node) ? node : undefined;
  }

  /** The names that a top-level key defines; undefined where that is no mapping. */
  namesUnder(key: string): readonly string[] | undefined {
    const node = this.node(this.#top.get(key)?.value);
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    return isMap(node) ? [...this.pairsOf(node).keys()] : undefined;
  }

  /** The service of this file that `extends` names. */
  baseOf(base: YAMLMap): unknown {
    const pairs = this.pairsOf(base);
    return pairs.has('file') ? undefined : pairs.get('service')?.value;
  }

  /** The names that a text, a list or a mapping's keys are; long items have theirs as `source`. */
  *named(given: unknown): Generator<Need> {
    const node = this.node(given);
    if (isMap(node)) yield* this.#keysOf(node);
    else if (isSeq(node)) {
      yield* this.#namesIn(node.items);
      for (const item of node.items.map((one) => this.node(one))) {
        if (isMap(item)) yield* this.#namesIn([this.pairsOf(item).get('source')?.value]);
      }
    } else yield* this.#namesIn([given]);
  }

  /** The texts and numbers of a list, without those that the environment tells. */
  texts({ items }: { readonly items: readonly unknown[] }): { readonly text: string; readonly offset: number }[] {
    return items.flatMap((item) => {
      const node = this.node(item);
      const value = isScalar(node) ? node.value : undefined;
      if ((typeof value !== 'string' && typeof value !== 'number') || isInterpolated(String(value))) return [];
      return [{ text: String(value), offset: offsetOf(item) }];
    });
  }

  *#namesIn(items: readonly unknown[]): Generator<Need> {
    for (const { text, offset } of this.texts({ items })) yield { name: text, offset };
  }

  /** Where something need not be there, that is no fault. */
  *#keysOf(map: YAMLMap): Generator<Need> {
    for (const [name, pair] of this.pairsOf(map)) {
      const value = this.node(pair.value);
      if (value === undefined && pair.value !== null) continue;
      const required = isMap(value) ? this.node(this.pairsOf(value).get('required')?.value) : undefined;
      if (!(isScalar(required) && required.value !== true)) yield { name, offset: offsetOf(pair.key) };
    }
  }
}

function servicesOf(document: Reader): Service[] {
  const services = document.under('services');
  if (!services) return [];
  return [...document.pairsOf(services)].map(([name, { value }]) => {
    const node = document.node(value);
    return { name, pairs: isMap(node) ? document.pairsOf(node) : new Map<string, Pair>(), document };
  });
}

/** A service that has no image may get one, and much else, from another file. */
function isComplete({ pairs }: Service): boolean {
  return ['image', 'build', 'extends', 'provider'].some((key) => pairs.has(key));
}

function beforeColon(text: string): string {
  return text.split(':', 1)[0] ?? '';
}

function offsetOf(node: unknown): number {
  return isScalar(node) || isCollection(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
}
