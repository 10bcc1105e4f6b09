import type { ImageDetail, ImageStep } from '../../../../app/images.ts';
import { figure, instant, list, record, text, texts } from '../../../base/json.ts';
import { notAnEngine } from '../http/problems.ts';
import { readImage } from './image-row.ts';

/** Images have at most 127 layers, and some empty steps; beyond that it is not shown. */
const maxSteps = 1_000;

/** From the answers of an image's inspect and history. Throws a ProblemError if the first is about no image. */
export function readImageDetail(inspect: unknown, history: unknown): ImageDetail {
  const image = readImage(inspect);
  if (!image) throw notAnEngine('an image without an id');
  const raw = record(inspect);
  const config = record(raw['Config']);
  const variant = text(raw['Variant']);
  return {
    ...image,
    config: {
      command: texts(config['Cmd']),
      entrypoint: texts(config['Entrypoint']),
      env: texts(config['Env']),
      ports: Object.keys(record(config['ExposedPorts'])).toSorted(),
      volumes: Object.keys(record(config['Volumes'])).toSorted(),
      workingDir: text(config['WorkingDir']),
      user: text(config['User']),
    },
    layers: texts(record(raw['RootFS'])['Layers']),
    history: list(history).slice(0, maxSteps).map(readStep),
    os: text(raw['Os']),
    arch: text(raw['Architecture']) + (variant ? `/${variant}` : ''),
    author: text(raw['Author']),
    raw: inspect,
  };
}

/** No engine says which step made no layer; one without bytes counts as such. */
function readStep(value: unknown): ImageStep {
  const raw = record(value);
  const size = Math.max(0, figure(raw['Size']) ?? 0);
  return {
    createdBy: text(raw['CreatedBy']),
    size,
    created: instant(raw['Created']),
    empty: size === 0,
    comment: text(raw['Comment']),
  };
}
