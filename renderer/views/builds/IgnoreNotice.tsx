import type { ReactNode } from 'react';
import { ownIgnore } from '../../../app/dockerignore/names.ts';
import { Button } from '../../ui/Button.tsx';
import { printable } from '../../ui/printable.ts';
import css from './Builds.module.css';
import type { IgnoreFile } from './use-ignore-file.ts';

/** Says whose ignore file is shown, and offers a Dockerfile without one its own. */
export function IgnoreNotice({ dockerfile, ignore }: { dockerfile: string; ignore: IgnoreFile }): ReactNode {
  const own = printable(ownIgnore(dockerfile), 80);
  const builds = `Builds of ${printable(dockerfile, 80)} use`;
  if (ignore.isOwn) {
    return <p className={css['ignore']}>{builds} this file, its own. They do not read .dockerignore.</p>;
  }
  return (
    <p className={css['ignore']}>
      <span>
        {builds} .dockerignore. With a {own} they would read only that one.
      </span>
      <Button size="sm" onClick={ignore.begin}>
        Begin {own}
      </Button>
    </p>
  );
}
