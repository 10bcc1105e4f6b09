import type { ReactNode } from 'react';
import type { FileFacts } from '../../../../app/files.ts';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { formatBytes } from '../../../words/amounts.ts';
import { When } from '../../parts/Facts.tsx';
import { modeText, ownerText } from './names.ts';

/** In one line: how large a file is, who may do what with it, whose it is, and when it was changed. */
export function FactsOf({ file }: { file: FileFacts }): ReactNode {
  const owner = ownerText(file);
  return (
    <>
      {file.kind === 'file' && <span>{formatBytes(file.size)}</span>}
      <Untrusted text={modeText(file)} mono />
      {owner !== '' && <Untrusted text={owner} />}
      {file.mtime > 0 && <When time={file.mtime} />}
    </>
  );
}
