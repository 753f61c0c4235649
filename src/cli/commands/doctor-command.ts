import type { DoctorResult } from '../../report/doctor-result.ts';
import { command } from '../command.ts';

export const doctorCommand = command<DoctorResult>({
  name: 'doctor',
  summary: 'look at the project, this machine and the client together',
  description:
    'One line for each thing that is looked at: the client, the list, the lock, the copies, settings, ports, runtimes, programs, variables, and\n' +
    'what is installed; with what fixes it. Programs are asked for their version from a fixed table; nothing of a plugin is started, and\n' +
    'values of variables are not read. Exit code 1 for errors only.',
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
