const units: Readonly<Record<string, number>> = { '': 0, b: 0, k: 1, m: 2, g: 3, t: 4 };

/** Bytes of what a person types as `docker run --memory` takes it: `512m`, `1.5 GiB`, `1048576`; undefined if it is no size. */
export function parseBytes(text: string): number | undefined {
  const [, figure, unit = ''] = /^(\d{1,16}(?:\.\d{1,6})?)\s*([bkmgt]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  const power = units[unit.toLowerCase()];
  if (figure === undefined || power === undefined) return undefined;
  return Math.round(Number(figure) * 1024 ** power);
}

/** As a person would type it, exactly: `64m`, else bytes. */
export function sizeText(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  return Number.isInteger(mebibytes) ? `${mebibytes}m` : `${bytes}b`;
}
