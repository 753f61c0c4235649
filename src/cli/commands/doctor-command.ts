import type { DoctorResult } from '../../report/doctor-result.ts';
import { command } from '../command.ts';

export const doctorCommand = command<DoctorResult>({
  name: 'doctor',
  summary: 'check the project, this machine and the client together',
  waitsFor: 'checking the project and this machine',
  description:
    'Prints one line per check (the client, the list, the lock, the copies, settings, ports, runtimes, programs, variables, what is ' +
    'installed and what is left over), with a fix where something is wrong. It asks only programs from a fixed table for their version; it starts ' +
    'nothing that belongs to a plugin, and does not read the values of variables. The exit code is 1 only for errors.\n' +
    'With `--client` and a program, it also asks that client which plugins it loads here (`plugin list --json`), and compares them ' +
    'with the lock.',
  options: [
    {
      flags: '--client <client>',
      description: 'check against this client',
      details:
        'a version, or a program to query for what it loads; default: the version of `claude` in `PATH`',
    },
  ],
  formats: {
    text: async () => (await import('../../report/doctor-text.ts')).doctorText,
    json: async () => (await import('../../report/doctor-json.ts')).doctorJson,
  },
  schema: 'doctor',
  examples: [
    ['mkt doctor', 'why does it not work here?'],
    ['mkt doctor --offline', 'without a network'],
    ['mkt doctor --client claude', 'does the client load what is locked?'],
    ['mkt doctor --client 2.1.332', 'would it work with this version of the client?'],
  ],
  load: () => import('./doctor.ts'),
});
