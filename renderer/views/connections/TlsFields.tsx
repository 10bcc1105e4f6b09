import { type ReactNode, useState } from 'react';
import { toProblem } from '../../../app/rpc/problem.ts';
import { useSession } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { printable } from '../../ui/printable.ts';
import { saidInFull } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { FolderChooser } from '../folders/FolderChooser.tsx';
import { joinPath } from '../folders/paths.ts';
import type { ConnectionFields } from './form.ts';
import css from './TlsFields.module.css';

const text = words.connections.form;

const parts = ['ca', 'cert', 'key'] as const;
type Part = (typeof parts)[number];

/** Names that PEM files have. */
const pemName = /\.(pem|crt|cer|key)$/i;

interface TlsFieldsProps {
  readonly fields: ConnectionFields;
  /** What is wrong with a file, as the host says it. */
  readonly errorOf: (part: Part) => string | undefined;
  readonly onChange: (change: Partial<ConnectionFields>) => void;
}

/** The files of TLS: by their paths, chosen one by one, or taken from a folder that has them by docker's own names. */
export function TlsFields({ fields, errorOf, onChange }: TlsFieldsProps): ReactNode {
  const [choosing, choose] = useState<Part | 'folder'>();
  const { take, note, put } = useFolderOfFiles(onChange);
  const close = () => choose(undefined);
  return (
    <>
      {parts.map((part) => (
        <div key={part} className={css['row']}>
          <TextField
            label={text[part]}
            mono
            placeholder={`/home/me/certs/${part}.pem`}
            maxLength={4096}
            value={fields[part]}
            onChange={(path) => put(part, path)}
            hint={part === 'ca' ? text.caHint : undefined}
            error={errorOf(part)}
          />
          <div>
            <Button aria-label={text.chooseFile({ file: text[part] })} onClick={() => choose(part)}>
              {text.choose}
            </Button>
          </div>
        </div>
      ))}
      <div className={css['folder']}>
        <Button size="sm" onClick={() => choose('folder')}>
          {text.chooseFolder}
        </Button>
        <span role="status">{note}</span>
      </div>
      <FolderChooser open={choosing === 'folder'} title={text.folderTitle} onClose={close} onPick={take} />
      {parts.map((part) => (
        <FolderChooser
          key={part}
          open={choosing === part}
          title={text[part]}
          pick="file"
          accepts={(name) => pemName.test(name)}
          onClose={close}
          onPick={(path) => put(part, path)}
        />
      ))}
    </>
  );
}

/** Puts those of the three files that a folder has into the form, and says which it has not, until they are named. */
function useFolderOfFiles(onChange: TlsFieldsProps['onChange']) {
  const { link } = useSession();
  const [found, keep] = useState<{ readonly folder: string; readonly missing: readonly Part[] }>();
  const [failure, fail] = useState('');
  const take = async (folder: string): Promise<void> => {
    keep(undefined);
    fail('');
    try {
      const { entries } = await link.ask((client) => client.documents.list({ folder }));
      const files = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));
      const there = parts.filter((part) => files.has(`${part}.pem`));
      onChange(Object.fromEntries(there.map((part) => [part, joinPath(folder, `${part}.pem`)])));
      keep({ folder, missing: parts.filter((part) => !there.includes(part)) });
    } catch (error) {
      fail(saidInFull(toProblem(error)));
    }
  };
  return {
    note: found && found.missing.length > 0 ? missingIn(found.folder, found.missing) : failure,
    take: (folder: string) => void take(folder),
    /** Names one of the files. */
    put: (part: Part, path: string): void => {
      onChange({ [part]: path });
      keep((now) => now && { ...now, missing: now.missing.filter((one) => one !== part) });
    },
  };
}

function missingIn(folder: string, missing: readonly Part[]): string {
  const files = missing.map((part) => `${part}.pem`).join(', ');
  return text.notInFolder({ files, folder: printable(folder, 200) });
}
