import type { FixStep } from '../../model/report.ts';
import { safe } from '../../render/safe.ts';
import { coloursOf, type Colours } from '../../render/text/colours.ts';
import { hang } from '../../render/wrap.ts';
import type { CauseGroup, Change, Example, SurveyCause, SurveyPlace, SurveyReport } from '../document.ts';
import { stepText } from '../../render/words.ts';

export interface SurveyTextOptions {
  columns: number;
  colorLevel: 0 | 1 | 2 | 3;
  verbose: boolean;
  quiet: boolean;
}

const marks = { error: '✗', warning: '!', unknown: '?', info: 'i' } as const;
const verdictMarks = { pass: '✓', warn: '!', fail: '✗', unknown: '?', crash: '✗' } as const;

/** Causes in full, further ones in a line each, and rows of the table of places; -v shows all. */
const mostInFull = 4;
const mostInLine = 8;
const mostPlaces = 10;
const mostTenants = 4;

/** The survey on a screen: what is broken, how much of it, and what fixes it. */
export function renderSurveyText(report: SurveyReport, options: SurveyTextOptions): string {
  const { causes, notes } = report;
  const { verbose, quiet } = options;
  const colours = coloursOf(options.colorLevel);
  const width = Math.min(options.columns, 120);
  const full = verbose ? causes : causes.slice(0, quiet ? 0 : mostInFull);
  const brief = causes.slice(full.length, verbose ? causes.length : full.length + mostInLine);
  const left = causes.length - full.length - brief.length;
  const lines = [
    ...headlines(report, colours, width),
    ...full.flatMap((cause) => ['', ...causeLines(cause, colours, width)]),
    ...(brief.length === 0 ? [] : ['', ...brief.flatMap((cause) => briefLine(cause, colours, width))]),
    ...(left === 0 ? [] : [colours.dim(`  and ${count(left)} more causes: -v or --format json`)]),
    ...(quiet ? [] : tenantLines(report, colours, width, verbose)),
    ...(quiet ? [] : placeLines(report.places, colours, verbose)),
    ...unknownLines(report, colours, width),
    ...comparedLines(report, width),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => hang(safe(note), width, ''))]),
  ];
  return `${lines.join('\n')}\n`;
}

