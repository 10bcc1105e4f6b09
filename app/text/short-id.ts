/** The twelve digits by which people know a container or an image, without the `sha256:` that may stand before it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}
