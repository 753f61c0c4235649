/** How long a frame takes while a picture is moved, in the browser that the tests use, next to one of an empty page. */
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { browserProgram } from '../../tests/support/browser-program.ts';
import { median } from '../marketplaces/measure.ts';

export interface Frames {
  readonly middle: number;
  readonly slowest: number;
  readonly empty: number;
}

/** @returns nothing where there is no browser, or no picture to move. */
export async function framesOf(file: string): Promise<Frames | undefined> {
  if (browserProgram === undefined) return undefined;
  const browser = await chromium.launch({ executablePath: browserProgram });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const empty = await timesOf(page);
    await page.goto(pathToFileURL(file).href);
    if ((await page.locator('[data-canvas] svg').count()) === 0) return undefined;
    const times = await timesOf(page);
    return { middle: median(times), slowest: Math.max(...times), empty: median(empty) };
  } finally {
    await browser.close();
  }
}

/** The times between 60 frames, in each of which the picture is elsewhere. As text: it is code for the browser. */
const timesOf = (page: Page): Promise<number[]> =>
  page.evaluate(`new Promise((done) => {
    const canvas = document.querySelector('[data-canvas]');
    const times = [];
    let last = performance.now();
    const step = (now) => {
      times.push(now - last);
      last = now;
      canvas?.scrollTo((times.length * 40) % 800, (times.length * 25) % 500);
      if (times.length < 60) requestAnimationFrame(step);
      else done(times.slice(1));
    };
    requestAnimationFrame(step);
  })`);
