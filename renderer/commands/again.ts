import { ofCompose } from '../../app/compose.ts';
import type { EngineId } from '../../app/engines/engine.ts';
import { toProblem } from '../../app/rpc/problem.ts';
import type { Session } from '../stores/session.ts';
import type { RunOpening } from '../stores/shown/run-drafts.ts';
import { formOf } from '../stores/shown/run-form.ts';
import { words } from '../words/words.ts';
import type { ContainerTarget } from './containers.ts';
import { openRun } from './create.ts';
import { command, itsEngine } from './running/command.ts';

/** Opens the form with what the container was created with. */
export const runAgain = command<ContainerTarget>({
  id: 'containers.again',
  label: words.containers.again.label,
  icon: 'edit',
  changes: itsEngine,
  key: 'n',
  run: async ([target], session) => {
    if (!target) return;
    const { engine, container } = target;
    try {
      const { form, untold } = await readForm(target, session);
      const name = freeName(form.name, session, engine);
      openRun({ engine, image: form.image, recipe: { of: container.id, form: { ...form, name }, untold } }, session);
    } catch (error) {
      session.notices.fail(words.containers.again.failed({ name: container.name }), toProblem(error));
    }
  },
});

type ReadRecipe = Pick<NonNullable<RunOpening['recipe']>, 'form' | 'untold'>;

async function readForm({ engine, container }: ContainerTarget, { link }: Session): Promise<ReadRecipe> {
  // One that is run by hand is none of Compose's.
  const { spec, untold } = await link.ask((client) => client.containers.recipe({ engine, id: container.id }));
  const form = formOf({ ...spec, labels: spec.labels.filter(([label]) => !label.startsWith(ofCompose)) });
  return { form, untold };
}

/** The name, or the first free one that is made from it. */
function freeName(name: string, { containers }: Session, engine: EngineId): string {
  const taken = new Set([...containers.of(engine).items.values()].map((one) => one.name));
  if (!taken.has(name)) return name;
  for (let n = 2; ; n++) if (!taken.has(`${name}-${n}`)) return `${name}-${n}`;
}

/** Opens what makes the same container elsewhere, to be copied. */
export const writeDown = command<ContainerTarget>({
  id: 'containers.write',
  label: words.keeping.writing.label,
  icon: 'copy',
  asks: itsEngine,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'containers.write', with: target });
  },
});
