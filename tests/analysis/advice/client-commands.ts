/** What the client's own commands do to the files of a home, as far as an advice needs it: `claude plugin install x@shop`, … */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Map = Record<string, unknown>;

const readJson = (path: string): Map => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});

/** Carries out one command of the client, in a home with a project in `work`. */
export function runClient(home: string, command: string): void {
  const [program, group, verb = '', ...rest] = command.split(' ');
  if (program !== 'claude' || group !== 'plugin')
    throw new Error(`${command} is not a command about plugins`);
  const scopeAt = rest.indexOf('--scope');
  const scope = scopeAt < 0 ? 'user' : (rest[scopeAt + 1] ?? '');
  const [id = ''] = rest;
  const records = join(home, '.claude', 'plugins', 'installed_plugins.json');
  const settings =
    scope === 'user'
      ? join(home, '.claude', 'settings.json')
      : join(home, 'work', '.claude', scope === 'local' ? 'settings.local.json' : 'settings.json');
  const edit = (path: string, key: string, change: (value: Map) => void) => {
    const document = readJson(path);
    const value = (document[key] ?? {}) as Map;
    change(value);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, JSON.stringify({ ...document, [key]: value }));
  };
  const [name = '', marketplace = ''] = id.split('@');
  const switchTo = (isOn: boolean) =>
    edit(settings, 'enabledPlugins', (enabled) => {
      enabled[id] = isOn;
    });
  const fetch = () => {
    const source = [marketplace, 'upstream']
      .map((folder) => join(home, folder, name))
      .find((folder) => existsSync(folder));
    const { version = '1.0.0' }: Map =
      source === undefined ? {} : readJson(join(source, '.claude-plugin', 'plugin.json'));
    const installPath = join(home, '.claude', 'plugins', 'cache', marketplace, name, String(version));
    if (source !== undefined) cpSync(source, installPath, { recursive: true });
    else {
      mkdirSync(join(installPath, '.claude-plugin'), { recursive: true });
      writeFileSync(
        join(installPath, '.claude-plugin', 'plugin.json'),
        JSON.stringify({ name, version, description: 'a plugin' }),
      );
    }
    edit(records, 'plugins', (plugins) => {
      const project = scope === 'user' ? {} : { projectPath: join(home, 'work') };
      plugins[id] = [{ scope, version, installPath, ...project }];
    });
  };
  switch (verb) {
    case 'install':
      fetch();
      switchTo(true);
      return;
    case 'update':
      fetch();
      return;
    case 'enable':
      switchTo(true);
      return;
    case 'disable':
      switchTo(false);
      return;
    case 'uninstall':
      edit(records, 'plugins', (plugins) => {
        delete plugins[id];
      });
      edit(settings, 'enabledPlugins', (enabled) => {
        delete enabled[id];
      });
      return;
    // A folder is as it is; from a server the client would fetch again.
    case 'marketplace':
      return;
    default:
      throw new Error(`${command} is not known here`);
  }
}
