import type { Image } from '../../../../app/images.ts';
import { figure, instant, isRecord, list, record, text, textMap, texts } from '../../../base/json.ts';
import { notAnEngine } from '../http/problems.ts';

/** The answer of `GET /images/json`; rows that are none are left out. Throws a ProblemError if it is another answer. */
export function readImages(answer: unknown): Image[] {
  if (!Array.isArray(answer)) throw notAnEngine('a list of images that is none');
  return answer.map(readImage).filter((image) => image !== undefined);
}

/** A row of the list, or an inspect; undefined if it names no image. */
export function readImage(value: unknown): Image | undefined {
  if (!isRecord(value)) return undefined;
  const id = bareId(value['Id']);
  if (id === undefined) return undefined;
  const tags = named(value['RepoTags']);
  return {
    id,
    tags,
    digests: named(value['RepoDigests']),
    size: Math.max(0, figure(value['Size']) ?? 0),
    created: instant(value['Created']),
    dangling: tags.length === 0,
    labels: textMap(value['Labels'] ?? record(value['Config'])['Labels']),
  };
}

/** `sha256:…` or, as Podman writes it in places, bare → 64 hex digits; undefined if it is neither. */
export function bareId(value: unknown): string | undefined {
  return /^(?:sha256:)?([0-9a-f]{64})$/.exec(text(value))?.[1];
}

/** Docker before 25 writes `<none>:<none>` where an image has no name. */
function named(value: unknown): string[] {
  return [...new Set(texts(list(value)))].filter((name) => name !== '' && !name.includes('<none>')).toSorted();
}
