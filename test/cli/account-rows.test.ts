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

  it.each([
    ['as the console shows it', '1111-2222-3333'],
    ['with spaces', '"1111 2222 3333"'],
    ['with the mark that keeps a spreadsheet off it', "'111122223333"],
    ['below a head', 'Account ID,Name\n1111-2222-3333,prod'],
    [
      'below the head of list-accounts',
      'Id,Arn,Email,Name,Status\n111122223333,arn:aws:x,a@b.example,prod,ACTIVE',
    ],
    ['where another column is an id', 'id,AWS Account\n7,111122223333'],
  ])('take the number of an account %s', (_, text) => {
    expect(shown(text)).toEqual([['111122223333', role, null, []]]);
  });

  it.each([
    ['commas in a file of semicolons', 'account;regions\n111122223333;eu-west-1, us-east-1'],
    ['commas in quotes', 'account,regions\n111122223333,"eu-west-1,us-east-1"'],
    ['commas between tabs', 'account\tregions\n111122223333\teu-west-1,us-east-1'],
  ])('take Regions with %s', (_, text) => {
    expect(shown(text)).toEqual([['111122223333', role, null, ['eu-west-1', 'us-east-1']]]);
  });

  it('ask no account that the organization has suspended', () => {
    const rows = accountRows('Id,State\n111122223333,SUSPENDED\n444455556666,ACTIVE', 'audit');
    expect(rows.map(({ inactive }) => inactive)).toEqual(['SUSPENDED', null]);
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
    ['a zero that was lost', '111122223333\n22233334445', /line 2: .* leading zeros \(022233334445\)/],
    ['a zero that was lost in the first line', '22233334445', /line 1: .* leading zeros \(022233334445\)/],
    ['a number that was rounded', 'account\n2.22233E+11', /line 2: .* rounded/],
    ['too many digits', 'account\n1111222233334', /line 2: .* is not a 12-digit account id$/],
    ...['user/audit', 'policy/audit', 'group/audit', 'instance-profile/audit', 'root'].map(
      (resource): [string, string, RegExp] => [
        `the ARN of ${resource} in the place of a role`,
        `111122223333,arn:aws:iam::111122223333:${resource}`,
        /line 1: .* is not the ARN of a role; write it as arn:aws:iam::111122223333:role\/<name>/,
      ],
    ),
    ['an id of something else', 'Id,Name\nr-examplerootid,root', /line 2: .* is not a 12-digit account id$/],
  ])('are refused with %s, and the line is named', (_, text, says) => {
    expect(() => accountRows(text, 'audit')).toThrow(says);
  });
});
