import type { ContainerSpec, PortSpec } from '../../../../../app/create.ts';
import { list, type Raw, record, text, texts } from '../../../../base/json.ts';
import type { RecipeChange, WholeRecipe } from '../../../ports/recreation.ts';
import { createBody } from '../container-create.ts';
import { readPort } from '../container-recipe.ts';
import { isFirstNetwork } from '../container-rest.ts';
import { mergeRecords } from './merge.ts';
import { isSame } from './same.ts';

/** The recipe with what a person changed: see `EngineRecreation.alter`. */
export function altered(recipe: WholeRecipe, { before, after, newest }: RecipeChange): WholeRecipe {
  const [was, is] = [record(createBody(before)), record(createBody(after))];
  const { HostConfig: _host, Image: _image, Env: _env, ...raw } = recipe.body;
  const { HostConfig: hostWas, Image: imageWas, Env: envWas, ...configWas } = was;
  const { HostConfig: hostIs, Image: imageIs, Env: envIs, ...configIs } = is;
  const body = {
    ...mergeRecords(raw, configWas, configIs),
    Image: imageIs === imageWas ? (newest ? recipe.image : recipe.body['Image']) : imageIs,
    Env: mergeEnv(texts(recipe.body['Env']), texts(envWas), texts(envIs)),
    HostConfig: alteredHost(record(recipe.body['HostConfig']), record(hostWas), record(hostIs), { before, after }),
  };
  return { ...recipe, body, ...alteredNetworks(recipe, before.network, after.network) };
}

type Specs = Pick<RecipeChange, 'before' | 'after'>;

function alteredHost(raw: Raw, was: Raw, is: Raw, { before, after }: Specs): Raw {
  const apart = ({ PortBindings: _ports, Mounts: _mounts, NetworkMode: _mode, ...rest }: Raw): Raw => rest;
  const { PortBindings, Mounts, Binds, Tmpfs } = raw;
  const caps = { CapAdd: bareCaps(raw['CapAdd']), CapDrop: bareCaps(raw['CapDrop']) };
  const body: Record<string, unknown> = {
    ...mergeRecords({ ...apart(raw), ...caps }, apart(was), apart(is)),
    PortBindings: mergePorts(record(PortBindings), before.ports, after.ports, record(is['PortBindings'])),
    ...mergeMounts({ Mounts, Binds, Tmpfs }, before, list(is['Mounts']), after),
  };
  // They follow from the limit where nobody said otherwise; of another limit they would be another's.
  const isFollowing = after.memorySwap === undefined && (isTwice(raw) || after.memory === undefined);
  if (before.memory !== after.memory && isFollowing) delete body['MemorySwap'];
  if (before.cpus !== after.cpus) {
    delete body['CpuPeriod'];
    delete body['CpuQuota'];
  }
  return body;
}

function isTwice({ Memory, MemorySwap }: Raw): boolean {
  return typeof Memory === 'number' && (MemorySwap === Memory * 2 || MemorySwap === -1);
}

/** Newer engines and Podman put `CAP_` before them, specs do not. */
function bareCaps(value: unknown): unknown {
  return Array.isArray(value) ? texts(value).map((name) => name.replace(/^CAP_/, '')) : value;
}

function mergeEnv(raw: readonly string[], before: readonly string[], after: readonly string[]): string[] {
  const nameOf = (line: string) => line.split('=', 1)[0] ?? '';
  const [was, is] = [
    new Map(before.map((line) => [nameOf(line), line])),
    new Map(after.map((line) => [nameOf(line), line])),
  ];
  const there = new Set(raw.map(nameOf));
  return [
    ...raw.flatMap((line) => {
      const name = nameOf(line);
      const now = is.get(name);
      if (now !== undefined) return [now];
      return was.has(name) ? [] : [line];
    }),
    ...after.filter((line) => !there.has(nameOf(line)) && was.get(nameOf(line)) !== line),
  ];
}

/** Bindings that a spec says may stand there in another way, as `0.0.0.0` for any address: they are compared as specs. */
function mergePorts(raw: Raw, before: readonly PortSpec[], after: readonly PortSpec[], bindings: Raw): Raw {
  const isAmong = (port: PortSpec | undefined, all: readonly PortSpec[]) =>
    port !== undefined && all.some((one) => isSame(one, port));
  const merged: Record<string, unknown[]> = {};
  for (const [key, items] of Object.entries(raw)) {
    const kept = list(items).filter((item) => {
      const port = readPort(key, record(item));
      return !isAmong(port, before) || isAmong(port, after);
    });
    if (kept.length > 0 || list(items).length === 0) merged[key] = kept;
  }
  for (const [key, items] of Object.entries(bindings)) {
    for (const item of list(items)) {
      if (!isAmong(readPort(key, record(item)), before)) (merged[key] ??= []).push(item);
    }
  }
  return merged;
}

/** What is mounted is told apart by where: that stands in a bind, a mount or a tmpfs, whichever way it was asked for. */
function mergeMounts(raw: Raw, before: ContainerSpec, mounts: readonly unknown[], after: ContainerSpec): Raw {
  const find = ({ mounts }: ContainerSpec, target: string) => mounts.find((one) => one.target === target);
  const isGone = (target: string) => {
    const was = find(before, target);
    const is = find(after, target);
    return (was !== undefined || is !== undefined) && !isSame(was, is);
  };
  const fresh = mounts.filter((mount) => isGone(text(record(mount)['Target'])));
  return {
    Binds: texts(raw['Binds']).filter((bind) => !isGone(targetOf(bind))),
    Mounts: [...list(raw['Mounts']).filter((mount) => !isGone(text(record(mount)['Target']))), ...fresh],
    Tmpfs: Object.fromEntries(Object.entries(record(raw['Tmpfs'])).filter(([target]) => !isGone(target))),
  };
}

/** `source:target`, `source:target:options`; of a Windows engine both may begin with a drive. */
function targetOf(bind: string): string {
  return /^(?:[A-Za-z]:[\\/][^:]*|[^:]*):([A-Za-z]:[\\/][^:]*|[^:]*)/.exec(bind)?.[1] ?? '';
}

/** Another network takes the place of the first one; the others stay, unless what takes it lets none beside it. */
function alteredNetworks(
  recipe: WholeRecipe,
  before: string | undefined,
  after: string | undefined,
): Pick<WholeRecipe, 'mode' | 'networks'> {
  const { mode, networks } = recipe;
  if (before === after) return { mode, networks };
  const [first, ...others] = networks;
  const rest = first && isFirst(first.name, mode, before) ? others : networks;
  if (after !== undefined && /^(host$|none$|container:)/.test(after)) return { mode: after, networks: [] };
  const name = after ?? '';
  const known = rest.find((one) => one.name === name);
  const joined = name === '' ? [] : [known ?? { name, endpoint: {} }];
  return { mode: name === '' ? 'default' : name, networks: [...joined, ...rest.filter((one) => one !== known)] };
}

function isFirst(name: string, mode: string, before: string | undefined): boolean {
  return name === mode || name === before || (before === undefined && isFirstNetwork(name));
}
