import type { TourContainer } from './world.ts';

/** What lies in every container, by path. */
const common: Readonly<Record<string, string>> = {
  '/etc/hostname': 'tour\n',
  '/etc/os-release': 'NAME="Tour"\nID=tour\nPRETTY_NAME="A tour of Gantry"\n',
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  '/root/.profile': '# nothing to set\n',
  '/tmp/.keep': '',
  '/usr/local/bin/README': 'Programs of the image.\n',
};

/** More of it, by the name of the image without its tag. */
const ofImages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'shop-web': {
    '/var/www/index.html': '<!doctype html>\n<title>Shop</title>\n<h1>Shop</h1>\n',
    '/var/www/cart.html': '<ul>\n  <li>A crane, 1:87</li>\n</ul>\n',
    '/usr/local/bin/serve': '#!/bin/sh\nexec httpd -f -vv -p "$PORT" -h /var/www\n',
  },
  'shop-db': {
    '/var/lib/db/catalogue.csv': 'sku,name,price\nC-087,"Crane, 1:87",149.00\nB-040,"Box, 40 ft",12.50\n',
    '/var/lib/db/journal': '1 2026-01-01T12:00:00Z\n2 2026-01-01T12:00:10Z\n',
    '/var/lib/db/orders/1001.json': '{"order":1001,"items":[{"sku":"C-087","count":1}]}\n',
    '/var/lib/db/ready': '',
  },
};

function filesOf({ image }: TourContainer): Readonly<Record<string, string>> {
  return { ...common, ...ofImages[image.split(':')[0] ?? ''] };
}

/** A file's text; undefined if there is none. */
export function fileText(container: TourContainer, path: string): string | undefined {
  return filesOf(container)[path];
}

export function isFolder(container: TourContainer, path: string): boolean {
  return path === '/' || Object.keys(filesOf(container)).some((file) => file.startsWith(`${path}/`));
}

/** The names in a folder, sorted. */
export function filesIn(container: TourContainer, path: string): string[] {
  const start = path === '/' ? '/' : `${path}/`;
  const inside = Object.keys(filesOf(container)).filter((file) => file.startsWith(start));
  return [...new Set(inside.map((file) => file.slice(start.length).split('/')[0] ?? ''))].toSorted();
}
