import type { ComponentType, ReactNode } from 'react';
import type { DialogForms, DialogRequest } from '../stores/dialog.ts';
import { PruneImages } from '../views/images/PruneImages.tsx';
import { RemoveTags } from '../views/images/RemoveTags.tsx';
import { TagImage } from '../views/images/TagImage.tsx';
import { ConnectContainer } from '../views/networks/ConnectContainer.tsx';
import { CreateNetwork } from '../views/networks/CreateNetwork.tsx';
import { PruneNetworks } from '../views/networks/PruneNetworks.tsx';
import { RunDialog } from '../views/run/RunDialog.tsx';
import { LoadForm, SaveForm } from '../views/transfers/ArchiveForms.tsx';
import { LoginForm } from '../views/transfers/LoginForm.tsx';
import { PullForm, PushForm } from '../views/transfers/PullForm.tsx';
import { CreateVolume } from '../views/volumes/CreateVolume.tsx';
import { PruneVolumes } from '../views/volumes/PruneVolumes.tsx';

type Forms = { readonly [K in keyof DialogForms]: ComponentType<DialogForms[K] & { readonly onClose: () => void }> };

/** The registry: how each form is drawn. */
const forms: Forms = {
  'transfers.pull': PullForm,
  'transfers.push': PushForm,
  'transfers.save': SaveForm,
  'transfers.load': LoadForm,
  'registries.login': LoginForm,
  'containers.run': RunDialog,
  'images.prune': PruneImages,
  'images.remove': RemoveTags,
  'images.tag': TagImage,
  'networks.connect': ConnectContainer,
  'networks.create': CreateNetwork,
  'networks.prune': PruneNetworks,
  'volumes.create': CreateVolume,
  'volumes.prune': PruneVolumes,
};

/** One form. */
export function Form({ open, onClose }: { open: DialogRequest; onClose: () => void }): ReactNode {
  // The names and what they are opened with belong together by type, which the checker cannot see through a union.
  const Drawn = forms[open.kind] as ComponentType<object>;
  return <Drawn {...open.with} {...{ onClose }} />;
}
