import type { FixStep } from '../../model/report.ts';
import type { Colours } from '../../render/text/colours.ts';
import { safe } from '../../render/safe.ts';
import { hang } from '../../render/wrap.ts';
import { owners, stepText } from '../../render/words.ts';
import { grouped, identitiesOf, many, placesOf } from '../../model/many.ts';
import type { CauseGroup, SurveyCause } from '../document.ts';
import { exampleText } from './example.ts';

const marks = { error: '✗', warning: '!', unknown: '?', info: 'i' } as const;

/** A cause in full: whom it touches, why, its first step and where to read on. */
export function causeLines(cause: SurveyCause, colours: Colours, width: number): readonly string[] {
  const { severity, code, title, because, groups, examples, references, leadsTo } = cause;
  const paint =
    severity === 'error' ? colours.red : severity === 'warning' ? colours.yellow : colours.magenta;
  // Of what is at one place alone, that place is the example.
  const together = cause.places === 1 ? [] : groups.filter((group) => group.count > 1);
  return [
    ...headOf(`${marks[severity]} ${reach(cause)}: ${safe(title)}`, `(${safe(code)})`, width).map(
      ([text, told]) => [paint(text), colours.dim(told)].filter((part) => part !== '').join(' '),
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
    ...hang(`${whichOrSome(cause)}: ${examples.map(exampleText).join(', ')}`, width, '    '),
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
export function stepLines(cause: SurveyCause, width: number): readonly string[] {
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
  examples.length === (places > 0 ? places : tenants > 0 ? tenants : count);

/** What stands before the examples. */
export const whichOrSome = (cause: SurveyCause): string => (isWhole(cause) ? 'Which' : 'For example');

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

/** A cause in a line. */
export const briefLine = (cause: SurveyCause, colours: Colours, width: number): readonly string[] =>
  hang(
    `${marks[cause.severity]} ${reach(cause)}${isWhole(cause) && cause.examples.length === 1 ? '' : ', such as'} ${exampleText(cause.examples[0] ?? { account: '', region: '', identity: null })}: ${safe(cause.because)} ${colours.dim(`(${safe(cause.code)})`)}`,
    width,
    '',
    '  ',
  );
