import { safe } from '../../render/safe.ts';
import { coloursOf, type Colours } from '../../render/text/colours.ts';
import { fitting } from '../../render/fitting.ts';
import { hang } from '../../render/wrap.ts';
import { grouped } from '../../model/many.ts';
import type { SurveyReport } from '../document.ts';
import { changesOf } from './example.ts';
import { briefLine, causeLines, stepLines } from './cause-lines.ts';
import { headlines } from './headline.ts';
import { placeLines } from './place-table.ts';
import { tenantLines } from './tenant-lines.ts';
import { unknownGroups, unknownLines } from './unknown-lines.ts';

export interface SurveyTextOptions {
  columns: number;
  colorLevel: 0 | 1 | 2 | 3;
  verbose: boolean;
  quiet: boolean;
}

/** Causes in full, further ones in a line each, and rows of the table of places; -v shows all. */
const mostInFull = 4;
const mostInLine = 8;
const mostPlaces = 10;
/** Where there is no room for so many: as many of them as there is room for. */
const fewerPlaces = [6, 3, 1, 0];
/** Lines of a report with --quiet. */
const mostQuiet = 15;
/** Lines of a report: on a narrow screen less is told in full. */
const mostLines = 60;

/** The survey on a screen: what is broken, how much of it, and what fixes it. */
export function renderSurveyText(report: SurveyReport, options: SurveyTextOptions): string {
  const { causes, notes } = report;
  const { verbose } = options;
  const colours = coloursOf(options.colorLevel);
  const width = Math.min(options.columns, 120);
  if (options.quiet && !verbose) return `${quietLines(report, colours, width).join('\n')}\n`;
  const head = headlines(report, colours, width);
  const tenants = (told: readonly string[]): readonly string[] =>
    tenantLines(report, { colours, width, verbose, told });
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
  const [open, ...others] = report.unknown.filter(({ of, counts }) => counts && of === 'places');
  const toldBelow = verbose || others.length > 0 ? null : (open?.message ?? null);
  const screen = (mostRows: number): readonly string[] => {
    const tail = [...placeLines(report.places, { colours, width, mostRows, toldBelow }), ...ends];
    const room = verbose ? Infinity : mostLines - head.length - tenants([]).length - tail.length;
    const told = causesWithin(room, { full, brief }, causes.length, colours);
    return [...head, ...told, ...tenants(told), ...tail];
  };
  const fits = (lines: readonly string[]): boolean => verbose || lines.length <= mostLines;
  let lines = screen(verbose ? Infinity : mostPlaces);
  for (const mostRows of fewerPlaces) if (!fits(lines)) lines = screen(mostRows);
  return `${lines.join('\n')}\n`;
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
  const open = report.unknown.toSorted((one, other) => Number(other.counts) - Number(one.counts));
  const unseen = unknownGroups(open).map((unknown) =>
    unknownLines({ ...report, unknown }, colours, width, false),
  );
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

const comparedLines = ({ compared }: SurveyReport, width: number): readonly string[] =>
  compared === null
    ? []
    : [
        '',
        'Since the earlier state',
        ...changesOf(compared).flatMap(([word, told]) => hang(`${word}: ${told}`, width, '  ')),
      ];
