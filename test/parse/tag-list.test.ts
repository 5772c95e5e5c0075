import { describe, expect, it } from 'vitest';
import { tagParts } from '../../src/parse/tag-list.ts';

const tagsOf = (list: string): readonly (readonly [string, string] | string)[] =>
  tagParts(list).map(({ text, tag }) => (tag === null ? text : [tag.name, tag.value]));

describe('a list of tags', () => {
  it.each([
    [
      'v=DKIM1; k=rsa',
      [
        ['v', 'DKIM1'],
        ['k', 'rsa'],
      ],
    ],
    [' v = DMARC1 ;\tp =\r\n none;', [['v', 'DMARC1'], ['p', 'none'], '']],
    ['a=1;;b=', [['a', '1'], '', ['b', '']]],
    ['b=x=y==', [['b', 'x=y==']]],
    ['no tag; =1; 1a=2', ['no tag', '=1', '1a=2']],
    ['x-a_1=2', [['x-a_1', '2']]],
    ['\u00a0p=none; q=1\u00a0', ['\u00a0p=none', ['q', '1\u00a0']]],
    ['', ['']],
  ])('%j', (list, tags) => {
    expect(tagsOf(list)).toEqual(tags);
  });

  it('says where a part and its value begin', () => {
    const list = 'v=DMARC1;  p =  none ';
    for (const { text, at, tag } of tagParts(list)) {
      expect(list.slice(at, at + text.length)).toBe(text);
      expect(tag && list.slice(tag.at, tag.at + tag.value.length)).toBe(tag?.value);
    }
  });

  it('has no limit of its own, and takes linear time', () => {
    expect(tagParts(';'.repeat(100_000))).toHaveLength(100_001);
    expect(tagParts(`a=${' '.repeat(100_000)}b`)).toHaveLength(1);
  });
});
