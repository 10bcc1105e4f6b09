import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import playwright from '../playwright.config.ts';
import { root } from './root.ts';

/** `npm run icons`: draws the pictures of programs, windows and docks anew from `assets/icon.svg`. */
const assets = join(root, 'assets');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;

/** Of an .icns file, by px; some sizes are there twice, once as the double of a smaller one. */
const appleTypes = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
] as const;

type Pictures = ReadonlyMap<number, Buffer>;

function pictureOf(pictures: Pictures, px: number): Buffer {
  const picture = pictures.get(px);
  if (!picture) throw new Error(`There is no picture of ${px} px`);
  return picture;
}

/** An .icns file: its name and length, then name, length and PNG of each. */
function apple(pictures: Pictures): Buffer {
  const parts = appleTypes.map(([type, px]) => part(type, pictureOf(pictures, px)));
  return part('icns', Buffer.concat(parts));
}

function part(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}

/** An .ico file: a directory of 16 bytes for each, then the PNGs. */
function windows(pictures: Pictures): Buffer {
  const shown = sizes.filter((px) => px <= 256);
  const head = Buffer.alloc(6 + 16 * shown.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(shown.length, 4);
  let offset = head.length;
  for (const [index, px] of shown.entries()) {
    const at = 6 + 16 * index;
    const { length } = pictureOf(pictures, px);
    // 256 does not fit into a byte and is written as 0.
    head.writeUInt8(px % 256, at);
    head.writeUInt8(px % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...shown.map((px) => pictureOf(pictures, px))]);
}

const svg = await readFile(join(assets, 'icon.svg'), 'utf8');
const browser = await chromium.launch(playwright.use?.launchOptions ?? {});
try {
  const pictures = new Map<number, Buffer>();
  for (const px of sizes) {
    const page = await browser.newPage({ viewport: { width: px, height: px } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    pictures.set(px, await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  for (const [px, picture] of pictures) await writeFile(join(assets, 'icons', `${px}x${px}.png`), picture);
  await writeFile(join(assets, 'icon.icns'), apple(pictures));
  await writeFile(join(assets, 'icon.ico'), windows(pictures));
} finally {
  await browser.close();
}
