import { describe, expect, it } from 'vitest';
import { accountRows } from '../../src/cli/account-rows.ts';

const role = 'arn:aws:iam::111122223333:role/audit';
const shown = (text: string): readonly unknown[] =>
  accountRows(text, 'audit').map(({ account, role: arn, externalId, regions }) => [
    ...[account, arn, externalId, regions.names],
  ]);
const whole = ['111122223333', role, 'a,b', ['eu-west-1', 'us-east-1']];
const head = 'account,role,external id,regions';

describe('the rows of --accounts', () => {
  it.each([
    ['commas', `111122223333,${role},"a,b",eu-west-1 us-east-1\n`],
    ['a byte order mark and CRLF', `\uFEFF${head}\r\n111122223333,${role},"a,b",eu-west-1;us-east-1\r\n\r\n`],
    ['semicolons', `${head.replaceAll(',', ';')}\n111122223333;${role};a,b;eu-west-1 us-east-1`],
    ['semicolons, everything in quotes', `"111122223333";"${role}";"a,b";"eu-west-1;us-east-1"`],
    ['tabs', `${head.replaceAll(',', '\t')}\n111122223333\t${role}\ta,b\teu-west-1|us-east-1`],
    ['spaces around quotes', `# ours\n111122223333, "${role}" , "a,b" , eu-west-1 us-east-1`],
    ['line breaks of an old Mac', `${head}\r111122223333,${role},"a,b",eu-west-1 us-east-1\r`],
    [
      'columns in another order',
      `regions,external id,role,account,owner\neu-west-1+us-east-1,"a,b",${role},111122223333,us`,
    ],
  ])('are read with %s', (_, text) => {
    expect(shown(text)).toEqual([whole]);
  });

  it('take the role of --role-name where none stands', () => {
    expect(shown('111122223333\n111122223333,,,')).toEqual([
      ['111122223333', role, null, []],
      ['111122223333', role, null, []],
    ]);
  });

  it('keep a quote that stands twice', () => {
    expect(shown(`111122223333,${role},"say ""x"""`)).toEqual([['111122223333', role, 'say "x"', []]]);
  });

  it.each([
    ['an unclosed quote', `111122223333,"${role},,\n`, /line 1: a quote is opened and not closed/],
    [
      'an unclosed quote further down',
      `111122223333\n111122223333,${role},"x\n`,
      /line 2: a quote is opened/,
    ],
    [
      'a quote that ends in a cell',
      `111122223333,${role},"x"y,\n`,
      /line 1: something stands behind the closing quote of "x"/,
    ],
    ['nothing', '\n# nobody\n', /names no account/],
  ])('are refused with %s, and the line is named', (_, text, says) => {
    expect(() => accountRows(text, 'audit')).toThrow(says);
  });
});
