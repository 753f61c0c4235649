/** What a proof of the resolver rests on, as a universe of its own: the tests show that it alone has no answer. */
import type { ResolveRequest } from '../../src/model/resolution.ts';
import { supportOf } from '../../src/resolver/proof.ts';
import { search } from '../../src/resolver/search.ts';
import { createUniverse } from '../../src/resolver/universe.ts';
import { has } from '../../src/resolver/version-set.ts';
import type { Case } from './cases.ts';
import { universe } from './universe.ts';

type Asked = Pick<Case, 'plugins' | 'request'>;

/** The facts at the leaves of the proof that there is no answer, as a universe that says nothing else; and whether it counts. */
export async function leavesOf({
  plugins,
  request,
}: Asked): Promise<(Asked & { readonly counted: boolean }) | undefined> {
  const registry = universe(plugins);
  const known = createUniverse({});
  const requirements = request.map(({ name, range }) => ({ name, range, marketplace: 'lab', text: name }));
  for (const { name, marketplace } of requirements) known.want({ name, marketplace });
  const run = search({ requirements, strategy: 'highest' } satisfies ResolveRequest, known);
  let next = run.next();
  for (; next.done !== true; next = run.next()) {
    for (const key of next.value) {
      const wanted = known.wantedOf(key);
      if (wanted === undefined) throw new Error(`${key} is asked for, and nobody wants it`);
      const lookup = await registry.lookup(wanted.name);
      const plugin = lookup.status === 'found' ? lookup.plugins[0] : undefined;
      known.provide(wanted, plugin === undefined ? { status: 'missing' } : { status: 'found', plugin });
    }
  }
  const { outcome, solver } = next.value;
  if (outcome.status !== 'unsolvable') return undefined;
  const said: Record<string, Record<string, string>> = Object.fromEntries(
    Object.entries(plugins).map(([name, own]) => [
      name,
      Object.fromEntries(Object.keys(own).map((version) => [version, ''])),
    ]),
  );
  const asked: { name: string; range: string }[] = [];
  const { facts, learned } = supportOf(outcome.proof);
  for (const { reason } of facts) {
    if (reason.kind === 'learned' || reason.kind === 'counting' || reason.kind === 'brings')
      throw new Error(`${reason.kind} is not a fact`);
    const on = solver.packageAt(reason.on);
    if (reason.kind === 'required') {
      asked.push({ name: on.name, range: reason.range });
      continue;
    }
    const from = solver.packageAt(reason.from);
    const mark = reason.kind === 'conflict' ? '!' : on.kind === 'runtime' ? '%' : '';
    const own = said[from.name] ?? {};
    from.versions.forEach((version, index) => {
      if (has(reason.versions, index + 1))
        own[version] = `${own[version]} ${mark}${on.name}@${reason.range}`.trim();
    });
  }
  const counted = learned.some(({ reason }) => reason.kind === 'counting');
  return { plugins: said, request: asked, counted };
}
