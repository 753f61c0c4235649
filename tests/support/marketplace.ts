/** The readers of marketplaces, with the facts about the client that come with mkt. */
import { checkMarketplace as check } from '../../src/client/check/marketplace.ts';
import type { FileTree } from '../../src/client/file-tree.ts';
import { type MarketplaceOptions, readMarketplace as read } from '../../src/client/marketplace.ts';
import { clientFacts } from '../../src/sources/registries/bundled-client-facts.ts';

export const checkMarketplace = (
  tree: FileTree,
  options: Partial<Parameters<typeof check>[1]> = {},
): ReturnType<typeof check> => check(tree, { facts: clientFacts(), ...options });

export const readMarketplace = (
  tree: FileTree,
  options: Omit<MarketplaceOptions, 'facts'>,
): ReturnType<typeof read> => read(tree, { facts: clientFacts(), ...options });
