import type { ComponentType, ReactNode } from 'react';
import type { DialogForms, DialogRequest } from '../../stores/shown/dialog.ts';
import { PruneCache } from '../../views/builds/cache/PruneCache.tsx';
import { CompareBuilds } from '../../views/builds/compare/CompareBuilds.tsx';
import { ConnectionForm } from '../../views/connections/ConnectionForm.tsx';
import { HandoverForm } from '../../views/connections/HandoverForm.tsx';
import { CommitForm } from '../../views/containers/CommitForm.tsx';
import { SendSignal } from '../../views/containers/ending/SendSignal.tsx';
import { StopWith } from '../../views/containers/ending/StopWith.tsx';
import { ChangeFiles, DownloadFiles, NewFolder, RenameFile } from '../../views/containers/files/FileForms.tsx';
import { ChangeLimits } from '../../views/containers/limits/ChangeLimits.tsx';
import { PruneContainers } from '../../views/containers/PruneContainers.tsx';
import { RenameContainer } from '../../views/containers/RenameContainer.tsx';
import { WriteDown } from '../../views/containers/WriteDown.tsx';
import { CopyContainer } from '../../views/copies/CopyContainer.tsx';
import { CopyFiles } from '../../views/copies/CopyFiles.tsx';
import { CopyImages, CopyVolume } from '../../views/copies/CopyForms.tsx';
import { DebugShell } from '../../views/debug/DebugShell.tsx';
import { ChooseEngine } from '../../views/engines/ChooseEngine.tsx';
import { PruneImages } from '../../views/images/PruneImages.tsx';
import { RemoveTags } from '../../views/images/RemoveTags.tsx';
import { TagImage } from '../../views/images/TagImage.tsx';
import { ConnectContainer } from '../../views/networks/ConnectContainer.tsx';
import { CreateNetwork } from '../../views/networks/CreateNetwork.tsx';
import { PruneNetworks } from '../../views/networks/PruneNetworks.tsx';
import { OpenRecording } from '../../views/recordings/OpenRecording.tsx';
import { RecordForm } from '../../views/recordings/RecordForm.tsx';
import { SaveRecording } from '../../views/recordings/SaveRecording.tsx';
import { EditDialog } from '../../views/run/edit/EditDialog.tsx';
import { RunDialog } from '../../views/run/RunDialog.tsx';
import { OpenShell } from '../../views/terminal/OpenShell.tsx';
import { SaveTerminal } from '../../views/terminal/SaveTerminal.tsx';
import { BroadcastForm } from '../../views/terminal/typing/BroadcastForm.tsx';
import { SnippetForm } from '../../views/terminal/typing/SnippetForm.tsx';
import { ExportForm, LoadForm, SaveForm } from '../../views/transfers/ArchiveForms.tsx';
import { LoginForm } from '../../views/transfers/LoginForm.tsx';
import { PullForm, PushForm } from '../../views/transfers/PullForm.tsx';
import { CreateVolume } from '../../views/volumes/CreateVolume.tsx';
import { PruneVolumes } from '../../views/volumes/PruneVolumes.tsx';
import { RenameTab } from '../dock/RenameTab.tsx';

type Forms = { readonly [K in keyof DialogForms]: ComponentType<DialogForms[K] & { readonly onClose: () => void }> };

/** The registry: how each form is drawn. */
const forms: Forms = {
  'transfers.pull': PullForm,
  'transfers.push': PushForm,
  'transfers.save': SaveForm,
  'transfers.load': LoadForm,
  'transfers.export': ExportForm,
  'registries.login': LoginForm,
  'connections.form': ConnectionForm,
  'connections.handover': HandoverForm,
  'containers.debug': DebugShell,
  'containers.stop-with': StopWith,
  'containers.signal': SendSignal,
  'containers.limits': ChangeLimits,
  'containers.prune': PruneContainers,
  'containers.rename': RenameContainer,
  'containers.edit': EditDialog,
  'containers.run': RunDialog,
  'containers.shell': OpenShell,
  'dock.broadcast': BroadcastForm,
  'dock.rename': RenameTab,
  'engines.choose': ChooseEngine,
  'containers.write': WriteDown,
  'copies.images': CopyImages,
  'copies.volume': CopyVolume,
  'copies.container': CopyContainer,
  'files.folder': NewFolder,
  'files.download': DownloadFiles,
  'files.copy': CopyFiles,
  'files.rename': RenameFile,
  'files.change': ChangeFiles,
  'builds.compare': CompareBuilds,
  'builds.prune': PruneCache,
  'images.commit': CommitForm,
  'images.prune': PruneImages,
  'images.remove': RemoveTags,
  'images.tag': TagImage,
  'networks.connect': ConnectContainer,
  'networks.create': CreateNetwork,
  'networks.prune': PruneNetworks,
  'recordings.start': RecordForm,
  'recordings.open': OpenRecording,
  'recordings.save': SaveRecording,
  'snippets.form': SnippetForm,
  'terminal.save': SaveTerminal,
  'volumes.create': CreateVolume,
  'volumes.prune': PruneVolumes,
};

/** One form. */
export function Form({ open, onClose }: { open: DialogRequest; onClose: () => void }): ReactNode {
  // The names and what they are opened with belong together by type, which the checker cannot see through a union.
  const Drawn = forms[open.kind] as ComponentType<object>;
  return <Drawn {...open.with} {...{ onClose }} />;
}
