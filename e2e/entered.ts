import { request } from 'node:http';

/** What the browser of a person who opened the printed address holds. */
export interface Entered {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  readonly token: string;
  /** Cookie for the page's files, and the one for the wire, as `name=value`. */
  readonly pageCookie: string;
  readonly wireCookie: string;
  /** Path and key of the wire. */
  readonly wirePath: string;
  readonly key: string;
}

/** Opens the address as a browser would, and reads what its answer leaves there. */
export async function enter(address: string): Promise<Entered> {
  const { origin, port, searchParams } = new URL(address);
  const { cookies, body } = await new Promise<{ cookies: string[]; body: string }>((resolve, reject) => {
    request(address, (response) => {
      let body = '';
      response.on('data', (data: Buffer) => (body += data.toString()));
      response.on('end', () => resolve({ cookies: response.headers['set-cookie'] ?? [], body }));
    })
      .on('error', reject)
      .end();
  });
  const [pageCookie = '', wireCookie = ''] = cookies.map((cookie) => cookie.split(';')[0] ?? '');
  const [, wirePath = '', key = ''] = /\{\\"path\\":\\"([^\\]+)\\",\\"key\\":\\"([^\\]+)\\"\}/.exec(body) ?? [];
  const token = searchParams.get('token') ?? '';
  return { origin, port: Number(port), token, pageCookie, wireCookie, wirePath, key };
}
