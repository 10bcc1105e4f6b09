import { useEffect, useMemo } from 'react';
import { namingAt } from '../../../app/dockerfile/naming.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Image } from '../../../app/images.ts';
import { shortTag } from '../../commands/images.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Session } from '../../stores/session.ts';
import type { EditorService, TextCompletion, TextCompletions } from '../editor/types.ts';
import { joinPath } from '../folders/paths.ts';

/** Longer texts are edited without these names: they are looked for while somebody types. */
const mostText = 100_000;
/** More proposals than that nobody reads. */
const most = 500;

/** Proposes the images of the engine that builds, and what is in the folder, where a Dockerfile names such things. */
export function useNaming(folder: string, engine: EngineId | undefined): NonNullable<EditorService['complete']> {
  const session = useSession();
  const { images } = session;
  useEffect(() => (engine === undefined ? undefined : images.watch(engine)), [images, engine]);
  return useMemo(
    () => async (text, offset) => {
      const naming = text.length > mostText ? undefined : namingAt(text, offset);
      if (naming?.kind === 'path') return pathsIn(session, folder, naming);
      if (!naming || engine === undefined) return undefined;
      const items = [...images.of(engine).items.values()].flatMap(tagsOf);
      return { from: naming.from, items: items.slice(0, most) };
    },
    [session, images, folder, engine],
  );
}

function tagsOf({ tags }: Image): readonly TextCompletion[] {
  return tags.map((tag) => ({ label: shortTag(tag), kind: 'value' }));
}

interface TypedPath {
  readonly from: number;
  readonly typed: string;
}

/** The entries of the folder that was typed so far; what begins with a dot only where that is asked for. */
async function pathsIn(
  { link }: Session,
  folder: string,
  { from, typed }: TypedPath,
): Promise<TextCompletions | undefined> {
  const names = typed.split('/');
  const begun = names.pop() ?? '';
  // Nothing outside of the context can be copied.
  if (names.includes('..')) return undefined;
  const inside = names.filter((name) => name !== '' && name !== '.').join('/');
  const place = {
    folder: inside === '' ? folder : joinPath(folder, inside),
    ...(begun.startsWith('.') ? { hidden: true } : {}),
  };
  const { entries } = await link.ask(({ documents }) => documents.list(place));
  const items = entries.slice(0, most).map(({ name, kind }): TextCompletion => {
    return { label: kind === 'folder' ? `${name}/` : name, kind: 'text' };
  });
  return { from: from + typed.length - begun.length, items };
}
