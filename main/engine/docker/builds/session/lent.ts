import type { Lent } from '../../../ports/builds.ts';
import { type GrpcCall, type GrpcMethod, GrpcRefusal } from './grpc.ts';
import { bytesField } from './message.ts';
import { readFields } from './protobuf.ts';

/** A code of gRPC. */
const notFound = 5;
const hub = 'docker.io';
/** Names of Docker's Hub, and its registry's. */
const hubHosts = new Set([hub, 'index.docker.io', 'registry-1.docker.io']);

/**
 * What a builder asks for in a session: logins of registries (`Auth`), secrets and the agent of SSH. BuildKit asks with a
 * text in field 1 and learns with code 5 that there is none.
 */
export function lending(lent: Lent): Readonly<Record<string, GrpcMethod>> {
  const { secrets, agent } = lent;
  const known = (id: string) => (agent && (id === '' || id === 'default') ? agent : undefined);
  return {
    '/moby.filesync.v1.Auth/Credentials': async (call) => {
      const host = await questionOf(call);
      const found = await lent.login(hubHosts.has(host) ? hub : host);
      const { username, password, identityToken } = found ?? {};
      // A token has no user: that is how the builder tells it from a password.
      const answer = identityToken === undefined ? [username, password] : [undefined, identityToken];
      await call.send(Buffer.concat([bytesField(1, answer[0]), bytesField(2, answer[1])]));
    },
    '/moby.buildkit.secrets.v1.Secrets/GetSecret': async (call) => {
      const secret = secrets.get(await questionOf(call));
      if (!secret) throw new GrpcRefusal(notFound);
      await call.send(bytesField(1, secret));
    },
    '/moby.sshforward.v1.SSH/CheckAgent': async (call) => {
      if (!known(await questionOf(call))) throw new GrpcRefusal(notFound);
      await call.send(Buffer.alloc(0));
    },
    '/moby.sshforward.v1.SSH/ForwardAgent': async (call) => {
      const open = known(headerOf(call, 'buildkit.ssh.id'));
      if (!open) throw new GrpcRefusal(notFound);
      await forward(call, await open());
    },
  };
}

/** Both ways until either end has had enough. */
async function forward({ messages, send }: GrpcCall, agent: NodeJS.ReadWriteStream & { destroy(): void }) {
  const answered = (async () => {
    for await (const bytes of agent) await send(bytesField(1, bytes));
  })();
  // What ends it is heard below.
  answered.catch(() => {});
  try {
    const asked = (async () => {
      for await (const message of messages) agent.write(fieldOf(message));
    })();
    asked.catch(() => {});
    await Promise.race([asked, answered]);
  } finally {
    agent.destroy();
  }
}

async function questionOf({ messages }: GrpcCall): Promise<string> {
  for await (const message of messages) return Buffer.from(fieldOf(message)).toString();
  return '';
}

/** Field 1 of a message. */
function fieldOf(message: Uint8Array): Uint8Array {
  return readFields(message).find(({ number }) => number === 1)?.bytes ?? new Uint8Array(0);
}

function headerOf({ rawHeaders }: GrpcCall, name: string): string {
  const at = rawHeaders.indexOf(name);
  return at % 2 === 0 ? (rawHeaders[at + 1] ?? '') : '';
}
