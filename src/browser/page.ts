/**
 * The script of the pages that mkt writes: it makes pictures move, panels open and ticks stay. `src/report/page/page.ts` says which markup
 * it looks for. It is one small file without a library, since it is a part of every page.
 */
import { setUpCanvases } from './canvas.ts';
import { setUpCopying } from './copy.ts';
import { setUpFinding } from './find.ts';
import { setUpMatrix } from './matrix.ts';
import { setUpNeighbours } from './neighbours.ts';
import { setUpPanels } from './panels.ts';
import { setUpTheme } from './theme.ts';
import { setUpTicks } from './ticks.ts';
import { setUpViews } from './views.ts';

document.documentElement.classList.add('js');
for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-fold]'))
  details.open = false;
setUpTheme();
setUpCanvases();
setUpViews();
setUpMatrix();
setUpPanels();
setUpNeighbours();
setUpFinding();
setUpTicks();
setUpCopying();
