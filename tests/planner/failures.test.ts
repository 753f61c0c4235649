/** What a plugin that fails keeps from others, and what goes on without it. */
import { expect, test } from 'vitest';
import { failures } from '../../src/planner/failures.ts';
import { teamOf } from '../../src/planner/team.ts';
import { release } from '../support/releases.ts';

const only = { produces: ['report:json'] };

function failing(releases: ReturnType<typeof release>[], calls: Parameters<typeof teamOf>[0]['calls'] = []) {
  const members = releases.map(({ name }) => name);
  const found = failures(teamOf({ releases, requested: members, calls }), [{ members, inTurn: false }]);
  return Object.fromEntries(found.map(({ plugin, stops, goOn }) => [plugin, { stops, goOn }]));
}

test('what only it supplies stops; what another supplies, too, or is optional, goes on', () => {
  const user = release('user', { consumes: ['report:json'] });
  expect(failing([release('one', only), user])).toEqual({
    one: { stops: ['user (report as json)'], goOn: [] },
  });
  const both = { stops: [], goOn: ['user (report as json)'] };
  expect(failing([release('one', only), release('two', only), user])).toEqual({ one: both, two: both });
  const content = release('user', { consumes: ['report:json?'] });
  expect(failing([release('one', only), content])).toEqual({ one: both });
});

test('another artifact, or the same one for another plugin, does not stand in', () => {
  const releases = [
    release('one', only),
    release('two', { produces: ['log:text'] }),
    release('user', { consumes: ['report:json', 'log:text'] }),
    release('reader', { consumes: ['log:text'] }),
  ];
  expect(failing(releases)).toEqual({
    one: { stops: ['user (report as json)'], goOn: [] },
    two: { stops: ['reader (log as text)', 'user (log as text)'], goOn: [] },
  });
});

test('what calls it and what depends on it stop', () => {
  const app = { ...release('app'), dependencies: [{ name: 'base', range: '*' }] };
  const extra = { ...release('extra'), optionalDependencies: [{ name: 'base', range: '*' }] };
  const call = {
    from: 'caller',
    to: 'base',
    component: 'base:run',
    location: { file: 'x.md', line: 1, column: 1 },
    isSure: true,
  };
  expect(failing([release('base'), app, extra, release('caller')], [call])).toEqual({
    base: { stops: ['caller (calls base:run)', 'app (depends on it)'], goOn: ['extra (depends on it)'] },
  });
});
