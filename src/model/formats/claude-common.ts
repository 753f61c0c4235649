import * as z from 'zod';

/** Pieces of Claude Code's own formats, as strict as the client is: what it refuses is an error, what it ignores is not. */

/** A path of a component: relative to the plugin, and inside it. */
export const componentPath = z.string().superRefine((value, context) => {
  if (hasUpwardStep(value))
    context.addIssue({
      code: 'custom',
      message: `\`${value}\` holds \`..\`; a path must stay inside the plugin, and the client refuses the whole plugin otherwise`,
    });
  else if (!value.startsWith('./')) {
    // What begins with a letter can only be meant so; an absolute path or an address can not.
    const isEvident = /^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(value);
    context.addIssue({
      code: 'custom',
      message: `\`${value}\` must start with \`./\`: it is a path from the plugin's folder, and the client refuses the whole plugin otherwise`,
      ...(isEvident && {
        params: { help: `write \`"./${value}"\``, fix: { from: value, to: `./${value}` } },
      }),
    });
  }
});

/** Whether a path has a step `..`, even one that stays inside. */
export function hasUpwardStep(path: string): boolean {
  return path.split(/[/\\]/).includes('..');
}

export const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item)]);

/** A map in which an unknown key is an error, because the client refuses the whole file for it. */
export function closed<T extends z.ZodRawShape>(shape: T) {
  return z.looseObject(shape).superRefine((value, context) => {
    for (const key of Object.keys(value)) {
      if (Object.hasOwn(shape, key)) continue;
      const message = `unknown key \`${key}\`, for which the client refuses the whole file; known keys here: ${Object.keys(shape).join(', ')}`;
      context.addIssue({ code: 'custom', path: [key], message });
    }
  });
}

/** A name that the client can use before or after `@`. */
export const clientName = (what: string) =>
  z.string().superRefine((value, context) => {
    const wrong = wrongInName(value);
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: `the ${what} name ${wrong}` });
  });

function wrongInName(value: string): string | undefined {
  if (value === '') return 'is empty';
  if (/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(value))
    return 'holds control characters, or characters that reverse the direction of text';
  if (/\s/.test(value))
    return `\`${value}\` holds a blank; write \`${value.trim().replace(/\s+/g, '-').toLowerCase()}\``;
  if (/[@:]/.test(value)) return `\`${value}\` holds \`@\` or \`:\`, which divide names`;
  if (/[/\\]/.test(value) || value.includes('..') || value === '.')
    return `\`${value}\` could be taken for a path`;
  if (!/^[A-Za-z0-9][\w.-]*$/.test(value))
    return `\`${value}\` cannot be installed: a name has letters a-z and A-Z, digits, \`.\`, \`_\` and \`-\`, and begins with a letter or digit`;
  return undefined;
}

export const author = z.looseObject({
  name: z.string().min(1).describe('who made it'),
  email: z.string().optional(),
  url: z.string().optional(),
});
