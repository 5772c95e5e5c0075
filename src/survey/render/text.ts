import type { FixStep } from '../../model/report.ts';
import { safe } from '../../render/safe.ts';
import { coloursOf, type Colours } from '../../render/text/colours.ts';
import { fitting } from '../../render/fitting.ts';
import { hang } from '../../render/wrap.ts';
import { grouped, identitiesOf, many, placesOf } from '../../model/many.ts';
import { owners, stepText } from '../../render/words.ts';
import type { CauseGroup, SurveyCause, SurveyPlace, SurveyReport } from '../document.ts';
import { changesOf, exampleText, suchAs } from './example.ts';
import { stamp } from '../age.ts';
import { noIdentities, notAllSeen } from '../place-lines.ts';
import { closedWord, unitsOf } from './units.ts';

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
/** Where there is no room for so many. */
const fewPlaces = 1;
const mostTenants = 4;
const mostReasons = 5;
/** Lines of a report with --quiet. */
const mostQuiet = 15;
/** Lines of a report, and how many of them may say what was not looked at: on a narrow screen less is told in full. */
const mostLines = 60;
const mostUnseen = 15;

/** The survey on a screen: what is broken, how much of it, and what fixes it. */
export function renderSurveyText(report: SurveyReport, options: SurveyTextOptions): string {
  const { causes, notes } = report;
  const { verbose } = options;
  const colours = coloursOf(options.colorLevel);
  const width = Math.min(options.columns, 120);
  if (options.quiet && !verbose) return `${quietLines(report, colours, width).join('\n')}\n`;
  const head = headlines(report, colours, width);
  const tenants = tenantLines(report, colours, width, verbose);
  const ends = [
    ...unknownLines(report, colours, width, verbose),
    ...comparedLines(report, width),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => hang(safe(note), width, ''))]),
  ];
  const full = (verbose ? causes : causes.slice(0, mostInFull)).map((cause) => [
    '',
    ...causeLines(cause, colours, width),
  ]);
  const brief = verbose
    ? []
    : causes.slice(0, mostInFull + mostInLine).map((cause) => briefLine(cause, colours, width));
  const screen = (mostRows: number): readonly string[] => {
    const tail = [...tenants, ...placeLines(report.places, colours, mostRows), ...ends];
    const room = verbose ? Infinity : mostLines - head.length - tail.length;
    return [...head, ...causesWithin(room, { full, brief }, causes.length, colours), ...tail];
  };
  const lines = screen(verbose ? Infinity : mostPlaces);
  return `${(verbose || lines.length <= mostLines ? lines : screen(fewPlaces)).join('\n')}\n`;
}

/** The causes of the report, laid out once: those that may be told in full, and those that may stand in a line. */
interface CauseBlocks {
  full: readonly (readonly string[])[];
  brief: readonly (readonly string[])[];
}

/** The first causes in full and further ones in a line each: as many as there is room for, and the first in any case. */
function causesWithin(
  room: number,
  { full, brief }: CauseBlocks,
  all: number,
  colours: Colours,
): readonly string[] {
  const told = (inFull: number, inLine: number): readonly string[] => {
    const inLines = brief.slice(inFull, inFull + inLine).flat();
    const left = all - inFull - Math.min(inLine, all - inFull);
    return [
      ...full.slice(0, inFull).flat(),
      ...(inLines.length === 0 ? [] : ['', ...inLines]),
      ...(left === 0
        ? []
        : [
            colours.dim(
              `  and ${grouped(left)} more ${left === 1 ? 'cause' : 'causes'}: -v or --format json`,
            ),
          ]),
    ];
  };
  let inFull = full.length;
  let inLine = Math.min(mostInLine, all - inFull);
  while (told(inFull, inLine).length > room) {
    if (inFull > 1) {
      inFull -= 1;
      inLine = Math.min(mostInLine, all - inFull);
    } else if (inLine > 0) inLine -= 1;
    else break;
  }
  return told(inFull, inLine);
}

/**
 * The verdict, what is broken, what to do first, and what could not be looked at, as far as there is room: fifteen lines at
 * most, and no sentence of it cut.
 */
