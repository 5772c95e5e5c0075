import { tellingOf } from './case-told.ts';
import { formsOf, holdsLive, type Forms } from './form-of-text.ts';
import { assertsTrouble } from './mentioned.ts';
import { SignedUnit, type SignName } from './signs.ts';
import { unitsOf } from './units.ts';

/**
 * The genre of a text as a whole: a description (documentation, rules, translations, lessons, contracts, questions of theory), in which
 * a failure is one that may come, or a report, in which one has come. Many weak signs decide, and none of them alone: each is one
 * piece of evidence for or against, and they are added up.
 */

/** The moods in which nothing has happened. */
const describing: readonly SignName[] = [
  'condition',
  'strong',
  'weak',
  'modal',
  'definition',
  'order',
  'verbFirst',
  'service',
  'kind',
  'habit',
  'title',
  'labelled',
];

/** What the sentences of a text show, each from 0 to 1. */
function signsOf(lines: readonly string[]) {
  const units = unitsOf(lines)
    .slice(0, mostUnits)
    .map((unit) => new SignedUnit(unit));
  const isOwnQuestion = (one: SignedUnit): boolean => one.shows('question') && one.shows('own', 'help');
  const isGeneral = (one: SignedUnit): boolean =>
    one.shows(...describing) || (one.shows('question') && !isOwnQuestion(one));
  const some = (is: (one: SignedUnit) => boolean): number => (units.some(is) ? 1 : 0);
  const length = units.reduce((sum, { unit }) => sum + unit.raw.length, 0);
  const share = (is: (one: SignedUnit) => boolean): number =>
    units.reduce((sum, one) => sum + (is(one) ? one.unit.raw.length : 0), 0) / Math.max(1, length);
  const tellings = units.map((one) => (one.shows('notYet') ? null : tellingOf(one.unit, isGeneral(one))));
  const told = some(
    (one) =>
      one.shows('own') &&
      (one.shows('past', 'time') || assertsTrouble(one.unit)) &&
      !one.shows('condition', 'question', 'strong', 'notYet', 'labelled'),
  );
  const asserted = some((one) => !isGeneral(one) && !one.shows('notYet') && assertsTrouble(one.unit));
  const general = share(isGeneral);
  const isCase = tellings.includes('case');
  // Every sentence says what is so under a condition, or must be, or is called; none what was, or whose it is.
  const isLawlike =
    share((one) => isGeneral(one) || one.shows('passive')) >= 0.9 &&
    !units.some((one) => !isGeneral(one) && !one.shows('passive') && assertsTrouble(one.unit)) &&
    !isCase &&
    share((one) => one.shows('condition', 'strong', 'definition', 'verbFirst')) >= 0.3 &&
    units.length > 1 &&
    !units.some(
      (one) =>
        one.shows('own', 'help') ||
        (one.shows('past', 'time') && !one.shows('condition', 'verbFirst', 'definition')),
    );
  return {
    several: Math.min(3, Math.max(0, units.length - 1)) / 3,
    condition: some((one) => one.shows('condition')),
    order: some((one) => one.shows('order')),
    habit: some((one) => one.shows('habit')),
    kind: some((one) => one.shows('kind')),
    you: some((one) => one.shows('you')),
    title: some((one) => one.shows('title')),
    labelled: some((one) => one.shows('labelled') && !(one.shows('own') && one.shows('past', 'time'))),
    twoMoods: some((one) => one.shows('twoMoods')),
    quotedTrouble: some((one) => one.shows('quotedTrouble')),
    strongShare: share((one) => one.shows('strong')),
    questionShare: share((one) => one.shows('question') && !isOwnQuestion(one)),
    titleShare: share(({ unit }) => unit.isTitle),
    itemShare: share(({ unit }) => unit.isItem),
    covered: units.length > 1 && general >= 0.7 && asserted + told === 0 && !isCase ? 1 : 0,
    lawlike: isLawlike ? 1 : 0,
    // Of a report.
    own: some((one) => one.shows('own')),
    ofOne: tellings.includes('own') ? 1 : 0,
    case: isCase ? 1 : 0,
    told,
    asserted,
    dated: some(
      (one) =>
        one.shows('own') &&
        one.shows('time') &&
        assertsTrouble(one.unit) &&
        !one.shows('condition', 'question', 'notYet'),
    ),
  };
}

