import { componentKeys, kindOf, typedName } from '../../model/component-kinds.ts';
import type { Plan, PlannedPlugin } from '../../model/plan.ts';
import { shownVersion } from '../../model/plugin.ts';
import { count, grouped, listed } from '../../model/text.ts';
import { type FindingPlaces, findingLine, placeText } from './finding-card.ts';
import { type Html, html, withCode } from './html.ts';
import type { Panel } from './page.ts';

/** A panel for each plugin of a plan: what it is and adds, what connects it to others with the evidence, and what was found about it. */
export function pluginPanels(plan: Plan, { pluginIds }: FindingPlaces): Panel[] {
  return plan.plugins.map((plugin, index) => {
    const id = `plugin-${index + 1}`;
    const found = plan.findings.flatMap((finding, place) =>
      finding.plugins.some((name) => pluginIds(name).includes(id)) ? [{ finding, place }] : [],
    );
    const link = (name: string): Html => html`<a href="#${pluginIds(name)[0] ?? ''}">${name}</a>`;
    const sections: (readonly [title: string, items: readonly Html[]])[] = [
      ['What it does here', actions(plan, plugin)],
      ['Takes and gives', ties(plan, plugin, link)],
      ['Calls', calls(plan, plugin, link)],
      ['Files', files(plan, plugin, link)],
      ['Findings', found.map(({ finding, place }) => findingLine(finding, `finding-${place + 1}`))],
      ['Steps', steps(plan, plugin)],
      ['If it fails', failures(plan, plugin)],
      ...components(plugin),
    ];
    return {
      id,
      title: plugin.name,
      body: html`${facts(plugin)}
${plugin.description !== undefined && html`<p>${plugin.description}</p>`}
${sections.filter(([, items]) => items.length > 0).map(([title, items]) => html`<h4>${title}</h4><ul>${items}</ul>`)}`,
    };
  });
}

function facts({ marketplace, stage, role, seenRoles = [], cost, ground, ...plugin }: PlannedPlugin): Html {
  const said = [
    shownVersion(plugin),
    `of ${marketplace}`,
    `stage ${stage}`,
    ...(role === '' || role === plugin.name ? [] : [role]),
    ...(cost?.tokens === undefined ? [] : [`about ${grouped(cost.tokens)} tokens in every session`]),
    ...(cost === undefined || cost.processes === 0
      ? []
      : [`${count(cost.processes, 'hook process', 'hook processes')} for a tool call`]),
  ];
  return html`<p class="faint">${said.join(' · ')}</p>
${ground === 'unknown' && html`<p class="faint">It does not state what it takes and hands on.</p>`}
${seenRoles.length > 0 && html`<ul>${seenRoles.map(({ role: seen, word, place, isSure }) => html`<li>${isSure ? '' : 'perhaps '}${seen}, because of <code>${word}</code> in its ${place}</li>`)}</ul>`}`;
}

function actions({ stages }: Plan, { name }: PlannedPlugin): Html[] {
  return stages
    .flatMap(({ steps: all }) => all.filter(({ plugin }) => plugin === name))
    .flatMap(({ action, commands }) => [
      ...(action === '' ? [] : [html`<li>${withCode(action)}</li>`]),
      ...(commands.length === 0
        ? []
        : [html`<li>${commands.map((each) => html`<code>${each}</code>`)}</li>`]),
    ]);
}

