import { describe, expect, test, vi } from 'vitest';
import type { ToMain, ToPage } from '../../../app/rpc/wire.ts';
import { asPort, FakePort } from '../../../e2e/fake/port.ts';
import { portWire } from './port-wire.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('bytes', () => {
  test('cross as exact copies: nothing of the buffer around them', () => {
    const port = new FakePort();
    const shared = Buffer.from('the neighbour’s secret');
    portWire(asPort(port)).send({ t: 'item', id: 1, value: { kind: 'output', data: shared.subarray(4, 7) } });
    const { data } = (port.received[0] as { value: { data: Uint8Array } }).value;
    expect(new TextDecoder().decode(data)).toBe('nei');
    expect(data.byteLength).toBe(data.buffer.byteLength);
  });

  test('also when they are the whole answer', () => {
    const port = new FakePort();
    portWire(asPort(port)).send({ t: 'result', id: 1, value: Buffer.from('abc') });
    const { value } = port.received[0] as { value: Uint8Array };
    expect(value.byteLength).toBe(value.buffer.byteLength);
  });

  test('the message that was given stays as it was', () => {
    const data = Buffer.from('abc');
    const message: ToPage = { t: 'item', id: 1, value: { data } };
    portWire(asPort(new FakePort())).send(message);
    expect(message).toEqual({ t: 'item', id: 1, value: { data } });
  });
});

test.each<ToPage>([
  { t: 'result', id: 1, value: undefined },
  { t: 'result', id: 1, value: null },
  { t: 'item', id: 2, value: [{ text: 'line' }] },
  { t: 'end', id: 3 },
  { t: 'fail', id: 4, problem: { code: 'timeout', reason: 'nobody-answered', params: {} } },
])('other messages cross as they are: %j', (message) => {
  const port = new FakePort();
  portWire(asPort(port)).send(message);
  expect(port.received).toEqual([message]);
});

test('messages that came before the receiver are delivered to it in order', () => {
  const port = new FakePort();
  const wire = portWire(asPort(port));
  port.send({ t: 'cancel', id: 1 });
  port.send({ t: 'cancel', id: 2 });
  const receive = vi.fn<(message: ToMain) => void>();
  wire.onMessage(receive);
  port.send({ t: 'cancel', id: 3 });
  expect(receive.mock.calls.map(([{ id }]) => id)).toEqual([1, 2, 3]);
});

describe('the end', () => {
  test('comes once when the page goes away', async () => {
    const port = new FakePort();
    const closed = vi.fn<(reason: string) => void>();
    const wire = portWire(asPort(port));
    wire.onClose(closed);
    port.vanish();
    port.vanish();
    expect(closed).not.toHaveBeenCalled();
    await tick();
    wire.close();
    await tick();
    expect(closed.mock.calls).toEqual([['the page is gone']]);
  });

  test('comes once when main closes, and closes the port', async () => {
    const port = new FakePort();
    const closed = vi.fn<(reason: string) => void>();
    const wire = portWire(asPort(port));
    wire.onClose(closed);
    wire.close();
    wire.close();
    port.emit('close');
    await tick();
    expect(closed).toHaveBeenCalledOnce();
    expect(port.closed).toBe(true);
  });

  test('is told to who asks afterwards', async () => {
    const port = new FakePort();
    const wire = portWire(asPort(port));
    port.vanish();
    await tick();
    const closed = vi.fn<(reason: string) => void>();
    wire.onClose(closed);
    await tick();
    expect(closed).toHaveBeenCalledOnce();
  });

  test('nothing is sent after it', () => {
    const port = new FakePort();
    const wire = portWire(asPort(port));
    port.vanish();
    wire.send({ t: 'end', id: 1 });
    expect(port.received).toEqual([]);
  });
});
