import {
  clientVariables,
  givenVariables,
  ownVariables,
  systemVariables,
} from '../../model/environment-variables.ts';
import type { HelpPage, HelpSection } from '../../model/help.ts';

const section = (title: string, variables: typeof ownVariables): HelpSection => ({
  title,
  kind: 'terms',
  rows: variables.map(({ name, meaning }) => ({ term: name, meaning })),
});

export const environmentPage: HelpPage = {
  name: 'environment',
  text: ['mkt reads these variables, but requires none of them. Command-line options take precedence.'],
  sections: [
    section("mkt's own", ownVariables),
    section("The client's", clientVariables),
    section('Terminal and system', systemVariables),
    section('Set for programs that mkt starts', givenVariables),
  ],
  more: [
    'git also reads its own variables, such as `GIT_SSH_COMMAND` and `HTTPS_PROXY`, when mkt starts it.',
  ],
};