function quietLines(report: SurveyReport, colours: Colours, width: number): readonly string[] {
  const [first, ...later] = report.causes;
  const head = headlines(report, colours, width);
  const cause = first === undefined ? [] : briefLine(first, colours, width);
  const changes = comparedLines(report, width).filter((line) => line !== '');
  // Who compares wants to know what changed before further causes.
  const left = mostQuiet - head.length - cause.length;
  const since = changes.length + Math.min(later.length, 1) <= left ? changes : [];
  const room = left - since.length;
  const others = fitting(
    later.map((one) => briefLine(one, colours, width)),
    room,
  );
  const cut = later.length - others.length;
  const count =
    cut === 0
      ? []
      : [colours.dim(`  and ${grouped(cut)} more ${cut === 1 ? 'cause' : 'causes'}: without -q`)];
  const told = others.flat().length + count.length;
  const step = first === undefined ? [] : stepLines(first, width);
  const fits = step.length <= room - told;
  const unseen = report.unknown
    .toSorted((one, other) => Number(other.counts) - Number(one.counts))
    .map((one) => unknownLines({ ...report, unknown: [one] }, colours, width, false));
  const more = [...unseen, ...report.notes.map((note) => hang(safe(note), width, ''))].map((lines) =>
    lines.filter((line) => line !== ''),
  );
  const rest = room - told - (fits ? step.length : 0);
  return [
    ...head,
    ...since,
    ...cause,
    ...(fits ? step : []),
    ...others.flat(),
    ...count,
    ...fitting(more, rest).flat(),
  ];
}

function headlines(report: SurveyReport, colours: Colours, width: number): readonly string[] {
  const { totals, verdict, kept } = report;
  const paint = verdict === 'pass' ? colours.green : verdict === 'warn' ? colours.yellow : colours.red;
  const statuses = Object.entries(totals.statuses).map(
    ([status, number]) => `${grouped(number)} ${safe(status)}`,
  );
  const failed = failedOf(report.places);
  const where =
    totals.regions === 0 && failed > 0
      ? `Which identities there are could not be seen in ${placesOf(failed)}`
      : `${identitiesOf(totals.identities)} in ${many(totals.accounts, 'account')} and ${many(totals.regions, 'Region')}`;
  const more = [
    ...(totals.regions > 0 && failed > 0 ? [`nothing could be seen in ${placesOf(failed)}`] : []),
    ...(totals.notLookedAt > 0 ? [`${grouped(totals.notLookedAt)} not looked at`] : []),
    ...(totals.cannotSend > 0 ? [`${grouped(totals.cannotSend)} cannot send`] : []),
    ...(kept === null
      ? []
      : [
          `${kept.identities > 0 ? `${grouped(kept.identities)} as` : kept.lists > 0 ? 'the list is as' : 'part of the account settings is as'} of ${stamp(kept.since)}, from the state`,
        ]),
    ...(statuses.length > 0 ? [`verification ${statuses.join(', ')}`] : []),
  ];
  return [
    paint(colours.bold(`${verdictMarks[verdict]} ${headlineOf(report)}`)),
    ...hang([where, ...more].join('; '), width, '  '),
  ];
}

