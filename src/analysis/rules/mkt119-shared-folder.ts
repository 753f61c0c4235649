import { pluginId, type Release } from '../../model/plugin.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import type { Draft, Rule } from '../rule.ts';

/** Plugins whose ids the client turns into one name of a folder: it installs only the first. */
export const sharedFolder: Rule<'MKT119'> = {
  id: 'MKT119',
  check(context) {
    if (context.client.loading.refusesSharedFolders !== true) return [];
    const exact = new Map<string, Release>();
    const caseless = new Map<string, Release>();
    return inOrder(context).flatMap((release): Draft<'MKT119'>[] => {
      const folder = folderOf(release);
      const same = exact.get(folder);
      const first = same ?? caseless.get(folder.toLowerCase());
      if (same === undefined) exact.set(folder, release);
      if (first === undefined) {
        caseless.set(folder.toLowerCase(), release);
        return [];
      }
      return [
        {
          case: same === undefined ? 'letter-case' : 'found',
          evidence: { plugin: idOf(release), first: idOf(first), folder },
          ...placed([release.name], context),
        },
      ];
    });
  },
  say: {
    found: ({ plugin, first, folder }) => ({
      message: `\`${plugin}\` cannot be installed alongside \`${first}\`\nthe client keeps a plugin's data in a folder named after its id, \`${folder}\` for both: it installs the first plugin and refuses the second, because "it would share its folder"`,
      help: `remove one of the plugins, or ask a maintainer to rename one`,
    }),
    'letter-case': ({ plugin, first, folder }) => ({
      message: `\`${plugin}\` cannot be installed alongside \`${first}\` on macOS and Windows\nthe names of their folders, such as \`${folder}\`, differ only in case, which these systems ignore: the client installs the first plugin and refuses the second`,
      help: `remove one of the plugins, or ask a maintainer to rename one`,
    }),
  },
};

const idOf = ({ name, marketplace }: Release) => pluginId(name, marketplace);

/** How the client names the folder of an id. */
const folderOf = (release: Release): string => idOf(release).replace(/[^\w-]/g, '-');

/** What the client installs, as the list names it; dependencies come with those that need them. Copies are not installed. */
function inOrder({ releases, request, copied }: Context): Release[] {
  const place = new Map(request.map(({ name }, index) => [name, index] as const));
  const of = ({ name }: Release) => place.get(name) ?? request.length;
  return releases.filter((release) => copied?.has(idOf(release)) !== true).sort((a, b) => of(a) - of(b));
}
