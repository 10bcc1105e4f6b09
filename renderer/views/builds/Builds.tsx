import { lazy, type ReactNode, Suspense } from 'react';
import { choosing } from '../../commands/builds.ts';
import { usePlace } from '../../session.tsx';
import { History } from './History.tsx';

// Only a folder that is open needs the form, the steps and the editor.
const EditorPage = lazy(async () => ({ default: (await import('./EditorPage.tsx')).EditorPage }));

/** The section: the history of builds, or the folder that is open. */
export function Builds(): ReactNode {
  const { item, tab } = usePlace();
  if (item === undefined || item === choosing) return <History choosing={item === choosing} />;
  return (
    <Suspense>
      <EditorPage key={item} folder={item} chosen={tab} />
    </Suspense>
  );
}
