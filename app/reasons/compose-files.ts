/** Where a value stands: at a key, '' for the whole file, and so many lists inside of it. */
interface Spot {
  readonly key: string;
  readonly lists: number;
}

/** What is wrong in a Compose file. What names several has one a line. */
export interface ComposeFileReasons {
  'file-empty': undefined;
  'file-too-deep': undefined;
  'file-merges-too-much': undefined;
  'file-unread-died': undefined;
  'file-unread-late': undefined;
  'file-unread-not-started': undefined;
  'variable-malformed': { readonly text: string };
  'alias-of-nothing': { readonly name: string };
  'alias-inside-itself': { readonly name: string };
  'key-twice': { readonly key: string };
  'key-not-text': undefined;
  'key-not-text-but': { readonly value: string };
  'merge-of-no-mapping': undefined;
  'key-unknown': { readonly key: string };
  'key-impossible': { readonly key: string };
  /** `types` as JSON Schema names them. */
  'value-not-of-type': Spot & { readonly types: string };
  'value-without-keys': Spot & { readonly keys: string };
  'value-twice': Spot;
  'value-not-one-of': Spot & { readonly values: string };
  'value-not-in-form': Spot & { readonly form: TextForm };
  'value-not-like': Spot & { readonly pattern: string };
  'value-too-small': Spot & { readonly least: number };
  'value-too-large': Spot & { readonly most: number };
  'name-undefined': { readonly kind: ComposeKind; readonly name: string };
  /** `names` with arrows; the first once more at the end. */
  'services-wait-in-circle': { readonly names: string };
  'services-extend-in-circle': { readonly names: string };
  'port-without-container': { readonly text: string };
  'port-protocol-unknown': { readonly text: string; readonly protocol: string };
  'port-address-impossible': { readonly text: string; readonly address: string };
  'port-ranges-unequal': { readonly text: string };
  'port-impossible': { readonly text: string; readonly part: string };
  'port-range-backwards': { readonly text: string; readonly part: string };
  'volume-empty': { readonly text: string };
  'volume-colons-empty': { readonly text: string };
  'volume-colons-too-many': { readonly text: string };
}

/** What a text has to look like where Compose makes something else of it. */
export type TextForm = 'boolean' | 'whole' | 'decimal' | 'duration' | 'size';

/** What a Compose file defines; its plural is the key that it stands under. */
export type ComposeKind = 'service' | 'network' | 'volume' | 'secret' | 'config' | 'model';
