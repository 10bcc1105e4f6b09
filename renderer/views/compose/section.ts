import { Boxes } from 'lucide-react';
import { type ComposeProject, projectsOf } from '../../../app/compose.ts';
import { type ComposeTarget, composeCommands, openFile } from '../../commands/compose.ts';
import { keyed } from '../../stores/lists/list.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import { kindSection } from '../object/section-entry.ts';

export const composeSection = kindSection<'project', ComposeProject, ComposeTarget>({
  ...words.sections.compose,
  icon: Boxes,
  keys: 'g p',
  navigation: 'things',
  kind: 'project',
  commands: composeCommands,
  global: [openFile],
  palette: {
    followed: true,
    // The projects of the containers that are followed anyway.
    store: ({ containers }) => ({
      state: containers.state,
      of: (engine) => {
        const found = projectsOf(containers.of(engine).items.values());
        return { items: new Map(found.map((one) => keyed(engine, 'project', one)).map((one) => [one.key, one])) };
      },
      watch: () => () => undefined,
    }),
    name: ({ name }) => name,
    hint: ({ workingDir }) => workingDir,
    keywords: ({ services }) => services.map(({ name }) => name).join(' '),
    target: (engine, project) => ({ engine, project }),
  },
  View: lazily(async () => (await import('./Compose.tsx')).Compose),
});
