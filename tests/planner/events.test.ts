/** Events: how they reach their subscribers is stated by one side, or said to be open. */
import { describe, expect, test } from 'vitest';
import { withIntegration } from '../../src/model/complete-release.ts';
import { integration } from '../../src/model/formats/common.ts';
import { emptyKnowledge } from '../../src/model/knowledge.ts';
import type { Integration, Release } from '../../src/model/plugin.ts';
import { wire } from '../../src/model/wiring.ts';
import { makePlan } from '../../src/planner/index.ts';
import { planText } from '../../src/report/plan-text.ts';
import { plain } from '../../src/report/style.ts';
import { release } from '../support/releases.ts';

type Channels = NonNullable<Integration['channels']>;
const trainer = (channels?: Channels) =>
  release('trainer', { integration: { publishes: ['model.trained'], ...(channels && { channels }) } });
const server = (channels?: Channels) =>
  release('server', { integration: { subscribes: ['model.trained'], ...(channels && { channels }) } });
const stated = {
  'model.trained': { channel: 'the file runs/done.json', payload: 'the path of the weights' },
};

const plan = (releases: Release[]) =>
  makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
  });
const stagesOf = (releases: Release[]) =>
  planText({ plan: plan(releases), section: 'stages' }, { style: plain, width: 200 });

describe('the channel of an event', () => {
  test('is that of the publisher, or else of the subscriber; each key by itself', () => {
    const [both] = wire([trainer(stated), server({ 'model.trained': { channel: 'a queue' } })]).events;
    expect(both).toMatchObject(stated['model.trained']);
    const halves = [
      trainer({ 'model.trained': { payload: 'a path' } }),
      server({ 'model.trained': { channel: 'a queue' } }),
    ];
    expect(wire(halves).events[0]).toMatchObject({ channel: 'a queue', payload: 'a path' });
    expect(wire([trainer(), server()]).events[0]).toEqual({
      from: 'trainer',
      to: 'server',
      event: 'model.trained',
    });
  });

  test('of another event, or of a name that every object has, is not taken for it', () => {
    expect(wire([trainer({ other: { channel: 'x' } }), server()]).events[0]).not.toHaveProperty('channel');
    const odd = (key: 'publishes' | 'subscribes') =>
      release(key, { integration: { [key]: ['constructor'], channels: {} } });
    expect(wire([odd('publishes'), odd('subscribes')]).events[0]).not.toHaveProperty('channel');
  });

  test('is in the plan with its payload, and has a test', () => {
    expect(stagesOf([trainer(stated), server()])).toContain(
      'trainer publishes model.trained by the file runs/done.json, with the path of the weights',
    );
    expect(plan([trainer(stated), server()]).tests).toMatchObject([
      { name: 'server learns of model.trained from trainer', format: 'event' },
    ]);
  });

  test('that is not stated is said to be open, and has no test', () => {
    expect(stagesOf([trainer(), server()])).toContain('no channel is stated for model.trained');
    expect(plan([trainer(), server()]).tests).toEqual([]);
    const half = [trainer({ 'model.trained': { channel: 'a queue' } }), server()];
    expect(stagesOf(half)).toContain('by a queue; what it carries is not stated');
    expect(stagesOf(half)).not.toContain('no channel');
  });

  test('can be stated by the project, after what the author states', () => {
    const added = withIntegration(trainer({ 'model.trained': { channel: 'a queue' } }), {
      channels: { 'model.trained': { channel: 'mail' }, later: { channel: 'a file' } },
    });
    expect(added.integration.channels).toEqual({
      'model.trained': { channel: 'a queue' },
      later: { channel: 'a file' },
    });
  });

  test('has two keys, and no other', () => {
    const problems = (channels: object) => integration.safeParse({ channels }).success;
    expect(problems(stated)).toBe(true);
    expect(problems({ e: {} })).toBe(true);
    expect(problems({ e: { via: 'x' } })).toBe(false);
    expect(problems({ e: 'a queue' })).toBe(false);
  });
});