/** What was found, in a line. A first look says that it is one before anything else. */
export function headlineOf({ totals, tenants, unknown, places, nowhere }: SurveyReport): string {
  const { lookedAt, failing, withAccount, warned, soundInBulk, sound } = totals;
  const both = failing + warned + totals.unknown + soundInBulk + sound - lookedAt;
  const isPart = lookedAt > 0 && unknown.some(({ reason, counts }) => reason === 'not-asked' && !counts);
  const told = [
    ...(failing > 0
      ? [
          `${grouped(failing)} failing${withAccount === 0 ? '' : withAccount === failing ? ' because of their account' : ` (${grouped(withAccount)} of them because of their account)`}`,
        ]
      : []),
    ...(warned > 0 ? [`${grouped(warned)} with warnings`] : []),
    ...(totals.unknown > 0
      ? [
          `${grouped(totals.unknown)} not fully answered${both > 0 ? ` (${grouped(both)} of them failing)` : ''}`,
        ]
      : []),
    ...(soundInBulk > 0 ? [`${grouped(soundInBulk)} sound in bulk (not asked about one by one)`] : []),
    ...(sound > 0 ? [`${grouped(sound)} sound`] : []),
    ...(lookedAt === 0 ? placesTold(places) : []),
    ...(tenants.paused > 0 ? [`${many(tenants.paused, 'tenant')} paused`] : []),
    ...(tenants.incomplete > 0 ? [`${many(tenants.incomplete, 'tenant')} with missing associations`] : []),
  ];
  const part = isPart ? `First look at ${grouped(lookedAt)} of ${identitiesOf(totals.identities)}: ` : '';
  if (told.length === 0 && (lookedAt > 0 || unseenIn(places).length === 0))
    return part + nothingTold(places, nowhere.length);
  // What is sound elsewhere says nothing of an account that could not be seen into.
  const failed = failedOf(places) + (lookedAt === 0 ? unseenIn(places).length : 0);
  return part + [...told, ...(failed > 0 ? [`${placesOf(failed)} not looked at`] : [])].join(', ');
}

/** Accounts and Regions of which not even the list could be had. */
const failedOf = (places: readonly SurveyPlace[]): number =>
  places.filter(({ state, identities }) => state === 'failed' && identities === 0).length;

/** A Region that has identities, none of which was named. */
const isOfOthers = ({ state, identities, because }: SurveyPlace): boolean =>
  state === 'open' && identities === 0 && because !== noIdentities;

/** Why nothing was looked at. */
function nothingTold(places: readonly SurveyPlace[], nowhere: number): string {
  const failed = failedOf(places);
  const open = places.filter(({ state }) => state === 'open');
  if (failed > 0) return `Nothing could be looked at: no answer from ${placesOf(failed)}`;
  if (open.some(isOfOthers))
    return `Nothing was looked at: ${nowhere === 1 ? 'the name that was asked for is not' : 'none of the names that were asked for is'} in ${placesOf(open.length)}`;
  if (open.length > 0 && open.every(({ identities }) => identities === 0))
    return `Nothing was looked at: no identities in ${placesOf(open.length)}`;
  return 'Nothing was looked at';
}

/** Known to be unknown only because the run did not come to all of its identities. */
const isNotAllSeen = (place: SurveyPlace): boolean =>
  place.worst === 'unknown' && place.because === notAllSeen(place);

/** Where no identity was looked at: what the settings of the accounts say. */
const placesTold = (places: readonly SurveyPlace[]): readonly string[] =>
  order.flatMap((worst) => {
    const seen = places.filter(
      (one) => one.worst === worst && one.state === 'open' && one.identities > 0 && !isNotAllSeen(one),
    );
    return seen.length > 0 ? [`${placesOf(seen.length)} ${words[worst]}`] : [];
  });

/** Accounts and Regions whose list is known and of which nothing else is. */
const unseenIn = (places: readonly SurveyPlace[]): readonly SurveyPlace[] =>
  places.filter((one) => one.state === 'open' && one.identities > 0 && isNotAllSeen(one));

function causeLines(cause: SurveyCause, colours: Colours, width: number): readonly string[] {
  const { severity, code, title, because, groups, examples, references, leadsTo } = cause;
  const paint =
    severity === 'error' ? colours.red : severity === 'warning' ? colours.yellow : colours.magenta;
  const together = groups.filter((group) => group.count > 1);
  return [
    ...headOf(`${marks[severity]} ${reach(cause)}: ${safe(title)}`, safe(code), width).map(([text, told]) =>
      [paint(text), colours.dim(told)].filter((part) => part !== '').join(' '),
    ),
    ...hang(safe(because), width, '    '),
    ...(leadsTo.length === 0 ? [] : hang(`From it follows: ${safe(leadsTo.join(', '))}`, width, '    ')),
    ...stepLines(cause, width),
    ...(together.length === 0
      ? []
      : hang(
          `Together: ${together.map((group) => `${grouped(group.count)} ${place(group)}`).join(', ')}`,
          width,
          '    ',
        )),
    ...hang(
      `${isWhole(cause) ? 'Which' : 'For example'}: ${examples.map(exampleText).join(', ')}`,
      width,
      '    ',
    ),
    ...(references[0] === undefined ? [] : [colours.dim(`    ${safe(references[0])}`)]),
  ];
}

