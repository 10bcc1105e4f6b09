import type { DiskShare, DiskUsage } from '../../../../app/engines/disk.ts';
import { figure, list, type Raw, record, records, text, texts } from '../../../base/json.ts';
import type { Engine } from '../../engine.ts';
import type { EngineHttp } from '../http/http.ts';
import { offered } from './offered.ts';

/** Measuring takes an engine as long as it takes. */
const unlimited = { time: undefined };

/** Tells what the disk of an engine is used for. */
export function dockerDisk(http: EngineHttp): Engine['disk'] {
  return {
    usage: async (signal) => {
      const answer = http.list({ method: 'GET', path: '/system/df' }, signal, unlimited);
      const [usage, info] = await Promise.all([
        offered('disk', answer).then(readUsage),
        http.json({ method: 'GET', path: '/info' }, signal),
      ]);
      return hasSharedStore(info) ? apart(usage) : usage;
    },
  };
}

/** Whether images, what containers have written and the build cache are kept in one store: containerd's. */
export function hasSharedStore(info: unknown): boolean {
  return list(record(info)['DriverStatus']).some((pair) => texts(pair)[1] === 'io.containerd.snapshotter.v1');
}

/** Where there is one store for all, an engine gives its size as that of the images: what else is in it is taken off. */
export function apart(usage: DiskUsage): DiskUsage {
  const bytes = Math.max(0, usage.images.bytes - usage.containers.bytes - usage.cache.bytes);
  return { ...usage, images: { bytes, free: Math.min(bytes, usage.images.free) } };
}

/** The answer of `GET /system/df`. What is not known, which is -1 there, counts as nothing. */
export function readUsage(answer: unknown): DiskUsage {
  const raw = record(answer);
  const images = records(raw['Images']);
  const layers = amount(raw['LayersSize']) || leastOf(images);
  const containers = records(raw['Containers']);
  // Not every engine counts an image's containers.
  const used = new Set(containers.map(({ ImageID }) => text(ImageID)).filter((id) => id !== ''));
  const unused = images.filter(({ Id, Containers }) => amount(Containers) === 0 && !used.has(text(Id)));
  return {
    // What an unused image shares with others stays with them.
    images: {
      bytes: layers,
      free: Math.min(
        layers,
        sum(unused, ({ Size, SharedSize }) => amount(Size) - amount(SharedSize)),
      ),
    },
    containers: share(containers, 'SizeRw', ({ State }) => !/^(running|paused|restarting)$/.test(text(State))),
    volumes: share(
      records(raw['Volumes']).map(({ UsageData }) => record(UsageData)),
      'Size',
      ({ RefCount }) => figure(RefCount) === 0,
    ),
    cache: share(
      // A shared record is part of an image that is counted already.
      records(raw['BuildCache']).filter(({ Shared }) => Shared !== true),
      'Size',
      ({ InUse }) => InUse !== true,
    ),
  };
}

/**
 * What images hold at least, for Podman, which does not tell: what each has for itself, and once the most that one shares with
 * others. Who shares what with whom nobody knows.
 */
function leastOf(images: readonly Raw[]): number {
  const most = images.reduce((most, { SharedSize }) => Math.max(most, amount(SharedSize)), 0);
  return most + sum(images, ({ Size, SharedSize }) => amount(Size) - amount(SharedSize));
}

const amount = (value: unknown): number => Math.max(0, figure(value) ?? 0);
const sum = (all: readonly Raw[], of: (one: Raw) => number): number => all.reduce((total, one) => total + of(one), 0);

function share(all: readonly Raw[], field: string, isFree: (one: Raw) => boolean): DiskShare {
  const size = (one: Raw) => amount(one[field]);
  return { bytes: sum(all, size), free: sum(all.filter(isFree), size) };
}
