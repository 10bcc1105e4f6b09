import { Layers } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { ImageDetail } from '../../../app/images.ts';
import { shortId } from '../../../app/text/short-id.ts';
import { type ImageTarget, imageCommands, imageName, remove, tag } from '../../commands/images.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import type { Tab } from '../../ui/layout/Tabs.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { ContainerLinks } from '../containers/ContainerLinks.tsx';
import { inspectTab, isGone, overviewTab, read } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { FactGroup, Facts, mapFacts, textFact, When } from '../parts/Facts.tsx';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { LayerList } from './Layers.tsx';
import type { ImageRow } from './rows.ts';

const text = words.images.detail;
const { facts } = words.parts;

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
  const { answer: detail, problem } = useAnswer(ask, item?.tags.join(' '));
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
      notice={problem && !detail && <ProblemBanner title={text.unread} problem={problem} />}
      screen={isGone(props, problem) ? <EmptyState title={text.gone}>{words.common.wasRemoved}</EmptyState> : undefined}
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
  return [
    overviewTab(detail, (detail) => <Overview detail={detail} item={item} />),
    {
      id: 'layers',
      label: text.layers,
      icon: Layers,
      // It begins with what nobody can do anything with: it is scrolled.
      takesFocus: false,
      content: read(detail, (detail) => <LayerList detail={detail} />),
    },
    inspectTab(name, detail),
  ];
}

function Overview({ detail, item }: { detail: ImageDetail; item: ImageRow | undefined }): ReactNode {
  const { id, tags, digests, size, packed, created, os, arch, author, labels } = detail;
  return (
    <Facts>
      <FactGroup title={facts.usedBy}>
        <ContainerLinks containers={item?.users ?? []} none={text.noContainer} />
      </FactGroup>
      <FactGroup
        title={text.title}
        entries={[
          textFact(facts.id, `sha256:${id}`),
          { label: facts.size, value: sizeFact(size, packed) },
          { label: facts.created, value: <When time={created} /> },
          textFact(text.platform, [os, arch].filter(Boolean).join('/')),
          ...(author ? [textFact(text.author, author)] : []),
        ]}
      />
      <FactGroup
        title={text.tags}
        entries={tags.map((reference, at) => textFact(text.tag({ n: at + 1 }), reference))}
      />
      <FactGroup
        title={text.digests}
        entries={digests.map((digest, at) => textFact(text.digest({ n: at + 1 }), digest))}
      />
      <FactGroup title={text.configuration} entries={configFacts(detail)} />
      <FactGroup title={text.environment} entries={mapFacts(environment(detail))} />
      <FactGroup title={facts.labels} entries={mapFacts(labels)} />
    </Facts>
  );
}

/** As the list has it; an engine that keeps the packed layers too says how much of it these are. */
function sizeFact(size: number, packed: number | undefined): string {
  const bytes = formatBytes(size);
  return packed === undefined ? bytes : text.sizeWithPacked({ bytes, packed: formatBytes(packed) });
}

function configFacts({ config }: ImageDetail) {
  const entries: readonly (readonly [string, string])[] = [
    [text.entrypoint, config.entrypoint.join(' ')],
    [text.command, config.command.join(' ')],
    [text.workingDir, config.workingDir],
    [text.user, config.user],
    [text.ports, config.ports.join(', ')],
    [text.volumes, config.volumes.join(', ')],
  ];
  return entries.filter(([, value]) => value !== '').map(([label, value]) => textFact(label, value));
}

function environment({ config }: ImageDetail): Record<string, string> {
  return Object.fromEntries(
    config.env.map((line): [string, string] => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}
