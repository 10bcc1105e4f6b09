import type { WebContents } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { MainWire } from '../../../app/rpc/wire.ts';
import { FakeContents, FakeFrame, FakePort, fake } from '../../../e2e/fake/electron.ts';
import { connectChannel } from './channel.ts';
import { acceptWires } from './connect.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

let page: FakeContents;
const serve = vi.fn<(wire: MainWire) => void>();

beforeEach(() => {
  fake.reset();
  serve.mockReset();
  page = new FakeContents();
  page.mainFrame.url = 'app://ui/';
  acceptWires((contents) => contents === (page as unknown as WebContents), serve);
});

const connect = (port: FakePort, sender = page, frame: FakeFrame | null = sender.mainFrame): void =>
  fake.postToMain(connectChannel, sender, [port], frame);

test('the page gets a wire over the port it sent', () => {
  const port = new FakePort();
  connect(port);
  expect(serve).toHaveBeenCalledOnce();
  serve.mock.lastCall?.[0].send({ t: 'end', id: 7 });
  expect(port.received).toEqual([{ t: 'end', id: 7 }]);
});

test('asking again ends the wire before', () => {
  const [first, second] = [new FakePort(), new FakePort()];
  connect(first);
  connect(second);
  expect([first.closed, second.closed]).toEqual([true, false]);
  expect(serve).toHaveBeenCalledTimes(2);
});

describe('nobody else gets one, and the port is closed', () => {
  test('a frame that is gone already', () => {
    const port = new FakePort();
    connect(port, page, null);
    expect(outcome(port)).toBe('refused');
  });

  test('a frame that is disposed while it is looked at', () => {
    const port = new FakePort();
    page.mainFrame.disposed = true;
    connect(port);
    expect(outcome(port)).toBe('refused');
  });

  test('a frame inside the page', () => {
    const port = new FakePort();
    connect(port, page, new FakeFrame('app://ui/'));
    expect(outcome(port)).toBe('refused');
  });

  test.each(['https://example.com/', 'app://evil/', 'data:text/html,x', ''])('a page at %j', (url) => {
    const port = new FakePort();
    page.mainFrame.url = url;
    connect(port);
    expect(outcome(port)).toBe('refused');
  });

  test('contents that are not a window of ours', () => {
    const port = new FakePort();
    const other = new FakeContents();
    other.mainFrame.url = 'app://ui/';
    connect(port, other);
    expect(outcome(port)).toBe('refused');
  });

  test('more than one port', () => {
    const ports = [new FakePort(), new FakePort()];
    fake.postToMain(connectChannel, page, ports);
    expect(ports.map(outcome)).toEqual(['refused', 'refused']);
  });

  test('no port at all', () => {
    fake.postToMain(connectChannel, page, []);
    expect(serve).not.toHaveBeenCalled();
  });
});

function outcome(port: FakePort): string {
  return port.closed && serve.mock.calls.length === 0 ? 'refused' : 'served';
}
