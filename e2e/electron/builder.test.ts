import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { appId } from '../../main/hosts/electron/start.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
/** The YAML reader that electron-builder itself uses. */
const yaml = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'))('js-yaml') as {
  load(text: string): unknown;
};

interface Configuration {
  readonly appId: string;
  readonly files: readonly string[];
  readonly publish: unknown;
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly toolsets: { readonly appimage: string };
  readonly electronLanguages: readonly string[];
  readonly deb: {
    readonly packageCategory: string;
    readonly recommends: readonly string[];
    readonly fpm: readonly string[];
  };
  readonly linux: {
    readonly icon: string;
    readonly target: readonly Target[];
    readonly syncDesktopName: boolean;
    readonly desktop: { readonly entry: Readonly<Record<string, string>> };
  };
  readonly mac: { readonly icon: string; readonly target: readonly Target[] };
  readonly win: { readonly icon: string; readonly target: readonly Target[] };
}
interface Target {
  readonly target: string;
  readonly arch: readonly string[];
}

const configuration = yaml.load(read('electron-builder.yml')) as Configuration;

test('electron-builder accepts its configuration', () => {
  const schema = JSON.parse(read('node_modules/app-builder-lib/scheme.json')) as object;
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  validate(configuration);
  expect(validate.errors).toBeNull();
  expect(validate({ ...configuration, electronFuses: { runAsNod: false } })).toBe(false);
});

test('a copy holds the bundles, the window’s picture and nothing else', () => {
  expect(configuration.files).toEqual([
    'out/main/**',
    'out/log-search/**',
    'out/preload/**',
    'out/renderer/**',
    'assets/icons/256x256.png',
    'out/utility/**',
    'package.json',
    '!**/*.map',
  ]);
  expect(JSON.parse(read('package.json'))).not.toHaveProperty('dependencies');
});

test('every fuse is set, towards less power', () => {
  expect(configuration.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('nothing is published by building', () => {
  expect(configuration.publish).toBeNull();
});

test('the AppImage keeps the sandbox, and the desktop file has the name that Wayland asks for', () => {
  expect(configuration.toolsets.appimage).toBe('1.0.3');
  expect(configuration.linux.syncDesktopName).toBe(true);
  expect(JSON.parse(read('package.json'))).toMatchObject({ desktopName: `${appId}.desktop` });
  expect(configuration.appId).toBe(appId);
});

test('Debian and its software centre are told what it is', () => {
  const { deb, linux, electronLanguages } = configuration;
  expect(deb).toMatchObject({ packageCategory: 'devel', recommends: [] });
  expect(linux.desktop.entry['Keywords']).toMatch(/^([a-z]+;)+$/);
  expect(electronLanguages).toEqual(['en', 'en-US']);
  const [from = '', to] = deb.fpm[0]?.split('=') ?? [];
  expect(to).toBe(`/usr/share/metainfo/${appId}.metainfo.xml`);
  const metainfo = read(from);
  expect(metainfo).toContain(`<id>${appId}</id>`);
  expect(metainfo).toContain(`<launchable type="desktop-id">${appId}.desktop</launchable>`);
  expect(metainfo).toContain(`<release version="${(JSON.parse(read('package.json')) as { version: string }).version}"`);
});

test('it is built for the processors that Electron still has', () => {
  const { linux, mac, win } = configuration;
  for (const { arch } of [...linux.target, ...mac.target, ...win.target]) expect(arch).toEqual(['x64', 'arm64']);
});

test('the icons are there, in every size that a desktop asks for', () => {
  const { linux, mac, win } = configuration;
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
    const png = readFileSync(new URL(`../../${linux.icon}/${size}x${size}.png`, import.meta.url));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
  expect(read(mac.icon).slice(0, 4)).toBe('icns');
  expect(readFileSync(new URL(`../../${win.icon}`, import.meta.url)).readUInt32LE(0)).toBe(0x0001_0000);
});
