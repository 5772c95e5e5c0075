import { csvLine } from '../../render/csv.ts';
import { zoneLine } from '../../render/words.ts';
import type { SurveyFinding, SurveyUnanswered } from '../lines.ts';
import { adviceFor } from '../advice.ts';
import { noIdentities } from '../place-lines.ts';
import type { Row } from '../scope.ts';
import { closedWord } from './units.ts';

const columns = [
  ...(['account', 'region', 'identity', 'status', 'depth', 'causes', 'codes', 'sends_a_day'] as const),
  ...(['first_step', 'taken_at', 'tenant', 'command', 'records'] as const),
];

/** A row an identity, a tenant, and an account and Region (RFC 4180), line by line; what was not looked at has its rows. */
export async function* renderSurveyCsv(lines: AsyncIterable<Row>): AsyncGenerator<string> {
  yield `${csvLine(columns)}\r\n`;
  for await (const line of lines) {
    const cells = cellsOf(line);
    if (cells !== null) yield `${csvLine(columns.map((column) => cells[column] ?? null))}\r\n`;
  }
}

type Cells = Partial<Record<(typeof columns)[number], string | number | null>>;

function cellsOf(line: Row): Cells | null {
  if (line.kind === 'listing' || line.kind === 'tenants') return null;
  if (line.kind === 'nowhere')
    return {
      ...{ identity: line.identity, status: 'nowhere' },
      first_step:
        line.listedAs === null
          ? 'In no account and Region that could be looked at: check the spelling and the Regions.'
          : `It is listed as ${line.listedAs}: for SES that is another address.`,
    };
  const { account, region } = line;
  if (line.kind === 'not-looked-at') return { account, region, identity: line.identity, status: line.kind };
  const { worst, findings, at } = line;
  const causes = findings.filter(({ cause }) => cause);
  const ofAccount = line.kind === 'identity' ? (line.withAccount ?? []) : [];
  const codes = (list: typeof findings): string =>
    [...new Set([...ofAccount, ...list.map(({ code }) => code)])].join(' ');
  const common = {
    account,
    region,
    status: worst,
    causes: codes(causes),
    codes: codes(findings),
    taken_at: at,
  };
  const steps = causes.flatMap(({ words }) => words?.fix ?? []);
  const commands = (some: typeof steps): string => some.flatMap((step) => step.command ?? []).join('; ');
  // What is missing of a tenant is a list; of an identity the first step is told.
  if (line.kind === 'tenant')
    return {
      ...common,
      depth: 'asked',
      first_step: wordsOf(causes),
      tenant: line.tenant,
      command: commands(steps),
    };
  const open = line.unanswered.find(({ counts = true }) => counts);
  // What stops the account stops all of its identities.
  const byAccount = line.kind === 'identity' ? (line.accountStep ?? null) : null;
  const first = {
    // Without anything to fix: why it is not known that all is well.
    first_step: byAccount?.text ?? steps[0]?.text ?? (open === undefined ? '' : sentencesOf(open)),
    records: steps.flatMap(({ record }) => (record === null ? [] : [zoneLine(record)])).join('; '),
    command: commands(byAccount === null ? steps.slice(0, 1) : [byAccount]),
  };
  if (line.kind === 'identity' && line.looked === false)
    return { ...common, identity: line.identity, status: 'not-looked-at' };
  if (line.kind === 'identity')
    return { ...common, ...first, identity: line.identity, depth: line.depth, sends_a_day: line.sends };
  // Where no identity is, nothing was judged.
  const isEmpty = line.because === noIdentities && line.state === 'open';
  const status = closedWord(line.state)?.replace(' ', '-') ?? (isEmpty ? 'no-identities' : worst);
  if (isEmpty) return { ...common, status };
  if (line.because === null) return { ...common, ...first, status };
  const advice = line.unanswered.flatMap((one) => adviceFor(one) ?? [])[0];
  return { ...common, ...first, status, first_step: [line.because, advice ?? []].flat().join('. ') };
}

const sentencesOf = (open: SurveyUnanswered): string =>
  [open.message, adviceFor(open) ?? []].flat().join('. ');

const wordsOf = (causes: readonly SurveyFinding[]): string =>
  causes.flatMap(({ words }) => words?.summary ?? []).join(' ');
