import type { BuildCheck, DockerfileQuestion } from '../../../../app/builds.ts';
import type { EngineVersion } from '../../../../app/engines/engine.ts';
import { figure, list, type Raw, record, text } from '../../../base/json.ts';
import { BoundedBody } from '../http/bounded-body.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { parseJson } from '../http/http.ts';
import { cancelled, engineTimeout, fromSystem } from '../http/problems.ts';
import { checkDockerfile } from './session/dockerfile-check.ts';

/** The builder of Docker 27 and later checks files; an older one is not asked. */
const firstChecks = 46;
/** A check takes some 100 ms; who waits longer writes on. */
const checkTime = 10_000;
/** More mends nobody at once. */
const mostChecks = 200;
/** UTF-16 units of a message, which is a sentence. */
const longestMessage = 1_000;
/** Of a file that starts from more no images are looked for. */
const mostImages = 50;

/** Whether an engine has a builder that checks files. */
export function hasChecks({ api, features }: EngineVersion): boolean {
  return features.buildkit && Number(/^1\.(\d+)$/.exec(api)?.[1] ?? 0) >= firstChecks;
}

/**
 * What BuildKit says to a Dockerfile. Images that the engine has not got are told to it as empty ones, so that no registry
 * is asked while somebody types.
 */
export async function checkBuild(
  http: EngineHttp,
  file: DockerfileQuestion,
  images: readonly string[],
  signal: AbortSignal,
): Promise<readonly BuildCheck[] | undefined> {
  if (images.length > mostImages) return undefined;
  const clock = AbortSignal.timeout(checkTime);
  const either = AbortSignal.any([signal, clock]);
  try {
    const absent = await absentOf(http, images, either);
    const answer = new BoundedBody(bounds.object);
    answer.push(await checkDockerfile(http, file, absent, either));
    return readChecks(parseJson(answer.take()), absent.length > 0);
  } catch (error) {
    if (signal.aborted) throw cancelled();
    throw clock.aborted ? engineTimeout(checkTime / 1000) : fromSystem(error);
  }
}

async function absentOf(http: EngineHttp, images: readonly string[], signal: AbortSignal): Promise<string[]> {
  const absent: string[] = [];
  for (const name of images) {
    const path = `/images/${name.split('/').map(encodeURIComponent).join('/')}/json`;
    const { status } = await http.call({ method: 'GET', path }, signal);
    if (status === 404) absent.push(name);
  }
  return absent;
}

/** @param guessed some images are not known, nor what variables they set */
export function readChecks(answer: unknown, guessed: boolean): readonly BuildCheck[] {
  const { warnings, buildError } = record(answer);
  const error = record(buildError);
  const found = list(warnings).slice(0, mostChecks).map(record);
  return [
    ...(buildError ? [{ ...placeOf(error), severity: 'error' as const, message: text(error['message']) }] : []),
    ...found.flatMap((warning) => {
      const rule = text(warning['ruleName']);
      const message = text(warning['detail']) || text(warning['description']) || rule;
      if (guessed && rule === 'UndefinedVar') return [];
      return [{ ...placeOf(warning), severity: 'warning' as const, ...(rule === '' ? {} : { rule }), message }];
    }),
  ].flatMap((check) => {
    return check.message === '' ? [] : [{ ...check, message: check.message.slice(0, longestMessage) }];
  });
}

function placeOf({ location }: Raw): { readonly line?: number } {
  const [range] = list(record(location)['ranges']);
  const line = figure(record(record(range)['start'])['line']);
  return line === undefined || !Number.isSafeInteger(line) || line < 1 ? {} : { line };
}
