import { describe, expect, test } from 'vitest';
import { outsideEnvironment } from './outside.ts';

/** An AppImage is mounted by Linux; paths are written as there. */
const noAppImages = process.platform === 'win32';

describe.skipIf(noAppImages)('the environment of programs that are not ours', () => {
  const person = {
    HOME: '/home/me',
    PATH: '/usr/local/bin:/usr/bin',
    LANG: 'de_DE.UTF-8',
    DOCKER_HOST: 'tcp://[::1]:2375',
  };

  test('is the person’s own where Gantry was not packed', () => {
    const odd = { ...person, EMPTY: '', LD_LIBRARY_PATH: ':/opt/lib', APPDIR_OF_MINE: '/x', SNAP: '/' };
    expect(outsideEnvironment(odd)).toEqual(odd);
    // A variable of that name without an AppImage is the person's own, and so are paths below it.
    const other = { ...person, MINE: '/srv/app/lib' };
    expect(outsideEnvironment({ ...other, APPDIR: '/srv/app' })).toEqual(other);
  });

  test('has nothing of what the start of an AppImage puts there', () => {
    const image = '/tmp/.mount_GantryAbCdEf';
    const packed = {
      ...person,
      APPDIR: image,
      APPIMAGE: '/home/me/Gantry.AppImage',
      ARGV0: './Gantry.AppImage',
      OWD: '/home/me',
      PATH: `${image}:${image}/usr/sbin:${person.PATH}`,
      XDG_DATA_DIRS: `${image}/usr/share/:/usr/share/gnome:/usr/local/share/:/usr/share/`,
      LD_LIBRARY_PATH: `${image}/usr/lib`,
      GSETTINGS_SCHEMA_DIR: `${image}/usr/share/glib-2.0/schemas:/opt/schemas`,
      SIMILAR: `${image}2/lib`,
    };
    expect(outsideEnvironment(packed)).toEqual({
      ...person,
      XDG_DATA_DIRS: '/usr/share/gnome:/usr/local/share/:/usr/share/',
      GSETTINGS_SCHEMA_DIR: '/opt/schemas',
      SIMILAR: `${image}2/lib`,
    });
    // Unpacked, the start finds its folder itself and does not say which.
    expect(
      outsideEnvironment({ PATH: '/opt/squashfs-root:/opt/squashfs-root/usr/sbin:/bin' }, '/opt/squashfs-root'),
    ).toEqual({ PATH: '/bin' });
  });

  test('never looks into the working folder, which an empty part of a list would mean', () => {
    const packed = { APPDIR: '/m', APPIMAGE: '/i', LD_LIBRARY_PATH: '/m/usr/lib:', PATH: '/m::/bin' };
    expect(outsideEnvironment(packed)).toEqual({ PATH: '/bin' });
  });

  test('has nothing of a snap’s or of Electron’s own', () => {
    const told = {
      CHROME_DESKTOP: 'x.desktop',
      ELECTRON_RUN_AS_NODE: '1',
      SNAP: '/snap/gantry/1',
      LD: '/snap/gantry/1/lib',
    };
    expect(outsideEnvironment({ ...person, ...told })).toEqual({ ...person, SNAP: undefined });
    const desktop = { XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' };
    expect(outsideEnvironment({ ...person, ...desktop })).toEqual({ ...person, XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' });
  });
});
