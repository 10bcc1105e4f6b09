import { formatNumber } from '../../language/figures.ts';

interface Named {
  readonly name: string;
}

/** Of images that are made of containers, and of archives of their files. */
export const keepingWords = {
  commit: {
    label: 'Make an image…',
    title: ({ name }: Named) => `Make an image of ${name}`,
    verb: 'Make image',
    description:
      'Its files as they are now, with the settings of its image. What is in volumes and folders of the host does not go along.',
    reference: 'Name',
    referenceHint: 'Without one the image is known by its id only.',
    message: 'Message',
    author: 'Author',
    changes: 'Instructions',
    changesHint: 'Each on a line of its own, such as CMD ["sh"] or ENV NAME=value.',
    changeFault: ({ line, known }: { readonly line: number; readonly known: string }) =>
      `Line ${formatNumber(line)} is none of these with what belongs to it: ${known}.`,
    pause: 'Pause the container meanwhile',
    pauseHint: 'What is written meanwhile may be whole in the image, or not.',
  },
  writing: {
    label: 'Copy as command or Compose file…',
    title: ({ name }: Named) => `How ${name} was made`,
    as: 'As',
    forms: { run: 'docker run', compose: 'Compose file' },
    values: 'With the values of its variables',
    valuesHint: 'They may be secret. Without them they are taken from where it is run.',
    text: 'Text',
    copy: 'Copy',
    close: 'Close',
    failed: 'It could not be read how it was made',
    left: ({ fields }: { readonly fields: string }) => `Not in it: ${fields}`,
  },
  export: {
    label: 'Export files…',
    title: ({ name }: Named) => `Export the files of ${name}`,
    verb: 'Export',
    description: 'One tar archive of the whole file system, without volumes and folders of the host.',
  },
};
