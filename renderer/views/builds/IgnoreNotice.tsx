import type { ReactNode } from 'react';
import { ownIgnore } from '../../../app/dockerignore/names.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './Builds.module.css';
import type { IgnoreFile } from './use-ignore-file.ts';

const { own: itsOwn, shared, begin } = words.builds.ignore;

/** Says whose ignore file is shown, and offers a Dockerfile without one its own. */
export function IgnoreNotice({ dockerfile, ignore }: { dockerfile: string; ignore: IgnoreFile }): ReactNode {
  const own = printable(ownIgnore(dockerfile), 80);
  const names = { dockerfile: printable(dockerfile, 80), own };
  if (ignore.isOwn) {
    return <p className={css['ignore']}>{itsOwn(names)}</p>;
  }
  return (
    <p className={css['ignore']}>
      <span>{shared(names)}</span>
      <Button size="sm" onClick={ignore.begin}>
        {begin({ own })}
      </Button>
    </p>
  );
}