function ties(plan: Plan, { name }: PlannedPlugin, link: (name: string) => Html): Html[] {
  const { dataFlow, events, dependencies } = plan;
  return [
    ...dataFlow
      .filter(({ to }) => to === name)
      .map(
        ({ from, artifact, format, optional }) =>
          html`<li>takes <code>${`${artifact} (${format})`}</code> of ${link(from)}${optional && ', optional'}</li>`,
      ),
    ...dataFlow
      .filter(({ from }) => from === name)
      .map(
        ({ to, artifact, format, optional }) =>
          html`<li>gives <code>${`${artifact} (${format})`}</code> to ${link(to)}${optional && ', optional'}</li>`,
      ),
    ...events
      .filter(({ to }) => to === name)
      .map(
        (each) => html`<li>listens to <code>${each.event}</code> of ${link(each.from)}${travels(each)}</li>`,
      ),
    ...events
      .filter(({ from }) => from === name)
      .map(
        (each) => html`<li>publishes <code>${each.event}</code> for ${link(each.to)}${travels(each)}</li>`,
      ),
    ...dependencies
      .filter(({ to }) => to === name)
      .map(
        ({ from, optional }) =>
          html`<li>depends on ${link(from)}${optional === true && ', if it is there'}</li>`,
      ),
    ...dependencies
      .filter(({ from }) => from === name)
      .map(({ to, optional }) => html`<li>required by ${link(to)}${optional === true && ', optional'}</li>`),
  ];
}

/** How an event reaches its subscribers and what it carries, as far as that is stated. */
const travels = ({ channel, payload }: Plan['events'][number]): Html =>
  html`${channel !== undefined && `, by ${channel}`}${payload !== undefined && `, with ${payload}`}`;

/** Components of others that it calls, and others that call its; calls that are often wrong are marked, as files are. */
function calls(plan: Plan, { name }: PlannedPlugin, link: (name: string) => Html): Html[] {
  return [
    ...plan.calls
      .filter(({ from }) => from === name)
      .map(
        ({ to, component, location, isSure }) =>
          html`<li>${isSure ? '' : 'perhaps '}calls <code>${component}</code> of ${link(to)}, ${placeText(location)}</li>`,
      ),
    ...plan.calls
      .filter(({ to }) => to === name)
      .map(
        ({ from, component, location, isSure }) =>
          html`<li>${isSure ? '' : 'perhaps '}${link(from)} calls its <code>${component}</code>, ${placeText(location)}</li>`,
      ),
  ];
}

/** Files that it shares with others; those that are often wrong are marked, as roles are. */
function files(plan: Plan, { name }: PlannedPlugin, link: (name: string) => Html): Html[] {
  return plan.files
    .filter(({ from, to }) => from === name || to === name)
    .map(({ from, to, path, written, read, isSure }) => {
      const perhaps = isSure ? '' : 'perhaps ';
      return from === name
        ? html`<li>${perhaps}writes <code>${path}</code>, ${placeText(written)}, which ${link(to)} reads, ${placeText(read)}</li>`
        : html`<li>${perhaps}reads <code>${path}</code>, ${placeText(read)}, which ${link(from)} writes, ${placeText(written)}</li>`;
    });
}

function steps({ rollout, leftOut }: Plan, { name }: PlannedPlugin): Html[] {
  return [
    ...rollout.flatMap(({ add, title }, index) =>
      add.includes(name) ? [html`<li><a href="#step-${index + 1}">${index + 1}. ${title}</a></li>`] : [],
    ),
    ...leftOut
      .filter(({ plugin }) => plugin === name)
      .map(({ because }) => html`<li class="error">left out: ${withCode(because)}</li>`),
  ];
}

function failures(plan: Plan, { name }: PlannedPlugin): Html[] {
  return plan.failures
    .filter(({ plugin }) => plugin === name)
    .flatMap(({ stops, goOn }) => [
      ...(stops.length > 0 ? [html`<li>cannot go on: ${listed(stops)}</li>`] : []),
      ...(goOn.length > 0 ? [html`<li>can go on without it: ${listed(goOn)}</li>`] : []),
    ]);
}

function components({ name, components: own = {} }: PlannedPlugin): (readonly [string, readonly Html[]])[] {
  return componentKeys.map((key) => {
    const names = own[key] ?? [];
    return [
      `${names.length} ${names.length === 1 ? kindOf(key).singular : kindOf(key).plural}`,
      names.map((each) => html`<li><code>${typedName(key, name, each) ?? each}</code></li>`),
    ] as const;
  });
}
