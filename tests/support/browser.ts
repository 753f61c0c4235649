/** A real browser for tests of pages: Chromium as the system has it, with the page as a file, as users open it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { browserProgram } from './browser-program.ts';
import { needs } from './outside-data.ts';

/** Options of tests that need it. */
export const needsBrowser = needs(browserProgram !== undefined, 'Chromium is not installed');

/** A page in the browser. */
export interface Opened {
  readonly page: Page;
  /** What must not happen: messages in the console, errors, and requests for anything but the page. */
  readonly problems: readonly string[];
}

/** How to open a page: as a browser is set up, and with code that runs before the page's own. */
export interface OpenOptions extends BrowserContextOptions {
  readonly before?: () => void;
}

/**
 * One browser for all tests of a file, which ends with them.
 * @returns what opens a page, each in a context of its own with nothing stored.
 */
export function browserForFile(): (html: string, options?: OpenOptions) => Promise<Opened> {
  let browser: Browser | undefined;
  let folder = '';
  let pages = 0;
  beforeAll(async () => {
    if (browserProgram === undefined) return;
    browser = await chromium.launch({ executablePath: browserProgram });
    folder = mkdtempSync(join(tmpdir(), 'mkt-pages-'));
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== '') rmSync(folder, { recursive: true });
  });
  return async (html, { before, ...options } = {}) => {
    if (browser === undefined) throw new Error('there is no browser');
    const file = join(folder, `${pages++}.html`);
    writeFileSync(file, html);
    const url = pathToFileURL(file).href;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    if (before !== undefined) await context.addInitScript(before);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', ({ message }) => problems.push(`error: ${message}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) problems.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, problems };
  };
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What keeps people from using a page, as axe finds it: serious and critical only. */
export async function barriersIn(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as AxeWindow).axe.run();
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      at: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, at }) => `${id}: ${at.join('; ')}`);
}

interface AxeWindow {
  readonly axe: {
    run(): Promise<{
      readonly violations: readonly {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
      }[];
    }>;
  };
}
