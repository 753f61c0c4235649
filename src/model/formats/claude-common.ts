import * as z from 'zod';
import { wrongInName } from '../client-name.ts';

/** Parts of Claude Code's own formats, as strict as the client: what it refuses is an error, what it ignores is not. */

/** The path of a component: relative to the plugin, and inside it. */
export const componentPath = z.string().superRefine((value, context) => {
  if (hasUpwardStep(value))
    context.addIssue({
      code: 'custom',
      message: `\`${value}\` contains \`..\`; a path must stay inside the plugin, or the client refuses the whole plugin`,
    });
  else if (!value.startsWith('./')) {
    // A plain relative path has an obvious fix; an absolute path or a URL does not.
    const isEvident = /^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(value);
    context.addIssue({
      code: 'custom',
      message: `\`${value}\` must start with \`./\`, because it is relative to the plugin's folder; otherwise the client refuses the whole plugin`,
      params: {
        cause: 'path without `./`',
        ...(isEvident && { help: `write \`"./${value}"\``, fix: { from: value, to: `./${value}` } }),
      },
    });
  }
});

/** Whether a path contains `..`, even if it stays inside. */
export function hasUpwardStep(path: string): boolean {
  return path.split(/[/\\]/).includes('..');
}

export const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item)]);

/** An object in which an unknown key is an error, because the client then refuses the whole file. */
export function closed<T extends z.ZodRawShape>(shape: T) {
  return z.looseObject(shape).superRefine((value, context) => {
    for (const key of Object.keys(value)) {
      if (Object.hasOwn(shape, key)) continue;
      const message = `unknown key \`${key}\`: the client refuses the whole file; known keys: ${Object.keys(shape).join(', ')}`;
      context.addIssue({ code: 'custom', path: [key], message, params: { cause: 'key of a closed map' } });
    }
  });
}

/** A name that the client can use before or after `@`. */
export const clientName = (what: string) =>
  z.string().superRefine((value, context) => {
    const wrong = wrongInName(value);
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: `the ${what} name ${wrong}` });
  });

export const author = z.looseObject({
  name: z.string().min(1).describe('the name of the author'),
  email: z.string().optional(),
  url: z.string().optional(),
});
