import { describe, expect, it } from 'vitest';
import type { StreamBucket } from '../../src/facts/event-path/stream.ts';
import { prefixesOf } from '../../src/proof/bucket-prefixes.ts';

const bucket: StreamBucket = {
  ...{ name: 'events', prefix: '', errorPrefix: null, compression: 'GZIP', timeZone: 'UTC', key: null },
};
const at = (text: string): number => Date.parse(text);
const from = at('2026-11-28T10:50:00Z');
const to = at('2026-11-28T11:05:00Z');
const below = (more: Partial<StreamBucket>): readonly string[] =>
  prefixesOf({ ...bucket, ...more }, { from, to });

describe('where the objects of a stream are looked for', () => {
  it.each([
    ['no prefix', {}, ['2026/11/28/10/', 'processing-failed/', '2026/11/28/11/']],
    [
      'a plain prefix',
      { prefix: 'ses/' },
      ['ses/2026/11/28/10/', 'ses/processing-failed/', 'ses/2026/11/28/11/'],
    ],
    [
      'expressions of time',
      { prefix: 'y=!{timestamp:yyyy}/m=!{timestamp:MM}/!{timestamp:dd-HH}/', errorPrefix: 'bad/' },
      ['y=2026/m=11/28-10/', 'bad/', 'y=2026/m=11/28-11/'],
    ],
    [
      "Java's quotes",
      { prefix: "!{timestamp:yyyy'-'MM'T'HH}/", errorPrefix: 'bad/' },
      ['2026-11T10/', 'bad/', '2026-11T11/'],
    ],
    [
      'what only the stream knows',
      {
        prefix: 'ses/!{partitionKeyFromQuery:a}/!{timestamp:yyyy}/',
        errorPrefix: 'bad/!{firehose:error-output-type}/',
      },
      ['ses/', 'bad/'],
    ],
    ['minutes', { prefix: 'ses/!{timestamp:yyyy/MM/dd/HH/mm}/', errorPrefix: 'bad/' }, ['ses/', 'bad/']],
    ['another time zone', { timeZone: 'Asia/Kolkata', errorPrefix: 'bad/' }, ['2026/11/28/16/', 'bad/']],
    [
      'a time zone nobody knows',
      { timeZone: 'Mars/Base', prefix: 'ses/', errorPrefix: 'bad/' },
      ['ses/', 'bad/'],
    ],
    [
      'one prefix below the other',
      { prefix: 'ses/!{firehose:random-string}/', errorPrefix: 'ses/bad/' },
      ['ses/'],
    ],
  ] as const)('%s', (_name, more, prefixes) => {
    expect(below(more)).toEqual(prefixes);
  });

  it('over the turn of a year', () => {
    expect(prefixesOf(bucket, { from: at('2026-12-31T23:58:00Z'), to: at('2027-01-01T00:01:00Z') })).toEqual([
      '2026/12/31/23/',
      'processing-failed/',
      '2027/01/01/00/',
    ]);
  });
});
