import type { Evidence, Step } from '../../src/model/check.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { type Lacking, soundSpf } from '../../src/spf/sound.ts';

export const treeRows = (tree: readonly string[]): readonly Evidence[] =>
  tree.slice(0, 40).map((line) => ({ what: 'lookup tree', expected: null, actual: line, source: null }));

export const publish = (domain: string, record: string | null, text: string, otherwise: string): Step => ({
  text: record === null ? otherwise : text,
  owner: 'dns',
  ...recordToPublish(domain, 'TXT', record, null),
});

/** What an edit of the record at a domain changes: all that is wrong about it is put right in one. */
export const spfAct = ({ domain }: { domain: string }): string => `SPF record of ${domain}`;

/** The one record to publish, with all changes that it needs. */
export function publishSound(domain: string, text: string, lacking: Lacking): Step {
  const { record, change } = soundSpf(text, lacking);
  const words = change ?? 'Correct the record';
  const place =
    lacking === null ? '' : '; what is put first has to stand before anything that could match or fail';
  return publish(domain, record, words, words + place);
}

export const readFix = (text: string) => (): readonly Step[] => [{ text, owner: 'dns' }];
