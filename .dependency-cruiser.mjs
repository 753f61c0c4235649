// The rooms of the house and who may import whom, type imports included. The reason stands beside each rule; `npm run layers` checks them.
const rooms = {
  model: { may: [], because: 'the words of the domain depend on nothing' },
  text: { may: ['model'], because: 'reading and editing texts needs no more than the texts' },
  client: {
    may: ['model', 'text'],
    because: 'what the client makes of a tree must not know where the tree comes from',
  },
  sources: {
    may: ['model', 'text', 'client', 'resolver'],
    because: 'where releases come from must not know what is done with them',
  },
  resolver: { may: ['model'], because: 'a pure function of requirements and releases' },
  analysis: { may: ['model', 'text', 'client'], because: 'rules are pure functions of a context' },
  planner: { may: ['model'], because: 'a plan is a pure function of a resolution and knowledge' },
  changes: {
    may: ['model', 'text', 'client', 'resolver'],
    because: 'what would change is a value; reading before and writing after are not its business',
  },
  project: {
    may: ['model', 'text', 'client', 'sources', 'changes'],
    because: "the user's files are read with the readers of texts and sources, and changes are carried out",
  },
  browser: { may: [], because: 'it is embedded in pages, and a page loads nothing' },
  report: { may: ['model'], because: 'a report is a pure function from a result to a string' },
};

/** Rooms with an order inside: a folder may import those before it, and none behind it. */
const inside = { 'src/sources': ['files', 'process', 'git', 'cache', 'registries', 'driver'] };

const pure = ['model', 'text', 'client', 'resolver', 'analysis', 'planner', 'changes', 'report'];

export default {
  forbidden: [
    ...Object.entries(rooms).map(([room, { may, because }]) => ({
      name: `${room}-imports`,
      comment: because,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...may].join('|')})/` },
    })),
    ...Object.entries(inside).flatMap(([room, folders]) =>
      folders.slice(0, -1).map((folder, index) => ({
        name: `${folder}-imports`,
        comment: `in ${room} a folder builds on those before it: ${folders.join(', ')}`,
        severity: 'error',
        from: { path: `^${room}/${folder}/` },
        to: { path: `^${room}/(${folders.slice(index + 1).join('|')})/` },
      })),
    ),
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
      comment: 'data walks one way, and so do the imports of types',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'only-the-edge-knows-the-commands',
      comment: 'a command hands on what is needed; nothing below it takes the command line',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
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
