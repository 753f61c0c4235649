/** A made home of the client: marketplaces, records, settings and copies, as the client writes them. */
import { cpSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folder, root } from './mkt.ts';

type Manifest = Readonly<Record<string, unknown>>;

export interface MadeHome {
  /** The marketplace `shop`, a folder: manifests by name. */
  readonly shop?: Readonly<Record<string, Manifest>>;
  /** Plugins that `shop` lists from elsewhere; whoever has a manifest here has a copy in the cache. */
  readonly fetched?: Readonly<Record<string, Manifest | 'gone'>>;
  /** Records, by id. */
  readonly records?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly user?: Readonly<Record<string, boolean>>;
  readonly project?: Readonly<Record<string, boolean>>;
  readonly local?: Readonly<Record<string, boolean>>;
  /** Plugins in `.claude/skills`, by folder. */
  readonly userSkills?: Readonly<Record<string, Manifest>>;
  readonly projectSkills?: Readonly<Record<string, Manifest>>;
}

/** Writes a home and a project in it; paths in records begin with its real path. */
export function madeHome(made: MadeHome, home = realpathSync.native(folder())) {
  const [cwd, plugins] = [join(home, 'work'), join(home, '.claude', 'plugins')];
  const write = (path: string, content: unknown) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  };
  const manifest = (place: string, name: string, value: Manifest) =>
    write(`${place}/.claude-plugin/plugin.json`, {
      name,
      version: '1.0.0',
      description: 'a plugin',
      ...value,
    });
  const { shop = {}, fetched = {} } = made;
  mkdirSync(cwd, { recursive: true });
  write('shop/.claude-plugin/marketplace.json', {
    name: 'shop',
    owner: { name: 'x' },
    plugins: [
      ...Object.keys(shop).map((name) => ({ name, source: `./${name}` })),
      ...Object.keys(fetched).map((name) => ({
        name,
        source: { source: 'url', url: `https://example.org/${name}.git` },
      })),
    ],
  });
  for (const [name, value] of Object.entries(shop)) manifest(`shop/${name}`, name, value);
  for (const [name, value] of Object.entries(fetched))
    if (value !== 'gone') manifest(`.claude/plugins/cache/shop/${name}/1.0.0`, name, value);
  write('.claude/plugins/known_marketplaces.json', {
    shop: { source: { source: 'directory', path: join(home, 'shop') }, installLocation: join(home, 'shop') },
  });
  const records = Object.entries(made.records ?? {}).map(([id, list]) => {
    const [name = ''] = id.split('@');
    const installPath = join(plugins, 'cache', 'shop', name, '1.0.0');
    return [id, list.map((record) => ({ scope: 'user', version: '1.0.0', installPath, ...record }))];
  });
  write('.claude/plugins/installed_plugins.json', { version: 2, plugins: Object.fromEntries(records) });
  if (made.user) write('.claude/settings.json', { enabledPlugins: made.user });
  if (made.project) write('work/.claude/settings.json', { enabledPlugins: made.project });
  if (made.local) write('work/.claude/settings.local.json', { enabledPlugins: made.local });
  for (const [name, value] of Object.entries(made.userSkills ?? {}))
    manifest(`.claude/skills/${name}`, name, value);
  for (const [name, value] of Object.entries(made.projectSkills ?? {}))
    manifest(`work/.claude/skills/${name}`, name, value);
  return { home, cwd, env: { HOME: home, CLAUDE_CONFIG_DIR: '', MKT_CACHE_DIR: join(home, 'cache') }, write };
}

/** The home of `examples/home`, with `{home}` in the client's records filled in: these are absolute paths. */
export function exampleHome(): string {
  const home = realpathSync.native(folder());
  cpSync(join(root, 'examples', 'home'), home, { recursive: true });
  for (const name of ['installed_plugins.json', 'known_marketplaces.json']) {
    const file = join(home, '.claude', 'plugins', name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('{home}', home));
  }
  return home;
}
