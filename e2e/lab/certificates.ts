import { mkdir, writeFile } from 'node:fs/promises';
import { command } from './base/command.ts';
import type { Slot } from './base/slot.ts';

/** Where a lab in `dir` keeps the certificates of its daemon and of its clients. */
export function certificatesOf(dir: string): string {
  return `${dir}/certificates`;
}

/** What has a dockerd listen on a port of the loopback, to whoever has a certificate. */
export function tlsFlags({ dir }: Slot, port: number): string[] {
  const folder = certificatesOf(dir);
  const own = ['--tlscert', `${folder}/server/cert.pem`, '--tlskey', `${folder}/server/key.pem`];
  return ['--host', `tcp://127.0.0.1:${port}`, '--tlsverify', '--tlscacert', `${folder}/ca.pem`, ...own];
}

/**
 * Makes an authority of its own, and by it what a daemon on the loopback and its clients show each other, in `folder`: `ca.pem`,
 * and `cert.pem` and `key.pem` in `server` and `client`.
 */
export async function makeCertificates(folder: string): Promise<void> {
  await mkdir(folder);
  const request = ['req', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  await openssl(...request, '-x509', '-subj', '/CN=lab', '-keyout', `${folder}/ca-key.pem`, '-out', `${folder}/ca.pem`);
  for (const [name, extension] of [
    ['server', 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n'],
    ['client', 'extendedKeyUsage=clientAuth\n'],
  ] as const) {
    const place = `${folder}/${name}`;
    await mkdir(place);
    await writeFile(`${place}/extension`, extension);
    const by = ['-CA', `${folder}/ca.pem`, '-CAkey', `${folder}/ca-key.pem`, '-CAcreateserial', '-days', '2'];
    await openssl(...request, '-subj', `/CN=${name}`, '-keyout', `${place}/key.pem`, '-out', `${place}/request`);
    const made = ['-extfile', `${place}/extension`, '-out', `${place}/cert.pem`];
    await openssl('x509', '-req', '-in', `${place}/request`, ...by, ...made);
  }
}

function openssl(...args: string[]): Promise<string> {
  return command('openssl', args);
}
