import type { ToMain, ToPage } from './wire.ts';

/**
 * How messages travel over a WebSocket (a MessagePort clones them as they are): a text frame of JSON, or, when the
 * body (`params` or `value`) has Uint8Array fields, a binary frame
 *
 *     u32 big-endian length of the head | head: JSON [message without those fields, [[field, bytes], …]] | bytes …
 *
 * Only fields directly on the body may be binary: looking deeper would cost every log batch a walk through its lines.
 */
export type Frame = string | Uint8Array<ArrayBuffer>;
type Message = ToMain | ToPage;
type Head = [message: Message, parts: [field: string, bytes: number][]];

/** One message as a frame. */
export function encode(message: Message): Frame {
  const name = bodyName(message);
  const body = name ? (message as unknown as Record<string, unknown>)[name] : undefined;
  if (!name || !isRecord(body)) return JSON.stringify(message);
  const parts = Object.entries(body).filter((entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array);
  if (parts.length === 0) return JSON.stringify(message);
  const rest = Object.fromEntries(Object.entries(body).filter(([, value]) => !(value instanceof Uint8Array)));
  return join({ ...message, [name]: rest }, parts);
}

/** The message of a frame. Throws on anything that `encode` does not produce. */
export function decode(frame: string | Uint8Array): unknown {
  if (typeof frame === 'string') return JSON.parse(frame);
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const headEnd = 4 + view.getUint32(0);
  const head: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(4, headEnd)));
  if (!isHead(head)) throw new Error('not a frame of ours');
  const [message, parts] = head;
  const name = bodyName(message);
  const body = name ? (message as unknown as Record<string, unknown>)[name] : undefined;
  if (!isRecord(body)) throw new Error('a frame with bytes but no body');
  let at = headEnd;
  for (const [field, length] of parts) {
    if (field === '__proto__' || at + length > frame.byteLength) throw new Error('a frame that lies about its parts');
    body[field] = frame.slice(at, at + length);
    at += length;
  }
  return message;
}

function join(message: Message, parts: readonly (readonly [string, Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const head: Head = [message, parts.map(([field, bytes]) => [field, bytes.byteLength])];
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const total = parts.reduce((sum, [, bytes]) => sum + bytes.byteLength, 4 + headBytes.byteLength);
  const frame = new Uint8Array(total);
  new DataView(frame.buffer).setUint32(0, headBytes.byteLength);
  frame.set(headBytes, 4);
  let at = 4 + headBytes.byteLength;
  for (const [, bytes] of parts) {
    frame.set(bytes, at);
    at += bytes.byteLength;
  }
  return frame;
}

function bodyName(message: object): 'params' | 'value' | undefined {
  if ('params' in message) return 'params';
  return 'value' in message ? 'value' : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function isHead(value: unknown): value is Head {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [message, parts] = value as [unknown, unknown];
  return isRecord(message) && Array.isArray(parts) && parts.every(isPart);
}

function isPart(value: unknown): value is [string, number] {
  if (!Array.isArray(value)) return false;
  const [field, length] = value as [unknown, unknown];
  return typeof field === 'string' && Number.isSafeInteger(length) && (length as number) >= 0;
}
