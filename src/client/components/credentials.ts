import type { ClientFacts } from '../../model/client.ts';
import type { Credential } from '../../model/plugin.ts';
import { textsBelow } from '../../text/values.ts';
import type { FoundHook } from './hooks.ts';
import type { FoundServer } from './servers.ts';

/** Longer strings are not configuration that a person wrote by hand. */
const longest = 10_000;

/** Credentials that are written into hooks and servers, instead of a variable that holds them. */
export function credentialsOf(
  configured: readonly Pick<FoundHook | FoundServer, 'value' | 'file' | 'path'>[],
  facts: ClientFacts,
): Credential[] {
  const judge = judgeOf(facts);
  return configured.flatMap(({ value, file, path }) =>
    textsBelow(value).flatMap(({ text, path: below }): Credential[] => {
      const kind = judge(text, String(below.at(-1) ?? ''));
      if (kind === undefined) return [];
      return [
        {
          kind,
          key: [...path, ...below].join('.'),
          get location() {
            return file.read().locate([...path, ...below]);
          },
        },
      ];
    }),
  );
}

/** The kind of credential that a string is, if it is one. */
function judgeOf({ credentials }: ClientFacts): (text: string, key: string) => string | undefined {
  const { shapes, secretNames, placeholders } = credentials;
  const known = shapes.map(({ name, pattern }) => ({ name, form: new RegExp(`(?<![A-Za-z0-9])${pattern}`) }));
  const isSecretName = new RegExp(secretNames);
  const isPlaceholder = new RegExp(placeholders);
  return (text, key) => {
    if (text.length > longest) return undefined;
    for (const { name, form } of known) {
      const [found] = form.exec(text) ?? [];
      if (found !== undefined && !/example|x{5}/i.test(found)) return name;
    }
    if (
      /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@$]+:[^\s/:@$]{6,}@/i.test(text) &&
      !isPlaceholder.test(text.toLowerCase())
    )
      return 'a URL with a password';
    const name = key.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
    if (!isSecretName.test(name)) return undefined;
    const value = text.replace(/^(?:bearer|basic|token)\s+/i, '');
    return isRandom(value) && !isPlaceholder.test(value.toLowerCase())
      ? `the value of \`${key}\``
      : undefined;
  };
}

/** Sixteen characters or more, letters and digits mixed, without spaces: not what a person would use as a name. */
function isRandom(value: string): boolean {
  return (
    /^[A-Za-z0-9_+/=.-]{16,}$/.test(value) &&
    /\d/.test(value) &&
    /[A-Za-z]/.test(value) &&
    new Set(value).size >= 10 &&
    !/^[a-z]+(?:[-_.][a-z0-9]+)+$/.test(value)
  );
}
