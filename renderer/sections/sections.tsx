import type { Kind, kinds } from '../../app/object-key.ts';
import type { Session } from '../stores/session.ts';
import type { SectionId } from '../stores/shown/place.ts';
import { activitySection } from '../views/activity/section.ts';
import { buildsSection } from '../views/builds/section.ts';
import { composeSection } from '../views/compose/section.ts';
import { connectionsSection } from '../views/connections/section.ts';
import { containersSection } from '../views/containers/section.ts';
import { diskSection } from '../views/disk/section.ts';
import { imagesSection } from '../views/images/section.ts';
import { networksSection } from '../views/networks/section.ts';
import { nodesSection } from '../views/nodes/section.ts';
import type { KindSection, Section } from '../views/object/section-entry.ts';
import { servicesSection } from '../views/services/section.ts';
import { settingsSection } from '../views/settings/section.ts';
import { statsSection } from '../views/stats/section.ts';
import { systemSection } from '../views/system/section.ts';
import { volumesSection } from '../views/volumes/section.ts';

/** The kind of objects that a section lists, by the other registry; none for most. */
type KindIn<Id extends SectionId> = { [K in Kind]: (typeof kinds)[K] extends Id ? K : never }[Kind];
type SectionOf<Id extends SectionId> = [KindIn<Id>] extends [never] ? Section : KindSection<KindIn<Id>>;

/**
 * The registry of sections, in the order of the navigation: routes, navigation, keys, shortcuts and palette are made of
 * it. The first one comes with the window, the code of the others after it.
 */
export const sections: { readonly [Id in SectionId]: SectionOf<Id> } = {
  containers: containersSection,
  images: imagesSection,
  builds: buildsSection,
  compose: composeSection,
  volumes: volumesSection,
  networks: networksSection,
  services: servicesSection,
  nodes: nodesSection,
  stats: statsSection,
  activity: activitySection,
  connections: connectionsSection,
  settings: settingsSection,
  disk: diskSection,
  system: systemSection,
};

/** The same as a list. */
export const sectionList: readonly (Section & Partial<KindSection> & { readonly id: SectionId })[] = (
  Object.keys(sections) as SectionId[]
).map((id) => ({ ...sections[id], id }));

/** Those that have anything to show of the engines that the window looks at. */
export function shownSections(session: Session): typeof sectionList {
  return sectionList.filter(({ appears }) => appears?.(session) ?? true);
}
