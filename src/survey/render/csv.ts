import { csvLine } from '../../render/csv.ts';
import type { IdentityLine } from '../lines.ts';

const columns = [
  ...[
    'account',
    'region',
    'identity',
    'status',
    'depth',
    'causes',
    'codes',
    'sends_a_day',
    'first_step',
    'taken_at',
  ],
];

/** A row an identity (RFC 4180), line by line. */
export async function* renderSurveyCsv(lines: AsyncIterable<IdentityLine>): AsyncGenerator<string> {
  yield `${csvLine(columns)}\r\n`;
  for await (const { account, region, identity, worst, depth, findings, sends, at } of lines) {
    const causes = findings.filter(({ cause }) => cause);
    const step = causes[0]?.words?.fix[0]?.text ?? '';
    const codes = (list: typeof findings): string => [...new Set(list.map(({ code }) => code))].join(' ');
    yield `${csvLine([account, region, identity, worst, depth, codes(causes), codes(findings), sends, step, at])}\r\n`;
  }
}
