import type { Evidence, Step } from '../../src/model/check.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';

export const treeRows = (tree: readonly string[]): readonly Evidence[] =>
  tree.slice(0, 40).map((line) => ({ what: 'lookup tree', expected: null, actual: line, source: null }));

export const publish = (domain: string, record: string | null, text: string, otherwise: string): Step => ({
  text: record === null ? otherwise : text,
  owner: 'dns',
  ...recordToPublish(domain, 'TXT', record, null),
});

export const readFix = (text: string) => (): readonly Step[] => [{ text, owner: 'dns' }];
