/** The readers of marketplaces and all rules, with the facts about the client that come with mkt. */
import { problemsIn } from '../../src/analysis/engine.ts';
import { rules } from '../../src/analysis/rules/index.ts';
import type { FileTree } from '../../src/client/file-tree.ts';
import { type MarketplaceOptions, readMarketplace as read } from '../../src/client/marketplace.ts';
import { type ReadingOptions, readWhole } from '../../src/client/reading/marketplace-reading.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';
import { type Worded, worded } from './worded.ts';

export const checkMarketplace = (tree: FileTree, options: Partial<ReadingOptions> = {}): Worded[] =>
  worded(problemsIn(readWhole(tree, { facts: clientFacts(), ...options }), rules));

export const readMarketplace = (
  tree: FileTree,
  options: Omit<MarketplaceOptions, 'facts'>,
): ReturnType<typeof read> => read(tree, { facts: clientFacts(), ...options });
