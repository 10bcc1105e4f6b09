import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { type ImageReference, isFault, parseReference } from '../../../app/text/image-reference.ts';
import { contract, failure, never, type Subject } from '../../../e2e/lab/contract.ts';
import { REGISTRY_USER } from '../../../e2e/lab/registry.ts';
import type { RegistryAuth, TransferEvent } from '../ports/transfers.ts';

function reference(text: string): ImageReference {
  const parsed = parseReference(text);
  if (isFault(parsed)) throw new Error(text);
  return parsed;
}

async function all(events: AsyncIterable<TransferEvent>): Promise<TransferEvent[]> {
  const seen: TransferEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

const digestOf = (events: readonly TransferEvent[]): string | undefined =>
  events.flatMap((event) => (event.kind === 'digest' ? [event.digest] : [])).at(-1);

const login = (server: string, password: string = REGISTRY_USER.password): RegistryAuth => ({
  server,
  username: REGISTRY_USER.name,
  password,
});

/** Under a name in a registry, without one in the engine. */
async function pushed({ engine, docker }: Subject, name: string, auth?: RegistryAuth): Promise<string> {
  await docker('tag', 'busybox', name);
  const events = await all(engine.transfers.push(reference(name), auth, never));
  await docker('rmi', name);
  return digestOf(events) ?? '';
}

contract(
  'moving images',
  (on) => {
    test('they go to a registry and come back the same', async () => {
      const { engine, docker, lab } = on();
      const name = `${lab.registry}/contract/there:1`;
      const digest = await pushed(on(), name);
      const events = await all(engine.transfers.pull(reference(name), undefined, undefined, never));
      expect([digest, undefined]).toContain(digestOf(events)); // not every engine says what the registry calls it
      expect(await docker('run', '--rm', name, 'echo', 'back')).toBe('back');
      await docker('rmi', name);
    });

    test('what is nowhere, or where nobody answers, is told', async () => {
      const { engine, lab } = on();
      const pull = (name: string) => failure(all(engine.transfers.pull(reference(name), undefined, undefined, never)));
      expect(await pull(`${lab.registry}/contract/nowhere:1`)).toMatchObject({ code: 'not-found' });
      expect(await pull('127.0.0.1:1/contract/nowhere:1')).toMatchObject({ reason: 'registry-away' });
      const push = all(engine.transfers.push(reference(`${lab.registry}/contract/nowhere:1`), undefined, never));
      expect(await failure(push)).toMatchObject({ code: 'not-found' });
    });

    test('a registry that wants a login gets it, and refuses who has none or a wrong one', async () => {
      const { engine, docker, lab } = on();
      const { transfers } = engine;
      const server = lab.authRegistry ?? '';
      const name = `${server}/contract/private:1`;
      await docker('tag', 'busybox', name);
      for (const auth of [undefined, login(server, 'wrongword')]) {
        const problem = await failure(all(transfers.push(reference(name), auth, never)));
        expect(problem).toMatchObject({ code: 'unauthorized' });
        expect(JSON.stringify(problem)).not.toContain('wrongword');
      }
      await pushed(on(), name, login(server));
      for (const auth of [undefined, login(server, 'wrongword')]) {
        const pull = all(transfers.pull(reference(name), auth, undefined, never));
        expect(await failure(pull)).toMatchObject({ code: 'unauthorized' });
      }
      await all(transfers.pull(reference(name), login(server), undefined, never));
      await docker('rmi', name);
    });

    test('a login is tried, and a wrong one refused', async () => {
      const { transfers } = on().engine;
      const server = on().lab.authRegistry ?? '';
      expect((await failure(transfers.login(login(server, 'wrongword'), never))).code).toBe('unauthorized');
      await transfers.login(login(server), never);
    });

    test('an archive holds them with their names, and brings them back', async () => {
      const { engine, docker } = on();
      await docker('tag', 'busybox', 'contract/saved:1');
      const id = await docker('images', '-q', '--no-trunc', 'contract/saved:1');
      const parts: Buffer[] = [];
      for await (const part of engine.transfers.save(['contract/saved:1'], never)) parts.push(part);
      const archive = Buffer.concat(parts);
      expect(archive.length % 512).toBe(0);
      await docker('rmi', 'contract/saved:1');
      const told = await all(engine.transfers.load(Readable.from([archive]), never));
      expect(told.some(({ kind }) => kind === 'message')).toBe(true);
      expect(await docker('images', '-q', '--no-trunc', 'contract/saved:1')).toBe(id);
      await docker('rmi', 'contract/saved:1');
    });

    test('what is not there is not saved, and what is no archive is not loaded', async () => {
      const { transfers } = on().engine;
      const save = async (): Promise<void> => {
        for await (const _ of transfers.save(['contract/nowhere:1'], never));
      };
      expect(await failure(save())).toMatchObject({ code: 'not-found' });
      const noise = createHash('sha512').update('no archive').digest();
      const load = all(transfers.load(Readable.from([Buffer.concat(Array.from({ length: 100 }, () => noise))]), never));
      expect(await failure(load)).toMatchObject({ code: 'invalid-input' });
    });
  },
  { registry: true, auth: true },
);
