import { writeContexts } from './contexts.ts';
import { type Fleet, type FleetOptions, startFleet } from './fake/fleet.ts';
import { test as base } from './fake-fixtures.ts';
import { GantryWindow } from './pages/window.ts';
import { switchTo } from './two-engines.ts';

/** A window that knows a fleet of engines and looks at all of them. */
export const test = base.extend<{
  fleetOf: (options: FleetOptions) => Promise<{ fleet: Fleet; gantry: GantryWindow }>;
}>({
  fleetOf: async ({ hostOn, show, folder }, use) => {
    const fleets: Fleet[] = [];
    await use(async (options) => {
      const fleet = await startFleet(options);
      fleets.push(fleet);
      const { 'engine-00': first = '', ...others } = fleet.hosts;
      const host = await hostOn(first, { env: { DOCKER_CONFIG: await writeContexts(folder, others) } });
      const gantry = new GantryWindow(await show(host));
      await switchTo(gantry, /^All engines/);
      return { fleet, gantry };
    });
    for (const fleet of fleets) await fleet.close();
  },
});
