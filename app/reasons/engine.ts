/** What an engine was asked about. */
export type Noun = 'container' | 'image' | 'volume' | 'network';

/** What an engine tells of itself. */
export type Told = 'disk' | 'system';

/** Whose certificate it is: the engine's, that of the authority which signed it, or the one that Gantry shows. */
export type CertificateOf = 'engine' | 'authority' | 'own';

/** Of engines and the way to them, and of any object on one. */
export interface EngineReasons {
  'engine-unreachable': undefined;
  'engine-denies': undefined;
  'engine-refuses-request': undefined;
  'engine-asks-who': undefined;
  'engine-disk-full': undefined;
  'engine-cannot': undefined;
  'engine-failed': undefined;
  'object-gone': { readonly noun: Noun };
  'object-state': { readonly noun: Noun };
  /** `names` are `count - more` containers, with commas. */
  'object-in-use': { readonly noun: Noun; readonly names: string; readonly count: number; readonly more: number };
  'not-an-engine': undefined;
  'answer-too-large': undefined;
  'engine-lost': undefined;
  'engine-lost-over-tls': undefined;
  'engine-silent': { readonly seconds: number };
  'engine-closed': undefined;
  'engine-stuck': undefined;
  'engine-odd': undefined;
  'podman-only': undefined;
  'engine-tells-not': { readonly what: Told };
  'engine-unknown': undefined;
  'engine-read-only': { readonly name: string };
  'no-socket': undefined;
  'not-a-socket': undefined;
  'nothing-listens': undefined;
  'no-such-machine': undefined;
  'machine-not-looked-up': undefined;
  'machine-silent': undefined;
  'no-way-to-machine': undefined;
  'no-way-to-network': undefined;
  /** `host` is what was asked for, `names` are those of the certificate, with commas. */
  'certificate-of-another-name': { readonly host: string; readonly names: string };
  'certificate-authority-unknown': undefined;
  'certificate-expired': { readonly whose: CertificateOf };
  'certificate-not-yet-valid': undefined;
  'certificates-distrusted': undefined;
  'certificate-unchecked': undefined;
  'own-certificate-missing': undefined;
  'own-certificate-refused': undefined;
  'tls-key-unfit': undefined;
  'tls-file-damaged': undefined;
  'tls-file-missing': { readonly file: string };
  'tls-wanted': undefined;
  'no-tls-here': undefined;
  'socket-denied': undefined;
  'engine-too-old': { readonly api: string };
  'engine-too-new': { readonly api: string };
  'address-invalid': undefined;
  'network-exists': { readonly name: string };
  'volume-exists': { readonly name: string };
}
