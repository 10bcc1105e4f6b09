import type { ReactNode } from 'react';
import { choosing, otherBuild } from '../../commands/builds.ts';
import { usePlace } from '../../hooks/session.tsx';
import { EditorPage } from './EditorPage.tsx';
import { History } from './History.tsx';
import { OtherBuild } from './OtherBuild.tsx';

/** The section: the history of builds, or the folder that is open. */
export function Builds(): ReactNode {
  const { item, tab } = usePlace();
  if (item === undefined || item === choosing) return <History choosing={item === choosing} />;
  if (item === otherBuild) return <OtherBuild key={tab} name={tab ?? ''} />;
  return <EditorPage key={item} folder={item} chosen={tab} />;
}
