import type { Container } from '../containers.ts';
import { type FixedWord, labelTexts, matches, parseFilter } from '../text/filter.ts';

/** The keys that the containers' filter box understands. */
export const containerFilterKeys = [
  'name',
  'state',
  'health',
  'image',
  'label',
  'port',
  'project',
  'service',
  'id',
] as const;

/** A test for containers from what a person typed, e.g. `web state:running label:tier=front -image:postgres`. */
export function containerFilter(input: string): (container: Container) => boolean {
  const terms = parseFilter(input, containerFilterKeys);
  return (container) => matches(terms, (key) => fields(container, key));
}

function fields(container: Container, key: string | undefined): readonly (string | FixedWord)[] {
  switch (key) {
    case 'name':
      return [container.name];
    case 'state':
      return container.stopped ? [{ word: container.state }, { word: 'stopped' }] : [{ word: container.state }];
    case 'health':
      return [{ word: container.health }];
    case 'image':
      return [container.image];
    case 'label':
      return labelTexts(container.labels);
    case 'port':
      return ports(container);
    case 'project':
      return [container.project ?? ''];
    case 'service':
      return [container.service ?? ''];
    case 'id':
      return [container.id];
    default:
      return [
        container.name,
        container.image,
        { word: container.state },
        // Where nothing checks there is no health to speak of.
        ...(container.health === 'none' ? [] : [{ word: container.health }]),
        container.project ?? '',
        container.service ?? '',
        container.id,
        ...ports(container),
      ];
  }
}

function ports({ ports }: Container): string[] {
  return ports.map(({ hostPort, containerPort, protocol }) => `${hostPort ?? ''}:${containerPort}/${protocol}`);
}
