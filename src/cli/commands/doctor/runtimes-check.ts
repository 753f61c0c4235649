import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import type { DoctorLine } from '../../../model/doctor.ts';
import type { Release } from '../../../model/plugin.ts';
import { listed, quoted } from '../../../model/text.ts';
import { type Probed, probed, versionOfProgram } from '../../../sources/process/probe.ts';
import type { Io } from '../../io.ts';

/** The runtimes that the plugins need, as this machine has them. */
export async function runtimeLines(releases: readonly Release[], env: Io['env']): Promise<DoctorLine[]> {
  const needs = new Map<string, { plugin: string; range: string }[]>();
  for (const { name: plugin, integration } of releases)
    for (const [runtime, range] of Object.entries(integration.requires.runtimes))
      if (runtime !== 'claude-code') needs.set(runtime, [...(needs.get(runtime) ?? []), { plugin, range }]);
  return Promise.all(
    [...needs].map(async ([runtime, all]): Promise<DoctorLine> => {
      const check = 'runtimes';
      const plugins = listed(quoted(all.map(({ plugin }) => plugin)));
      if (!probed.includes(runtime as Probed))
        return {
          check,
          level: 'skipped',
          message: `the version of \`${runtime}\` cannot be determined; ${plugins} ${all.length === 1 ? 'needs' : 'need'} it`,
        };
      const version = coerce(await versionOfProgram(runtime as Probed, env))?.version;
      if (version === undefined)
        return {
          check,
          level: 'error',
          message: `${runtime} is not on this machine; ${plugins} ${all.length === 1 ? 'needs' : 'need'} it`,
          help: `install ${runtime} ${all[0]?.range}`,
        };
      const unmet = all.find(({ range }) => !satisfies(version, range));
      return unmet === undefined
        ? { check, level: 'ok', message: `${runtime} ${version}` }
        : {
            check,
            level: 'error',
            message: `${runtime} ${version}; \`${unmet.plugin}\` needs ${unmet.range}`,
            help: `install ${runtime} ${unmet.range}`,
          };
    }),
  );
}
