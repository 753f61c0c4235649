/** The pages of plans, checks and maps in a real browser: what a reader does with them, by mouse and by keys. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { checkHtml } from '../../../src/report/check-html.ts';
import { mapHtml } from '../../../src/report/map-html.ts';
import { planHtml } from '../../../src/report/plan-html.ts';
import { barriersIn, browserForFile, needsBrowser } from '../../support/browser.ts';
import { hostileText, sampleCheck, sampleMap, samplePlan } from '../../support/sample-results.ts';

const open = browserForFile();
const planPage = planHtml(samplePlan());
const checkPage = checkHtml(sampleCheck());
const mapPage = mapHtml(sampleMap());
const pairs = (length: number) => Array.from({ length }, (_, index) => `from-${index}>to-${index} call`);
/** More plugins than are drawn as cards. */
const circlePage = mapHtml(sampleMap('', pairs(10)));

const focused = (page: Page) =>
  page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.id}`.trim());
const canvasState = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLElement>('[data-canvas]');
    return {
      scale: Number(canvas?.dataset.scale),
      left: canvas?.scrollLeft ?? 0,
      isWhole:
        canvas !== null &&
        canvas.scrollWidth <= canvas.clientWidth &&
        canvas.scrollHeight <= canvas.clientHeight,
    };
  });

/** How much wider the page is than its window. */
const excessOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('a plan', needsBrowser, () => {
  test('zooms by buttons, keys and Ctrl-wheel, and is dragged', async () => {
    const { page, problems } = await open(planPage);
    const before = await canvasState(page);
    await page.getByRole('button', { name: 'Zoom in' }).click({ clickCount: 3 });
    const larger = await canvasState(page);
    expect(larger.scale).toBeGreaterThan(before.scale);
    await page.locator('[data-canvas]').press('-');
    expect((await canvasState(page)).scale).toBeLessThan(larger.scale);
    await page.locator('[data-canvas]').hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -600);
    await page.keyboard.up('Control');
    await page.waitForFunction(
      (scale) => Number(document.querySelector<HTMLElement>('[data-canvas]')?.dataset.scale) > scale,
      larger.scale,
    );
    const from = await canvasState(page);
    const box = await page.locator('[data-canvas]').boundingBox();
    if (box === null) throw new Error('the picture is not shown');
    await page.mouse.move(box.x + 300, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 100, box.y + 60, { steps: 4 });
    await page.mouse.up();
    expect((await canvasState(page)).left - from.left).toBe(200);
    expect(await page.locator('.panel.open').count()).toBe(0);
    await page.getByRole('button', { name: 'Fit' }).click();
    expect((await canvasState(page)).isWhole).toBe(true);
    expect(problems).toEqual([]);
  });

  test('is searched after `/`, and what does not match fades or goes', async () => {
    const { page, problems } = await open(planPage);
    await page.keyboard.press('/');
    expect(await focused(page)).toBe('INPUT find');
    await page.keyboard.type('judge TRAINER');
    const missed = (name: string) =>
      page.locator(`a.card[data-plugin="${name}"]`).evaluate((card) => card.classList.contains('miss'));
    // By a component, which the card does not show.
    expect(await missed('trainer')).toBe(false);
    expect(await missed('loader')).toBe(true);
    expect(await page.locator('.step:visible').count()).toBe(0);
    expect(await page.locator('#found').textContent()).toMatch(/^\d of \d+$/);
    await page.keyboard.type('zzz');
    expect(await page.locator('#found').textContent()).toBe('nothing found');
    await page.locator('#find').fill('');
    expect(await page.locator('.miss').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test('a card lights its neighbours, and opens its panel', async () => {
    const { page, problems } = await open(planPage);
    const card = (name: string) => page.locator(`a.card[data-plugin="${name}"]`);
    await card('trainer').hover();
    const lit = await page
      .locator('a.card.near')
      .evaluateAll((cards) => cards.map((each) => each.getAttribute('data-plugin')).sort());
    expect(lit).toEqual(['loader', 'reviewer', 'trainer']);
    await page.mouse.move(1, 1);
    expect(await page.locator('.near').count()).toBe(0);
    await card('reviewer').click();
    const panel = page.locator('.panel.open');
    expect(await panel.textContent()).toContain('plugins/reviewer/agents/judge.md:9');
    // To another plugin, then to a finding, which closes the panel and unfolds what the finding is in.
    await panel.getByRole('link', { name: 'trainer' }).first().click();
    expect(await panel.getByRole('heading', { level: 3 }).textContent()).toBe('trainer');
    await panel.getByRole('link', { name: 'note' }).click();
    expect(await panel.count()).toBe(0);
    expect(await page.locator('#finding-3').isVisible()).toBe(true);
    expect(problems).toEqual([]);
  });

  test('ticks stay after a reload, are counted, and belong to this plan', async () => {
    const { page, problems } = await open(planPage);
    const box = page.locator('[data-tick="step-1"]');
    expect(await page.locator('[data-done]').textContent()).toMatch(/^0 of \d+ done$/);
    await box.check();
    expect(await page.locator('[data-done]').textContent()).toMatch(/^1 of \d+ done$/);
    await page.reload();
    expect(await box.isChecked()).toBe(true);
    const keys = await page.evaluate(() => Object.keys(localStorage));
    expect(keys).toEqual([`mkt ${await page.locator('main').getAttribute('data-key')}`]);
    await box.uncheck();
    await page.reload();
    expect(await box.isChecked()).toBe(false);
    expect(problems).toEqual([]);
  });

  test('works where nothing can be stored or copied', async () => {
    const { page, problems } = await open(planPage, {
      before: () => {
        const denied = {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        };
        Object.defineProperty(globalThis, 'localStorage', denied);
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
      },
    });
    await page.locator('[data-tick="step-1"]').check();
    expect(await page.locator('[data-done]').textContent()).toMatch(/^1 of/);
    await page.locator('#theme').click();
    await page.locator('#steps [data-copy]').first().click();
    expect(await page.evaluate(() => String(getSelection()))).toContain('claude plugin install');
    expect(problems).toEqual([]);
  });

  test('copies all commands of a step, one a line', async () => {
    const { page, problems } = await open(planPage, {
      before: () => {
        const writeText = async (text: string) => {
          document.documentElement.dataset.copied = text;
        };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
      },
    });
    await page.locator('#steps [data-copy]').first().click();
    const lines = await page.locator('#steps .command').first().locator('code').allTextContents();
    expect(lines.length).toBeGreaterThan(2);
    expect(await page.evaluate(() => document.documentElement.dataset.copied)).toBe(lines.join('\n'));
    expect(await page.locator('#said').textContent()).toBe('copied');
    expect(problems).toEqual([]);
  });

  test('can be used with keys alone', async () => {
    const { page, problems } = await open(planPage);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('MAIN main');
    /** Presses Tab until something has the focus. */
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      }
      throw new Error(`${selector} cannot be reached`);
    };
    await tabTo('a.card');
    const first = await page.evaluate(() => document.activeElement?.getAttribute('data-plugin'));
    expect(await page.locator('a.card.near').count()).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    expect(await focused(page)).toMatch(/^ARTICLE plugin-/);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Close');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-plugin'))).toBe(first);
    await tabTo('[data-tick="step-1"]');
    await page.keyboard.press('Space');
    expect(await page.locator('[data-tick="step-1"]').isChecked()).toBe(true);
    await tabTo('#findings a');
    expect(problems).toEqual([]);
  });

  test('is light or dark as the system is, or as the button says', async () => {
    const { page, problems } = await open(planPage, { colorScheme: 'dark' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    const button = page.locator('#theme');
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.click();
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await ground()).toBe(light);
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    expect(problems).toEqual([]);
  });

  test('without the script, and in print, everything is there', async () => {
    const { page, problems } = await open(planPage, { javaScriptEnabled: false });
    expect(await page.locator('details:not([open])').count()).toBe(0);
    for (const other of [checkPage, mapPage]) expect(other).not.toMatch(/<details(?! open)/);
    expect(await page.locator('.panel').first().isVisible()).toBe(true);
    expect(await page.locator('#find').isVisible()).toBe(false);
    expect(problems).toEqual([]);
    const { page: printed } = await open(planPage);
    await printed.emulateMedia({ media: 'print' });
    expect(await printed.locator('.panel').first().isVisible()).toBe(true);
    expect(await printed.locator('#details-stages li').first().isVisible()).toBe(true);
    expect(await printed.locator('.bar').isVisible()).toBe(false);
  });
});

describe('a check', needsBrowser, () => {
  test('is filtered by level, rule, plugin and text; a number in the table chooses a filter', async () => {
    const { page, problems } = await open(checkPage);
    const filter = (name: string) => page.locator(`select[data-filter="${name}"]`);
    const visible = () => page.locator('.finding:visible').evaluateAll((cards) => cards.map(({ id }) => id));
    expect(await visible()).toEqual(['finding-1', 'finding-2', 'finding-3']);
    await filter('level').selectOption('warning');
    expect(await visible()).toEqual(['finding-2']);
    await filter('plugin').selectOption({ label: 'loader (1)' });
    expect(await visible()).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).click();
    await filter('rule').selectOption('MKT303');
    expect(await visible()).toEqual(['finding-3']);
    await page.getByRole('link', { name: '1 warning, 1 note about trainer' }).click();
    expect(await visible()).toEqual(['finding-2', 'finding-3']);
    expect(await filter('plugin').inputValue()).toBe('plugin-2');
    await page.keyboard.press('/');
    await page.keyboard.type('skill-name');
    expect(await visible()).toEqual(['finding-3']);
    expect(problems).toEqual([]);
  });

  test('a marked cell leads to its finding, and a rule has a panel', async () => {
    const { page, problems } = await open(checkPage);
    await page.locator('.mark').first().click();
    expect(await page.evaluate(() => location.hash)).toBe('#finding-2');
    await page.locator('#finding-2 h3 a').click();
    expect(await page.locator('.panel.open').textContent()).toContain('mkt explain MKT301');
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('.panel.open').count()).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe('a map', needsBrowser, () => {
  test('is a graph or a matrix', async () => {
    const { page, problems } = await open(mapPage);
    const [graph, matrix] = [page.locator('[data-canvas]'), page.locator('[data-matrix]')];
    expect([await graph.isVisible(), await matrix.isVisible()]).toEqual([true, false]);
    await page.getByRole('button', { name: 'Matrix' }).click();
    expect([await graph.isVisible(), await matrix.isVisible()]).toEqual([false, true]);
    expect(await page.getByRole('button', { name: 'Matrix' }).getAttribute('aria-pressed')).toBe('true');
    expect(problems).toEqual([]);
  });

  test('sorts the matrix, and shows empty rows when asked', async () => {
    const { page, problems } = await open(mapPage);
    await page.getByRole('button', { name: 'Matrix' }).click();
    /** The visible names of a side in the order in which they are shown, and the cells by row and column. */
    const shown = (side: string) =>
      page.locator(`.${side} [data-node]:visible`).evaluateAll((labels) =>
        labels
          .map((label) => ({ name: label.textContent, box: label.getBoundingClientRect() }))
          .sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x)
          .map(({ name }) => name?.replace(/^(.*)\1$/, '$1')),
      );
    expect(await shown('rows')).toEqual(['loader', 'trainer', 'reviewer', 'reporter']);
    const sort = page.locator('[data-sort]');
    await sort.selectOption({ label: 'name' });
    expect(await shown('rows')).toEqual(['loader', 'reporter', 'reviewer', 'trainer']);
    await sort.selectOption({ label: 'ties' });
    expect((await shown('rows'))[0]).toBe('loader');
    await page.getByRole('checkbox', { name: 'with empty rows' }).check();
    expect(await shown('rows')).toContain('alone');
    const middle = (selector: string) =>
      page.locator(selector).evaluate((each) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      });
    // The cell of a tie is in the row of the one and the column of the other.
    const [row, column, cell] = [
      await middle('.rows [data-node="plugin-3"]'),
      await middle('.columns [data-node="plugin-1"]'),
      await middle('.cell[data-row="plugin-3"][data-column="plugin-1"]'),
    ];
    expect(Math.abs(cell.y - row.y)).toBeLessThan(4);
    expect(Math.abs(cell.x - column.x)).toBeLessThan(4);
    expect(problems).toEqual([]);
  });

  test('keeps the names of rows and columns in sight', async () => {
    const wide = mapHtml(sampleMap('', pairs(30)));
    const { page, problems } = await open(wide, { viewport: { width: 600, height: 500 } });
    await page.getByRole('button', { name: 'Matrix' }).click();
    const places = () =>
      page
        .locator('svg.rows, svg.columns')
        .evaluateAll((sides) =>
          sides.map((side) => side.getBoundingClientRect()).map(({ x, y }) => ({ x, y })),
        );
    const [columns, rows] = await places();
    await page.locator('[data-matrix]').evaluate((matrix) => matrix.scrollTo(100, 100));
    const [movedColumns, movedRows] = await places();
    expect([movedColumns?.y, movedRows?.x]).toEqual([columns?.y, rows?.x]);
    expect([(movedColumns?.x ?? 0) - (columns?.x ?? 0), (movedRows?.y ?? 0) - (rows?.y ?? 0)]).toEqual([
      -100, -100,
    ]);
    expect(problems).toEqual([]);
  });

  test('is filtered by category, kind and finding, and searched; a plugin counts once, wherever it is shown', async () => {
    const { page, problems } = await open(mapPage);
    const filter = (name: string) => page.locator(`select[data-filter="${name}"]`);
    const shown = () =>
      page
        .locator('a.card:not(.miss)')
        .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-plugin')));
    await filter('kind').selectOption('mention');
    expect((await shown()).sort()).toEqual(['loader', 'reporter']);
    // With the findings, and the rows of the table of meetings.
    expect(await page.locator('#found').textContent()).toBe('8 of 11');
    const lines = await page
      .locator('.link:not(.miss)')
      .evaluateAll((links) => links.map((link) => link.getAttribute('data-kind')));
    expect(lines).toEqual(['mention']);
    await page.getByRole('button', { name: 'Show all' }).click();
    await filter('level').selectOption('warning');
    expect((await shown()).sort()).toEqual(['reviewer', 'trainer']);
    await page.locator('#find').fill('trainer');
    expect(await shown()).toEqual(['trainer']);
    expect(problems).toEqual([]);
  });

  test('lights neighbours, and shows the evidence', async () => {
    const { page, problems } = await open(circlePage);
    await page.locator('a.card[data-plugin="reporter"]').hover();
    const near = page.locator('a.card.near');
    expect(
      (await near.evaluateAll((all) => all.map((each) => each.getAttribute('data-plugin')))).sort(),
    ).toEqual(['loader', 'reporter']);
    await page.locator('a.card[data-plugin="reporter"]').click();
    expect(await page.locator('.panel.open').textContent()).toContain('plugins/reporter/agents/judge.md:9');
    expect(problems).toEqual([]);
  });
});

describe.each([
  ['plan', planPage],
  ['check', checkPage],
  ['map', mapPage],
  ['large map', circlePage],
])('the page of a %s', needsBrowser, (_, html) => {
  test('has no barriers, light and dark, with a panel and without', async () => {
    const { page } = await open(html, { colorScheme: 'light' });
    expect(await barriersIn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('a[href^="#plugin-"]').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.panel.open').count()).toBe(1);
    expect(await barriersIn(page)).toEqual([]);
  });

  test('is not wider than a window of 1400, 900 and 600 px', async () => {
    const { page } = await open(html);
    for (const width of [1400, 900, 600]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await excessOf(page)).toBe(0);
    }
  });
});

describe.each([
  ['plan', (said: string) => planHtml(samplePlan(said))],
  ['check', (said: string) => checkHtml(sampleCheck(said))],
  ['map', (said: string) => mapHtml(sampleMap(said))],
] as const)('a %s with hostile text in every field', needsBrowser, (_, htmlOf) => {
  test('runs nothing, loads nothing, and has the same elements', async () => {
    const { page, problems } = await open(htmlOf(hostileText), { viewport: { width: 600, height: 800 } });
    const shape = (each: Page) =>
      each.evaluate(() =>
        [
          ...document.querySelectorAll(
            'body, script, style, img, iframe, form, base, link, [onclick], [onerror]',
          ),
        ].map(({ tagName }) => tagName),
      );
    expect(await shape(page)).toEqual(['STYLE', 'BODY', 'SCRIPT']);
    for (const link of await page.locator('a[href^="#"]').all()) await link.dispatchEvent('click');
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
    expect(await excessOf(page)).toBe(0);
    expect(problems).toEqual([]);
  });
});

test('a page runs no code that gets into it all the same', needsBrowser, async () => {
  const { page } = await open(planPage);
  const refused = await page.evaluate(async () => {
    const code = 'globalThis.hacked = 1';
    const said: string[] = [];
    // The last of the attempts is the last to be refused.
    const isOver = new Promise<void>((done) => {
      addEventListener('securitypolicyviolation', ({ violatedDirective }) => {
        said.push(violatedDirective);
        if (violatedDirective === 'img-src') done();
      });
    });
    const attempts: (() => unknown)[] = [
      () => document.body.setAttribute('onclick', code),
      () => document.body.insertAdjacentHTML('beforeend', `<img src=x onerror="${code}">`),
      () => document.body.append(Object.assign(document.createElement('script'), { text: code })),
      () => document.head.append(Object.assign(document.createElement('style'), { textContent: '* {}' })),
      () =>
        document.body.append(Object.assign(document.createElement('img'), { src: 'https://evil.example/x' })),
    ];
    for (const attempt of attempts) {
      try {
        attempt();
      } catch (error) {
        said.push((error as Error).name);
      }
    }
    document.body.click();
    await isOver;
    return said;
  });
  expect(new Set(refused)).toEqual(
    new Set(['TypeError', 'require-trusted-types-for', 'style-src-elem', 'img-src']),
  );
  expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
});
