import type { DoctorResult } from '../../report/doctor-result.ts';
import { command } from '../command.ts';

export const doctorCommand = command<DoctorResult>({
  name: 'doctor',
  summary: 'check the project, this machine and the client together',
  description:
    'Prints one line per check (the client, the list, the lock, the copies, settings, ports, runtimes, programs, variables and what is ' +
    'installed), with a fix where something is wrong. It asks only programs from a fixed table for their version; it starts nothing that ' +
    'belongs to a plugin, and does not read the values of variables. The exit code is 1 only for errors.',
  formats: {
    text: async () => (await import('../../report/doctor-text.ts')).doctorText,
    json: async () => (await import('../../report/doctor-json.ts')).doctorJson,
  },
  schema: 'doctor',
  examples: [
    ['mkt doctor', 'why does it not work here?'],
    ['mkt doctor --offline', 'without a network'],
  ],
  load: () => import('./doctor.ts'),
});
