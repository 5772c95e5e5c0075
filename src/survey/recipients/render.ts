import { grouped, many } from '../../model/many.ts';
import { csvLine } from '../../render/csv.ts';
import { safe } from '../../render/safe.ts';
import { coloursOf } from '../../render/text/colours.ts';
import { hang } from '../../render/wrap.ts';
import type { RecipientRow, RecipientsCause, RecipientsReport } from './report.ts';

/** A row an address (RFC 4180), line by line. */
export function* renderRecipientsCsv(rows: Iterable<RecipientRow>): Generator<string> {
  yield `${csvLine(['address', 'status', 'code', 'listed_as', 'reason', 'since'])}\r\n`;
  for (const { address, status, code, listedAs, reason, since } of rows)
    yield `${csvLine([address, status, code, listedAs, reason, since])}\r\n`;
}

const marks = { error: '✗', warning: '!', unknown: '?', info: 'i' } as const;
const verdictMarks = { pass: '✓', warn: '!', fail: '✗', unknown: '?', crash: '✗' } as const;

/** What became of the addresses, on a screen. */
export function renderRecipientsText(
  report: RecipientsReport,
  { columns, colorLevel, quiet }: { columns: number; colorLevel: 0 | 1 | 2 | 3; quiet: boolean },
): string {
  const { totals, causes, unknown, lists, notes, verdict } = report;
  const colours = coloursOf(colorLevel);
  const width = Math.min(columns, 120);
  const paint = verdict === 'pass' ? colours.green : verdict === 'warn' ? colours.yellow : colours.red;
  const told = [
    ...(totals.suppressed > 0 ? [`${grouped(totals.suppressed)} suppressed`] : []),
    ...(totals.listed > 0 ? [`${grouped(totals.listed)} listed without effect`] : []),
    ...(totals.listedUnjudged > 0
      ? [`${grouped(totals.listedUnjudged)} on a list (whether that stops this mail is not known)`]
      : []),
    ...(totals.notListed > 0 ? [`${grouped(totals.notListed)} on none of your lists`] : []),
    ...(totals.notLookedAt > 0 ? [`${grouped(totals.notLookedAt)} not looked at`] : []),
  ];
  const read = lists.flatMap(({ entries, tenant }) =>
    entries === null
      ? []
      : [
          `${many(entries, 'entry', 'entries')} of ${tenant === null ? "the account's list" : `the list of ${safe(tenant)}`} ${entries === 1 ? 'was' : 'were'} read`,
        ],
  );
  const beside = [
    ...(totals.repeated > 0 ? [`${grouped(totals.repeated)} given twice`] : []),
    ...(totals.unreadable > 0
      ? [many(totals.unreadable, 'line without an address', 'lines without an address')]
      : []),
    ...read,
  ];
  const lines = [
    paint(
      colours.bold(
        `${verdictMarks[verdict]} ${told.length === 0 ? 'Nothing was looked at' : told.join(', ')}`,
      ),
    ),
    ...hang([many(totals.given, 'address', 'addresses'), ...beside].join('; '), width, '  '),
    ...causes.flatMap((cause) => ['', ...causeLines(cause, width, quiet, colours.dim)]),
    ...(unknown.length === 0 ? [] : ['']),
    ...unknown.flatMap(({ count: number, reason, action, message }) =>
      hang(
        reason === 'nowhere'
          ? `${many(number, 'address', 'addresses')} left open: ${safe(message)}`
          : `${many(number, 'address', 'addresses')} without an answer (${reason}${action === null ? '' : `, ${safe(action)}`}): ${safe(message)}`,
        width,
        '? ',
        '  ',
      ),
    ),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => hang(safe(note), width, ''))]),
  ];
  return `${lines.join('\n')}\n`;
}

function causeLines(
  { severity, code, count: number, because, impact, examples, fix, references }: RecipientsCause,
  width: number,
  quiet: boolean,
  dim: (text: string) => string,
): readonly string[] {
  const [step] = fix;
  return [
    `${marks[severity]} ${many(number, 'address', 'addresses')} ${dim(code)}`,
    ...hang(safe(because), width, '    '),
    ...(quiet
      ? []
      : [
          ...hang(safe(impact), width, '    '),
          ...(step === undefined ? [] : hang(safe(step.text), width, '  → ', '    ')),
          ...(step?.command == null ? [] : [`    $ ${safe(step.command)}`]),
          ...hang(`For example: ${examples.map(safe).join(', ')}`, width, '    '),
          ...(references[0] === undefined ? [] : [dim(`    ${safe(references[0])}`)]),
        ]),
  ];
}
