import type { Commit } from '../../../../app/images.ts';
import { isRecord, text } from '../../../base/json.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { notAnEngine } from '../http/problems.ts';
import { about } from '../objects/object-problems.ts';
import { nameOf } from './image-name.ts';
import { bareId } from './image-row.ts';

/** Makes an image of a container; answers with its id. It takes as long as the engine's disk needs. */
export async function commitContainer(
  http: EngineHttp,
  { id, reference, message, author, changes, pause }: Commit,
  signal: AbortSignal,
): Promise<string> {
  const query = {
    container: id,
    ...(reference === undefined ? {} : nameOf(reference)),
    ...(message ? { comment: message } : {}),
    ...(author ? { author } : {}),
    ...(changes.length > 0 ? { changes } : {}),
    pause: pause ? 1 : 0,
  };
  // Podman 4 refuses to read nothing, and nothing is what an empty object is sent as.
  const body = { Labels: {} };
  const limits = { time: undefined, bound: bounds.brief };
  const answer = await about('container', http.json({ method: 'POST', path: '/commit', query, body }, signal, limits));
  const made = isRecord(answer) ? bareId(text(answer['Id'])) : undefined;
  if (made === undefined) throw notAnEngine('a new image without an id');
  return made;
}