const count = (number: number): string => number.toLocaleString('en-US');
const many = (number: number, one: string, more = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : more}`;

function headlines(report: SurveyReport, colours: Colours, width: number): readonly string[] {
  const { totals, verdict } = report;
  const paint = verdict === 'pass' ? colours.green : verdict === 'warn' ? colours.yellow : colours.red;
  const told = [
    ...(totals.failing > 0 ? [`${count(totals.failing)} failing`] : []),
    ...(totals.warned > 0 ? [`${count(totals.warned)} with warnings`] : []),
    ...(totals.unknown > 0 ? [`${count(totals.unknown)} not fully answered`] : []),
    ...(totals.sound > 0 ? [`${count(totals.sound)} sound`] : []),
    ...(report.tenants.incomplete > 0
      ? [`${many(report.tenants.incomplete, 'tenant')} with missing associations`]
      : []),
  ];
  const where = `${many(totals.identities, 'identity', 'identities')} in ${many(totals.accounts, 'account')} and ${many(totals.regions, 'Region')}`;
  const more = [
    ...(totals.notLookedAt > 0 ? [`${count(totals.notLookedAt)} not looked at`] : []),
    ...(totals.cannotSend > 0 ? [`${count(totals.cannotSend)} cannot send`] : []),
  ];
  return [
    paint(
      colours.bold(
        `${verdictMarks[verdict]} ${told.length === 0 ? 'Nothing was looked at' : told.join(', ')}`,
      ),
    ),
    ...hang([where, ...more].join('; '), width, '  '),
  ];
}

function causeLines(cause: SurveyCause, colours: Colours, width: number): readonly string[] {
  const { severity, code, title, because, fix, groups, examples, references } = cause;
  const paint =
    severity === 'error' ? colours.red : severity === 'warning' ? colours.yellow : colours.magenta;
  const [step] = fix;
  const grouped = groups.filter((group) => group.count > 1);
  return [
    `${paint(`${marks[severity]} ${reach(cause)}: ${safe(title)}`)} ${colours.dim(safe(code))}`,
    ...hang(safe(because), width, '    '),
    ...(step === undefined ? [] : hang(safe(stepText(step.text)), width, '  → ', '    ')),
    ...pasteLines(step),
    ...(grouped.length === 0
      ? []
      : hang(
          `Together: ${grouped.map((group) => `${count(group.count)} ${place(group)}`).join(', ')}`,
          width,
          '    ',
        )),
    ...hang(`As ${examples.map(exampleText).join(', ')}`, width, '    '),
    ...(references[0] === undefined ? [] : [colours.dim(`    ${safe(references[0])}`)]),
  ];
}

const place = ({ by, name }: CauseGroup): string =>
  `${by === 'provider' ? 'on the name servers of' : 'in'} ${safe(name)}`;

/** What can be pasted stands as it is. */
const pasteLines = (step: FixStep | undefined): readonly string[] => [
  ...(step?.command == null ? [] : [`    $ ${safe(step.command)}`]),
  ...(step?.record == null
    ? []
    : [`    ${safe(step.record.name)} ${step.record.type} ${safe(step.record.value)}`]),
];

function reach({ count: identities, places, tenants, sends }: SurveyCause): string {
  if (tenants > 0) return many(tenants, 'tenant');
  const mail = sends === null ? '' : `, ${count(Math.round(sends))} messages a day`;
  if (places === 0) return `${many(identities, 'identity', 'identities')}${mail}`;
  return `${many(places, 'account and Region', 'accounts and Regions')} with ${many(identities, 'identity', 'identities')}${mail}`;
}

/** An identity with where it is; of the account alone, where that is. */
export function exampleText({ account, region, identity, tenant }: Example): string {
  const named = identity ?? tenant;
  return safe(named === undefined ? `${account} ${region}` : `${named} (${account} ${region})`);
}

const briefLine = (cause: SurveyCause, colours: Colours, width: number): readonly string[] =>
  hang(
    `${marks[cause.severity]} ${reach(cause)}: ${safe(cause.title)}, as ${exampleText(cause.examples[0] ?? { account: '', region: '', identity: null })} ${colours.dim(safe(cause.code))}`,
    width,
    '',
    '  ',
  );

/** Tenants to which something is not associated, each with what associates it. */
function tenantLines(
  { tenants: { listed, lookedAt, incomplete, missing } }: SurveyReport,
  colours: Colours,
  width: number,
  verbose: boolean,
): readonly string[] {
  if (incomplete === 0 && listed === lookedAt) return [];
  const shown = verbose ? missing : missing.slice(0, mostTenants);
  const left = incomplete - shown.length;
  return [
    '',
    `Tenants with missing associations: ${count(incomplete)} of ${count(lookedAt)}${listed > lookedAt ? `; ${count(listed - lookedAt)} not looked at` : ''}`,
    ...shown.flatMap(({ account, region, tenant, missing: lacks, commands }) => [
      ...hang(safe(`${tenant} (${account} ${region}): ${lacks.join(' ')}`), width, '  ', '    '),
      ...commands.map((one) => `    $ ${safe(one)}`),
    ]),
    ...(left > 0 ? [colours.dim(`  and ${count(left)} more: ${verbose ? '' : '-v, '}--format csv`)] : []),
    ...(incomplete > 0
      ? [
          colours.dim(
            '  Which templates a tenant sends with is not known here: check --tenant --template tells.',
          ),
        ]
      : []),
  ];
}

const words: Readonly<Record<SurveyPlace['worst'], string>> = {
  ...{
    crash: 'a fault of ses-doctor',
    fail: 'failing',
    unknown: 'not answered',
    warn: 'warnings',
    pass: 'sound',
  },
};

const order = ['crash', 'fail', 'unknown', 'warn', 'pass'];

function placeLines(places: readonly SurveyPlace[], colours: Colours, verbose: boolean): readonly string[] {
  const told = places.filter(({ identities, worst }) => verbose || identities > 0 || worst !== 'pass');
  const rows = told
    .toSorted((one, other) => order.indexOf(one.worst) - order.indexOf(other.worst))
    .slice(0, verbose ? told.length : mostPlaces);
  const quiet = places.length - told.length;
  const closed = places.filter(({ state }) => state === 'closed').length;
  const cells = rows.map((place) => [
    safe(place.account),
    safe(place.region),
    count(place.identities),
    count(place.failing),
    count(place.warned),
    count(place.unknown),
    place.state === 'closed' ? 'not enabled' : words[place.worst],
    safe(place.because ?? ''),
  ]);
  const head = ['account', 'Region', 'identities', '✗', '!', '?', 'worst', ''];
  return [
    ...(rows.length === 0 ? [] : ['', ...table([head, ...cells], colours)]),
    ...(told.length > rows.length ? [colours.dim(`and ${count(told.length - rows.length)} more: -v`)] : []),
    ...(quiet === 0
      ? []
      : [
          colours.dim(
            `${many(quiet, 'Region')} without identities${closed === 0 ? '' : `, ${count(closed)} of them not enabled`}`,
          ),
        ]),
  ];
}

function table(rows: readonly (readonly string[])[], colours: Colours): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row, index) => {
    const line = row
      .map((cell, column) =>
        column >= 2 && column <= 5 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
    return index === 0 ? colours.dim(line) : line;
  });
}

function unknownLines({ unknown }: SurveyReport, colours: Colours, width: number): readonly string[] {
  if (unknown.length === 0) return [];
  const shown = unknown.slice(0, 5);
  return [
    '',
    ...shown.flatMap(({ count: number, reason, action, message, counts }) =>
      hang(
        counts
          ? `${many(number, 'question')} without an answer (${safe(reason)}${action === null ? '' : `, ${safe(action)}`}): ${safe(message)}`
          : colours.dim(`Not looked at in ${many(number, 'identity', 'identities')}: ${safe(message)}`),
        width,
        counts ? '? ' : '  ',
        '  ',
      ),
    ),
    ...(unknown.length > shown.length ? [`  and ${count(unknown.length - shown.length)} more reasons`] : []),
  ];
}

function comparedLines({ compared }: SurveyReport, width: number): readonly string[] {
  if (compared === null) return [];
  const line = (word: string, { count: number, examples }: Change): readonly string[] =>
    hang(
      `${word}: ${count(number)}${number === 0 ? '' : `, as ${examples.map((one) => `${exampleText(one)}${one.code === null ? '' : ` ${safe(one.code)}`}`).join(', ')}`}`,
      width,
      '  ',
    );
  return [
    '',
    'Since the earlier state',
    ...line('new', compared.appeared),
    ...line('gone', compared.gone),
    ...line('worse', compared.worse),
  ];
}
