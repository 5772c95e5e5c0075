import { csvLine } from '../../render/csv.ts';
import type { StateLine, SurveyFinding } from '../lines.ts';

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
    'tenant',
    'command',
  ],
];

/** A row an identity, and a row a tenant (RFC 4180), line by line. */
export async function* renderSurveyCsv(lines: AsyncIterable<StateLine>): AsyncGenerator<string> {
  yield `${csvLine(columns)}\r\n`;
  for await (const line of lines) {
    if (line.kind !== 'identity' && line.kind !== 'tenant') continue;
    const { account, region, worst, findings, at } = line;
    const causes = findings.filter(({ cause }) => cause);
    const steps = causes.flatMap(({ words }) => words?.fix ?? []);
    const codes = (list: typeof findings): string => [...new Set(list.map(({ code }) => code))].join(' ');
    const [identity, depth, sends, tenant] =
      line.kind === 'identity'
        ? [line.identity, line.depth, line.sends, '']
        : ['', 'asked', null, line.tenant];
    // What is missing of a tenant is a list; of an identity the first step is told.
    const text = line.kind === 'identity' ? (steps[0]?.text ?? '') : wordsOf(causes);
    const commands = line.kind === 'identity' ? steps.slice(0, 1) : steps;
    const command = commands.flatMap((step) => step.command ?? []).join('; ');
    yield `${csvLine([account, region, identity, worst, depth, codes(causes), codes(findings), sends, text, at, tenant, command])}\r\n`;
  }
}

const wordsOf = (causes: readonly SurveyFinding[]): string =>
  causes.flatMap(({ words }) => words?.summary ?? []).join(' ');