/** The lines of a heading, each with the code that stands behind it or nothing; where it has no room, the code is a line of its own. */
function headOf(heading: string, code: string, width: number): readonly (readonly [string, string])[] {
  const lines = hang(heading, width, '', '  ');
  const last = lines.at(-1) ?? '';
  const fits = last.length + 1 + code.length <= width;
  return [
    ...lines.slice(0, -1).map((line) => [line, ''] as const),
    ...(fits ? [[last, code] as const] : [[last, ''] as const, [' ', code] as const]),
  ];
}

/** The first step with what to paste. */
function stepLines(cause: SurveyCause, width: number): readonly string[] {
  const [step] = cause.fix;
  return step === undefined
    ? []
    : [
        ...hang(safe(stepText(step.text)) + owners[step.owner], width, '  → ', '    '),
        ...pasteLines(step),
        ...furtherLines(cause.fix, width),
      ];
}

/** Whether the examples are all that there is. */
const isWhole = ({ count, places, tenants, examples }: SurveyCause): boolean =>
  places === 0 && examples.length === (tenants > 0 ? tenants : count);

const place = ({ by, name }: CauseGroup): string =>
  `${by === 'provider' ? 'on the name servers of' : 'in'} ${safe(name)}`;

/** What can be pasted stands as it is. */
const pasteLines = (step: FixStep | undefined): readonly string[] => [
  ...(step?.command == null ? [] : [`    ${safe(step.command)}`]),
  ...(step?.record == null ? [] : pasteRecord(step.record)),
];

/** The other records that belong to the first step; after a command, what is to be published with it. */
const furtherLines = ([first, ...rest]: readonly FixStep[], width: number): readonly string[] =>
  rest.flatMap(({ text, owner, record }) =>
    record === null
      ? []
      : [
          ...(first?.record === null
            ? hang(safe(stepText(text)) + owners[owner], width, '  → ', '    ')
            : []),
          ...pasteRecord(record),
        ],
  );

/** A record as the panel of its zone wants it. */
const pasteRecord = (record: FixStep['record']): readonly string[] =>
  record === null
    ? []
    : [`    ${safe(record.panelName ?? `${record.name}.`)} ${record.type} ${safe(record.value)}`];

function reach({ count: identities, places, tenants, sends }: SurveyCause): string {
  if (tenants > 0) return many(tenants, 'tenant');
  const mail = sends === null ? '' : `, ${grouped(Math.round(sends))} messages a day`;
  if (places === 0) return `${identitiesOf(identities)}${mail}`;
  return `${placesOf(places)} with ${identitiesOf(identities)}${mail}`;
}

const briefLine = (cause: SurveyCause, colours: Colours, width: number): readonly string[] =>
  hang(
    `${marks[cause.severity]} ${reach(cause)}${isWhole(cause) && cause.examples.length === 1 ? '' : ', such as'} ${exampleText(cause.examples[0] ?? { account: '', region: '', identity: null })}: ${safe(cause.because)} ${colours.dim(safe(cause.code))}`,
    width,
    '',
    '  ',
  );

/** What the list of tenants holds. */
export const tenantTitle = ({ paused }: { paused: number }): string =>
  paused > 0 ? 'Tenants that are paused or lack associations' : 'Tenants with missing associations';

