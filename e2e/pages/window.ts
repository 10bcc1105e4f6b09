import { expect, type Locator, type Page } from '@playwright/test';

/** The window as a person sees it: everything is found by role and name. */
export class GantryWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get navigation(): Locator {
    return this.page.getByRole('navigation', { name: 'Main' });
  }

  get containers(): Locator {
    return this.page.getByRole('grid', { name: 'Containers' });
  }

  get filter(): Locator {
    return this.page.getByRole('searchbox', { name: 'Filter containers' });
  }

  get dock(): Locator {
    return this.page.getByRole('region', { name: 'Dock', exact: true });
  }

  get palette(): Locator {
    return this.page.getByRole('dialog', { name: 'Command palette' });
  }

  get question(): Locator {
    return this.page.getByRole('alertdialog');
  }

  get alerts(): Locator {
    return this.page.getByRole('alert');
  }

  get engine(): Locator {
    return this.page.getByRole('button', { name: /^Engine / });
  }

  /** The text of the open Dockerfile. */
  get dockerfile(): Locator {
    return this.page.getByRole('textbox', { name: 'Dockerfile', exact: true });
  }

  get buildForm(): Locator {
    return this.page.getByRole('group', { name: 'Build options' });
  }

  /** How the build that the editor shows goes or went. */
  buildOf(tag: string): Locator {
    return this.page.getByRole('region', { name: `Build of ${tag}`, exact: true });
  }

  /** One step of that build for each instruction, and some more. */
  get buildSteps(): Locator {
    return this.page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
  }

  /** Why the steps of that build ran or did not. */
  get buildCache(): Locator {
    return this.page.getByRole('status', { name: 'Cache' });
  }

  /** The history of builds. */
  get builds(): Locator {
    return this.page.getByRole('grid', { name: 'Builds' });
  }

  get activity(): Locator {
    return this.page.getByRole('grid', { name: 'Activity' });
  }

  /** The row of a container; its name begins with the container's. */
  row(name: string): Locator {
    return this.containers.getByRole('row', { name: new RegExp(`^${escaped(name)}( |$)`) });
  }

  detail(name: string): Locator {
    return this.page.getByRole('complementary', { name, exact: true });
  }

  log(name: string): Locator {
    return this.page.getByRole('log', { name: `Logs of ${name}` });
  }

  /** Chooses entries of the menu of the log in a part of the window, by key, one after the other; then it is closed. */
  async chooseInLog(part: Locator, ...names: string[]): Promise<void> {
    await part.getByRole('button', { name: 'More', exact: true }).click();
    for (const name of names) {
      const box = this.page.getByRole('menuitemcheckbox', { name, exact: true });
      const entry = this.page.getByRole('menuitem', { name, exact: true }).or(box);
      await entry.press('Enter');
      // What can be chosen again and again leaves the menu open.
      if (name === names.at(-1) && (await box.count()) > 0) await this.page.keyboard.press('Escape');
    }
    await expect(this.page.getByRole('menu')).toHaveCount(0);
  }

  shell(name: string): Locator {
    return this.page.getByRole('region', { name: `Shell in ${name}` });
  }

  /** Presses the key of a verb on a container's row, once that says that it runs: it is there before it does. */
  async verb(name: string, key: string): Promise<void> {
    await expect(this.row(name)).toContainText(/running|healthy/);
    await this.row(name).focus();
    await this.page.keyboard.press(key);
  }

  /** Opens a shell in a container from its row, by key; gives its screen once it asks for a command. */
  async openShell(name: string): Promise<Locator> {
    await this.verb(name, 'e');
    const screen = this.shell(name).locator('.xterm-rows');
    await expect(screen).toContainText('#');
    return screen;
  }

  async open(name: string, tab?: string): Promise<Locator> {
    // On its name: elsewhere in the row may be a link.
    await this.row(name).getByRole('gridcell').first().click();
    const detail = this.detail(name);
    if (tab) await detail.getByRole('tab', { name: tab }).click();
    return detail;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
