import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../../app/rpc/problem.ts';
import { type RawAnswer, type RawEngine, startRawEngine } from '../../../../e2e/fake/raw-engine.ts';
import { RawResponse } from './raw-response.ts';
import { RawSocket } from './raw-socket.ts';

let engine: RawEngine | undefined;
afterEach(() => engine?.close());

/** What the body of an answer to GET /x is. */
async function body(bytes: RawAnswer): Promise<string> {
  engine = await startRawEngine({ 'GET /x': bytes });
  const response = await RawResponse.get(new RawSocket(engine.address, AbortSignal.timeout(20_000)), '/x');
  let text = '';
  const sink = (piece: Buffer, from: number, to: number): void => void (text += piece.toString('utf8', from, to));
  for await (const _ of response.read(sink));
  return text;
}
const failure = (bytes: RawAnswer) => body(bytes).then((text) => expect.unreachable(text), toProblem);

const ok = 'HTTP/1.1 200 OK\r\n';
const chunks = '2\r\nOK\r\n0\r\n\r\n';
const byteByByte =
  (text: string): RawAnswer =>
  (socket: Socket) => {
    const [first, ...rest] = text;
    socket.write(first ?? '');
    if (rest.length > 0) setImmediate(() => (byteByByte(rest.join('')) as (socket: Socket) => void)(socket));
    else socket.end();
  };

describe('an answer that goes on and on', () => {
  const early = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n';
  test.each([
    [
      'whose coding is in a second line',
      `${ok}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
    ],
    ['after others that came before it', `${early}${ok}Transfer-Encoding: chunked\r\n\r\n${chunks}`],
    ['of a known length after others', `${early}${ok}Content-Length: 2\r\n\r\nOK and more`],
  ])('is read %s', async (_, text) => {
    expect(await body(text)).toBe('OK');
    await engine?.close();
    expect(await body(byteByByte(text))).toBe('OK');
  });

  test.each([
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\n\r\n'],
    ['others for ever', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(4000)],
    ['a length and chunks', `${ok}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`],
    ['a folded header', `${ok}Transfer-Encoding: chunked\r\n  abc\r\n\r\n${chunks}`],
    ['lines that end in LF alone', `HTTP/1.1 200 OK\nContent-Length: 2\n\nOK`],
    ['a chunk whose size a space follows', `${ok}Transfer-Encoding: chunked\r\n\r\n2 \r\nOK\r\n0\r\n\r\n`],
  ])('is refused with %s', async (_, text) => {
    expect(await failure(text)).toMatchObject({ code: 'unsupported' });
  });
});
