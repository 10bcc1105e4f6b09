import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { FolderChooser } from '../folders/FolderChooser.tsx';
import type { useTargetPath } from './use-target-path.ts';

interface TargetFieldProps {
  readonly target: ReturnType<typeof useTargetPath>;
  /** Why nothing can be written there. */
  readonly fault: string | undefined;
  readonly text: {
    readonly file: string;
    readonly fileHint: string;
    readonly chooseFolder: string;
    /** Title of what asks for a folder. */
    readonly folder: string;
  };
}

/** Asks for the path of a file to write, by hand or by a folder that is chosen. */
export function TargetField({ target: { path, setPath, setFolder }, fault, text }: TargetFieldProps): ReactNode {
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <TextField
        label={text.file}
        mono
        value={path}
        onChange={setPath}
        hint={text.fileHint}
        error={path === '' ? undefined : fault}
      />
      <div>
        <Button size="sm" onClick={() => setChoosing(true)}>
          {text.chooseFolder}
        </Button>
      </div>
      <FolderChooser open={choosing} title={text.folder} onClose={() => setChoosing(false)} onPick={setFolder} />
    </>
  );
}