type Signs = ReturnType<typeof signsOf>;

/**
 * What each piece of evidence weighs, in nats: for a description above zero, for a report below. Fitted by a logistic regression over
 * the texts of the tests, with the direction of each laid down (`test/symptom/genre.test.ts` holds what they tell apart).
 */
const weights: Readonly<Record<keyof Signs | keyof Forms, number>> = {
  several: 2.3,
  condition: 0.5,
  order: 1,
  habit: 0.2,
  kind: 0.1,
  you: 0.4,
  title: 1.3,
  labelled: 4.8,
  twoMoods: 0.5,
  quotedTrouble: 0.3,
  strongShare: 0.9,
  questionShare: 1.4,
  titleShare: 5.4,
  itemShare: 0.3,
  covered: 0.3,
  lawlike: 1.8,
  heading: 0.5,
  bullets: 0.2,
  code: 0.5,
  sentenceKeys: 3.3,
  rules: 1.8,
  version: 0.3,
  codes: 0.4,
  kinds: 3.3,
  gloss: 0.6,
  syntax: 0.7,
  notYet: 1.5,
  answers: 1.5,
  option: 1,
  unfilled: 2.5,
  allWell: 2.5,
  vacancy: 2.5,
  environment: 2,
  quotes: 0.1,
  own: -0.2,
  ofOne: -0.6,
  case: -1.7,
  told: -0.1,
  asserted: -0.5,
  // Whose it is and when it came: that alone is a report.
  dated: -9,
  keys: -0.3,
  level: -1.9,
  classed: -1.4,
  reply: -4.3,
  enhancedReply: -0.3,
  number: -0.5,
  ids: -1.2,
  address: -1.3,
  host: -1.2,
  hostPort: -1.3,
  prompt: -0.6,
  stamp: -1.7,
  json: -0.7,
};
const base = -1.6;

/** What a text of several sentences, or of many kinds of failure, has whatever it is. */
const ofLength: ReadonlySet<string> = new Set(['several', 'kinds', 'codes']);

/** Of a description: so much evidence in all, and so much beside the length; more of both where something is told. */
const [leastScore, leastScoreTold, leastEvidence] = [1.7, 3.6, 0.8];
const [mostLines, mostUnits, shortest, longest] = [60, 120, 60, 8000];

/** How a text was judged. */
export interface Genre {
  /** For a description above zero, for a report below. */
  score: number;
  isDescription: boolean;
  /** What was found, the weightiest first. */
  evidence: readonly (readonly [name: string, weight: number])[];
}

/** The genre of a text, or null where it is too short, too long or holds a piece of a run. */
export function genreOf(texts: readonly string[]): Genre | null {
  const lines = texts.filter((line) => line.trim() !== '');
  const text = lines.join('\n');
  if (lines.length === 0 || lines.length > mostLines || text.length < shortest || text.length > longest)
    return null;
  if (holdsLive(lines)) return null;
  const signs = signsOf(lines);
  const found = { ...signs, ...formsOf(lines, text) };
  const evidence = Object.entries(weights)
    .map(([name, weight]) => [name, weight * found[name as keyof typeof found]] as const)
    .filter(([, weight]) => weight !== 0)
    .sort(([, one], [, other]) => Math.abs(other) - Math.abs(one));
  const score = evidence.reduce((sum, [, weight]) => sum + weight, base);
  const beside = evidence.reduce(
    (sum, [name, weight]) => sum + (weight > 0 && !ofLength.has(name) ? weight : 0),
    0,
  );
  const isTold = signs.case + signs.told > 0 && found.unfilled === 0;
  // Who asks what something means may have it.
  const isAsked = signs.several === 0 && text.trim().endsWith('?');
  return {
    score,
    isDescription: !isAsked && beside >= leastEvidence && score >= (isTold ? leastScoreTold : leastScore),
    evidence,
  };
}

/** Whether a text surely reports: somebody tells of their own, and hardly anything in it describes. */
export function isReport(texts: readonly string[]): boolean {
  const genre = genreOf(texts);
  return genre !== null && genre.score <= mostReport && genre.evidence.some(([name]) => name === 'own');
}
const mostReport = -1.5;

/** Whether a text describes failures, and reports none. */
export const isDescription = (texts: readonly string[]): boolean => genreOf(texts)?.isDescription === true;
