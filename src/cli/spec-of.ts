import type { Spec } from '../model/resolution.ts';
import { parseSpec, specForms } from '../model/spec.ts';
import { printable } from '../model/text.ts';
import { Failure } from './failure.ts';

/** Reads a plugin from the command line. @throws Failure if it cannot be read as one. */
export function specOf(text: string): Spec {
  const spec = parseSpec(text);
  if ('error' in spec)
    throw new Failure(printable(spec.error), {
      hint: `write a plugin as ${specForms}`,
    });
  return spec;
}
