/**
 * Runs in a thread of its own (`dist/spinner.cjs`), so that the spinner turns while mkt computes. It ends with the program.
 */
import { parentPort, workerData } from 'node:worker_threads';
import ora, { spinners } from 'ora';
import { type SpinnerLine, spinnerLine } from './spinner-line.ts';

/** What the thread is started with. */
export interface SpinnerLook {
  readonly shared: SpinnerLine['shared'];
  readonly stream: number;
  readonly isColored: boolean;
  readonly isUnicode: boolean;
}

/** What is shown from now on, or only after so many milliseconds. */
export interface SpinnerText {
  readonly text: string;
  readonly after?: number;
}

const { shared, stream, isColored, isUnicode } = workerData as SpinnerLook;
const line = spinnerLine(stream, shared);
const spinner = ora({
  spinner: isUnicode ? spinners.dots : spinners.line,
  color: isColored ? 'cyan' : false,
});
let first: NodeJS.Timeout | undefined;
let frames: NodeJS.Timeout | undefined;

const turn = () => {
  line.show(spinner.frame());
  frames ??= setInterval(() => line.show(spinner.frame()), spinner.interval);
};

parentPort?.on('message', ({ text, after }: SpinnerText) => {
  spinner.text = text;
  if (after === undefined) return;
  clearTimeout(first);
  clearInterval(frames);
  frames = undefined;
  first = setTimeout(turn, after);
});
