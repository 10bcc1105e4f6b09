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
}