/** Tenants that are paused or to which something is not associated, each with what associates it. */
function tenantLines(
  { tenants: { listed, lookedAt, incomplete, paused, troubled, missing } }: SurveyReport,
  colours: Colours,
  width: number,
  verbose: boolean,
): readonly string[] {
  if (troubled === 0 && listed === lookedAt) return [];
  const shown = verbose ? missing : missing.slice(0, mostTenants);
  const left = troubled - shown.length;
  return [
    '',
    `${tenantTitle({ paused })}: ${grouped(troubled)} of ${grouped(lookedAt)}${listed > lookedAt ? `; ${grouped(listed - lookedAt)} not looked at` : ''}`,
    ...shown.flatMap(({ account, region, tenant, missing: lacks, commands }) => [
      ...hang(safe(`${tenant} (${account} ${region}): ${lacks.join(' ')}`), width, '  ', '    '),
      ...commands.map((one) => `    ${safe(one)}`),
    ]),
    ...(left > 0 ? [colours.dim(`  and ${grouped(left)} more: ${verbose ? '' : '-v, '}--format csv`)] : []),
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

const order = ['crash', 'fail', 'unknown', 'warn', 'pass'] as const;

/** The table of places; all of them where there may be any number of rows. */
function placeLines(places: readonly SurveyPlace[], colours: Colours, mostRows: number): readonly string[] {
  const told = places.filter(
    ({ identities, worst }) => mostRows === Infinity || identities > 0 || worst !== 'pass',
  );
  const rows = told
    .toSorted((one, other) => order.indexOf(one.worst) - order.indexOf(other.worst))
    .slice(0, mostRows);
  const quiet = places.length - told.length;
  const of = (one: SurveyPlace['state']): number => places.filter(({ state }) => state === one).length;
  const [closed, inactive] = [of('closed'), of('inactive')];
  const others = places.some(isOfOthers) ? ' that were named' : '';
  const cells = rows.map((place) => [
    safe(place.account),
    safe(place.region),
    grouped(place.identities),
    grouped(place.failing),
    grouped(place.warned),
    grouped(place.unknown),
    closedWord(place.state) ?? (isNotAllSeen(place) ? 'not all known' : words[place.worst]),
    safe(place.because ?? ''),
  ]);
  const head = ['account', 'Region', 'identities', '✗', '!', '?', 'worst', ''];
  return [
    ...(rows.length === 0 ? [] : ['', ...table([head, ...cells], colours)]),
    ...(told.length > rows.length ? [colours.dim(`and ${grouped(told.length - rows.length)} more: -v`)] : []),
    ...(quiet === 0
      ? []
      : [
          colours.dim(
            `${many(quiet, 'Region')} without identities${others}${closed === 0 ? '' : `, ${grouped(closed)} of them not enabled`}${inactive === 0 ? '' : `, ${grouped(inactive)} of them in accounts that are not active`}`,
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

/** Where it was not a question that had no answer. */
const openWords: Readonly<Record<string, string>> = {
  interrupted: 'not looked at',
  'not-asked': 'not asked about one by one',
  nowhere: 'found nowhere',
};

function unknownLines(
  { unknown }: SurveyReport,
  colours: Colours,
  width: number,
  verbose: boolean,
): readonly string[] {
  if (unknown.length === 0) return [];
  const blocks = unknown.map(({ of, count, reason, action, message, counts, examples }) =>
    hang(
      counts
        ? `${unitsOf(of, count)} ${openWords[reason] ?? `not fully answered (${safe(reason)}${action === null ? '' : `, ${safe(action)}`})`}: ${safe(message)}${of === 'places' ? '' : suchAs(examples)}`
        : colours.dim(`Not looked at in ${unitsOf(of, count)}: ${safe(message)}`),
      width,
      counts ? '? ' : '  ',
      '  ',
    ),
  );
  // The first in any case, however long it is.
  const within = fitting(blocks.slice(0, mostReasons), mostUnseen);
  const shown = verbose ? blocks : within.length === 0 ? blocks.slice(0, 1) : within;
  return [
    '',
    ...shown.flat(),
    ...(unknown.length > shown.length
      ? [`  and ${many(unknown.length - shown.length, 'more reason', 'more reasons')}: -v`]
      : []),
  ];
}

const comparedLines = ({ compared }: SurveyReport, width: number): readonly string[] =>
  compared === null
    ? []
    : [
        '',
        'Since the earlier state',
        ...changesOf(compared).flatMap(([word, told]) => hang(`${word}: ${told}`, width, '  ')),
      ];
