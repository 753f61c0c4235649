/** Generates `docs/rules/README.md`, the table of all rules, from the rules themselves. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type RuleFacts, ruleFacts } from '../src/model/problems.ts';

/** The meaning of the first digit of an id. */
const groups: Readonly<Record<string, string>> = {
  1: 'Resolution',
  2: 'Dependency conflicts',
  3: 'Component clashes',
  4: 'Communication overhead',
  5: 'Configuration',
  6: 'Data flow',
  7: 'Testing',
  8: 'Operation',
  9: 'Validity of files',
};

const introduction = `# Rules

Every finding of \`mkt check\` comes from a rule; \`mkt explain MKT301\` prints its page. Set a rule's level in \`mkt.yaml\` (\`error\`,
\`warning\`, \`note\` or \`off\`, by id or name), or silence the rule on one line of the list, with a reason:

\`\`\`yaml
plugins:
  - code-documentation # mkt-ignore MKT301: the agents are called by their full names
rules:
  superseded-plugin: note
\`\`\`

An error will not work, a warning will cause trouble, and a note is worth knowing. Only errors change the exit code; with
\`--strict\`, warnings do, too.

<!-- Written by \`npm run generate\` from src/model/rules/; changes here are lost. -->`;

type Row = Pick<RuleFacts, 'id' | 'name' | 'severity' | 'summary'>;

/** The page as Markdown: one table for each hundred, in the order of the ids. */
export function ruleIndex(all: readonly Row[]): string {
  const sorted = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const digits = [...new Set(sorted.map(({ id }) => id.charAt(3)))];
  const sections = digits.map((digit) => {
    const group = groups[digit];
    if (group === undefined) throw new Error(`rules that begin with MKT${digit} have no heading`);
    const rows = sorted
      .filter(({ id }) => id.charAt(3) === digit)
      .map(
        ({ id, name, severity, summary }) =>
          `| [${id}](${id}.md) | ${name} | ${severity} | ${cell(summary)} |`,
      );
    return [
      `## ${group}`,
      '',
      '| rule | name | level | fires when |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

const file = fileURLToPath(new URL('../docs/rules/README.md', import.meta.url));
// A test imports the table; only the script itself writes the file.
if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(file, ruleIndex(ruleFacts));
