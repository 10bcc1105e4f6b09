import { Info, Layers, SearchCode } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { formatBytes, shortId } from '../../../app/format.ts';
import type { ImageDetail } from '../../../app/images.ts';
import { type ImageTarget, imageCommands, imageName, remove, tag } from '../../commands/images.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import type { Tab } from '../../ui/Tabs.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { ContainerLinks } from '../ContainerLinks.tsx';
import { FactGroup, Facts, mapFacts, textFact, When } from '../Facts.tsx';
import { JsonView } from '../JsonView.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { useInspect } from '../use-inspect.ts';
import { LayerList } from './Layers.tsx';
import type { ImageRow } from './rows.ts';

/** What can be done to an image, and what of it can be copied. */
export const imageVerbs: Verbs<ImageTarget> = {
  commands: imageCommands,
  copies: {
    name: ({ image }) => imageName(image),
    id: ({ image }) => `sha256:${image.id}`,
    digest: ({ image }) => image.digests[0] ?? `sha256:${image.id}`,
  },
};

/** What verbs are done to. */
export function imageTarget(row: ImageRow): ImageTarget {
  return { engine: row.engine, image: row, users: row.users.map(({ name }) => name) };
}

/** Everything about one image. */
export function ImageDetailPane(props: DetailProps<ImageRow>): ReactNode {
  const { objectKey, engine, id, item, known, width, onClose } = props;
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.images.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  const { detail, problem } = useInspect(ask, item?.tags.join(' '));
  useCloseWhenGone(item, known, onClose);
  const image = item ?? detail;
  const name = image ? imageName(image) : shortId(id);
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={name}
      target={item && imageTarget(item)}
      verbs={imageVerbs}
      shown={[tag, remove]}
      tabs={detailTabs(name, detail, item)}
      notice={problem && !detail && <ProblemBanner title="The image could not be read" problem={problem} />}
      screen={
        known && item === undefined ? <EmptyState title="This image is gone">It was removed.</EmptyState> : undefined
      }
      width={width}
      onClose={onClose}
    />
  );
}

/** An image that goes while it is looked at takes its detail along. One that never was there is said to be gone. */
function useCloseWhenGone(item: ImageRow | undefined, known: boolean, onClose: () => void): void {
  const seen = useRef(false);
  const close = useLatest(onClose);
  useEffect(() => {
    if (item) seen.current = true;
    else if (known && seen.current) close.current();
  }, [item, known, close]);
}

function detailTabs(name: string, detail: ImageDetail | undefined, item: ImageRow | undefined): readonly Tab[] {
  const reading = <EmptyState title="Reading…">{<Spinner />}</EmptyState>;
  return [
    {
      id: 'overview',
      label: 'Overview',
      icon: Info,
      content: () => (detail ? <Overview detail={detail} item={item} /> : reading),
    },
    {
      id: 'layers',
      label: 'Layers',
      icon: Layers,
      content: () => (detail ? <LayerList detail={detail} /> : reading),
    },
    {
      id: 'inspect',
      label: 'Inspect',
      icon: SearchCode,
      content: () => (detail ? <JsonView label={`Inspect ${printable(name, 80)}`} value={detail.raw} /> : reading),
    },
  ];
}

function Overview({ detail, item }: { detail: ImageDetail; item: ImageRow | undefined }): ReactNode {
  const { id, tags, digests, size, created, os, arch, author, labels } = detail;
  return (
    <Facts>
      <FactGroup title="Used by">
        <ContainerLinks containers={item?.users ?? []} none="No container is made from it." />
      </FactGroup>
      <FactGroup
        title="Image"
        entries={[
          textFact('Id', `sha256:${id}`),
          { label: 'Size', value: formatBytes(size) },
          { label: 'Created', value: <When time={created} /> },
          textFact('Platform', [os, arch].filter(Boolean).join('/')),
          ...(author ? [textFact('Author', author)] : []),
        ]}
      />
      <FactGroup title="Tags" entries={tags.map((reference, at) => textFact(`Tag ${at + 1}`, reference))} />
      <FactGroup title="Digests" entries={digests.map((digest, at) => textFact(`Digest ${at + 1}`, digest))} />
      <FactGroup title="Configuration" entries={configFacts(detail)} />
      <FactGroup title="Environment" entries={mapFacts(environment(detail))} />
      <FactGroup title="Labels" entries={mapFacts(labels)} />
    </Facts>
  );
}

function configFacts({ config }: ImageDetail) {
  const facts: readonly (readonly [string, string])[] = [
    ['Entrypoint', config.entrypoint.join(' ')],
    ['Command', config.command.join(' ')],
    ['Working directory', config.workingDir],
    ['User', config.user],
    ['Ports', config.ports.join(', ')],
    ['Volumes', config.volumes.join(', ')],
  ];
  return facts.filter(([, value]) => value !== '').map(([label, value]) => textFact(label, value));
}

function environment({ config }: ImageDetail): Record<string, string> {
  return Object.fromEntries(
    config.env.map((line): [string, string] => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}
