// The rooms of the house and who may import whom. The reason stands beside each rule; `npm run layers` checks them.
const rooms = {
  model: [],
  registry: ['model'],
  resolver: ['model'],
  analysis: ['model'],
  planner: ['model'],
  project: ['model', 'registry'],
  report: ['model'],
};

const comments = {
  model: 'the words of the domain depend on nothing',
  registry: 'where releases come from must not know what is done with them',
  resolver: 'a pure function of requirements and releases',
  analysis: 'rules are pure functions of a context',
  planner: 'a plan is a pure function of a resolution and knowledge',
  project: "the user's files are read with the registry's readers",
  report: 'a report is a pure function from a result to a string',
};

const pure = ['model', 'resolver', 'analysis', 'planner', 'report'];

export default {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `${room}-imports`,
      comment: comments[room],
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
    })),
    {
      name: 'only-commands-see-the-call',
      comment: 'what a command calls takes the values that it needs, not the whole run',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/(commands/|main\\.ts|command\\.ts)' },
      to: { path: '^src/cli/call\\.ts$' },
    },
    {
      name: 'declarations-load-no-code',
      comment:
        'every start reads the declarations of all commands; their code and reports come when they are needed',
      severity: 'error',
      from: { path: '^src/cli/commands/[^/]+-command\\.ts$' },
      to: {
        pathNot: '^src/cli/(command|options)\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'commands-make-no-text',
      comment: 'a command hands its result to whatever format was asked for',
      severity: 'error',
      from: { path: '^src/cli/commands/', pathNot: '-command\\.ts$' },
      to: { path: '^src/report/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rooms-have-no-effects',
      comment:
        'disk, network, clock, terminal and environment belong to the edge; tests of the core need no mocks',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'data walks one way',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-from-src-to-outside',
      comment: 'the product does not depend on its tests, scripts or benchmarks',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts|bench|dist)/' },
    },
    {
      name: 'declared-dependencies-only',
      comment: 'what src imports must stand in package.json; the build bundles it',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
