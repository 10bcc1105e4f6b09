import { Agent } from 'node:http';
import Docker from 'dockerode';
import { problem } from '../../../../app/rpc/problem.ts';
import type { TlsFiles } from '../../endpoints/endpoints.ts';
import type { LocalAddress } from '../../tunnels/open.ts';
import { requestBuilder } from './request.ts';

/** dockerode's connection to an address, without its redirects. Throws a ProblemError where TLS would not be checked. */
export function openModem(address: LocalAddress): Docker['modem'] {
  switch (address.kind) {
    case 'unix':
      return construct({ socketPath: address.path, ...(address.far ? { agent: keptOpen() } : {}) });
    case 'npipe':
      return construct({ socketPath: address.path });
    case 'tcp': {
      const protocol = address.tls ? 'https' : 'http';
      const name = address.host.includes(':') ? `[${address.host}]` : address.host;
      // With the scheme in front, or the modem takes `fe80::1` for a scheme of its own.
      return construct({ host: `${protocol}://${name}`, port: address.port, protocol, ...tlsFiles(address.tls) });
    }
  }
}

/** Connections that have done their work: opening another costs a way there and back. */
const mostKept = 6;

/** Node closes what nobody has used for five seconds. */
function keptOpen(): Agent {
  return new Agent({ keepAlive: true, maxFreeSockets: mostKept, scheduling: 'lifo' });
}

/** What a TLS connection to an engine is made with. Throws a ProblemError where it would not be checked. */
export function tlsFiles(tls: TlsFiles | undefined): Pick<TlsFiles, 'ca' | 'cert' | 'key'> {
  if (!tls) return {};
  if (tls.skipVerify && !tls.ca) {
    throw problem('unsupported', 'certificate-unchecked');
  }
  return {
    ...(tls.ca ? { ca: tls.ca } : {}),
    ...(tls.cert ? { cert: tls.cert } : {}),
    ...(tls.key ? { key: tls.key } : {}),
  };
}

/**
 * The modem fills what it is not given from DOCKER_HOST and DOCKER_CERT_PATH, which would turn a socket address into
 * the engine of DOCKER_HOST, and it throws when they are malformed. Gantry has read them itself.
 */
function construct(options: Docker.DockerOptions): Docker['modem'] {
  const host = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    const { modem } = new Docker(options);
    // Assigned past its types, which call it private: redirects.hostile.test.ts tells if a newer modem goes another way.
    return Object.assign(modem, { buildRequest: requestBuilder(options.protocol === 'https') });
  } finally {
    if (host !== undefined) process.env['DOCKER_HOST'] = host;
  }
}
