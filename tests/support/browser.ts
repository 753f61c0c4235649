/** A real browser for tests of pages: Chromium as the system has it, with the page as a file, as users open it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
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

/** How to open a page. */
export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: false;
  /** Runs before the page's own code, in the browser. */
  readonly before?: () => void;
}

/**
 * One browser for all tests of a file, which ends with them. All have the same page, one after the other: each page more is a process
 * more.
 * @returns what opens a page, with nothing stored. What was opened before is gone.
 */
export function browserForFile(): (html: string, options?: OpenOptions) => Promise<Opened> {
  let browser: Browser | undefined;
  let shared: Promise<Page> | undefined;
  let folder = '';
  let pages = 0;
  beforeAll(async () => {
    if (browserProgram === undefined) return;
    browser = await chromium.launch({ executablePath: browserProgram, timeout: 0 });
    folder = mkdtempSync(join(tmpdir(), 'mkt-pages-'));
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== '') rmSync(folder, { recursive: true });
  });
  /** Only for what cannot be taken back there is another page, in a context of its own. */
  const pageFor = ({ javaScriptEnabled, before }: OpenOptions): Promise<Page> => {
    if (browser === undefined) throw new Error('there is no browser');
    if (javaScriptEnabled === false) return browser.newPage({ javaScriptEnabled });
    if (before !== undefined) return browser.newPage();
    shared ??= browser.newPage();
    return shared;
  };
  return async (html, options = {}) => {
    const { viewport = { width: 1280, height: 900 }, colorScheme = 'light', before } = options;
    const file = join(folder, `${pages++}.html`);
    writeFileSync(file, html);
    const url = pathToFileURL(file).href;
    const page = await pageFor(options);
    await page.removeAllListeners();
    // What hangs is ended by the limit of the test; a busy machine may take longer than the driver's own.
    page.setDefaultTimeout(0);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, media: null });
    await page.mouse.move(0, 0);
    if (before !== undefined) await page.addInitScript(before);
    const problems: string[] = [];
    page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', ({ message }) => problems.push(`error: ${message}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) problems.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    if (before === undefined && options.javaScriptEnabled === undefined) await forgetStored(page);
    return { page, problems };
  };
}

/** Opens a page once more, without what another one has stored. */
async function forgetStored(page: Page): Promise<void> {
  const stored = await page.evaluate(`const { length } = localStorage; localStorage.clear(); length`);
  if (stored !== 0) await page.reload();
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What keeps people from using a page, as axe finds it: serious and critical only. */
export async function barriersIn(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const found = await page.evaluate(async () => {
    // What is no violation is not described, which takes most of the time.
    const { violations } = await (globalThis as unknown as AxeWindow).axe.run({
      resultTypes: ['violations'],
    });
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
    run(options: { readonly resultTypes: readonly string[] }): Promise<{
      readonly violations: readonly {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
      }[];
    }>;
  };
}
