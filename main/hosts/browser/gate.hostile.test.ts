import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GateHost, startGateHost, statuses } from '../../../e2e/gate-host.ts';

// A busy machine takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The host of the tests that run, and what it is asked with. */
let host: GateHost;
const request: GateHost['request'] = (...args) => host.request(...args);
const handshake: GateHost['handshake'] = (...args) => host.handshake(...args);
const fill = (text: string) => host.fill(text);
const say: GateHost['say'] = (...args) => host.say(...args);

async function start(): Promise<void> {
  host = await startGateHost();
}

/** Requests that Node's reader refuses by itself, or that come to us without what they hid: which, differs by its version. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 600;
}

/** Whatever came back, it holds nothing that lets anybody in. */
function expectNoSecret(said: string): void {
  const { entered } = host;
  expect(said).not.toMatch(/set-cookie/i);
  for (const secret of [entered.token, entered.key, entered.wirePath]) expect(said).not.toContain(secret);
  for (const cookie of [entered.pageCookie, entered.wireCookie]) expect(said).not.toContain(cookie.split('=')[1]);
}

describe('whoever is not let in', () => {
  beforeAll(start);
  afterAll(() => host.close());

  const cases: [what: string, request: () => string, status: number | 'unread'][] = [
    ['nothing at all', () => request('/'), 403],
    ['a host of another name with the cookie', () => request('/', ['Host: evil.example:PORT', 'Cookie: COOKIE']), 403],
    ['a rebound name with the token', () => request('/?token=TOKEN', ['Host: evil.example:PORT']), 403],
    [
      'a rebound name that begins like ours',
      () => request('/', ['Host: 127.0.0.1.evil.example:PORT', 'Cookie: COOKIE']),
      403,
    ],
    ['a trailing dot', () => request('/', ['Host: 127.0.0.1.:PORT', 'Cookie: COOKIE']), 403],
    ['localhost with a trailing dot', () => request('/', ['Host: localhost.:PORT', 'Cookie: COOKIE']), 403],
    ['the address of IPv6', () => request('/', ['Host: [::1]:PORT', 'Cookie: COOKIE']), 403],
    ['the mapped address of IPv6', () => request('/', ['Host: [::ffff:127.0.0.1]:PORT', 'Cookie: COOKIE']), 403],
    ['another loopback address', () => request('/', ['Host: 127.0.0.2:PORT', 'Cookie: COOKIE']), 403],
    ['the address as a number', () => request('/', ['Host: 2130706433:PORT', 'Cookie: COOKIE']), 403],
    ['no port', () => request('/', ['Host: 127.0.0.1', 'Cookie: COOKIE']), 403],
    ['another port', () => request('/', ['Host: 127.0.0.1:1', 'Cookie: COOKIE']), 403],
    ['somebody before the host', () => request('/', ['Host: evil@127.0.0.1:PORT', 'Cookie: COOKIE']), 403],
    ['a host in capitals', () => request('/', ['Host: LOCALHOST:PORT', 'Cookie: COOKIE']), 403],
    ['an empty host', () => request('/', ['Host:', 'Cookie: COOKIE']), 403],
    ['no host', () => fill('GET / HTTP/1.1\r\nCookie: COOKIE\r\nConnection: close\r\n\r\n'), 'unread'],
    ['HTTP/1.0 without a host', () => fill('GET / HTTP/1.0\r\nCookie: COOKIE\r\n\r\n'), 403],
    ['a second host', () => request('/', ['Host: 127.0.0.1:PORT', 'Host: evil.example', 'Cookie: x']), 403],
    [
      'a second host after a foreign one',
      () => request('/', ['Host: evil.example', 'Host: 127.0.0.1:PORT', 'Cookie: COOKIE']),
      403,
    ],
    [
      'a forwarded host',
      () => request('/', ['Host: evil.example', 'X-Forwarded-Host: 127.0.0.1:PORT', 'Cookie: COOKIE']),
      403,
    ],
    ['a foreign origin', () => request('/', ['Cookie: COOKIE', 'Origin: http://evil.example']), 403],
    ['an opaque origin', () => request('/', ['Cookie: COOKIE', 'Origin: null']), 403],
    ['the origin of another port', () => request('/', ['Cookie: COOKIE', 'Origin: http://127.0.0.1:1']), 403],
    ['the origin of another scheme', () => request('/', ['Cookie: COOKIE', 'Origin: https://127.0.0.1:PORT']), 403],
    ['an origin with a path', () => request('/', ['Cookie: COOKIE', 'Origin: http://127.0.0.1:PORT/']), 403],
    ['an empty origin', () => request('/', ['Cookie: COOKIE', 'Origin:']), 403],
    ['a cookie of another port', () => request('/', ['Cookie: gantry-1=ZEROS']), 403],
    ['a wrong cookie', () => request('/', ['Cookie: gantry-PORT=ZEROS']), 403],
    ['an empty cookie', () => request('/', ['Cookie: gantry-PORT=']), 403],
    ['a longer cookie', () => request('/', ['Cookie: COOKIEx']).replace('COOKIEx', `${host.entered.pageCookie}x`), 403],
    ['half a cookie', () => request('/', [`Cookie: ${host.entered.pageCookie.slice(0, -1)}`]), 403],
    [
      'a cookie in quotes',
      () => request('/', [`Cookie: gantry-${host.entered.port}="${host.entered.pageCookie.split('=')[1]}"`]),
      403,
    ],
    [
      'a cookie with a longer name',
      () => request('/', ['Cookie: x-COOKIE']).replace('x-COOKIE', `x-${host.entered.pageCookie}`),
      403,
    ],
    ['a cookie in capitals', () => request('/', [`Cookie: ${host.entered.pageCookie.toUpperCase()}`]), 403],
    ["the wire's cookie for the page", () => request('/', ['Cookie: WIRECOOKIE']), 403],
    ['the cookie as another header', () => request('/', ['Authorization: COOKIE', 'X-Cookie: COOKIE']), 403],
    ['a wrong token', () => request('/?token=ZEROS'), 403],
    ['an empty token', () => request('/?token='), 403],
    ['a token without a value', () => request('/?token'), 403],
    ['the token twice', () => request('/?token=TOKEN&token=TOKEN'), 403],
    ['a list of tokens', () => request('/?token[]=TOKEN'), 403],
    ['the token in capitals', () => request(`/?token=${host.entered.token.toUpperCase()}`), 403],
    ['a longer token', () => request(`/?token=${host.entered.token}0`), 403],
    ['half a token', () => request(`/?token=${host.entered.token.slice(0, 32)}`), 403],
    ['the token as an invitation', () => request('/?once=TOKEN'), 403],
    ['a token and an invitation', () => request('/?token=TOKEN&once=ZEROS'), 403],
    ['the token on another path', () => request('/index.html?token=TOKEN'), 403],
    ['the token behind two slashes', () => request('//?token=TOKEN'), 403],
    ['the token on a longer way', () => request('/./?token=TOKEN'), 403],
    ['the token in the wrong place', () => request('/TOKEN', ['X-Token: TOKEN', 'Authorization: Bearer TOKEN']), 403],
    ['the token behind a fragment', () => request('/#?token=TOKEN'), 403],
    ['the token by POST', () => request('/?token=TOKEN', [], 'POST'), 403],
    ['the token by HEAD', () => request('/?token=TOKEN', [], 'HEAD'), 403],
    ['the token by OPTIONS', () => request('/?token=TOKEN', ['Origin: http://evil.example'], 'OPTIONS'), 403],
    [
      "the token by another site's script",
      () => request('/?token=TOKEN', ['Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Dest: image']),
      403,
    ],
    [
      'the token in a frame',
      () => request('/?token=TOKEN', ['Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe']),
      403,
    ],
    ['the whole address as target', () => request('http://127.0.0.1:PORT/?token=TOKEN'), 403],
    ['a foreign address as target', () => request('http://evil.example/', ['Cookie: x']), 403],
    ['another method', () => request('/', ['Cookie: COOKIE'], 'POST'), 405],
    ['a method that may change things', () => request('/', ['Cookie: COOKIE'], 'DELETE'), 405],
    ['a trace', () => request('/', ['Cookie: COOKIE'], 'TRACE'), 405],
    ['a method that is none', () => request('/', ['Cookie: COOKIE'], 'GETT'), 'unread'],
    ['a path out of the page', () => request('/../package.json', ['Cookie: COOKIE']), 404],
    ['an encoded path out of the page', () => request('/..%2f..%2fetc%2fpasswd', ['Cookie: COOKIE']), 404],
    ['a path that ends early', () => request('/index.html%00', ['Cookie: COOKIE']), 404],
    ['headers without end', () => request('/', [`X: ${'a'.repeat(20_000)}`]), 'unread'],
    ['a hundred cookies', () => request('/', [`Cookie: ${'gantry-PORT=0; '.repeat(100)}`]), 403],
    ['two lengths', () => request('/', ['Content-Length: 5', 'Content-Length: 6'], 'POST'), 'unread'],
    ['a length and chunks', () => request('/', ['Content-Length: 5', 'Transfer-Encoding: chunked'], 'POST'), 'unread'],
    ['a length that is none', () => request('/', ['Content-Length: +5'], 'POST'), 'unread'],
    ['a coding that hides chunks', () => request('/', ['Transfer-Encoding: xchunked'], 'POST'), 'unread'],
    ['a space before the colon', () => request('/', ['Cookie : COOKIE']), 'unread'],
    ['a folded header', () => request('/', ['Cookie: a=b\r\n COOKIE']), 'unread'],
    ['a bare line feed in a header', () => request('/', ['X: a\nCookie: COOKIE']), 'unread'],
    ['a zero byte in a header', () => request('/', ['Cookie: gantry\0=x']), 'unread'],
    ['a space in the target', () => request('/ /'), 'unread'],
    ['no version', () => fill('GET /\r\n\r\n'), 'unread'],
    ['another version', () => fill('GET / HTTP/2.0\r\nHost: 127.0.0.1:PORT\r\n\r\n'), 'unread'],
    ['a greeting of TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'unread'],
    ['nothing but noise', () => '\xff\xfe\xfd\r\n\r\n', 'unread'],
  ];

  beforeEach(async () => {
    // Wrong tokens are counted: each row begins with all its attempts.
    if (statuses(await say(request('/?token=TOKEN'), /\r\n\r\n/))[0] === 429) {
      await host.close();
      await start();
    }
  });

  it.each(cases)('%s', async (_what, make, status) => {
    const said = await say(Buffer.from(make(), 'latin1'));
    const answers = statuses(said).map((answer) => (status === 'unread' && isRefusal(answer) ? status : answer));
    expect(answers).toEqual([status]);
    expectNoSecret(said);
    expect(said).not.toContain('The page');
    expect(host.served).toBe(0);
  });
});

describe('a wire', () => {
  beforeAll(start);
  afterAll(() => host.close());

  const refused: [what: string, request: () => string, status: number][] = [
    ['to a page without any secret', () => handshake({ Cookie: undefined, 'Sec-WebSocket-Protocol': undefined }), 403],
    ["to who has the page's cookie, as every port of this address may", () => handshake({ Cookie: 'COOKIE' }), 403],
    [
      'to who has both cookies and no key',
      () => handshake({ Cookie: 'COOKIE; WIRECOOKIE', 'Sec-WebSocket-Protocol': undefined }),
      403,
    ],
    ['to who has the key and no cookie', () => handshake({ Cookie: undefined }), 403],
    ['for a wrong key', () => handshake({ 'Sec-WebSocket-Protocol': 'gantry, ZEROS' }), 403],
    ['for an empty list', () => handshake({ 'Sec-WebSocket-Protocol': '' }), 403],
    ['for the protocol alone', () => handshake({ 'Sec-WebSocket-Protocol': 'gantry' }), 403],
    ['for the key alone', () => handshake({ 'Sec-WebSocket-Protocol': 'KEY' }), 403],
    ['for a key in the wrong place', () => handshake({ 'Sec-WebSocket-Protocol': 'KEY, gantry' }), 403],
    ['for a list of guesses', () => handshake({ 'Sec-WebSocket-Protocol': 'gantry, ZEROS, KEY' }), 403],
    ['for the key and one more', () => handshake({ 'Sec-WebSocket-Protocol': 'gantry, KEY, ZEROS' }), 403],
    ['for the key in the path', () => handshake({ 'Sec-WebSocket-Protocol': undefined }, 'PATH?key=KEY'), 403],
    ['for a path with a query', () => handshake({}, 'PATH?'), 403],
    ['for a path that goes on', () => handshake({}, 'PATH/'), 403],
    ['at a path that can be guessed', () => handshake({}, '/wire'), 403],
    ['at the whole address', () => handshake({}, `http://127.0.0.1:PORT${host.entered.wirePath}`), 403],
    ['without an origin', () => handshake({ Origin: undefined }), 403],
    ['from a foreign origin', () => handshake({ Origin: 'http://evil.example' }), 403],
    ['from an opaque origin', () => handshake({ Origin: 'null' }), 403],
    ['from another port of this address', () => handshake({ Origin: 'http://127.0.0.1:1' }), 403],
    ['from another scheme', () => handshake({ Origin: 'https://127.0.0.1:PORT' }), 403],
    ['from a file', () => handshake({ Origin: 'file://' }), 403],
    ['for a rebound name', () => handshake({ Host: 'evil.example:PORT', Origin: 'http://evil.example:PORT' }), 403],
    ['for the page as target', () => handshake({ Cookie: 'COOKIE; WIRECOOKIE' }, '/'), 403],
    ['by another method', () => handshake({}, 'PATH', 'POST'), 403],
    ['of an older version', () => handshake().replace('Version: 13', 'Version: 7'), 400],
    ['of a nonce that is none', () => handshake().replace('dGhlIHNhbXBsZSBub25jZQ==', 'x'), 400],
    ['of another protocol', () => handshake().replace('Upgrade: websocket', 'Upgrade: h2c'), 400],
  ];

  it.each(refused)('does not open %s', async (_what, make, status) => {
    const said = await say(make());
    expect(statuses(said)).toEqual([status]);
    expectNoSecret(said);
    expect(host.served).toBe(0);
  });

  it('is no file: asked for without an upgrade, there is nothing', async () => {
    const said = await say(request('PATH', ['Cookie: COOKIE; WIRECOOKIE', 'Sec-WebSocket-Protocol: gantry, KEY']));
    expect(statuses(said)).toEqual([404]);
  });

  it('is no tunnel', async () => {
    expect(await say(request('127.0.0.1:PORT', ['Cookie: COOKIE'], 'CONNECT'))).toBe('');
  });

  it('opens to the page, and does not repeat its key', async () => {
    const said = await say(handshake(), /\r\n\r\n/);
    expect(statuses(said)).toEqual([101]);
    expect(said).toMatch(/sec-websocket-protocol: gantry\r\n/i);
    expectNoSecret(said);
    expect(host.served).toBe(1);
  });
});

describe('whoever is let in', () => {
  beforeAll(start);
  afterAll(() => host.close());

  const admitted: [what: string, lines: readonly string[]][] = [
    ['with the cookie', ['Cookie: COOKIE']],
    ['by the other name of loopback', ['Host: localhost:PORT', 'Cookie: COOKIE']],
    ['with its own origin', ['Cookie: COOKIE', 'Origin: http://127.0.0.1:PORT']],
    ['among cookies of other ports', ['Cookie: gantry-1=ZEROS; COOKIE; other=1']],
    ['after a cookie of the same name that another port planted', ['Cookie: gantry-PORT=ZEROS; COOKIE']],
    ['with a header in odd letters', ['cOOkIe: COOKIE']],
  ];

  it.each(admitted)('gets the page %s', async (_what, lines) => {
    const said = await say(request('/', lines));
    expect(statuses(said)).toEqual([200]);
    expect(said).toContain('The page');
    expectNoSecret(said);
  });

  it('each request of a connection is judged for itself', async () => {
    const both = request('/', ['Cookie: COOKIE']).replace('Connection: close', 'Connection: keep-alive') + request('/');
    const said = await say(both);
    expect(statuses(said)).toEqual([200, 403]);
    expect(said.match(/The page/g)).toHaveLength(1);
  });

  it('cannot hide a request in the body of another', async () => {
    const hidden = request('/', ['Cookie: COOKIE']);
    const said = await say(request('/', [`Content-Length: ${hidden.length}`], 'POST') + hidden);
    expect(statuses(said)).toEqual([403]);
    expect(said).not.toContain('The page');
  });
});
