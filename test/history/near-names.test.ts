import { describe, expect, it } from 'vitest';
import { nearNames } from '../../src/history/near-names.ts';
import { daysFrom, linesOf, mailsOf, recordsOf } from '../lab/history/mails.ts';
import { documentOf } from './asked.ts';

describe('names that differ only by capitals or spaces', () => {
  it.each<readonly [string, readonly string[], readonly (readonly string[])[]]>([
    ['capitals', ['news', 'News', 'receipts', 'NEWS'], [['NEWS', 'News', 'news']]],
    ['spaces around and within', ['a b', ' a b', 'a  b'], [[' a b', 'a  b', 'a b']]],
    ['the same name twice', ['news', 'news'], []],
    ['other names', ['news', 'news-2', 'ne ws', 'new'], []],
    ['none', [], []],
  ])('%s', (_, names, groups) => {
    expect(nearNames(names)).toEqual(groups);
  });

  it('are a note of the report, and those of one campaign are none', async () => {
    const notes = async (names: readonly string[], question = 'rise'): Promise<readonly string[]> =>
      (
        await documentOf(
          linesOf(
            recordsOf(
              daysFrom('2026-10-01', 7).flatMap((day) =>
                names.flatMap((campaign) => mailsOf(day, 50, { campaign, bounced: 1, set: campaign })),
              ),
            ),
          ),
          ['--question', question],
        )
      ).notes.filter((note) => note.includes('capitals'));
    const told =
      'Campaigns whose names differ only by capitals or spaces count apart: "Newsletter" and "newsletter". Each --where campaign=… that is given keeps one of them.';
    expect(await notes(['newsletter', 'Newsletter', 'receipts'])).toEqual([told]);
    expect(await notes(['newsletter', 'newsletter-2'])).toEqual([]);
    expect(await notes(['newsletter', 'Newsletter'], 'dead-addresses')).toEqual([]);
  });
});
