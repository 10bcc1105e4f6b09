/** Of the connections that a person adds and changes. */
export interface ConnectionReasons {
  /** `name` is what the engine at this address is called already. */
  'connection-known': { readonly name: string };
  'connection-name-taken': undefined;
  'connection-password': undefined;
  'connection-file-unreadable': undefined;
  'connection-file-no-pem': undefined;
  'connection-half-certificate': undefined;
  'connection-last': undefined;
  'connection-found': undefined;
  'connection-too-many': undefined;
  'handover-name-taken': undefined;
  /** It was found, and is named elsewhere already. */
  'handover-not-own': undefined;
  /** TLS by the authorities of the system, which a context cannot say. */
  'handover-no-authority': undefined;
  'handover-podman-tls': undefined;
  'handover-podman-socket': undefined;
  'handover-podman-pipe': undefined;
  'handover-file-damaged': undefined;
  'handover-unwritten': undefined;
  'handover-refused': { readonly program: string };
}
