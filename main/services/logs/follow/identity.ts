import { createHash } from 'node:crypto';
import type { Container } from '../../../../app/containers.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import type { LogId } from '../../../../app/logs.ts';

/** Compose tells the containers of one service apart by this label. */
const numberLabel = 'com.docker.compose.container-number';
const oneOffLabel = 'com.docker.compose.oneoff';

/**
 * Names the log that a container's lines belong to: the same after a recreate, which keeps the container's name or,
 * in a Compose project, its service and number (Compose renames the old container while it makes the new one).
 */
export function logIdOf(engine: EngineId, { name, project, service, labels }: Container): LogId {
  const ofService = project !== undefined && service !== undefined && labels[oneOffLabel] !== 'True';
  const key = ofService ? ['service', project, service, labels[numberLabel] ?? '1'] : ['name', name];
  return createHash('sha256')
    .update(JSON.stringify([engine, ...key]))
    .digest('hex')
    .slice(0, 32);
}
