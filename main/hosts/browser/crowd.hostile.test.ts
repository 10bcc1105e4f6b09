import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GateHost, startGateHost, statuses } from '../../../e2e/gate-host.ts';
import { Gate, invitationLife } from './gate.ts';

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The host of the tests that run, and what it is asked with. */
let host: GateHost;
const request: GateHost['request'] = (...args) => host.request(...args);
const handshake: GateHost['handshake'] = (...args) => host.handshake(...args);
const say: GateHost['say'] = (...args) => host.say(...args);

async function start(): Promise<void> {
  host = await startGateHost();
}

describe('guessing', () => {
  beforeEach(start);
  afterEach(() => host.close());

  it('ends soon: then nobody can enter for a moment, but who is in stays in', async () => {
    let said = '';
    for (let n = 0; n < 500 && statuses(said)[0] !== 429; n++) said = await say(request('/?token=ZEROS'));
    expect(said).toMatch(/^HTTP\/1.1 429 [\s\S]*retry-after: 1\r\n/i);
    expect(statuses(await say(request('/', ['Cookie: COOKIE'])))).toEqual([200]);
    expect(statuses(await say(request('/?token=ZEROS', ['Cookie: COOKIE'])))).toEqual([200]);
    expect(statuses(await say(handshake(), /\r\n\r\n/))).toEqual([101]);
    await expect
      .poll(async () => statuses(await say(request('/?token=TOKEN'), /<\/html>/)), { timeout: 20_000, interval: 200 })
      .toEqual([200]);
  });

  it("by what other sites' pages ask for behind a person's back uses nothing up", async () => {
    const image = request('/?token=ZEROS', [
      'Sec-Fetch-Mode: no-cors',
      'Sec-Fetch-Dest: image',
      'Sec-Fetch-Site: cross-site',
    ]);
    for (let n = 0; n < 50; n++) expect(statuses(await say(image))).toEqual([403]);
    expect(statuses(await say(request('/?token=TOKEN'), /<\/html>/))).toEqual([200]);
  });
});

describe('an invitation', () => {
  const visitor = (address: string, headers = {}) => ({
    method: 'GET',
    url: address.slice(new URL(address).origin.length),
    headers: { host: new URL(address).host, ...headers },
  });

  it('is good once', () => {
    const gate = new Gate(4000);
    let spent = 0;
    const address = gate.invite(() => (spent += 1));
    expect(address).not.toContain(new URL(gate.url).searchParams.get('token'));
    expect(gate.enter({ ...visitor(address), method: 'HEAD' })).toBe('none');
    expect(gate.enter(visitor(address, { 'sec-fetch-dest': 'iframe' }))).toBe('none');
    expect(gate.enter(visitor(address, { host: 'evil.example:4000' }))).toBe('none');
    expect(gate.enter(visitor(address, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }))).toBe(
      'right',
    );
    expect(gate.enter(visitor(address))).toBe('wrong');
    expect(spent).toBe(1);
  });

  it('is good for a minute', () => {
    let now = 0;
    const gate = new Gate(4000, () => now);
    const [early, late] = [gate.invite(() => undefined), gate.invite(() => undefined)];
    now = invitationLife;
    expect(gate.enter(visitor(early))).toBe('right');
    now += 1;
    expect(gate.enter(visitor(late))).toBe('wrong');
  });

  it('lasts no longer for the address that was printed, which stays good', () => {
    let now = 0;
    const gate = new Gate(4000, () => now);
    for (let n = 0; n < 100; n++) {
      now += 3_600_000;
      expect(gate.enter(visitor(gate.url))).toBe('right');
    }
  });
});

describe('many who say nothing', () => {
  beforeAll(start);
  afterAll(() => host.close());

  it('are hung up on, and keep nobody out meanwhile', async () => {
    const idle = (): Promise<Socket> =>
      new Promise((resolve, reject) => {
        const socket: Socket = connect(host.entered.port, '127.0.0.1', () => resolve(socket));
        socket.on('error', reject);
      });
    const sockets = await Promise.all(Array.from({ length: 200 }, idle));
    const closed = sockets.map(
      (socket) => new Promise<void>((resolve) => socket.resume().on('close', () => resolve())),
    );
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nX: ');
    }
    // One byte now and then does not buy time.
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('a');
    }, 1000);
    expect(statuses(await say(request('/', ['Cookie: COOKIE'])))).toEqual([200]);
    await Promise.all(closed);
    clearInterval(drip);
    expect(statuses(await say(request('/', ['Cookie: COOKIE'])))).toEqual([200]);
  }, 60_000);

  it('are at most 512', async () => {
    const all: Socket[] = [];
    let hungUp = 0;
    await Promise.all(
      Array.from(
        { length: 700 },
        () =>
          new Promise<void>((resolve) => {
            const socket: Socket = connect(host.entered.port, '127.0.0.1', () => resolve());
            socket.resume().on('error', () => undefined);
            socket.on('close', () => (hungUp += 1));
            all.push(socket);
          }),
      ),
    );
    await expect.poll(() => hungUp, { timeout: 20_000 }).toBeGreaterThanOrEqual(188);
    for (const socket of all) socket.destroy();
    await expect.poll(() => say(request('/', ['Cookie: COOKIE'])).then(statuses), { timeout: 20_000 }).toEqual([200]);
  }, 60_000);
});
