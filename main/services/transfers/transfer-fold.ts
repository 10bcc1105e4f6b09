import type { TaskPart, TaskPartState, TaskProgress } from '../../../app/tasks.ts';
import { told } from '../../../app/text/sayings.ts';
import type { TransferEvent } from '../../engine/ports/transfers.ts';

type LayerEvent = Extract<TransferEvent, { kind: 'layer' }>;
type LayerPatch = Pick<TaskPart, 'state' | 'current' | 'total' | 'text'>;

/** One layer on its way. */
export interface LayerProgress {
  readonly state: Exclude<TaskPartState, 'failed' | 'cancelled'>;
  /** `Downloading`, `Extracting`, … */
  readonly text: string;
  /** Bytes of what is done now; never more than `total`. */
  readonly current?: number;
  /** Bytes of what is done now. */
  readonly total?: number;
  /** Bytes that go over the network, once known. */
  readonly size?: number;
  /** How far the layer is on its whole way, 0 to 1; never shrinks. */
  readonly share: number;
}

/** Fetching counts for this much of a layer's way, unpacking for the rest. */
const fetching = 0.8;

const cached = /^(Already exists|Layer already exists|Mounted from )/;
const done = /^(Pull complete|Pushed|Loaded)/;
const idle = /^(Pulling fs layer|Waiting|Preparing|Unavailable)/;

/** How a layer is after an engine has told about it. Engines tell late, twice, and more bytes than there are. */
export function foldLayer(before: LayerProgress | undefined, event: LayerEvent): LayerProgress {
  const text = event.status;
  const size = before?.size === undefined ? {} : { size: before.size };
  const share = before?.share ?? 0;
  // The engine may repeat itself after the end; that does not open the layer again.
  if (before?.state === 'done' || before?.state === 'cached') return before;
  if (cached.test(text)) return { state: 'cached', text, ...size, share: 1 };
  if (done.test(text)) return { state: 'done', text, ...size, share: 1 };
  if (idle.test(text)) return { state: before?.state === 'running' ? 'running' : 'waiting', text, ...size, share };
  return advance(before, event);
}

function advance(before: LayerProgress | undefined, { status, current, total }: LayerEvent): LayerProgress {
  const unpacking = status.startsWith('Extracting') || status.startsWith('Loading layer');
  const bytes = measured(current, total);
  const moved = bytes ? bytes.current / bytes.total : 0;
  const size = unpacking ? (before?.size ?? bytes?.total) : (bytes?.total ?? before?.size);
  const share = shareOf(status, unpacking, moved);
  return {
    state: 'running',
    text: status,
    ...bytes,
    ...(size === undefined ? {} : { size }),
    share: Math.max(before?.share ?? 0, share),
  };
}

function shareOf(status: string, unpacking: boolean, moved: number): number {
  if (unpacking) return fetching + (1 - fetching) * moved;
  return status.startsWith('Download complete') || status.startsWith('Verifying') ? fetching : fetching * moved;
}

function measured(current: number | undefined, total: number | undefined) {
  if (current === undefined || total === undefined || total <= 0) return undefined;
  return { current: Math.min(Math.max(current, 0), total), total };
}

/** A layer as a part of a task. */
export function layerPart({ state, text, current, total, size }: LayerProgress): LayerPatch {
  const over = state === 'done' || state === 'cached';
  const whole = over ? size : total;
  const part = { state, text: told(text) };
  if (whole === undefined) return part;
  return { ...part, current: over ? whole : (current ?? 0), total: whole };
}

/**
 * How far the whole is, in bytes to fetch or send. A layer that has not told its size counts as large as the others are
 * on average. The share never shrinks, though layers tell their sizes one after the other: `before` is the least.
 */
export function foldTotal(layers: Iterable<LayerProgress>, before: TaskProgress | undefined): TaskProgress | undefined {
  const moving = [...layers].filter(({ state }) => state !== 'cached');
  const sized = moving.filter(({ size }) => size !== undefined);
  const known = sized.reduce((sum, { size = 0 }) => sum + size, 0);
  if (known <= 0) return before;
  const average = known / sized.length;
  const total = Math.round(average * moving.length);
  const came = Math.round(moving.reduce((sum, { size = average, share }) => sum + size * share, 0));
  const least = before && before.total > 0 ? Math.ceil((before.current / before.total) * total) : 0;
  return { current: Math.min(total, Math.max(came, least)), total };
}
