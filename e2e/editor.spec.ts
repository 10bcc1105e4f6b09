import { findings } from './axe.ts';
import { expect, openEditor, plain, retype, test } from './build-folder.ts';

test.describe('the editor', () => {
  test.beforeEach(({ folder }) => folder.put({ Dockerfile: plain, 'words.txt': 'one\n' }));

  test('opens a folder by its path, edits and saves, by keyboard alone', async ({ gantry, folder }) => {
    const { page } = gantry;
    await expect(gantry.containers).toBeVisible();
    await page.keyboard.press('Control+o');
    const chooser = page.getByRole('dialog', { name: 'Open folder' });
    const path = chooser.getByRole('combobox', { name: 'Path' });
    await path.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(`${folder.path}\n`);
    await expect(chooser.getByText('words.txt')).toBeVisible();
    await chooser.getByRole('button', { name: 'Open this folder' }).press('Enter');
    await expect(gantry.dockerfile).toContainText('WORKDIR /app');
    await gantry.dockerfile.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('LABEL by=keyboard\n');
    await expect(page.getByRole('tab', { name: 'Dockerfile (unsaved)' })).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('tab', { name: 'Dockerfile', exact: true })).toBeVisible();
    expect(folder.read('Dockerfile')).toBe(`${plain}LABEL by=keyboard\n`);
  });

  test('keeps the key that comes in the moment in which it takes the focus, and goes on behind it', async ({
    gantry,
    folder,
  }) => {
    const { page } = gantry;
    folder.put({ Dockerfile: '' });
    await page.evaluate(() => {
      const type = ({ target }: FocusEvent) => {
        if (!(target instanceof HTMLElement) || !target.matches('.cm-content')) return;
        document.removeEventListener('focusin', type);
        // What a key does to the page.
        queueMicrotask(() => {
          getSelection()?.getRangeAt(0).insertNode(new Text('F'));
          getSelection()?.collapseToEnd();
        });
      };
      document.addEventListener('focusin', type);
    });
    await openEditor(gantry, folder);
    await expect(gantry.dockerfile).toBeFocused();
    await expect(gantry.dockerfile).toHaveText('F');
    await page.keyboard.type('ROM busybox');
    await expect(gantry.dockerfile).toHaveText('FROM busybox');
  });

  test('blinks its caret without an animation, and not for who asked for less motion', async ({ gantry, folder }) => {
    const { page } = gantry;
    // Timers of the page that are to run later belong to this clock from the start; it goes on by itself.
    await page.clock.install();
    await openEditor(gantry, folder);
    await gantry.dockerfile.click();
    const caret = page.locator('.cm-cursor-primary');
    await expect(caret).toBeVisible();
    await expect(caret).toBeHidden();
    await expect(caret).toBeVisible();
    // An animation has the window drawn all the time, and each key waits for a frame of it.
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.keyboard.press('ArrowDown');
    await expect(caret).toBeVisible();
    await page.evaluate(() => {
      const layer = document.querySelector('.cm-cursorLayer');
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      if (layer) new MutationObserver(() => seen.push('changed')).observe(layer, { attributeFilter: ['style'] });
    });
    await page.clock.runFor(5_000);
    expect(await page.evaluate(() => (globalThis as { seen?: string[] }).seen)).toEqual([]);
    await expect(caret).toBeVisible();
  });

  test('leaves the dock alone, however high that is, and its text where it is when lines get longer numbers', async ({
    gantry,
    docker,
    folder,
  }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', 'echo hello; sleep 1000');
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    await expect(gantry.log('web')).toContainText('hello');
    await openEditor(gantry, folder);
    await expect(gantry.buildForm).toBeVisible();
    await dock.getByRole('separator', { name: 'Resize dock' }).press('End');
    // Whatever lies at a place in the dock belongs to it.
    const foreign = await dock.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const places = Array.from({ length: 400 }, (_, at) => ({
        x: left + ((at % 20) + 0.5) * ((right - left) / 20),
        y: top + (Math.floor(at / 20) + 0.5) * ((bottom - top) / 20),
      }));
      return places.filter(({ x, y }) => !element.contains(document.elementFromPoint(x, y)));
    });
    expect(foreign).toEqual([]);

    const left = () => gantry.dockerfile.evaluate((text) => text.getBoundingClientRect().left);
    const before = await left();
    await gantry.dockerfile.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('# and on\n'.repeat(120));
    await expect(gantry.dockerfile).toContainText('and on');
    expect(await left()).toBe(before);
  });

  test('the chooser shows hidden entries last, and only when asked', async ({ gantry, folder }) => {
    folder.put({ '.github/a.yml': '', 'src/a': '', '.editorconfig': '' });
    const { page } = gantry;
    await page.keyboard.press('Control+o');
    const chooser = page.getByRole('dialog', { name: 'Open folder' });
    const path = chooser.getByRole('combobox', { name: 'Path' });
    // What is typed before the first folder is there is replaced by its path.
    await expect(path).not.toHaveValue('');
    await path.fill(folder.path);
    await path.press('Enter');
    await expect(chooser.getByRole('option')).toHaveText(['src', 'Dockerfile', 'words.txt']);
    await chooser.getByRole('checkbox', { name: 'Show hidden' }).check();
    await expect(chooser.getByRole('option')).toHaveText([
      'src',
      'Dockerfile',
      'words.txt',
      '.github',
      '.editorconfig',
    ]);
  });

  test('a folder of keys is neither listed nor opened, and it is said why', async ({ gantry, folder }) => {
    folder.put({ '.ssh/Dockerfile': plain });
    const { page } = gantry;
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      `#/builds/${encodeURIComponent(`${folder.path}/.ssh`)}`,
    );
    await expect(page.getByText('The folder cannot be opened')).toBeVisible();
    await expect(page.getByText('It may hold logins, keys or settings of your system')).toBeVisible();
  });

  test('unsaved text survives a reload, and says that it is unsaved', { tag: '@electron' }, async ({
    gantry,
    folder,
  }) => {
    const { page } = gantry;
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busybox\nLABEL kept=yes\n');
    await page.reload();
    await expect(gantry.dockerfile).toContainText('LABEL kept=yes');
    await expect(page.getByText('Unsaved work from earlier is back')).toBeVisible();
    expect(folder.read('Dockerfile')).toBe(plain);
    await page.getByRole('button', { name: 'Discard it' }).click();
    await expect(gantry.dockerfile).toContainText('WORKDIR /app');
    await expect(page.getByRole('tab', { name: 'Dockerfile', exact: true })).toBeVisible();
  });

  test('a change on disk is taken at once while nothing is unsaved', async ({ gantry, folder }) => {
    await openEditor(gantry, folder);
    await expect(gantry.dockerfile).toContainText('WORKDIR /app');
    folder.put({ Dockerfile: 'FROM busybox\nLABEL from=outside\n' });
    await expect(gantry.dockerfile).toContainText('LABEL from=outside');
    await expect(gantry.page.getByText('Reloaded: the file changed on disk')).toBeVisible();
  });

  for (const [choice, kept] of [
    ['Keep mine', 'mine'],
    ['Load theirs', 'theirs'],
  ] as const) {
    test(`a change on disk beside unsaved text is a question: ${choice}`, async ({ gantry, folder }) => {
      const { page } = gantry;
      await openEditor(gantry, folder);
      await retype(gantry, 'FROM busybox\nLABEL of=mine\n');
      folder.put({ Dockerfile: 'FROM busybox\nLABEL of=theirs\n' });
      await expect(page.getByText('The file changed on disk')).toBeVisible();
      await expect(gantry.dockerfile).toContainText('of=mine');
      await page.getByRole('button', { name: choice }).click();
      await expect(gantry.dockerfile).toContainText(`of=${kept}`);
      await gantry.dockerfile.click();
      await page.keyboard.press('Control+s');
      await expect(page.getByRole('tab', { name: 'Dockerfile', exact: true })).toBeVisible();
      expect(folder.read('Dockerfile')).toContain(`of=${kept}`);
    });
  }

  test('marks what is no instruction, explains one under the pointer', async ({ gantry, folder }) => {
    const { page } = gantry;
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busybox\nRUNN make\nWORKDIR /app\n');
    const wrong = page.locator('.cm-lintRange-error');
    await expect(wrong).toContainText('RUNN');
    await wrong.hover();
    await expect(page.getByRole('tooltip').or(page.locator('.cm-tooltip')).first()).toContainText(/RUNN|unknown/i);
    await page.mouse.move(0, 0);
    await page.getByText('WORKDIR', { exact: true }).hover();
    await expect(page.locator('.cm-hover')).toContainText(/working directory/i);
  });

  test('advises, mends by keyboard, and is told to be silent', { tag: '@electron' }, async ({ gantry, folder }) => {
    const { page, dockerfile } = gantry;
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busybox:1\nRUN apk add curl\nCMD sleep 9\n');
    await expect(page.locator('.cm-lintRange-info')).toHaveText(['FROM busybox:1', 'apk add', 'CMD sleep 9']);
    await page.keyboard.press('Control+.');
    const list = page.getByRole('listbox', { name: 'Diagnostics' });
    await expect(list.getByRole('option')).toHaveCount(3);
    // The arrows choose, the underlined letter of its name does what a button does.
    await expect(list).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(list.getByRole('option', { selected: true })).toContainText('The list of packages stays in the layer');
    await page.keyboard.press('a');
    await expect(dockerfile).toContainText('RUN apk add --no-cache curl');
    await expect(list.getByRole('option')).toHaveCount(2);
    const root = list.getByRole('option', { name: 'has the rights of root' });
    await root.getByRole('button', { name: 'Skip this check in this file' }).click();
    await expect(dockerfile).toContainText('# check=skip=RunsAsRoot');
    await expect(list.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(list.getByRole('option')).toHaveCount(2);
    // CodeMirror's list has its buttons in its options; their letters work without them.
    const nested = 'nested-interactive: <li class="cm-diagnostic';
    const others = (await findings(page)).filter((finding) => !finding.startsWith(nested));
    expect(others).toEqual([]);
  });

  test('completes images of the engine and paths of the folder', async ({ gantry, folder }) => {
    const { page, dockerfile } = gantry;
    folder.put({ 'src/main.c': '', 'src/more/a.c': '' });
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busyb');
    const pick = (name: string) => page.getByRole('option', { name, exact: true }).click();
    await pick('busybox:latest');
    await page.keyboard.press('End');
    await page.keyboard.insertText('\nCOPY s');
    await page.keyboard.press('Control+Space');
    await pick('src/');
    await page.keyboard.insertText('m');
    await page.keyboard.press('Control+Space');
    const listed = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
    await expect(listed).toHaveText(['main.c', 'more/']);
    await pick('main.c');
    await expect(dockerfile).toContainText('COPY src/main.c');
  });

  test('completes an instruction', async ({ gantry, folder }) => {
    const { page } = gantry;
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busybox\n');
    await page.keyboard.type('HEALTHC', { delay: 30 });
    // Keys are not taken in its first moments, so that what is typed is not swallowed; a click is.
    await page
      .getByRole('option', { name: /HEALTHCHECK/ })
      .first()
      .click();
    await expect(gantry.dockerfile).toContainText('HEALTHCHECK');
  });

  test('formats', async ({ gantry, folder }) => {
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busybox\nRUN echo one \\\n&& echo two\n');
    await gantry.page.getByRole('button', { name: 'Format' }).click();
    await gantry.dockerfile.click();
    await gantry.page.keyboard.press('Control+s');
    await expect.poll(() => folder.read('Dockerfile')).toMatch(/\n[ \t]+&& echo two/);
  });

  test('leads from a stage’s name to the stage, and folds it', async ({ gantry, folder }) => {
    const { page } = gantry;
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busybox AS base\nRUN echo in base\nFROM busybox\nCOPY --from=base /a /b\n');
    await gantry.dockerfile.click();
    await page.keyboard.press('Control+Home');
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown');
    for (let n = 0; n < 14; n += 1) await page.keyboard.press('ArrowRight');
    await expect(page.locator('.cm-activeLine')).toContainText('COPY');
    await page.keyboard.press('F12');
    await expect(page.locator('.cm-activeLine')).toContainText('AS base');
    await page.keyboard.press('Control+Shift+BracketLeft');
    await expect(gantry.dockerfile).not.toContainText('echo in base');
    await expect(gantry.dockerfile).toContainText('COPY --from=base');
    await page.keyboard.press('Control+Shift+BracketRight');
    await expect(gantry.dockerfile).toContainText('echo in base');
  });

  test('formatting leaves here-documents alone', async ({ gantry, folder }) => {
    await openEditor(gantry, folder);
    await retype(gantry, 'FROM busybox\nRUN echo one \\\n&& cat <<EOF\nleft\n  EOF\nEOF\n');
    await gantry.page.getByRole('button', { name: 'Format' }).click();
    await gantry.dockerfile.click();
    await gantry.page.keyboard.press('Control+s');
    await expect.poll(() => folder.read('Dockerfile')).toContain('\n    && cat <<EOF\nleft\n  EOF\nEOF\n');
  });
});
