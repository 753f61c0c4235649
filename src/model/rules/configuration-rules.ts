import type {
  ExposedCredentials,
  MissingVariables,
  ScatteredSettings,
  SettingClash,
  VariableClash,
} from '../combination-evidence.ts';
import { error, note, type RuleEntry, warning } from '../rule-entry.ts';

/** Rules about variables, settings, secrets and unlocked code. */
export const configurationRules = {
  MKT501: {
    name: 'env-var-clash',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'several plugins use one environment variable for different things',
    cases: { found: error<VariableClash>('nothing') },
  },
  MKT502: {
    name: 'env-var-missing',
    scope: 'combination',
    section: 'Check environment variables',
    summary: 'a chosen plugin needs an environment variable that is not set where the plugins will run',
    cases: { found: warning<MissingVariables>() },
  },
  MKT503: {
    name: 'scattered-configuration',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'many variables and servers of several plugins must be set up before the combination works',
    cases: {
      found: note<ScatteredSettings>(),
      'same-option': note<{ plugins: readonly string[]; options: readonly string[] }>(),
    },
  },
  MKT504: {
    name: 'setting-clash',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'several plugins ship different values for the same client setting',
    cases: { found: warning<SettingClash>() },
  },
  MKT505: {
    name: 'secret-in-config',
    scope: 'combination',
    section: 'Configuration Errors',
    summary: 'the configuration of a hook or a server contains a credential',
    cases: { found: error<ExposedCredentials>('nothing') },
  },
  MKT507: {
    name: 'unlocked-code',
    scope: 'combination',
    section: 'Configuration Complexity',
    summary: 'a plugin runs code that its files do not contain and no version pins',
    cases: {
      found: warning<{
        plugin: string;
        uses: readonly {
          by: 'npm' | 'python' | 'docker' | 'git' | 'python-git' | 'bundle' | 'script';
          what: string;
          runs: string;
          /** How it is named, and what comes before an exact version there. */
          spec?: string;
          stem?: string;
          /** The version that the plugin's own files name. */
          exact?: { version: string; file: string };
        }[];
      }>(),
    },
  },
} as const satisfies Readonly<Record<`MKT5${number}`, RuleEntry>>;
