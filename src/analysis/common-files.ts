/**
 * Files and folders that most projects have, whatever plugins do: that two plugins name one of them says nothing about the two. A
 * pattern links plugins only if some part of it is not in these tables.
 */
const files = new Set(
  (
    'readme.md readme readme.rst changelog.md license license.md contributing.md security.md code_of_conduct.md claude.md claude.local.md agents.md agent.md gemini.md ' +
    'copilot-instructions.md .cursorrules .windsurfrules skill.md plugin.json marketplace.json .mcp.json settings.json settings.local.json hooks.json package.json package-lock.json ' +
    'pnpm-lock.yaml pnpm-workspace.yaml yarn.lock bun.lock deno.json tsconfig.json jsconfig.json turbo.json nx.json lerna.json next.config.js next.config.ts next.config.mjs ' +
    'vite.config.ts vite.config.js vitest.config.ts vitest.config.js jest.config.js jest.config.ts playwright.config.ts playwright.config.js tailwind.config.js ' +
    'tailwind.config.ts postcss.config.js eslint.config.js eslint.config.mjs .eslintrc.json .eslintrc.js .prettierrc.json biome.json webpack.config.js rollup.config.js ' +
    'babel.config.js angular.json app.json app.config.js app.config.ts metro.config.js pyproject.toml requirements.txt setup.py setup.cfg tox.ini pytest.ini conftest.py poetry.lock ' +
    'uv.lock pipfile manage.py main.py app.py __init__.py index.html index.js index.ts index.tsx main.js main.ts app.js app.ts app.tsx server.js server.ts layout.tsx page.tsx styles.css globals.css ' +
    'cargo.toml cargo.lock main.rs lib.rs mod.rs go.mod go.sum main.go composer.json composer.lock gemfile.lock build.gradle build.gradle.kts settings.gradle pom.xml ' +
    'application.yml application.yaml application.properties pubspec.yaml package.swift info.plist androidmanifest.xml dockerfile makefile docker-compose.yml docker-compose.yaml ' +
    'compose.yml compose.yaml .env .env.local .env.example .env.production .gitignore .dockerignore .editorconfig .gitlab-ci.yml .pre-commit-config.yaml main.tf ' +
    'variables.tf outputs.tf schema.prisma openapi.yaml openapi.json swagger.json llms.txt robots.txt sitemap.xml manifest.json vercel.json netlify.toml fly.toml wrangler.toml ' +
    'firebase.json config.json config.yaml config.yml config.toml config.js config.ts output.json output.md output.txt data.json data.csv input.json input.csv result.json results.json'
  ).split(' '),
);

const folders = new Set(
  (
    'docs doc src lib app apps packages test tests __tests__ spec e2e scripts config configs data public static assets dist build out output outputs result results tmp temp logs ' +
    'components pages api utils hooks styles types models services middleware routes controllers views templates examples bin include internal pkg cmd migrations i18n locales ' +
    '.claude .github .vscode .cursor .git .husky workflows commands agents skills rules plugins main java kotlin resources backend frontend server client web mobile ios android'
  ).split(' '),
);

/**
 * Whether a pattern names something that only some projects have. A folder in the root holds too much: that one plugin writes in it and
 * another reads there connects them no more than the project does.
 */
export function isOfFewProjects(pattern: string): boolean {
  const segments = pattern.replace(/\/$/, '').toLowerCase().split('/');
  if (pattern.endsWith('/') && segments.length < 2) return false;
  const last = pattern.endsWith('/') ? undefined : segments.pop();
  if (segments.some((segment) => !segment.includes('*') && !folders.has(segment)))
    return last === undefined || !files.has(last);
  return last !== undefined && !last.includes('*') && !files.has(last);
}
