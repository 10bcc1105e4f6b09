import type { ReactNode } from 'react';
import type { ImageDetail, ImageStep } from '../../../app/images.ts';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { FactGroup, textFact } from '../parts/Facts.tsx';
import css from './Layers.module.css';

const text = words.images.detail;

/** How the image was made, the latest step first, with how much each added; below, its layers by digest. */
export function LayerList({ detail }: { detail: ImageDetail }): ReactNode {
  const { history, layers } = detail;
  const largest = Math.max(1, ...history.map(({ size }) => size));
  return (
    <div style={{ overflow: 'auto' }}>
      <ol className={css['steps']} aria-label={text.history}>
        {history.map((step, at) => (
          <Step key={at} step={step} largest={largest} />
        ))}
      </ol>
      <div className={css['digests']}>
        <FactGroup
          title={text.layers}
          entries={layers.map((digest, at) => textFact(text.layer({ n: at + 1 }), digest))}
        />
      </div>
    </div>
  );
}

function Step({ step, largest }: { step: ImageStep; largest: number }): ReactNode {
  const { createdBy, size, empty, comment } = step;
  return (
    <li className={css['step']}>
      <div aria-hidden="true">
        {!empty && <div className={css['bar']} style={{ width: `${Math.max(2, (size / largest) * 100)}%` }} />}
      </div>
      <span className={css['size']}>{empty ? text.noLayer : formatBytes(size)}</span>
      <span className={css['made']}>
        <Untrusted text={instruction(createdBy) || comment || words.common.unknown} mono />
      </span>
    </li>
  );
}

/** The classic builder writes its instructions as comments of a shell, `/bin/sh -c #(nop)  CMD ["sh"]`. */
function instruction(createdBy: string): string {
  return createdBy.replace(/^\/bin\/sh -c #\(nop\)\s*/, '').replace(/^\/bin\/sh -c /, 'RUN ');
}
