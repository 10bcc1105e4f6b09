import type { Page } from '@playwright/test';
import type { Host } from '../../host.ts';
import type { Lab } from '../../lab/lab.ts';
import type { Context } from './context.ts';
import { alike, createContainers } from './populate.ts';
import { moment } from './probe.ts';

/** A window that looks at so many running containers; resolves once all of them are in its list. */
export async function lookAt(
  context: Context,
  containers: number,
): Promise<{ readonly lab: Lab; readonly host: Host; readonly page: Page }> {
  const lab = await context.lab();
  await createContainers(lab, alike(containers, 'web', true));
  const host = await context.host();
  const page = await context.page({ all: { selector: `[role=grid][aria-rowcount="${containers + 1}"]` } });
  await moment(page, 'all');
  return { lab, host, page };
}
